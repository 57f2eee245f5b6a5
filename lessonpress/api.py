"""The door for other programs: a workspace is opened, its lessons are read, checked, printed, built.

Everything that a person can cause is raised as ProblemError, with the place and how to mend it, or as
UsageError for what was asked for and isn't there. Nothing here prints a word.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.drafting.parts import Draft
from lessonpress.press.delivery.report import Kept, LessonReport, Made, Tally
from lessonpress.press.planning.meant import shown
from lessonpress.press.planning.request import Request
from lessonpress.press.progress import (
    DEFAULT_OPTIONS,
    Event,
    LessonGone,
    Misfits,
    Options,
    Pruned,
    Run,
    StateDamaged,
    Waiting,
    plan_build,
    plan_check,
    request_in,
)
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.registry.files import ALL_VERSIONS, VERSIONS, File, versions_of
from lessonpress.registry.formats import FORMATS, Format
from lessonpress.registry.kinds import KINDS, DocumentKind
from lessonpress.workspace import UsageError, Workspace, find_workspace, workspace_below

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.drafting.adopting import Adopted
    from lessonpress.importing.importing import Imported
    from lessonpress.press.marking.marking import Marks
    from lessonpress.press.printing.outcome import PrintedFile

__all__ = [
    "FORMATS",
    "KINDS",
    "DocumentKind",
    "Draft",
    "Event",
    "File",
    "Format",
    "Kept",
    "LessonGone",
    "LessonReport",
    "Location",
    "Made",
    "Misfits",
    "Options",
    "Problem",
    "ProblemError",
    "Pruned",
    "Request",
    "Run",
    "Severity",
    "StateDamaged",
    "Tally",
    "UsageError",
    "Waiting",
    "Wishes",
    "Workspace",
    "adopt",
    "build",
    "check",
    "draft",
    "import_article",
    "keep_article",
    "load_lesson",
    "mark",
    "open_workspace",
    "print_document",
    "prompt",
    "write_lesson",
]

_Path = str | os.PathLike[str]


def open_workspace(
    folder: _Path | None = None, *, output: _Path | None = None, near: Sequence[_Path] = ()
) -> Workspace:
    """The workspace in `folder`; without one, that which the working folder lies in, or else one of the
    files in `near`. What is printed goes to `output`, or else to its own folder `output/`.

    Raises UsageError where there is none.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> list(workspace.lesson_files())
    ['the-berlin-wall-falls']
    """
    target = None if output is None else Path(output)
    if folder is not None:
        root = Path(folder)
        if not os.path.isdir(root):
            raise UsageError(f"There is no folder {shown(str(root))}.")
        workspace = Workspace.at(root, target)
        if not os.path.isdir(workspace.lessons):
            raise UsageError(
                f"{root} is no workspace: it has no folder lessons/.",
                f"Make one with: makelesson new workspace {shlex.quote(str(root))}",
            )
        return workspace
    starts = [Path.cwd(), *(Path(path).parent for path in near)]
    found = next(filter(None, map(find_workspace, starts)), None)
    if found is None:
        below = workspace_below(Path.cwd())
        raise UsageError(
            "There is no workspace here: no folder lessons/, here or above.",
            f"There is one below. Go there with: cd {shlex.quote(below)}"
            if below
            else "Name one with --workspace, or make one with: makelesson new workspace my-lessons",
        )
    return Workspace.at(found.root, target)


def load_lesson(workspace: Workspace, name: str) -> tuple[Lesson, tuple[Problem, ...]]:
    """The lesson that is meant by its name, its spec or a file printed from it; and what is doubtful in it.

    Raises UsageError where there is none, ProblemError with everything that is wrong with it or its
    event.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> lesson, problems = lessonpress.load_lesson(workspace, "the-berlin-wall-falls")
    >>> lesson.event.title
    'The Berlin Wall Falls'
    >>> problems
    ()
    """
    from lessonpress.press.printing.loaded import Loaded

    return Loaded(workspace).lesson(_spec(workspace, name))


def print_document(
    workspace: Workspace,
    lesson: str,
    document: str,
    format: str = "pdf",
    *,
    version: str = "",
    wishes: Wishes = NO_WISHES,
    letterhead: _Path | None = None,
) -> PrintedFile:
    """One document of a lesson, or one packet of a unit, as bytes; nothing is written to the disk.

    `version` is a letter from `a` to `z`, or `all` for a key of as many as the lesson, or `wishes`, ask for;
    "" for the lesson as it is without versions. Of `wishes`, besides, the layout and the paper count. Raises UsageError for what does not exist, and
    ProblemError with everything that stands in the way.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> key = lessonpress.print_document(workspace, "the-berlin-wall-falls", "answer-key")
    >>> key.file.name("the-berlin-wall-falls"), key.data[:5], key.pages
    ('the-berlin-wall-falls-answer-key.pdf', b'%PDF-', 1)
    """
    from lessonpress.press.planning.plan import plan
    from lessonpress.press.printing.loaded import Loaded
    from lessonpress.press.printing.print_job import print_job
    from lessonpress.spelling import advise

    words: tuple[tuple[str, str, Collection[str]], ...] = (
        ("document", document, KINDS),
        ("format", format, FORMATS),
    )
    for what, name, known in words:
        if name not in known:
            raise UsageError(f"There is no {what} called {name}.", advise(name, known))
    if version and version not in versions_of(document, len(VERSIONS)):
        hint = f"Versions go from {VERSIONS[0]} to {VERSIONS[-1]}, of worksheets and their keys."
        raise UsageError(f"There is no version {shown(version)} of a {document}.", hint)
    count = {"": 1, ALL_VERSIONS: wishes.versions}.get(version)
    if len(version) == 1 and version in VERSIONS:
        count = max(2, VERSIONS.index(version) + 1)
    one = Wishes(documents=(document,), formats=(format,), versions=count, accommodations=())
    one = one.over(wishes)
    request = request_in(workspace, one, None if letterhead is None else Path(letterhead))
    jobs = [job for job in plan(workspace, [lesson], request) if job.files()]
    if len(jobs) != 1:
        raise UsageError(f"There is no {document} of {lesson}.", "Packets are made of units.")
    if version:
        jobs[0] = replace(jobs[0], wanted=(File(document, format, version),))
    outcome = print_job(jobs[0], Loaded(workspace))
    if errors := [problem for problem in outcome.problems if problem.is_error]:
        raise ProblemError(errors)
    [printed, *_] = outcome.files
    if printed.file.version != version:
        hint = "Something must be shuffled in it, and more than one version asked for."
        raise UsageError(f"There is no version {version} of the {document} of {lesson}.", hint)
    return printed


def mark(workspace: Workspace, files: Sequence[_Path]) -> Marks:
    """Marks sheets that were filled in on a screen, PDF or DOCX, in these files and folders; nothing is
    written. What is no such sheet is a problem, and keeps no other from being marked.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> marks = lessonpress.mark(workspace, ["handed-in/eva.pdf"])
    >>> [problem.message for problem in marks.problems], marks.markings
    (['There is no such file.'], ())
    """
    from lessonpress.press.marking.marking import mark as mark_sheets

    return mark_sheets(workspace, map(Path, files), request_in(workspace))


def draft(workspace: Workspace, event: str) -> Draft:
    """What can be drafted of a lesson on an event, from its own words and by rule; nothing is written.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> drafted = lessonpress.draft(workspace, "the-berlin-wall-falls")
    >>> "ordering" in [part.kind for part in drafted.parts], drafted.count > 10
    (True, True)
    """
    from lessonpress.authoring import draft as draft_on

    return draft_on(workspace, event)[1]


def prompt(workspace: Workspace, event: str) -> str:
    """What to ask a chat model for a lesson on an event: an instruction, the form of the answer, and the article.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> lessonpress.prompt(workspace, "the-berlin-wall-falls").splitlines()[0]
    'You help a teacher to write a worksheet for the article below. Write in English.'
    """
    from lessonpress.authoring import prompt as prompt_on

    return prompt_on(workspace, event)


def adopt(workspace: Workspace, event: str, reply: str) -> Adopted:
    """What of a chat model's reply can stand in a lesson on the event: its `draft`, and what is `refused`, each with a
    reason; nothing is written. Raises ProblemError where nothing in the reply can be read.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> reply = "Sure! [{term: border, definition: A line., evidence: words that nobody wrote}]"
    >>> adopted = lessonpress.adopt(workspace, "the-berlin-wall-falls", reply)
    >>> adopted.draft.count, [one.kind for one in adopted.refused]
    (0, ['vocabulary'])
    """
    from lessonpress.authoring import adopt as adopt_on

    return adopt_on(workspace, event, reply)[1]


def write_lesson(workspace: Workspace, event: str, draft: Draft, comment: str = "") -> Path:
    """Writes a spec with a draft into the workspace's lessons, under the event's name, or `EVENT-2` and so on where that is
    taken, and returns its path. Raises ProblemError where it can't be written.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> drafted = lessonpress.draft(workspace, "the-berlin-wall-falls")
    >>> lessonpress.write_lesson(workspace, "the-berlin-wall-falls", drafted).name
    'the-berlin-wall-falls-2.yaml'
    """
    from lessonpress.authoring import find_event
    from lessonpress.authoring import write_lesson as write

    return write(workspace, find_event(workspace, event), draft, comment)


def import_article(
    workspace: Workspace,
    file: _Path,
    data: bytes | None = None,
    *,
    name: str = "",
    licence: str = "",
    source: str = "",
    language: str = "",
) -> Imported:
    """The event that a text, a saved web page, a PDF, a DOCX or an ODT makes; `data` stands for what the file holds.
    Nothing is fetched, and nothing is written before `keep_article` is given what is returned.

    `name` is what the event is called, else it is called after its title; `licence`, `source` and `language` come before
    what the file says. Raises ProblemError, also where there is an event of that name.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> page = b"<h1>The Comet</h1><p>A comet passed the Earth in 1910.</p><h2>What happened?</h2><p>It shone.</p>"
    >>> imported = lessonpress.import_article(workspace, "comet.html", page, licence="CC0")
    >>> imported.event.title, imported.path.name, imported.pictures
    ('The Comet', 'the-comet.md', {})
    """
    from lessonpress.importing.importing import import_article as make

    return make(
        workspace, Path(file), data, name=name, licence=licence, source=source, language=language
    )


def keep_article(imported: Imported) -> None:
    """Writes an imported event and its pictures into the workspace. Raises ProblemError where something goes by one of their
    names already; then nothing is written.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> page = b"<h1>Comet</h1><p>It came.</p><h2>How?</h2><p>Fast.</p>"
    >>> imported = lessonpress.import_article(workspace, "comet.html", page)
    >>> lessonpress.keep_article(imported)
    >>> sorted(workspace.event_files())
    ['comet', 'the-berlin-wall-falls']
    """
    from lessonpress.importing.importing import keep

    keep(imported)


def check(
    workspace: Workspace,
    lessons: Sequence[str] = (),
    *,
    wishes: Wishes = NO_WISHES,
    letterhead: _Path | None = None,
    options: Options = DEFAULT_OPTIONS,
) -> Run:
    """What a build of these lessons and units, or of all, would find, and advice on top; nothing is
    written. Raises UsageError for what does not exist, ProblemError for settings that can't be read.

    >>> import lessonpress
    >>> run = lessonpress.check(lessonpress.open_workspace("school"))
    >>> [report.problems for report in run]
    [()]
    >>> run.tally.errors, run.tally.warnings
    (0, 0)
    """
    return plan_check(workspace, lessons, _request(workspace, wishes, letterhead), options)


def build(
    workspace: Workspace,
    lessons: Sequence[str] = (),
    *,
    wishes: Wishes = NO_WISHES,
    letterhead: _Path | None = None,
    options: Options = DEFAULT_OPTIONS,
) -> Run:
    """Prints what is due of these lessons and units, or of all, into the workspace's output.

    Nothing happens until it is iterated over. It yields a LessonReport for each lesson and unit as soon
    as it is done, and Waiting, StateDamaged, LessonGone, Pruned or Misfits as they happen; whoever stops half-way
    leaves whole files only. Raises UsageError for what does not exist, ProblemError for settings that can't
    be read.

    >>> import lessonpress
    >>> workspace = lessonpress.open_workspace("school")
    >>> wishes = lessonpress.Wishes(documents=("worksheet",), formats=("docx",), paper="A5")
    >>> run = lessonpress.build(workspace, wishes=wishes)
    >>> for report in run:
    ...     for made in report.made:
    ...         print(made.path.name, made.reason)
    the-berlin-wall-falls-worksheet.docx it is new
    >>> run.tally.files
    1
    """
    return plan_build(workspace, lessons, _request(workspace, wishes, letterhead), options)


def _request(workspace: Workspace, wishes: Wishes, letterhead: _Path | None) -> Request:
    return request_in(workspace, wishes, None if letterhead is None else Path(letterhead))


def _spec(workspace: Workspace, name: str) -> Path:
    from lessonpress.press.planning.plan import find_specs, same_name

    first, *others = find_specs(workspace, name, workspace.lesson_files())
    if others:
        raise ProblemError([same_name(other, first) for other in others])
    return first
