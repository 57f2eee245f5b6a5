"""Seating: which pupil gets which version, so that neighbours have different ones. Knows no paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from lessonpress.content.roster import Pupil
from lessonpress.registry.files import VERSIONS

_PIECE = re.compile(r"\d+|[^\W\d_]+")
_ROW_AND_PLACE = 2

#: A seat as what sorts and counts: numbers as numbers, letters by the alphabet.
_Seat = tuple[tuple[bool, int, str], ...]


def in_seat_order(pupils: Sequence[Pupil]) -> list[Pupil]:
    """The pupils by their seats, as `2-10` comes behind `2-9`; those without one last, in the roster's order.
    Classes stay together, in the order in which the roster has them."""
    classes = list(dict.fromkeys(pupil.group for pupil in pupils))
    return sorted(
        pupils, key=lambda pupil: (classes.index(pupil.group), not pupil.seat, _read(pupil.seat))
    )


def deal(pupils: Sequence[Pupil], count: int) -> tuple[int, ...]:
    """The number of the version, from 0, that each of the pupils gets of so many, who stand in the order in
    which they are dealt to, class by class.

    One after the other gets the next, and whose row says a version gets that. Where every seat says a row and a
    place in it (`2-3`, `B4`), whoever sits behind another gets another, too.
    """
    return tuple(
        number
        for _, group in groupby(pupils, key=lambda pupil: pupil.group)
        for number in _deal(list(group), count)
    )


def _deal(pupils: Sequence[Pupil], count: int) -> list[int]:
    seats = [_read(pupil.seat) for pupil in pupils]
    in_rows = len(pupils) > 0 and all(len(seat) == _ROW_AND_PLACE for seat in seats)
    rows = sorted({seat[0] for seat in seats}) if in_rows else []
    places = sorted({seat[1] for seat in seats}) if in_rows else []
    dealt: list[int] = []
    latest = -1
    for pupil, seat in zip(pupils, seats, strict=True):
        if pupil.version:
            latest = VERSIONS.index(pupil.version)
        elif in_rows:
            latest = (rows.index(seat[0]) + places.index(seat[1])) % count
        else:
            latest = (latest + 1) % count
        dealt.append(latest)
    return dealt


def _read(seat: str) -> _Seat:
    pieces = _PIECE.findall(seat.casefold())
    return tuple(
        (not piece.isdecimal(), int(piece) if piece.isdecimal() else 0, piece) for piece in pieces
    )
