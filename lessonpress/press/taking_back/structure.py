"""Structure: what was taken out, put in or carried elsewhere, as edits of lists and of running text.

Each is a step that may be tried. Whether it was right shows what is printed then.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from lessonpress.content.spec import ValuePath
from lessonpress.content.spec_edits import Written, reordered, with_item, without
from lessonpress.press.taking_back.desk import Desk
from lessonpress.press.taking_back.matching import Match
from lessonpress.press.taking_back.pieces import GAP, Piece, without_laid_over
from lessonpress.press.taking_back.places import Place
from lessonpress.press.taking_back.running_text import put_in, put_in_order, take_out
from lessonpress.press.taking_back.splicing import in_markdown
from lessonpress.problems import ProblemError

_NUMBER = re.compile(r"\d+")
_ACTIVITY = re.compile(r"a(\d+)(?:_|\Z)")


class Known(Protocol):
    """Tells what was printed once, and what its editor did."""

    def was_printed(self, piece: Piece) -> bool: ...

    def was_carried(self, pieces: Collection[int]) -> bool: ...

    @property
    def printed(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Step:
    """An edit to be tried. `gone` and `come` are what is printed no longer, or now, if it is right, and what else
    `may_go`; a step that `carries` puts things in another order. `words` are those of the pieces that it is about.
    """

    name: str
    write: Callable[[], Mapping[Path, str]]
    words: tuple[str, ...] = ()
    gone: tuple[Piece, ...] = ()
    come: tuple[Piece, ...] = ()
    may_go: tuple[Piece, ...] = ()
    carries: bool = False
    shuffled: bool = False
    count: int = 1
    refused: str = ""

    def texts(self) -> Mapping[Path, str] | None:
        """The files' texts with it; None where it can't be written, or is `refused`."""
        if self.refused:
            return None
        try:
            return self.write()
        except (ValueError, LookupError, ProblemError):
            return None

    def fits(self, before: Sequence[Piece], after: Sequence[Piece]) -> bool:
        """Whether just that went and came. What counts the others may count anew."""
        was, now = Counter(map(_uncounted, before)), Counter(map(_uncounted, after))
        lost, gained = was - now, now - was
        gone, come = Counter(map(_uncounted, self.gone)), Counter(map(_uncounted, self.come))
        if gone - lost or come - gained:
            return False
        others = lost - gone - Counter(map(_uncounted, self.may_go))
        return others.total() <= (gained - come).total()


def _uncounted(piece: Piece) -> str:
    return _NUMBER.sub("0", piece.text)


# --- taken out -----------------------------------------------------------------------------------


def removals(desk: Desk, edited: Sequence[Piece], found: Match, known: Known) -> Iterator[Step]:
    """What was taken out, the largest parts first."""
    out = {
        at
        for at, to in enumerate(found.became)
        if to is None and (not known.printed or known.was_printed(desk.pieces[at]))
    }
    may_go = tuple(desk.pieces[at] for at in sorted(out))
    for at in sorted(out):
        for place in desk.likely(at)[:3]:
            if place.path is None:
                yield _taken_out(desk, at, place, may_go)
                continue
            for depth in range(1, len(place.known_as) + 1):
                inside = _inside(desk, place.known_as[:depth])
                if at in inside and inside <= out:
                    yield _without(desk, place, depth, sorted(inside), may_go)


def _inside(desk: Desk, path: ValuePath) -> set[int]:
    """The pieces that are printed from what stands at a path."""
    names = {name for name, at in desk.lesson.places.items() if at == path}
    number = path[1] if path[0] == "activities" and len(path) == 2 else None
    found = set()
    for at in range(len(desk.pieces)):
        owner = desk.owner(at)
        activity = _ACTIVITY.match(owner)
        of_item = any(owner == name or owner.startswith(f"{name}_") for name in names)
        of_activity = (
            isinstance(number, int) and bool(activity) and owner.split("_")[0] == f"a{number + 1}"
        )
        home = desk.home(at)
        if of_item or of_activity or (home is not None and home.known_as[: len(path)] == path):
            found.add(at)
    return found


def _without(
    desk: Desk, place: Place, depth: int, inside: Sequence[int], may_go: tuple[Piece, ...]
) -> Step:
    def write() -> Mapping[Path, str]:
        path = place.path_of(depth)
        return {place.file: place.within(desk.drafts, without(place.source(desk.drafts), path))}

    gone = tuple(desk.pieces[at] for at in inside)
    name = f"without {place.known_as[:depth]}"
    return Step(name, write, _words(gone), gone, may_go=may_go, refused=_refused(desk, place))


def _taken_out(desk: Desk, at: int, place: Place, may_go: tuple[Piece, ...]) -> Step:
    def write() -> Mapping[Path, str]:
        text = desk.drafts.text(place.file)
        return {place.file: take_out(text, place.start, place.stop or place.start)}

    gone = (desk.pieces[at],)
    return Step(f"without {place.raw}", write, _words(gone), gone, may_go=may_go)


# --- put in --------------------------------------------------------------------------------------


def additions(desk: Desk, edited: Sequence[Piece], found: Match, known: Known) -> Iterator[Step]:
    """What was put in: behind what it stands behind, or before what follows."""
    new = [
        to
        for to, at in enumerate(found.was)
        if at is None and not (known.printed and known.was_printed(edited[to]))
    ]
    styles = {piece.style for piece in edited}
    for run in _runs(new):
        pieces = [edited[to] for to in run]
        if any(GAP in one.text for piece in pieces for one in piece.stretches):
            continue
        before = next(
            (found.was[to] for to in range(run[0] - 1, -1, -1) if found.was[to] is not None), None
        )
        after = next(
            (found.was[to] for to in range(run[-1] + 1, len(edited)) if found.was[to] is not None),
            None,
        )
        for near, behind in ((before, True), (after, False)):
            if near is not None:
                yield from _put_in(desk, near, pieces, behind=behind, styled=len(styles) > 2)


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Neighbours together, the whole of them first and then one by one."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        yield run
        if len(run) > 1:
            yield run[:1]


def _put_in(
    desk: Desk, near: int, pieces: Sequence[Piece], *, behind: bool, styled: bool
) -> Iterator[Step]:
    style = desk.pieces[near].style
    for place in desk.likely(near)[:3]:
        if place.path is None:
            if len(pieces) == 1 and (not styled or pieces[0].style == style):
                yield _running(desk, place, pieces[0], behind=behind)
            continue
        levels = [at for at in range(len(place.known_as)) if isinstance(place.known_as[at], int)]
        fitting = [
            depth
            for depth in reversed(levels)
            if not styled or _style_of(desk, place.known_as[: depth + 1]) == pieces[0].style
        ]
        if not styled and len(levels) > 1:
            continue  # where it belongs, nothing says
        for depth in fitting:
            value = _value(desk, place, depth, pieces)
            if value is not None:
                index = int(place.known_as[depth]) + behind
                yield _with(desk, place, depth, index, value, pieces)


def _style_of(desk: Desk, path: ValuePath) -> str | None:
    """The style of the first piece that an item is printed as."""
    inside = _inside(desk, path)
    return desk.pieces[min(inside)].style if inside else None


def _value(desk: Desk, place: Place, depth: int, pieces: Sequence[Piece]) -> Written | None:
    """What these pieces come to as an item like the one there; None where that can't be told."""
    like: Any = desk.lesson.spec.data
    for step in place.known_as[: depth + 1]:
        like = like[step]
    written = [in_markdown(without_laid_over(piece).tokens) for piece in pieces]
    if not isinstance(like, dict):
        return written[0] if len(pieces) == 1 else None
    keys = _keys_of(desk, place.known_as[: depth + 1])
    value: dict[str, str | list[str]] = {}
    for piece, text in zip(pieces, written, strict=True):
        fit = [key for key, style in keys if style == piece.style]
        scalars = [key for key in fit if isinstance(like.get(key), str) and key not in value]
        lists = [key for key in fit if isinstance(like.get(key), list)]
        if not value and keys and not scalars and not lists:
            scalars = [keys[0][0]]
        if scalars:
            value[scalars[0]] = text
        elif lists and isinstance(held := value.setdefault(lists[0], []), list):
            held.append(text)
        else:
            return None
    return value


