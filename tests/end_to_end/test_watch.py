"""`watch` prints what was saved, tells what is wrong, and never serves what was before."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonpress.press.watch import saves
from lessonpress.workspace import Workspace
from tests.end_to_end.printing import ROOT, makelesson, write_workspace

LONG = 60  # seconds that a slow machine may take; nobody waits for them on a quick one

EVENT = """\
# The First Event

A summary of what happened.

## What Happened?

It began in the {when}.

![A map](map.png)
"""
FILES = {
    "lessons/events/first.md": EVENT.format(when="morning"),
    "lessons/one.yaml": "event: first\ndocuments: [handout]\nformats: [pdf]\n",
    "lessons/two.yaml": "event: first\ndocuments: [handout]\nformats: [docx]\n",
}


class Watch:
    """A running `makelesson watch`, and what it says."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self._process = subprocess.Popen(
            [sys.executable, str(ROOT / "makelesson.py"), "watch", *options],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.told: list[str] = []
        self.wait_for("watched")

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.rstrip())

    def wait_for(self, *words: str) -> None:
        """Waits until each of the words was said, in any order."""
        missing = set(words)
        end = time.monotonic() + LONG
        while missing:
            try:
                line = self._lines.get(timeout=max(end - time.monotonic(), 0.01))
            except queue.Empty:
                raise AssertionError(f"not told: {missing}; told: {self.told}") from None
            self.told.append(line)
            missing = {word for word in missing if word not in line}

    def save(self, name: str, text: str | bytes) -> None:
        """As editors do: to a file aside, which takes the other's place."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.swp")
        aside.write_bytes(text.encode() if isinstance(text, str) else text)
        os.replace(aside, path)

    def stop(self) -> int:
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(timeout=LONG)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def watch(tmp_path: Path, pictures: dict[str, bytes]) -> Iterator[Watch]:
    root = write_workspace(
        tmp_path / "school", {**FILES, "lessons/events/map.png": pictures["red"]}
    )
    running = Watch(root)
    yield running
    running.end()


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    from io import BytesIO

    from PIL import Image

    def png(colour: str) -> bytes:
        file = BytesIO()
        Image.new("RGB", (40, 30), colour).save(file, "PNG")
        return file.getvalue()

    return {colour: png(colour) for colour in ("red", "blue")}


def anew(root: Path, folder: Path) -> dict[str, bytes]:
    """What a build from nothing prints."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("output"))
    assert makelesson("build", "--quiet", cwd=folder).returncode == 0
    return files(folder)


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "output").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_each_kind_of_save_prints_what_a_build_from_nothing_would(
    watch: Watch, tmp_path: Path, pictures: dict[str, bytes]
) -> None:
    saves: dict[str, tuple[str, str | bytes, tuple[str, ...]]] = {
        "event": ("lessons/events/first.md", EVENT.format(when="evening"), ("one/", "two/")),
        "lesson": ("lessons/one.yaml", FILES["lessons/one.yaml"] + "title: Other\n", ("one/",)),
        "picture": ("lessons/events/map.png", pictures["blue"], ("one/", "two/")),
        "new event": ("lessons/events/second.md", EVENT.format(when="night"), ()),
        "new lesson": ("lessons/three.yaml", "event: second\nformats: [docx]\n", ("three/",)),
        "layout": ("layouts/classic/layout.yaml", 'colours: {accent: "#1d5c2f"}\n', ("one/",)),
        "layout again": (
            "layouts/classic/layout.yaml", 'colours: {accent: "#5c1d2f"}\n', ("one/",),
        ),
        "template": (
            "layouts/classic/handout.xml",
            '{% extends "handout.xml" %}\n{% block title %}<h1 id="title">Mine</h1>{% endblock %}\n',
            ("one/", "two/", "three/"),
        ),
        "settings": ("makelesson.yaml", "defaults: {paper: A5}\n", ("one/", "two/", "three/")),
        "unit": ("lessons/units/both.yaml", "title: Both\nlessons: [one, two]\n", ("both/",)),
    }  # fmt: skip
    for number, (name, text, printed) in enumerate(saves.values()):
        watch.save(name, text)
        watch.wait_for(*printed)
        if not printed:
            time.sleep(1)
        before = anew(watch.root, tmp_path / f"anew-{number}")
        # The last file may still be on its way when the first is told of.
        end = time.monotonic() + LONG
        while files(watch.root) != before and time.monotonic() < end:
            time.sleep(0.05)
        assert files(watch.root) == before, name


def test_what_is_wrong_is_told_once_and_when_it_is_mended(watch: Watch) -> None:
    good = FILES["lessons/one.yaml"]
    watch.save("lessons/one.yaml", f"{good}bogus: 1\n")
    watch.wait_for("one.yaml:4:1: error:")
    watch.save("lessons/two.yaml", FILES["lessons/two.yaml"] + "title: Other\n")
    watch.wait_for("two/")
    watch.save("lessons/one.yaml", f"{good}title: Another\n")
    watch.wait_for("one/", "1 error mended")
    assert sum("error:" in line for line in watch.told) == 1


def test_a_folder_that_goes_and_comes_back_is_survived(watch: Watch) -> None:
    lessons = watch.root / "lessons"
    lessons.rename(watch.root / "elsewhere")
    watch.wait_for("There is no lesson")
    (watch.root / "elsewhere").rename(lessons)
    time.sleep(2)
    watch.save("lessons/one.yaml", FILES["lessons/one.yaml"] + "title: Other\n")
    watch.wait_for("one/")


def test_what_editors_leave_beside_a_file_prints_nothing(watch: Watch) -> None:
    for name in ("lessons/~$one.yaml", "lessons/.one.yaml.swp", "lessons/events/first.md~"):
        (watch.root / name).write_text("event: first\n")
    watch.save("lessons/two.yaml", FILES["lessons/two.yaml"] + "title: Other\n")
    watch.wait_for("two/")
    printed = [line for line in watch.told if re.search(r"files? in", line)]
    assert len(printed) == 3  # both at first, and the one that was saved


def test_another_build_can_run_meanwhile(watch: Watch) -> None:
    done = makelesson("build", cwd=watch.root)
    assert done.returncode == 0
    assert "as printed before" in done.stdout
    assert "waiting" not in done.stderr


def test_ctrl_c_ends_it_tidily(watch: Watch) -> None:
    assert watch.stop() == 130
    while not watch._lines.empty():
        watch.told.append(watch._lines.get())
    assert not [line for line in watch.told if "Traceback" in line]


def test_where_a_disk_tells_of_nothing_it_looks_by_itself(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {**FILES, "lessons/events/first.md": "# A\n\nA summary.\n"})
    watch = Watch(root, "--poll")
    try:
        watch.save("lessons/one.yaml", FILES["lessons/one.yaml"] + "title: Other\n")
        watch.wait_for("one/")
    finally:
        watch.end()


def test_what_is_asked_for_wrongly_ends_it_at_once(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, FILES)
    done = makelesson("watch", "oen", cwd=root)
    assert done.returncode == 2
    assert "one" in done.stderr


def test_where_the_system_follows_no_more_folders_they_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    polled = []

    def watch(*folders: Path, force_polling: bool | None, **how: object) -> Iterator[set[str]]:
        polled.append(force_polling)
        if not force_polling:
            raise OSError("OS file watch limit reached.")
        yield set()

    monkeypatch.setattr("watchfiles.watch", watch)
    told = saves(Workspace.at(write_workspace(tmp_path, FILES)), lambda: ())
    next(told)
    next(told)
    assert polled == [None, True]
