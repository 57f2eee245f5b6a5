"""What the command says: to people on a terminal or in a log, to machines as JSON, or only problems.

Results go to the standard output, problems and progress to the standard error.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lessonpress.comparison import show_unseen
from lessonpress.terminal import Advance, print_table, progress, stand_still

if TYPE_CHECKING:
    from lessonpress.press.delivery.archives import Archive
    from lessonpress.press.delivery.report import Kept, LessonReport, Tally
    from lessonpress.problems import Problem

# With fewer lessons than this every file has its row in the summary, otherwise every lesson.
_FILES_SHOWN_BELOW = 4
_MOST_ROWS = 60
_PLURALS = {
    "lesson": "lessons",
    "unit": "units",
    "file": "files",
    "error": "errors",
    "warning": "warnings",
}


class Quiet:
    """Says nothing but problems. What the other voices add, they add by overriding."""

    def start(self, command: str, lessons: int) -> AbstractContextManager[Advance]:
        """A run begins; what is returned is entered while it lasts."""
        return nullcontext(stand_still)

    def problems(self, problems: Sequence[Problem], lesson: str = "") -> None:
        """Problems that were not shown before; `lesson` is empty where they belong to none."""
        for problem in problems:
            print(show_problem(problem), file=sys.stderr)

    def lesson(self, report: LessonReport) -> None:
        """A lesson is done."""

    def reasons(self, report: LessonReport) -> None:
        """Why each file of a lesson was made anew."""

    def kept(self, lesson: str, one: Kept) -> None:
        """A file of a person's lies in the place of a printed one."""
        newer = f"; the new one ({one.reason}) is" if one.reason else "; the new one is"
        beside = f"{newer} {one.beside.name}" if one.beside else ""
        print(f"{show_path(one.path)}: kept, since {one.why}{beside}.", file=sys.stderr)

    def replaced(self, lesson: str, one: Kept) -> None:
        """A file of a person's was replaced, since everything was asked for anew."""
        print(
            f"{show_path(one.path)}: replaced, as --force asks, though {one.why}.", file=sys.stderr
        )

    def refused(self, message: str, hint: str) -> None:
        """What is asked for isn't there, or not any more."""
        print(
            f"makelesson: {message}", *([f"    {hint}"] if hint else []), sep="\n", file=sys.stderr
        )

    def damaged(self, path: Path) -> None:
        """The state of the output was damaged, and now lies aside."""
        message = "could not be read: everything is made anew. It can be deleted."
        print(
            f"{show_path(path)}: warning: What was known of the output {message}", file=sys.stderr
        )

    def reported(self, paths: Sequence[Path]) -> None:
        """A report was written."""

    def packed(self, archives: Sequence[Archive]) -> None:
        """Archives were written."""
        for one in archives:
            if one.kept is not None:
                newer = "" if one.path == one.kept else f"; the new one is {one.path.name}"
                message = f"kept, since it isn't as it was packed{newer}."
                print(f"{show_path(one.kept)}: {message}", file=sys.stderr)

    def not_packed(self, name: str) -> None:
        """Nothing was packed, since some of it could not be printed."""
        message = "is not packed, since not all of it could be printed."
        print(f"{name} {message} Archives from before stay as they were.", file=sys.stderr)

    def waiting(self) -> None:
        """Another build is at work in the same output folder."""
        print("Another build is at work here; waiting until it is done.", file=sys.stderr)

    def gone(self, lesson: str, folder: Path) -> None:
        """A lesson is gone, of which something was printed."""

    def pruned(
        self, lesson: str, removed: Sequence[Path], kept: Sequence[Path], *, gone: bool
    ) -> None:
        """What was printed of a lesson that is gone, or that it no longer asks for, was removed; `kept` was
        changed by hand."""
        why = "its lesson is gone" if gone else "the lesson no longer asks for it"
        for path in kept:
            message = "kept, since it was changed after it was printed"
            print(f"{show_path(path)}: {message}; {why}.", file=sys.stderr)

    def reading(self, event: Path, lines: Sequence[str]) -> None:
        """How an event was read."""

    def done(self, tally: Tally, seconds: float) -> None:
        """The run is over. What was printed by a wish that nobody said again is no longer: that is told."""
        for sentence in tally.wishes(over=True):
            print(sentence, file=sys.stderr)


