"""Lists as people write them: where items begin, and letters, which Markdown doesn't know. Ground.

Before Markdown is read, `a) b)` become the numbers that it knows, and where the list was is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Letters = Literal["a", "A", "i"]

_ITEM = re.compile(r"(?P<lead>[ \t]*)\(?(?P<label>[A-Za-z]|[ivx]{1,5})[.)](?=[ \t]+\S)")
_FIRST: tuple[Letters, ...] = ("a", "A", "i")
_ROMAN = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]
#: Fewer are initials, or a word that begins a line.
_FEWEST = 2


def number_letters(text: str) -> tuple[str, Mapping[int, Letters]]:
    """The text with `1)` for `a)` where items are lettered in order from the first on, at one
    margin; and at which line (from 0) each such list begins, and how it is lettered.

    >>> number_letters("Say:\\na) who\\nb) when")
    ('Say:\\n1) who\\n2) when', {1: 'a'})
    """
    if ")" not in text and "." not in text:
        return text, {}
    lines = text.split("\n")
    matches = {at: match for at, line in enumerate(lines) if (match := _ITEM.match(line))}
    lists: dict[int, Letters] = {}
    for at in matches:
        items = _items_from(at, matches)
        if len(items) >= _FEWEST:
            lists[at] = _letters_of(matches[at]["label"])
            for number, line in enumerate(items, start=1):
                match = matches[line]
                label = f"{number})".ljust(match.end() - match.end("lead"))
                lines[line] = f"{match['lead']}{label}{lines[line][match.end() :]}"
    return "\n".join(lines), lists


_BEGINS = re.compile(
    r"^[ \t]*(?:[-*+•][ \t]|\(?(?P<label>\d{1,2}|[ivx]{2,5}|[A-Za-z])[.)][ \t]|\|.*\|[ \t]*\r?$)",
    re.MULTILINE,
)
_TWO_FIRST = ({"1", "2"}, {"a", "b"}, {"A", "B"}, {"i", "ii"})


def item_starts(text: str) -> list[int]:
    """Where a line begins an item of a list, or a table's row; none where there is but one: it may be a
    dash. Numbers and letters count from the first on: others are dates and initials.

    >>> item_starts("He came on\\n8. May and left on\\n12. June.")
    []
    """
    found = list(_BEGINS.finditer(text))
    labels = {match["label"] for match in found}
    counted = {label for pair in _TWO_FIRST if pair <= labels for label in _same_kind(pair, labels)}
    starts = [one.start() for one in found if one["label"] is None or one["label"] in counted]
    return starts if len(starts) >= _FEWEST else []


def _same_kind(pair: set[str], labels: set[str | None]) -> set[str]:
    first = min(pair)
    return {
        label
        for label in labels
        if label and (label.isdigit(), label.isupper()) == (first.isdigit(), first.isupper())
    }


def _items_from(start: int, matches: Mapping[int, re.Match[str]]) -> list[int]:
    """The lines of the items of a list that begins at this line; none where it isn't a first item."""
    first = matches[start]
    if first["label"] not in _FIRST:
        return []
    letters, sign, items = _letters_of(first["label"]), first[0][-1], [start]
    for line, match in matches.items():
        if line > start and match["lead"] == first["lead"] and match[0][-1] == sign:
            if match["label"] == first["label"]:
                break  # another list
            if match["label"] == _label(letters, len(items) + 1):
                items.append(line)
    return items


def _letters_of(label: str) -> Letters:
    return "i" if label == "i" else "A" if label == "A" else "a"


def _label(letters: Letters, number: int) -> str:
    if letters == "i":
        return _ROMAN[number - 1] if number <= len(_ROMAN) else ""
    return chr(ord(letters) + number - 1)
