"""Documents: a lesson's composed in the edition that it is for, fitted to its pages, and written."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.document.identifier import identifier_of
from lessonpress.press.inputs import Inputs
from lessonpress.press.planning.job import Job
from lessonpress.press.planning.request import NO_SCHOOL
from lessonpress.press.printing.pictures import picture_loader
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.registry.files import File
from lessonpress.registry.formats import DEFAULT_FORMATS, format_of
from lessonpress.registry.kinds import STUDENT_KINDS, kind_of

_NEARLY_EMPTY = "nearly-empty-page"
_SMALL_TYPE: Advice = "small-type"

if TYPE_CHECKING:
    from lessonpress.content.forms import Advice
    from lessonpress.content.lesson import Lesson
    from lessonpress.content.spec import SpecSource
    from lessonpress.document.blocks import Document
    from lessonpress.layout.binding import BoundCopy
    from lessonpress.layout.fitting import Extent, Measure
    from lessonpress.layout.layouts import Layout
    from lessonpress.layout.theme import Theme
    from lessonpress.writers.formats import Written


def alike(files: Iterable[File]) -> Iterator[tuple[File, ...]]:
    """The files in groups of those that say the same, and differ in their format alone."""
    for _, group in groupby(files, key=lambda file: file.contents):
        yield tuple(group)


def compose(
    file: File, lesson: Lesson, layout: Layout, inputs: Inputs, job: Job | None = None
) -> Document:
    """What the file says, in the edition that it is for; with a job, also whose it is. Raises ProblemError."""
    document = compose_with_answers(file.document, lesson, layout, inputs)
    document = edition_of(document, file.document)
    identifier = identifier_of(file.document, lesson.mark, lesson.slug)
    document = replace(document, identifier=identifier)
    if job is None or job.request.school == NO_SCHOOL:
        return document
    from lessonpress.document.blocks import Masthead

    name, logo = job.request.school.name, None
    settings = job.workspace.settings_file
    if (path := job.request.school.logo) is not None:
        logo = picture_loader(settings, inputs.read)(os.path.relpath(path, settings.parent))
    spoken = name or layout.words(lesson.language)("The school’s logo")
    masthead = Masthead(name, logo, spoken)
    return replace(document, masthead=masthead, author=document.author or name)


def compose_with_answers(kind: str, lesson: Lesson, layout: Layout, inputs: Inputs) -> Document:
    """A document of that kind with its answers in it, as no edition has it; for teachers also what is for pupils who
    are done with the rest. Raises ProblemError."""
    lesson = lesson.whole if kind_of(kind).for_teachers else lesson
    load_image = picture_loader(lesson.event.path, inputs.read, lesson.spec)
    return layout.compose(kind, lesson, load_image=load_image)


def edition_of(document: Document, kind: str) -> Document:
    """The document as those may see it whom that kind of document is for.

    Raises LookupError for a kind that isn't registered: nobody could know who they are.
    """
    from lessonpress.document.edition import student_edition, teacher_edition

    make = teacher_edition if kind_of(kind).for_teachers else student_edition
    return make(document)


class Fitting:
    """The themes of one document: with its type as large as lets it stand on as many pages as the
    lesson says, as each format measures them. What fits the first version is taken for another, too, if that
    fits in it. An accommodation takes the pages that it takes: in its own type, or in that of everybody's copy, `like`
    which it looks."""

    def __init__(
        self,
        document: Document,
        theme: Theme,
        lesson: Lesson,
        first: Fitting | None = None,
        *,
        accommodation: str = "",
        like: Fitting | None = None,
    ) -> None:
        self._first = first
        self._like = like
        self._document = document
        self._theme = theme
        self._lesson = lesson
        # Its type is as large as its readers need it.
        self._pages = None if accommodation else lesson.fit.get(document.kind)
        self._fitted: dict[str, tuple[Theme, tuple[Problem, ...]]] = {}

    def theme(self, format_: str) -> tuple[Theme, tuple[Problem, ...]]:
        """The theme for that format, and a warning where it doesn't fit."""
        from lessonpress.writers.formats import measure_of, scale_of

        if self._like is not None:
            return self._like.theme(format_)[0], ()
        scale = scale_of(format_, self._theme.paper)
        if scale == 1.0 and self._pages is None:
            return self._theme, ()
        how = f"{format_of(format_).measure} {scale}"
        if how not in self._fitted:
            self._fitted[how] = self._fit(format_, scale, measure_of(format_))
        spare = format_of(format_).spare
        if not spare or self._pages is None:
            return self._fitted[how]
        roomy = f"{how} {spare}"
        if roomy not in self._fitted:
            self._fitted[roomy] = self._leaving(spare, format_, scale, self._fitted[how])
        return self._fitted[roomy]

    def _leaving(
        self, spare: float, format_: str, scale: float, full: tuple[Theme, tuple[Problem, ...]]
    ) -> tuple[Theme, tuple[Problem, ...]]:
        """The theme that leaves so much of the last page free, or else half as much; `full`, which fills it, where that
        leaves enough, or no readable type does on as many pages."""
        from lessonpress.layout.fitting import leaving
        from lessonpress.writers.formats import measure_of

        measure, filled = measure_of(format_), full[0]
        extent = measure(self._document, filled)
        for share in (spare, spare / 2):
            if full[1] or extent.last_page <= 1 - share:
                break
            fitted = self._fit(format_, scale, leaving(share, measure))
            if not fitted[1] and measure(self._document, fitted[0]).pages <= extent.pages:
                return fitted
        return full

    def _fit(
        self, format_: str, scale: float, measure: Measure
    ) -> tuple[Theme, tuple[Problem, ...]]:
        from lessonpress.layout.fitting import fit, fit_by_itself

        kind, lesson = self._document.kind, self._lesson
        theme = legible(self._document, self._theme, format_)
        if (pages := self._pages) is None:
            return theme, ()
        if pages == "auto":
            fitted = fit_by_itself(self._document, theme, measure, scale=scale)
        else:
            if self._first is not None:
                as_first, doubts = self._first.theme(format_)
                if not doubts and measure(self._document, as_first).pages <= pages:
                    return as_first, ()
            fitted = fit(self._document, theme, pages, measure, scale=scale)
        if fitted.problem is None:
            return fitted.theme, ()
        place = lesson.spec.location(("fit", kind))
        doubt = Problem(fitted.problem, place, severity=Severity.WARNING, code="does-not-fit")
        return fitted.theme, (doubt,)


