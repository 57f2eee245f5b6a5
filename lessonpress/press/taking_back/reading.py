"""Reading: a DOCX into its pieces, whichever word processor saved it, with what was tracked and noted in it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from lessonpress.document.identifier import Identified, read_identifier
from lessonpress.document.printed_marks import read_marks
from lessonpress.press.taking_back.paragraphs import Letters, Paragraphs, R, Styles, W
from lessonpress.press.taking_back.pieces import Comment, Piece, Revision

_DC = "{http://purl.org/dc/elements/1.1/}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_LARGEST_PART, _MOST_ENTRIES, _MOST_ELEMENTS = 30_000_000, 5_000, 1_000_000
_MOST_PIECES = 5_000
_OLD = b"\xd0\xcf\x11\xe0"
# Strict files (ISO/IEC 29500-1) have other addresses for the same names.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/customProperties": _PROPERTY[1:-1].encode(),
}
_MARKS = re.compile(r"makelesson(\d{1,4})")
_DAMAGED = "This is no Word document, or it is damaged."


class OddDocument(Exception):
    """What lies there is nothing that could be taken back; says why in a sentence, and in `hint` what to do."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Read:
    """A DOCX as it was read.

    `identified` is None where it doesn't say what it is; `printed` are the marks of what it said when it was
    printed, none where that isn't known. `comments` are those beside no piece.
    `filled` is whether somebody answered in it; `notes` are Word's own footnotes and endnotes, of which no
    document has any when it is printed.
    """

    pieces: tuple[Piece, ...]
    identified: Identified | None = None
    printed: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    filled: bool = False
    notes: tuple[str, ...] = ()


def read_docx(data: bytes, by: Collection[str] = ()) -> Read:
    """What stands in a DOCX, with tracked changes taken as if they were accepted: those of the authors in `by`
    alone, if there are any, and the others as if they were refused. Raises OddDocument."""
    if data.startswith(_OLD):  # an OLE file: what Word makes of a document with a password
        raise OddDocument(
            "This Word document asks for a password, or is of an older kind (.doc).",
            "Save it without one, as .docx.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = _Package(archive)
            return _read(package, by)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError) as error:
        raise OddDocument(_DAMAGED, "Open it in Word and save it again as .docx.") from error


class _Package:
    """The parts of a package, read within limits."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        if len(archive.infolist()) > _MOST_ENTRIES:
            raise OddDocument(f"This holds more than {_MOST_ENTRIES:,} files.")
        main = self._related("", "officeDocument")
        self.body_name = main or "word/document.xml"

    def part(self, name: str) -> Any:
        """The root of a part; None where there is none."""
        try:
            with self._archive.open(name) as file:
                data = file.read(_LARGEST_PART + 1)
        except KeyError:
            return None
        if len(data) > _LARGEST_PART or data.count(b"<") > 2 * _MOST_ELEMENTS:
            raise OddDocument(f"{name} in it is larger than any lesson's.")
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise OddDocument(_DAMAGED, "Open it in Word and save it again as .docx.") from error

    def beside(self, kind: str) -> Any:
        """The part of that kind that the body leads to; None where there is none."""
        name = self._related(self.body_name, kind)
        return None if name is None else self.part(name)

    def own(self, kind: str) -> Any:
        name = self._related("", kind)
        return None if name is None else self.part(name)

    def links(self) -> Mapping[str, str]:
        """Where links lead, by the ids of their relationships."""
        return {
            one.get("Id", ""): one.get("Target", "")
            for one in self._relations(self.body_name)
            if one.get("Type", "").endswith("/hyperlink")
        }

    def _related(self, source: str, kind: str) -> str | None:
        for one in self._relations(source):
            if one.get("Type", "").rpartition("/")[2] == kind and one.get("TargetMode") is None:
                target = one.get("Target", "")
                base = posixpath.dirname(source)
                return posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
        return None

    def _relations(self, source: str) -> Iterator[Any]:
        folder, name = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is not None:
            yield from root.iter(f"{_RELATIONS}Relationship")


def _read(package: _Package, by: Collection[str]) -> Read:
    root = package.part(package.body_name)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise OddDocument(_DAMAGED, "Open it in Word and save it again as .docx.")
    letters = Letters(Styles(package.beside("styles")), package.links(), frozenset(by))
    paragraphs = Paragraphs(letters, _comments(package.beside("comments")))
    pieces = tuple(islice(paragraphs.pieces(body), _MOST_PIECES + 1))
    if len(pieces) > _MOST_PIECES:
        raise OddDocument(f"This has more than {_MOST_PIECES:,} paragraphs, as no lesson has.")
    core = package.own("core-properties")
    said = "" if core is None else core.findtext(f"{_DC}identifier") or ""
    return Read(
        pieces,
        read_identifier(said),
        read_marks(_printed(package.own("custom-properties"))),
        tuple(paragraphs.revisions(body)),
        paragraphs.strays(),
        letters.filled,
        tuple(_notes(package, letters)),
    )


def _notes(package: _Package, letters: Letters) -> Iterator[str]:
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        root = package.beside(kind)
        for note in () if root is None else root.iter(f"{W}{tag}"):
            if note.get(f"{W}type") in (None, "normal"):
                said = (one.text for p in note.iter(f"{W}p") for one in letters.stretches(p))
                if text := re.sub(r"\s+", " ", "".join(said)).strip():
                    yield text


def _comments(root: Any) -> dict[str, Comment]:
    found: dict[str, Comment] = {}
    for one in () if root is None else root.iter(f"{W}comment"):
        lines = ("".join(text.text or "" for text in p.iter(f"{W}t")) for p in one.iter(f"{W}p"))
        text = re.sub(r"\s+", " ", " ".join(lines)).strip()
        if text:
            author = re.sub(r"\s+", " ", one.get(f"{W}author", "")).strip()
            found[one.get(f"{W}id", "")] = Comment(author, text)
    return found


def _printed(root: Any) -> str:
    found: dict[int, str] = {}
    for one in () if root is None else root.iter(f"{_PROPERTY}property"):
        if number := _MARKS.fullmatch(one.get("name", "")):
            found[int(number[1])] = "".join(one.itertext()).strip()
    return "".join(found[number] for number in sorted(found))