class People(Quiet):
    """Tells people: progress over several lessons on a terminal, and a summary at the end."""

    def __init__(self) -> None:
        self._command = ""
        self._lessons = 0
        self._rows: list[tuple[str, ...]] = []

    def start(self, command: str, lessons: int) -> AbstractContextManager[Advance]:
        self._command = command
        self._lessons = lessons
        if lessons > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            return progress(lessons)
        return nullcontext(stand_still)

    def lesson(self, report: LessonReport) -> None:
        if report.unchanged and not report.made and self._lessons < _FILES_SHOWN_BELOW:
            self._rows.append((f"{show_path(report.folder)}{os.sep}",))
        if self._command == "check" or not report.made or len(self._rows) >= _MOST_ROWS:
            return
        folder = f"{show_path(report.made[0].path.parent)}{os.sep}"
        if self._lessons < _FILES_SHOWN_BELOW:
            self._rows.append((folder,))
            for made in report.made:
                pages = str(made.pages) if made.pages is not None else ""
                self._rows.append(
                    (f"  {made.path.name}", pages, _size(made.size), f"{made.seconds:.2f} s")
                )
        else:
            pages = str(sum(made.pages or 0 for made in report.made))
            size = _size(sum(made.size for made in report.made))
            self._rows.append((folder, pages, size, f"{report.seconds:.2f} s"))

    def reasons(self, report: LessonReport) -> None:
        for made in report.made:
            print(f"{show_path(made.path)}: {made.reason}")

    def gone(self, lesson: str, folder: Path) -> None:
        message = "its lesson is gone. --prune removes it."
        print(f"{show_path(folder)}{os.sep}: {message}", file=sys.stderr)

    def pruned(
        self, lesson: str, removed: Sequence[Path], kept: Sequence[Path], *, gone: bool
    ) -> None:
        super().pruned(lesson, removed, kept, gone=gone)
        if removed:
            why = "the lesson is gone" if gone else "no longer asked for"
            print(f"{count(len(removed), 'file')} of {lesson} removed; {why}.")

    def packed(self, archives: Sequence[Archive]) -> None:
        super().packed(archives)
        for one in archives:
            if one.path == one.kept:
                continue
            reader = "for pupils, without answers" if one.reader == "pupils" else "for the staff"
            files = count(one.files, "file")
            print(f"{show_path(one.path)}: {reader}, {files}, {_size(one.size)}")
            for path in one.by_hand:
                print(f"    {show_path(path)} as it was changed by hand")

    def reported(self, paths: Sequence[Path]) -> None:
        print(f"Report: {' and '.join(map(show_path, paths))}")

    def reading(self, event: Path, lines: Sequence[str]) -> None:
        print(show_path(event))
        for line in lines:
            print(f"    {line}".rstrip())
        print()

    def done(self, tally: Tally, seconds: float) -> None:
        printed = tally.lessons - len(tally.failed) - tally.unchanged
        if self._rows:
            print_table(self._rows, ("document", "pages", "size", "time"))
            untold = printed - len(self._rows)
            if len(self._rows) == _MOST_ROWS and untold > 0:
                print(f"and {count(untold, 'lesson')} more")
            print()
        units = tally.units
        failed = units["failed"]
        lessons = _kinds(printed, units["all"] - units["unchanged"] - failed)
        if self._command != "check":
            if tally.files:
                print(f"{lessons} printed: {count(tally.files, 'file')} in {seconds:.2f} s.")
            if tally.unchanged:
                verb = "is" if tally.unchanged == 1 else "are"
                time = "" if tally.files else f", found in {seconds:.2f} s"
                as_before = _kinds(tally.unchanged, units["unchanged"])
                print(f"{as_before} {verb} as printed before{time}.")
            if tally.kept:
                verb = "was" if tally.kept == 1 else "were"
                them = "it" if tally.kept == 1 else "them"
                hint = f"build --force replaces {them}"
                print(f"{count(tally.kept, 'file')} {verb} changed by hand and kept ({hint}).")
            if tally.replaced:
                verb = "was" if tally.replaced == 1 else "were"
                print(f"{count(tally.replaced, 'file')} {verb} changed by hand and replaced.")
        else:
            print(f"{_kinds(tally.lessons, units['all'])} checked in {seconds:.2f} s.")
        found = [
            count(number, word)
            for number, word in ((tally.errors, "error"), (tally.warnings, "warning"))
            if number
        ]
        if found:
            print(f"{' and '.join(found)}.", file=sys.stderr)
        if tally.failed:
            verb = "failed" if self._command == "check" else "could not be printed"
            print(f"{_kinds(len(tally.failed), failed)} {verb}:", file=sys.stderr)
            for lesson in tally.failed:
                print(f"    {lesson}", file=sys.stderr)
        for sentence in tally.wishes(over=False):
            print(sentence)
        super().done(tally, seconds)


