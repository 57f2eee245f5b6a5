"""The build report: every file of a build with its pages, digest, problems and time, as JSON and HTML.

Lessons wait in a temporary file until the build is over, so that memory does not grow with them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter
from typing import Any

from lessonpress import __version__
from lessonpress.press.delivery.by_hand import free_path
from lessonpress.press.delivery.output import writing
from lessonpress.press.delivery.report import Kept, LessonReport, Made, Tally
from lessonpress.problems import Problem
from lessonpress.workspace import Workspace

JSON_FILE, HTML_FILE = "report.json", "report.html"


class BuildReport:
    """What became of one build. `order` are the names of its lessons and units as they were planned,
    `options` the words of the command line, `doubts` the problems that belong to no single one."""

    def __init__(
        self,
        workspace: Workspace,
        order: Sequence[str],
        options: Sequence[str],
        doubts: Sequence[Problem] = (),
    ) -> None:
        self._root = workspace.root.absolute()
        self._output = workspace.output
        self._order = order
        self._options = options
        self._doubts = list(doubts)
        self._gone: list[str] = []
        self._lessons = TemporaryFile()  # noqa: SIM115 - lives as long as the report
        # Where in it each lesson is, and how long. Of two specs of one name, the second failed.
        self._places: dict[str, list[tuple[bool, str, int, int]]] = {}
        self._started = datetime.now(UTC)
        self._clock = perf_counter()

    def add(self, report: LessonReport) -> None:
        """Notes a lesson."""
        entry = {
            "lesson": report.lesson,
            "event": report.event or None,
            "failed": report.failed,
            "seconds": round(report.seconds, 4),
            "files": [
                *(self._file(made, made=True) for made in report.made),
                *(self._file(made, made=False) for made in report.standing),
            ],
            "kept": [self._kept(one) for one in report.kept],
            "replaced": [self._kept(one) for one in report.replaced],
            "problems": [self._problem(problem) for problem in report.problems],
        }
        line = json.dumps(entry).encode()
        first = str(report.problems[0].location.file) if report.problems else ""
        place = report.failed, first, self._lessons.tell(), len(line)
        self._places.setdefault(report.lesson, []).append(place)
        self._lessons.write(line)

    def doubt(self, problems: Iterable[Problem]) -> None:
        """Notes problems that belong to no single lesson."""
        self._doubts += problems

    def gone(self, lesson: str) -> None:
        """Notes that there are files of a lesson that is there no longer."""
        self._gone.append(lesson)

    def write(self, tally: Tally, ours: Mapping[str, str]) -> tuple[Path, Path]:
        """Writes both files, whole or not at all. `ours` are the digests of what was last written into
        the output, by name: what isn't ours stays, and the report lies beside it. Raises ProblemError."""
        head = {
            "makelesson": __version__,
            "started": self._started.isoformat(timespec="seconds"),
            "seconds": round(perf_counter() - self._clock, 3),
            "options": list(self._options),
            "lessons": tally.lessons,
            "unchanged": tally.unchanged,
            "failed": sorted(tally.failed),
            "gone": sorted(self._gone),
            "files": tally.files,
            "pages": tally.pages,
            "bytes": tally.size,
            "kept": tally.kept,
            "replaced": tally.replaced,
            "errors": tally.errors,
            "warnings": tally.warnings,
            "problems": [self._problem(problem) for problem in self._doubts],
        }
        paths = (
            free_path(self._output / JSON_FILE, ours, b'{\n "makelesson": "'),
            free_path(self._output / HTML_FILE, ours, b"<title>Build report:"),
        )
        with writing(paths[0]) as data, writing(paths[1]) as file:
            text = json.dumps({**head, "results": []}, indent=1)
            data.write(text.removesuffix("]\n}").encode())
            for index, line in enumerate(self._lines()):
                data.write(b",\n  " if index else b"\n  ")
                data.write(line)
            data.write(b"\n ]\n}\n")
            page = _template().stream(head=head, lessons=map(json.loads, self._lines()))
            # Only a path can have what is not text in it, where its name isn't.
            page.dump(file, encoding="utf-8", errors="backslashreplace")
        return paths

    def close(self) -> None:
        self._lessons.close()

    def _lines(self) -> Iterator[bytes]:
        for lesson in dict.fromkeys(self._order):
            for _, _, start, length in sorted(self._places.get(lesson, ())):
                self._lessons.seek(start)
                yield self._lessons.read(length)

    def _file(self, file: Made, *, made: bool) -> Mapping[str, Any]:
        return {
            **file.file.as_dict(),
            "path": file.path.relative_to(self._output).as_posix(),
            "pages": file.pages,
            "bytes": file.size,
            "digest": file.digest,
            "made": made,
            "reason": file.reason or None,
            "seconds": round(file.seconds, 4) if made else None,
        }

    def _kept(self, one: Kept) -> Mapping[str, Any]:
        return {
            **one.file.as_dict(),
            "path": one.path.relative_to(self._output).as_posix(),
            "why": one.why,
            "beside": None
            if one.beside is None
            else one.beside.relative_to(self._output).as_posix(),
            "reason": one.reason or None,
        }

    def _problem(self, problem: Problem) -> Mapping[str, Any]:
        place = problem.location
        path = place.file.absolute()
        inside = path.relative_to(self._root) if self._root in path.parents else path
        return {
            "severity": str(problem.severity),
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
            "file": inside.as_posix(),
            "line": place.line,
            "column": place.column,
        }


def _template() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("lessonpress.press.delivery", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": "{:,}".format, "size": _size, "link": _link}
    return environment.get_template("build_report.html")


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} KiB"


def _link(path: str) -> str:
    from urllib.parse import quote

    return quote(path)
