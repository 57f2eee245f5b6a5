"""Marking: filled sheets are held against the keys of their lessons. Writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from lessonpress.comparison import fold
from lessonpress.content.adapting import copies_of
from lessonpress.content.lesson import Lesson
from lessonpress.document.blocks import Document
from lessonpress.layout.layouts import Layout
from lessonpress.layout.theme import Theme
from lessonpress.press.inputs import Inputs
from lessonpress.press.marking.filled_docx import names_of_controls
from lessonpress.press.marking.key import Asked, Key, has_puzzles, key_of, letters_of
from lessonpress.press.marking.reading import find_files, read_sheet
from lessonpress.press.marking.sheets import Filled, OddSheet, Sheet
from lessonpress.press.marking.verdicts import Verdict, judge
from lessonpress.press.marking.worths import worths_of
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.documents import compose_with_answers, edition_of
from lessonpress.press.printing.loaded import Loaded
from lessonpress.press.printing.versions import version_of_mark
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.workspace import Workspace

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Marked:
    """A pupil's sheet: the name, what stands in the other fields at its head by their labels, and for each
    thing that is asked the verdict and what was answered."""

    name: str
    path: Path
    fields: Mapping[str, str]
    answers: tuple[tuple[Verdict, str], ...]

    def count(self, verdict: Verdict) -> int:
        return sum(one is verdict for one, _ in self.answers)


@dataclass(frozen=True, slots=True)
class Marking:
    """The sheets of one document of a lesson, by pupils' names, and what is asked in it; `worths` are the
    points of each of that."""

    lesson: Lesson
    document: str
    layout: Layout
    asked: tuple[Asked, ...]
    worths: tuple[float, ...]
    sheets: tuple[Marked, ...]

    @property
    def name(self) -> str:
        """What files are called that tell of it."""
        version = f"-{self.lesson.version}" if self.lesson.version else ""
        return f"{self.lesson.slug}-{self.document}{version}-marks"

    @property
    def closed(self) -> int:
        """How many of what is asked has a right answer."""
        return sum(not one.is_open for one in self.asked)

    @property
    def points(self) -> float:
        """What all that has a right answer is worth; 0 without points."""
        pairs = zip(self.asked, self.worths, strict=True)
        return sum(worth for one, worth in pairs if not one.is_open)

    def points_of(self, sheet: Marked) -> float:
        """What of that is right in a sheet."""
        pairs = zip(sheet.answers, self.worths, strict=True)
        return sum(worth for (verdict, _), worth in pairs if verdict is Verdict.RIGHT)


@dataclass(frozen=True, slots=True)
class Marks:
    """All that was marked, a lesson's document each, and what stands in the way of the rest."""

    markings: tuple[Marking, ...]
    problems: tuple[Problem, ...]


def mark(workspace: Workspace, names: Iterable[str | Path], request: Request) -> Marks:
    """Marks the sheets of these files and folders. A file that is none is told of, and keeps no other from
    being marked."""
    problems: list[Problem] = []
    sheets = list(_readable(find_files(names), problems))
    sheets.sort(key=_same_sheet)
    keys = _Keys(workspace, request)
    markings: list[Marking] = []
    for (lesson, document, code), group in groupby(sheets, _same_sheet):
        ours = list(group)
        try:
            marking = _mark_all(keys.of(lesson, document, code), ours, problems)
        except OddSheet as odd:
            problems += [_odd(one.path, odd) for one in ours]
        except ProblemError as error:
            problems += [one for one in error.problems if one not in problems]
        else:
            if marking.sheets:
                markings.append(marking)
    return Marks(tuple(markings), tuple(problems))


def _same_sheet(sheet: Sheet) -> tuple[str, str, str]:
    """What sheets have in common that are marked by one key: versions have a code each."""
    return sheet.of.lesson, sheet.of.document, sheet.of.code or ""


def _readable(files: Iterable[Path], problems: list[Problem]) -> Iterator[Sheet]:
    seen: dict[str, Path] = {}
    for path in files:
        try:
            sheet, digest = read_sheet(path)
            if digest in seen:
                raise OddSheet(
                    f"This is the same file as {seen[digest].name}, which was read already."
                )
        except OddSheet as odd:
            problems.append(_odd(path, odd))
        else:
            seen[digest] = path
            yield sheet


