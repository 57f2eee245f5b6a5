"""Nothing unfinished is final: what is marked `todo: true` is seen on paper, counted, and refused by its line."""

from __future__ import annotations

import re
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from lessonpress.activities import kinds
from lessonpress.activities.pools import list_of
from lessonpress.cli import main
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.workspace import Workspace
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import spec, write_workspace
from tests.end_to_end.test_printed_words import FILES, LESSON, SPECIMENS

MARK = "OVĚŘIT"  # as Czech sheets say it
EVENT = "War\nIt ended in May.\nA fact of 1945.\nWhat?\nIt lasted six years."
ONE = """\
event: war
grade: 9
vocabulary:
  - term: war
    definition: Fighting.
    todo: true
activities:
  - activity: multiple-choice
    questions:
      - ask: When?
        choices: [In May, In June, In July]
        answer: In May
        todo: true
      - ask: How long?
        choices: [Six years, Six days, Six weeks]
        answer: Six years
  - activity: ordering
    todo: true
    events: [One came, Two came]
"""
ONE = ONE.replace("[One came, Two came]", "[{text: One came}, {text: Two came}]")
DONE = re.sub(r" *todo: true\n", "", ONE)


def run(root: Path, *words: str) -> tuple[int, str]:
    """What the command says, and its exit status, in this process."""
    out, err = StringIO(), StringIO()
    with chdir(root), redirect_stdout(out), redirect_stderr(err):
        status = main(words)
    return status, out.getvalue() + err.getvalue()


@pytest.fixture
def school(tmp_path: Path) -> Path:
    unit = "title: Wars\nlessons: [one, two]\n"
    files = {"lessons/events/war.txt": EVENT, "lessons/one.yaml": ONE, "lessons/two.yaml": DONE}
    return write_workspace(tmp_path, {**files, "lessons/units/wars.yaml": unit})


def refused(said: str) -> list[int]:
    """The lines of the lesson at which something is still to do."""
    told = r"lessons/one\.yaml:(\d+):\d+: error: This is still marked `todo: true`\."
    return [int(line) for line in re.findall(told, said)]


def test_check_counts_them_in_one_line_that_nobody_can_accept_away(school: Path) -> None:
    status, said = run(school, "check", "one")
    assert status == 0
    counted = re.findall(r"one\.yaml:(\d+):\d+: warning: (.*?) marked `todo: true`", said)
    assert counted == [("6", "3 things are")]
    assert "todo" not in run(school, "check", "two")[1]
    status, said = run(school, "check", "one", "--strict")
    assert status == 1


@pytest.mark.parametrize("before", [False, True], ids=["anew", "printed-before"])
def test_a_final_build_names_each_by_file_and_line_and_prints_the_other_lessons(
    school: Path, before: bool
) -> None:
    if before:  # what stands as it was is held against it, too
        assert run(school, "build", "--format", "pdf", "--document", "worksheet")[0] == 0
    printed = school / "output" / "one" / "one-worksheet.pdf"
    data = printed.read_bytes() if before else None
    status, said = run(school, "build", "--final", "--format", "pdf", "--document", "worksheet")
    assert status == 1
    assert refused(said) == [6, 13, 18]
    assert (printed.read_bytes() if printed.exists() else None) == data
    assert (school / "output" / "two" / "two-worksheet.pdf").is_file()


def test_a_packet_with_an_unfinished_lesson_is_refused_and_so_is_its_archive(school: Path) -> None:
    status, said = run(school, "build", "wars", "--final", "--document", "student-packet")
    assert status == 1
    assert "The lesson one of this unit has things that are still to do." in said
    assert not list(school.glob("output/wars/*.pdf"))
    assert run(school, "pack", "wars", "--final", "--format", "pdf")[0] == 1
    assert not list(school.glob("output/*.zip"))


def test_what_a_person_has_looked_at_is_printed_for_good(school: Path) -> None:
    (school / "lessons" / "one.yaml").write_text(DONE, "utf-8")
    status, said = run(school, "build", "--final", "--format", "pdf", "--document", "worksheet")
    assert (status, "todo" in said) == (0, False)


def test_a_marked_question_of_a_bank_is_told_at_its_line_there(school: Path) -> None:
    bank = "questions:\n- kind: short-answer\n  ask: Why?\n  answer: So.\n  todo: true\n"
    lesson = "event: war\nactivities: [{activity: short-answer, from: wars}]\n"
    write_workspace(school, {"lessons/questions/wars.yaml": bank, "lessons/one.yaml": lesson})
    status, said = run(school, "build", "one", "--final")
    assert status == 1
    assert "lessons/questions/wars.yaml:5:" in said


