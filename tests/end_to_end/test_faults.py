"""Whatever happens to a build, no file is half-written, and the next build completes.

Each test runs the command as a person does, in a process of its own.
"""

from __future__ import annotations

import io
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pypdf
import pytest

from lessonpress.starter import make_workspace
from lessonpress.workspace import Workspace

COMMAND = Path(__file__).parents[2] / "makelesson.py"
Process = subprocess.Popen[bytes]
LESSONS = 8
FILES_OF_A_LESSON = 8

posix_only = pytest.mark.skipif(os.name == "nt", reason="has no such signals or limits")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace of several lessons, each with an event of its own."""
    workspace = make_workspace(tmp_path_factory.mktemp("school"))
    [[spec]] = workspace.lesson_files().values()
    [[event]] = workspace.event_files().values()
    spec_text, event_text = spec.read_text("utf-8"), event.read_text("utf-8")
    for number in range(1, LESSONS):
        slug = f"lesson-{number}"
        text = re.sub("(?m)^event:.*$", f"event: {slug}", spec_text)
        text = re.sub("(?m)^title:.*$", f"title: Lesson {number}", text)
        (workspace.lessons / f"{slug}.yaml").write_text(text, "utf-8")
        (workspace.events / f"{slug}.txt").write_text(event_text, "utf-8")
    return workspace


@pytest.fixture(scope="module")
def undisturbed(school: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build prints that nothing happens to."""
    output = tmp_path_factory.mktemp("undisturbed")
    assert build(school, output).returncode == 0
    files = printed(output)
    assert len(files) == LESSONS * FILES_OF_A_LESSON
    return files


# --- kill -9 -------------------------------------------------------------------------------------


@posix_only
@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_that_is_killed_leaves_whole_files_and_the_next_one_completes(
    school: Workspace, undisturbed: dict[str, bytes], tmp_path: Path, workers: int
) -> None:
    moments = random.Random(workers)
    output = tmp_path / "output"
    started = time.monotonic()
    build(school, output)
    as_long_as_a_build = time.monotonic() - started
    shutil.rmtree(output)
    for _ in range(20):
        with running(school, output, workers) as process:
            time.sleep(moments.uniform(0.1, 1.1) * as_long_as_a_build)
            kill(process, with_workers=moments.random() < 0.5)
        assert_whole(output, undisturbed)
        if printed(output).keys() == undisturbed.keys():
            shutil.rmtree(output)
    assert_completes(school, output, undisturbed)


