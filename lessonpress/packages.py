"""Packages: zip files that people hand in, asked how large they are before anything in them is parsed.

Ground; knows no room.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

#: What a package may unpack to, in bytes, unless somebody says more, and how many files it may hold.
MOST_BYTES = 50_000_000
MOST_ENTRIES = 2_000


class TooLarge(ValueError):
    """The package is larger than any need be. Its text says in what, in a whole sentence."""


def texts_of(data: bytes, largest: int, most: int = MOST_BYTES) -> Iterator[tuple[str, bytes]]:
    """The XML files of a package that unpacks to `most` bytes, each with its name and its bytes, of `largest` at most.

    Raises TooLarge for a package that unpacks to very much, zipfile.BadZipFile for none at all. What the
    package says of its sizes is not believed: each text is read up to its limit.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise TooLarge(f"It holds more than {MOST_ENTRIES:,} files.")
        if sum(entry.file_size for entry in entries) > most:
            raise TooLarge(f"It unpacks to more than {most // 1_000_000} MB.")
        for entry in entries:
            if entry.filename.lower().endswith((".xml", ".rels")):
                with archive.open(entry) as file:
                    text = file.read(largest + 1)
                if len(text) > largest:
                    size = f"{largest // 1_000_000} MB"
                    raise TooLarge(f"{entry.filename} in it has more than {size}.")
                yield entry.filename, text
