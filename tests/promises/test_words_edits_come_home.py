"""Word's edits come home: what an editor changed in a printed DOCX is what the next build prints.

What finds no place is listed with its text, and nothing is written that nobody changed.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

import lessonpress
from docs.draw_gallery import copy_events, read_page
from lessonpress.press.taking_back.report import TakenBack, TakenDocument
from lessonpress.starter import make_workspace
from tests.edited import Edited, W, as_google, as_strict, as_word, said
from tests.end_to_end.printing import makelesson, write_workspace
from tests.end_to_end.printing import spec as lesson_spec
from tests.end_to_end.stress import picture
from tests.end_to_end.test_same_text import events, lessons

SAMPLE = "the-berlin-wall-falls"
BEGINS, FAMILIES = read_page()
KINDS = ("handout", "worksheet", "answer-key", "lesson-plan")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("home") / "school").root


@pytest.fixture(scope="module")
def printed(made: Path) -> dict[str, bytes]:
    """The sample's documents, as DOCX."""
    return {kind: in_print(made, kind) for kind in KINDS}


@pytest.fixture
def school(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "school")
    return tmp_path / "school"


def in_print(school: Path, kind: str, version: str = "", **wishes: Any) -> bytes:
    workspace = lessonpress.open_workspace(school)
    wished = lessonpress.Wishes(**wishes)
    return lessonpress.print_document(
        workspace, SAMPLE, kind, "docx", version=version, wishes=wished
    ).data


def take(school: Path, kind: str, data: bytes, *, name: str = "", **how: Any) -> TakenBack:
    path = school / (name or f"{SAMPLE}-{kind}.docx")
    path.write_bytes(data)
    return lessonpress.take_back(lessonpress.open_workspace(school), [path], **how)


def bring_home(school: Path, kind: str, data: bytes, **how: Any) -> TakenDocument:
    """Takes the edits back and writes them; all of them must have found their place."""
    taken = take(school, kind, data, write=True, **how)
    assert taken.problems == ()
    [document] = taken.documents
    assert document.left == ()
    return document


def spec(school: Path) -> Path:
    return school / "lessons" / f"{SAMPLE}.yaml"


def event(school: Path) -> Path:
    return school / "lessons" / "events" / f"{SAMPLE}.txt"


def changed_lines(taken: TakenBack) -> tuple[list[str], list[str]]:
    """The lines that go, and those that come."""
    lines = [line for one in taken.changes for line in one.diff("file").splitlines()]
    lines = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return (
        [line[1:].strip() for line in lines if line.startswith("-")],
        [line[1:].strip() for line in lines if line.startswith("+")],
    )


# --- what is reworded ----------------------------------------------------------------------------

REWORDED = {
    "the lesson's question": ("worksheet", "Can a mistake", "Can one mistake", "essential_question: Can one mistake change history?"),
    "a question": ("worksheet", "What did the marchers", "What had the marchers", "- ask: What had the marchers of 1989 want?"),
    "a choice": ("worksheet", "A higher wall", "A wall that is higher", "- A wall that is higher"),
    "a definition": ("worksheet", "are allowed to go", "may go", "definition: A place where people may go from one country into another."),
    "an event to order": ("worksheet", "Germany is reunited", "Germany is one again", "- text: Germany is one again."),
    "instructions of the program": ("worksheet", "Mark the circle beside", "Tick the circle beside", "instructions: Tick the circle beside the best answer."),
    "a title of the program": ("worksheet", "Choose the best answer", "Choose well", "title: Choose well"),
    "the event's title": ("worksheet", "The Berlin Wall Falls", "The Berlin Wall Comes Down", "The Berlin Wall Comes Down"),
    "a key fact": ("handout", "At least 140 people", "More than 140 people", "More than 140 people were killed at the Wall or died in connection with it."),
    "a heading": ("handout", "Why Does it Matter?", "Why Is It Important?", "Why Is It Important?"),
    "a term": ("worksheet", "press conference", "news conference", "- term: news conference"),
    "an answer": ("answer-key", "Probably, though not that night", "Perhaps, but not that night", "answer: Perhaps, but not that night. The marches and the number of people leaving had already weakened the government."),
    "what to look for": ("answer-key", "the marches and the people", "the marches, and the people", "- the marches, and the people who left"),
    "an objective": ("lesson-plan", "came to be opened", "was opened", "- Tell how the Berlin Wall was opened on 9 November 1989."),
    "a source": ("handout", "Berlin Wall Foundation", "The Berlin Wall Foundation", '- "[The Berlin Wall Foundation](https://www.stiftung-berliner-mauer.de/en)"'),
}  # fmt: skip


