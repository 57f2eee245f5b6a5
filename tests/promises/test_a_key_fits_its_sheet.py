"""A key always fits the sheet in the pupil's hand: one right answer, and nothing that gives it away."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from io import BytesIO
from itertools import permutations
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
import yaml

from lessonpress.activities.cloze import ClozeTask
from lessonpress.activities.multiple_choice import MultipleChoiceItem
from lessonpress.content import event_text
from lessonpress.content.article import Event
from lessonpress.content.checks import check_lesson
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.problems import ProblemError
from tests.end_to_end.printing import makelesson, print_one, write_workspace

EVENT = """The Strike
The strike lasted ten days. It began in May 1911.

Key Facts
The strike began in Prague in 1911.
It lasted ten days.

What Happened?
The workers of Prague laid down their tools, and a strike began.
"""
VOCABULARY: list[dict[str, str]] = [
    {"term": "strike", "definition": "A stop of work."},
    {"term": "union", "definition": "An association of workers"},
    {"term": "picket", "definition": "Those who guard a gate"},
]


def read(activities: list[dict[str, Any]], folder: Path, **keys: Any) -> Lesson:
    spec = {"event": "strike", "vocabulary": VOCABULARY, **keys, "activities": activities}
    text = yaml.safe_dump(spec, sort_keys=False, allow_unicode=True)

    def event(slug: str) -> Event:
        return event_text.read(folder / f"{slug}.txt", EVENT)

    return read_lesson(folder / "strike.yaml", event, lambda: ["strike"], text)[0]


def questions(*ones: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"activity": "multiple-choice", "questions": list(ones), **keys}


def ask(text: str, choices: list[str], answer: str, **keys: Any) -> dict[str, Any]:
    return {"ask": text, "choices": choices, "answer": answer, **keys}


def ordering(*dates: str) -> dict[str, Any]:
    events = [{"text": f"event {at}", "date": date} for at, date in enumerate(dates)]
    return {"activity": "ordering", "events": events}


def statements(*says: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"activity": "true-false", "statements": list(says), **keys}


# Each spec has two right answers, and the value that stands on the line to be blamed.
TWO_RIGHT: dict[str, tuple[dict[str, Any], str]] = {
    "a choice twice, but for a stop": (questions(ask("When?", ["May", "may.", "June"], "May")), "may."),
    "a number written in two ways": (
        questions(ask("How many?", ["1,400", "1400", "900"], "900")),
        "1400",
    ),
    "a date written in two ways": (
        questions(ask("When?", ["8 May 1945", "May 8, 1945", "1944"], "1944")),
        "May 8, 1945",
    ),
    "a question with two answers": (
        questions(ask("When?", ["May", "June"], "May"), ask("when?", ["May", "July"], "July")),
        "when?",
    ),
    "a short answer twice": (
        {
            "activity": "short-answer",
            "questions": [{"ask": "Why?", "answer": "a"}, {"ask": " why?", "answer": "b"}],
        },
        " why?",
    ),
    "a discussion twice": (
        {"activity": "discussion", "questions": [{"ask": "Why?"}, {"ask": "*why?*"}]},
        "*why?*",
    ),
    "a statement true and false": (
        statements(
            {"say": "It rained.", "answer": True},
            {"say": "it rained", "answer": False, "correction": "It snowed."},
        ),
        "it rained",
    ),
    "a correction that is false": (
        statements(
            {"say": "It rained.", "answer": False, "correction": "It snowed"},
            {"say": "It snowed.", "answer": False, "correction": "It was hot."},
        ),
        "It snowed",
    ),
    "a distractor that is right": (
        {"activity": "matching", "distractors": ["a stop of  work"]},
        "a stop of  work",
    ),
    "a distractor twice": (
        {"activity": "matching", "distractors": ["A flag", "A flag."]},
        "A flag.",
    ),
    "events of one date": (ordering("May 1911", "July 1911", "May 1911"), "May 1911"),
    "events out of order": (ordering("1 October 1938", "September 30, 1938"), "September 30, 1938"),
    "a key fact that shows what is left out": (
        {"activity": "cloze", "key_facts": [{"fact": 1, "blank": "Prague"}, {"fact": 1, "blank": "1911"}]},
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TWO_RIGHT)
def test_two_right_answers_are_an_error_at_the_line(kind: str, tmp_path: Path) -> None:
    activity, blamed = TWO_RIGHT[kind]
    with pytest.raises(ProblemError) as raised:
        read([activity], tmp_path)
    (problem,) = raised.value.problems
    spec = {"event": "strike", "vocabulary": VOCABULARY, "activities": [activity]}
    lines = yaml.safe_dump(spec, sort_keys=False, allow_unicode=True).splitlines()
    assert problem.location.line is not None
    assert blamed in lines[problem.location.line - 1]
    assert problem.hint


def test_a_definition_that_fits_two_words_is_an_error_in_the_vocabulary(tmp_path: Path) -> None:
    words = [*VOCABULARY, {"term": "walkout", "definition": "a stop of work"}]
    with pytest.raises(ProblemError) as raised:
        read([{"activity": "matching"}, {"activity": "matching"}], tmp_path, vocabulary=words)
    (problem,) = raised.value.problems
    assert "`walkout`" in problem.message
    assert "`strike`" in problem.message
    # Where the two words never meet, both may have it.
    read([{"activity": "matching", "terms": ["walkout", "union"]}], tmp_path, vocabulary=words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            questions(ask("When?", ["May", "June"], "May")),
            questions(ask("when?", ["May.", "June"], "June")),
        ),
        (
            statements({"say": "It rained.", "answer": True}),
            statements({"say": "it rained", "answer": False, "correction": "It snowed."}),
        ),
    ],
)
def test_activities_do_not_contradict_each_other(
    one: dict[str, Any], other: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(ProblemError) as raised:
        read([one, other], tmp_path)
    (problem,) = raised.value.problems
    assert problem.code == "answers-differ"
    read([one, one], tmp_path)  # again at the end of the lesson, why not


@pytest.mark.parametrize(
    "activity",
    [
        questions(
            ask("Which came first?", ["May", "June"], "May"),
            ask("Which came first?", ["July", "August"], "July"),
        ),
        ordering("May 1911", "8 May 1911", "9 May 1911, dawn", "9 May 1911, noon"),
        ordering("1911", "about 1910"),
        questions(ask("How heavy?", ["1.0 kg", "1.00 kg"], "1.00 kg")),
    ],
)
def test_what_may_be_meant_is_no_error(activity: dict[str, Any], tmp_path: Path) -> None:
    assert read([activity], tmp_path).activities


def printed(lesson: Lesson) -> list[list[str]]:
    """The choices of each question in the order in which they are printed."""
    items = lesson.activities[0].items
    for item in items:
        assert isinstance(item, MultipleChoiceItem)
        [right] = [one for one in item.choices if one.correct]
        assert right.letter == item.answer
    return [[one.text.plain for one in item.choices] for item in items]  # type: ignore[attr-defined]


def test_the_place_of_the_right_choice_tells_nothing(tmp_path: Path) -> None:
    asked = [ask(f"Question {at}?", ["right", "b", "c", "d"], "right") for at in range(200)]
    lesson = read([questions(*asked)], tmp_path)
    letters = Counter(item.answer for item in lesson.activities[0].items)  # type: ignore[attr-defined]
    assert set(letters) == set("ABCD")
    assert all(30 < times < 70 for times in letters.values())


def test_a_corrected_typo_changes_no_letter(tmp_path: Path) -> None:
    asked = [ask(f"Question {at}?", ["right", "wrogn", "c", "d"], "right") for at in range(9)]
    mended = [ask(f"Question {at}!", ["Right", "wrong", "c", "d"], "Right") for at in range(9)]
    one, other = read([questions(*asked)], tmp_path), read([questions(*mended)], tmp_path)
    assert [i.answer for i in one.activities[0].items] == [  # type: ignore[attr-defined]
        i.answer
        for i in other.activities[0].items  # type: ignore[attr-defined]
    ]
    again = read([questions(*mended)], tmp_path, shuffle=7)
    assert printed(again) != printed(other)


def test_a_lesson_may_leave_its_choices_as_they_are(tmp_path: Path) -> None:
    asked = [ask(f"Question {at}?", ["a", "b", "c", "d"], "b") for at in range(9)]
    assert printed(read([questions(*asked)], tmp_path, shuffle=False)) == [list("abcd")] * 9
    own = questions(*asked, shuffle=True)
    zero = printed(read([own], tmp_path, shuffle=0))
    assert printed(read([own], tmp_path, shuffle=False)) == zero != [list("abcd")] * 9


@pytest.mark.parametrize(
    "choices",
    [
        ["1914", "1918", "1939"],
        ["About 900", "About 1,400", "About 14,000"],
        ["1 day", "2 days", "10 days"],
        ["5 %", "12.5 %", "100 %"],
        ["September 30, 1938", "1 October 1938", "March 1939"],
        ["900", "1,400", "None of the above"],
    ],
)
def test_numbers_and_dates_stand_in_ascending_order(choices: list[str], tmp_path: Path) -> None:
    *rest, last = choices
    asked = [
        ask(f"{mixed[0]} or {at}?", list(mixed), mixed[0])
        for at, mixed in enumerate(permutations(choices))
    ]
    lesson = read([questions(*asked)], tmp_path)
    assert printed(lesson) == [[*rest, last]] * len(asked)


@pytest.mark.parametrize(
    "last",
    [
        "All of the above",
        "*None* of the above.",
        "None of these",
        "Neither of them",
        "neither side",
        "Both armies",
        "Žádná z uvedených možností",
        "Keine der genannten",
        "Aucune de ces réponses",
        "Todas las anteriores",
    ],
)
def test_what_speaks_of_the_other_choices_stays_last(last: str, tmp_path: Path) -> None:
    asked = [ask(f"Question {at}?", ["a", last, "b", "c"], "a") for at in range(30)]
    orders = printed(read([questions(*asked)], tmp_path))
    assert {order[-1] for order in orders} == {last.replace("*", "")}
    assert len({tuple(order) for order in orders}) == 6


@pytest.mark.parametrize(
    "names", ["Both A and B", "A and C", "Neither A nor B", "Only C", "A, B, C"]
)
def test_letters_that_a_choice_names_are_the_author_s(names: str, tmp_path: Path) -> None:
    choices = ["one", "two", "three", names]
    asked = [ask(f"Question {at}?", choices, names) for at in range(9)]
    assert printed(read([questions(*asked)], tmp_path)) == [choices] * 9


def test_an_all_true_list_looks_like_any_other(tmp_path: Path) -> None:
    mixed = statements(
        {"say": "It rained.", "answer": True},
        {"say": "It snowed.", "answer": False, "correction": "It rained."},
        {"say": "It was hot.", "answer": True},
    )
    true = statements(*({"say": one["say"], "answer": True} for one in mixed["statements"]))
    for place, below, each in (("below", 2, 0), ("each", 0, 2)):
        tasks = [
            read([one | {"corrections": place}], tmp_path).activities[0].task
            for one in (mixed, true)
        ]
        rooms = [
            (task.lines_below, [item.lines for item in task.items])  # type: ignore[attr-defined]
            for task in tasks
        ]
        assert rooms == [(below, [each] * 3)] * 2


def test_answers_that_lean_are_advised_of(tmp_path: Path) -> None:
    asked = [ask(f"Question {at}?", ["a", "b", "c"], "b" if at == 2 else "a") for at in range(5)]
    true = statements(*({"say": f"It was {at}.", "answer": True} for at in range(3)))
    lesson = read([questions(*asked, shuffle=False), true], tmp_path)
    found = [one for one in check_lesson(lesson) if one.code == "leaning-answers"]
    assert [one.message for one in found] == ["4 of 5 answers are A.", "All 3 statements are true."]
    kept = read([questions(*asked, shuffle=False)], tmp_path, accept=["leaning-answers"])
    assert not [one for one in check_lesson(kept) if one.code == "leaning-answers"]


def bank(text: str, folder: Path, language: str = "en") -> tuple[str, ...]:
    lesson = read([{"activity": "cloze", "text": text}], folder, language=language)
    task = lesson.activities[0].task
    assert isinstance(task, ClozeTask)
    return task.word_bank


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[Workers] laid down their tools.", "workers"),
        ("It began. [The] strike lasted.", "the"),
        ("They said: “[Ten] days!”", "ten"),
        ("[Soldiers] came.", "soldiers"),  # not a word of the event
        ("[Prague] rose.", "Prague"),
        ("[May] came.", "May"),
        ("[NATO] came.", "NATO"),
        ("It was Dr. [Smith] who came.", "Smith"),
        ("[Zabrunko] came.", "Zabrunko"),  # in no dictionary
        ("[Red Army] soldiers came.", "Red Army"),
        ("The [Workers] came.", "Workers"),  # inside a sentence, as the author has it
    ],
)
def test_the_bank_does_not_show_what_begins_a_sentence(
    text: str, word: str, tmp_path: Path
) -> None:
    assert bank(text, tmp_path) == (word,)


def test_german_nouns_keep_their_capitals_and_czech_names_theirs(tmp_path: Path) -> None:
    assert bank("[Soldaten] kamen. Es war kalt.", tmp_path, "de") == ("Soldaten",)
    assert bank("[Vojáci] přišli.", tmp_path, "cs") == ("vojáci",)
    assert bank("[Praha] povstala.", tmp_path, "cs") == ("Praha",)


def test_a_worksheet_carries_only_what_its_paper_shows(tmp_path: Path) -> None:
    spec = {
        "event": "event",
        "vocabulary": [{"term": "Zabrunko", "definition": "A word"}],
        "activities": [{"activity": "cloze", "word_bank": False, "text": "A [Zabrunko] came."}],
    }
    files = {"lessons/events/event.txt": EVENT, "lessons/lesson.yaml": yaml.safe_dump(spec)}
    made = print_one(write_workspace(tmp_path, files))
    for name, here in (("worksheet", False), ("handout", True), ("answer-key", True)):
        written = docx.Document(BytesIO(made[f"{name}.docx"]))
        assert ("Zabrunko" in written.core_properties.keywords) == here
        about = pypdf.PdfReader(BytesIO(made[f"{name}.pdf"])).metadata
        assert ("Zabrunko" in str(about)) == here
        assert (b"<pdf:Keywords>Zabrunko" in made[f"{name}.pdf"]) == here  # XMP isn't compressed


ALL_KINDS: list[dict[str, Any]] = [
    {"activity": "matching"},
    questions(ask("When?", ["May", "June", "July"], "May"), ask("How?", ["so", "not so"], "so")),
    statements(
        {"say": "It rained.", "answer": True},
        {"say": "It snowed.", "answer": False, "correction": "It was dry."},
    ),
    {"activity": "cloze", "text": "The [strike] lasted [ten] days."},
    ordering("May 1911", "July 1911", "1912"),
    {"activity": "short-answer", "questions": [{"ask": "Why?", "answer": "It did."}]},
]


def test_a_mark_is_five_letters_that_spell_nothing(tmp_path: Path) -> None:
    mark = read(ALL_KINDS, tmp_path).mark
    assert re.fullmatch("[B-DF-HJ-NP-TV-Z]{5}", mark)
    assert mark == read(ALL_KINDS, tmp_path).mark
    handout = [{"activity": "discussion", "documents": ["handout"], "questions": [{"ask": "Why?"}]}]
    assert read(handout, tmp_path).mark == ""
    assert read([*ALL_KINDS, *handout], tmp_path).mark == mark


def test_wording_changes_no_mark(tmp_path: Path) -> None:
    one = yaml.safe_dump(ALL_KINDS, sort_keys=False)
    other = one
    for old, new in {"It rained": "It poured", "When?": "When was it?", "July\n": "july\n"}.items():
        assert old in other
        other = other.replace(old, new)
    words = [{**entry, "definition": entry["definition"] + "!"} for entry in VOCABULARY]
    reworded = read(yaml.safe_load(other), tmp_path, vocabulary=words, title="Another")
    assert reworded.mark == read(ALL_KINDS, tmp_path).mark


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("answer: May", "answer: June"),
        ("answer: true", "answer: false\n    correction: It did not."),
        ("[ten]", "[days]"),
        ("- say: It rained", "- say: It froze.\n    answer: true\n  - say: It rained"),
        ("- ask: Why?", "- ask: Who?\n    answer: They.\n  - ask: Why?"),
    ],
)
def test_another_answer_makes_another_mark(old: str, new: str, tmp_path: Path) -> None:
    text = yaml.safe_dump(ALL_KINDS, sort_keys=False)
    assert old in text
    other = yaml.safe_load(text.replace(old, new, 1))
    assert read(other, tmp_path).mark != read(ALL_KINDS, tmp_path).mark


def test_another_order_makes_another_mark(tmp_path: Path) -> None:
    marks = {read(ALL_KINDS, tmp_path, shuffle=number).mark for number in range(9)}
    assert len(marks) > 6  # where an order comes again, so does the mark
    fewer = read(ALL_KINDS, tmp_path, vocabulary=VOCABULARY[:2])
    assert fewer.mark not in marks


def test_sheet_class_set_and_key_show_the_same_mark(tmp_path: Path) -> None:
    spec = {
        "event": "event",
        "shuffle": 7,
        "vocabulary": VOCABULARY,
        "activities": ALL_KINDS,
        "paper": "A5",
    }
    files = {
        "lessons/events/event.txt": EVENT.replace("The Strike", "A Very Long Title " * 6),
        "lessons/lesson.yaml": yaml.safe_dump(spec, sort_keys=False),
        "roster.csv": "name\nAda\nBo\n",
    }
    root = write_workspace(tmp_path, files)
    made = print_one(root)
    done = makelesson("class-set", "lesson", "--roster", "roster.csv", cwd=root)
    assert done.returncode == 0, done.stderr
    [class_set] = (root / "output" / "lesson").glob("*class-set.pdf")
    marks = set()
    for file in (made["worksheet.pdf"], made["answer-key.pdf"], class_set.read_bytes()):
        pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(file)).pages]
        marks |= {found for page in pages for found in re.findall(r"Code (\w+)", page)}
        assert all("Code" in page for page in pages if page.strip())
    assert len(marks) == 1
    assert "Shuffle 7" in pypdf.PdfReader(BytesIO(made["answer-key.pdf"])).pages[0].extract_text()
    for name in ("worksheet.docx", "answer-key.docx"):
        with zipfile.ZipFile(BytesIO(made[name])) as package:
            feet = [package.read(part) for part in package.namelist() if "footer" in part]
        assert any(f"Code {min(marks)}".encode() in foot for foot in feet)


def test_a_worksheet_does_not_name_an_event_that_its_paper_leaves_open(tmp_path: Path) -> None:
    spec = {"event": "event", "title": "Who was it?", "activities": ALL_KINDS[-1:]}
    event = EVENT.replace("The Strike", "Zabrunko")
    files = {"lessons/events/event.txt": event, "lessons/lesson.yaml": yaml.safe_dump(spec)}
    made = print_one(write_workspace(tmp_path, files), documents=("worksheet",))
    assert b"Zabrunko" not in made["worksheet.pdf"]
    written = docx.Document(BytesIO(made["worksheet.docx"])).core_properties
    assert "Zabrunko" not in f"{written.title} {written.subject} {written.keywords}"


def test_an_all_true_list_prints_the_lines_of_any_other(tmp_path: Path) -> None:
    says = [{"say": f"It was {at}.", "answer": True} for at in range(3)]
    spec = {"event": "event", "activities": [statements(*says)]}
    files = {"lessons/events/event.txt": EVENT, "lessons/lesson.yaml": yaml.safe_dump(spec)}
    root = write_workspace(tmp_path, files)
    true = print_one(root, documents=("worksheet",))
    says[1] |= {"answer": False, "correction": "No."}
    write_workspace(tmp_path, {"lessons/lesson.yaml": yaml.safe_dump(spec)})
    mixed = print_one(root, documents=("worksheet",))
    pages = [
        [page.extract_text() for page in pypdf.PdfReader(BytesIO(one["worksheet.pdf"])).pages]
        for one in (true, mixed)
    ]
    assert [re.sub(r"Code \w+", "", page) for page in pages[0]] == [
        re.sub(r"Code \w+", "", page) for page in pages[1]
    ]
    lines = [
        len(re.findall(rb"(?:\d l|S|re)\b", page.get_contents().get_data()))
        for one in (true, mixed)
        for page in pypdf.PdfReader(BytesIO(one["worksheet.pdf"])).pages
    ]
    assert lines[: len(pages[0])] == lines[len(pages[0]) :]
    assert sum(lines) > 0
