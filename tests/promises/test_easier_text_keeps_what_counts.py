"""An easier text keeps what counts: its reader is asked the same as everybody, and can answer.

A copy in easy read has another article and nothing else that is other: the same parts, questions, letters and code. Evidence
points to the text that this pupil has, the key to both; what the easier text lost is listed, and nothing that it kept.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator
from outloud import check

from lessonpress.content.easy_ledger import ledger_of
from lessonpress.press.printing.loaded import Loaded
from lessonpress.workspace import Workspace
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import makelesson, print_lessons, spec, write_workspace
from tests.end_to_end.stress import picture
from tests.end_to_end.test_no_answers import EVENT as SECRET_EVENT
from tests.end_to_end.test_no_answers import EVIDENCE, SECRETS, WORDS, every_text, finds
from tests.end_to_end.test_no_answers import LESSON as SECRET_LESSON
from tests.end_to_end.test_printed_words import EVENT as EVENT_OF_ALL
from tests.promises.test_accommodations_keep_step import ALL_KINDS as FILES_OF_ALL
from tests.promises.test_accommodations_keep_step import drawn_sizes

ROOT = Path(__file__).parents[2]
ARTICLE = """\
---
language: en
sources: [A book about the sky]
---

# Galileo looks at the Moon

A summary that was composed for accomplished readers.

- In 1609, Galileo constructed a telescope.
- Jupiter is accompanied by satellites.

## What Happened?

In November 1609, Galileo discovered mountains and craters on the Moon.

Afterwards, Johannes Kepler congratulated him in a letter from Prague.[^1]

[^1]: It still exists.
"""
EASIER = """
## Easy read

- In 1609, Galileo built a telescope.

### What did he see?

It was November 1609. Galileo saw mountains on the Moon. He saw craters.

### A letter

Kepler wrote a letter from Prague.[^2] He said: well done!

[^2]: We still have it.
"""
PLAIN = """\
Galileo looks at the Moon
A summary that was composed for accomplished readers, in one line that is longer than the others are.
In 1609, Galileo constructed a telescope.
What Happened?
In November 1609, Galileo discovered mountains and craters on the Moon, as he wrote in his book about it.
Easy read
What did he see?
It was November 1609. Galileo saw mountains on the Moon. He saw craters.
"""
LESSON: dict[str, Any] = {
    "event": "galileo",
    "accommodations": ["easy-read"],
    "versions": 2,
    "vocabulary_place": "margin",
    "vocabulary": [
        {"term": "crater", "definition": "A round hole.", "forms": ["craters"]},
        {"term": "satellite", "definition": "What goes around a planet."},
    ],
    "activities": [
        {
            "activity": "multiple-choice",
            "questions": [
                {
                    "ask": "What did he see?",
                    "choices": ["mountains", "rivers", "cities"],
                    "answer": "mountains",
                    "evidence": "In November 1609, Galileo discovered mountains and craters on the Moon.",
                },
                {"ask": "When?", "choices": ["1609", "1709"], "answer": "1609"},
            ],
        },
        {
            "activity": "short-answer",
            "questions": [
                {
                    "ask": "What goes around Jupiter?",
                    "answer": "Satellites.",
                    "evidence": "Jupiter is accompanied by satellites.",
                },
                {"ask": "Who wrote to him?", "answer": "Johannes Kepler, from Prague."},
            ],
        },
    ],
}
FILES = {
    "lessons/events/galileo.md": ARTICLE + EASIER,
    "lessons/events/short.txt": PLAIN,
    "lessons/moon.yaml": spec(LESSON),
    "lessons/plain.yaml": "event: short\nlanguage: en\naccommodations: [easy-read-20]\nactivities:\n"
    "- {activity: short-answer, questions: [{ask: When?, answer: In 1609., evidence: In November 1609}]}\n",
    "lessons/units/sky.yaml": "title: The sky\nlanguage: en\nlessons: [moon, plain]\n"
    "defaults: {accommodations: [easy-read, large-print-22+easy-read]}\n",
}
Printed = dict[tuple[str, str, str, str, str], Path]
READ = {
    "pdf": lambda path: OpenedPdf(path).tagged_text(),
    "docx": lambda path: OpenedDocx(path).body_text(),
    "html": lambda path: OpenedHtml(path).body_text(),
}
every_format = pytest.mark.parametrize("format_", READ)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The files of two lessons and a packet by lesson, document, version, accommodation and format."""
    root = write_workspace(tmp_path_factory.mktemp("easy"), FILES)
    found: Printed = {}
    for report in print_lessons(root, formats=("pdf", "docx", "html")):
        assert [one for one in report.problems if one.is_error] == []
        for made in report.made:
            file = made.file
            key = (report.lesson, file.document, file.version, file.accommodation, file.format)
            found[key] = made.path
    return found


