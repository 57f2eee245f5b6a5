"""Accommodations keep step: whoever has one has the same questions, under the same numbers, at the same time.

Large print and dyslexia-friendly copies say word by word what everybody's say, in PDF, DOCX and HTML, for every kind of
activity; nothing in them is cut or smaller than was promised; nobody who asks for none gets another byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator
from outloud import check

from lessonpress.activities import kinds
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_epub import OpenedEpub
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import (
    LAYOUTS,
    STUDENT_DOCUMENTS,
    makelesson,
    print_lessons,
    spec,
    write_workspace,
)
from tests.end_to_end.stress import picture
from tests.end_to_end.test_no_answers import (
    EVENT,
    EVIDENCE,
    SECRETS,
    WORDS,
    every_text,
    finds,
)
from tests.end_to_end.test_no_answers import LESSON as SECRET_LESSON
from tests.end_to_end.test_printed_words import FILES, LESSON
from tests.end_to_end.test_same_text import first_difference, words

KEYS = ("large-print", "large-print-28", "dyslexia-friendly")
ALL_KINDS = {
    **FILES,
    "lessons/lesson.yaml": spec({**LESSON, "language": "el"}),
    "lessons/units/unit.yaml": spec({"title": "Unit", "lessons": ["lesson"]}),
}
#: Pictures of text that a page can't enlarge on its own are left out: every letter here is drawn as text.
_SMALL_ENOUGH = 0.02

Printed = dict[tuple[str, str, str, str], Path]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """One lesson with every kind of activity: its files by layout, document, accommodation and format."""
    root = write_workspace(tmp_path_factory.mktemp("accommodated"), ALL_KINDS)
    found: Printed = {}
    for layout in LAYOUTS:
        reports = print_lessons(
            root,
            root / layout,
            layout=layout,
            documents=STUDENT_DOCUMENTS,
            formats=("pdf", "docx", "html", "epub"),
            accommodations=KEYS,
        )
        for report in reports:
            assert [one for one in report.problems if one.is_error] == []
            for made in report.made:
                key = (layout, made.document, made.file.accommodation, made.format)
                found[key] = made.path
    return found


every_layout = pytest.mark.parametrize("layout", LAYOUTS)
every_document = pytest.mark.parametrize("document", STUDENT_DOCUMENTS)
every_key = pytest.mark.parametrize("key", KEYS)


def test_every_kind_of_activity_is_looked_at() -> None:
    assert {one["activity"] for one in LESSON["activities"]} == set(kinds())


@every_layout
@every_document
@every_key
def test_it_says_word_by_word_what_everybody_s_copy_says(
    printed: Printed, layout: str, document: str, key: str
) -> None:
    """Numbers of parts, of questions and of paragraphs, and the letters of choices, are among the words."""
    said = {
        "pdf": lambda path: OpenedPdf(path).tagged_text(),
        "docx": lambda path: OpenedDocx(path).body_text(),
        "html": lambda path: OpenedHtml(path).body_text(),
        "epub": lambda path: OpenedEpub(path).body_text(),
    }
    for format_, read in said.items():
        plain, own = (words(read(printed[layout, document, one, format_])) for one in ("", key))
        assert plain
        assert first_difference(plain, own) == "", format_


@every_layout
@every_document
@every_key
def test_it_passes_every_checker(printed: Printed, layout: str, document: str, key: str) -> None:
    pdf, docx = (printed[layout, document, key, format_] for format_ in ("pdf", "docx"))
    assert broken_rules(pdf) == []
    assert OpenXmlValidator().validate(docx).errors == []
    # A grid of boxes has no head, in whatever size; lines may stand at the head of several pages.
    known = {one.rule for one in check(str(printed[layout, document, "", "pdf"])).findings}
    assert {one.rule for one in check(str(pdf)).findings} <= known | {"PAG-001"}


@every_layout
@every_document
@every_key
def test_nothing_stands_beyond_the_paper(
    printed: Printed, layout: str, document: str, key: str
) -> None:
    for page in pypdfium2.PdfDocument(printed[layout, document, key, "pdf"]):
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            assert -_SMALL_ENOUGH <= left <= right <= width + _SMALL_ENOUGH
            assert -_SMALL_ENOUGH <= bottom <= top <= height + _SMALL_ENOUGH


@every_layout
@pytest.mark.parametrize(
    ("key", "least"), [("large-print", 18), ("large-print-28", 22), ("dyslexia-friendly", 12)]
)
def test_no_type_on_paper_is_smaller_than_promised(
    printed: Printed, layout: str, key: str, least: float
) -> None:
    """But for letters in the boxes of a puzzle, and what stands on a card: those are as large as there is room."""
    sizes = set[float]()
    for document in STUDENT_DOCUMENTS:
        sizes |= set(drawn_sizes(printed[layout, document, key, "pdf"]))
    small = {size for size in sizes if size < least}
    assert len(small) <= 3, small
    assert all(size >= least * 0.5 for size in small)
    handout = set(drawn_sizes(printed_without_cards(printed, layout, key)))
    assert min(handout) >= least


def printed_without_cards(printed: Printed, layout: str, key: str) -> Path:
    """A lesson whose activities have neither boxes nor cards."""
    root = printed[layout, "handout", "", "pdf"].parents[2] / f"plain-{layout}-{key}"
    boxed = {"crossword", "cryptic-word", "word-search", "word-wall", "flash-cards", "exit-ticket"}
    plain = [one for one in LESSON["activities"] if one["activity"] not in boxed]
    lesson = {**LESSON, "language": "el", "activities": plain}
    write_workspace(root, {**ALL_KINDS, "lessons/lesson.yaml": spec(lesson)})
    [report] = print_lessons(
        root, None, "lesson", layout=layout, documents=("worksheet",), formats=("pdf",), accommodations=(key,)
    )  # fmt: skip
    return next(made.path for made in report.made if made.file.accommodation)


def drawn_sizes(path: Path) -> Iterator[float]:
    """The sizes of the type in which anything is shown."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            size = 0.0
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    size = float(operands[1])
                elif str(operator) in ("TJ", "Tj"):
                    yield size


