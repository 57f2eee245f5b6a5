"""The package: parts, how they relate, and the zip file they lie in. Knows nothing of their text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lessonpress.writers.docx.ooxml import CONTENT_TYPES, DECLARATION, RELATIONSHIPS, R, escape

# The earliest moment that a zip entry can name: the same bytes whenever they are written.
_EPOCH = (1980, 1, 1, 0, 0, 0)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
PART_TYPES = {
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """An arrow from one part to another, or to an address outside (`external`)."""

    id: str
    type: str
    target: str
    external: bool = False


def relation_type(name: str) -> str:
    """The full name of a relationship type of the office formats, such as `image`."""
    return f"{R}/{name}"


def relations_xml(relations: Iterable[Relation]) -> bytes:
    """A `.rels` part."""
    rows = "".join(
        f'<Relationship Id="{relation.id}" Type="{relation.type}"'
        f' Target="{escape(relation.target)}"{_mode(relation)}/>'
        for relation in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'.encode()


def _mode(relation: Relation) -> str:
    return ' TargetMode="External"' if relation.external else ""


def content_types_xml(parts: Mapping[str, str]) -> bytes:
    """The part that tells what every other part is: `parts` maps names to types."""
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{type_}"/>'
        for extension, type_ in _DEFAULT_TYPES.items()
    )
    overrides = "".join(
        f'<Override PartName="/{escape(name)}" ContentType="{type_}"/>'
        for name, type_ in parts.items()
    )
    return f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}">{defaults}{overrides}</Types>'.encode()


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The parts as a zip file, in their order. The same parts make the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()
