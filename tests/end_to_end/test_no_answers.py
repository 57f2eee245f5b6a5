"""Students get no answers: not on the page, not behind it, in no file that is meant for them.

Every answer holds a word that stands nowhere else; it is looked for wherever a file can hide text.
And where two lessons differ in nothing but their answers, students get the same bytes, save for the
code by which a worksheet and its key are known to fit.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from lessonpress.activities import kinds
from lessonpress.content.lesson import Lesson
from lessonpress.registry.formats import format_of
from tests.conftest import REQUIRE_ALL
from tests.end_to_end.opened_audio import OpenedAudio
from tests.end_to_end.opened_brf import OpenedBrf
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_epub import OpenedEpub
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import (
    LAYOUTS,
    STUDENT_DOCUMENTS,
    makelesson,
    print_one,
    spec,
    write_workspace,
)
from tests.end_to_end.stress import picture

every_layout = pytest.mark.parametrize("layout", LAYOUTS)
HAS_BRAILLE = REQUIRE_ALL or shutil.which("lou_translate") is not None
FORMATS = ("pdf", "docx", "html", "epub", *(["braille"] if HAS_BRAILLE else []))

# On neither of the students' documents.
SECRETS = {
    "short answer": "Zabrunko",
    "short answer, part": "Zerqualf",
    "short answer, look for": "Zecolpim",
    "discussion": "Zidfarqu",
    "discussion, look for": "Zogtemba",
    "discussion on the worksheet": "Zuhvilco",
    "correction": "Zaklomde",
    "gap": "Zepnurfi",
    "gap of a marked word": "Zirsotga",
    "date": "Zotvahu",
    "chart": "Zalkyrpu",
    "point of a chart": "Zemdoxi",
    "effect": "Zirpualg",
    "claim": "Zonkrebi",
    "idea": "Zuvkalto",
    "aspect": "Zyblorke",
    "argument": "Zabtimor",
    "partner": "Zecgulpa",
    "example": "Zidbroxa",
    "source": "Zofkaminu",
    "sample": "Zupelgra",
    "answer on a document": "Zadfurmo",
    "essay": "Zeglumpa",
    "essay, look for": "Zinborfu",
    "part of the points": "Zolmerki",
    "part of the points of a part": "Zumdrapi",
    "rubric for teachers": "Zylkobra",
    "strip": "Zixmorda",
    "timeline": "Zarwelki",
    "circle": "Zuntrabo",
    "wording": "Zalmiqua",
    "another wording": "Zemburoc",
    "gap, another wording": "Zobrilka",
    "gap behind its first letter": "Zyntrawu",
    "what is right": "Zorqimbe",
    "label": "Zumpavil",
    "teacher notes": "Zubwekje",
    "teacher notes, list": "Zaxcifko",
}
# The handout is the event, where these stand; on the worksheet they would be answers.
EVIDENCE = {
    "evidence": "Wabrenko",
    "key fact": "Wecotpi",
}

# What is asked for by clues; the grid that students get depends on it, though it tells nothing.
WORDS = {
    "across or down": "Ojvemnak",
    "another, which crosses it": "Vamkilud",
    "and one more": "Ezkorvat",
    "down the middle": "Udrokvem",
}
CLUES = [{"word": word, "clue": "Which?"} for word in list(WORDS.values())[:3]]
MIDDLE = [*CLUES, *({"word": f"x{one}y", "clue": "Which one?"} for one in "urdmo")]

EVENT = f"""\
# A title

A summary.

- A key fact about {EVIDENCE["key fact"]} and more.

## What Happened?