@pytest.mark.parametrize("what", REWORDED)
def test_what_is_reworded_on_paper_is_reworded_where_it_is_written(
    school: Path, printed: dict[str, bytes], what: str
) -> None:
    kind, old, new, line = REWORDED[what]
    word = Edited(printed[kind])
    word.reword(old, new)
    taken = take(school, kind, word.bytes(), write=True)
    _, come = changed_lines(taken)
    assert line in come
    assert taken.is_whole
    assert Edited(in_print(school, kind)).texts() == word.texts()


def test_a_choice_that_is_the_answer_is_reworded_there_too(
    school: Path, printed: dict[str, bytes]
) -> None:
    word = Edited(printed["worksheet"])
    word.reword("Free elections and the right", "Free elections, and the right")
    gone, come = changed_lines(take(school, "worksheet", word.bytes()))
    assert gone == [
        "- Free elections and the right to travel",
        "answer: Free elections and the right to travel",
    ]
    assert come == [
        "- Free elections, and the right to travel",
        "answer: Free elections, and the right to travel",
    ]


def test_a_sentence_of_the_event_takes_the_quotes_of_it_along(
    school: Path, printed: dict[str, bytes]
) -> None:
    word = Edited(printed["handout"])
    word.reword("In fact they were meant", "In truth they were meant")
    _, come = changed_lines(take(school, "handout", word.bytes()))
    assert "evidence: In truth they were meant to begin the next morning." in come
    bring_home(school, "handout", word.bytes())


def test_a_quote_that_the_event_has_not_is_listed_with_the_reason(
    school: Path, printed: dict[str, bytes]
) -> None:
    word = Edited(printed["answer-key"])
    word.reword("opened the barrier and let everybody through", "opened the gate for all")
    taken = take(school, "answer-key", word.bytes())
    assert taken.changes == ()
    [left] = taken.documents[0].left
    assert "opened the gate for all" in left.now
    assert "does not stand in the event" in left.why


@pytest.mark.parametrize(
    ("old", "new"), [("Answer Key", "Solutions"), ("Answers at a", "Solutions at a")]
)
def test_what_only_the_program_says_is_listed(
    school: Path, printed: dict[str, bytes], old: str, new: str
) -> None:
    word = Edited(printed["answer-key"])
    word.reword(old, new)
    taken = take(school, "answer-key", word.bytes())
    assert taken.changes == ()
    assert [new in left.now for left in taken.documents[0].left] == [True]


def test_emphasis_and_links_come_back_as_markdown(school: Path, printed: dict[str, bytes]) -> None:
    word = Edited(printed["worksheet"])
    word.emphasise("what was wrong")
    word.reword("What did Sch", "How did Sch")
    _, come = changed_lines(take(school, "worksheet", word.bytes()))
    assert come == ["- ask: How did Schabowski say on 9 November, and *what was wrong* with it?"]
    word = Edited(printed["handout"])
    word.reword("Chronicle of", "A chronicle of")
    _, come = changed_lines(take(school, "handout", word.bytes()))
    assert come == [
        '- "[A chronicle of the Wall](https://www.chronik-der-mauer.de/en/), Federal Agency for Civic Education and partners"'
    ]


# --- what nobody changed -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "saved", [bytes, as_word, as_strict, as_google], ids=lambda one: one.__name__
)
def test_without_edits_nothing_changes(
    school: Path, printed: dict[str, bytes], kind: str, saved: Callable[[bytes], bytes]
) -> None:
    before = spec(school).read_bytes(), event(school).read_bytes()
    taken = take(school, kind, saved(printed[kind]), write=True)
    assert taken.documents[0].left == ()
    assert (taken.changes, taken.problems) == ((), ())
    assert (spec(school).read_bytes(), event(school).read_bytes()) == before
    assert not list((school / "lessons").rglob("*.old"))


