"""Damage, whatever is done to a file, and ends of every kind are told as what they are: at a person's file, in
a sentence, once; never as a traceback or a "fault in makelesson"."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lessonpress.cli import main
from lessonpress.content.roster import read_roster
from lessonpress.press.freshness.state import FILE, Input, Printed, Record, State
from lessonpress.problems import ProblemError
from lessonpress.registry.files import File
from lessonpress.starter import make_workspace
from lessonpress.workspace import builtin_layouts

ROOT = Path(__file__).parents[2]
SPEC = "lessons/the-berlin-wall-falls.yaml"
EVENT = "lessons/events/the-berlin-wall-falls.txt"
HUGE = "9" * 400
NUMBERS = [
    HUGE,
    f"-{HUGE}",
    "1e400",
    "-1e400",
    ".inf",
    "-.inf",
    ".nan",
    "NaN",
    "0x1F",
    "1e999999999",
]
posix_only = pytest.mark.skipif(os.name == "nt", reason="has no such files or signals")

Execute = Callable[..., tuple[int, str]]


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace(tmp_path / "school")
    monkeypatch.chdir(tmp_path / "school")
    return tmp_path / "school"


@pytest.fixture
def run(school: Path, capsys: pytest.CaptureFixture[str]) -> Execute:
    """Runs the command; gives its exit status and what it says of problems."""

    def run(*words: str) -> tuple[int, str]:
        status = main(words)
        said = capsys.readouterr().err
        assert status in (0, 1, 2)
        assert "Traceback" not in said
        assert "fault in makelesson" not in said
        return status, said

    return run


# --- the state -----------------------------------------------------------------------------------


def state_file(folder: Path) -> bytes:
    handout = File("handout", "pdf")
    state = State(folder)
    for number in range(30):
        name = f"lesson-ž-{number}"
        made = Printed(handout, "recipe", f"{number:032x}", 1, 2, 3, 1)
        used = Input(f"lessons/{name}.yaml", f"{number:032x}", 1, 2, 3, 4)
        state.store(Record(name, "event-ž", inputs=[used], printed={handout: made}))
        state.note_written(name, {f"{name}-handout.pdf": f"{number:032x}"})
    state.store_recipe("recipe", {"layout": "klasický"})
    state.close()
    return (folder / FILE).read_bytes()


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return state_file(tmp_path_factory.mktemp("state"))


@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), head=st.booleans())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_bit_of_the_state_turned_over(
    known: bytes, tmp_path_factory: pytest.TempPathFactory, share: float, bit: int, head: bool
) -> None:
    """In its head, a page or a text: it is made anew or read on, and said at most once."""
    folder = tmp_path_factory.mktemp("bit")
    data = bytearray(known)
    data[int(share * (100 if head else len(data)))] ^= 1 << bit
    (folder / FILE).write_bytes(data)
    for turn in range(2):
        state = State(folder)
        assert state.damaged is None or turn == 0
        for name in [*state.names(), "lesson-ž-3"]:
            state.record(name)
            state.written(name)
            state.quick_rows([name])
        state.recipe("recipe")
        state.store(Record("another"))
        state.note_written("another", {"a.pdf": "0"})
        state.forget("lesson-ž-4")
        state.close()


# --- rosters, and everything at once -------------------------------------------------------------

SIGNS = st.sampled_from(
    [
        "\0",
        "\x01",
        "\x1b",
        "\x7f",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\ud7ff",
        "\ufffe",
        "𝔘",
        "漢",
        "ע",
        '"',
        ";",
        "\r",
    ]
)


@given(st.lists(st.one_of(st.text(max_size=6), SIGNS), max_size=30).map("".join))
def test_a_roster_of_anything_is_read_or_told(text: str) -> None:
    try:
        assert read_roster(Path("r.csv"), f"name\n{text}\n").names
    except ProblemError as error:
        for problem in error.problems:
            assert problem.location.file == Path("r.csv")
            assert problem.location.line


BITS = [
    '"', "'", "[", "]", "{", "}", ":", "#", "- ", "\t", "\n", "\n\n", "|", ">", "&a ", "*a", "!!x ", "%", "@", "`",
    "\\", "~", "null", "true", "1e400", HUGE, "-1", ".nan", "\u200b", "\u202e", "\x01", "\ufeff", "\u0301", "漢",
    "[a](b)", "![](x)", "![a](x.png)", "[](https://x.org)", "[a](javascript:1)", "<b>", "&nbsp;", "{{ x }}",
    "{% if %}", "]]>", "<?at x 1?>", "</p>", "---\n", "<<: *a", "? a", "\r", "\0", "*" * 50, "> " * 60, "[[" * 30,
    "../..", "/etc/passwd", "con", "answer: [a, b]", "activity: cloze",
]  # fmt: skip
SHIPPED = {
    SPEC: ROOT / "lessonpress/starter/the-berlin-wall-falls.yaml",
    EVENT: ROOT / "lessonpress/starter/the-berlin-wall-falls.txt",
    "layouts/own/layout.yaml": ROOT / "layouts/modern/layout.yaml",
}
TEXTS = {name: path.read_text("utf-8") for name, path in SHIPPED.items()} | {
    "makelesson.yaml": "school: Grammar School\ndefaults:\n  layout: own\n  paper: A4\n",
    "lessons/units/u.yaml": "title: A unit\nlessons:\n  - the-berlin-wall-falls\ndescription: |\n  A text.\n",
    "layouts/own/handout.xml": '{% extends "base/handout.xml" %}\n',
}


@pytest.fixture
def fuzzed(school: Path) -> Path:
    for name, text in TEXTS.items():
        (school / name).parent.mkdir(parents=True, exist_ok=True)
        (school / name).write_text(text, "utf-8")
    return school


@given(st.data())
@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make one smaller takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_done_to_a_file_is_told_of_a_persons_file(
    fuzzed: Path, capsys: pytest.CaptureFixture[str], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name]
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 30)))
    changed = text[:start] + data.draw(st.sampled_from(BITS)) + text[stop:]
    (fuzzed / name).write_bytes(changed.encode("utf-8", "surrogatepass"))
    try:
        status = main(["check", "--quiet", "--workers", "1"])
        said = capsys.readouterr().err
    finally:
        (fuzzed / name).write_text(text, "utf-8")
    assert status in (0, 1)
    assert "Traceback" not in said
    assert "fault in makelesson" not in said
    assert str(builtin_layouts()) not in said
    if status:
        assert any(one in said for one in TEXTS)


# --- ends ----------------------------------------------------------------------------------------


def start(*words: str, **how: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "makelesson.py"), *words]
    return subprocess.Popen(command, text=True, **how)  # type: ignore[call-overload, no-any-return]


@posix_only
@pytest.mark.parametrize(("ended", "status"), [("SIGHUP", 129), ("SIGTERM", 143), ("SIGINT", 130)])
def test_whoever_hangs_up_on_a_build_with_workers_sees_no_traceback(
    school: Path, ended: str, status: int
) -> None:
    text = (school / SPEC).read_text("utf-8")
    for number in range(30):
        (school / f"lessons/l{number}.yaml").write_text(text, "utf-8")
    running = start("build", "--workers", "2", stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
                    cwd=school, start_new_session=True)  # fmt: skip
    chance = random.Random(ended)
    while not list(school.glob("output/*/*.pdf")):
        assert running.poll() is None
        sleep(0.05)
    sleep(chance.random() / 2)
    os.killpg(running.pid, getattr(signal, ended))
    _, said = running.communicate(timeout=60)
    assert running.returncode == status
    assert said.strip() == "Stopped. Every file that was written is whole."


@posix_only
def test_under_nohup_a_terminal_that_hangs_up_ends_nothing(school: Path) -> None:
    running = start("watch", "--quiet", cwd=school, stderr=subprocess.PIPE,
                    preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))  # fmt: skip
    while not list(school.glob("output/*/*.docx")):
        assert running.poll() is None
        sleep(0.05)
    running.send_signal(signal.SIGHUP)
    sleep(0.5)
    assert running.poll() is None
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=30)
    assert running.returncode == 143


@posix_only
@pytest.mark.parametrize(
    ("closing", "status"),
    [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("<&-", 0), (">/dev/full", 1), ("| true", 141)],
)
def test_streams_that_are_closed_or_full(school: Path, closing: str, status: int) -> None:
    command = f'"{sys.executable}" "{ROOT / "makelesson.py"}" list {closing}'
    if closing == "| true":
        command += "; exit ${PIPESTATUS[0]}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=school, capture_output=True, text=True, check=False
    )
    assert done.returncode in {status, 0 if closing == "| true" else status}
    assert "Traceback" not in done.stderr
    assert "fault" not in done.stderr
    assert "Exception" not in done.stderr
