"""Hyphenation: where the words of a language may be parted. Knows no lines.

The patterns are LibreOffice's, and so is the method (Liang's), through pyphen. Pyphen takes every
pattern of a language apart before the first word, a tenth of a second for English and more for
German; here each is taken apart when a word first meets it. That builds upon more than pyphen's public
face, so its versions are bounded in pyproject, and a test holds what is found to what that face finds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyphen

# Letters before and after a hyphen; the rule of thumb of the Chicago Manual of Style.
BEFORE, AFTER = 2, 3

_DIGITS = {ord(digit): None for digit in "0123456789"}


@cache
def hyphenator(language: str) -> Callable[[str], tuple[int, ...]] | None:
    """Where a word of the language (a BCP 47 tag) may be parted, or None where no patterns are
    known. Places where parting would change the spelling are left out."""
    known = pyphen.language_fallback(language.replace("-", "_"))
    if known is None:
        return None
    patterns = Patterns(pyphen.LANGUAGES[known])

    @cache
    def positions(word: str) -> tuple[int, ...]:
        last = len(word) - AFTER
        return tuple(at for at in patterns.positions(word) if BEFORE <= at <= last and not at.data)

    return positions


class Patterns(pyphen.HyphDict):  # type: ignore[misc]
    """The patterns of one language, as pyphen holds them but for when they are taken apart."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            encoding = file.readline().decode("ascii").strip()
        encoding = "cp1251" if encoding.lower() == "microsoft-cp1251" else encoding
        self.patterns = _Unparsed()
        for line in path.read_text(encoding).split("\n")[1:]:
            pattern = line.strip()
            if not pattern or pattern.startswith(pyphen.ignored):
                continue
            if "^^" in pattern:
                pattern = pyphen.parse_hex(lambda match: chr(int(match[1], 16)), pattern)
            letters = pattern.split("/", 1)[0] if "=" in pattern else pattern
            self.patterns[letters.translate(_DIGITS)] = pattern
        self.cache: dict[str, list[Any]] = {}
        self.maxlen = max(map(len, self.patterns))


class _Unparsed(dict[str, Any]):
    """Patterns by their letters: a string until it is asked for, then pyphen's offset and values."""

    def get(self, letters: str, default: Any = None) -> Any:
        found = super().get(letters)
        if isinstance(found, str):
            found = self[letters] = _take_apart(found)
        return found


def _take_apart(pattern: str) -> tuple[int, tuple[int, ...]] | None:
    """Offset and values of a pattern; None if it says nothing."""
    make: Callable[[str], int] = int
    if "/" in pattern and "=" in pattern:
        pattern, alternative = pattern.split("/", 1)
        make = pyphen.AlternativeParser(pattern, alternative)
    values = [make(value or "0") for value, _ in pyphen.parse(pattern)]
    said = [at for at, value in enumerate(values) if value]
    if not said:
        return None
    return said[0], tuple(values[said[0] : said[-1] + 1])