def test_an_edit_changes_its_line_and_no_other(school: Path, printed: dict[str, bytes]) -> None:
    before = spec(school).read_bytes().splitlines(keepends=True)
    word = Edited(printed["worksheet"])
    word.reword("A higher wall", "A lower wall")
    bring_home(school, "worksheet", word.bytes())
    after = spec(school).read_bytes().splitlines(keepends=True)
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        b"          - A lower wall\n"
    ]
    assert (spec(school).parent / f"{SAMPLE}.yaml.old").read_bytes() == b"".join(before)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""], ids=["mark", "no mark"])
def test_line_ends_and_byte_order_marks_stay(school: Path, end: str, mark: bytes) -> None:
    for path in (spec(school), event(school)):
        path.write_bytes(mark + path.read_text("utf-8").replace("\n", end).encode())
    before = {path: path.read_bytes() for path in (spec(school), event(school))}
    word = Edited(in_print(school, "handout"))
    word.reword("The guards had no orders", "The guards were without orders")
    word.reword("are allowed to go", "may go")
    bring_home(school, "handout", word.bytes())
    assert spec(school).read_bytes() == before[spec(school)].replace(
        b"are allowed to go", b"may go"
    )
    assert event(school).read_bytes() == before[event(school)].replace(b"had no", b"were without")


# --- what is added, removed, carried elsewhere ---------------------------------------------------


def test_a_question_that_is_taken_out_goes_with_all_that_belongs_to_it(
    school: Path, printed: dict[str, bytes]
) -> None:
    word = Edited(printed["worksheet"])
    word.remove("Germany is reunited")
    bring_home(school, "worksheet", word.bytes())
    text = spec(school).read_text("utf-8")
    assert "October 1990" not in text
    assert "- text: East Germany holds free elections." in text


def test_a_choice_a_fact_and_a_paragraph_that_are_put_in_stand_where_they_were_put(
    school: Path, printed: dict[str, bytes]
) -> None:
    word = Edited(printed["worksheet"])
    word.add_behind("A higher wall", "A king: *his* own")
    bring_home(school, "worksheet", word.bytes())
    assert "          - A higher wall\n" in spec(school).read_text("utf-8")
    assert '          - "A king: \\\\*his\\\\* own"\n' in spec(school).read_text("utf-8")
    assert "A king: *his* own" in Edited(in_print(school, "worksheet")).texts()

    word = Edited(in_print(school, "handout"))
    word.add_behind("At least 140 people", "More than 5,000 people fled across it.")
    word.add_behind("Television and radio", "Nobody was shot that night.")
    bring_home(school, "handout", word.bytes())
    text = event(school).read_text("utf-8")
    assert "connection with it.\nMore than 5,000 people fled across it.\nThe first" in text
    assert "soon followed.\n\nNobody was shot that night.\n\nWhy Does" in text


def test_what_is_carried_elsewhere_is_written_there(
    school: Path, printed: dict[str, bytes]
) -> None:
    word = Edited(printed["handout"])
    word.carry_behind("The first crossing", "East Germany began to build")
    bring_home(school, "handout", word.bytes())
    lines = event(school).read_text("utf-8").splitlines()
    assert lines[4].startswith("At least")
    assert lines[6].startswith("East Germany began")
    assert Edited(in_print(school, "handout")).texts() == word.texts()


def test_shuffled_choices_are_put_into_the_order_that_prints_as_it_was_put(school: Path) -> None:
    text = (
        spec(school)
        .read_text("utf-8")
        .replace(
            "          - A war with Hungary\n",
            "          - A war with Hungary\n          - A king\n",
        )
    )
    spec(school).write_text(text, "utf-8")
    word = Edited(in_print(school, "worksheet"))
    choices = [
        one
        for one in word.texts()
        if one
        in (
            "A higher wall",
            "A war with Hungary",
            "A king",
            "Free elections and the right to travel",
        )
    ]
    word.carry_behind(choices[3], choices[0])
    bring_home(school, "worksheet", word.bytes())
    assert Edited(in_print(school, "worksheet")).texts() == word.texts()
    assert "answer: Free elections and the right to travel" in spec(school).read_text("utf-8")


