"""No line on paper ends with a word, a number or an initial that the language keeps with the next one."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from lessonpress.comparison import fold
from tests.end_to_end.printing import ROOT, print_lessons, print_one, write_workspace

SAMPLE = "cockostroj-otty-wichterleho"
#: What no Czech line may end with: ČSN 01 6910.
LONELY = re.compile(r"(?:^|[\s(„])(?:[aikosuvzAIKOSUVZ]|\d{1,2}\.|\d{1,3}(?= \d{3}))$")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The Czech sample lesson, every document in both formats."""
    [report] = print_lessons(ROOT, tmp_path_factory.mktemp("czech"), SAMPLE)
    assert report.problems == ()
    return {f"{made.document}.{made.format}": made.path.read_bytes() for made in report.made}


def lines(data: bytes) -> list[str]:
    pages = pypdf.PdfReader(BytesIO(data)).pages
    return [line.rstrip() for page in pages for line in page.extract_text().split("\n")]


def body(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", xml))


@pytest.mark.parametrize("document", ["handout", "worksheet", "answer-key", "lesson-plan"])
def test_no_line_of_the_czech_sample_ends_with_a_lonely_word(
    sample: dict[str, bytes], document: str
) -> None:
    printed = lines(sample[f"{document}.pdf"])
    assert len(printed) > 30
    assert [line for line in printed if LONELY.search(line) and re.search(r"[a-ž]{2}", line)] == []


def test_an_edited_docx_keeps_them_together(sample: dict[str, bytes]) -> None:
    text = body(sample["handout.docx"])
    for bound in ("V\u00a0roce 1952", "s\u00a0hladkým", "z\u00a0politických", "5\u00a0500 čoček"):
        assert bound in text
    assert re.search(r"[\s(][kosuvz] \S", text) is None


def test_what_is_bound_on_paper_is_the_same_evidence(sample: dict[str, bytes]) -> None:
    quote = "V roce 1958 musel Wichterle z politických důvodů opustit vysokou školu"
    for name in ("handout.docx", "answer-key.docx"):
        assert fold(quote) in fold(body(sample[name]))


WORDS = "a v domě i k lesu o tom s ním u něj z nich "


@pytest.mark.parametrize("paper", ["A4", "A6"])
def test_however_wide_the_lines(tmp_path: Path, paper: str) -> None:
    event = f"# Název\n\nSouhrn o tom.\n\n- Fakt.\n\n## Co?\n\n{WORDS * 40}.\n"
    files = {
        "lessons/events/e.md": event,
        "lessons/one.yaml": f"event: e\nlanguage: cs\npaper: {paper}\n",
    }
    root = write_workspace(tmp_path, files)
    made = print_one(root, documents=("handout",), formats=("pdf",))
    printed = lines(made["handout.pdf"])
    assert len(printed) > 20
    assert [line for line in printed if LONELY.search(line)] == []
