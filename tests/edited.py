"""Documents edited as others do it: by python-docx, and by the habits of Word, Google Docs and strict writers."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DATE = "2026-11-26T10:00:00Z"


class Edited:
    """A DOCX that is being edited."""

    def __init__(self, data: bytes) -> None:
        self.word = docx.Document(io.BytesIO(data))
        self.body: Any = self.word.element.body

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.word.save(out)
        return out.getvalue()

    def texts(self) -> list[str]:
        """What each paragraph says, in order, without places to fill in."""
        return [text for one in self.body.iter(qn("w:p")) if (text := said(one))]

    def paragraphs(self) -> Iterator[Any]:
        return (one for one in self.body.iter(qn("w:p")) if said(one))

    def find(self, text: str) -> Any:
        """The first paragraph that says this somewhere."""
        return next(one for one in self.body.iter(qn("w:p")) if text in said(one))

    def reword(self, old: str, new: str) -> None:
        """In one run, as it is typed over."""
        for one in self.body.iter(qn("w:t")):
            if one.text and old in one.text:
                one.text = one.text.replace(old, new, 1)
                one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                return
        raise AssertionError(old)

    def remove(self, *texts: str) -> None:
        for text in texts:
            paragraph = self.find(text)
            paragraph.getparent().remove(paragraph)

    def add_behind(self, text: str, new: str) -> Any:
        """A paragraph like that one behind it, as Enter makes it at its end."""
        before = self.find(text)
        made = copy.deepcopy(before)
        for child in list(made):
            if child.tag != qn("w:pPr"):
                made.remove(child)
        Paragraph(made, self.word._body).add_run(new)
        before.addnext(made)
        return made

    def carry_behind(self, text: str, *texts: str) -> None:
        """Paragraphs cut out and put in behind another."""
        behind = self.find(text)
        for one in reversed([self.find(each) for each in texts]):
            behind.addnext(one)

    def track(self, old: str, new: str, author: str) -> None:
        """A rewording that is tracked."""
        run = next(one for one in self.body.iter(qn("w:r")) if old in run_text(one))
        before, _, after = run_text(run).partition(old)
        pieces = [
            (None, before),
            ("w:del", old),
            ("w:ins", new),
            (None, after),
        ]
        for tag, text in pieces:
            if not text:
                continue
            made = copy.deepcopy(run)
            for child in made.findall(qn("w:t")):
                made.remove(child)
            letters = OxmlElement("w:delText" if tag == "w:del" else "w:t")
            letters.text = text
            letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(letters)
            if tag is not None:
                change = OxmlElement(tag)
                change.set(qn("w:id"), "9000")
                change.set(qn("w:author"), author)
                change.set(qn("w:date"), _DATE)
                change.append(made)
                made = change
            run.addprevious(made)
        run.getparent().remove(run)

    def emphasise(self, text: str) -> None:
        """Words in italics, as they are marked and Ctrl-I is pressed."""
        run = next(one for one in self.body.iter(qn("w:r")) if text in run_text(one))
        before, _, after = run_text(run).partition(text)
        for part, looks in ((before, ()), (text, ("w:i", "w:iCs")), (after, ())):
            if not part:
                continue
            made = copy.deepcopy(run)
            for child in made.findall(qn("w:t")):
                made.remove(child)
            if looks:
                properties = made.get_or_add_rPr()
                for look in looks:
                    properties.append(OxmlElement(look))
            letters = OxmlElement("w:t")
            letters.text = part
            letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(letters)
            run.addprevious(made)
        run.getparent().remove(run)

    def note(self, text: str, comment: str, author: str) -> None:
        """A comment beside a paragraph."""
        runs = Paragraph(self.find(text), self.word._body).runs
        self.word.add_comment(runs, text=comment, author=author, initials=author[:1])


def said(paragraph: Any) -> str:
    """A paragraph's text without places to fill in, each white space one space."""
    texts = [
        one.text or ""
        for one in paragraph.iter(qn("w:t"))
        if next(one.iterancestors(qn("w:sdt")), None) is None
    ]
    return re.sub(r"[\s\u00a0]+", " ", "".join(texts)).strip()