def test_what_is_to_be_put_in_order_is_not_put_in_another_on_the_sheet(
    school: Path, printed: dict[str, bytes]
) -> None:
    text = spec(school).read_text("utf-8")
    for line in ("August 1961", "November 1989", "March 1990", "October 1990"):
        text = text.replace(f"        date: {line}\n", "")
    spec(school).write_text(text, "utf-8")
    word = Edited(in_print(school, "worksheet"))
    word.carry_behind("East Germany begins", "Germany is reunited")
    taken = take(school, "worksheet", word.bytes())
    assert taken.changes == ()
    assert {left.kind for left in taken.documents[0].left} == {"moved"}
    assert "is the right answer" in taken.documents[0].left[0].why


def test_a_question_without_its_answer_is_listed_with_what_it_lacks(
    school: Path, printed: dict[str, bytes]
) -> None:
    word = Edited(printed["worksheet"])
    word.add_behind("What did Schabowski say", "Who was Schabowski?")
    taken = take(school, "worksheet", word.bytes())
    assert taken.changes == ()
    [left] = taken.documents[0].left
    assert (left.kind, left.now) == ("added", "Who was Schabowski?")
    assert "answer" in left.why


def test_a_question_of_a_bank_is_reworded_in_the_bank_and_taken_out_nowhere(tmp_path: Path) -> None:
    """Other lessons draw from it, too."""
    bank = tmp_path / "lessons" / "questions" / "bank.yaml"
    text = "questions:\n- {kind: short-answer, ask: When did it end?, answer: In May.}\n- {kind: short-answer, ask: Why?, answer: So.}\n"
    write_workspace(
        tmp_path,
        {
            "lessons/events/war.md": "# The War\n\nIt ended in May.\n\n- A fact.\n\n## What?\n\nIt lasted.\n",
            "lessons/questions/bank.yaml": text,
            f"lessons/{SAMPLE}.yaml": "event: war\nlanguage: en\nactivities: [{activity: short-answer, from: bank}]\n",
        },
    )
    word = Edited(in_print(tmp_path, "worksheet"))
    word.reword("When did it", "In which month did it")
    bring_home(tmp_path, "worksheet", word.bytes())
    assert bank.read_text("utf-8") == text.replace("When did it", "In which month did it")
    word.remove("Why?")
    taken = take(tmp_path, "worksheet", word.bytes())
    assert taken.changes == ()
    [left] = taken.documents[0].left
    assert (left.kind, left.was) == ("removed", "Why?")
    assert "bank.yaml" in left.why


# --- versions, conflicts, several documents ------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "version"),
    [("worksheet", "b"), ("worksheet", "c"), ("answer-key", "b"), ("answer-key", "all")],
)
def test_edits_in_a_version_go_where_the_question_is_written(
    school: Path, kind: str, version: str
) -> None:
    """Also where it was printed for this once, and is called otherwise by now."""
    data = in_print(school, kind, version, versions=3 if version == "c" else 2)
    assert take(school, kind, data, name="from-a-colleague.docx").changes == ()
    word = Edited(data)
    word.reword("What did the marchers", "What had the marchers")
    taken = take(school, kind, word.bytes(), name="from-a-colleague.docx")
    assert changed_lines(taken) == (
        ["- ask: What did the marchers of 1989 want?"],
        ["- ask: What had the marchers of 1989 want?"],
    )
    assert taken.is_whole


def test_what_changed_in_the_lesson_since_then_stays(
    school: Path, printed: dict[str, bytes]
) -> None:
    text = spec(school).read_text("utf-8")
    spec(school).write_text(
        text.replace("A higher wall", "A longer wall").replace(
            "      - ask: What did Schab",
            "      - ask: Who opened the gate?\n        answer: Harald Jäger.\n      - ask: What did Schab",
        ),
        "utf-8",
    )
    word = Edited(printed["worksheet"])
    word.reword("A war with Hungary", "A war with Poland")
    taken = take(school, "worksheet", word.bytes())
    assert changed_lines(taken) == (["- A war with Hungary"], ["- A war with Poland"])
    assert taken.is_whole


def test_what_both_changed_is_listed_and_left_as_it_is(
    school: Path, printed: dict[str, bytes]
) -> None:
    text = spec(school).read_text("utf-8")
    spec(school).write_text(text.replace("A higher wall", "A longer wall"), "utf-8")
    word = Edited(printed["worksheet"])
    word.reword("A higher wall", "A lower wall")
    taken = take(school, "worksheet", word.bytes())
    assert taken.changes == ()
    [left] = taken.documents[0].left
    assert (left.was, left.now) == ("A longer wall", "A lower wall")
    assert "since the document was printed" in left.why