def _keys_of(desk: Desk, path: ValuePath) -> list[tuple[str, str]]:
    """The keys of an item that are printed, each with the style that it is printed in, in order."""
    found: dict[tuple[str, str], None] = {}
    for at in sorted(_inside(desk, path)):
        home = desk.home(at)
        if (
            home is not None
            and home.known_as[: len(path)] == path
            and len(home.known_as) > len(path)
        ):
            found[str(home.known_as[len(path)]), desk.pieces[at].style] = None
    return list(found)


def _with(
    desk: Desk, place: Place, depth: int, index: int, value: Written, pieces: Sequence[Piece]
) -> Step:
    def write() -> Mapping[Path, str]:
        path = place.path_of(depth)
        shift = int(place.path_of(depth + 1)[-1]) - int(place.known_as[depth])
        yaml = with_item(place.source(desk.drafts), path, index + shift, value)
        return {place.file: place.within(desk.drafts, yaml)}

    name = f"with {place.known_as[:depth]} {index} {value}"
    come, count = tuple(pieces), len(pieces)
    refused = _refused(desk, place)
    return Step(name, write, _words(pieces), come=come, count=count, refused=refused)


def _refused(desk: Desk, place: Place) -> str:
    """Why nothing is put in or taken out there, where that is so."""
    if place.file in (desk.spec, desk.lesson.event.path):
        return ""
    return f"It is drawn from {place.file.name}, from which other lessons may draw, too."


