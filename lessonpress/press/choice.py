"""The choice: which documents a person asks for and how, and who decides where they don't say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from lessonpress.content.defaults import NO_DEFAULTS, Defaults

DOCUMENTS = ("handout", "worksheet", "answer-key")
PACKETS = ("student-packet", "teacher-packet")
FORMATS = ("pdf", "docx", "booklet", "2up")
#: Sheets are printed if they are asked for: they are for the copier, not for reading.
DEFAULT_FORMATS = ("pdf", "docx")
_ENDINGS = {"booklet": "-booklet.pdf", "2up": "-2up.pdf"}
DEFAULT_LAYOUT = "classic"

#: A document and a format.
File = tuple[str, str]


def file_name(lesson: str, document: str, format_: str) -> str:
    """What a file of a lesson, or of a unit, is called: `walls-worksheet.docx`."""
    return f"{lesson}-{document}{_ENDINGS.get(format_) or '.' + format_}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose for this build. None leaves it to the lesson, then to the defaults: those
    of its unit over those of the workspace.

    `packets` are printed of units. `letterhead` is the DOCX file that documents start from.
    """

    documents: tuple[str, ...] | None = None
    packets: tuple[str, ...] = PACKETS
    formats: tuple[str, ...] | None = None
    layout: str | None = None
    paper: str | None = None
    letterhead: Path | None = None
    defaults: Defaults = NO_DEFAULTS

    def layout_of(self, wish: str | None) -> str:
        """The layout where the lesson wishes for this one, or for none."""
        return self.layout or wish or self.defaults.layout or DEFAULT_LAYOUT

    def paper_of(self, wish: str | None) -> str | None:
        """The paper where the lesson wishes for this one; None where the layout decides."""
        return self.paper or wish or self.defaults.paper

    def files_of(
        self, documents: Sequence[str] | None = None, formats: Sequence[str] | None = None
    ) -> tuple[File, ...]:
        """The documents of a lesson that wishes for these, in their formats, in the usual order."""
        asked = _first(self.documents, documents, self.defaults.documents, DOCUMENTS)
        return tuple(product(filter(asked.__contains__, DOCUMENTS), self._formats(formats)))

    def packet_files(self) -> tuple[File, ...]:
        """The packets of a unit in their formats."""
        return tuple(product(self.packets, self._formats(None)))

    def _formats(self, wish: Sequence[str] | None) -> tuple[str, ...]:
        asked = _first(self.formats, wish, self.defaults.formats, DEFAULT_FORMATS)
        return tuple(filter(asked.__contains__, FORMATS))


def _first(*wishes: Sequence[str] | None) -> Sequence[str]:
    return next(wish for wish in wishes if wish is not None)