def pages_of(document: Document, theme: Theme) -> tuple[tuple[str, int], ...]:
    """With which block each page of the document begins in this theme, by its id, and the page's number."""
    from lessonpress.writers.formats import page_starts

    return page_starts(document, theme)


def legible(document: Document, theme: Theme, format_: str) -> Theme:
    """The theme with type that its readers can read, however small that format makes its pages."""
    from lessonpress.writers.formats import scale_of

    scale = scale_of(format_, theme.paper)
    if scale == 1.0:
        return theme
    from lessonpress.layout.legibility import keep_legible, readers_stage

    return keep_legible(theme, readers_stage(document), scale)


def check_type(
    document: Document,
    theme: Theme,
    layout: Layout,
    spec: SpecSource,
    accepted: Collection[str] = (),
) -> tuple[Problem, ...]:
    """A warning where running text is smaller than those for whom it is read with ease: what a layout of
    one's own says has its way. No format makes it smaller."""
    from lessonpress.layout.legibility import LEGIBLE, readers_stage, too_small

    stage = readers_stage(document)
    found = too_small(theme, stage)
    if found is None or _SMALL_TYPE in accepted:
        return ()
    style, size = found
    name = document.kind.replace("-", " ")
    readers = "pupils up to the fifth grade" if stage == "primary" else "those who read it"
    return (
        Problem(
            f"The {name} is printed in type of {size:g} pt; {readers} need {LEGIBLE[stage]:g} pt.",
            layout.says_size(document.kind, style) or spec.location(()),
            f"Set the style `{style}` in {LEGIBLE[stage]:g} pt or more. `accept: [{_SMALL_TYPE}]` in a"
            " lesson if you mean it.",
            Severity.WARNING,
            _SMALL_TYPE,
        ),
    )


