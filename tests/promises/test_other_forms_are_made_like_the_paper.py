"""Books, braille and audio are made as all files are: of versions, accommodations and units, packed, pruned, due when what writes them is another;
and where they can't be, that is told at its place with what mends it, and nothing is written.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from lessonpress.cli import main
from lessonpress.registry import formats
from lessonpress.writers.braille import louis
from tests.end_to_end.opened_brf import OpenedBrf
from tests.end_to_end.opened_epub import OpenedEpub
from tests.end_to_end.printing import makelesson, spec, write_workspace

pytestmark = [pytest.mark.louis, pytest.mark.espeak]

FORMS = {"epub": ".epub", "braille": ".brf", "audio": "-audio.zip"}
EVENT = "# The Wall Opens\n\nA summary.\n\n- One.\n\n## What Happened?\n\nIt opened.\n"
LESSON = {
    "event": "wall",
    "formats": [*FORMS],
    "documents": ["worksheet"],
    "accept": ["nearly-empty-page"],
    "activities": [
        {
            "activity": "multiple-choice",
            "questions": [
                {"ask": "Where?", "choices": ["Berlin", "Bonn", "Rome"], "answer": "Berlin"},
                {"ask": "What?", "choices": ["a wall", "a door"], "answer": "a wall"},
            ],
        }
    ],
}


def school(root: Path, **more: object) -> Path:
    return write_workspace(
        root,
        {
            "lessons/events/wall.md": EVENT,
            "lessons/wall.yaml": spec({**LESSON, **more}),
            "lessons/units/walls.yaml": spec({"title": "Walls", "lessons": ["wall"]}),
            "names.csv": "name\nAda\n",
        },
    )


def names(root: Path, folder: str = "wall") -> set[str]:
    return {path.name for path in (root / "output" / folder).iterdir()}


def line_of(key: str, root: Path) -> int:
    """Where what a key says begins: of a list, its first item."""
    lines = (root / "lessons/wall.yaml").read_text("utf-8").splitlines()
    at = next(at for at, line in enumerate(lines, start=1) if line.startswith(f"{key}:"))
    return at + 1 if lines[at - 1] == f"{key}:" else at


def test_versions_accommodations_packets_and_archives_have_them(tmp_path: Path) -> None:
    root = school(tmp_path, versions=2, accommodations=["large-print"])
    done = makelesson("build", "wall", "--format", "epub,braille", cwd=root)
    assert done.returncode == 0, done.stderr
    assert names(root) == {
        f"wall-worksheet-{version}{accommodation}{FORMS[form]}"
        for version in "ab"
        for accommodation in ("", "-large-print")
        for form in ("epub", "braille")
    }
    done = makelesson("pack", "walls", "--format", "epub,braille", cwd=root)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(root / "output" / "walls-pupils.zip") as packed:
        inside = {Path(name).name for name in packed.namelist()}
    assert {"walls-student-packet.epub", "walls-student-packet.brf"} <= inside
    assert {"wall-worksheet-a.epub", "wall-worksheet-a.brf"} <= inside


def test_the_pages_of_an_accommodated_copy_are_everybody_s(tmp_path: Path) -> None:
    root = school(tmp_path, accommodations=["large-print-36"])
    assert makelesson("build", "wall", "--format", "epub,braille,pdf", cwd=root).returncode == 0
    for ending, read in (
        (
            ".epub",
            lambda path: [one.text for one in list(OpenedEpub(path).navigation())[-1].iter("a")],
        ),
        (".brf", lambda path: [page[0].split()[-1] for page in OpenedBrf(path).pages]),
    ):
        plain, large = (
            root / "output" / "wall" / f"wall-worksheet{key}{ending}"
            for key in ("", "-large-print-36")
        )
        assert read(plain) == read(large), ending


def test_what_is_no_longer_asked_for_is_pruned(tmp_path: Path) -> None:
    root = school(tmp_path)
    assert makelesson("build", "wall", cwd=root).returncode == 0
    assert len(names(root)) == 3
    school(tmp_path, formats=["epub"])
    assert makelesson("build", "wall", "--prune", cwd=root).returncode == 0
    assert names(root) == {"wall-worksheet.epub"}


@pytest.mark.parametrize("form", FORMS)
def test_a_class_set_is_not_made_of_them(tmp_path: Path, form: str) -> None:
    root = school(tmp_path)
    done = makelesson("class-set", "wall", "--roster", "names.csv", "--format", form, cwd=root)
    assert done.returncode == 2
    assert form in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "output").exists()


def test_audio_without_what_speaks_is_told_at_its_place(tmp_path: Path) -> None:
    root = school(tmp_path)
    (root / "bin").mkdir()
    done = makelesson("build", "wall", cwd=root, PATH=str(root / "bin"))
    assert done.returncode == 1
    assert (
        f"lessons/wall.yaml:{line_of('formats', root)}:1: error: Audio is spoken by espeak-ng, which is not"
        in done.stderr
    )
    assert "apt install espeak-ng" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "output" / "wall").exists()


def test_braille_without_what_writes_it_is_told_at_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = school(tmp_path)
    louis._library.cache_clear()
    louis.translate.cache_clear()
    monkeypatch.setattr(louis.ctypes.util, "find_library", lambda name: None)
    status = main(["build", "wall", "--format", "braille", "--workspace", str(root)])
    louis._library.cache_clear()
    assert status == 1
    told = capsys.readouterr().err
    assert (
        f"wall.yaml:{line_of('formats', root)}:1: error: Braille is written by liblouis, which is not"
        in told
    )
    assert "apt install liblouis20 liblouis-data" in told


@pytest.mark.parametrize(("form", "says"), [("braille", "No braille code"), ("audio", "no voice")])
def test_a_language_that_a_form_does_not_know_is_told_at_its_key(
    tmp_path: Path, form: str, says: str
) -> None:
    root = school(tmp_path, language="tlh", formats=[form])
    done = makelesson("build", "wall", cwd=root)
    assert done.returncode == 1
    assert f"lessons/wall.yaml:{line_of('language', root)}:" in done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["braille", "audio"])
def test_what_another_version_would_write_otherwise_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    root = school(tmp_path)
    build = ["build", "wall", "--format", f"{form},epub", "--explain", "--workspace", str(root)]
    assert main(build) == 0
    capsys.readouterr()
    assert main(build) == 0
    assert f"what writes {form}" not in capsys.readouterr().out
    place = formats.FORMATS[form].rests_on
    load = formats.load
    monkeypatch.setattr(
        "lessonpress.press.freshness.recipe.load",
        lambda asked: (lambda: "another") if asked == place else load(asked),
    )
    assert main(build) == 0
    told = capsys.readouterr().out
    assert f"what writes {form} changed" in told
    assert "epub" not in told
