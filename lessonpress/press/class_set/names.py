"""Names that can be printed: each in the fonts that it would be set in. No problem told here quotes one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.problems import Location, Problem

if TYPE_CHECKING:
    from lessonpress.content.roster import Pupil
    from lessonpress.layout.theme import StyleName, Theme

#: The styles that a name is set in: on the list, in its field, at the head of a page.
_NAMED_IN: tuple[StyleName, ...] = ("cell", "small-cell", "cell-head", "field", "footer")


def check_name(
    pupil: Pupil, themes: Iterable[Theme], roster: Path, language: str
) -> Problem | None:
    """An error where what the roster says of the pupil can't be set, by its line and without any of its
    characters: one name in a script that no font has must not keep the class from its sheets."""
    from lessonpress.layout.fonts import MissingGlyph, covers, split_by_family
    from lessonpress.layout.scripts import MissingDictionary, break_places
    from lessonpress.press.printing.missing_glyphs import dictionary_advice, hint_for

    fonts = {(theme.styles[name].font, theme.fallbacks) for theme in themes for name in _NAMED_IN}
    said = (("name", pupil.name), ("class", pupil.group), ("seat", pupil.seat))
    for what, text in said:
        try:
            for font, fallbacks in sorted(fonts):
                split_by_family(text, font, fallbacks)
            break_places(text)
        except MissingGlyph as error:
            number = next(
                at
                for at, each in enumerate(text, 1)
                if not any(covers(family, each) for family in error.families)
            )
            return Problem(
                f"No font of the layout has character {number} of this {what}, so that this pupil has no "
                "sheet.",
                Location(roster, pupil.line),
                hint_for(text[number - 1], error.families, language),
                code="missing-glyph",
            )
        except MissingDictionary as error:
            return Problem(
                f"No dictionary of {error.script} is installed that this {what} asks for, so that this "
                "pupil has no sheet.",
                Location(roster, pupil.line),
                f"{dictionary_advice(error)}.",
                code="missing-dictionary",
            )
    return None
