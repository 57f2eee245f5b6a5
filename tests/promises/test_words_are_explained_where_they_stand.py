"""Words of the vocabulary stand where the lesson wants them, and the text itself stays letter by letter."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import LAYOUTS, makelesson, print_one, spec, write_workspace
from tests.end_to_end.test_same_text import words

EVENT = """\
# The Rising

In May the city rose against the garrison.

- It began on 5 May.

## What Happened?

People built barricades[^1] in the streets, and the *garrison* answered with tanks.

> The barricade will hold.

- An armistice came.

Then the armistice was broken, and the barricades burned for three long days in every street of the
old town, until nothing stood there that could burn.

## Why Does it Matter?

It showed that a city could free itself.

[^1]: Of paving stones.
"""
VOCABULARY = [
    {"term": "garrison", "definition": "Soldiers in a town."},
    {"term": "barricade", "definition": "A wall across a street.", "forms": "barricades"},
    {"term": "armistice", "definition": "An end of fighting that both sides have agreed upon."},
    {"term": "siege", "definition": "A town shut in."},
]
PLACES = ("before", "after", "margin", "foot", "none")


def handout(tmp_path: Path, **keys: Any) -> tuple[OpenedPdf, list[str], OpenedDocx]:
    """The handout's PDF, its words by its tags, which the DOCX has too, and the DOCX."""
    lesson = {
        "event": "e",
        "language": "en",
        "grade": 9,
        "vocabulary": VOCABULARY,
        "documents": "handout",
        **keys,
    }
    wishes = {key: lesson.pop(key) for key in ("layout", "paper") if key in lesson}
    files = {"lessons/events/e.md": EVENT, "lessons/l.yaml": spec(lesson)}
    made = print_one(write_workspace(tmp_path, files), **wishes)
    path = tmp_path / "handout.pdf"
    path.write_bytes(made["handout.pdf"])
    pdf, docx = OpenedPdf(path), OpenedDocx(made["handout.docx"])
    said = words(pdf.tagged_text())
    assert said == words(docx.body_text())
    assert broken_rules(path) == []
    order = pdf.content_order()
    assert order == sorted(order)
    return pdf, said, docx


def place_of(said: list[str], text: str) -> int:
    joined = " ".join(said)
    assert joined.count(text) == 1, text
    return joined.index(text)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("place", PLACES)
def test_words_stand_where_the_lesson_wants_them(place: str, layout: str, tmp_path: Path) -> None:
    _, said, _ = handout(tmp_path, vocabulary_place=place, layout=layout)
    joined = " ".join(said)
    if place == "none":
        assert all(one["definition"] not in joined for one in VOCABULARY)
        return
    at = [place_of(said, str(one["definition"])) for one in VOCABULARY]
    first, last = place_of(said, "People built"), place_of(said, "free itself.")
    if place == "before":
        assert max(at) < first
    elif place in ("after", "foot"):
        assert min(at) > last
    else:
        assert at[0] < place_of(said, "In May the city"), "beside the paragraph that first has it"
        assert place_of(said, "5 May.") < at[1] < first
        assert first < at[2] < place_of(said, "An armistice came.")
        assert last < at[3], "what the text hasn't stands below it"