def marks_on(file: File, lessons: Iterable[Lesson]) -> Mapping[str, str]:
    """The marks of the lessons whose questions or answers stand in the file, by the names of their sheets."""
    kind = kind_of(file.document)
    if kind.for_teachers:
        marked = [one for one in lessons if kind.is_key]
    else:
        parts = {kind.name} if kind.subject == "lesson" else {*STUDENT_KINDS}
        marked = [one for one in lessons if parts & one.marked_documents]
    return {sheet: mark for one in marked for sheet, mark in one.marks.items()}


def check_last_page(
    document: Document, theme: Theme, lesson: Lesson, extent: Extent | None
) -> tuple[Problem, ...]:
    """Advice to save a last page that is nearly empty, where the lesson says nothing of its pages.

    `extent` is the room that it took when it was printed; None where it wasn't, and is to be measured.
    """
    kind = document.kind
    if kind in lesson.fit or _NEARLY_EMPTY in lesson.accept:
        return ()
    if extent is not None and not extent.nearly_empty:
        return ()
    from lessonpress.layout.fitting import fewer_pages
    from lessonpress.writers.formats import measure_of

    measure = measure_of(DEFAULT_FORMATS[0])
    pages = fewer_pages(document, theme, extent or measure(document, theme), measure)
    if pages is None:
        return ()
    return (
        Problem(
            f"The last page of the {kind.replace('-', ' ')} is nearly empty.",
            lesson.spec.location(()),
            f"Write `fit: {{{kind}: {pages}}}`, or `fit: auto`; its type stays readable.",
            Severity.WARNING,
            _NEARLY_EMPTY,
        ),
    )


def write(
    file: File,
    document: Document,
    theme: Theme,
    letterhead: Path | None = None,
    read: Callable[[Path], bytes] = Path.read_bytes,
) -> Written:
    """The document in the file's format, on the letterhead if that starts from one.

    Raises ProblemError for a letterhead that can't be used, LookupError for a format without a
    writer.
    """
    from lessonpress.writers.formats import LetterheadError, writer_of

    write_document = writer_of(file.format)
    if letterhead is None or not format_of(file.format).on_letterhead:
        return write_document(document, theme)
    try:
        return write_document(document, theme, letterhead=read(letterhead))
    except (LetterheadError, OSError) as error:
        message, hint = str(error), ""
        if isinstance(error, OSError):
            message = f"The letterhead can't be read: {error.strerror or error}."
            hint = "See that it is a file, and who may read it."
        problem = Problem(message, Location(letterhead), hint, code="letterhead")
        raise ProblemError([problem]) from error


def bind(file: File, copies: Sequence[BoundCopy]) -> Written:
    """The copies in one file of its format. Raises LookupError for a format that can't have them."""
    from lessonpress.writers.formats import binder_of

    return binder_of(file.format)(copies)


def left_out(written: Written, letterhead: Path) -> tuple[Problem, ...]:
    """A warning of what stands in the letterhead and doesn't belong in pupils' files."""
    if not written.left_out:
        return ()
    names = ", ".join(written.left_out)
    return (
        Problem(
            f"Of the letterhead, this was left out of what is printed: {names}.",
            Location(letterhead),
            "Take it out of the letterhead in Word, where you don't need it.",
            Severity.WARNING,
            "letterhead-left-out",
        ),
    )


def too_thick(file: File, sides: int | None, spec: Path) -> tuple[Problem, ...]:
    """A warning of more sheets than can be bound, where the format is one that is bound."""
    most = format_of(file.format).most_pages
    if most is None or sides is None or sides <= most:
        return ()
    return (
        Problem(
            f"The {file.format} of the {file.document} has {sides // 2} sheets;"
            f" staplers hold about {most // 2} in a fold.",
            Location(spec),
            "Print it in parts, or as `2up`.",
            Severity.WARNING,
            "thick-booklet",
        ),
    )
