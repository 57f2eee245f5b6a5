"""Clean: takes out of a DOCX what would travel into pupils' files with a school's letterhead.

Bytes in, bytes out, part by part, before python-docx opens it. Out go what runs or calls elsewhere
(macros, controls, attached templates, fields that fetch or run, links to pictures and data on other
machines), what was said in confidence (comments, changes that were tracked, authors' names, custom
properties) and declarations of entities. What is seen on the paper stays.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from lessonpress.writers.docx.limits import check_package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"

# The last step of a relationship's type, and what it is called when it is said to be out.
_UNWANTED = {
    "attachedTemplate": "an attached template",
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "keyMapCustomizations": "macros",
    "attachedToolbars": "macros",
    "control": "controls that run programs",
    "oleObject": "embedded objects",
    "package": "embedded files",
    "frame": "frames from elsewhere",
    "subDocument": "documents from elsewhere",
    "aFChunk": "documents from elsewhere",
    "mailMergeSource": "a source of mail merge",
    "mailMergeHeaderSource": "a source of mail merge",
    "recipientData": "a source of mail merge",
    "comments": "comments",
    "commentsExtended": "comments",
    "commentsIds": "comments",
    "commentsExtensible": "comments",
    "people": "names of authors",
    "custom-properties": "custom properties",
    "customXml": "custom data",
    "customXmlProps": "custom data",
    "ui": "changes of Word's own menus",
    "extensibility": "changes of Word's own menus",
    "webextensiontaskpanes": "add-ins",
    "printerSettings": "printer settings",
    "thumbnail": "a thumbnail",
}
# External links that may stay: where a reader is led by a click.
_SAFE_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
# Fields that are worked out from the document itself; all others fetch, ask or run.
_HARMLESS_FIELDS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "PAGEREF",
        "REF",
        "STYLEREF",
        "SEQ",
        "TITLE",
        "SUBJECT",
        "TOC",
        "TC",
        "HYPERLINK",
        "NOTEREF",
        "SYMBOL",
        "EQ",
        "QUOTE",
        "LISTNUM",
        "FORMTEXT",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "ADVANCE",
    ]
)
# Elements that go, with what is in them.
_OUT = {
    "commentRangeStart": "comments",
    "commentRangeEnd": "comments",
    "commentReference": "comments",
    "annotationRef": "comments",
    "del": "tracked changes",
    "moveFrom": "tracked changes",
    "object": "embedded objects",
    "control": "controls that run programs",
    "altChunk": "documents from elsewhere",
    "subDoc": "documents from elsewhere",
    "attachedTemplate": "an attached template",
    "mailMerge": "a source of mail merge",
    "docVars": "document variables",
    "dataBinding": "custom data",
    **dict.fromkeys(
        ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"),
        "tracked changes",
    ),
    **dict.fromkeys(("rsids", "proofState", "writeProtection", "documentProtection"), ""),
}
# Elements that go, and leave in their place what is in them.
_UNWRAPPED = {
    "ins": "tracked changes",
    "moveTo": "tracked changes",
    "smartTag": "",
    "customXml": "",
}
_INSTRUCTION = re.compile(r"\s*([A-Za-z]+)")


class HangsOnEntities(ValueError):
    """Without the declarations, which don't stay, the text would have holes."""


@dataclass(slots=True)
class _Findings:
    names: dict[str, None] = field(default_factory=dict)

    def note(self, name: str) -> None:
        if name:
            self.names[name] = None


