"""Quotation marks, by language, as they are set on paper.

Source: the delimiters of Unicode's CLDR, as HTML's suggested style sheet lists them
(https://html.spec.whatwg.org/multipage/rendering.html#quotes). Babel has none. Other than there: French
quotations within others have “ ”, as its own catalogs had before, and marks are spaced as the Lexique des
règles typographiques of the Imprimerie nationale has it; Dutch has “ ” without.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

APOSTROPHE = "’"
_NARROW = "\u202f"


class QuotationMarks(NamedTuple):
    """What opens and closes a quotation, and one within that; a mark brings its space along."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str

    def at(self, level: int) -> tuple[str, str]:
        """The pair of a quotation (1), or of one within it (2)."""
        return self[:2] if level == 1 else self[2:]


_USUAL = "“ ” ‘ ’"
_BY_LANGUAGE = {
    "« » “ ”": "ast br ca el es it kk pt-PT sq",
    "« » „ “": "be ky ru uk",
    "« » ‹ ›": "fa fr-CH gsw it-CH de-CH de-LI rm",
    "« » ‘ ’": "nb nn no",
    "« » « »": "hy",
    "„ “ ‚ ‘": "cs de dsb et hr hsb is lb mk sk sl",
    "„ “ ‘ ‘": "sr",
    "„ “ „ “": "bg lt",
    "„ “ « »": "ka",
    "„ ” ‘ ’": "bs",
    "„ ” « »": "pl ro",
    "„ ” » «": "hu",
    "” ” ’ ’": "fi sv",
    "” “ ’ ‘": "ar ur",
    "“ ” “ ”": "eu",
    "「 」 『 』": "ja zh-Hant",
}
_TABLE = {
    tag: QuotationMarks(*marks.split(" "))
    for marks, tags in _BY_LANGUAGE.items()
    for tag in tags.split()
} | {"fr": QuotationMarks(f"«{_NARROW}", f"{_NARROW}»", "“", "”")}
#: Straight marks are letters' signs in these, gershayim and geresh: nothing is set otherwise.
_LEFT_AS_THEY_ARE = frozenset({"he", "yi"})


@cache
def quotation_marks(language: str) -> QuotationMarks | None:
    """The marks of a language (BCP 47), or else of its main one (`de` for `de-AT`), or the usual ones;
    None where straight marks mean something else."""
    tag = language
    while tag:
        if tag in _LEFT_AS_THEY_ARE:
            return None
        if tag in _TABLE:
            return _TABLE[tag]
        tag = tag.rpartition("-")[0]
    return QuotationMarks(*_USUAL.split(" "))
