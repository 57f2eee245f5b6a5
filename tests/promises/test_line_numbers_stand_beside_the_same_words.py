"""*Line 15* is the same words on paper, on a screen and in a book, however wide their lines are."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import missing
from tests.end_to_end.opened_epub import OpenedEpub
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.printing import LAYOUTS, print_one, spec, write_workspace

WORDS = " ".join(f"word{n} and *more{n}* of it," for n in range(160))
LESSON = {
    "event": "event",
    "accept": ["nearly-empty-page"],
    "activities": [
        {
            "activity": "source-analysis",
            "source": {"text": f"{WORDS}\n\n{WORDS}", "line_numbers": True},
        }
    ],
}
EVENT = "# A\n\nB.\n\n- C.\n\n## What Happened?\n\nD.\n"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_number_stands_beside_the_word_that_its_line_begins_with(
    tmp_path: Path, layout: str
) -> None:
    if not shutil.which("pdftotext"):
        missing("poppler is not installed")
    root = write_workspace(
        tmp_path, {"lessons/events/event.md": EVENT, "lessons/lesson.yaml": spec(LESSON)}
    )
    print_one(root, layout=layout, documents=("worksheet",), formats=("pdf", "html", "epub"))
    sheet = root / "output" / "lesson" / "lesson-worksheet"
    paper = on_paper(sheet.with_suffix(".pdf"))
    assert len(paper) > 8  # all but those that poppler puts into a line of their own
    page = OpenedHtml(sheet.with_suffix(".html")).root
    book = OpenedEpub(sheet.with_suffix(".epub")).pages.values()
    shown = numbered(page)
    assert list(shown) == [str(number) for number in range(5, 5 * len(shown) + 1, 5)]
    assert paper.items() <= shown.items()
    assert {number: word for part in book for number, word in numbered(part).items()} == shown


def on_paper(path: Path) -> dict[str, str]:
    """The first word of each line that is numbered."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    return dict(re.findall(r"^ *(\d+) +((?:word|more)\d+|and|of|it,)", text, flags=re.M))


def numbered(root: etree._Element) -> dict[str, str]:
    """The word behind each number."""
    found = {}
    for one in root.iter("span"):
        if one.get("class") == "line-number":
            following = one.xpath("following::text()[normalize-space()]")
            found[one.text or ""] = str(following[0]).split()[0]
    return found