def test_edits_of_several_documents_are_taken_together(
    school: Path, printed: dict[str, bytes]
) -> None:
    paths = []
    for kind, old, new in (
        ("worksheet", "A higher wall", "A lower wall"),
        ("answer-key", "Perhaps", "Probably"),
        ("handout", "are allowed to go", "may go"),
    ):
        word = Edited(printed[kind])
        if kind == "answer-key":
            old, new = "Probably, though", "Perhaps, though"
        word.reword(old, new)
        paths.append(school / f"{kind}.docx")
        paths[-1].write_bytes(word.bytes())
    taken = lessonpress.take_back(lessonpress.open_workspace(school), paths, write=True)
    assert taken.is_whole
    text = spec(school).read_text("utf-8")
    assert all(one in text for one in ("A lower wall", "Perhaps, though", "people may go"))


# --- tracked changes and comments ----------------------------------------------------------------


@pytest.fixture
def tracked(printed: dict[str, bytes]) -> bytes:
    word = Edited(printed["worksheet"])
    word.track("A higher wall", "A lower wall", "Ann")
    word.track("A war with Hungary", "A war with Poland", "Ben")
    return word.bytes()


def test_tracked_changes_count_as_accepted_and_are_listed_by_author(
    school: Path, tracked: bytes
) -> None:
    taken = take(school, "worksheet", tracked)
    assert changed_lines(taken)[1] == ["- A lower wall", "- A war with Poland"]
    assert [(one.author, one.kind, one.text) for one in taken.documents[0].revisions] == [
        ("Ann", "removed", "A higher wall"),
        ("Ann", "added", "A lower wall"),
        ("Ben", "removed", "A war with Hungary"),
        ("Ben", "added", "A war with Poland"),
    ]


def test_tracked_changes_of_one_author_can_be_taken_alone(school: Path, tracked: bytes) -> None:
    taken = take(school, "worksheet", tracked, by=["Ben"])
    assert changed_lines(taken) == (["- A war with Hungary"], ["- A war with Poland"])


def test_an_author_who_tracked_nothing_is_told_with_those_who_did(
    school: Path, tracked: bytes
) -> None:
    [problem] = take(school, "worksheet", tracked, by=["Eva"]).problems
    assert problem.message == "No change in this was tracked by Eva."
    assert problem.hint == "Those who tracked changes are: Ann, Ben."


def test_comments_are_noted_in_the_yaml_and_never_printed(
    school: Path, printed: dict[str, bytes]
) -> None:
    word = Edited(printed["worksheet"])
    word.note("A higher wall", "Too easy?", "Ann")
    taken = take(school, "worksheet", word.bytes(), write=True)
    assert [(one.author, one.text, one.about) for one in taken.documents[0].comments] == [
        ("Ann", "Too easy?", "A higher wall")
    ]
    assert "          # Ann: Too easy?\n          - A higher wall\n" in spec(school).read_text(
        "utf-8"
    )
    assert in_print(school, "worksheet") == printed["worksheet"]
    assert take(school, "worksheet", word.bytes()).changes == ()  # noted once


# --- word processors -----------------------------------------------------------------------------

SAVED: dict[str, Callable[[bytes], bytes]] = {
    "Word": as_word,
    "strict Open XML": as_strict,
    "Google Docs": as_google,
}


@pytest.mark.parametrize("program", SAVED)
def test_edits_come_home_whoever_saved_them(
    school: Path, printed: dict[str, bytes], program: str
) -> None:
    word = Edited(printed["worksheet"])
    word.reword("A higher wall", "A lower wall")
    word.reword("What did Schabowski say", "What did Günter Schabowski say")
    word.reword("are allowed to go", "may go")
    bring_home(
        school,
        "worksheet",
        SAVED[program](word.bytes()),
        name=f"Copy of {SAMPLE}-worksheet (1).docx",
    )
    assert Edited(in_print(school, "worksheet")).texts() == word.texts()


def test_google_docs_are_taken_with_a_word_of_warning(
    school: Path, printed: dict[str, bytes]
) -> None:
    word = Edited(printed["worksheet"])
    word.reword("A higher wall", "A lower wall")
    taken = take(school, "worksheet", as_google(word.bytes()))
    assert not taken.documents[0].knows_printed
    assert take(school, "worksheet", as_word(word.bytes())).documents[0].knows_printed


