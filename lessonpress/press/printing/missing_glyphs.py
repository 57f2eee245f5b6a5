"""Characters that no font of the theme has: which they are, and where in people's files they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.problems import Location, Problem

if TYPE_CHECKING:
    from lessonpress.layout.fonts import MissingGlyph
    from lessonpress.layout.scripts import Font, MissingDictionary

_MOST_NAMED = 6  # characters that a message names one by one


# What was typed where one of these is printed (see document.quotes).
_TYPED = dict.fromkeys("“”„«»「」", '"') | dict.fromkeys("‘’‚‹›『』\u202f", "'")


def describe_unset(
    error: MissingGlyph | MissingDictionary, sources: Mapping[Path, str], language: str = ""
) -> tuple[Problem, ...]:
    """What stands in the way of text that can't be set. `sources` are the texts of people's files, in
    that language."""
    from lessonpress.layout.scripts import MissingDictionary

    if isinstance(error, MissingDictionary):
        return (_missing_dictionary(error, sources),)
    return describe_missing(error.character, sources, error.families, language)


def describe_missing(
    character: str, sources: Mapping[Path, str], families: Sequence[str], language: str = ""
) -> tuple[Problem, ...]:
    """One problem for each script that no family has, and one for all signs that belong to none.

    `sources` are the texts of people's files. A writer stops at the first character that it
    can't set; people want to hear of all at once, and of none twice.
    """
    missing = list(_uncovered(sources, families))
    if character not in missing:
        missing.insert(0, character)
    groups: dict[str, list[str]] = {}
    for one in missing:
        groups.setdefault(_remedy_of(one, missing, language), []).append(one)
    fonts = [font for chars in groups.values() if (font := _font(chars[0], missing, language))]
    return tuple(
        _problem(characters, sources, families, fonts, _font(characters[0], missing, language))
        for characters in groups.values()
    )


def hint_for(character: str, families: Sequence[str], language: str) -> str:
    """How to come by a font that has the character; tells its script at most."""
    font = _font(character, [character], language)
    return _hint(character, _script_name(character), families, [font] if font else [], font)


def _remedy_of(character: str, missing: Sequence[str], language: str) -> str:
    """What is told at once: scripts that one family would do for, as for the two of Japanese."""
    font = _font(character, missing, language)
    return font.family if font is not None else _script_name(character)


def _missing_dictionary(error: MissingDictionary, sources: Mapping[Path, str]) -> Problem:
    letters = (
        char for text in sources.values() for char in text if _script_name(char) == error.script
    )
    return Problem(
        f"{error.script} has no spaces between words, and no dictionary is installed that tells where "
        "a line may end.",
        _locate(next(letters, ""), sources),
        f"{dictionary_advice(error)}, or print a DOCX: Word has its own.",
        code="missing-dictionary",
    )


def dictionary_advice(error: MissingDictionary) -> str:
    """What to do about it; the beginning of a sentence."""
    if error.package:
        return f"Install one with `pip install {error.package}`"
    return "Put a zero-width space (U+200B) between words"


def _script_name(character: str) -> str:
    """The script that a letter is of; empty for a sign that is of none."""
    from lessonpress.layout.scripts import script_of

    script = script_of(character)
    if script is not None:
        return script.name
    name = unicodedata.name(character, "") if character.isalpha() else ""
    return name.partition(" ")[0].title()


def _font(character: str, missing: Sequence[str], language: str) -> Font | None:
    """A family that has the character's script."""
    from lessonpress.layout.scripts import font_for, script_of

    script = script_of(character)
    return None if script is None else font_for(script, language, "".join(missing))


def _locate(character: str, sources: Mapping[Path, str]) -> Location:
    """Where it first stands; the first source as a whole where it stands in none as itself."""
    from lessonpress.content.source import locate

    for typed in (character, _TYPED.get(character, character)):
        for path, text in sources.items():
            if typed and (offset := text.find(typed)) >= 0:
                return locate(path, text, offset)
    return Location(next(iter(sources)))


def _uncovered(sources: Mapping[Path, str], families: Sequence[str]) -> Iterator[str]:
    from lessonpress.layout.fonts import covers

    text = "".join(sources.values())
    for char in dict.fromkeys(text):
        seen = char.isprintable() and not char.isspace()
        if seen and not any(covers(family, char) for family in families):
            yield char


def _problem(
    characters: Sequence[str],
    sources: Mapping[Path, str],
    families: Sequence[str],
    fonts: Sequence[Font],
    font: Font | None,
) -> Problem:
    first = characters[0]
    scripts = list(dict.fromkeys(map(_script_name, characters)))
    named = f"{_shown(first)} ({_code(first)}, {_name(first)})"
    if scripts[0]:
        kind = "script" if len(scripts) == 1 else "scripts"
        told = " and ".join(scripts)
        message = f"No font of the layout has letters of the {kind} {told}, such as {named}."
    elif len(characters) == 1:
        message = f"No font of the layout has the character {named}."
    else:
        others = " ".join(map(_shown, characters[1:_MOST_NAMED]))
        more = " …" if len(characters) > _MOST_NAMED else ""
        message = f"No font of the layout has the character {named}, nor {others}{more}."
    hint = _hint(first, scripts[0], families, fonts, font)
    return Problem(" ".join(message.split()), _locate(first, sources), hint, code="missing-glyph")


def _hint(
    character: str, script: str, families: Sequence[str], fonts: Sequence[Font], font: Font | None
) -> str:
    from lessonpress.layout.fonts import install_command, is_installed

    if not script:
        return (
            "Write it another way, or name a family that has it under `fallbacks` in the layout's "
            "theme." + " `quotes: as-written` there prints straight marks." * (character in _TYPED)
        )
    if font is None:
        return (
            "No package is known that brings a font for it. Write it in other letters, or print a "
            "DOCX alone (`--format docx`), where Word finds a font."
        )
    wanted = dict.fromkeys([*families[1:], *(one.family for one in fonts)])
    key = f"`fonts: {{fallbacks: [{', '.join(wanted)}]}}`"
    told = f"{key} in the `layout.yaml` of a layout of yours (docs/layouts.md)."
    if is_installed(font.family):
        return f"{font.family} is installed and has them. Write {told}"
    return f"Install {font.family} with `{install_command(font.package)}`, and write {told}"


def _shown(character: str) -> str:
    return character if character.isprintable() else ""


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _name(character: str) -> str:
    return unicodedata.name(character, "a character without a name")
