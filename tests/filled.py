"""Sheets filled in as others do it: PDFs by pikepdf or by PDFium's own typing, DOCX by what Word writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from lxml import etree

_NONE: Mapping[Any, str] = MappingProxyType({})
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def fill_pdf(data: bytes, texts: Mapping[str, str] = _NONE, marked: Collection[str] = ()) -> bytes:
    """The sheet with these texts by the names of fields, and these choices marked."""
    missing = set(texts)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.T)
            if "/Kids" in field:
                for kid in field.Kids:
                    on = next(str(state) for state in kid.AP.N if state != "/Off")
                    if on.removeprefix("/") in marked:
                        field.V = kid.AS = pikepdf.Name(on)
            elif field.FT == "/Btn":
                if name in marked:
                    field.V = field.AS = pikepdf.Name("/Yes")
            elif name in texts:
                field.V = pikepdf.String(texts[name])
                missing.discard(name)
        assert not missing, missing
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def type_pdf(data: bytes, texts: Mapping[str, str] = _NONE, marked: Collection[str] = ()) -> bytes:
    """The same by clicking and typing in PDFium, as in Chrome; what it shows and saves is its own doing."""
    boxes: dict[str, tuple[int, list[float]]] = {}
    with pikepdf.open(io.BytesIO(data)) as opened:
        for number, page in enumerate(opened.pages):
            for one in page.get("/Annots", ()):
                if one.Subtype == "/Widget":
                    box = [float(edge) for edge in one.Rect]
                    name = str(one.get("/T", "")) or next(
                        str(state).removeprefix("/") for state in one.AP.N if state != "/Off"
                    )
                    boxes[name] = (number, box)
    pdf = pdfium.PdfDocument(data)
    pdf.init_forms()
    pages = [pdf[number] for number in range(len(pdf))]
    for name in (*texts, *marked):
        number, (left, bottom, right, top) = boxes[name]
        page = pages[number]
        x, y = (left + right) / 2, max(top - 8, (top + bottom) / 2)
        raw.FORM_OnLButtonDown(pdf.formenv, page, 0, x, y)
        raw.FORM_OnLButtonUp(pdf.formenv, page, 0, x, y)
        for character in texts.get(name, ""):
            raw.FORM_OnChar(pdf.formenv, page, ord(character), 0)
        raw.FORM_ForceToKillFocus(pdf.formenv)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def fill_docx(
    data: bytes,
    texts: Mapping[str, str] = _NONE,
    marked: Collection[str] = (),
    cells: Mapping[tuple[str, int], str] = _NONE,
    *,
    nameless: bool = False,
) -> bytes:
    """The sheet with these texts in the controls of these tags, these boxes ticked, and these texts in the
    cells of rows. `nameless` is what LibreOffice leaves: no tags."""
    missing = {*texts, *marked}
    body = part(data, "word/document.xml")
    for control in body.iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        tag = properties.find(f"{W}tag")
        name = tag.get(f"{W}val")
        content = control.find(f"{W}sdtContent")
        if name in texts:
            for old in list(content):
                content.remove(old)
            shown = properties.find(f"{W}showingPlcHdr")
            properties.remove(shown)
            run = etree.SubElement(content, f"{W}r")
            for number, line in enumerate(texts[name].split("\n")):
                if number:
                    etree.SubElement(run, f"{W}br")
                etree.SubElement(run, f"{W}t").text = line
            missing.discard(name)
        elif name in marked:
            box = properties.find(f"{W14}checkbox")
            box.find(f"{W14}checked").set(f"{W14}val", "1")
            state = box.find(f"{W14}checkedState").get(f"{W14}val")
            content.find(f".//{W}t").text = chr(int(state, 16))
            missing.discard(name)
        if nameless:
            properties.remove(tag)
    for row in body.iter(f"{W}tr"):
        names = {mark.get(f"{W}name") for mark in row.iter(f"{W}bookmarkStart")}
        for (name, number), text in cells.items():
            if name in names:
                paragraph = row.findall(f"{W}tc")[number].find(f"{W}p")
                etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = text
    assert not missing, missing
    return with_part(data, "word/document.xml", etree.tostring(body))


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def with_part(data: bytes, name: str, content: bytes | None) -> bytes:
    """The package with another part, or without it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
            elif content is not None:
                new.writestr(name, content)
    return out.getvalue()
