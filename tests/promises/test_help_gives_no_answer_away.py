"""Help gives no answer away: supported copies say what helps beside what is asked, extended ones ask more behind it.

In both, parts, questions and choices have everybody's numbers and letters, so that one key serves all; what is
right stands in a supported copy only where the product says so, among other words.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from outloud import check

from lessonpress.activities import kinds
from lessonpress.content.adapting import adapted
from lessonpress.content.lesson import Lesson
from lessonpress.content.versions import Versions
from lessonpress.document.blocks import Choices, Document, Heading, Questions
from lessonpress.press.inputs import Inputs
from lessonpress.press.marking.key import Key, key_of
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.documents import compose_with_answers, edition_of
from lessonpress.press.printing.loaded import Loaded
from lessonpress.workspace import Workspace
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import makelesson, print_lessons, spec, write_workspace
from tests.end_to_end.stress import picture
from tests.end_to_end.test_no_answers import EVENT, SECRETS, WORDS, every_text, finds
from tests.end_to_end.test_no_answers import LESSON as SECRET_LESSON
from tests.end_to_end.test_printed_words import FILES, GREEK, SPECIMENS, docx_texts, strays
from tests.end_to_end.test_printed_words import LESSON as ALL_KINDS
from tests.end_to_end.test_printed_words import speaks_pseudo as speaks_pseudo
from tests.end_to_end.test_same_text import first_difference, words
from tests.filled import fill_pdf

#: What a bank of words holds, among other words: the product says that banks are of what is missing.
IN_BANKS = {
    "gap",
    "gap of a marked word",
    "gap behind its first letter",
    "label",
    "timeline",
    *(what for what in WORDS if what != "down the middle"),
}
MORE = {
    "activity": "multiple-choice",
    "extended": True,
    "minutes": 5,
    "points": 2,
    "questions": [{"ask": "And then?", "choices": ["a", "b", "c"], "answer": "b"}],
}


#: What there is enough of to be helped with.
RICHER: list[dict[str, Any]] = [
    {"activity": "multiple-choice",
     "questions": [{"ask": "Ποιο;", "choices": ["ένα", "δύο", "τρία", "τέσσερα"], "answer": "δύο"}]},
    {"activity": "corrections",
     "sentences": [{"say": "Η πόλη έμεινε.", "wrong": "πόλη", "right": "χώρα", "evidence": GREEK}]},
]  # fmt: skip


class Copies:
    """What the worksheet of a lesson says, for everybody and for who has an accommodation."""

    def __init__(self, root: Path) -> None:
        workspace = Workspace.at(root)
        self._loaded, self._inputs = Loaded(workspace), Inputs()
        self.lesson: Lesson = self._loaded.lesson(root / "lessons/lesson.yaml", self._inputs)[0]
        self._layout = self._loaded.layout(self.lesson, Request())

    def document(self, key: str, lesson: Lesson | None = None, kind: str = "worksheet") -> Document:
        """With its answers in it."""
        whole = adapted(lesson or self.lesson, key)
        return compose_with_answers(kind, whole, self._layout, self._inputs)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """A lesson with every kind of activity, on everybody's worksheet."""
    root = tmp_path_factory.mktemp("helped")
    sheet = [{**one, "documents": ["handout", "worksheet"]} for one in ALL_KINDS["activities"]]
    lesson = {**ALL_KINDS, "language": "el", "activities": [*sheet, *RICHER, MORE]}
    write_workspace(root, {**FILES, "lessons/lesson.yaml": spec(lesson)})
    return Copies(root)


def test_every_kind_of_activity_is_looked_at(copies: Copies) -> None:
    assert {one.kind for one in copies.lesson.activities} == set(kinds()) == set(SPECIMENS)


def shape(key: Key) -> list[tuple[object, ...]]:
    """What is asked, by its part, number and place, and what is right there."""
    return [
        (one.places, one.part, one.number, one.blank, one.letters, one.item,
         [(c.id, c.shown) for c in one.choices if c.right])
        for one in key.asked
    ]  # fmt: skip


@pytest.mark.parametrize("version", ["", "b"])
@pytest.mark.parametrize("key", ["supported", "large-print+supported"])
def test_what_is_asked_and_right_is_everybody_s(copies: Copies, key: str, version: str) -> None:
    lesson = Versions(copies.lesson).version(version)
    plain, own = (copies.document(one, lesson) for one in ("", key))
    assert shape(key_of(own)) == shape(key_of(plain))
    assert list(headings(own)) == list(headings(plain))
    letters = dict(lettered(plain))
    assert {id_: letters[id_] for id_, _ in lettered(own)} == dict(lettered(own))
    assert adapted(lesson, key).mark == lesson.mark != ""