@every_layout
@every_key
def test_no_letter_is_italic_and_large_print_is_black(
    printed: Printed, layout: str, key: str
) -> None:
    for document in STUDENT_DOCUMENTS:
        with pikepdf.open(printed[layout, document, key, "pdf"]) as pdf:
            fonts = {
                str(font["/BaseFont"])
                for page in pdf.pages
                for font in page.resources.get("/Font", {}).values()
            }
            assert fonts
            assert not any("Italic" in font or "Oblique" in font for font in fonts)
            if key.startswith("large-print"):
                assert {colour for page in pdf.pages for colour in text_colours(page)} <= {
                    (0, 0, 0)
                }
        xml = OpenedDocx(printed[layout, document, key, "docx"])
        assert xml.xml("word/document.xml").xpath("//*[local-name()='i']") == []
        styles = xml.xml("word/styles.xml")
        used = set(xml.xml("word/document.xml").xpath("//@*[local-name()='val']"))
        slanted = styles.xpath(
            "//*[local-name()='style'][.//*[local-name()='i']]/@*[local-name()='styleId']"
        )
        assert not used & set(slanted)


def text_colours(page: Any) -> Iterator[tuple[float, ...]]:
    colour: tuple[float, ...] = (0, 0, 0)
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "rg":
            colour = tuple(float(one) for one in operands)
        elif str(operator) in ("TJ", "Tj"):
            yield colour


@every_layout
def test_nobody_who_asks_for_none_gets_another_byte(tmp_path: Path, layout: str) -> None:
    root = write_workspace(tmp_path, ALL_KINDS)
    [with_, *_] = print_lessons(
        root, tmp_path / "with", layout=layout, accommodations=("large-print",), documents=("handout", "worksheet", "answer-key")
    )  # fmt: skip
    [without, *_] = print_lessons(
        root, tmp_path / "without", layout=layout, documents=("handout", "worksheet", "answer-key")
    )
    plain = {made.path.name: made.digest for made in without.made}
    both = {made.path.name: made.digest for made in with_.made}
    assert plain.items() <= both.items()
    assert {name for name in both if name not in plain} == {
        f"lesson-{document}-large-print.{format_}"
        for document in STUDENT_DOCUMENTS
        for format_ in ("pdf", "docx")
    }


@pytest.mark.parametrize("key", ["large-print", "dyslexia-friendly"])
def test_no_answer_is_anywhere_in_it(tmp_path: Path, key: str) -> None:
    files = {
        "lessons/events/event.md": EVENT,
        "lessons/events/a.png": picture(60, 40),
        "lessons/lesson.yaml": spec(SECRET_LESSON),
    }
    root = write_workspace(tmp_path, files)
    [report] = print_lessons(root, documents=STUDENT_DOCUMENTS, accommodations=(key,))
    own = [made for made in report.made if made.file.accommodation]
    assert len(own) == 4
    for made in own:
        secrets = SECRETS | WORDS | (EVIDENCE if made.document == "worksheet" else {})
        texts = list(every_text(made.path))
        assert not [
            what for what, one in secrets.items() if any(finds(text, one) for text in texts)
        ]


