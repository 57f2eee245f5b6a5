"""Codes: which braille code a language is written in, by the table of liblouis that has it.

Contracted where pupils read contracted braille from the start or through secondary school, and else uncontracted: what is read in
each country's schools, as docs/accommodations.md says.
"""

from __future__ import annotations

from dataclasses import dataclass

from lessonpress.document.blocks import Stage
from lessonpress.words import main_language


@dataclass(frozen=True, slots=True)
class Code:
    """`table` is liblouis' for text, `plain` the one without contractions, for words of other languages and single
    letters. `blank` are the cells of a gap to fill in, `note` those around what the transcriber says; `raised` and
    `lowered` stand before a superscript and a subscript, "" where the table writes these by itself or not at all."""

    table: str
    plain: str
    blank: str = "⠄⠄⠄"  # dots 3, three times: points of omission
    note: tuple[str, str] = ("⠠⠄", "⠠⠄")  # dots 6 and 3, as German readers know them
    raised: str = ""
    lowered: str = ""


# Rules of Unified English Braille (2013): 7.2 (low line), 3.27 (transcriber's notes), 3.24 (raised and lowered).
_UEB = Code("en-ueb-g2.ctb", "en-ueb-g1.ctb", "⠨⠤", ("⠈⠨⠣", "⠈⠨⠜"), "⠰⠔", "⠰⠢")
_GERMAN = Code("de-g2.ctb", "de-g1.ctb")
_FULL_GERMAN = Code("de-g1.ctb", "de-g1.ctb")
_CODES = {
    "en": _UEB,
    "ar": Code("ar-ar-g1.utb", "ar-ar-g1.utb"),
    "cs": Code("cs.tbl", "cs.tbl"),
    "de": _GERMAN,
    "es": Code("es-g1.ctb", "es-g1.ctb"),
    "fr": Code("fr-bfu-comp6.utb", "fr-bfu-comp6.utb"),
    "pl": Code("Pl-Pl-g1.utb", "Pl-Pl-g1.utb"),
    "sk": Code("sk-g1.ctb", "sk-g1.ctb"),
    "uk": Code("uk.utb", "uk.utb"),
}


#: The tables for what is written in other letters than the document's, by the letters that they have.
OTHER_LETTERS = (
    *("uk.utb", "ru-ru-g1.ctb", "el.ctb", "he-IL.utb", "ar-ar-g1.utb"),
    *(
        "de-g1.ctb",
        "es-g1.ctb",
        "fr-bfu-comp6.utb",
        "Pl-Pl-g1.utb",
        "sk-g1.ctb",
        "cs.tbl",
        "en-ueb-g1.ctb",
    ),
)


def code_of(language: str, stage: Stage) -> Code | None:
    """The code of a language (BCP 47), as readers of that stage know it; None for one of which none is known."""
    main = main_language(language)
    if main == "de" and stage == "primary":
        return _FULL_GERMAN
    return _CODES.get(main)


def languages_with_codes() -> tuple[str, ...]:
    """The languages that braille can be written in."""
    return tuple(sorted(_CODES))