def said(path: Path) -> str:
    return " ".join(READ[path.suffix[1:]](path).split())


# --- the easier text ------------------------------------------------------------------------------------


@every_format
def test_the_copy_has_the_easier_text_and_everybody_s_has_not(
    printed: Printed, format_: str
) -> None:
    plain = said(printed["moon", "handout", "", "", format_])
    easy = said(printed["moon", "handout", "", "easy-read", format_])
    for words in ("It was November 1609.", "He saw craters.", "A letter", "We still have it."):
        assert words in easy
        assert words not in plain
    for words in ("discovered mountains", "It still exists.", "What Happened?", "Jupiter"):
        assert words in plain
        assert words not in easy
    # What it doesn't say is the event's; sources and words of the vocabulary stand in both.
    for words in (
        "composed for accomplished readers",
        "A book about the sky",
        "A round hole.",
        "What goes around",
    ):
        assert words in plain
        assert words in easy
    assert "easy read" not in (easy + plain).lower()


def test_plain_text_has_its_own(printed: Printed) -> None:
    easy = said(printed["plain", "handout", "", "easy-read-20", "pdf"])
    assert "What did he see?" in easy
    assert "as he wrote in his book" not in easy
    assert "In 1609, Galileo constructed a telescope." in easy
    # Marks of footnotes, of which this has none, are raised and smaller.
    assert min(drawn_sizes(printed["plain", "handout", "", "easy-read-20", "pdf"])) >= 20


def test_paragraphs_count_anew_and_each_sentence_begins_a_line(printed: Printed) -> None:
    pdf = pypdfium2.PdfDocument(printed["plain", "handout", "", "easy-read-20", "pdf"])
    texts = [page.get_textpage().get_text_range() for page in pdf]
    lines = [line.strip() for text in texts for line in text.splitlines()]
    at = lines.index("What did he see?")
    assert lines[at + 1 : at + 4] == [
        "1 It was November 1609.",  # its number stands in the margin
        "Galileo saw mountains on the Moon.",
        "He saw craters.",
    ]


# --- in step ---------------------------------------------------------------------------------------------


@every_format
@pytest.mark.parametrize("version", ["a", "b"])
def test_the_worksheet_is_everybody_s_word_for_word(
    printed: Printed, format_: str, version: str
) -> None:
    plain, easy = (
        said(printed["moon", "worksheet", version, key, format_]) for key in ("", "easy-read")
    )
    assert plain == easy


@pytest.mark.parametrize("version", ["a", "b"])
def test_one_key_marks_all_copies(printed: Printed, version: str) -> None:
    codes = {
        code
        for key in ("", "easy-read")
        for text in OpenedPdf(printed["moon", "worksheet", version, key, "pdf"]).page_texts()
        for code in re.findall(r"Code ([A-Z]{5})", text)
    }
    assert len(codes) == 1
    assert codes.pop() in said(printed["moon", "answer-key", "all", "", "pdf"])


def test_versions_differ_as_everybody_s_do(printed: Printed) -> None:
    first, second = (said(printed["moon", "worksheet", one, "easy-read", "pdf"]) for one in "ab")
    assert first != second


def test_checkers_find_nothing(printed: Printed) -> None:
    for lesson, document in (("moon", "handout"), ("sky", "student-packet")):
        pdf, docx = (
            printed[lesson, document, "", "easy-read", format_] for format_ in ("pdf", "docx")
        )
        assert broken_rules(pdf) == []
        # Lines may stand at the head of several pages.
        assert {one.rule for one in check(str(pdf)).findings} <= {"PAG-001"}
        assert OpenXmlValidator().validate(docx).errors == []


def test_no_answer_is_in_it(tmp_path: Path) -> None:
    easier = f"{SECRET_EVENT}\n## Easy read\n\n### So\n\nIt was. Nothing else is said.\n"
    files = {
        "lessons/events/event.md": easier,
        "lessons/events/a.png": picture(60, 40),
        "lessons/lesson.yaml": spec(SECRET_LESSON),
    }
    root = write_workspace(tmp_path, files)
    [report] = print_lessons(
        root,
        documents=("handout", "worksheet"),
        formats=("docx", "html"),
        accommodations=("easy-read",),
    )
    own = [made for made in report.made if made.file.accommodation]
    assert len(own) == 4
    for made in own:
        secrets = SECRETS | WORDS | (EVIDENCE if made.document == "worksheet" else {})
        texts = list(every_text(made.path))
        assert not [
            what for what, one in secrets.items() if any(finds(text, one) for text in texts)
        ]