@posix_only
@pytest.mark.slow
def test_the_same_holds_in_the_midst_of_an_edit(
    school: Workspace, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    edited = Workspace.at(tmp_path / "edited")
    shutil.copytree(school.root, edited.root)
    output = tmp_path / "output"
    build(edited, output)
    before = printed(output)
    for event in edited.events.iterdir():
        event.write_text(event.read_text("utf-8").replace("1989", "1990"), "utf-8")
    build(edited, tmp_path / "afterwards")
    after = printed(tmp_path / "afterwards")
    moments = random.Random("edit")
    for _ in range(6):
        with running(edited, output) as process:
            time.sleep(moments.uniform(0.5, 2.5))
            kill(process, with_workers=True)
        now = printed(output)
        assert now.keys() == before.keys()
        assert all(data in (before[name], after[name]) for name, data in now.items())
    assert_completes(edited, output, after)


# --- stopped, and two at once --------------------------------------------------------------------


@posix_only
@pytest.mark.slow
@pytest.mark.parametrize("group", [True, False], ids=["whole group", "parent alone"])
@pytest.mark.parametrize(
    ("stop", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)
def test_a_build_that_is_stopped_ends_at_once_and_tidily(
    school: Workspace,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    stop: signal.Signals,
    status: int,
    group: bool,
) -> None:
    output = tmp_path / "output"
    with running(school, output, workers=2) as process:
        wait_for_files(output, 3)
        (os.killpg if group else os.kill)(process.pid, stop)
        started = time.monotonic()
        _, told = process.communicate(timeout=60)
        assert time.monotonic() - started < 5
        assert process.returncode == status
        assert told.split() == b"Stopped. Every file that was written is whole.".split()
        wait_for_no_process_of(process.pid)
    assert leftovers(output) == []
    assert_whole(output, undisturbed)
    assert_completes(school, output, undisturbed)


@pytest.mark.slow
def test_two_builds_at_once_do_each_other_no_harm(
    school: Workspace, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    with running(school, output) as one, running(school, output) as other:
        for process in (one, other):
            _, told = process.communicate(timeout=300)
            assert process.returncode == 0, told.decode()
    assert printed(output) == undisturbed
    assert_completes(school, output, undisturbed)


@posix_only
@pytest.mark.slow
def test_a_build_goes_on_when_another_beside_it_is_killed(
    school: Workspace, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    with running(school, output) as one:
        wait_for_files(output, 1)
        with running(school, output) as other:
            time.sleep(0.5)
            kill(one, with_workers=True)
            _, told = other.communicate(timeout=300)
            assert other.returncode == 0, told.decode()
    assert printed(output) == undisturbed


# --- disks ---------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_full_disk_is_told_and_leaves_whole_files(
    school: Workspace, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    size = sum(map(len, undisturbed.values()))
    with disk(tmp_path / "disk", size // 2) as output:
        done = build(school, output)
        assert done.returncode == 1
        assert "The disk is full." in done.stderr
        assert "Traceback" not in done.stderr
        assert leftovers(output) == []
        assert_whole(output, undisturbed)
        mount("-o", f"remount,size={size * 4}", output)
        assert_completes(school, output, undisturbed)


@pytest.mark.slow
def test_a_read_only_disk_is_told_and_keeps_what_it_has(
    school: Workspace, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    size = sum(map(len, undisturbed.values()))
    with disk(tmp_path / "disk", size * 4) as output:
        assert build(school, output, "lesson-1").returncode == 0
        kept = printed(output)
        mount("-o", "remount,ro", output)
        done = build(school, output)
        assert done.returncode == 1
        assert "ead-only" in done.stderr
        assert "Traceback" not in done.stderr
        assert printed(output) == kept
        mount("-o", "remount,rw", output)
        assert_completes(school, output, undisturbed)


@posix_only
@pytest.mark.slow
def test_a_limit_on_a_files_size_is_told_and_leaves_whole_files(
    school: Workspace, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    limit = sorted(map(len, undisturbed.values()))[len(undisturbed) // 2]
    done = build(school, output, most_bytes=limit)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert leftovers(output) == []
    assert_whole(output, undisturbed)
    assert_completes(school, output, undisturbed)


def test_a_file_in_place_of_a_lessons_folder_fails_that_lesson_alone(
    school: Workspace, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "lesson-1").write_text("in the way")
    done = build(school, output, "lesson-1", "lesson-2")
    assert done.returncode == 1
    assert "A file stands where a folder is needed." in done.stderr
    assert {name.split("/")[0] for name in printed(output)} == {"lesson-2"}
    assert (output / "lesson-1").read_text() == "in the way"
    (output / "lesson-1").unlink()
    assert build(school, output, "lesson-1", "lesson-2").returncode == 0
    assert_whole(output, undisturbed)
    assert len(printed(output)) == 2 * FILES_OF_A_LESSON


def test_a_file_in_place_of_the_output_is_told_and_kept(school: Workspace, tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.write_text("in the way")
    done = build(school, output, "lesson-1")
    assert done.returncode == 1
    assert "A file stands where a folder is needed." in done.stderr
    assert "Traceback" not in done.stderr
    assert output.read_text() == "in the way"


def test_a_bad_lesson_fails_alone_and_the_status_says_so(
    school: Workspace, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    bad = school.lessons / "bad.yaml"
    bad.write_text("event: nowhere\n", "utf-8")
    try:
        done = build(school, tmp_path / "output", "lesson-1", "bad", "lesson-2")
    finally:
        bad.unlink()
    assert done.returncode == 1
    assert "bad.yaml" in done.stderr
    assert len(printed(tmp_path / "output")) == 2 * FILES_OF_A_LESSON
    assert_whole(tmp_path / "output", undisturbed)


# --- builds, and what they leave -----------------------------------------------------------------


def words(school: Workspace, output: Path, *more: str) -> list[str]:
    where = ("--workspace", str(school.root), "--output", str(output))
    return [sys.executable, str(COMMAND), "build", "--quiet", *where, *more]


def build(
    school: Workspace, output: Path, *lessons: str, most_bytes: int | None = None
) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.run(
        words(school, output, *lessons),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
        preexec_fn=limit if most_bytes is not None else None,
    )


@contextmanager
def running(school: Workspace, output: Path, workers: int = 2) -> Iterator[Process]:
    """A build in a group of its own, that has ended for certain afterwards."""
    process = subprocess.Popen(
        words(school, output, "--workers", str(workers)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            kill(process, with_workers=True)


def kill(process: Process, *, with_workers: bool) -> None:
    """Ends a build as the kernel does when memory runs out: nothing in it hears of it."""
    if with_workers:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def wait_for_files(output: Path, number: int) -> None:
    end = time.monotonic() + 120
    while len(printed(output)) < number:
        assert time.monotonic() < end
        time.sleep(0.02)


def wait_for_no_process_of(group: int) -> None:
    end = time.monotonic() + 5
    while is_alive(group):
        assert time.monotonic() < end, "something of the build is left at work"
        time.sleep(0.02)


def is_alive(group: int) -> bool:
    """Whether a process of the group is at work; one that waits to be buried is not."""
    if sys.platform != "linux":
        with suppress(ProcessLookupError):
            os.killpg(group, 0)
            return True
        return False
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, group_of_it, *_ = stat.read_text("utf-8").rpartition(")")[2].split()
            if int(group_of_it) == group and state != "Z":
                return True
    return False


def printed(output: Path) -> dict[str, bytes]:
    """Every file that a person sees in the output folder."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.glob("*/*"))
        if not path.name.startswith(".") and not path.parent.name.startswith(".")
    }


def leftovers(output: Path) -> list[str]:
    return sorted(path.name for path in output.rglob("*.part"))


def assert_whole(output: Path, undisturbed: dict[str, bytes]) -> None:
    for name, data in printed(output).items():
        assert opens(name, data), name
        assert data == undisturbed[name], name


def opens(name: str, data: bytes) -> bool:
    if name.endswith(".pdf"):
        return len(pypdf.PdfReader(io.BytesIO(data)).pages) > 0
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.testzip() is None and "word/document.xml" in parts.namelist()


def assert_completes(school: Workspace, output: Path, undisturbed: dict[str, bytes]) -> None:
    """One more build, and all is as if nothing had happened."""
    done = build(school, output)
    assert done.returncode == 0, done.stderr
    assert printed(output) == undisturbed
    assert leftovers(output) == []


# --- small disks, for who may mount them ---------------------------------------------------------


def mount(*arguments: object) -> bool:
    done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of `size` bytes."""
    folder.mkdir()
    may_mount = sys.platform == "linux" and os.geteuid() == 0
    if not may_mount or not mount("-t", "tmpfs", "-o", f"size={size}", "makelesson-test", folder):
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
