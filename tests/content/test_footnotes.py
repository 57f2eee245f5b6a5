"""Notes of a part of a text are numbered as they come in it, with the notes that they have themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lessonpress.content.event import read_event
from lessonpress.content.footnotes import renumbered
from lessonpress.content.tree import every
from lessonpress.richtext import Span

EVENT = read_event(
    Path("a.md"),
    "# A\n\nSummary.[^1]\n\n## B\n\nText.[^2] More.[^3]\n\n[^1]: One.\n[^2]: Two.[^4]\n[^3]: Three.\n[^4]: Four.\n",
)


def test_a_part_has_its_own_notes_from_1_on() -> None:
    part = renumbered(replace(EVENT, summary=()), EVENT.notes)
    assert [str(one) for one in part.notes] == ["Two.", "Three.", "Four."]
    assert [span.note for span in every(part.sections, Span) if span.note] == [1, 2]
    assert [span.note for span in every(part.notes, Span) if span.note] == [3]


def test_a_whole_text_stays_as_it_is() -> None:
    assert renumbered(EVENT, EVENT.notes) is EVENT
