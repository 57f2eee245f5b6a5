"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from lessonpress.press.delivery import output
from lessonpress.press.delivery.output import sweep_folder, write_all, write_whole
from lessonpress.problems import ProblemError


def fail_with(number: int) -> object:
    def fail(*arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_folders_are_made_as_needed(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.pdf"
    write_whole(path, b"data")
    assert path.read_bytes() == b"data"
    assert [entry.name for entry in path.parent.iterdir()] == ["c.pdf"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "c.pdf"
    path.write_bytes(b"old and longer")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_the_file_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "c.pdf", b"data")
    finally:
        os.umask(before)
    assert (tmp_path / "c.pdf").stat().st_mode & 0o777 == 0o644


def test_a_name_as_long_as_the_disk_allows_is_no_hindrance(tmp_path: Path) -> None:
    write_whole(tmp_path / ("n" * 255), b"data")
    assert (tmp_path / ("n" * 255)).read_bytes() == b"data"


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "--output"),
        (errno.EACCES, "open in another program"),
        (errno.EIO, "open in another program"),
    ],
)
def test_when_writing_fails_the_old_file_stands_and_nothing_else_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, hint: str
) -> None:
    path = tmp_path / "c.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, step, fail_with(number))
    with pytest.raises(ProblemError) as caught:
        write_whole(path, b"new")
    [problem] = caught.value.problems
    assert problem.location.file == path
    assert os.strerror(number) in problem.message
    assert hint in problem.hint
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["c.pdf"]


def test_an_interrupt_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "c.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("I am a file")
    with pytest.raises(ProblemError) as caught:
        write_whole(tmp_path / "output" / "lesson" / "c.pdf", b"data")
    [problem] = caught.value.problems
    assert problem.location.file == tmp_path / "output" / "lesson"
    assert "A file stands where a folder is needed" in problem.hint


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "c.pdf").mkdir()
    with pytest.raises(ProblemError) as caught:
        write_whole(tmp_path / "c.pdf", b"data")
    assert "A folder stands where the file should go" in caught.value.problems[0].hint


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "a disk without links"])
def test_of_several_files_all_take_their_places_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """The second is open in Word, which on Windows keeps it from being replaced."""
    (tmp_path / "a.docx").write_bytes(b"old a")
    (tmp_path / "b.docx").write_bytes(b"old b")
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target).name == "b.docx":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    if not links:
        monkeypatch.setattr(os, "link", fail_with(errno.EPERM))
    new = {tmp_path / name: b"new" for name in ("fresh.pdf", "a.docx", "b.docx", "c.docx")}
    with pytest.raises(ProblemError) as caught:
        write_all(new)
    [problem] = caught.value.problems
    assert problem.location.file == tmp_path / "b.docx"
    assert "close it there" in problem.hint
    there = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert there == {"a.docx": b"old a", "b.docx": b"old b"}
    monkeypatch.setattr(os, "replace", replace)
    write_all(new)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: b"new" for path in new
    }


@pytest.mark.parametrize("moment", range(4))
def test_whoever_stops_it_while_files_take_their_places_finds_all_new_or_all_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Ctrl-C comes right behind a renaming."""
    (tmp_path / "a.pdf").write_bytes(b"old a")
    (tmp_path / "b.pdf").write_bytes(b"old b")
    replace, calls = os.replace, 0

    def stop_behind(source: Path, target: Path) -> None:
        nonlocal calls
        replace(source, target)
        calls += 1
        if calls == moment:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stop_behind)
    new = {tmp_path / name: b"new" for name in ("a.pdf", "fresh.pdf", "b.pdf")}
    try:
        write_all(new)
    except KeyboardInterrupt:
        assert moment
        expected = {"a.pdf": b"old a", "b.pdf": b"old b"}
    else:
        assert not moment
        expected = {path.name: b"new" for path in new}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == expected


def test_all_are_on_the_disk_before_any_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a power cut could leave an empty file under a name that stood for a whole one."""
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace
    whole = {tmp_path / f"{number}.pdf": b"x" * (number + 1) for number in range(3)}

    def sync(descriptor: int) -> None:
        steps.append(f"sync {os.fstat(descriptor).st_size}")
        fsync(descriptor)

    def rename(source: Path, target: Path) -> None:
        steps.append(f"rename {target.name}")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", rename)
    write_all(whole)
    assert steps == [
        *("sync 1", "sync 2", "sync 3"),
        *("rename 0.pdf", "rename 1.pdf", "rename 2.pdf"),
    ]


@pytest.mark.parametrize("name", ["notes.part", ".download.part", "film.0123456789abcdef.part", ".0123456789abcdef.part.txt", ".0123456789abcdeg.part", ".0123456789abcdef0.part", "0123456789abcdef.part"])  # fmt: skip
def test_the_sweep_leaves_what_is_not_our_own(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"somebody else's")
    sweep_folder(tmp_path)
    assert (tmp_path / name).is_file()


def test_the_sweep_takes_what_a_killed_build_left(tmp_path: Path) -> None:
    left = output._part_beside(tmp_path / "a.pdf")
    left.write_bytes(b"half")
    (tmp_path / "a.pdf").write_bytes(b"whole")
    (tmp_path / ".0123456789abcdef.part").mkdir()  # no file of ours
    sweep_folder(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".0123456789abcdef.part", "a.pdf"]
    sweep_folder(tmp_path / "nowhere")


def test_what_is_written_bit_by_bit_takes_its_place_when_all_is_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "report.html"
    for text in (b"one", b"two"):  # a folder that isn't there, and one that is
        with output.writing(path) as file:
            file.write(text)
            assert not path.exists() or path.read_bytes() != text
        assert path.read_bytes() == text
        assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("bit_by_bit", [True, False])
def test_what_the_disk_refuses_is_a_problem_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, bit_by_bit: bool
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, step, fail_with(errno.ENOSPC))
    with pytest.raises(ProblemError) as caught:  # noqa: PT012 - both ways to write
        if bit_by_bit:
            with output.writing(path) as file:
                file.write(b"new")
        else:
            write_whole(path, b"new")
    [problem] = caught.value.problems
    assert (problem.location.file, problem.code) == (path, "not-written")
    assert os.strerror(errno.ENOSPC) in problem.message
    assert "Make room" in problem.hint
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == {"a.pdf": b"old"}
