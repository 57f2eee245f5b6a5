"""What people start from: a workspace with a sample lesson and settings to fill in, and a first spec for an event.

Nothing that is there already is ever overwritten.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.workspace import Workspace

if TYPE_CHECKING:
    from lessonpress.content.event import Event
    from lessonpress.drafting import Draft

_SAMPLE = "the-berlin-wall-falls"


def make_workspace(folder: Path) -> Workspace:
    """A workspace in `folder` with a sample event and lesson, so that a build works at once.

    Raises ProblemError where `folder` has lessons already, or can't be written to.
    """
    from lessonpress.content.schema import schema_text

    workspace = Workspace.at(folder)
    if os.path.lexists(workspace.lessons):
        raise _refuse(
            workspace.lessons,
            "The folder has lessons already: it is a workspace.",
            "Go on in it as it is, or choose another folder.",
        )
    schemas = workspace.schemas
    editor = workspace.root / ".vscode"
    settings = {
        "yaml.schemas": {f"./{editor.name}/{path.name}": files for path, files in schemas.values()}
    }
    here = Path(__file__).parent
    files = {
        workspace.events / f"{_SAMPLE}.txt": (here / f"{_SAMPLE}.txt").read_text("utf-8"),
        workspace.lessons / f"{_SAMPLE}.yaml": (here / f"{_SAMPLE}.yaml").read_text("utf-8"),
        **{path: schema_text(kind) for kind, (path, _) in schemas.items()},
        workspace.settings_file: (here / "makelesson.yaml").read_text("utf-8"),
        editor / "settings.json": json.dumps(settings, indent=2) + "\n",
    }
    for path, text in files.items():
        # What a folder has already of its own stays; a sample would not be one without its lesson.
        if path.parent.is_relative_to(workspace.lessons) or not os.path.lexists(path):
            _write_new(path, text)
    workspace.layouts.mkdir(exist_ok=True)
    return workspace


def make_lesson(workspace: Workspace, event: Event, draft: Draft) -> Path:
    """A spec for `event` in the workspace's lessons, with what was drafted: valid, and a start to write on from.

    Raises ProblemError where there is one of that name already, or it can't be written.
    """
    report_taken(workspace, event.slug)
    return write_lesson(workspace, event.slug, event, draft)


def report_taken(workspace: Workspace, name: str) -> None:
    """Raises ProblemError where there is a lesson of that name already."""
    taken = workspace.lesson_files().get(name)
    if taken:
        hint = "Write on in that file, or copy it under another name."
        raise _refuse(taken[0], "There is a lesson of this name already.", hint)


def write_lesson(
    workspace: Workspace, name: str, event: Event, draft: Draft, left_out: str = ""
) -> Path:
    """As `make_lesson`, under a name that is free; `left_out` is a comment at the end. Raises ProblemError."""
    from lessonpress.starter.first_spec import first_spec

    path = workspace.lessons / f"{name}.yaml"
    modeline = ""
    schema, _ = workspace.schemas["lesson"]
    if os.path.isfile(schema):
        modeline = f"# yaml-language-server: $schema=../.vscode/{schema.name}\n#\n"
    _write_new(path, modeline + first_spec(name, event, draft, left_out))
    return path


def _write_new(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "Choose a folder that you may write to."
        raise _refuse(path, f"The file could not be written: {reason}.", hint) from error


def _refuse(path: Path, message: str, hint: str) -> ProblemError:
    return ProblemError([Problem(message, Location(path), hint, code="not-made")])
