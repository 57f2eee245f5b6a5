"""Ids of blocks: those that the markup gives, and those derived for blocks that it gives none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

#: A DOCX bookmark's name has at most 40 characters (ECMA-376 Part 1, §17.13.6.2, as Word reads it).
LONGEST = 40
PATTERN = re.compile(r"[a-z][a-z0-9_]{0,39}")


def shorten(name: str) -> str:
    """An id of at most LONGEST characters; one that is longer keeps its start, and stays unlike
    others by a digest of the whole."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 9]}_{_digest(name)}"


class Ids:
    """The ids of one document. A derived one never takes one that the markup gives elsewhere."""

    def __init__(self, given: Iterable[str]) -> None:
        self._taken = set(given)
        self._counts: dict[tuple[str, str], int] = {}

    def derive(self, parent: str, word: str) -> str:
        """`{parent}_{word}{n}`: the n-th `word` of its parent; shortened in the middle if too long."""
        key = (parent, word)
        while True:
            count = self._counts[key] = self._counts.get(key, 0) + 1
            candidate = f"{parent}_{word}{count}" if parent else f"{word}{count}"
            if len(candidate) > LONGEST:
                tail = f"_{_digest(parent)}_{word}{count}"
                candidate = parent[: LONGEST - len(tail)] + tail
            if candidate not in self._taken:
                self._taken.add(candidate)
                return candidate


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