@pytest.mark.parametrize("key", ["large-print-in-uk-supported", "dyslexia-friendly-in-ar-extended"])
def test_what_is_joined_is_all_of_it_and_sound(tmp_path: Path, printed: Printed, key: str) -> None:
    """Looks, help and language in one copy, of every kind of activity: in its type, in two languages, under everybody's code."""
    layout = {
        "layouts/own/layout.yaml": "extends: classic\nfonts: {fallbacks: [Alegreya Sans, PT Sans, Amiri]}\n"
    }
    root = write_workspace(tmp_path, {**ALL_KINDS, **layout})
    [report, *_] = print_lessons(
        root, layout="own", documents=("worksheet",), formats=("pdf", "docx", "html"), accommodations=(key,)
    )  # fmt: skip
    assert [one for one in report.problems if one.is_error] == []
    own = {made.format: made.path for made in report.made if made.file.accommodation == key}
    pdf = OpenedPdf(own["pdf"])
    assert broken_rules(own["pdf"]) == []
    assert OpenXmlValidator().validate(own["docx"]).errors == []
    said, plain = (
        words(one.tagged_text())
        for one in (pdf, OpenedPdf(printed["classic", "worksheet", "", "pdf"]))
    )
    assert said != plain
    isolates = dict.fromkeys(range(0x2066, 0x206A))  # a page says directions by itself
    shown = words(OpenedHtml(own["html"]).body_text().translate(isolates))
    assert first_difference([one.translate(isolates) for one in said], shown) == ""
    [code] = {one for one in plain if re.fullmatch(r"[A-Z]{5}", one)} & set(said) or {""}
    assert code or "Code" not in plain
    second = "\u0600-\u06ff" if "-ar" in key else "\u0400-\u04ff"
    assert any(re.match(f"[{second}]", one) for one in said)
    assert min(size for size in drawn_sizes(own["pdf"])) >= 6


# --- pages ---------------------------------------------------------------------------------------

LONG = "Nobody knew how long the siege would last, and everybody counted the days. " * 12
PAGES = {
    "lessons/events/event.md": "# The siege\n\nA summary.\n\n"
    + "\n\n".join(f"## Part {number}\n\n{LONG}\n\n{LONG}" for number in range(1, 6)),
    "lessons/lesson.yaml": "event: event\nfit: {handout: 2, worksheet: 1}\n"
    "activities:\n- {activity: short-answer, questions: [{ask: Why?, answer: So., lines: 20}, {ask: How?, answer: So., lines: 20}]}\n",
}  # fmt: skip


def test_the_margin_says_where_the_pages_of_everybody_s_copy_begin(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, PAGES)
    [report] = print_lessons(
        root, documents=("handout",), formats=("pdf",), accommodations=("large-print",)
    )
    plain, own = (made.path for made in report.made)
    begins = {
        number: first_line(page)
        for number, page in enumerate(pypdfium2.PdfDocument(plain), 1)
        if number > 1
    }
    assert begins
    marked = dict(one for page in pypdfium2.PdfDocument(own) for one in margin_numbers(page))
    assert sorted(marked) == sorted(begins)
    text = " ".join(OpenedPdf(own).tagged_text().split())
    for number, line in marked.items():
        # A page that begins within a paragraph counts from the next one.
        assert text.index(line) >= text.index(" ".join(begins[number].split()[:6]))


def first_line(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range()).splitlines()[0]


def margin_numbers(page: pypdfium2.PdfPage) -> Iterator[tuple[int, str]]:
    """The numbers in the right margin, and the text beside each."""
    width, _ = page.get_size()
    text = page.get_textpage()
    for at in range(text.count_chars()):
        left, bottom, _, top = text.get_charbox(at)
        letter = text.get_text_range(at, 1)
        if left > width - 20 / 25.4 * 72 and letter.isdigit():
            beside = text.get_text_bounded(50, bottom - 2, width - 57, top + 2)
            yield int(letter), re.sub(r"\s+", " ", beside).strip()


def test_no_number_of_pages_makes_its_type_smaller(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, PAGES)
    [report] = print_lessons(
        root, formats=("pdf",), documents=STUDENT_DOCUMENTS, accommodations=KEYS
    )
    told = [one for one in report.problems if one.code == "does-not-fit"]
    assert len(told) <= 2  # of everybody's copies alone
    for made in report.made:
        if made.file.accommodation:
            least = 12 if made.file.accommodation.startswith("dyslexia") else 18
            assert min(drawn_sizes(made.path)) >= least