def test_every_kind_of_activity_stands_on_its_paper_in_readable_type(tmp_path: Path) -> None:
    easier = f"{EVENT_OF_ALL}\n## Easy read\n\n### Α\n\nΗ πόλη. Το πλήθος.\n"
    root = write_workspace(tmp_path, {**FILES_OF_ALL, "lessons/events/event.md": easier})
    [report] = print_lessons(
        root,
        None,
        "lesson",
        documents=("worksheet",),
        formats=("pdf",),
        accommodations=("easy-read",),
    )
    [own] = [made.path for made in report.made if made.file.accommodation]
    with pikepdf.open(own) as pdf:
        fonts = {
            str(font["/BaseFont"])
            for page in pdf.pages
            for font in page.resources.get("/Font", {}).values()
        }
    assert fonts
    assert not any("Italic" in font or "Oblique" in font for font in fonts)
    # But for the letters of a puzzle and what stands on a card, which are as large as there is room.
    assert len({size for size in drawn_sizes(own) if size < 14}) <= 3
    for page in pypdfium2.PdfDocument(own):
        width, height = page.get_size()
        for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = one.get_bounds()
            assert -1 <= left <= right <= width + 1
            assert -1 <= bottom <= top <= height + 1


# --- evidence --------------------------------------------------------------------------------------------


@every_format
def test_the_key_names_both_places_and_that_of_the_event_alone_where_there_is_one(
    printed: Printed, format_: str
) -> None:
    key = said(printed["moon", "answer-key", "all", "", format_])
    assert "What Happened?, paragraph 1; easy read: What did he see?, paragraph 1:" in key
    assert "Key fact 2:" in key  # the easier text says nothing of Jupiter
    assert "Key fact 2; easy read" not in key


def test_no_byte_of_a_key_changes_where_no_such_copy_is_asked_for(tmp_path: Path) -> None:
    asked = {**LESSON, "accommodations": "none"}
    keys = []
    for name, event in (("with", ARTICLE + EASIER), ("without", ARTICLE)):
        files = {"lessons/events/galileo.md": event, "lessons/moon.yaml": spec(asked)}
        root = write_workspace(tmp_path / name, files)
        [report] = print_lessons(root, formats=("pdf", "docx"))
        keys.append({made.path.name: made.digest for made in report.made})
    assert keys[0] == keys[1]


# --- joined, in packets, and where there is none -----------------------------------------------------


def test_a_copy_may_be_in_large_print_as_well(printed: Printed) -> None:
    both, easy = (
        printed["sky", "student-packet", "", key, "pdf"]
        for key in ("large-print-22-easy-read", "easy-read")
    )
    assert without_numbers(said(both)) == without_numbers(said(easy))
    assert max(drawn_sizes(both)) > max(drawn_sizes(easy))


def without_numbers(text: str) -> str:
    """The text without those of its pages, and all others."""
    return re.sub(r"\d+", "", text)


def test_a_packet_has_the_easier_text_of_each_lesson_that_has_one(tmp_path: Path) -> None:
    files = {**FILES, "lessons/events/short.txt": PLAIN.partition("Easy read")[0]}
    root = write_workspace(tmp_path, files)
    asked = ("--document", "student-packet", "--format", "html", "--accommodation", "easy-read")
    done = makelesson("build", "sky", *asked, cwd=root)
    assert done.returncode == 0, done.stderr
    assert re.search(
        r"plain\.yaml:\d+:\d+: warning: The event `short` has no easier text", done.stderr
    )
    [packet] = (root / "output").rglob("*student-packet-easy-read.html")
    text = said(packet)
    assert "He saw craters." in text
    assert "as he wrote in his book" in text


