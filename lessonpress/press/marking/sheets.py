"""Sheets: files that came back filled in, each with what stands in its fields. Knows no key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lessonpress.document.identifier import Identified

#: The longest answer that is read, in characters: many pages of it.
LONGEST_ANSWER = 20_000


class OddSheet(Exception):
    """What lies there is no sheet that could be marked; says why in a sentence, and in `hint` what to do."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a file: texts by the place that they were written in, and the choices that were marked.

    A place goes by the id of its block; `.2` after it is the second in that block, `.c2` the second cell
    of that row. `nameless` are the controls of a DOCX in the order of the page, where a word processor
    took their names away: their texts, and True or False for a box.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()
    nameless: tuple[str | bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that came back, of which document it is, and what stands in it."""

    path: Path
    of: Identified
    filled: Filled