def test_on_the_pages_of_a_booklet_it_is_as_large(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, PAGES)
    [report] = print_lessons(
        root, documents=("handout",), formats=("booklet",), accommodations=("large-print",)
    )
    [_, own] = report.made
    assert own.path.name == "lesson-handout-large-print-booklet.pdf"
    assert min(drawn_sizes(own.path)) * 0.7071 >= 18 - 0.05  # A4 folded to A5


# --- asked for by all who have a say ----------------------------------------------------------------

SMALL = {
    "lessons/events/event.md": "# One\n\nA summary.\n\n- A fact.\n\n## What?\n\nIt was.\n",
    "lessons/one.yaml": "event: event\n",
    "lessons/two.yaml": "event: event\naccommodations: none\n",
    "lessons/units/all.yaml": "title: All\nlessons: [one, two]\ndefaults: {accommodations: {large-print: {size: 22}}}\n",
    "makelesson.yaml": "defaults: {accommodations: dyslexia-friendly}\n",
}  # fmt: skip


def names(root: Path) -> set[str]:
    output = root / "output"
    return {path.name for path in output.rglob("*") if path.suffix in (".pdf", ".docx")}


def test_lesson_unit_settings_and_command_line_may_ask_the_nearest_first(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, SMALL)
    asked = ("--format", "docx", "--document", "handout,student-packet,answer-key")
    assert makelesson("build", *asked, "--quiet", cwd=root).returncode == 0
    assert names(root) == {
        *("one-handout.docx", "one-handout-large-print-22.docx", "one-answer-key.docx"),
        *("two-handout.docx", "two-answer-key.docx"),
        *("all-student-packet.docx", "all-student-packet-large-print-22.docx"),
    }
    more = ("--accommodation", "large-print-28-a3,dyslexia-friendly-cream", "--prune")
    done = makelesson("build", *asked, *more, "--quiet", cwd=root)
    assert done.returncode == 0, done.stderr
    assert {
        "two-handout-large-print-28-a3.docx",
        "one-handout-dyslexia-friendly-cream.docx",
    } <= names(root)
    assert (
        makelesson("build", "one", *asked, "--accommodation", "none", "--json", cwd=root).returncode
        == 0
    )


def test_a_wrong_word_on_the_command_line_is_told_with_what_there_is(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, SMALL)
    for word, hint in (
        ("large-prnt", "Did you mean `large-print`?"),
        ("large-print-99", "Write a size from 18 to 36."),
        ("large-print-22-b5", "large-print-27-a3"),
    ):
        done = makelesson("build", "--accommodation", word, cwd=root)
        assert done.returncode == 2
        assert "there is no" in done.stderr.lower()
        assert hint in done.stderr
        assert "Traceback" not in done.stderr


def test_a_change_in_its_file_prints_it_anew_and_nothing_else(tmp_path: Path) -> None:
    files = {**SMALL, "layouts/classic/accommodations/large-print.yaml": "line: 60\n"}
    root = write_workspace(tmp_path, files)
    asked = ("build", "one", "--format", "docx", "--document", "handout", "--json")
    assert made(makelesson(*asked, cwd=root).stdout) == {None, "large-print-22"}
    assert made(makelesson(*asked, cwd=root).stdout) == set()
    write_workspace(tmp_path, {"layouts/classic/accommodations/large-print.yaml": "line: 50\n"})
    assert made(makelesson(*asked, cwd=root).stdout) == {"large-print-22"}
    write_workspace(
        tmp_path, {"layouts/classic/accommodations/dyslexia-friendly.yaml": "line: 60\n"}
    )
    assert made(makelesson(*asked, cwd=root).stdout) == set()


def made(stdout: str) -> set[str | None]:
    """The accommodations of the files that a build made."""
    said = [json.loads(line) for line in stdout.splitlines()]
    return {one["accommodation"] for one in said if one["type"] == "file"}


def test_a_class_set_is_of_everybody_s_copy(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {**SMALL, "names.csv": "name\nAda\nBo\n"})
    done = makelesson(
        "class-set", "one", "--roster", "names.csv", "--document", "worksheet", cwd=root
    )
    assert done.returncode == 0, done.stderr
    assert names(root) == {"one-worksheet-class-set.pdf"}


def test_both_archives_have_it(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, SMALL)
    done = makelesson("pack", "all", "--quiet", cwd=root)
    assert done.returncode == 0, done.stderr
    from zipfile import ZipFile

    for reader in ("pupils", "staff"):
        packed = ZipFile(root / "output" / f"all-{reader}.zip").namelist()
        assert any(name.endswith("one-worksheet-large-print-22.pdf") for name in packed)