Nobody knew that {EVIDENCE["evidence"]} was there. Something else.
"""
QUOTE = f"Nobody knew that {EVIDENCE['evidence']} was there."

LESSON: dict[str, Any] = {
    "event": "event",
    "accept": ["nearly-empty-page"],
    "vocabulary": [{"term": "one", "definition": "A"}, {"term": "two", "definition": "B"}],
    "teacher_notes": f"Say {SECRETS['teacher notes']}.\n\n- And {SECRETS['teacher notes, list']}",
    "activities": [
        {
            "activity": "short-answer",
            "questions": [
                {
                    "ask": "Answer both:\n\na) Why?\nb) How?",
                    "answer": f"Because of *{SECRETS['short answer']}*.\n\na) So.\nb) {SECRETS['short answer, part']}",
                    "look_for": [f"the {SECRETS['short answer, look for']}"],
                    "lines": 3,
                    "evidence": QUOTE,
                }
            ],
        },
        {
            "activity": "discussion",
            "questions": [
                {
                    "ask": "What now?",
                    "answer": f"Perhaps [{SECRETS['discussion']}](https://example.org/answer).",
                    "look_for": f"**{SECRETS['discussion, look for']}**",
                    "evidence": QUOTE,
                }
            ],
        },
        {
            "activity": "discussion",
            "documents": ["worksheet"],
            "questions": [
                {
                    "ask": "And then?",
                    "answer": SECRETS["discussion on the worksheet"],
                    "lines": 3,
                    "evidence": QUOTE,
                }
            ],
        },
        {
            "activity": "multiple-choice",
            "questions": [
                {
                    "ask": "Which?",
                    "choices": ["the first", "the second", "the third"],
                    "answer": "the first",
                    "evidence": QUOTE,
                }
            ],
        },
        {
            "activity": "true-false",
            "statements": [
                {
                    "say": "It was so.",
                    "answer": False,
                    "correction": f"It was {SECRETS['correction']}.",
                    "evidence": QUOTE,
                },
                {"say": "It was like that.", "answer": True},
            ],
        },
        {
            "activity": "cloze",
            "word_bank": False,
            "text": f"In [{SECRETS['gap']}] it was **[{SECRETS['gap of a marked word']}]** cold.",
            "evidence": QUOTE,
        },
        {
            "activity": "cloze",
            "word_bank": False,
            "key_facts": [{"fact": 1, "blank": EVIDENCE["key fact"]}],
        },
        {"activity": "matching"},
        {"activity": "matching", "by": "lines"},
        {
            "activity": "short-answer",
            "questions": [
                {
                    "ask": "Who?",
                    "answer": SECRETS["wording"],
                    "accept": SECRETS["another wording"],
                },
                {"ask": "How many?", "answer": 48162, "tolerance": 35, "unit": "km"},
            ],
        },
        {
            "activity": "cloze",
            "first_letters": True,
            "text": f"It was [Zun|{SECRETS['gap, another wording']}] or [{SECRETS['gap behind its first letter']}].",
        },
        {
            "activity": "corrections",
            "sentences": [
                {"say": "It was so.", "wrong": "so", "right": SECRETS["what is right"]},
                {"say": "It was like that."},
            ],
        },
        {
            "activity": "categorising",
            "categories": [
                {"category": "this", "items": ["a one", "a two"]},
                {"category": "that", "items": "a three"},
            ],
        },
        {"activity": "kwl", "learned": [SECRETS["chart"]]},
        {
            "activity": "five-ws",
            "who": {"text": f"It was {SECRETS['point of a chart']}.", "evidence": QUOTE},
        },
        {
            "activity": "cause-and-effect",
            "links": [{"cause": "The first.", "effect": SECRETS["effect"]}],
        },
        {
            "activity": "claim-evidence-reasoning",
            "question": "Why not?",
            "claim": SECRETS["claim"],
            "evidence": QUOTE,
        },
        {"activity": "main-ideas", "parts": [{"of": "Summary", "idea": SECRETS["idea"]}]},
        {
            "activity": "comparison",
            "things": ["this", "that"],
            "aspects": [{"aspect": "Size", "points": [SECRETS["aspect"], "small"]}],
        },
        {"activity": "debate", "motion": "Yes.", "arguments_for": SECRETS["argument"]},
        {"activity": "think-pair-share", "question": "Who?", "answers": SECRETS["partner"]},
        {"activity": "frayer", "words": [{"term": "one", "examples": SECRETS["example"]}]},
        {
            "activity": "source-analysis",
            "source": {"text": "I saw it."},
            "sourcing": {"answer": SECRETS["source"], "evidence": QUOTE, "lines": 2},
        },
        {
            "activity": "document-based-question",
            "question": "Was it so?",
            "points": 2,
            "partial": SECRETS["part of the points of a part"],
            "rubric": {
                "levels": ["Good", "Bad"],
                "criteria": [{"criterion": SECRETS["rubric for teachers"], "points": 2}],
            },
            "rubric_on": "key",
            "sources": [
                {
                    "text": "I saw it all.",
                    "line_numbers": True,
                    "questions": [
                        {
                            "ask": "Who saw it?",
                            "answer": SECRETS["answer on a document"],
                            "lines": 2,
                            "partial": SECRETS["part of the points"],
                            "evidence": QUOTE,
                        }
                    ],
                }
            ],
            "essay": {
                "answer": SECRETS["essay"],
                "look_for": SECRETS["essay, look for"],
                "lines": 5,
            },
        },
        {"activity": "three-two-one", "samples": SECRETS["sample"]},
        {"activity": "cornell-notes", "notes": SECRETS["sample"]},
        {"activity": "story-map", "events": SECRETS["sample"]},
        {
            "activity": "t-chart",
            "left": {"heading": "For", "points": SECRETS["sample"]},
            "right": {"heading": "Against"},
        },
        {
            "activity": "label-picture",
            "picture": {"file": "a.png", "alternative": "A map"},
            "word_bank": False,
            "labels": [
                {"at": [10, 10], "label": SECRETS["label"], "where": "Left.", "evidence": QUOTE},
                {"at": [80, 80], "label": "Elbe", "where": "Right."},
            ],
        },
        {"activity": "definitions"},
        {"activity": "vocabulary-quiz"},
        {"activity": "crossword", "words": CLUES},
        {"activity": "cryptic-word", "solution": "Udrokvem", "words": MIDDLE},
        {"activity": "word-search", "words": ["Bratislava"]},
        {"activity": "flash-cards"},
        {"activity": "word-wall"},
        {
            "activity": "venn",
            "left": {"heading": "This", "points": SECRETS["circle"]},
            "right": {"heading": "That", "points": {"text": SECRETS["circle"], "evidence": QUOTE}},
            "both": SECRETS["circle"],
        },
        {
            "activity": "timeline",
            "events": [
                {"date": "1938", "text": SECRETS["timeline"]},
                {"date": "1945", "text": "The end."},
            ],
        },
        {
            "activity": "exit-ticket",
            "questions": {"ask": "Well?", "answer": SECRETS["sample"], "look_for": "x"},
        },
        {
            "activity": "sequence-strips",
            "events": [{"text": "One.", "date": SECRETS["strip"]}, {"text": "Two."}],
        },
        {"activity": "reflection"},
        {"activity": "self-assessment", "statements": ["I can do it."]},
        {"activity": "discussion-stems"},
        {"activity": "four-corners", "statements": ["It was right."]},
        {
            "activity": "role-cards",
            "roles": [{"name": "A", "about": "Old."}, {"name": "B", "about": "Young."}],
        },
        {
            "activity": "ordering",
            "events": [
                {"text": "First.", "date": f"In {SECRETS['date']}", "evidence": QUOTE},
                {"text": "Second."},
                {"text": "Third."},
            ],
        },
    ],
}


def test_answers_of_every_kind_are_looked_for() -> None:
    assert {one["activity"] for one in LESSON["activities"]} == set(kinds())


def printed(folder: Path, layout: str, lesson: dict[str, Any]) -> dict[str, Path]:
    """The files of a lesson on the event."""
    root = write_workspace(
        folder,
        {
            "lessons/events/event.md": EVENT,
            "lessons/events/a.png": picture(60, 40),
            "lessons/lesson.yaml": spec(lesson),
        },
    )
    names = print_one(root, layout=layout, formats=FORMATS)
    return {name: root / "output" / "lesson" / f"lesson-{_file_of(name)}" for name in names}


def _file_of(name: str) -> str:
    """How a file is called by document and format: `worksheet.brf` for `worksheet.braille`."""
    document, format_ = name.split(".")
    return f"{document}{format_of(format_).ending}"


@pytest.fixture(scope="module")
def lesson_files(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> dict[str, Path]:
    return printed(tmp_path_factory.mktemp("secrets"), request.param, LESSON)


by_layout = pytest.mark.parametrize("lesson_files", LAYOUTS, indirect=True)


def every_text(file: Path) -> Iterator[str]:
    """Whatever can be got out of a file."""
    if file.suffix == ".docx":
        docx = OpenedDocx(file)
        yield docx.body_text()
        yield from docx.hidden_texts()
        return
    if file.suffix in (".html", ".epub"):
        page = OpenedHtml(file) if file.suffix == ".html" else OpenedEpub(file)
        yield page.body_text()
        yield from page.said()
        yield from page.hidden_texts()
        return
    if file.suffix == ".brf":
        yield OpenedBrf(file).text("Picture: ")
        yield " ".join(OpenedBrf(file).notes)
        yield file.read_bytes().decode("ascii")
        return
    if file.suffix == ".zip":
        audio = OpenedAudio(file)
        yield from (data.decode() for name, data in audio.files.items() if name[-3:] != "mp3")
        yield " ".join(audio.files)
        return
    pdf = OpenedPdf(file)
    yield pdf.tagged_text()
    yield "".join(one.alternative for one in pdf.tree.walk())
    yield from pdf.page_texts()
    yield from pdf.hidden_texts()


def spelled(secret: str) -> set[str]:
    """A word as it may be written in a file: as letters, or as hexadecimal digits of them."""
    encodings = ("utf-8", "utf-16-be", "utf-16-le")
    return {
        secret.casefold(),
        *(secret.encode(one).hex() for one in encodings),
        *(secret.encode(one).decode("latin-1").casefold() for one in encodings),
    }


def finds(text: str, secret: str) -> bool:
    """Does it stand there, parted by line ends, hyphens or nothing?"""
    joined = re.sub(r"[\s\u00ad-]+", "", text.casefold())
    return any(spelling in joined or spelling in text.casefold() for spelling in spelled(secret))


@by_layout
@pytest.mark.parametrize("document", STUDENT_DOCUMENTS)
@pytest.mark.parametrize("format_", FORMATS)
def test_no_answer_is_anywhere_in_a_student_s_file(
    lesson_files: dict[str, Path], document: str, format_: str
) -> None:
    file = lesson_files[f"{document}.{format_}"]
    secrets = SECRETS | WORDS | (EVIDENCE if document == "worksheet" else {})
    texts = list(every_text(file))
    found = {what for what, secret in secrets.items() if any(finds(text, secret) for text in texts)}
    assert not found


def test_no_answer_is_anywhere_in_what_is_packed_for_pupils(tmp_path: Path) -> None:
    unit = "title: All\nlessons: [lesson]\n"
    files = {
        "lessons/events/event.md": EVENT,
        "lessons/events/a.png": picture(60, 40),
        "lessons/lesson.yaml": spec(LESSON),
        "lessons/units/all.yaml": unit,
    }
    root = write_workspace(tmp_path, files)
    assert makelesson("pack", "all", "--quiet", cwd=root).returncode == 0
    for reader, expected in (("pupils", 6), ("staff", 12)):
        shutil.unpack_archive(root / "output" / f"all-{reader}.zip", tmp_path / reader)
        found = set[str]()
        unpacked = [path for path in (tmp_path / reader).rglob("*") if path.is_file()]
        assert len(unpacked) == expected
        for file in unpacked:
            texts = [*every_text(file), str(file)]
            found |= {
                what
                for what, secret in (SECRETS | WORDS).items()
                if any(finds(text, secret) for text in texts)
            }
        assert found == (set() if reader == "pupils" else set(SECRETS | WORDS))


@by_layout
@pytest.mark.parametrize("format_", FORMATS)
def test_key_and_plan_show_all_that_is_the_teachers(
    lesson_files: dict[str, Path], format_: str
) -> None:
    missing = {}
    for name in ("answer-key", "lesson-plan"):
        file = lesson_files[f"{name}.{format_}"]
        text = next(every_text(file))
        secrets = (SECRETS | EVIDENCE | WORDS).items()
        missing[name] = {what for what, secret in secrets if not finds(text, secret)}
    assert missing["answer-key"] == {"teacher notes", "teacher notes, list"}
    assert not missing["answer-key"] & missing["lesson-plan"]


@by_layout
@pytest.mark.parametrize("name", [f"handout.{one}" for one in FORMATS])
def test_the_search_finds_what_is_there(lesson_files: dict[str, Path], name: str) -> None:
    texts = list(every_text(lesson_files[name]))
    for word in EVIDENCE.values():
        # By tags and by page, or part; braille has one text.
        assert sum(finds(text, word) for text in texts) >= (1 if "braille" in name else 2)


def with_other_answers(lesson: dict[str, Any]) -> dict[str, Any]:
    """The lesson with every answer changed that nothing on a student's page depends on."""
    other = deepcopy(lesson)
    other["teacher_notes"] = "Something else."
    short, talk, written, choosing, truth, cloze, _facts, _terms, _pairs, *more = other[
        "activities"
    ]
    blanks, letters, errors, _sorting, *charts, order = more
    short["questions"][0] |= {"answer": "No.", "look_for": [], "evidence": []}
    talk["questions"][0] = {"ask": "What now?"}
    written["questions"][0] |= {"answer": "Another one. " * 20, "look_for": "something"}
    choosing["questions"][0] |= {"answer": "the third"}
    first, second = truth["statements"]
    correction = first.pop("correction")
    first["answer"], second["answer"] = True, False
    second |= {"correction": correction, "evidence": QUOTE}
    cloze["text"] = "In [Zepnurfu] it was **[Zirsotgo]** cold."
    blanks["questions"][0] |= {"answer": "Someone", "accept": ["Nobody", "Anyone"]}
    blanks["questions"][1] |= {"answer": 5, "tolerance": "7 %"}
    letters["text"] = "It was [Zet|Zeta] or [Zabcdefg]."
    errors["sentences"][0] = {"say": "It was so."}
    errors["sentences"][1] |= {"wrong": "like", "right": "not like"}
    for number, event in enumerate(order["events"]):
        event.pop("evidence", None)
        event["date"] = str(1950 + number)
    charts[:] = [without_secrets(chart) for chart in charts]
    other["activities"][13:-1] = charts
    return other