class Watching(Quiet):
    """Tells people who save again and again: what was printed, and what is wrong since they did."""

    def __init__(self) -> None:
        self._begun = False
        self._known: set[Problem] = set()
        self._now: set[Problem] = set()
        self._refused = ""
        self._kept: set[Kept] = set()

    def kept(self, lesson: str, one: Kept) -> None:
        # What is saved again and again isn't told again and again.
        if one not in self._kept:
            super().kept(lesson, one)
        self._kept.add(one)

    def refused(self, message: str, hint: str) -> None:
        if message != self._refused:
            super().refused(message, hint)
        self._refused = message

    def problems(self, problems: Sequence[Problem], lesson: str = "") -> None:
        super().problems([problem for problem in problems if problem not in self._known])
        self._now.update(problems)

    def lesson(self, report: LessonReport) -> None:
        self._refused = ""
        if report.made:
            files = count(len(report.made), "file")
            folder = f"{show_path(report.made[0].path.parent)}{os.sep}"
            print(f"{folder}: {files} in {report.seconds:.2f} s", flush=True)

    def done(self, tally: Tally, seconds: float) -> None:
        mended = sum(one.is_error for one in self._known - self._now)
        if mended:
            print(f"{count(mended, 'error')} mended.", flush=True)
        if not self._begun:
            watched = _kinds(tally.lessons, tally.units["all"])
            print(f"{watched} watched. Ctrl-C ends it.", flush=True)
        self._begun, self._known, self._now = True, self._now, set()
        super().done(tally, seconds)


