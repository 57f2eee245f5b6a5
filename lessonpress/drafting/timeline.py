"""Ordering and a timeline: what happened when, where the text gives three dates or more."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.activities.written_values import compare_dates
from lessonpress.drafting.dates import Dated
from lessonpress.drafting.languages import LanguageData
from lessonpress.drafting.parts import Part, as_markdown

_FEWEST, _MOST = 3, 8


def draft_order(found: Sequence[Dated], data: LanguageData) -> list[Part]:
    """Both are of the same events: the ordering prints what the timeline asks for."""
    events = _comparable([one for one in found if one.is_told(data)])
    if len(events) < _FEWEST:
        return []
    items = [
        {
            "date": one.full,
            "text": as_markdown(one.statement),
            "evidence": one.sentence.text,
            "todo": True,
        }
        for one in events
    ]
    ordered = [{"text": one["text"], "date": one["date"], **one} for one in items]
    return [Part("ordering", "events", tuple(ordered)), Part("timeline", "events", tuple(items))]


def _comparable(found: Sequence[Dated]) -> list[Dated]:
    """At most one of each date, of which everybody can say which comes first; the more exact are kept."""
    kept: list[Dated] = []
    for one in sorted(found, key=lambda dated: -dated.shape):
        if len(kept) < _MOST and all(
            compare_dates(one.value, other.value) not in (None, 0) for other in kept
        ):
            kept.append(one)
    return sorted(kept, key=lambda dated: tuple(part or 0 for part in dated.value.parts))
