"""Timelines: events in order, at distances to scale; a date that can't be read is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Resolve = Callable[..., Any]


def events(*dates: str) -> str:
    return ", ".join(f"{{date: '{date}', text: 'event {n}'}}" for n, date in enumerate(dates))


@pytest.mark.parametrize(
    ("dates", "places"),
    [
        (("1940", "1950", "1945"), [0, 0.5, 1]),
        (("44 BC", "476"), [0, 1]),
        (("100 BC", "100", "299"), [0, 0.5, 1]),  # there is no year 0
        (("January 1945", "July 1945", "January 1946"), [0, 0.5, 1]),
        (("8:00", "9:00", "10:00"), [0, 0.5, 1]),
        (("1945", "1945", "1946"), [0, 0, 1]),
    ],
)
def test_distances_are_to_scale(
    resolve: Resolve, dates: tuple[str, ...], places: list[float]
) -> None:
    task, findings = resolve(f"{{activity: timeline, events: [{events(*dates)}]}}")
    assert findings == []
    assert [item.place for item in task.items] == pytest.approx(places, abs=0.001)
    assert len(task.scale.split()) == len(dates)


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (("1938", "about 1945"), [(("events", 1, "date"), "unreadable-date")]),
        (("1938", "May 5"), [(("events", 1, "date"), "dates-unlike")]),
        (("1945", "1945"), [(("events",), "dates-equal")]),
    ],
)
def test_what_has_no_place_is_named(resolve: Resolve, dates: tuple[str, ...], found: Any) -> None:
    assert resolve(f"{{activity: timeline, events: [{events(*dates)}]}}")[1] == found


def test_dates_are_read_in_the_lessons_language(resolve: Resolve) -> None:
    text = f"{{activity: timeline, events: [{events('5. května 1945', 'říjen 1944')}]}}"
    task, findings = resolve(text, language="cs")
    assert findings == []
    assert [item.date.plain for item in task.items] == ["říjen 1944", "5. května 1945"]
