"""Labels of a list's items, as they are printed before them."""

from __future__ import annotations

from lessonpress.document.blocks import ItemList, Letters
from lessonpress.words.lists import list_letter

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def label_of(block: ItemList, number: int) -> str:
    """What stands before the item of that number (from 1).

    >>> [label_of(ItemList("l", (), True, letters), 4) for letters in (None, "a", "A", "i")]
    ['4.', 'd)', 'D)', 'iv)']
    """
    if not block.ordered:
        return "•"
    if block.letters is None:
        return f"{number}."
    return f"{_lettered(block.letters, number, block.alphabet)})"


def widest_labels(block: ItemList) -> list[str]:
    """The labels of which one takes most room: that of most characters or, in alphabets whose letters differ
    much, every one."""
    numbers = block.numbers
    if numbers and not block.letters:
        numbers = [max(numbers)]
    labels = [label_of(block, number) for number in numbers]
    return labels if labels and block.alphabet else [max(labels, key=len, default="")]


def _lettered(letters: Letters, number: int, alphabet: str) -> str:
    """As Word counts: after z comes aa, then bb."""
    if letters == "i":
        roman, left = "", number
        for value, sign in _ROMAN:
            times, left = divmod(left, value)
            roman += sign * times
        return roman
    return list_letter(number - 1, alphabet, small=letters == "a")
