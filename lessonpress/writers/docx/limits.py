"""Limits: how large a DOCX that somebody hands in may be, asked before anything in it is parsed."""

from __future__ import annotations

import io
import zipfile

#: What a letterhead may unpack to, in bytes, and how many files it may hold.
MOST_BYTES = 50_000_000
MOST_ENTRIES = 2_000
#: The largest part of text (the body, a header), in bytes: some thousand paragraphs of a real one.
LARGEST_TEXT = 4_000_000
#: The most paragraphs and elements that a letterhead's text may have in one part.
MOST_PARAGRAPHS = 2_000
MOST_ELEMENTS = 50_000


class TooLarge(ValueError):
    """The file is larger than any letterhead need be. Its text says in what, in whole sentences."""


def check_package(data: bytes) -> None:
    """Raises TooLarge for a package that unpacks to very much; zipfile.BadZipFile for none at all.

    What the package says of its sizes is not believed: each text is read up to its limit.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise TooLarge(f"It holds more than {MOST_ENTRIES:,} files. {_REMEDY}")
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise TooLarge(f"It unpacks to more than {MOST_BYTES // 1_000_000} MB. {_REMEDY}")
        for entry in entries:
            if entry.filename.lower().endswith((".xml", ".rels")):
                with archive.open(entry) as file:
                    _check_text(entry.filename, file.read(LARGEST_TEXT + 1))


_REMEDY = "Start a new letterhead in Word, with no more in it than what stands on the paper."


def _check_text(name: str, text: bytes) -> None:
    if len(text) > LARGEST_TEXT:
        raise TooLarge(f"{name} in it has more than {LARGEST_TEXT // 1_000_000} MB. {_REMEDY}")
    # A part of styles has some thousand elements and no paragraphs; only paragraphs get set.
    if text.count(b"<w:p>") + text.count(b"<w:p ") + text.count(b"<w:p/") > MOST_PARAGRAPHS:
        raise TooLarge(f"{name} in it has more than {MOST_PARAGRAPHS:,} paragraphs. {_REMEDY}")
    if text.count(b"<") > 2 * MOST_ELEMENTS:
        raise TooLarge(f"{name} in it has more than {MOST_ELEMENTS:,} elements. {_REMEDY}")
