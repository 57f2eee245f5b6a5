"""An import writes an event and its pictures, or nothing; what is there stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.event import read_event
from lessonpress.importing.importing import import_article, keep, slug_for
from lessonpress.problems import ProblemError
from lessonpress.workspace import Workspace
from tests.importing.conftest import picture

PAGE = b"<h1>The Comet</h1><p>It came in 1910.</p><img src=p.png alt='A comet'><h2>How?</h2><p>Fast.</p>"


def files(workspace: Workspace) -> dict[str, bytes]:
    return {
        str(path.relative_to(workspace.events)): path.read_bytes()
        for path in workspace.events.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    page = tmp_path / "saved.html"
    page.write_bytes(PAGE)
    (tmp_path / "p.png").write_bytes(picture())
    return page


def test_an_event_is_written_with_its_pictures_and_reads_as_it_was_shown(
    workspace: Workspace, saved: Path
) -> None:
    made = import_article(workspace, saved, licence="CC0", source="A book", language="en")
    assert files(workspace) == {}
    keep(made)
    assert set(files(workspace)) == {"the-comet.md", "pictures/the-comet-1.png"}
    event = read_event(made.path)
    assert event == made.event
    assert (str(event.licence), [str(one) for one in event.sources], event.language) == (
        "CC0", ["A book"], "en",
    )  # fmt: skip


@pytest.mark.parametrize("taken", ["the-comet.md", "the-comet.txt", "the-comet.markdown"])
def test_an_event_that_is_there_stays(workspace: Workspace, saved: Path, taken: str) -> None:
    (workspace.events / taken).write_text("mine")
    with pytest.raises(ProblemError) as caught:
        import_article(workspace, saved)
    assert "--name" in caught.value.problems[0].hint
    keep(import_article(workspace, saved, name="another-comet"))
    assert files(workspace)[taken] == b"mine"
    assert "another-comet.md" in files(workspace)


def test_a_picture_that_is_there_stays(workspace: Workspace, saved: Path) -> None:
    (workspace.events / "pictures").mkdir()
    (workspace.events / "pictures" / "the-comet-1.png").write_bytes(b"mine")
    made = import_article(workspace, saved)
    keep(made)
    assert files(workspace)["pictures/the-comet-1.png"] == b"mine"
    assert files(workspace)["pictures/the-comet-1-2.png"] == picture()
    assert "(pictures/the-comet-1-2.png)" in made.text


def test_what_comes_in_between_is_not_overwritten_and_nothing_is_left(
    workspace: Workspace, saved: Path
) -> None:
    made = import_article(workspace, saved)
    (workspace.events / "the-comet.md").write_text("mine")
    with pytest.raises(ProblemError):
        keep(made)
    assert files(workspace) == {"the-comet.md": b"mine"}


@pytest.mark.parametrize("name", ["a/b", "../x", ".hidden", "a\\b"])
def test_a_name_that_leads_elsewhere_is_refused(
    workspace: Workspace, saved: Path, name: str
) -> None:
    with pytest.raises(ProblemError):
        import_article(workspace, saved, name=name)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Comet", "the-comet"),
        ("Pád Berlínské zdi: 9. 11. 1989", "pad-berlinske-zdi-9-11-1989"),
        ("Київ", "киів"),
        ("What?! … ", "what"),
        ("…", "file"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_an_event_is_called_after_its_title(title: str, slug: str) -> None:
    assert slug_for(title, Path("file.html")) == slug


@pytest.mark.parametrize(
    ("lang", "text", "language"),
    [
        ("", "Kometa přiletěla v roce 1910 a lidé se na ni dívali tři noci, protože svítila.", "cs"),
        ("en", "Kometa přiletěla v roce 1910 a lidé se na ni dívali tři noci, protože svítila.", "cs"),
        ("cs-CZ", "Kometa přiletěla v roce 1910 a lidé se na ni dívali tři noci, protože svítila.", "cs-CZ"),
        ("en", "The comet came in 1910 and people looked at it for three nights, since it shone.", None),
        ("", "The comet came in 1910 and people looked at it for three nights, since it shone.", None),
    ],
)  # fmt: skip
def test_its_language_is_what_it_reads_like(
    workspace: Workspace, lang: str, text: str, language: str | None
) -> None:
    page = f"<html lang='{lang}'><body><h1>T</h1><p>{text}</p><h2>A</h2><p>{text}</p></body></html>"
    made = import_article(workspace, Path("a.html"), page.encode())
    assert made.event.language == language
    assert any("reads like" in one.message for one in made.problems) == (
        lang == "en" and language == "cs"
    )
