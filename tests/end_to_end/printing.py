"""Workspaces written for a test, and what the engine prints from them: in this process or as people do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lessonpress.content.wishes import Wishes
from lessonpress.layout.layouts import list_layouts
from lessonpress.press.delivery.report import LessonReport, Made
from lessonpress.press.delivery.run import run
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.workers.schedule import InTurn
from lessonpress.workspace import Workspace, builtin_layouts

ROOT = Path(__file__).parents[2]
LAYOUTS = list_layouts([builtin_layouts()])
PAPERS = ("A4", "Letter", "A4-landscape")
STUDENT_DOCUMENTS = ("handout", "worksheet")
DOCUMENTS = (*STUDENT_DOCUMENTS, "answer-key")

Files = Mapping[str, str | bytes]


def write_workspace(root: Path, files: Files) -> Path:
    """Writes files by their path in the workspace, such as `lessons/one.yaml`; yields the root."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)
    return root


class Lines(str):
    """A text that a spec has behind `|`, line by line."""


yaml.SafeDumper.add_representer(
    Lines, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
)


def spec(lesson: Mapping[str, Any]) -> str:
    """A lesson spec as YAML."""
    return yaml.safe_dump(dict(lesson), allow_unicode=True, sort_keys=False, width=10_000)


def print_lessons(
    root: Path,
    output: Path | None = None,
    *lessons: str,
    letterhead: Path | None = None,
    packets: bool = True,
    **wishes: object,
) -> list[LessonReport]:
    """Prints lessons of a workspace, and its units' `packets`, in this process, as `wishes` say."""
    workspace = Workspace.at(root, output)
    request = Request(Wishes(**wishes), letterhead=letterhead)  # type: ignore[arg-type]
    jobs = [job for job in plan(workspace, lessons, request) if packets or job.lessons is None]
    return list(run(jobs, workspace.output, InTurn()))


def print_one(root: Path, output: Path | None = None, **wishes: object) -> dict[str, bytes]:
    """The files of a workspace with one lesson, by names such as `handout.pdf`; no problem allowed,
    but a last page may be as short as it is."""
    [report] = print_lessons(root, output, **wishes)  # type: ignore[arg-type]
    assert {problem.code for problem in report.problems} <= {"nearly-empty-page"}
    return {f"{made.document}.{made.format}": made.path.read_bytes() for made in report.made}


def makelesson(
    *arguments: str | Path, cwd: Path, input: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs the command as people do."""
    return subprocess.run(
        [sys.executable, str(ROOT / "makelesson.py"), *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        input=input,
        env={**os.environ, "NO_COLOR": "1", **environment},
        timeout=120,
    )


@dataclass
class Press:
    """Workspaces by name, printed when a test first asks for them, each layout and paper once."""

    workspaces: dict[str, Path]
    output: Path
    _reports: dict[tuple[str, str, str], list[LessonReport]] = field(default_factory=dict)

    def reports(self, workspace: str, layout: str, paper: str = "A4") -> list[LessonReport]:
        key = (workspace, layout, paper)
        if key not in self._reports:
            output = self.output.joinpath(*key)
            root = self.workspaces[workspace]
            self._reports[key] = print_lessons(
                root, output, layout=layout, paper=paper, packets=False
            )
        return self._reports[key]

    def files(
        self, workspace: str, layout: str, paper: str = "A4", format_: str | None = None
    ) -> list[Made]:
        """The files; none may be missing for an error."""
        made = []
        for report in self.reports(workspace, layout, paper):
            errors = [problem for problem in report.problems if problem.is_error]
            assert not errors, "\n".join(map(str, [*errors, *report.traces]))
            made += [file for file in report.made if format_ in (None, file.format)]
        return made
