"""The commands that begin a lesson: each does what its name says, and returns an exit status."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.api import draft, prompt
from lessonpress.authoring import adopt, ask_model, find_event, write_lesson
from lessonpress.console import show_path, show_problem
from lessonpress.files import read_file
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.workspace import UsageError, slug_of

if TYPE_CHECKING:
    from lessonpress.commands import Place
    from lessonpress.content.event import Event
    from lessonpress.drafting.adopting import Adopted
    from lessonpress.drafting.model import Model
    from lessonpress.workspace import Workspace

#: A reply in bytes; reply.py has a bound of its own, in characters.
_LARGEST = 4_000_000
#: So many reasons are told one by one.
_TOLD = 20


def make_lesson(place: Place, event: str | None, model: Model | None = None) -> int:
    """Starts a spec for an event, which is named by its slug or its file, with what can be drafted."""
    from lessonpress.starter import make_lesson as make

    workspace = place.open()
    if model is not None:
        _report_taken(workspace, find_event(workspace, event))
        return _write(workspace, *ask_model(workspace, event, model), Path(model.url))
    found = find_event(workspace, event)
    _report_taken(workspace, found)
    drafted = draft(workspace, found.slug)
    path = make(workspace, found, drafted)
    if drafted.count:
        count = "One thing is" if drafted.count == 1 else f"{drafted.count} things are"
        print(f"Made {show_path(path)}. {count} drafted from the event and marked `todo: true`.")
    else:
        print(f"Made {show_path(path)}. There was nothing to draft from the event's text.")
    if drafted.lacks:
        print(drafted.lacks)
    print("Look at it, and print it with:")
    print(f"    makelesson build {shlex.quote(slug_of(path))}")
    return 0


def _report_taken(workspace: Workspace, event: Event) -> None:
    from lessonpress.starter import report_taken

    report_taken(workspace, event.slug)


def show_prompt(place: Place, event: str) -> int:
    """Prints what to ask a chat model for."""
    print(prompt(place.open(), event), end="")
    return 0


def adopt_reply(place: Place, event: str, reply: str) -> int:
    """Writes a lesson with what of a reply stands up; the reply is a file, or `-` for what is typed or piped in."""
    workspace = place.open()
    path = Path("the reply") if reply == "-" else Path(reply)
    return _write(workspace, *adopt(workspace, event, _text(reply), path), path)


def _text(reply: str) -> str:
    if reply == "-":
        return sys.stdin.buffer.read(_LARGEST).decode("utf-8-sig", "replace")
    try:
        return read_file(Path(reply), _LARGEST).decode("utf-8-sig", "replace")
    except OSError as error:
        hint = "Save the chat's answer as a text file, and name that; or - and paste it."
        raise UsageError(
            f"{reply[:200]} can't be read: {error.strerror or error}.", hint
        ) from error


def _write(workspace: Workspace, event: Event, adopted: Adopted, path: Path) -> int:
    """Writes what was let in, and tells what wasn't; nothing is written where nothing was let in."""
    known = adopted.draft.count
    severity = Severity.WARNING if known else Severity.ERROR
    problems = [
        Problem(
            f"Not adopted, {one.kind}: {one.reason}", Location(path), "", severity, "not-adopted"
        )
        for one in adopted.refused
    ]
    if not known:
        raise ProblemError(problems[:_TOLD])
    made = write_lesson(workspace, event, adopted.draft, adopted.comment)
    for problem in problems[:_TOLD]:
        print(show_problem(problem), file=sys.stderr)
    count = "One thing is" if known == 1 else f"{known} things are"
    print(f"Made {show_path(made)}. {count} adopted and marked `todo: true`.")
    if problems:
        print(f"{len(problems)} could not be; the reasons stand at its end.")
    print("Look at it, and print it with:")
    print(f"    makelesson build {shlex.quote(slug_of(made))}")
    return 0