def test_two_google_docs_of_a_lesson_take_nothing_back_from_each_other(
    school: Path, printed: dict[str, bytes]
) -> None:
    paths = []
    for kind, old, new in (
        ("answer-key", "that night. The", "that evening. The"),
        ("worksheet", "Would the Wall have", "Could the Wall have"),
        ("handout", "are allowed to go", "may go"),
    ):
        word = Edited(printed[kind])
        word.reword(old, new)
        paths.append(school / f"{SAMPLE}-{kind}.docx")
        paths[-1].write_bytes(as_google(word.bytes()))
    taken = lessonpress.take_back(lessonpress.open_workspace(school), paths, write=True)
    assert taken.is_whole
    text = spec(school).read_text("utf-8")
    assert all(one in text for one in ("that evening.", "Could the Wall", "people may go"))


@pytest.mark.libreoffice
def test_what_libreoffice_saved_comes_home(
    school: Path, printed: dict[str, bytes], tmp_path: Path
) -> None:
    for kind in KINDS:
        (tmp_path / f"{kind}.docx").write_bytes(printed[kind])
    word = Edited(printed["worksheet"])
    word.reword("A higher wall", "A *lower* wall")
    word.add_behind("A war with Hungary", "A king")
    (tmp_path / "edited.docx").write_bytes(word.bytes())
    out = tmp_path / "saved"
    names = [*(f"{kind}.docx" for kind in KINDS), "edited.docx"]
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", str(out), *(str(tmp_path / name) for name in names)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for kind in KINDS:
        taken = take(school, kind, (out / f"{kind}.docx").read_bytes(), name=f"{kind}.docx")
        assert (taken.changes, taken.is_whole) == ((), True), kind
    taken = take(
        school, "worksheet", (out / "edited.docx").read_bytes(), name="edited.docx", write=True
    )
    assert taken.is_whole
    assert taken.documents[0].knows_printed
    assert {"A king", "A *lower* wall"} <= set(Edited(in_print(school, "worksheet")).texts())


# --- whatever a lesson holds ---------------------------------------------------------------------

NEW = "Zebra"


def written(folder: Path, event_text: str, lesson: dict[str, Any]) -> Path:
    files = {
        "lessons/events/event.md": event_text,
        "lessons/events/a.png": picture(60, 40),
        f"lessons/{SAMPLE}.yaml": lesson_spec(lesson),
    }
    return write_workspace(folder, files)


def edit_at_random(word: Edited, chance: Random) -> None:
    """A few of what editors do: words, paragraphs taken out, put in and carried elsewhere."""
    for _ in range(chance.randint(1, 3)):
        paragraphs = [one for one in word.paragraphs() if len(said(one)) > 4]
        if not paragraphs:
            return
        one = chance.choice(paragraphs)
        in_cell = next(one.iterancestors(f"{W}tc"), None) is not None
        what = chance.choice(["reword", "reword", "reword", "remove", "add", "carry"])
        if what == "reword" or in_cell:
            texts = [run for run in one.iter(f"{W}t") if len((run.text or "").split()) > 1]
            for run in texts[:1]:
                words = run.text.split(" ")
                words[chance.randrange(len(words))] = NEW
                run.text = " ".join(words)
        elif what == "add":
            word.add_behind(said(one), f"Where do {NEW}s sleep?")
        elif what == "remove":
            one.getparent().remove(one)
        elif (following := one.getnext()) is not None and following.tag == one.tag:
            following.addnext(one)


def letters(text: str) -> str:
    """A text without gaps and numbers, which are told otherwise."""
    return "".join(one for one in text if one.isalpha())