class Machine(Quiet):
    """Tells machines: one JSON object a line on the standard output, each with a `type`."""

    def __init__(self) -> None:
        self._command = ""

    def start(self, command: str, lessons: int) -> AbstractContextManager[Advance]:
        self._command = command
        self._say("start", command=command, lessons=lessons)
        return nullcontext(stand_still)

    def problems(self, problems: Sequence[Problem], lesson: str = "") -> None:
        for problem in problems:
            self._say(
                "problem",
                lesson=lesson or None,
                severity=str(problem.severity),
                code=problem.code,
                message=problem.message,
                hint=problem.hint,
                file=str(problem.location.file.absolute()),
                line=problem.location.line,
                column=problem.location.column,
            )

    def lesson(self, report: LessonReport) -> None:
        for made in report.made:
            self._say(
                "file",
                lesson=report.lesson,
                **made.file.as_dict(),
                path=str(made.path.absolute()),
                pages=made.pages,
                bytes=made.size,
                digest=made.digest,
                reason=made.reason or None,
                seconds=round(made.seconds, 4),
            )
        if report.ledger is not None:
            self._say("easy-read", lesson=report.lesson, **report.ledger.as_dict())
        self._say(
            "lesson",
            lesson=report.lesson,
            failed=report.failed,
            files=len(report.made),
            unchanged=report.unchanged,
            seconds=round(report.seconds, 4),
        )

    def kept(self, lesson: str, one: Kept) -> None:
        beside = None if one.beside is None else str(one.beside.absolute())
        place = str(one.path.absolute())
        self._say(
            "kept",
            lesson=lesson,
            **one.file.as_dict(),
            path=place,
            why=one.why,
            beside=beside,
            reason=one.reason or None,
        )

    def replaced(self, lesson: str, one: Kept) -> None:
        place = str(one.path.absolute())
        self._say("replaced", lesson=lesson, **one.file.as_dict(), path=place, why=one.why)

    def damaged(self, path: Path) -> None:
        self._say("damaged", path=str(path.absolute()))

    def packed(self, archives: Sequence[Archive]) -> None:
        for one in archives:
            place = str(one.path.absolute())
            self._say(
                "archive",
                reader=one.reader,
                path=place,
                files=one.files,
                bytes=one.size,
                by_hand=[str(path.absolute()) for path in one.by_hand],
                kept=None if one.kept is None else str(one.kept.absolute()),
            )

    def not_packed(self, name: str) -> None:
        self._say("not-packed", name=name)

    def reported(self, paths: Sequence[Path]) -> None:
        self._say("report", paths=[str(path.absolute()) for path in paths])

    def waiting(self) -> None:
        self._say("waiting")

    def gone(self, lesson: str, folder: Path) -> None:
        self._say("gone", lesson=lesson, path=str(folder.absolute()))

    def pruned(
        self, lesson: str, removed: Sequence[Path], kept: Sequence[Path], *, gone: bool
    ) -> None:
        names = {"removed": removed, "kept": kept}
        shown = {key: [str(path.absolute()) for path in paths] for key, paths in names.items()}
        self._say("pruned", lesson=lesson, lesson_is_gone=gone, **shown)

    def reading(self, event: Path, lines: Sequence[str]) -> None:
        self._say("event", file=str(event.absolute()), reading=list(lines))

    def done(self, tally: Tally, seconds: float) -> None:
        self._say(
            "done",
            command=self._command,
            lessons=tally.lessons,
            unchanged=tally.unchanged,
            failed=tally.failed,
            files=tally.files,
            pages=tally.pages,
            bytes=tally.size,
            kept=tally.kept,
            replaced=tally.replaced,
            asked_once=[asdict(one) for one in tally.asked],
            errors=tally.errors,
            warnings=tally.warnings,
            seconds=round(seconds, 4),
        )

    def _say(self, type_: str, **fields: Any) -> None:
        print(json.dumps({"type": type_, **fields}), flush=True)


def show_problem(problem: Problem) -> str:
    """`file:line:column: severity: message` and its hint, the file's path seen from here."""
    place = problem.location
    numbers = "".join(f":{number}" for number in (place.line, place.column) if number is not None)
    severity = _coloured(str(problem.severity), "31" if problem.is_error else "33")
    text = f"{_tame(show_path(place.file))}{numbers}: {severity}: {_tame(problem.message)}"
    return f"{text}\n    {_tame(problem.hint)}" if problem.hint else text


def _tame(text: str) -> str:
    """The text without what would steer a terminal: people's files are quoted in it."""
    return show_unseen(text)


def show_path(path: Path) -> str:
    """The path seen from the working folder where it lies below it; else as it is."""
    absolute = path.absolute()
    here = Path.cwd()
    return str(absolute.relative_to(here)) if here in absolute.parents else str(path)


def _kinds(number: int, units: int) -> str:
    """`6 lessons and 1 unit`, of seven."""
    kinds = ((number - units, "lesson"), (units, "unit"))
    return " and ".join(count(amount, kind) for amount, kind in kinds if amount) or "0 lessons"


def count(number: int, word: str) -> str:
    """`1 lesson`, `2 lessons`."""
    return f"{number:,} {word if number == 1 else _PLURALS[word]}"


def _coloured(text: str, code: str) -> str:
    """The text in colour where people will see it as such (https://no-color.org)."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb" or os.name == "nt"
    return text if plain or not sys.stderr.isatty() else f"\033[{code}m{text}\033[0m"


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} KiB"
