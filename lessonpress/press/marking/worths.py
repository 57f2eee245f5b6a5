"""Worths: what each thing that is asked is worth, where the lesson says anything of points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lessonpress.content.lesson import Lesson
from lessonpress.press.marking.key import Asked


def worths_of(asked: Sequence[Asked], lesson: Lesson) -> tuple[float, ...]:
    """The points of each; 0 for what has none of its own.

    A question's points are for what is right or wrong in it, shared evenly where that is several things;
    where nothing is, for what is written. Of a part that is marked as a whole nothing has points of its own.
    """
    points = {one.id: one.points for one in lesson.activities if one.points is not None}
    kinds = Counter((one.item, one.is_open) for one in asked)
    parts = {one.activity for one in asked if not one.is_open}
    found = []
    for one in asked:
        part, worth = points.get(one.activity), 0.0
        if part is not None and part.by_item is not None:
            if not one.is_open or not kinds[one.item, False]:
                worth = part.by_item.get(one.item, 0.0) / kinds[one.item, one.is_open]
        elif part is not None and part.each is not None:
            worth = part.each if not one.is_open or one.activity not in parts else 0.0
        found.append(worth)
    return tuple(found)


def shown(points: float) -> str:
    """
    >>> shown(2.0), shown(0.5), shown(1 / 3)
    ('2', '0.5', '0.33')
    """
    return f"{round(points, 2):g}"