def _odd(path: Path, odd: OddSheet, *, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(odd.sentence, Location(path), odd.hint, severity, code="odd-sheet")


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A document of a lesson as it is now, with its key; `copies` gives it as each pupil may have it, with everybody's
    first. `further` are the ids of parts that are for those who are done."""

    lesson: Lesson
    document: Document
    layout: Layout
    theme: Theme
    key: Key
    copies: Callable[[], Iterator[Document]]
    further: frozenset[str] = frozenset()


class _Keys:
    """The keys of a workspace's lessons, each made once."""

    def __init__(self, workspace: Workspace, request: Request) -> None:
        self._request = request
        self._lessons = workspace.lesson_files()
        self._loaded = Loaded(workspace)
        self._inputs = Inputs()

    def of(self, slug: str, document: str, code: str) -> _Lesson:
        """In the version that has the code, if there is one. Raises OddSheet where there is no such lesson, ProblemError for one that can't be read."""
        if slug not in self._lessons:
            raise OddSheet(
                f"This is of the lesson `{slug}`, which isn't here.",
                "Name the folder that it was printed from with --workspace.",
            )
        spec = self._lessons[slug][0]
        lesson, _ = self._loaded.lesson(spec, self._inputs)
        lesson = version_of_mark(lesson, code) or lesson
        layout = self._loaded.layout(lesson, self._request)

        def composed(one: Lesson) -> Document:
            return compose_with_answers(document, one, layout, self._inputs)

        whole = composed(lesson.whole)
        theme = layout.theme(document, whole.stage)
        letters = {}
        if has_puzzles(whole):
            letters = letters_of(compose_with_answers("answer-key", lesson, layout, self._inputs))
        key = key_of(whole, letters)
        further = frozenset(one.id for one in lesson.further)
        asked = tuple(_not_counted(one) if one.activity in further else one for one in key.asked)
        return _Lesson(
            lesson,
            whole,
            layout,
            theme,
            replace(key, asked=asked),
            lambda: map(composed, copies_of(lesson)),
            further,
        )


def _not_counted(asked: Asked) -> Asked:
    """What only some were asked, which a person judges: nobody has fewer points for not being asked."""
    choices = tuple(replace(one, right=False) for one in asked.choices)
    return replace(asked, blank=None, choices=choices, letters=())


def _mark_all(known: _Lesson, sheets: list[Sheet], problems: list[Problem]) -> Marking:
    marked: list[Marked] = []
    for sheet in sheets:
        try:
            marked.append(_mark(known, sheet))
        except OddSheet as odd:
            problems.append(_odd(sheet.path, odd))
    known, marked = _asked_of_some(known, marked)
    marked.sort(key=lambda one: (fold(one.name), str(one.path)))
    for _, alike in groupby(marked, lambda one: fold(one.name)):
        first, *others = alike
        for other in others:
            sentence = f"The same name stands on {first.path.name}. Both are listed."
            twice = OddSheet(sentence, "See which of the two counts.")
            problems.append(_odd(other.path, twice, severity=Severity.WARNING))
    asked, lesson = known.key.asked, known.lesson
    worths = worths_of(asked, lesson)
    return Marking(lesson, known.document.kind, known.layout, asked, worths, tuple(marked))


def _asked_of_some(known: _Lesson, sheets: list[Marked]) -> tuple[_Lesson, list[Marked]]:
    """The key and the sheets without what is for those who are done, where nobody was."""
    asked = known.key.asked
    kept = [
        at
        for at, one in enumerate(asked)
        if one.activity not in known.further or any(sheet.answers[at][1] for sheet in sheets)
    ]
    if len(kept) == len(asked):
        return known, sheets
    key = replace(known.key, asked=tuple(asked[at] for at in kept))
    fewer = [replace(one, answers=tuple(one.answers[at] for at in kept)) for one in sheets]
    return replace(known, key=key), fewer


def _mark(known: _Lesson, sheet: Sheet) -> Marked:
    code = known.lesson.mark
    if sheet.of.code != code:
        raise OddSheet(
            f"This has the code {sheet.of.code or '(none)'}, and the lesson is {code or '(none)'} by now: "
            "its questions or their order changed after the sheet was printed.",
            "Mark it with the spec as it was then.",
        )
    filled = _named(known, sheet.filled)
    key = known.key
    answers = tuple(_judge(one, filled, known) for one in key.asked)
    if not any(said for _, said in answers):
        raise OddSheet("Nothing is filled in.", "Ask for it again: it may not have been saved.")
    name = " ".join(filled.texts.get(key.name, "").split())[:_LONGEST_NAME]
    fields = {label: " ".join(filled.texts.get(place, "").split()) for label, place in key.fields}
    return Marked(name or _by_file(sheet.path), sheet.path, fields, answers)


def _judge(asked: Asked, filled: Filled, known: _Lesson) -> tuple[Verdict, str]:
    verdict, said = judge(asked, filled, known.lesson.language)
    # What only some were asked is missing on nobody's sheet.
    return (Verdict.OPEN if asked.activity in known.further else verdict), said


def _by_file(path: Path) -> str:
    """Whose a sheet is by what its file is called."""
    return re.sub(r"[_\s]+", " ", path.stem).strip()


def _named(known: _Lesson, filled: Filled) -> Filled:
    """With the controls named that a word processor took the names of: they stand in our own order."""
    if not filled.nameless:
        return filled
    found = [0]
    for copy in known.copies():
        tags = _controls(copy, known.theme)
        if len(tags) == len(filled.nameless):
            break
        found.append(len(tags))
    else:
        raise OddSheet(
            f"The program that it was saved with took the names of its fields away, and of {max(found)} "
            f"fields {len(filled.nameless)} are left.",
            "Have it saved in Word, or filled in as a PDF.",
        )
    pairs = list(zip(tags, filled.nameless, strict=True))
    texts = {tag: said for tag, said in pairs if isinstance(said, str)}
    marked = {tag for tag, said in pairs if said is True}
    return replace(filled, texts={**filled.texts, **texts}, marked=filled.marked | marked)


@lru_cache(maxsize=4)
def _controls_of(data: bytes) -> tuple[str, ...]:
    return names_of_controls(data)


def _controls(document: Document, theme: Theme) -> tuple[str, ...]:
    """The names of the controls of our own DOCX, in order."""
    from lessonpress.writers.formats import writer_of

    student = edition_of(document, document.kind)
    return _controls_of(writer_of("docx")(student, theme).data)
