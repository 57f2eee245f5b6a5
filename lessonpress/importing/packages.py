"""Packages: files that are archives of others, opened without being drowned by them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from lessonpress.importing.found import Element, Unreadable
from lessonpress.packages import TooLarge, texts_of

#: More than a document with photographs unpacks to, and than its text has, in bytes.
_MOST_BYTES, _LARGEST_TEXT = 300_000_000, 30_000_000
_DAMAGED = "The file is damaged."
_ANEW = "Open it in the program that it was made with, and save it anew."


def open_package(data: bytes) -> ZipFile:
    """The archive in `data`. Raises Unreadable where it is damaged, or unpacks to more than a document does."""
    try:
        for _ in texts_of(data, _LARGEST_TEXT, _MOST_BYTES):
            pass
        return ZipFile(BytesIO(data))
    except TooLarge as error:
        raise Unreadable(f"The file is too large. {error}", "Import a part of it.") from error
    except Exception as error:  # zlib, lzma and zipfile each have their own
        raise Unreadable(_DAMAGED, _ANEW) from error


def part_of(package: ZipFile, name: str) -> bytes | None:
    """The bytes of a part; None where there is none. Raises Unreadable for a damaged one."""
    try:
        return package.read(name)
    except KeyError:
        return None
    except Exception as error:  # zlib, lzma and zipfile each have their own
        raise Unreadable(_DAMAGED, _ANEW) from error


def xml_of(package: ZipFile, name: str) -> Element | None:
    """The root of a part; None where there is none. No entity is looked up. Raises Unreadable."""
    data = part_of(package, name)
    if data is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_DAMAGED, _ANEW) from error
