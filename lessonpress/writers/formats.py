"""The writer of each format, as the press calls them all: one function each, loaded when it is used.

Where each is entered, see `lessonpress.registry.formats`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lessonpress.registry.formats import format_of, load

if TYPE_CHECKING:
    from lessonpress.document.blocks import Document
    from lessonpress.document.counted import LineNumbers
    from lessonpress.layout.binding import BoundCopy
    from lessonpress.layout.fitting import Extent, Measure
    from lessonpress.layout.theme import Paper, Theme


class Written(NamedTuple):
    """A file's bytes, and its pages; None where only a word processor can tell. `left_out` names what
    of the letterhead didn't belong in it; `extent` is the room that it took, and `starts` with which block each of its
    pages begins, where that is known."""

    data: bytes
    pages: int | None
    left_out: tuple[str, ...] = ()
    extent: Extent | None = None
    starts: tuple[tuple[str, int], ...] | None = None


class Write(Protocol):
    """Writes a document. `letterhead` is the school's own file that it starts from; only a format that
    says so is given one.

    Raises layout.fonts.MissingGlyph and layout.scripts.MissingDictionary where the file itself needs what is
    missing, LetterheadError for a letterhead that can't be used, and CannotWrite.
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


class CannotWrite(Exception):
    """A document can't be written in that format here: says why in a sentence, and `hint` how that is mended. `key` is
    that of the spec which it is about."""

    def __init__(self, message: str, hint: str, key: str) -> None:
        self.hint = hint
        self.key = key
        super().__init__(message)


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


def line_numbers(document: Document, theme: Theme) -> LineNumbers:
    """Where the numbers of counted lines stand on the paper of this copy; lays out nothing where none is counted."""
    from lessonpress.document.counted import are_counted
    from lessonpress.writers.pdf import line_numbers

    return line_numbers(document, theme) if are_counted(document.blocks) else {}


def write_as_pdf(document: Document, theme: Theme, *, letterhead: bytes | None = None) -> Written:
    """Pages, tagged, in the order of reading."""
    from lessonpress.writers.pdf import write_pdf

    printed = write_pdf(document, theme)
    return Written(printed.data, printed.pages, extent=printed.extent, starts=printed.starts)


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

    return Written(write_html(document, theme, line_numbers(document, theme)), None)


def write_as_epub(document: Document, theme: Theme, *, letterhead: bytes | None = None) -> Written:
    """A book to read or to hear, with the pages of the paper marked in it."""
    from lessonpress.writers.epub import write_epub

    lines = line_numbers(document, theme)
    return Written(write_epub(_with_pages(document, theme), theme, lines), None)


def write_as_braille(
    document: Document, theme: Theme, *, letterhead: bytes | None = None
) -> Written:
    """Braille to emboss or to read on a display, with the pages of the paper marked in it."""
    from lessonpress.writers.braille import LouisMissing, NoBrailleCode, write_braille

    try:
        return Written(write_braille(_with_pages(document, theme)), None)
    except LouisMissing as error:
        hint = "Install it: `apt install liblouis20 liblouis-data` on Debian and Ubuntu, `brew install liblouis` on a Mac."
        raise CannotWrite(str(error), hint, "formats") from error
    except NoBrailleCode as error:
        hint = "Leave `braille` out of the formats."
        raise CannotWrite(str(error), hint, "language") from error


def write_as_audio(document: Document, theme: Theme, *, letterhead: bytes | None = None) -> Written:
    """An archive of the document as it is read out, with the pages of the paper said in it."""
    from lessonpress.writers.audio import NoVoice, SpeechMissing, write_audio

    try:
        return Written(write_audio(_with_pages(document, theme)), None)
    except SpeechMissing as error:
        raise CannotWrite(str(error), error.install, "formats") from error
    except NoVoice as error:
        raise CannotWrite(str(error), "Leave `audio` out of the formats.", "language") from error


def audio_rests_on() -> str:
    """The versions of what speaks and of what writes MP3."""
    from lessonpress.writers.audio.espeak import audio_rests_on

    return audio_rests_on()


def braille_rests_on() -> str:
    """The version of liblouis; "" where it is missing."""
    from lessonpress.writers.braille.louis import louis_version

    return louis_version()


def _with_pages(document: Document, theme: Theme) -> Document:
    """The document with the pages of everybody's paper: its own, unless it is an accommodated copy, which has
    been given them."""
    if document.pages or theme.accommodation:
        return document
    return replace(document, pages=page_starts(document, theme))


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