def run_text(run: Any) -> str:
    return "".join(one.text or "" for one in run.findall(qn("w:t")))


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The package with each part as `change` has it, by its name; without those of which it makes None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = change(entry.filename, old.read(entry))
            if part is not None:
                new.writestr(entry.filename, part)
    return out.getvalue()


def as_word(data: bytes) -> bytes:
    """As Word saves it: runs split by spelling and by the times at which they were typed, bookmarks of its own,
    those of a whole paragraph before it."""

    def change(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        root = etree.fromstring(part)
        for number, run in enumerate(list(root.iter(f"{W}r"))):
            run.set(f"{W}rsidR", f"00{number:06X}")
            texts = run.findall(f"{W}t")
            if len(texts) != 1 or len(texts[0].text or "") < 8:
                continue
            text = texts[0].text
            half = len(text) // 2 + number % 3
            second = copy.deepcopy(run)
            second.find(f"{W}t").text = text[half:]
            texts[0].text = text[:half]
            for one in (texts[0], second.find(f"{W}t")):
                one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            error = etree.Element(f"{W}proofErr")
            error.set(f"{W}type", "spellStart")
            run.addnext(second)
            run.addnext(error)
        for paragraph in list(root.iter(f"{W}p")):
            starts = paragraph.findall(f"{W}bookmarkStart")
            if paragraph.getparent().tag == f"{W}body" and starts:
                paragraph.addprevious(starts[0])
        cursor = etree.Element(f"{W}bookmarkStart")
        cursor.set(f"{W}id", "99999")
        cursor.set(f"{W}name", "_GoBack")
        next(root.iter(f"{W}p")).insert(1, cursor)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return rewritten(data, change)


def styled_letters(data: bytes) -> dict[str, str]:
    """What each character style makes of letters: `b` and `i`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/styles.xml"))
    return {
        style.get(f"{W}styleId"): "".join(
            letter for letter in "bi" if style.find(f"{W}rPr/{W}{letter}") is not None
        )
        for style in root.iter(f"{W}style")
    }


def as_google(data: bytes) -> bytes:
    """As Google Docs writes it: no bookmarks, no controls, hardly a style, other lists, no properties of ours."""

    def change(name: str, part: bytes) -> bytes | None:
        if name.startswith("docProps/"):
            return None
        if name in ("_rels/.rels", "[Content_Types].xml"):
            return re.sub(rb"<(?:Relationship|Override) [^>]*docProps/[^>]*/>", b"", part)
        if name != "word/document.xml":
            return part
        root = etree.fromstring(part)
        looks = styled_letters(data)
        for tag in ("bookmarkStart", "bookmarkEnd", "pStyle"):
            for one in list(root.iter(f"{W}{tag}")):
                one.getparent().remove(one)
        for style in list(root.iter(f"{W}rStyle")):
            properties = style.getparent()
            for letter in looks.get(style.get(f"{W}val"), ""):
                etree.SubElement(properties, f"{W}{letter}").set(f"{W}val", "1")
            properties.remove(style)
        for number in root.iter(f"{W}numId"):
            number.set(f"{W}val", str(int(number.get(f"{W}val")) + 40))
        for control in list(root.iter(f"{W}sdt")):
            for child in control.find(f"{W}sdtContent"):
                control.addprevious(child)
            control.getparent().remove(control)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return rewritten(data, change)


def as_strict(data: bytes) -> bytes:
    """As a strict Open XML document (ISO/IEC 29500-1), whose names have other addresses."""
    usual = b"http://schemas.openxmlformats.org/"
    strict = b"http://purl.oclc.org/ooxml/"
    return rewritten(
        data,
        lambda name, part: (
            part.replace(usual + b"wordprocessingml/2006/main", strict + b"wordprocessingml/main")
            .replace(
                usual + b"officeDocument/2006/relationships",
                strict + b"officeDocument/relationships",
            )
            .replace(
                usual + b"officeDocument/2006/custom-properties",
                strict + b"officeDocument/customProperties",
            )
        ),
    )
