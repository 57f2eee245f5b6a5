"""The scribe: text into cells, in the code of its document, whatever stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import groupby

from lessonpress.document.blocks import Blank, Inline, LineBreak, Run, Stage
from lessonpress.richtext import in_characters
from lessonpress.writers.braille.cells import SPACE, is_six_dot
from lessonpress.writers.braille.codes import OTHER_LETTERS, Code, code_of
from lessonpress.writers.braille.louis import LouisMissing, translate

# Nothing for the finger: marks where a word may be parted, or that join.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u061c]")
# What is written for a character that a code doesn't have.
_INSTEAD = {
    **dict.fromkeys("\u00a0\u202f\u2009\u2002\u2003\t\n", " "),
    **dict.fromkeys("‑‐–—−", "-"),
    **dict.fromkeys("’‘‚‹›′", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    "…": "...", "•": "*", "·": "-", "×": "x", "÷": ":", "→": "->", "←": "<-", "№": "No", "☐": "o", "○": "o",
    "½": "1/2", "¼": "1/4", "¾": "3/4", "ª": "a", "º": "o", "™": "TM", "_": "-", "~": "-", "|": "/",
    "−": "-", "≤": "<=", "≥": ">=", "≈": "=", "↑": "^",
    **{one: f"^{digit}" for digit, one in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{one: str(digit) for digit, one in enumerate("₀₁₂₃₄₅₆₇₈₉")},
}  # fmt: skip
_UNASSIGNED = "\ue000"


class NoBrailleCode(Exception):
    """There is no braille code for the document's language."""

    def __init__(self, language: str) -> None:
        self.language = language
        super().__init__(f"No braille code is known for the language {language}.")


class Scribe:
    """Writes in the code of one language. Raises NoBrailleCode where there is none for it, and LouisMissing."""

    def __init__(self, language: str, stage: Stage) -> None:
        code = code_of(language, stage)
        if code is None:
            raise NoBrailleCode(language)
        self.code: Code = code
        self._language = language
        self._stage = stage

    def text(self, text: str) -> str:
        """The cells of a text."""
        return self.line((Run(text),))

    def note(self, text: str) -> str:
        """What the transcriber says, between the signs of that."""
        before, after = self.code.note
        return f"{before}{self.text(text)}{after}"

    def letter(self, letter: str) -> str:
        """A single letter of a grid: a cell, or as many as the alphabet has for it."""
        [(table, written)] = _written(letter.lower(), (self.code.plain, *OTHER_LETTERS))
        return _cells(table, written).strip(SPACE)

    def line(self, content: Sequence[Inline], *, looks: bool = False) -> str:
        """The cells of what stands in a line; a line break is a space. With `looks`, what is emphasised is marked."""
        cells: list[str] = []
        for table, group in groupby(self._pieces(content), key=lambda piece: piece[0]):
            pieces = list(group)
            if table is None:
                cells += [text for _, text, _ in pieces]
                continue
            text = "".join(one for _, one, _ in pieces)
            marks = b"".join(mark * len(one) for _, one, mark in pieces)
            cells.append(_cells(table, text, marks if looks else b""))
        return "".join(cells)

    def _pieces(self, content: Sequence[Inline]) -> Iterator[tuple[str | None, str, bytes]]:
        """Texts with the table of each and a letter for its looks; cells that are written as they are, without a
        table."""
        for part in content:
            match part:
                case Run():
                    sign = ""
                    if part.script is not None and " " not in part.text:
                        raised = part.script == "superscript"
                        sign = self.code.raised if raised else self.code.lowered
                    if sign:
                        yield None, sign, b""
                    text = part.text if sign else in_characters(part.text, part.script)
                    mark = b"i" if part.emphasis else b"b" if part.strong else b"\0"
                    for table, written in _written(_plain(text), self._tables(part.lang)):
                        yield table, written, mark
                case Blank():
                    if part.answer is None:
                        yield None, self.code.blank, b""
                    else:
                        yield self.code.table, part.answer, b"\0"
                case LineBreak():
                    yield self.code.table, " ", b"\0"

    def _tables(self, language: str | None) -> tuple[str, ...]:
        """The tables for text in a language, the best first: words of another one aren't contracted, and are written in
        their own code where the document's hasn't their letters."""
        tables = [self.code.table, self.code.plain]
        if language is not None and language.split("-")[0] != self._language.split("-")[0]:
            own = code_of(language, self._stage)
            tables = [self.code.plain, *([own.plain] if own else [])]
        return (*tables, *OTHER_LETTERS)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _written(text: str, tables: tuple[str, ...]) -> list[tuple[str, str]]:
    """The text in stretches, each with the table that has it, and with signs instead of what no table has."""
    best = tables[0]
    found: list[tuple[str, str]] = []
    for character in text:
        table, written = _choose(character, tables)
        if table != best and character == " " and found:
            table = found[-1][0]
        if found and found[-1][0] == table:
            found[-1] = (table, found[-1][1] + written)
        else:
            found.append((table, written))
    return found


@cache
def _choose(character: str, tables: tuple[str, ...]) -> tuple[str, str]:
    """The table for a character, and what is written: itself if any table has it, or what stands for it."""
    best = tables[0]
    if _has(best, character):
        return best, character
    instead = _INSTEAD.get(character)
    if instead is not None and all(one == " " or _has(best, one) for one in instead):
        return best, instead
    for table in tables[1:]:
        with suppress(LouisMissing):  # of a language that the document isn't in
            if _has(table, character):
                return table, character
    base = unicodedata.normalize("NFKD", character)[0]
    if base != character and _has(best, base):
        return best, base
    name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
    return best, f"({name})"


@cache
def _has(table: str, character: str) -> bool:
    """Whether a table has cells of its own for a character: some write one sign for all that they don't know."""
    if character == " ":
        return True
    cells = translate(table, character)
    return bool(cells.strip(SPACE)) and is_six_dot(cells) and cells != translate(table, _UNASSIGNED)


def _cells(table: str, text: str, looks: bytes = b"") -> str:
    """As liblouis writes it, which may drop spaces at the ends."""
    inner = text.strip(" ")
    if not inner:
        return SPACE if text else ""
    start = len(text) - len(text.lstrip(" "))
    marks = looks[start : start + len(inner)] if looks else b""
    cells = translate(table, inner, marks)
    before, after = text[:1] == " ", text[-1:] == " "
    return f"{SPACE if before else ''}{cells}{SPACE if after else ''}"