def strong_in(docx: OpenedDocx) -> list[str]:
    """What is bold of the running text, a run each."""
    found = []
    for paragraph in docx.xml("word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None or style.get(f"{W}val") not in ("Lead", "BodyText", "ListBullet", "Quote"):
            continue
        for run in paragraph.iter(f"{W}r"):
            look = run.find(f"{W}rPr/{W}rStyle")
            if look is not None and "Strong" in look.get(f"{W}val", ""):
                found.append("".join(one.text or "" for one in run.iter(f"{W}t")))
    return found


def test_terms_are_marked_once_and_in_nobody_elses_words(tmp_path: Path) -> None:
    _, plain, docx = handout(tmp_path)
    assert strong_in(docx) == []
    _, marked, docx = handout(tmp_path, mark_terms=True)
    assert strong_in(docx) == ["garrison", "barricades", "armistice"]
    assert marked == plain, "no word of the text has changed"


def test_glosses_stand_in_the_margin(tmp_path: Path) -> None:
    """In the PDF to the right of the text, in the DOCX in a frame that stands there."""
    pdf, _, docx = handout(tmp_path, vocabulary_place="margin")
    width = float(pdf.reader.pages[0].mediabox.width)
    places: list[tuple[float, str]] = []

    def visit(text: str, _: Any, matrix: list[float], *__: Any) -> None:
        if text.strip():
            places.append((matrix[4], text.strip()))

    pdf.reader.pages[0].extract_text(visitor_text=visit)
    margin = 40 * 72 / 25.4  # as the layout says
    glosses = [x for x, text in places if "Soldiers" in text or "A wall across" in text]
    assert glosses
    assert min(glosses) > width - margin
    frames = list(docx.xml("word/document.xml").iter(f"{W}framePr"))
    assert len(frames) == 3
    assert {frame.get(f"{W}hAnchor") for frame in frames} == {"margin"}


def test_where_the_margin_is_too_narrow_glosses_stand_above_their_text(tmp_path: Path) -> None:
    _, said, docx = handout(tmp_path, vocabulary_place="margin", paper="A6")
    assert not list(docx.xml("word/document.xml").iter(f"{W}framePr"))
    assert place_of(said, "Soldiers in a town.") < place_of(said, "In May the city")


def test_glosses_hang_together_on_crowded_pages(tmp_path: Path) -> None:
    """However many glosses a paragraph has, none lies on another."""
    many = [{"term": f"word{at}", "definition": "A long one. " * 9} for at in range(12)]
    text = "\n\n".join(f"Here is word{at}, and here is nothing." for at in range(12))
    event = f"# The Words\n\nA summary.\n\n- A fact.\n\n## All\n\n{text}\n"
    lesson = {
        "event": "e",
        "vocabulary": many,
        "vocabulary_place": "margin",
        "documents": "handout",
    }
    files = {"lessons/events/e.md": event, "lessons/l.yaml": spec(lesson)}
    made = print_one(write_workspace(tmp_path, files))
    with pikepdf.open(io.BytesIO(made["handout.pdf"])) as pdf:
        for page in pdf.pages:
            rows = [
                round(float(operands[5]), 1)
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "Tm" and float(operands[4]) > 485
            ]
            gaps = [
                a - b
                for a, b in zip(
                    sorted(set(rows), reverse=True),
                    sorted(set(rows), reverse=True)[1:],
                    strict=False,
                )
            ]
            assert all(gap > 9 for gap in gaps)
            assert all(row > 30 for row in rows)


def test_letters_lead_to_the_foot_and_back(tmp_path: Path) -> None:
    pdf, said, docx = handout(tmp_path, vocabulary_place="foot")
    joined = " ".join(said)
    for mark in ("garrisona.", "barricades1, b in", "armisticec came."):
        assert mark in joined
    anchors = [one.get(f"{W}anchor") for one in docx.xml("word/document.xml").iter(f"{W}hyperlink")]
    assert {"gloss_a", "gloss_b", "gloss_c"} <= set(anchors)
    assert anchors.count("summary_1") == 1, "the first leads back to where it is met"
    links = [one for page in pdf.reader.pages for one in page.get("/Annots", ())]
    assert len(links) >= 6


def test_a_word_that_is_not_found_is_told_at_its_line(tmp_path: Path) -> None:
    lesson = {"event": "e", "vocabulary": VOCABULARY, "mark_terms": True}
    root = write_workspace(tmp_path, {"lessons/events/e.md": EVENT, "lessons/l.yaml": spec(lesson)})
    said = makelesson("check", cwd=root)
    line = (root / "lessons/l.yaml").read_text().split("\n").index("- term: siege") + 1
    assert f"l.yaml:{line}" in said.stdout + said.stderr
    assert "`siege` is not marked" in said.stdout + said.stderr
    assert "`barricade` is not marked" not in said.stdout + said.stderr


@pytest.mark.parametrize("wrong", ["margins", "top", "", 3, ["margin"]])
def test_another_place_is_told_with_those_that_there_are(wrong: object, tmp_path: Path) -> None:
    lesson = {"event": "e", "vocabulary_place": wrong}
    root = write_workspace(tmp_path, {"lessons/events/e.md": EVENT, "lessons/l.yaml": spec(lesson)})
    said = makelesson("build", cwd=root)
    assert said.returncode != 0
    told = said.stdout + said.stderr
    assert "lessons/l.yaml:" in told
    assert "margin" in told
    assert "Traceback" not in told
