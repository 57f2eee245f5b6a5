"""What people write inside a line of Markdown is printed as they mean it, or told with its place.

In events and wherever texts stand in specs, in PDF and DOCX alike.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lessonpress.prose import parse_prose
from lessonpress.richtext import RichText
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import print_lessons, spec, write_workspace
from tests.end_to_end.test_same_text import differences, words

HEAD = "# A title\n\nA summary.\n\n- One fact.\n\n## What happened?\n\n"


class Printed:
    """What an event in Markdown and a lesson come to on paper."""

    def __init__(self, root: Path, event: str, **lesson: Any) -> None:
        lesson = {
            "event": "e",
            "activities": [{"activity": "discussion", "questions": ["Why?"]}],
        } | lesson
        files: dict[str, str | bytes] = {
            "lessons/events/e.md": event,
            "lessons/l.yaml": spec(lesson),
        }
        write_workspace(root, files)
        [report] = print_lessons(root)
        self.problems = report.problems
        self.errors = [problem for problem in report.problems if problem.is_error]
        self.folder = root / "output"
        self._made = {f"{made.document}.{made.format}": made.path for made in report.made}

    def pdf(self, document: str = "handout") -> OpenedPdf:
        return OpenedPdf(self._made[f"{document}.pdf"])

    def docx(self, document: str = "handout") -> OpenedDocx:
        return OpenedDocx(self._made[f"{document}.docx"])

    def pdf_lines(self, document: str = "handout") -> list[str]:
        texts = "\n".join(self.pdf(document).page_texts())
        return [line.strip() for line in texts.splitlines()]

    def docx_lines(self, document: str = "handout") -> list[str]:
        return [line.strip() for line in self.docx(document).body_text().splitlines()]

    def expect_clean(self) -> None:
        assert not self.errors, "\n".join(map(str, self.errors))
        assert differences(self.folder) == {}
        for path in self.folder.rglob("*.pdf"):
            assert broken_rules(path) == []


# --- line breaks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["  ", "     ", "\\"])
def test_two_spaces_or_a_backslash_at_a_lines_end_begin_a_new_line(
    end: str, tmp_path: Path
) -> None:
    address = f"Jan Nový{end}\nLong Street 5{end}\n110 00 Praha"
    quoted = "\n".join(f"> {line}" for line in f"Roses are red{end}\nviolets *too*".splitlines())
    item = f"- One item{end}\n  on two lines\n- another"
    question = {
        "ask": f"First line{end}\nsecond line",
        "answer": "Because.",
        "evidence": "violets too",
    }
    printed = Printed(
        tmp_path,
        f"{HEAD}{address}\n\n{quoted}\n\n{item}\n",
        activities=[
            {"activity": "short-answer", "questions": [question]},
            {"activity": "cloze", "text": f"A [word]{end}\nand *another* line\n"},
        ],
    )
    printed.expect_clean()
    for lines in (printed.pdf_lines(), printed.docx_lines()):
        together = "\n".join(lines)
        assert "Jan Nový\nLong Street 5\n110 00 Praha" in together
        assert "Roses are red\nviolets too" in together
        assert "One item\non two lines" in together
    for lines in (printed.pdf_lines("worksheet"), printed.docx_lines("worksheet")):
        assert "second line" in lines
        assert "and another line" in lines


def test_a_quote_is_found_across_a_line_break(tmp_path: Path) -> None:
    printed = Printed(
        tmp_path,
        f"{HEAD}> Roses are red,  \n> violets are blue.\n",
        activities=[
            {
                "activity": "short-answer",
                "questions": [
                    {"ask": "Why?", "answer": "So.", "evidence": "red, violets are"},
                ],
            }
        ],
    )
    printed.expect_clean()
    assert "“red, violets are”" in " ".join(words(printed.pdf("answer-key").tagged_text()))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("one \ntwo", "one two"),  # one space: the line goes on
        ("one\\\\\ntwo", "one\\ two"),  # a backslash that is one
        ("one\\", "one\\"),
        ("one  \n", "one"),
        ("  \none", "one"),
    ],
)
def test_a_line_goes_on_where_no_break_is_asked_for(text: str, plain: str) -> None:
    assert RichText.from_markdown(text).plain == plain
    assert "\n" not in "".join(span.text for span in RichText.from_markdown(text).spans)


def test_text_is_read_alike_in_a_spec_and_in_an_event() -> None:
    text = "One *line*  \n   and\\\n\\\n**the** next"
    [block] = parse_prose(text)
    assert block.text == RichText.from_markdown(text)
    assert block.plain == "One line and the next"
