"""A school changes a little, and just that changes: a few looks, a template, the letterhead."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import (
    LAYOUTS,
    Files,
    makelesson,
    print_one,
    spec,
    write_workspace,
)

every_layout = pytest.mark.parametrize("layout", LAYOUTS)

LESSON = {
    "event": "event",
    "objectives": ["Say why."],
    "vocabulary": [{"term": "one", "definition": "A"}, {"term": "two", "definition": "B"}],
    "activities": [
        {"activity": "matching"},
        {"activity": "short-answer", "questions": [{"ask": "Why?", "answer": "So."}]},
        {"activity": "cloze", "text": "A [gap] here."},
    ],
}
BASIC: Files = {
    "lessons/events/event.md": "# A title\n\nA summary.\n\n- A fact.\n\n## Why?\n\nBecause.\n",
    "lessons/lesson.yaml": spec(LESSON),
}
ALL = {f"{document}.{format_}" for document in ("handout", "worksheet", "answer-key", "lesson-plan")
       for format_ in ("pdf", "docx")}  # fmt: skip


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The files of the lesson as the built-in layouts print it, by layout."""
    root = write_workspace(tmp_path_factory.mktemp("plain"), BASIC)
    return {layout: print_one(root, layout=layout) for layout in LAYOUTS}


def changed(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    assert set(one) == set(other)
    return {name for name in one if one[name] != other[name]}


def pdf_text(root: Path, name: str) -> str:
    return OpenedPdf(root / "output" / "lesson" / f"lesson-{name}.pdf").tagged_text()


def test_a_few_looks_change_the_looks_of_one_layout_and_no_word(
    tmp_path: Path, plain: dict[str, dict[str, bytes]]
) -> None:
    own = "colours: {accent: '#0b4f6c'}\nstyles:\n  body: {size: 13}\n"
    root = write_workspace(tmp_path, {**BASIC, "layouts/classic/layout.yaml": own})
    assert changed(plain["modern"], print_one(root, layout="modern")) == set()
    files = print_one(root, layout="classic")
    assert changed(plain["classic"], files) == ALL
    before, after = (OpenedDocx(one["handout.docx"]) for one in (plain["classic"], files))
    assert before.body_text() == after.body_text()
    assert changed(before.parts, after.parts) <= {
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/theme/theme1.xml",
    }
    assert "0b4f6c" in after.parts["word/styles.xml"].decode().lower()
    assert "7a1f1f" not in after.parts["word/styles.xml"].decode().lower()


@every_layout
def test_one_template_changes_one_document(
    tmp_path: Path, plain: dict[str, dict[str, bytes]], layout: str
) -> None:
    own = (
        '{% extends "handout.xml" %}\n{% block credits %}\n{{ super() }}\n'
        '<p class="note">Printed by the history department.</p>\n{% endblock %}\n'
    )
    root = write_workspace(tmp_path, {**BASIC, f"layouts/{layout}/handout.xml": own})
    files = print_one(root, layout=layout)
    assert changed(plain[layout], files) == {"handout.pdf", "handout.docx"}
    line = "Printed by the history department."
    text = OpenedDocx(files["handout.docx"]).body_text()
    assert text.split() == [
        *OpenedDocx(plain[layout]["handout.docx"]).body_text().split(),
        *line.split(),
    ]
    assert pdf_text(root, "handout").split() == text.split()


@every_layout
def test_one_piece_changes_the_documents_that_print_it(
    tmp_path: Path, plain: dict[str, dict[str, bytes]], layout: str
) -> None:
    own = '<p class="body">Do number {{ activity.part }} at home.</p>\n'
    root = write_workspace(tmp_path, {**BASIC, f"layouts/{layout}/activities/cloze.xml": own})
    files = print_one(root, layout=layout)
    assert changed(plain[layout], files) == {
        name for name in ALL if name.startswith(("worksheet", "answer-key"))
    }
    assert "Do number 3 at home." in " ".join(pdf_text(root, "worksheet").split())


def test_one_word_changes_where_it_is_said(
    tmp_path: Path, plain: dict[str, dict[str, bytes]]
) -> None:
    own = "words: {en: {Class: Group}}\n"
    root = write_workspace(tmp_path, {**BASIC, "layouts/classic/layout.yaml": own})
    files = print_one(root, layout="classic")
    assert changed(plain["classic"], files) == {"worksheet.pdf", "worksheet.docx"}
    text = OpenedDocx(files["worksheet.docx"]).body_text().split()
    assert "Group" in text
    assert "Class" not in text


def test_a_layout_of_one_s_own_rests_on_another_and_is_accessible_too(tmp_path: Path) -> None:
    own = "extends: modern\npaper: A5\nboxes: {question: {border: all}}\n"
    root = write_workspace(tmp_path, {**BASIC, "layouts/ours/layout.yaml": own})
    done = makelesson("build", "--layout", "ours", cwd=root)
    assert done.returncode == 0, done.stderr
    for file in (root / "output").rglob("*.pdf"):
        assert broken_rules(file) == []
        box = OpenedPdf(file).reader.pages[0].mediabox
        assert (round(box.width), round(box.height)) == (420, 595)


# --- letterhead ----------------------------------------------------------------------------------


ADDRESS = "1 Amos Street, Naarden"


@pytest.fixture
def letterhead(plain: dict[str, dict[str, bytes]]) -> bytes:
    """A school's letterhead, as another program saves it: a name in the head, an address below."""
    paper = docx.Document(io.BytesIO(plain["classic"]["handout.docx"]))
    for block in list(paper.element.body)[:-1]:
        paper.element.body.remove(block)
    paper.add_paragraph(ADDRESS)
    head = paper.sections[0].header.paragraphs[0]
    head.text, head.style = "Comenius School", paper.styles["Footer"]
    saved = io.BytesIO()
    paper.save(saved)
    return saved.getvalue()


@every_layout
def test_a_letterhead_stands_over_every_docx_and_the_words_stay(
    tmp_path: Path, plain: dict[str, dict[str, bytes]], letterhead: bytes, layout: str
) -> None:
    root = write_workspace(tmp_path, {**BASIC, "layouts/letterhead.docx": letterhead})
    done = makelesson("build", "--layout", layout, cwd=root)
    assert done.returncode == 0, done.stderr
    for file in (root / "output" / "lesson").iterdir():
        name = file.name.removeprefix("lesson-")
        if file.suffix == ".pdf":
            assert file.read_bytes() == plain[layout][name]
            continue
        made = OpenedDocx(file)
        ours = OpenedDocx(plain[layout][name]).body_text()
        assert made.body_text() == f"\n{ADDRESS}{ours}"
        heads = [part for part in made.parts if part.startswith("word/header")]
        assert any("Comenius School" in made.parts[head].decode() for head in heads)
        assert docx.Document(str(file)).sections[0].header.paragraphs[0].text == "Comenius School"
        assert OpenXmlValidator().validate(file).errors == []


def test_a_letterhead_may_lie_anywhere(
    tmp_path: Path, plain: dict[str, dict[str, bytes]], letterhead: bytes
) -> None:
    root = write_workspace(tmp_path / "school", {**BASIC, "../head.docx": letterhead})
    done = makelesson("build", "--format", "docx", "--letterhead", tmp_path / "head.docx", cwd=root)
    assert done.returncode == 0, done.stderr
    for file in (root / "output" / "lesson").iterdir():
        assert "Comenius School" in "".join(OpenedDocx(file).hidden_texts())
