"""Copies: what there is of one document to hand out, in each version and for each accommodation, made once each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lessonpress.content.adapting import adapted
from lessonpress.press.inputs import Inputs
from lessonpress.press.planning.job import Job
from lessonpress.press.printing.documents import Fitting, check_type, compose, pages_of
from lessonpress.press.printing.together import Pages, Together
from lessonpress.registry.accommodations import accommodation

if TYPE_CHECKING:
    from lessonpress.content.lesson import Lesson
    from lessonpress.document.blocks import Document
    from lessonpress.layout.layouts import Layout
    from lessonpress.layout.theme import Theme
    from lessonpress.problems import Problem
    from lessonpress.registry.files import File


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document, and how it looks, as all get it who need the same."""

    document: Document
    theme: Theme


@dataclass(slots=True)
class Copies:
    """The copies of a file's document. `lessons` are the lesson in each version; `doubts` what is doubtful in those
    that were asked for until now."""

    file: File
    lessons: Sequence[Lesson]
    job: Job
    layout: Layout
    inputs: Inputs
    doubts: dict[Problem, None] = field(default_factory=dict)
    _together: dict[int, Together] = field(default_factory=dict)
    _plain: tuple[Sheet, ...] = ()
    _made: dict[tuple[int, str], Sheet] = field(default_factory=dict)

    def sheet(self, version: int, key: str = "") -> Sheet:
        """The copy in the version of that number, from 0, for the accommodation of that key; "" for everybody's.

        Raises ProblemError, layout.fonts.MissingGlyph and layout.scripts.MissingDictionary.
        """
        if not key:
            return self._everybodys()[version]
        found = self._made.get((version, key))
        if found is None:
            found = self._made[version, key] = self._make(version, key)
        return found

    def _everybodys(self) -> tuple[Sheet, ...]:
        """Those of all versions, whose type is of one size: the one in which each fits."""
        if not self._plain:
            documents = [self._shared(at).document("") for at in range(len(self.lessons))]
            [first, *_] = self.lessons
            theme = self.layout.theme(self.file.document, documents[0].stage)
            self._note(check_type(documents[0], theme, self.layout, first.spec, first.accept))
            fitted: list[Theme] = []
            for document in documents:
                fitting, doubts = Fitting(document, theme, first).theme(self.file.format)
                fitted.append(fitting)
                self._note(doubts)
            smallest = min(fitted, key=lambda one: one.styles["body"].size)
            self._plain = tuple(Sheet(document, smallest) for document in documents)
        return self._plain

    def _make(self, version: int, key: str) -> Sheet:
        lesson, document = self.lessons[version], self._shared(version).document(key)
        if accommodation(key).looks is None:
            return Sheet(document, self._everybodys()[version].theme)
        theme = self.layout.theme(self.file.document, document.stage, key)
        self._note(check_type(document, theme, self.layout, lesson.spec, lesson.accept))
        fitting = Fitting(document, theme, lesson, accommodation=key)
        fitted, doubts = fitting.theme(self.file.format)
        self._note(doubts)
        return Sheet(document, fitted)

    def _shared(self, version: int) -> Together:
        """What the copies in a version have in common."""
        lesson, file = self.lessons[version], self.file

        def composed(key: str) -> Document:
            return compose(file, adapted(lesson, key), self.layout, self.inputs, self.job)

        def pages(document: Document) -> Pages:
            return pages_of(document, self._everybodys()[version].theme)

        return self._together.setdefault(version, Together(composed, pages))

    def _note(self, doubts: Sequence[Problem]) -> None:
        self.doubts.update(dict.fromkeys(doubts))
