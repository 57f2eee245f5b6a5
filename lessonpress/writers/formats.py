"""The writer of each format, as the press calls them all: one function each, loaded when it is used.

Where each is entered, see `lessonpress.registry.formats`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lessonpress.registry.formats import format_of, load

if TYPE_CHECKING:
    from lessonpress.document.blocks import Document
    from lessonpress.layout.binding import BoundCopy
    from lessonpress.layout.fitting import Extent, Measure
    from lessonpress.layout.theme import Paper, Theme


class Written(NamedTuple):
    """A file's bytes, and its pages; None where only a word processor can tell. `left_out` names what
    of the letterhead didn't belong in it; `extent` is the room that it took, where that is known."""

    data: bytes
    pages: int | None
    left_out: tuple[str, ...] = ()
    extent: Extent | None = None


class Write(Protocol):
    """Writes a document. `letterhead` is the school's own file that it starts from; only a format that
    says so is given one.

    Raises layout.fonts.MissingGlyph and layout.scripts.MissingDictionary where the file itself needs what is
    missing, and LetterheadError for a letterhead that can't be used.
    """

    def __call__(
        self,
        document: Document,
        theme: Theme,
        *,
        letterhead: bytes | None = None,
    ) -> Written: ...


class Bind(Protocol):
    """Writes copies of several people into one file, each on pages or sheets of its own. Raises as `Write`
    does."""

    def __call__(self, copies: Sequence[BoundCopy]) -> Written: ...


class LetterheadError(Exception):
    """The letterhead can't be used; says why in a sentence."""


def writer_of(format_: str) -> Write:
    """The writer of the format of that name. Raises LookupError where there is none."""
    write: Write = load(format_of(format_).writer)
    return write


def binder_of(format_: str) -> Bind:
    """What binds copies in the format of that name. Raises LookupError where there is none."""
    binder = format_of(format_).binder
    if not binder:
        raise LookupError(f"Copies can't be bound as {format_}.")
    bind: Bind = load(binder)
    return bind


def measure_of(format_: str) -> Measure:
    """What tells how much room a document takes in that format. Raises LookupError where there is none."""
    measure: Measure = load(format_of(format_).measure)()
    return measure


def scale_of(format_: str, paper: Paper) -> float:
    """How large pages of that paper come out in that format; 1 where they keep their size. Raises
    LookupError where there is no such format."""
    place = format_of(format_).scale
    return 1.0 if place is None else float(load(place)(paper))


def page_starts(document: Document, theme: Theme) -> tuple[tuple[str, int], ...]:
    """The block with which each page of the document begins, by its id, and the page's number."""
    from lessonpress.writers.pdf import page_starts

    return page_starts(document, theme)


def write_as_pdf(document: Document, theme: Theme, *, letterhead: bytes | None = None) -> Written:
    """Pages, tagged, in the order of reading."""
    from lessonpress.writers.pdf import write_pdf

    printed = write_pdf(document, theme)
    return Written(printed.data, printed.pages, extent=printed.extent)


def write_as_booklet(
    document: Document, theme: Theme, *, letterhead: bytes | None = None
) -> Written:
    """Sheets to fold and to staple in the middle; pages are their sides."""
    from lessonpress.writers.pdf import write_sheets

    printed = write_sheets(document, theme, "booklet")
    return Written(printed.data, printed.pages)


def write_as_two_up(
    document: Document, theme: Theme, *, letterhead: bytes | None = None
) -> Written:
    """Sheets with two pages on each side; pages are their sides."""
    from lessonpress.writers.pdf import write_sheets

    printed = write_sheets(document, theme, "2up")
    return Written(printed.data, printed.pages)


def write_as_fillable(
    document: Document, theme: Theme, *, letterhead: bytes | None = None
) -> Written:
    """The same pages as a PDF, with fields to fill in on a screen."""
    from lessonpress.writers.pdf import write_fillable

    printed = write_fillable(document, theme)
    return Written(printed.data, printed.pages)


def bind_pdf(copies: Sequence[BoundCopy]) -> Written:
    """The copies' pages one after the other, each on its own paper."""
    from lessonpress.writers.pdf import write_bound

    printed = write_bound(copies)
    return Written(printed.data, printed.pages)


def bind_booklets(copies: Sequence[BoundCopy]) -> Written:
    """A booklet for each."""
    from lessonpress.writers.pdf import write_bound

    printed = write_bound(copies, "booklet")
    return Written(printed.data, printed.pages)


def bind_two_up(copies: Sequence[BoundCopy]) -> Written:
    """Sheets for each, with two pages on a side."""
    from lessonpress.writers.pdf import write_bound

    printed = write_bound(copies, "2up")
    return Written(printed.data, printed.pages)


def write_as_docx(document: Document, theme: Theme, *, letterhead: bytes | None = None) -> Written:
    """A file to edit, on the letterhead if there is one."""
    from lessonpress.writers.docx import write_docx

    if letterhead is None:
        return Written(write_docx(document, theme), None)
    with _told_of_letterheads():
        base, left_out = _clean(letterhead)
        return Written(_write_on(base, document, theme), None, left_out)


def write_as_html(document: Document, theme: Theme, *, letterhead: bytes | None = None) -> Written:
    """One file to read on a screen, to hear, and to fill in."""
    from lessonpress.writers.html import write_html

    return Written(write_html(document, theme), None)


def other_paper(letterhead: bytes, paper: Paper) -> str | None:
    """Says in a sentence how the letterhead's paper, which rules, differs from this one; None where it
    doesn't. Raises LetterheadError."""
    from lessonpress.writers.docx.letterhead import letterhead_differs

    with _told_of_letterheads():
        return letterhead_differs(_clean(letterhead)[0], paper)


def _write_on(base: bytes, document: Document, theme: Theme) -> bytes:
    """The document on a letterhead. What fails on that one alone is the letterhead's own problem, however
    it shows: a person's file may hold anything."""
    from lessonpress.layout.fonts import MissingGlyph
    from lessonpress.writers.docx import write_docx
    from lessonpress.writers.docx.letterhead import DAMAGED
    from lessonpress.writers.docx.letterhead import LetterheadError as UnusableLetterhead

    try:
        return write_docx(document, theme, base)
    except (UnusableLetterhead, MissingGlyph):
        raise
    except Exception as error:
        write_docx(document, theme)
        raise UnusableLetterhead(DAMAGED) from error


def _clean(letterhead: bytes) -> tuple[bytes, tuple[str, ...]]:
    from lessonpress.writers.docx.clean import clean
    from lessonpress.writers.docx.letterhead import DAMAGED, WHAT_DAMAGE_RAISES, open_letterhead
    from lessonpress.writers.docx.letterhead import LetterheadError as UnusableLetterhead

    try:
        return clean(letterhead)
    except WHAT_DAMAGE_RAISES as error:
        open_letterhead(letterhead)  # may say more of what it is
        raise UnusableLetterhead(DAMAGED) from error


@contextmanager
def _told_of_letterheads() -> Iterator[None]:
    """Raises what is wrong with a letterhead as LetterheadError."""
    from lessonpress.writers.docx.clean import HangsOnEntities
    from lessonpress.writers.docx.letterhead import LetterheadError as UnusableLetterhead
    from lessonpress.writers.docx.limits import TooLarge

    try:
        yield
    except (UnusableLetterhead, TooLarge, HangsOnEntities) as error:
        raise LetterheadError(str(error)) from error