# An example takes half a second.
@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(event_text=events, lesson=lessons, kind=st.sampled_from(KINDS), seed=st.integers(0, 9999))
def test_whatever_is_edited_is_printed_so_or_listed(
    event_text: str, lesson: dict[str, Any], kind: str, seed: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        school = written(Path(folder), event_text, lesson)
        before = {path: path.read_bytes() for path in (school / "lessons").rglob("*.*")}
        try:
            data = in_print(school, kind)
        except lessonpress.ProblemError:  # points, where nothing is marked
            reject()
        assert take(school, kind, data).changes == ()
        word = Edited(data)
        edit_at_random(word, Random(seed))
        taken = take(school, kind, word.bytes(), write=True)
        [document] = taken.documents
        listed = [letters(left.now) for left in document.left if NEW in left.now]
        printed = {letters(text) for text in Edited(in_print(school, kind)).texts()}
        for text in word.texts():
            if NEW in text:
                assert letters(text) in printed or any(one in letters(text) for one in listed), text
        if not document.left:
            assert {letters(one) for one in word.texts() if NEW in one} <= printed
        if not taken.changes:
            assert before == {path: path.read_bytes() for path in before}
        # What came home is home: taken back again, it changes nothing.
        assert take(school, kind, word.bytes()).changes == ()


@pytest.mark.parametrize("family", FAMILIES)
def test_of_every_kind_nothing_comes_home_that_nobody_edited(family: str, tmp_path: Path) -> None:
    copy_events(tmp_path)
    text = f"{BEGINS}activities:\n{''.join(FAMILIES[family].values())}"
    (tmp_path / "lessons" / f"{SAMPLE}.yaml").write_text(text, "utf-8")
    for kind in KINDS:
        taken = take(tmp_path, kind, as_word(in_print(tmp_path, kind)))
        assert (taken.changes, taken.problems, taken.is_whole) == ((), (), True)


# --- the command ---------------------------------------------------------------------------------


def test_build_offers_to_take_an_edited_document_back(school: Path) -> None:
    sheets = ("build", "--document", "worksheet", "--format", "docx")
    assert makelesson(*sheets, cwd=school).returncode == 0
    path = school / "output" / SAMPLE / f"{SAMPLE}-worksheet.docx"
    word = Edited(path.read_bytes())
    word.reword("A higher wall", "A lower wall")
    edited = word.bytes()
    path.write_bytes(edited)
    told = makelesson(*sheets, cwd=school).stderr
    assert f"makelesson take-back output/{SAMPLE}/{path.name}" in told

    before = spec(school).read_bytes()
    shown = makelesson("take-back", str(path.relative_to(school)), cwd=school)
    assert shown.returncode == 0
    assert "-          - A higher wall\n+          - A lower wall\n" in shown.stdout
    assert f"take-back output/{SAMPLE}/{path.name} --write" in shown.stdout
    assert spec(school).read_bytes() == before

    written = makelesson("take-back", "--write", str(path.relative_to(school)), cwd=school)
    assert written.returncode == 0
    assert "A lower wall" in spec(school).read_text("utf-8")
    assert path.read_bytes() == edited


def test_what_finds_no_place_is_said_and_the_status_tells(
    school: Path, printed: dict[str, bytes]
) -> None:
    word = Edited(printed["answer-key"])
    word.reword("Answer Key", "Solutions")
    (school / "key.docx").write_bytes(word.bytes())
    done = makelesson("take-back", "key.docx", cwd=school)
    assert done.returncode == 1
    assert "Not placed, reworded:\n      - Answer Key" in done.stdout


ODD: dict[str, tuple[bytes, str]] = {
    "nothing.docx": (b"", "This file is empty."),
    "text.docx": (b"Dear editor", "This is no Word document, or it is damaged."),
    "old.docx": (b"\xd0\xcf\x11\xe0 old", "asks for a password, or is of an older kind"),
    "text.odt": (b"PK", "This is no Word document (.docx)."),
}


def test_what_is_no_document_of_ours_is_told(school: Path) -> None:
    for name, (data, _) in ODD.items():
        (school / name).write_bytes(data)
    done = makelesson("take-back", *ODD, "missing.docx", cwd=school)
    assert done.returncode == 1
    for name, (_, sentence) in ODD.items():
        assert any(
            line.startswith(f"{name}: error: ") and sentence in line
            for line in done.stderr.splitlines()
        ), name
    assert "missing.docx: error: There is no such file." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_sheet_that_a_pupil_filled_in_is_for_mark(
    school: Path, printed: dict[str, bytes]
) -> None:
    from tests.filled import fill_docx

    data = fill_docx(printed["worksheet"], {"fields.1": "Eva"})
    taken = take(school, "worksheet", data)
    assert [problem.hint for problem in taken.problems] == [
        f"It is marked with: makelesson mark {school / f'{SAMPLE}-worksheet.docx'}"
    ]
