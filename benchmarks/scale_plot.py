"""Draws how builds grow with a school, as an SVG by hand: no library, and a file that diffs well."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Protocol

WIDTH, HEIGHT = 640, 380
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 48, 48
# Told apart by dashes and marks, too: a photocopy has no colours.
LOOKS = {
    "cold": ("#7a1f1f", "", "from nothing"),
    "theme": ("#0b4f6c", "6 3", "theme changed"),
    "edit": ("#3d6b1f", "2 3", "one edit"),
    "unchanged": ("#444444", "9 3 2 3", "nothing changed"),
}


class Point(Protocol):
    @property
    def lessons(self) -> int: ...
    @property
    def way(self) -> str: ...
    @property
    def case(self) -> str: ...
    @property
    def seconds(self) -> float: ...


def draw(points: Sequence[Point], way: str = "2") -> str:
    """Seconds over lessons, both in powers of ten, a line for each case, with that many workers."""
    shown = [point for point in points if point.way == way] or list(points)
    low_x, high_x = _decades([point.lessons for point in shown])
    low_y, high_y = _decades([point.seconds for point in shown])

    def x(lessons: float) -> float:
        share = (math.log10(lessons) - low_x) / (high_x - low_x)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(seconds: float) -> float:
        share = (math.log10(seconds) - low_y) / (high_y - low_y)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="sans-serif" font-size="13">',
        f"<title>Seconds of a build over the number of lessons, {escape(way)} workers</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="24" font-weight="bold">Seconds of a build, {escape(way)} workers</text>',
    ]
    for power in range(low_x, high_x + 1):
        at = x(10**power)
        parts.append(_line(at, y(10**low_y), at, y(10**high_y)))
        parts.append(f'<text x="{at}" y="{HEIGHT - 26}" text-anchor="middle">{10**power:,}</text>')
    for power in range(low_y, high_y + 1):
        at = y(10**power)
        parts.append(_line(x(10**low_x), at, x(10**high_x), at))
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4}" text-anchor="end">{10**power:,g}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">lessons</text>')
    names: list[tuple[float, str, str]] = []
    for case, (colour, dashes, name) in LOOKS.items():
        line = sorted((one.lessons, one.seconds) for one in shown if one.case == case)
        if not line:
            continue
        path = " ".join(f"{x(lessons)},{y(seconds)}" for lessons, seconds in line)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"'
            f' stroke-dasharray="{dashes}"/>'
        )
        parts += [f'<circle cx="{x(a)}" cy="{y(b)}" r="3.5" fill="{colour}"/>' for a, b in line]
        names.append((y(line[-1][1]), colour, name))
    parts += _labels(names, x(max(point.lessons for point in shown)) + 10)
    return "\n".join([*parts, "</svg>", ""])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#cccccc"/>'


def _labels(names: Sequence[tuple[float, str, str]], x: float) -> list[str]:
    """Each line's name at its end, moved down where it would lie on another's."""
    parts = []
    last = -math.inf
    for wanted, colour, name in sorted(names):
        last = max(wanted, last + 16)
        parts.append(f'<text x="{x}" y="{last + 4:.1f}" fill="{colour}">{name}</text>')
    return parts