def headings(document: Document) -> Iterator[str]:
    for block in every_block(document.blocks):
        if isinstance(block, Heading):
            yield f"{block.id} {block.content}"


def lettered(document: Document) -> Iterator[tuple[str, str]]:
    """The letter of each choice and the number of each question, by its id."""
    for block in every_block(document.blocks):
        if isinstance(block, Choices):
            yield from zip((one.id for one in block.items), block.letters, strict=True)
        elif isinstance(block, Questions):
            yield from ((one.id, str(one.number)) for one in block.items)


def every_block(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for one in value:
            yield from every_block(one)
    elif is_dataclass(value):
        yield value
        for one in fields(value):
            yield from every_block(getattr(value, one.name))


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_has_something_that_helps_or_says_that_it_has_not(
    copies: Copies, kind: str
) -> None:
    """But for what is cut up, hung up or only talked about, and what has its words already."""
    nothing = {"discussion-stems", "flash-cards", "role-cards", "self-assessment", "word-wall", "word-search"}  # fmt: skip
    plain = {one.id: one for one in copies.lesson.activities if one.kind == kind}
    helped = [one for one in adapted(copies.lesson, "supported").activities if one.id in plain]
    anything = [
        one
        for one in helped
        if one.task != plain[one.id].task
        or (one.support and (one.support.bank or one.support.starters or one.support.told))
    ]
    assert bool(anything) == (kind not in nothing)


def test_of_choices_the_right_ones_stay_and_the_rest_by_the_shuffle_number(tmp_path: Path) -> None:
    """Which stay is a matter of the number alone: not of what is right, and the same in each version."""
    left = set()
    for right in "abcd":
        question = {"ask": "Which?", "choices": ["xa", "xb", "xc", "xd"], "answer": f"x{right}"}
        for shuffle in (0, 1, 2, 3):
            lesson = {
                "event": "event",
                "shuffle": shuffle,
                "activities": [{"activity": "multiple-choice", "questions": [question] * 1,
                                "supported": {"wrong_choices": 1}}],
            }  # fmt: skip
            root = write_workspace(
                tmp_path / f"{right}{shuffle}",
                {"lessons/events/event.md": EVENT, "lessons/lesson.yaml": spec(lesson)},
            )
            copies = Copies(root)
            ours = []
            for version in ("", "b"):
                one = adapted(Versions(copies.lesson).version(version), "supported")
                [item] = one.activities[0].items
                choices: Any = item.choices  # type: ignore[attr-defined]
                assert len(choices) == 2
                assert [c.correct for c in choices].count(True) == 1
                ours.append({str(c.text) for c in choices})
            assert ours[0] == ours[1]
            left |= {(right, other) for other in ours[0] if other != f"x{right}"}
    assert len(left) > 4  # not always the same one


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The worksheet of a lesson with secrets and of one with all kinds, in each format and copy."""
    found: dict[str, Path] = {}
    for name, lesson, files in (
        ("secret", {**SECRET_LESSON, "activities": [*SECRET_LESSON["activities"], MORE]},
         {"lessons/events/event.md": EVENT, "lessons/events/a.png": picture(60, 40)}),
        ("kinds", {**ALL_KINDS, "language": "el", "activities": [*ALL_KINDS["activities"], MORE]}, FILES),
    ):  # fmt: skip
        root = write_workspace(
            tmp_path_factory.mktemp(name), {**files, "lessons/lesson.yaml": spec(lesson)}
        )
        [report] = print_lessons(
            root,
            documents=("handout", "worksheet"),
            formats=("pdf", "docx", "html"),
            accommodations=("supported", "extended", "large-print+supported"),
        )
        assert not [one for one in report.problems if one.is_error]
        for made in report.made:
            found[f"{name}-{made.document}-{made.file.accommodation}.{made.format}"] = made.path
    return found


@pytest.mark.parametrize(
    ("document", "key", "format_"),
    [
        ("handout", "supported", "docx"),
        ("worksheet", "supported", "pdf"),
        ("worksheet", "supported", "docx"),
        ("worksheet", "supported", "html"),
        ("worksheet", "large-print-supported", "docx"),
        ("worksheet", "extended", "docx"),
    ],
)
def test_no_answer_stands_in_it_but_in_a_bank_among_others(
    printed: dict[str, Path], key: str, document: str, format_: str
) -> None:
    texts = list(every_text(printed[f"secret-{document}-{key}.{format_}"]))
    secrets = (SECRETS | WORDS).items()
    found = {what for what, one in secrets if any(finds(text, one) for text in texts)}
    helped = key != "extended" and document == "worksheet"
    assert found == (IN_BANKS if helped else set())


@pytest.mark.parametrize("key", ["supported", "extended"])
def test_it_passes_every_checker(printed: dict[str, Path], key: str) -> None:
    pdf, docx = (printed[f"kinds-worksheet-{key}.{one}"] for one in ("pdf", "docx"))
    assert broken_rules(pdf) == []
    assert OpenXmlValidator().validate(docx).errors == []
    known = {one.rule for one in check(str(printed["kinds-worksheet-.pdf"])).findings}
    assert {one.rule for one in check(str(pdf)).findings} <= known | {"PAG-001"}


@pytest.mark.parametrize("key", ["supported", "extended"])
def test_it_says_the_same_in_every_format(printed: dict[str, Path], key: str) -> None:
    pdf = words(OpenedPdf(printed[f"kinds-worksheet-{key}.pdf"]).tagged_text())
    for said in (
        OpenedDocx(printed[f"kinds-worksheet-{key}.docx"]).body_text(),
        OpenedHtml(printed[f"kinds-worksheet-{key}.html"]).body_text(),
    ):
        assert first_difference(pdf, words(said)) == ""


@pytest.mark.usefixtures("speaks_pseudo")
def test_every_word_of_it_is_the_lessons_or_can_be_translated(tmp_path: Path) -> None:
    question = {"ask": "Ποιο;", "choices": ["ένα", "δύο", "τρία"], "answer": "δύο"}
    activities = [*ALL_KINDS["activities"], *RICHER, {**MORE, "questions": [question]}]
    files = {**FILES, "lessons/lesson.yaml": spec({**ALL_KINDS, "activities": activities})}
    root = write_workspace(tmp_path / "school", files)
    reports = print_lessons(
        root, None, "lesson", documents=("worksheet",), formats=("docx",), accommodations=("supported", "extended")
    )  # fmt: skip
    made = [one for report in reports for one in report.made]
    assert len(made) == 3
    for one in made:
        for place, text in docx_texts(one.path).items():
            assert strays(" ".join(text.split())) == [], (one.path, place)


# --- those who are done ----------------------------------------------------------------------------


def test_what_is_for_those_who_are_done_is_theirs_and_the_key_s(copies: Copies) -> None:
    plain, own = copies.document(""), copies.document("extended")
    assert own.blocks[: len(plain.blocks)] == plain.blocks
    more = key_of(own).asked[len(key_of(plain).asked) :]
    last = max(one.part or 0 for one in copies.lesson.activities)
    assert [one.part for one in more] == [
        f"Part {last + 1} · For those who are done · Choose the best answer (2\u00a0points)"
    ]
    for kind in ("answer-key", "marking-key", "lesson-plan"):
        said = str(copies.document("", kind=kind))
        assert "For those who are done" in said
    assert copies.lesson.points == copies.lesson.whole.points
    assert copies.lesson.mark == copies.lesson.whole.mark
    assert copies.lesson.mark != replace(copies.lesson, further=()).mark


def test_with_nothing_further_a_lesson_is_told_of_and_printed(tmp_path: Path) -> None:
    files = {
        "lessons/events/event.md": EVENT,
        "lessons/lesson.yaml": "event: event\nfit: {worksheet: 1}\naccommodations: [supported, extended]\nactivities:\n- {activity: true-false, "
        "corrections: false, statements: [{say: So., answer: true}]}\n"
        "- {activity: short-answer, questions: [{ask: Why?, answer: So., lines: 30}]}\n",
    }
    root = write_workspace(tmp_path, files)
    done = makelesson("build", "--document", "worksheet", "--format", "pdf", cwd=root)
    assert done.returncode == 0
    assert "nothing for those who are done" in done.stderr
    assert (root / "output/lesson/lesson-worksheet-extended.pdf").is_file()
    again = makelesson("build", "--document", "worksheet", "--format", "pdf", cwd=root)
    assert "as printed before" in again.stdout + again.stderr
    # A copy is the same whatever else is printed beside it.
    files = {one.name: one.read_bytes() for one in (root / "output/lesson").glob("*.pdf")}
    assert files["lesson-worksheet-extended.pdf"] == files["lesson-worksheet.pdf"]
    assert files["lesson-worksheet-supported.pdf"] != files["lesson-worksheet.pdf"]
    for key in ("supported", "extended"):
        (root / f"output/lesson/lesson-worksheet-{key}.pdf").unlink()
    assert (
        makelesson("build", "--document", "worksheet", "--format", "pdf", cwd=root).returncode == 0
    )
    assert files == {one.name: one.read_bytes() for one in (root / "output/lesson").glob("*.pdf")}


def test_packets_have_both(tmp_path: Path) -> None:
    lesson = {**SECRET_LESSON, "activities": [*SECRET_LESSON["activities"][:6], MORE]}
    files = {
        "lessons/events/event.md": EVENT,
        "lessons/lesson.yaml": spec(lesson),
        "lessons/units/all.yaml": "title: All\nlessons: [lesson]\n",
    }
    root = write_workspace(tmp_path, files)
    reports = print_lessons(root, formats=("docx",), accommodations=("supported", "extended"))
    texts = {
        f"{made.document} {made.file.accommodation}".strip(): OpenedDocx(made.path).body_text()
        for report in reports
        for made in report.made
    }
    further = {name for name, text in texts.items() if "For those who are done" in text}
    assert further == {"worksheet extended", "answer-key", "lesson-plan", "student-packet extended", "teacher-packet"}  # fmt: skip
    helped = {name for name, text in texts.items() if "You can begin like this" in text}
    assert helped == {"worksheet supported", "student-packet supported"}


# --- marked by the same key ------------------------------------------------------------------------

SHEET: dict[str, Any] = {
    "event": "event",
    "points": 1,
    "activities": [
        {"activity": "multiple-choice",
         "questions": [{"ask": "Where?", "choices": ["one", "two", "three", "four"], "answer": "two"}]},
        {"activity": "cloze", "text": "It is a [river] and a [wall]."},
        {"activity": "short-answer", "questions": [{"ask": "Why?", "answer": "So.", "lines": 2}]},
        MORE,
    ],
}  # fmt: skip


def test_supported_and_extended_sheets_are_marked_by_everybody_s_key(tmp_path: Path) -> None:
    files = {"lessons/events/event.md": EVENT, "lessons/lesson.yaml": spec(SHEET)}
    root = write_workspace(tmp_path, files)
    [report] = print_lessons(
        root, documents=("worksheet",), formats=("fillable",), accommodations=("supported", "extended")
    )  # fmt: skip
    sheets = {made.file.accommodation: made.path.read_bytes() for made in report.made}
    loaded = Copies(root)
    [asked, *_] = key_of(loaded.document("")).asked
    [right] = [one.id for one in asked.choices if one.right]
    texts = {"fields-1": "Ada", "a2_q1-1": "river", "a2_q1-2": "wall"}
    folder = tmp_path / "back"
    folder.mkdir()
    for key, data in sheets.items():
        (folder / f"{key or 'plain'}.pdf").write_bytes(
            fill_pdf(data, texts | {"fields-1": f"Ada {key}"}, {right, "a4_q1_c1"})
        )
    done = makelesson("mark", folder, cwd=root)
    assert done.returncode == 0, done.stderr
    [table] = tmp_path.rglob("*.csv")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert len(rows) == 3
    assert {row["Right"] for row in rows} == {"3"}
    assert {row["Points / 3"] for row in rows} == {"3"}


def test_what_is_taken_out_is_taken_out_by_structure(copies: Copies) -> None:
    """A supported sheet has what everybody's has, and blocks that say how they help: none is an answer's."""
    plain, own = (edition_of(copies.document(one), "worksheet") for one in ("", "supported"))
    ids = set(ids_of(plain))
    more = [name for name in ids_of(own) if name not in ids]
    assert more
    assert all(re.fullmatch(r"a\d+(_q\d+)?_(help|eg|in|h[bls])(_\w+)?", name) for name in more)


def ids_of(document: Document) -> list[str]:
    return [one.id for one in every_block(document.blocks) if hasattr(one, "id")]
