"""Saving: python-docx's package as a zip file whose bytes depend on nothing but its parts."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from docx.opc.pkgwriter import PackageWriter

if TYPE_CHECKING:
    from docx.opc.package import OpcPackage
    from docx.opc.packuri import PackURI

_Writer: Any = PackageWriter
# The earliest moment that a zip entry can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def save(package: OpcPackage, *, compress: bool = True) -> bytes:
    """The package as a DOCX. The same parts make the same bytes, whatever the time of day."""
    parts: list[Any] = list(package.parts)
    for part in parts:
        part.before_marshal()
    buffer = io.BytesIO()
    entries = _DatelessZip(buffer, compress=compress)
    # These are the steps of its `write`, which makes a zip file of its own.
    _Writer._write_content_types_stream(entries, parts)
    _Writer._write_pkg_rels(entries, package.rels)
    _Writer._write_parts(entries, parts)
    entries.close()
    return buffer.getvalue()


class _DatelessZip:
    """What python-docx's package writer writes to. Its own gives each entry the time of day."""

    def __init__(self, file: io.BytesIO, *, compress: bool) -> None:
        self._zip = zipfile.ZipFile(file, "w")
        self._how = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED

    def write(self, pack_uri: PackURI, blob: bytes | str) -> None:
        """Adds a part under its name."""
        entry = zipfile.ZipInfo(pack_uri.membername, _EPOCH)
        entry.compress_type = self._how
        entry.external_attr = 0o600 << 16
        self._zip.writestr(entry, blob)

    def close(self) -> None:
        """Writes the directory at the file's end."""
        self._zip.close()