@lru_cache(maxsize=4)  # each of a lesson's documents starts from the same one
def clean(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The package without what doesn't belong in pupils' files, and what that was, in order.

    A package in which there is nothing to take out comes back as it is. Raises TooLarge (see
    limits), zipfile.BadZipFile for what is no package, etree.XMLSyntaxError for a part that isn't
    XML, and HangsOnEntities.
    """
    check_package(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    found = _Findings()
    removed: set[str] = set()
    cleaned: dict[str, bytes] = {}
    for name, text in parts.items():
        if name.endswith(".rels"):
            cleaned[name] = _clean_relationships(name, text, removed, found)
    lost = {
        (_source(name), identity)
        for name, text in cleaned.items()
        for identity in _identities(parts[name]) - _identities(text)
    }
    for name, text in parts.items():
        if name in removed or name in cleaned:
            continue
        if name.endswith(".xml") and name != _CONTENT_TYPES:
            gone = {identity for source, identity in lost if source == name}
            cleaned[name] = _clean_part(text, gone, found)
        else:
            cleaned[name] = text
    unreachable = {name for name in cleaned if _source(name) in removed} | removed
    if not found.names:
        return data, ()
    kept = {name: text for name, text in cleaned.items() if name not in unreachable}
    kept[_CONTENT_TYPES] = _clean_types(kept.get(_CONTENT_TYPES, b""), set(kept))
    return _pack({name: kept[name] for name in parts if name in kept}), tuple(found.names)


def _parse(text: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True
    )
    return etree.fromstring(text, parser)


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _written(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


# --- relationships -------------------------------------------------------------------------------


def _clean_relationships(name: str, text: bytes, removed: set[str], found: _Findings) -> bytes:
    root = _parse(text)
    changed = False
    for relation in list(root):
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        external = relation.get("TargetMode") == "External"
        target = str(relation.get("Target", ""))
        what = _UNWANTED.get(kind)
        if what is None and external and not (kind == "hyperlink" and _SAFE_LINK.match(target)):
            what = "links to files elsewhere"
        if what is None:
            continue
        found.note(what)
        if not external:
            removed.add(_target(name, target))
        root.remove(relation)
        changed = True
    return _written(root) if changed else text


def _identities(text: bytes) -> set[str]:
    return {str(relation.get("Id")) for relation in _parse(text)}


def _source(name: str) -> str:
    """The part that a file of relationships belongs to: `word/document.xml`; itself for others."""
    folder, _, file = name.rpartition("/")
    if not file.endswith(".rels"):
        return name
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _target(relationships: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(_source(relationships)), target))


# --- parts ---------------------------------------------------------------------------------------


def _clean_part(text: bytes, lost: set[str], found: _Findings) -> bytes:
    root = _parse(text)
    before = len(found.names)
    declared = bool(root.getroottree().docinfo.internalDTD is not None)
    if declared:
        found.note("declarations of entities")
    if (entity := next(root.iter(etree.Entity), None)) is not None:
        raise HangsOnEntities(f"Its text hangs on an entity that it declares: {entity.text}.")
    changed = _take_out(root, found) | _drop_fields(root, found) | _drop_dead(root, lost)
    changed |= _drop_names(root, found)
    return _written(root) if changed or declared or len(found.names) > before else text


def _take_out(root: Any, found: _Findings) -> bool:
    changed = False
    for element in list(root.iter()):
        name = _local(element)
        parent = element.getparent()
        if not name or parent is None or etree.QName(element).namespace != W:
            continue
        if name in _OUT:
            found.note(_OUT[name])
            _remove(element)
            changed = True
        elif name in _UNWRAPPED and len(element):
            found.note(_UNWRAPPED[name])
            for child in list(element):
                element.addprevious(child)
            _remove(element)
            changed = True
    return changed


def _drop_fields(root: Any, found: _Findings) -> bool:
    """Fields that fetch, ask or run become the text that they last showed."""
    changed = False
    for simple in list(root.iter(f"{{{W}}}fldSimple")):
        if not _is_harmless(str(simple.get(f"{{{W}}}instr", ""))):
            found.note("fields that fetch or run something")
            for child in list(simple):
                simple.addprevious(child)
            _remove(simple)
            changed = True
    open_fields: list[list[Any]] = []  # the marks and instructions of each field that is open
    for element in list(root.iter(f"{{{W}}}fldChar", f"{{{W}}}instrText")):
        kind = element.get(f"{{{W}}}fldCharType")
        if kind == "begin":
            open_fields.append([])
        if open_fields:
            open_fields[-1].append(element)
            if kind == "end":
                changed |= _drop_field(open_fields.pop(), found)
    for unclosed in open_fields:
        changed |= _drop_field(unclosed, found)
    return changed


def _drop_field(marks: list[Any], found: _Findings) -> bool:
    said = "".join(mark.text or "" for mark in marks if _local(mark) == "instrText")
    if _is_harmless(said):
        return False
    found.note("fields that fetch or run something")
    for mark in marks:
        _remove(mark)
    return True


def _is_harmless(instruction: str) -> bool:
    name = _INSTRUCTION.match(instruction)
    return name is not None and name[1].upper() in _HARMLESS_FIELDS


def _drop_dead(root: Any, lost: set[str]) -> bool:
    """What points at a relationship that is gone: a picture goes, a link becomes its text."""
    changed = False
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        names = [
            name
            for name, value in element.attrib.items()
            if name.startswith(f"{{{R}}}") and value in lost
        ]
        if not names:
            continue
        changed = True
        if _local(element) in ("hyperlink", "hlinkClick", "hlinkHover"):
            for name in names:
                del element.attrib[name]
            continue
        drawn = next(
            (one for one in element.iterancestors() if _local(one) in ("drawing", "pict")), element
        )
        _remove(drawn)
    return changed


def _drop_names(root: Any, found: _Findings) -> bool:
    """Who wrote and who saved it last."""
    changed = False
    for element in root.iter():
        if _local(element) in ("creator", "lastModifiedBy", "Manager", "Company") and element.text:
            found.note("names of authors")
            element.text = ""
            changed = True
    return changed


def _remove(element: Any) -> None:
    """Takes an element out; what stands behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


# --- the package ---------------------------------------------------------------------------------


def _clean_types(text: bytes, names: set[str]) -> bytes:
    root = _parse(text)
    for override in list(root.findall(f"{{{_TYPES}}}Override")):
        kind = str(override.get("ContentType", ""))
        if str(override.get("PartName", "")).lstrip("/") not in names:
            root.remove(override)
        elif "macroEnabled" in kind:
            override.set("ContentType", _PLAIN_DOCUMENT)
    return _written(root)


_PLAIN_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _pack(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return data.getvalue()
