"""Which document came back is told by its name, as browsers and word processors change it, or by its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress import open_workspace
from lessonpress.document.identifier import Identified
from lessonpress.press.progress import request_in
from lessonpress.press.taking_back.drafts import Drafts
from lessonpress.press.taking_back.printed import Printer
from lessonpress.press.taking_back.reading import Read
from lessonpress.registry.files import File
from lessonpress.starter import make_workspace

SAMPLE = "the-berlin-wall-falls"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("printed") / "school").root


def which(school: Path, name: str, identified: Identified | None) -> File:
    workspace = open_workspace(school)
    spec = workspace.lesson_files()[SAMPLE][0]
    return Printer(workspace, request_in(workspace)).which(
        spec, name, Read((), identified), Drafts()
    )


@pytest.mark.parametrize(
    ("name", "file"),
    [
        (f"{SAMPLE}-worksheet.docx", File("worksheet", "docx")),
        (f"{SAMPLE}-worksheet (1).docx", File("worksheet", "docx")),
        (f"Copy of {SAMPLE}-answer-key.DOCX", File("answer-key", "docx")),
        (f"{SAMPLE}-worksheet-b-large-print.docx", File("worksheet", "docx", "b", "large-print")),
        (f"{SAMPLE}-handout.new-2.docx", File("handout", "docx")),
        (f"{SAMPLE}-lesson-plan_edited by Ann.docx", File("lesson-plan", "docx")),
    ],
)
def test_a_name_says_it(school: Path, name: str, file: File) -> None:
    assert which(school, name, None) == file


def test_what_the_file_says_counts_more_than_another_name(school: Path) -> None:
    said = Identified("worksheet", "", SAMPLE)
    assert which(school, "lesson three.docx", said) == File("worksheet", "docx")
    assert which(school, f"{SAMPLE}-handout.docx", said) == File("worksheet", "docx")


def test_without_either_nobody_knows(school: Path) -> None:
    with pytest.raises(LookupError):
        which(school, f"{SAMPLE}.docx", None)
