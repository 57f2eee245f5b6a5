"""What somebody wrote in a lesson is printed, or is an error at its place; never lost in silence."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from lessonpress.activities.cloze import ClozeTask
from lessonpress.content.event import read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.problems import Problem, ProblemError
from tests.end_to_end.printing import print_one, write_workspace

EVENT = read_event(Path("events/e.txt"), "Title\nA summary.\nOne fact.\n")


def lesson(activity: str) -> Lesson:
    # What an activity needs of its lesson stands below it, so that its lines count from 3.
    words = "vocabulary:\n  - {term: a, definition: x}\n  - {term: b, definition: y}\n"
    spec = f"event: e\nactivities:\n{activity}{words}"
    return read_lesson(Path("a.yaml"), {"e": EVENT}.__getitem__, list, spec)[0]


def wrong(activity: str) -> Problem:
    with pytest.raises(ProblemError) as caught:
        lesson(activity)
    [problem] = caught.value.problems
    return problem


def cloze(text: str) -> tuple[str, list[str]]:
    """What is printed of the text, with `_` for each blank, and what belongs in the blanks."""
    task = lesson(f"  - activity: cloze\n    text: '{text}'\n").activities[0].task
    assert isinstance(task, ClozeTask)
    segments = [segment for item in task.items for segment in item.segments]
    printed = "".join(one.text.plain if one.kind == "words" else "_" for one in segments)
    return printed, [one.answer for one in segments if one.kind == "gap"]


@pytest.mark.parametrize("blank", ["[ ]", "[]", "[__]", "[\u00a0]"])
def test_an_empty_blank_is_an_error(blank: str) -> None:
    problem = wrong(f"  - activity: cloze\n    text: It lasted {blank} days and [ten] nights.\n")
    assert (problem.code, problem.location.line) == ("empty-blank", 4)


@pytest.mark.parametrize(
    ("text", "printed", "blanks"),
    [
        ("They [*listened*] to [**all**].", "They _ to _.", ["listened", "all"]),
        ("It fell.[1] Then [it] rose[12].", "It fell.[1] Then _ rose[12].", ["it"]),
        ("It [fell] […] and [...] rose.", "It _ […] and [...] rose.", ["fell"]),
        ("It [fell] [sic] and [SIC] rose.", "It _ [sic] and [SIC] rose.", ["fell"]),
        ("It lasted [5] days in [1944].", "It lasted _ days in _.", ["5", "1944"]),
        ("A [map](https://example.org) of [it].", "A map of _.", ["it"]),
        (r"The \[old] [town].", "The [old] _.", ["town"]),
    ],
)
def test_a_blank_is_what_is_left_out_and_brackets_of_the_text_stay(
    text: str, printed: str, blanks: list[str]
) -> None:
    assert cloze(text) == (printed, blanks)


LISTS = {
    "Look at this:\na) one\nb) two": ("number", "a"),
    "Look at this:\n (a) one\n (b) two": ("number", "a"),
    "Which?\nA) one\nB) two": ("number", "A"),
    "Say:\ni. one\nii. two": ("number", "i"),
    "Say:\n- one\n- two": ("bullet", None),
    "Say:\n1. one\n2. two": ("number", None),
}
TABLE = "Fill in:\n| a | b |\n|---|---|\n| 1 | 2 |"
SEVERAL = {
    "ask": "  - activity: short-answer\n    questions:\n      - answer: x\n        ask: |\n{}",
    "answer": "  - activity: short-answer\n    questions:\n      - ask: x\n        answer: |\n{}",
    "discussed": "  - activity: discussion\n    questions:\n      - ask: |\n{}",
    "sample": "  - activity: discussion\n    questions:\n      - ask: x\n        answer: |\n{}",
    "chosen": "  - activity: multiple-choice\n    questions:\n      - answer: x\n        choices: [x, y]\n        ask: |\n{}",
    "said": "  - activity: true-false\n    statements:\n      - answer: true\n        say: |\n{}",
    "instructions": "  - activity: discussion\n    questions: [{{ask: Why}}]\n    instructions: |\n{}",
}
ONE = {
    "choice": "  - activity: multiple-choice\n    questions:\n      - ask: x\n        answer: x\n        choices:\n          - x\n          - |\n{}",
    "event": "  - activity: ordering\n    events:\n      - text: x\n      - text: |\n{}",
    "look for": "  - activity: discussion\n    questions:\n      - ask: x\n        look_for: |\n{}",
    "distractor": "  - activity: matching\n    distractors: |\n{}",
    "correction": "  - activity: true-false\n    statements:\n      - say: x\n        answer: false\n        correction: |\n{}",
}


def block(activity: str, text: str) -> str:
    return activity.format("".join(f"            {line}\n" for line in text.split("\n")))


def more_of(activity: str, text: str) -> tuple[str, list[tuple[str, str | None, str]]]:
    """The first paragraph of what was written so, and the blocks that follow."""
    [placed] = lesson(block(activity, text)).activities
    pairs: list[tuple[Any, Any]] = [(placed.instructions, placed.instructions_more)]
    for item in placed.items:
        for name in ("ask", "answer", "say"):
            if more := getattr(item, f"{name}_more", ()):
                pairs.append((getattr(item, name), more))
    [(first, more)] = [pair for pair in pairs if pair[1]]
    return str(first), [(one.kind, one.letters, one.plain) for one in more]


@pytest.mark.parametrize("text", LISTS)
@pytest.mark.parametrize("where", SEVERAL)
def test_lists_and_parts_are_set_where_there_is_room_for_them(where: str, text: str) -> None:
    kind, letters = LISTS[text]
    first, more = more_of(SEVERAL[where], f"{text}\n\nGive reasons.")
    assert first == text.split("\n")[0]
    assert more == [
        (kind, letters, "one"),
        (kind, letters, "two"),
        ("paragraph", None, "Give reasons."),
    ]


@pytest.mark.parametrize("where", ["answer", "sample", "instructions"])
def test_an_answer_may_begin_with_its_parts(where: str) -> None:
    first, more = more_of(SEVERAL[where], "a) one\nb) two")
    assert (first, [text for _, _, text in more]) == ("", ["one", "two"])


@pytest.mark.parametrize("where", ["ask", "discussed", "chosen", "said"])
def test_a_question_begins_with_words(where: str) -> None:
    problem = wrong(block(SEVERAL[where], "a) one\nb) two"))
    assert problem.code == "begins-with-a-list"
    assert problem.hint


@pytest.mark.parametrize("where", SEVERAL)
def test_tables_are_set_where_there_is_room_for_them(where: str) -> None:
    first, more = more_of(SEVERAL[where], TABLE)
    assert (first, [kind for kind, _, _ in more]) == ("Fill in:", ["table"])


@pytest.mark.parametrize("where", ONE)
def test_a_table_where_there_is_room_for_one_paragraph_is_an_error(where: str) -> None:
    assert wrong(block(ONE[where], TABLE)).code == "runs-together"


@pytest.mark.parametrize("where", SEVERAL)
@pytest.mark.parametrize("table", ["| a | b |\n|---|---|\n| 1 | 2 | 3 |", "| a | b |\n| 1 | 2 |"])
def test_what_is_hardly_a_table_is_an_error(where: str, table: str) -> None:
    assert wrong(block(SEVERAL[where], f"Fill in:\n\n{table}")).hint


@pytest.mark.parametrize("where", SEVERAL | ONE)
@pytest.mark.parametrize("text", ["Why?\n\n# So", "Why?\n\n![So](so.png)", "Why?\n\n_____"])
def test_what_there_is_no_room_for_is_an_error_at_its_place(where: str, text: str) -> None:
    problem = wrong(block((SEVERAL | ONE)[where], text))
    assert problem.code in ("runs-together", "no-room", "rule", "misplaced-picture")
    assert problem.location.line is not None
    assert problem.hint


@pytest.mark.parametrize("where", ONE)
@pytest.mark.parametrize("text", [*LISTS, "One.\n\nTwo."])
def test_where_there_is_room_for_one_paragraph_more_is_an_error(where: str, text: str) -> None:
    assert wrong(block(ONE[where], text)).code == "runs-together"


@pytest.mark.parametrize("ask", ["Why, and\nhow?", "Who came in\n1944. Why?", "In May\n8. Why?"])
@pytest.mark.parametrize("where", SEVERAL | ONE)
def test_a_text_may_go_on_in_another_line(where: str, ask: str) -> None:
    lesson(block((SEVERAL | ONE)[where], ask))


def test_items_of_a_list_in_a_cloze_are_passages() -> None:
    text = "It was so:\n- It lasted [ten] days.\n- It began in [1911]."
    task = lesson(block("  - activity: cloze\n    text: |\n{}", text)).activities[0].task
    assert isinstance(task, ClozeTask)
    begins = [
        next(one.text.plain for one in item.segments if one.kind == "words") for item in task.items
    ]
    assert begins == ["It was so:", "• It lasted ", "• It began in "]


@pytest.mark.parametrize(
    "text",
    [
        ">\n            Say:\n            - one\n            - two\n",
        ">-\n            | a | b |\n            |---|---|\n",
        "Say\n            a) one\n            b) two\n",
        '"Say\n            1. one\n            2. two"\n',
        "1. one\n            2. two\n",
    ],
)
def test_a_list_that_yaml_joins_is_an_error_on_its_line(text: str) -> None:
    problem = wrong(f"  - activity: discussion\n    questions:\n      - ask: {text}")
    assert problem.code == "yaml-trap"
    assert "|" in problem.hint
    assert problem.location.line in (6, 7)


@pytest.mark.parametrize(
    "text",
    [
        ">\n            One\n            goes on.\n\n            Two.\n",
        "One\n            goes on.\n\n            Two.\n",
    ],
)
def test_an_empty_line_parts_paragraphs_however_lines_are_joined(text: str) -> None:
    activity = f"  - activity: discussion\n    questions:\n      - ask: {text}"
    item = lesson(activity).activities[0].items[0]
    assert (str(item.ask), [one.plain for one in item.ask_more]) == ("One goes on.", ["Two."])  # type: ignore[attr-defined]


def test_both_formats_print_parts_by_their_letters(tmp_path: Path) -> None:
    text = block(SEVERAL["ask"], "Look at this:\n\nThe gate.\n\na) one\nb) two\n\nGive reasons.")
    files = {
        "lessons/events/e.txt": "Title\nA summary.\nOne fact.\n",
        "lessons/a.yaml": f"event: e\nactivities:\n{text}",
    }
    made = print_one(write_workspace(tmp_path, files), documents=("worksheet", "answer-key"))
    for name in ("worksheet", "answer-key"):
        page = pypdf.PdfReader(BytesIO(made[f"{name}.pdf"])).pages[0].extract_text()
        for words in ("Look at this:", "The gate.", "a)", "one", "b)", "two", "Give reasons."):
            assert words in page
        with zipfile.ZipFile(BytesIO(made[f"{name}.docx"])) as package:
            numbering = package.read("word/numbering.xml").decode()
            body = package.read("word/document.xml").decode()
        assert 'w:numFmt w:val="lowerLetter"' in numbering
        assert 'w:lvlText w:val="%2)"' in numbering
        assert body.index("The gate.") < body.index(">one<") < body.index("Give reasons.")