def test_without_an_easier_text_the_others_are_printed_and_it_is_told_what_to_write(
    tmp_path: Path,
) -> None:
    files = {**FILES, "lessons/events/galileo.md": ARTICLE}
    root = write_workspace(tmp_path, files)
    asked = (
        "--document",
        "handout",
        "--format",
        "docx",
        "--accommodation",
        "large-print,easy-read",
    )
    for _ in range(2):  # told again by a build that has nothing to do
        done = makelesson("build", "moon", *asked, cwd=root)
        assert done.returncode == 0
        assert re.search(
            r"moon\.yaml:\d+:\d+: warning: The event `galileo` has no easier text", done.stderr
        )
        assert "galileo.easy.md" in done.stderr
        assert "Traceback" not in done.stderr
        assert names(root) == {"moon-handout.docx", "moon-handout-large-print.docx"}
    # Written as it was told, it is printed, and what it made stale with it.
    write_workspace(
        root, {"lessons/events/galileo.easy.md": "Galileo saw mountains on the Moon.\n"}
    )
    done = makelesson("build", "moon", *asked, cwd=root)
    assert "warning: The event" not in done.stderr
    assert "moon-handout-easy-read.docx" in names(root)
    # No longer asked for, it goes with --prune.
    write_workspace(root, {"lessons/moon.yaml": spec({**LESSON, "accommodations": "none"})})
    assert makelesson("build", *asked[:4], "--prune", cwd=root).returncode == 0
    assert not any("easy-read" in name for name in names(root))


def names(root: Path) -> set[str]:
    return {path.name for path in (root / "output").rglob("moon-handout*")}


def test_an_accepted_lack_isn_t_told(tmp_path: Path) -> None:
    lesson = {**LESSON, "accept": ["no-easy-read"]}
    root = write_workspace(
        tmp_path, {"lessons/events/galileo.md": ARTICLE, "lessons/moon.yaml": spec(lesson)}
    )
    done = makelesson("build", "--document", "handout", "--format", "docx", cwd=root)
    assert "easier text" not in done.stderr
    assert names(root) == {"moon-handout.docx"}


# --- the ledger ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_workspace(tmp_path_factory.mktemp("checked"), FILES)


def test_a_check_lists_what_was_lost_and_nothing_that_was_kept(checked: Path) -> None:
    done = makelesson("check", "moon", "--json", cwd=checked)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    [ledger] = [one for one in said if one["type"] == "easy-read"]
    assert [(one["what"], one["text"]) for one in ledger["lost"]] == [
        ("key fact", "Jupiter is accompanied by satellites."),
        ("answer", "Jupiter is accompanied by satellites."),
        ("term", "satellite"),
    ]
    for one in ledger["lost"]:
        line = Path(one["file"]).read_text("utf-8").splitlines()[one["line"] - 1]
        assert one["what"] == "answer" or one["text"] in line
    assert ledger["level"]["scale"] == "grade"
    assert ledger["level"]["easier"] < ledger["level"]["event"]


def test_on_the_terminal_it_is_short_and_a_strict_check_fails_by_it(checked: Path) -> None:
    done = makelesson("check", "moon", "--strict", cwd=checked)
    assert done.returncode == 1
    assert done.stderr.count("The easier text says nothing of") == 3
    assert re.search(
        r"galileo\.md:11:1: warning: The easier text says nothing of 1 of 2 key facts", done.stderr
    )
    assert "Easy read: 1 key fact" in done.stdout
    assert re.search(
        r"Reading level: grade \d+\.\d; easy read: grade \d+\.\d \(Flesch-Kincaid\)", done.stdout
    )


def test_what_is_accepted_is_quiet(tmp_path: Path) -> None:
    accepted = {**LESSON, "accept": ["easy-read-loses", "easy-read-no-easier"]}
    root = write_workspace(tmp_path, {**FILES, "lessons/moon.yaml": spec(accepted)})
    assert "The easier text" not in makelesson("check", "moon", cwd=root).stderr


def test_the_sample_lost_nothing_and_is_easier() -> None:
    lesson, _ = Loaded(Workspace.at(ROOT)).lesson(
        ROOT / "lessons" / "luna-3-sees-the-far-side.yaml"
    )
    ledger = ledger_of(lesson)
    assert ledger is not None
    assert ledger.losses == ()
    assert ledger.levels is not None
    assert ledger.levels.easier.easier_than(ledger.levels.event)


def test_the_example_in_the_docs_is_read_as_it_says(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "events.md").read_text("utf-8")
    example = re.search(r"^    ## Easy read\n(?:    .*\n|\n)+", page, flags=re.M)
    assert example is not None
    shown = re.sub(r"^    ", "", example[0], flags=re.M)
    root = write_workspace(tmp_path, {**FILES, "lessons/events/galileo.md": f"{ARTICLE}\n{shown}"})
    done = makelesson("check", "moon", "--verbose", cwd=root)
    assert re.search(r"easy read +Easy read", done.stdout)
    assert re.search(r"heading +What happened\?", done.stdout)
    assert re.search(r"key fact +The soldiers came over a mountain pass\.", done.stdout)
