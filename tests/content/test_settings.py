"""What a school says once holds for all that it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.settings import Settings, read_settings
from lessonpress.problems import ProblemError


def test_nothing_need_be_set(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "makelesson.yaml", "") == Settings()


def test_everything_in_them_is_read_and_paths_count_from_their_folder(tmp_path: Path) -> None:
    (tmp_path / "logo.png").touch()
    (tmp_path / "head.docx").touch()
    text = (
        "school: Gymnázium\nlogo: logo.png\nletterhead: head.docx\nworkers: 2\n"
        "defaults: {layout: modern, paper: A5}\n"
    )
    settings = read_settings(tmp_path / "makelesson.yaml", text)
    assert settings.school == "Gymnázium"
    assert settings.logo == tmp_path / "logo.png"
    assert settings.letterhead == tmp_path / "head.docx"
    assert settings.workers == 2
    assert settings.defaults.layout == "modern"
    assert settings.defaults.paper == "A5"


def test_files_that_are_not_there_are_told_by_their_place(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        read_settings(tmp_path / "makelesson.yaml", "logo: a.png\nletterhead: b.docx\n")
    assert [(one.location.line, one.location.column) for one in caught.value.problems] == [
        (1, 7),
        (2, 13),
    ]


@pytest.mark.parametrize("text", ["skool: A", "workers: 0", "workers: many", "- school"])
def test_mistakes_are_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(ProblemError):
        read_settings(tmp_path / "makelesson.yaml", text)
