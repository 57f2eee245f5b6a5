"""A BRF as its reader has it: pages of lines, and their text as another program of liblouis' reads it back.

`lou_translate` reads back what is in contracted braille, too; what looks the same in print may come back in another form (a dash, a quotation
mark, the case of a letter), so words are compared without these.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from lessonpress.document.blocks import Stage
from lessonpress.writers.braille.cells import SPACE, as_cells
from lessonpress.writers.braille.codes import code_of

WIDTH, DEPTH = 40, 25
# Indicators of bold and italic words in Unified English Braille, which it doesn't read back (Rules, 9).
_EMPHASIS = re.compile("[⠨⠘](?:[⠂⠆⠶⠄](?=[⠀-⠿]))")
# A semicolon at a word's end, which it takes for “be” behind a contraction.
_SEMICOLON = re.compile("(?<=[^⠀⠠])⠆(?=⠀|$)")
_LETTERS = {as_cells(letter): letter for letter in "abcdefghijklmnopqrstuvwxyz"}
# A row of a grid: cells with spaces between them, perhaps behind the row's number.
_ROW = re.compile(f"{SPACE}*(?:(⠼[^{SPACE}]+){SPACE})?((?:.{SPACE})+[^{SPACE}])")
_DASHES = re.compile(r"^⠤{8,}")


def read_back(cells: Sequence[str], table: str) -> list[str]:
    """The text of lines of cells."""
    made = subprocess.run(
        ["lou_translate", "--backward", f"unicode.dis,{table}"],
        input="".join(f"{line}\n" for line in cells),
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    return made.removesuffix("\n").split("\n")


class OpenedBrf:
    """Raises UnicodeDecodeError where a character is none of ASCII braille."""

    def __init__(
        self, source: Path | bytes, language: str = "en", stage: Stage = "secondary"
    ) -> None:
        self.data = source.read_bytes() if isinstance(source, Path) else source
        code = code_of(language, stage)
        assert code is not None
        self.code = code
        self.is_ueb = language == "en"

    @cached_property
    def pages(self) -> list[list[str]]:
        """The lines of each page in ASCII braille."""
        *pages, rest = self.data.decode("ascii").split("\f")
        assert rest == "", "the last page ends as the others do"
        found = []
        for page in pages:
            *lines, last = page.split("\r\n")
            assert last == "", "every line ends with CR and LF"
            found.append(lines)
        return found

    @cached_property
    def paragraphs(self) -> list[str]:
        """What stands on the pages, in cells: without their heads and numbers, lines of dashes and of boxes. A line that
        goes on in the next is told from one that ends by nothing, so all is one text."""
        lines = [as_cells(line) for page in self.pages for line in page[1:-1]]
        return [
            line
            for line in lines
            if line.strip(SPACE) and not _DASHES.match(line) and set(line) not in ({"⠶"}, {"⠛"})
        ]

    @cached_property
    def notes(self) -> list[str]:
        """What the transcriber says, read back."""
        before, after = map(re.escape, self.code.note)
        found = re.findall(f"{before}(.*?){after}", self._joined)
        return read_back([_lean(one, ueb=self.is_ueb) for one in found], self.code.table)

    def numbers(self) -> list[str]:
        """The numbers in what the document says, of a code that has the sign for them before letters (dots 3456)."""
        before, after = map(re.escape, self.code.note)
        cells = re.sub(f"{before}(.*?){after}", SPACE, self._joined)
        return _numbers(cells)

    def text(self, picture: str) -> str:
        """All that the document says, read back: of what the transcriber says, what is behind `picture` alone."""
        before, after = map(re.escape, self.code.note)
        parts = re.split(f"{before}(.*?){after}⠲?", self._joined)
        notes = iter(self.notes)
        said = []
        for place, part in enumerate(parts):
            if place % 2:
                told = next(notes)
                said.append(told.removeprefix(picture) if told.startswith(picture) else "")
                continue
            said.append(self._read(part))
        return " ".join(said)

    def _read(self, cells: str) -> str:
        """Cells read back: words some at a time, since liblouis reads no more than some thousand cells; rows of a grid
        letter by letter, since a letter alone is a word in contracted braille."""
        said = []
        for place, part in enumerate(re.split("[\ue000\ue001]", cells)):
            if place % 2:
                row = _ROW.fullmatch(part)
                assert row is not None
                said += _numbers(row[1] or "")
                said += [_LETTERS.get(one, "") for one in row[2]]
                continue
            words = [one for one in _lean(part, ueb=self.is_ueb).split(SPACE) if one]
            lines = [SPACE.join(words[at : at + 40]) for at in range(0, len(words), 40)]
            said += read_back(lines, self.code.table) if lines else []
        return " ".join(said)

    @property
    def _joined(self) -> str:
        """One text, in which rows of a grid are between marks."""
        return SPACE.join(
            f"\ue000{line}\ue001" if _ROW.fullmatch(line) else line.strip(SPACE)
            for line in self.paragraphs
        )


def _lean(cells: str, *, ueb: bool) -> str:
    return _SEMICOLON.sub("", _EMPHASIS.sub("", cells)) if ueb else cells


def _numbers(cells: str) -> list[str]:
    digits = dict(zip(as_cells("jabcdefghi"), "0123456789", strict=True))
    found = re.findall(f"⠼([{''.join(digits)}]+)", cells)
    return ["".join(digits[one] for one in number) for number in found]