def _running(desk: Desk, place: Place, piece: Piece, *, behind: bool) -> Step:
    def write() -> Mapping[Path, str]:
        text = desk.drafts.text(place.file)
        new = in_markdown(without_laid_over(piece).tokens) if place.markdown else piece.text
        return {
            place.file: put_in(text, place.start, place.stop or place.start, new, behind=behind)
        }

    return Step(f"with {place.raw} {piece.text}", write, (piece.words,), come=(piece,))


# --- carried elsewhere ---------------------------------------------------------------------------


def orders(desk: Desk, edited: Sequence[Piece], found: Match, known: Known) -> Iterator[Step]:
    """Lists that stand in another order, the outermost first; what is shuffled goes where the shuffle takes
    it from."""
    homes = {at: home for at in range(len(desk.pieces)) if (home := desk.home(at)) is not None}
    lists: dict[ValuePath, Place] = {}
    for home in homes.values():
        for depth, step in enumerate(home.known_as):
            if isinstance(step, int):
                lists.setdefault(home.known_as[:depth], home)
    for path, place in sorted(lists.items(), key=lambda one: len(one[0])):
        inside = {
            at: home.known_as[len(path)]
            for at, home in homes.items()
            if home.known_as[: len(path)] == path and len(home.known_as) > len(path)
        }
        printed = _first(inside[at] for at in sorted(inside))
        wanted = _first(inside[at] for at in found.was if at is not None and at in inside)
        if printed != wanted and sorted(printed) == sorted(wanted) and known.was_carried(inside):
            words = tuple(desk.pieces[at].words for at in inside)
            yield _in_order(desk, place, path, printed, wanted, words)
    yield from _running_orders(desk, found, homes)


def _first(items: Iterator[Any]) -> list[int]:
    return [one for one in dict.fromkeys(items) if isinstance(one, int)]


def _in_order(
    desk: Desk,
    place: Place,
    path: ValuePath,
    printed: Sequence[int],
    wanted: Sequence[int],
    words: tuple[str, ...],
) -> Step:
    def write() -> Mapping[Path, str]:
        value: Any = desk.lesson.spec.data
        for step in path:
            value = value[step]
        order = list(range(len(value)))
        for at, to in zip(printed, wanted, strict=True):
            order[at] = to
        if desk.lesson.spec.file.grafts:
            raise ValueError("what is drawn from a bank stands in the bank's order")
        yaml = reordered(place.source(desk.drafts), place.path_of(len(path)), order)
        return {place.file: place.within(desk.drafts, yaml)}

    shuffled = list(printed) != sorted(printed)
    return Step(f"order {path} {wanted}", write, words, carries=True, shuffled=shuffled)


def _running_orders(desk: Desk, found: Match, homes: Mapping[int, Place]) -> Iterator[Step]:
    spans = {
        at: (home.start, home.stop or home.start) for at, home in homes.items() if home.path is None
    }
    before = list(dict.fromkeys(spans[at] for at in sorted(spans)))
    after = list(dict.fromkeys(spans[at] for at in found.was if at is not None and at in spans))
    if before == after or sorted(before) != sorted(after):
        return
    [file] = {home.file for home in homes.values() if home.path is None}

    def write() -> Mapping[Path, str]:
        return {file: put_in_order(desk.drafts.text(file), before, after)}

    words = tuple(desk.pieces[at].words for at in spans)
    yield Step(f"order {after}", write, words, carries=True)


def _words(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(piece.words for piece in pieces)
