"""A packet: a unit's lessons as one document, for students or for their teacher. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.press.printing.documents import edition_of
from lessonpress.press.printing.pictures import picture_loader
from lessonpress.problems import Problem, Severity
from lessonpress.registry.files import File
from lessonpress.registry.formats import DEFAULT_FORMATS
from lessonpress.registry.kinds import KINDS, UNIT_KINDS, kind_of
from lessonpress.spelling import advise

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.content.settings import Settings
    from lessonpress.content.unit import Unit
    from lessonpress.document.blocks import Document
    from lessonpress.layout.layouts import Layout
    from lessonpress.layout.theme import Theme
    from lessonpress.richtext import RichText


@dataclass(frozen=True, slots=True)
class LessonInPacket:
    """A lesson where it stands in its unit; `number` counts from 1."""

    number: int
    lesson: Lesson
    pacing: RichText | None


def compose_packet(
    file: File,
    unit: Unit,
    lessons: Sequence[Lesson],
    layout: Layout,
    settings: Settings,
    read: Callable[[Path], bytes] = Path.read_bytes,
    sheets: Sequence[Lesson] = (),
) -> Document:
    """What the file of a packet says, in the edition that it is for.

    `lessons` are the unit's, in its order, and `sheets` the same as the packet asks or answers them, where
    that is in one of several versions, or in all; `read` gives the bytes of pictures. What one of the lessons says
    in a second language, the packet does. The document's theme
    is `layout.theme(file.document)`. Raises ProblemError.
    """
    from lessonpress.document.glossary import Word, merge_glossary

    language = unit.language or lessons[0].language
    words = (
        Word(term.term, term.definition, number, term.translations)
        for number, lesson in enumerate(lessons, start=1)
        for term in lesson.glossary
    )
    seen: dict[str, object] = {
        "unit": unit,
        "language": language,
        "stage": _stage(lessons),
        "lessons": tuple(
            LessonInPacket(number, lesson, placed.pacing)
            for number, (lesson, placed) in enumerate(
                zip(sheets or lessons, unit.lessons, strict=True), start=1
            )
        ),
        "glossary": merge_glossary(words, language),
        "school": settings.school,
        "logo": settings.logo.name if settings.logo else None,
    }
    logo = picture_loader(settings.logo or settings.spec.file.path, read)
    document = layout.compose_packet(
        file.document,
        language,
        seen,
        load_document=_DocumentLoader(
            lessons,
            sheets or lessons,
            layout,
            read,
            for_teachers=kind_of(file.document).for_teachers,
        ),
        load_image=logo,
        second_language=next(filter(None, (one.second_language for one in lessons)), ""),
    )
    return edition_of(document, file.document)


def check_defaults(
    of: Unit | Settings, layouts: Sequence[str], papers: Sequence[str]
) -> tuple[Problem, ...]:
    """What a unit or the settings ask for by default and isn't there, by its place."""
    wishes = (("layout", of.defaults.layout, layouts), ("paper", of.defaults.paper, papers))
    return tuple(
        Problem(
            f"There is no {key} called `{wish}`.",
            of.spec.location(("defaults", key)),
            advise(wish, known),
            code=f"unknown-{key}",
        )
        for key, wish, known in wishes
        if wish is not None and wish.lower() not in map(str.lower, known)
    )


def fit_packet(document: Document, theme: Theme) -> Theme:
    """The theme with type of the size that takes the least paper; one for all formats."""
    from lessonpress.layout.fitting import fit_sections
    from lessonpress.writers.formats import measure_of

    return fit_sections(document, theme, measure_of(DEFAULT_FORMATS[0])).theme


def check_glossary(unit: Unit, lessons: Sequence[Lesson]) -> tuple[Problem, ...]:
    """A warning where words can't be sorted as the unit's language sorts them."""
    from lessonpress.document.glossary import can_sort

    language = unit.language or lessons[0].language
    if can_sort(language) or not any(lesson.vocabulary for lesson in lessons):
        return ()
    return (
        Problem(
            f"The glossary is sorted as in English: the alphabet of the language {language} isn't known.",
            unit.spec.location(("language",)),
            "Look through its order before you hand it out.",
            Severity.WARNING,
            "glossary-order",
        ),
    )


class _DocumentLoader:
    """Composes the documents that a packet's template inserts."""

    def __init__(
        self,
        lessons: Sequence[Lesson],
        sheets: Sequence[Lesson],
        layout: Layout,
        read: Callable[[Path], bytes],
        *,
        for_teachers: bool,
    ) -> None:
        self._lessons = lessons
        self._sheets = sheets
        self._layout = layout
        self._read = read
        self._for_teachers = for_teachers

    def __call__(self, number: int, kind: str) -> Document:
        """Raises LookupError for a lesson or a kind of document that there isn't."""
        from lessonpress.document.edition import student_edition

        if kind not in self._layout.documents or kind in UNIT_KINDS or number > len(self._lessons):
            raise LookupError(kind)
        versioned = kind in KINDS and kind_of(kind).versioned
        lesson = (self._sheets if versioned else self._lessons)[number - 1]
        lesson = lesson.whole if self._for_teachers else lesson
        load_image = picture_loader(lesson.event.path, self._read, lesson.spec)
        document = _nameless(self._layout.compose(kind, lesson, load_image=load_image))
        if self._for_teachers and kind in KINDS:
            return edition_of(document, kind)
        return student_edition(document)  # the safe one, also for a layout's own kind


def _nameless(document: Document) -> Document:
    """The document without its line for name and date, where it begins with one: a packet's cover has
    the name, once for all that is stapled to it."""
    from lessonpress.document.blocks import Fields

    if document.blocks and isinstance(document.blocks[0], Fields):
        return replace(document, blocks=document.blocks[1:])
    return document


def _stage(lessons: Sequence[Lesson]) -> str:
    """The youngest's, who need the lines that stand furthest apart."""
    return "primary" if any(lesson.stage == "primary" for lesson in lessons) else "secondary"
