"""Easy read: the lesson with the easier text that its event has, for who reads slowly.

After *Information for all*, the European standards of Inclusion Europe; docs/accommodations.md has it point by point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from lessonpress.activities.base import Evidence
from lessonpress.content.article import Event, Section, all_pictures
from lessonpress.content.evidence import ABOVE, Passages
from lessonpress.content.footnotes import renumbered
from lessonpress.content.forms import Advice
from lessonpress.content.kept import Said
from lessonpress.content.lesson import Lesson
from lessonpress.content.tree import exchanged
from lessonpress.problems import Problem, Severity
from lessonpress.prose import ProseBlock
from lessonpress.registry.accommodations import Part
from lessonpress.richtext import RichText, Span
from lessonpress.sentences import split_sentences
from lessonpress.words import N_

#: By what it is accepted that there is no easier text.
NO_EASY_READ: Advice = "no-easy-read"
# The author's own sentences, each of which begins a line. A quotation or a verse stays as it is.
_OWN = frozenset({"paragraph", "bullet", "number"})
_BOTH = N_("{place}; easy read: {other}")


def easy_read(lesson: Lesson, part: Part) -> Lesson:
    """The lesson with the easier text of its event, to which evidence points; what that doesn't say, it doesn't point
    to. A lesson without one is returned as it is."""
    easier = easier_event(lesson.event, lesson.language)
    if easier is None:
        return lesson
    counterparts = _Counterparts(easier, lesson.language)

    def change(evidence: Evidence) -> tuple[Evidence, ...]:
        found = counterparts.of(evidence)
        return () if found is None else (found,)

    activities = exchanged(lesson.activities, Evidence, change)
    return replace(lesson, event=easier, activities=activities)


def with_both_places(lesson: Lesson) -> Lesson:
    """The lesson as a key has it that answers easy-read copies, too: evidence names its place in both texts."""
    easier = easier_event(lesson.event, lesson.language)
    if easier is None:
        return lesson
    counterparts = _Counterparts(easier, lesson.language)

    def change(evidence: Evidence) -> tuple[Evidence, ...]:
        found = counterparts.of(evidence)
        if found is None or found.where == evidence.where:
            return (evidence,)
        return (replace(evidence, where=_BOTH.having(place=evidence.where, other=found.where)),)

    return replace(lesson, activities=exchanged(lesson.activities, Evidence, change))


def without_easier_text(lesson: Lesson) -> Problem | None:
    """The warning that a lesson can't be printed in easy read, where its event has no easier text."""
    event = lesson.event
    if event.easy is not None:
        return None
    data = lesson.spec.data
    asks = "accommodations" if isinstance(data, dict) and "accommodations" in data else "event"
    name = event.path.name
    return Problem(
        f"The event `{event.slug}` has no easier text, so that no easy-read copy is printed.",
        lesson.spec.location((asks,)),
        f"Write one at the end of {name}, below a line `## Easy read`, or into {event.slug}.easy{event.path.suffix} beside "
        f"it. `accept: [{NO_EASY_READ}]` in the lesson if it is to have none.",
        Severity.WARNING,
        NO_EASY_READ,
    )


class _Counterparts:
    """Where the easier text says what is quoted of the event."""

    def __init__(self, easier: Event, language: str) -> None:
        self._passages = Passages(easier)
        self._said = Said(self._passages, language)
        self._found: dict[str, Evidence | None] = {}

    def of(self, evidence: Evidence) -> Evidence | None:
        """The same words, or else the one passage that surely says the same; None where there is none."""
        if evidence.where == ABOVE:
            return evidence
        quote = evidence.quote
        if quote not in self._found:
            self._found[quote] = self._passages.find(quote) or self._surely(quote)
        return self._found[quote]

    def _surely(self, quote: str) -> Evidence | None:
        place = self._said.place_of(quote)
        return None if place is None else Evidence(place[1], place[0].where)


@lru_cache(maxsize=8)
def easier_event(event: Event, language: str) -> Event | None:
    """The event as an easy-read copy has it: the easier text, each sentence of which begins a line; the title,
    summary, key facts and whatever else it doesn't say are the event's. None where there is no easier text.
    `language` (BCP 47) is the text's."""
    easy = event.easy
    if easy is None:
        return None
    # Notes of both, those of the easier text behind the others.
    shift = len(event.notes)

    def shifted(span: Span) -> tuple[Span, ...]:
        return (replace(span, note=span.note + shift) if span.note else span,)

    bare = replace(easy, reading=(), doubts=())
    easy = exchanged(bare, Span, shifted) if shift and easy.notes else bare
    whole = replace(
        event,
        path=easy.path,
        title=easy.title or event.title,
        summary=tuple(_lines(one, language) for one in easy.summary) or event.summary,
        key_facts=tuple(_lines(one, language) for one in easy.key_facts) or event.key_facts,
        sections=_sections(easy.sections, language) or event.sections,
        date=easy.date or event.date,
        place=easy.place or event.place,
        people=easy.people or event.people,
        sources=easy.sources or event.sources,
        licence=easy.licence or event.licence,
        images=easy.images if all_pictures(easy) else event.images,
        easy=None,
    )
    return renumbered(whole, (*event.notes, *easy.notes))


def _sections(sections: Sequence[Section], language: str) -> tuple[Section, ...]:
    return tuple(
        replace(one, blocks=tuple(_block(block, language) for block in one.blocks))
        for one in sections
    )


def _block(block: ProseBlock, language: str) -> ProseBlock:
    if block.kind not in _OWN:
        return block
    inside = tuple(_block(one, language) for one in block.inside)
    return replace(block, text=_lines(block.text, language), inside=inside)


def _lines(text: RichText, language: str) -> RichText:
    """The text with a line for each of its sentences."""
    plain = text.plain
    spans: list[Span] = []
    end = 0
    for sentence in split_sentences(plain, language):
        start = plain.index(sentence, end)
        spans += (Span("\n"), *text.part(start, start + len(sentence)).spans) if end else ()
        spans += () if end else text.part(0, start + len(sentence)).spans
        end = start + len(sentence)
    return RichText(tuple(spans)) if "\n" in "".join(span.text for span in spans) else text
