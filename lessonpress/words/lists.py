"""Lists as a language sets them: what stands between their items, and the letters that items have.

Sources: the list patterns of Unicode's CLDR for the signs between items. For letters ДСТУ 3008:2015, 7.5.3, for Ukrainian,
ГОСТ Р 2.105, 6.7.5, for Russian, and the order of the abjad, in which Arabic letters items; other alphabets count through.
"""

from __future__ import annotations

from collections.abc import Iterable

from lessonpress.words import main_language

#: Between the items of a list, and between clauses, where these are others than `, ` and `; `.
_SIGNS = {
    "ar ckb fa ps sd ug ur": ("، ", "؛ "),
    "ja zh": ("、", "；"),
    "my": ("၊ ", "၊ "),
    "am ti": ("፣ ", "፤ "),
    "el": (", ", "· "),  # a semicolon asks there
}
_BY_LANGUAGE = {tag: signs for tags, signs in _SIGNS.items() for tag in tags.split()}

#: Languages that run from right to left, and a mark that keeps what stands side by side apart there. By UAX #9 a
#: no-break space between two numbers makes them one (W4), and a number behind a Latin letter runs with it (W7).
_TO_THE_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])
_MARK = "\u200f"


def comma(language: str) -> str:
    """What stands between the items of a list in a language (BCP 47), with its space."""
    return _BY_LANGUAGE.get(main_language(language), (", ",))[0]


def semicolon(language: str) -> str:
    """What stands between items that are clauses, with its space."""
    return _BY_LANGUAGE.get(main_language(language), ("", "; "))[1]


def tie(language: str) -> str:
    """What stands between a number and what it is the number of, in a list that is set in a line: a no-break
    space, behind which another number, or a Latin letter, stays by itself; `untie` stands behind that."""
    return f"\u00a0{untie(language)}"


def untie(language: str) -> str:
    """What stands behind what was tied to a number."""
    return _MARK if main_language(language) in _TO_THE_LEFT else ""


def listed(items: Iterable[object], language: str) -> str:
    """The items, one after the other.

    >>> listed([1, 2], "ar")
    '1، 2'
    """
    return comma(language).join(map(str, items))
