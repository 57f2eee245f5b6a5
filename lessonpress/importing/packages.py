"""Packages: files that are archives of others, opened without being drowned by them."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from lessonpress.importing.found import Element, Unreadable

#: More than a document with pictures unpacks to, in bytes, and more parts than it has.
_MOST_BYTES, _MOST_PARTS = 300_000_000, 5_000
_DAMAGED = "The file is damaged."
_ANEW = "Open it in the program that it was made with, and save it anew."


def open_package(data: bytes) -> ZipFile:
    """The archive in `data`. Raises Unreadable where it is damaged, or unpacks to more than a document does."""
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise Unreadable(_DAMAGED, _ANEW) from error
    parts = package.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise Unreadable("The file unpacks to more than a document has.", _ANEW)
    return package


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
