"""Limits: how large a DOCX that somebody hands in may be, asked before anything in it is parsed."""

from __future__ import annotations

from lessonpress.packages import TooLarge as LargePackage
from lessonpress.packages import texts_of

#: The largest part of text (the body, a header), in bytes: some thousand paragraphs of a real one.
LARGEST_TEXT = 4_000_000
#: The most paragraphs and elements that a letterhead's text may have in one part.
MOST_PARAGRAPHS = 2_000
MOST_ELEMENTS = 50_000


class TooLarge(ValueError):
    """The file is larger than any letterhead need be. Its text says in what, in whole sentences."""


def check_package(data: bytes) -> None:
    """Raises TooLarge for a package that unpacks to very much; zipfile.BadZipFile for none at all."""
    try:
        for name, text in texts_of(data, LARGEST_TEXT):
            _check_text(name, text)
    except LargePackage as error:
        raise TooLarge(f"{error} {_REMEDY}") from None


_REMEDY = "Start a new letterhead in Word, with no more in it than what stands on the paper."


def _check_text(name: str, text: bytes) -> None:
    # A part of styles has some thousand elements and no paragraphs; only paragraphs get set.
    if text.count(b"<w:p>") + text.count(b"<w:p ") + text.count(b"<w:p/") > MOST_PARAGRAPHS:
        raise TooLarge(f"{name} in it has more than {MOST_PARAGRAPHS:,} paragraphs. {_REMEDY}")
    if text.count(b"<") > 2 * MOST_ELEMENTS:
        raise TooLarge(f"{name} in it has more than {MOST_ELEMENTS:,} elements. {_REMEDY}")
