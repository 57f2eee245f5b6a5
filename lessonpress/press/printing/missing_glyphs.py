"""Characters that no font of the theme has: which they are, and where in people's files they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from lessonpress.problems import Location, Problem

# What was typed where one of these is printed (see document.quotes).
_TYPED = dict.fromkeys("“”„«»「」", '"') | dict.fromkeys("‘’‚‹›『』\u202f", "'")


def describe_missing(
    character: str, sources: Mapping[Path, str], families: Sequence[str]
) -> tuple[Problem, ...]:
    """One problem for `character`, and one for each other of the sources that no family has.

    `sources` are the texts of people's files. A writer stops at the first character that it
    can't set; people want to hear of all at once.
    """
    missing = dict.fromkeys([character, *_uncovered(sources, families)])
    return tuple(_problem(one, _locate(one, sources)) for one in missing)


def _locate(character: str, sources: Mapping[Path, str]) -> Location:
    """Where it first stands; the first source as a whole where it stands in none as itself."""
    from lessonpress.content.source import locate

    for typed in (character, _TYPED.get(character, character)):
        for path, text in sources.items():
            if (offset := text.find(typed)) >= 0:
                return locate(path, text, offset)
    return Location(next(iter(sources)))


def _uncovered(sources: Mapping[Path, str], families: Sequence[str]) -> list[str]:
    from lessonpress.layout.fonts import covers

    text = "".join(sources.values())
    return [
        char
        for char in dict.fromkeys(text)
        if char.isprintable()
        and not char.isspace()
        and not any(covers(family, char) for family in families)
    ]


def _problem(char: str, location: Location) -> Problem:
    name = unicodedata.name(char, "a character without a name")
    shown = char if char.isprintable() else ""
    return Problem(
        " ".join(
            f"No font of the layout has the character {shown} (U+{ord(char):04X}, {name}).".split()
        ),
        location,
        "Write it another way, or name a family that has it under `fallbacks` in the layout's theme."
        + (" `quotes: as-written` there prints straight marks." if char in _TYPED else ""),
        code="missing-glyph",
    )
