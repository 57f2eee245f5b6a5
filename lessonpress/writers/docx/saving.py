"""Saving: python-docx's package as a zip file whose bytes depend on nothing but its parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docx.opc.pkgwriter import PackageWriter

if TYPE_CHECKING:
    from docx.opc.package import OpcPackage
    from docx.opc.packuri import PackURI

_Untyped: Any = PackageWriter
# The earliest moment that a zip entry can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def save(package: OpcPackage) -> bytes:
    """The package as a DOCX. The same parts make the same bytes, whatever the time of day."""
    parts: list[Any] = list(package.parts)
    for part in parts:
        part.before_marshal()
    buffer = io.BytesIO()
    _DatelessWriter.write(buffer, package.rels, parts)
    return buffer.getvalue()


class _DatelessWriter(PackageWriter):
    """python-docx's package writer, into a zip file that tells no time."""

    @staticmethod
    def write(pkg_file: Any, pkg_rels: Any, parts: Iterable[Any]) -> None:
        entries, writer = _DatelessZip(pkg_file), _Untyped
        writer._write_content_types_stream(entries, parts)
        writer._write_pkg_rels(entries, pkg_rels)
        writer._write_parts(entries, parts)
        entries.close()


class _DatelessZip:
    """What python-docx's package writer writes to. Its own gives each entry the time of day."""

    def __init__(self, file: io.BytesIO) -> None:
        self._zip = zipfile.ZipFile(file, "w")

    def write(self, pack_uri: PackURI, blob: bytes | str) -> None:
        """Adds a part under its name."""
        entry = zipfile.ZipInfo(pack_uri.membername, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        self._zip.writestr(entry, blob)

    def close(self) -> None:
        """Writes the directory at the file's end."""
        self._zip.close()