# --- on paper ------------------------------------------------------------------------------------


def with_marks(one: dict[str, Any]) -> dict[str, Any]:
    """The activity with a mark at the first thing that it lists, or at itself where it lists none."""
    listed = list_of(kinds()[one["activity"]])
    entries = one.get(listed[0]) if listed else None
    if not listed or not isinstance(entries, list) or not isinstance(entries[0], dict):
        return {**one, "todo": True}
    return {**one, listed[0]: [{**entries[0], "todo": True}, *entries[1:]]}


ACTIVITIES = [
    {"activity": kind, "documents": ["handout", "worksheet"], **keys}
    for kind, keys in SPECIMENS.items()
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lesson with every kind, of which each has a mark, as a worksheet and a key."""
    root = tmp_path_factory.mktemp("marked")
    words = [{**LESSON["vocabulary"][0], "todo": True}, LESSON["vocabulary"][1]]
    keys = {"language": "cs", "vocabulary": words, "versions": 1}
    lesson = {**LESSON, **keys, "activities": [with_marks(one) for one in ACTIVITIES]}
    write_workspace(root, {**FILES, "lessons/lesson.yaml": spec(lesson)})
    documents = "worksheet,answer-key,handout"
    status, said = run(root, "build", "lesson", "--document", documents, "--format", "pdf,docx")
    assert status == 0, said
    return root


def read(root: Path, **keys: Any) -> Lesson:
    from lessonpress import load_lesson

    return load_lesson(Workspace.at(root), "lesson")[0]


@pytest.mark.parametrize("document", ["worksheet", "answer-key"])
def test_every_kind_shows_the_mark_on_paper_for_pupils_and_for_teachers(
    printed: Path, document: str
) -> None:
    folder = printed / "output" / "lesson"
    pdf = OpenedPdf(folder / f"lesson-{document}.pdf").tagged_text()
    docx = OpenedDocx(folder / f"lesson-{document}.docx").body_text()
    for text in (pdf, docx):
        _, *parts = re.split(r"^Část \d+ · ", text, flags=re.M)
        assert len(parts) == len(ACTIVITIES)
        unmarked = [
            one["activity"] for one, said in zip(ACTIVITIES, parts, strict=True) if MARK not in said
        ]
        assert unmarked == [], document


def test_the_handout_marks_the_word_whose_meaning_is_missing(printed: Path) -> None:
    text = OpenedPdf(printed / "output" / "lesson" / "lesson-handout.pdf").tagged_text()
    assert f"{MARK} Πολλοί άνθρωποι." in " ".join(text.split())


def test_a_mark_changes_neither_code_nor_answers(printed: Path) -> None:
    marked = read(printed)
    plain = {**LESSON, "language": "cs", "activities": ACTIVITIES}
    other, _ = read_lesson(  # by the same name, which what is shuffled goes by
        printed / "lessons" / "lesson.yaml", lambda _: marked.event, tuple, spec(plain)
    )
    assert (marked.mark, marked.points) == (other.mark, other.points)
    ours = [one.task.short_answers for one in marked.activities]
    theirs = [one.task.short_answers for one in other.activities]
    differ = {
        one.kind
        for one, a, b in zip(marked.activities, ours, theirs, strict=True)
        if [str(x.text) for x in a] != [str(x.text) for x in b]
    }
    assert differ == set()


def test_another_version_has_the_marks_and_the_pictures_of_the_first(printed: Path) -> None:
    lesson = """\
event: event
language: cs
versions: 2
activities:
  - activity: short-answer
    questions:
      - {ask: A?, answer: a, todo: true, picture: {file: a.png, alternative: Picture}}
      - {ask: B?, answer: b}
      - {ask: C?, answer: c}
"""
    write_workspace(printed, {"lessons/versions.yaml": lesson})
    arguments = ("build", "versions", "--document", "worksheet", "--format", "docx")
    assert run(printed, *arguments)[0] == 0
    folder = printed / "output" / "versions"
    for version in "ab":
        docx = OpenedDocx(folder / f"versions-worksheet-{version}.docx")
        assert docx.body_text().count(MARK) == 1, version
        assert len(docx.xml("word/document.xml").findall(".//{*}blip")) == 1, version
