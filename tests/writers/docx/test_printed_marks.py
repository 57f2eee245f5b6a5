"""A DOCX says in its properties what it said when it was printed, in marks that give nothing away."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from lessonpress import Wishes, open_workspace, print_document
from lessonpress.document.printed_marks import printed_mark
from lessonpress.press.taking_back.reading import read_docx
from tests.end_to_end.printing import ROOT

LESSON = "first-people-on-the-moon"


def printed(document: str, **wishes: str) -> bytes:
    workspace = open_workspace(ROOT)
    return print_document(workspace, LESSON, document, "docx", wishes=Wishes(**wishes)).data


def properties(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("docProps/custom.xml"))
    return {one.get("name"): "".join(one.itertext()) for one in root}


def test_every_text_has_its_mark() -> None:
    for document in ("handout", "worksheet", "answer-key", "lesson-plan"):
        read = read_docx(printed(document))
        texts = ["".join(one.text for one in piece.stretches) for piece in read.pieces]
        marks = [mark for text in texts if (mark := printed_mark(text))]
        assert list(dict.fromkeys(marks)) == list(read.printed), document


def test_each_property_is_short_enough_for_word() -> None:
    found = properties(printed("answer-key"))
    assert len(found) > 1
    assert list(found) == [f"makelesson{number}" for number in range(1, len(found) + 1)]
    assert all(0 < len(text) <= 255 for text in found.values())