def without_secrets(value: Any) -> Any:
    """The value with another, longer text for every secret in it."""
    if isinstance(value, dict):
        return {key: without_secrets(one) for key, one in value.items()}
    if isinstance(value, list):
        return [without_secrets(one) for one in value]
    if isinstance(value, str) and any(secret in value for secret in SECRETS.values()):
        return "Something quite different, and more of it. " * 4
    return value


@pytest.fixture
def no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worksheets and keys without the five letters that follow from the answers."""
    monkeypatch.setattr(Lesson, "mark", "")


without_code = pytest.mark.usefixtures("no_code")


@every_layout
@without_code
def test_other_answers_make_no_difference_to_students(tmp_path: Path, layout: str) -> None:
    one = printed(tmp_path / "one", layout, LESSON)
    other = printed(tmp_path / "other", layout, with_other_answers(LESSON))
    same = {name for name in one if one[name].read_bytes() == other[name].read_bytes()}
    assert same == {
        f"{document}.{format_}" for document in STUDENT_DOCUMENTS for format_ in FORMATS
    }


@every_layout
@without_code
@pytest.mark.parametrize("right", ["the first", "the second", "the third"])
def test_which_choice_is_right_makes_no_difference_to_students(
    tmp_path: Path, layout: str, right: str
) -> None:
    lesson = {
        "event": "event",
        "activities": [
            {
                "activity": "multiple-choice",
                "documents": ["handout", "worksheet"],
                "questions": [
                    {
                        "ask": "Which?",
                        "choices": ["the first", "the second", "the third"],
                        "answer": "the second",
                    }
                ],
            }
        ],
    }
    one = printed(tmp_path / "one", layout, lesson)
    lesson["activities"][0]["questions"][0]["answer"] = right  # type: ignore[index]
    other = printed(tmp_path / "other", layout, lesson)
    for name, file in one.items():
        same = file.read_bytes() == other[name].read_bytes()
        assert same == (right == "the second" or not name.startswith("answer-key"))


@every_layout
@without_code
def test_which_and_how_many_apply_makes_no_difference_to_students(
    tmp_path: Path, layout: str
) -> None:
    rights = (["a"], ["c"], ["a", "d"], ["a", "b", "c", "d"])
    sheets = []
    for number, right in enumerate(rights):
        lesson = {
            "event": "event",
            "activities": [
                {
                    "activity": "multiple-choice",
                    "all_that_apply": True,
                    "questions": [{"ask": "Which?", "choices": list("abcd"), "answer": right}],
                },
                {
                    "activity": "true-false",
                    "not_in_the_text": True,
                    "corrections": False,
                    "statements": [
                        {"say": "So.", "answer": (True, False, "not in the text", True)[number]}
                    ],
                },
            ],
        }
        made = printed(tmp_path / str(number), layout, lesson)
        sheets.append({name: made[name].read_bytes() for name in made if "worksheet" in name})
    assert all(sheet == sheets[0] for sheet in sheets)
