"""The ledger of an easier text: what of the event it lost that a lesson counts on, and how hard both are to read.

Key facts, answers and words of the vocabulary are looked for.

Something is lost where the event says it and the easier text doesn't: see `kept`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lessonpress.activities.base import Evidence
from lessonpress.content.article import Event, running_text
from lessonpress.content.easy_read import easier_event
from lessonpress.content.evidence import ABOVE, Passages
from lessonpress.content.forms import Advice
from lessonpress.content.kept import Said
from lessonpress.content.lesson import Lesson
from lessonpress.content.reading_level import ReadingLevel, reading_level
from lessonpress.content.tree import every
from lessonpress.problems import Location, Problem, Severity

LOSES: Advice = "easy-read-loses"
NO_EASIER: Advice = "easy-read-no-easier"

What = Literal["key fact", "answer", "term"]
_SHOWN, _LONGEST = 4, 60
_NAMES: dict[What, tuple[str, str]] = {
    "key fact": ("key fact", "key facts"),
    "answer": ("answer", "answers"),
    "term": ("word of the vocabulary", "words of the vocabulary"),
}
_HINTS: dict[What, str] = {
    "key fact": "Say them in the easier text, too, or in key facts of its own.",
    "answer": "Say them in the easier text, too: who reads it is asked the same.",
    "term": "Use the words in the easier text, or take them out of the vocabulary.",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the event says and the easier text doesn't, and where it stands in the event or the lesson."""

    what: What
    text: str
    place: Location

    def as_dict(self) -> dict[str, object]:
        """It as plain data, for JSON."""
        file = str(self.place.file.absolute())
        return {"what": self.what, "text": self.text, "file": file, "line": self.place.line}


@dataclass(frozen=True, slots=True)
class Levels:
    """How hard the event and its easier text are to read, by one formula."""

    event: ReadingLevel
    easier: ReadingLevel


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the easier text of a lesson's event lost; `levels` is None for texts that are too short, or where there is no
    formula for their language. `begins` is where the easier text does, `among` how many key facts and words there are."""

    losses: tuple[Loss, ...]
    levels: Levels | None
    begins: Location
    among: Mapping[What, int]

    def as_dict(self) -> dict[str, object]:
        """It as plain data, for JSON: `lost`, and the `level` of both texts."""
        levels = self.levels
        level = (
            None
            if levels is None
            else {
                "formula": levels.event.formula,
                "scale": levels.event.scale,
                "event": round(levels.event.value, 1),
                "easier": round(levels.easier.value, 1),
            }
        )
        return {"lost": [one.as_dict() for one in self.losses], "level": level}

    def problems(self, accepted: Collection[str] = ()) -> tuple[Problem, ...]:
        """Its warnings: one for all losses of a kind, and one where it isn't easier."""
        told = [*self._lost(), *self._no_easier()]
        return tuple(one for one in told if one.code not in accepted)

    def _lost(self) -> Iterator[Problem]:
        for what, (one_name, many) in _NAMES.items():
            lost = [one for one in self.losses if one.what == what]
            if not lost:
                continue
            count = f"{len(lost)} of {self.among[what]}" if what in self.among else f"{len(lost)}"
            name = one_name if self.among.get(what, len(lost)) == 1 else many
            shown = [f"“{_short(one.text)}” (line {one.place.line})" for one in lost[:_SHOWN]]
            more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
            message = f"The easier text says nothing of {count} {name}: {', '.join(shown)}{more}."
            hint = f"{_HINTS[what]} `accept: [{LOSES}]` in the lesson if it is meant."
            yield Problem(message, lost[0].place, hint, Severity.WARNING, LOSES)

    def _no_easier(self) -> Iterator[Problem]:
        levels = self.levels
        if levels is None or levels.easier.easier_than(levels.event):
            return
        yield Problem(
            f"The easier text reads no easier than the event ({levels.easier} and {levels.event}, {levels.event.formula}).",
            self.begins,
            f"Write shorter sentences and shorter words. `accept: [{NO_EASIER}]` in the lesson if it is meant.",
            Severity.WARNING,
            NO_EASIER,
        )


def ledger_of(lesson: Lesson) -> Ledger | None:
    """The ledger of a lesson; None where its event has no easier text."""
    event, language = lesson.event, lesson.language
    easier = easier_event(event, language)
    if easier is None or event.easy is None:
        return None
    said, was = Said(Passages(easier), language), Said(Passages(event), language)
    facts = list(_key_facts(event))
    terms = list(_terms(lesson, was))
    lost = [
        *(Loss("key fact", text, place) for text, place in facts if not said.keeps(text)),
        *_lost_answers(lesson, was, said),
        *(Loss("term", forms[0], place) for forms, place in terms if not any(map(said.has, forms))),
    ]
    begins = Location(event.easy.path, event.easy.reading[0].line, 1)
    among: dict[What, int] = {"key fact": len(facts), "term": len(terms)}
    return Ledger(tuple(lost), levels_of(event, language), begins, among)


def levels_of(event: Event, language: str) -> Levels | None:
    """How hard an event and its easier text are to read, as pupils get them: with summary and key facts, without
    headings. `language` (BCP 47) is the texts'."""
    easier = easier_event(event, language)
    if easier is None:
        return None
    levels = [reading_level(running_text(one), language) for one in (event, easier)]
    return Levels(levels[0], levels[1]) if levels[0] and levels[1] else None


def _key_facts(event: Event) -> Iterator[tuple[str, Location]]:
    lines = [part.line for part in event.reading if part.kind == "key fact"]
    for index, fact in enumerate(event.key_facts):
        line = lines[index] if index < len(lines) else 1
        yield fact.plain, Location(event.path, line, 1)


def _lost_answers(lesson: Lesson, was: Said, said: Said) -> Iterator[Loss]:
    """What is quoted for an item and lost, each quote once; where none is, what is right in it and was in the event."""
    seen: set[str] = set()
    for activity in lesson.activities:
        for item in activity.items:
            quotes = [one.quote for one in every(item, Evidence) if one.where != ABOVE]
            lost = [one for one in quotes if not said.keeps(one)]
            lost = lost or [
                texts[0]
                for texts in item.right_texts
                if any(map(was.says, texts)) and not any(map(said.keeps, texts))
            ]
            place = lesson.spec.location(lesson.places.get(item.id, ()))
            for one in dict.fromkeys(lost):
                if one not in seen:
                    seen.add(one)
                    yield Loss("answer", one, place)


def _terms(lesson: Lesson, was: Said) -> Iterator[tuple[tuple[str, ...], Location]]:
    for index, term in enumerate(lesson.vocabulary):
        forms = (term.term.plain, *term.forms)
        if any(map(was.has, forms)):
            yield forms, lesson.spec.location(("vocabulary", index, "term"))


def _short(text: str) -> str:
    return textwrap.shorten(text, _LONGEST, placeholder=" …")
