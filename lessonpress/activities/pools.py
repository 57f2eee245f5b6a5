"""Pools: of a list more than is printed, `pick` takes some, by their number and never by their wording.

What isn't picked is held against the lesson like the rest: another number may pick it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, get_args

from lessonpress.activities.base import ActivityForm, Path, Setting, Task, same
from lessonpress.activities.chance import Chance
from lessonpress.activities.form import Listed
from lessonpress.activities.pictures import Pictured, with_picture
from lessonpress.activities.todo import with_marks
from lessonpress.spelling import advise

#: Lists of words, of which some may be picked, too; those of a kind that are forms come first.
_WORDS = ("terms", "words", "stems", "prompts", "statements")
#: What is found only because all of a pool would not fit where a part of it is printed.
_ROOM = frozenset({"unplaced", "too-many"})


@cache
def list_of(kind: type[ActivityForm]) -> tuple[str, type[Listed]] | None:
    """The key behind which a kind lists its questions (or whatever it has), and the form of one; None for
    a kind that lists none."""
    for key, field in kind.model_fields.items():
        for one in _types_in(field.annotation):
            if isinstance(one, type) and issubclass(one, Listed):
                return key, one
    return None


def resolve(form: ActivityForm, setting: Setting) -> Task:
    """What is printed of an activity: all that it lists, or as many as it says; each with its picture."""
    return finished(form, _resolve(form, setting), setting)


def finished(form: ActivityForm, task: Task, setting: Setting) -> Task:
    """The task that a form came to, with what is listed of every kind alike: pictures, and marks of what is
    to be looked at."""
    task = with_marks(form, task, setting)
    if (listed := list_of(type(form))) is None or not issubclass(listed[1], Pictured):
        return task
    entries = getattr(form, listed[0])
    if not any(one.picture for one in entries):
        return task
    items = tuple(
        with_picture(item, entries[setting.places[item.id][1]].picture) for item in task.items
    )
    return replace(task, items=items)


def _resolve(form: ActivityForm, setting: Setting) -> Task:
    task = form.resolve(setting)
    if form.pick is None:
        if form.keep:
            setting.report(
                ("keep",),
                "Nothing is picked here, so that all is kept.",
                "Say how many are printed, such as `pick: 5`, or leave `keep:` out.",
                code="nothing-picked",
            )
        return task
    lists = lists_in(form, setting)
    if len(lists) != 1:
        setting.report(
            ("pick",),
            f"There is {'more than one' if lists else 'no'} list here to pick from.",
            f"Leave `pick:` out, or one of {' and '.join(f'`{key}:`' for key in lists)}."
            if lists
            else "Leave `pick:` out: all of it is printed.",
            code="nothing-to-pick",
        )
        return task
    [(key, entries)] = lists.items()
    picked = _pick(form, form.pick, key, entries, setting)
    if picked is None or len(picked) == len(entries):
        return task
    setting.findings[:] = [one for one in setting.findings if one.code not in _ROOM]
    return resolve_part(with_part(form, key, entries, picked), key, picked, setting)


def lists_in(form: ActivityForm, setting: Setting) -> dict[str, tuple[Listed | str, ...]]:
    """What there is to pick from, by its key: lists that are written, or else the vocabulary where the
    kind is made of it."""
    if parted := form.parted():
        return dict([parted])
    ours = list_of(type(form))
    keys = [key for key in type(form).model_fields if key in _WORDS or (ours and key == ours[0])]
    lists = {key: tuple(getattr(form, key)) for key in keys if getattr(form, key)}
    if not lists and "terms" in keys and setting.vocabulary:
        return {"terms": tuple(str(term.term) for term in setting.vocabulary)}
    return lists


def with_part(
    form: ActivityForm, key: str, entries: Sequence[Listed | str], picked: Sequence[int]
) -> ActivityForm:
    """The form with those of its list that are picked."""
    part: Any = tuple(entries[place] for place in picked)
    if isinstance(getattr(form, key), str):
        part = "\n\n".join(part)
    return form.model_copy(update={key: part})


def resolve_part(form: ActivityForm, key: str, picked: Sequence[int], setting: Setting) -> Task:
    """What is printed of the picked alone; where they are told of, they stand where they were written."""

    def there(path: Path) -> Path:
        if len(path) > 1 and path[0] == key and isinstance(path[1], int):
            return (key, picked[path[1]], *path[2:])
        return path

    inner = replace(setting, findings=[], places={}, written=tuple(picked))
    task = form.resolve(inner)
    known = {(one.path, one.code) for one in setting.findings}
    setting.findings += [
        moved
        for one in inner.findings
        if ((moved := one if one.of_lesson else replace(one, path=there(one.path))).path, one.code)
        not in known
    ]
    setting.places.clear()
    setting.places.update({identity: there(path) for identity, path in inner.places.items()})
    return task


def _pick(
    form: ActivityForm, count: int, key: str, entries: Sequence[Listed | str], setting: Setting
) -> list[int] | None:
    """The places in the list of those that are picked, in its order; None where that can't be."""
    if count > len(entries):
        setting.report(
            ("pick",),
            f"{count} can't be picked of {len(entries)}.",
            f"Write `pick: {len(entries)}` or less, or add to the list.",
            code="pick-too-large",
        )
        return None
    least = _fewest(form, key)
    if count < least:
        setting.report(
            ("pick",),
            f"At least {least} are needed here.",
            f"Write `pick: {least}` or more.",
            code="pick-too-small",
        )
        return None
    kept = set(_kept(form, entries, setting))
    if len(kept) > count:
        setting.report(
            ("pick",),
            f"{len(kept)} of the list are to be kept, and only {count} picked.",
            f"Write `pick: {len(kept)}` or more, or keep fewer.",
            code="pick-too-small",
        )
        return None
    return _chosen(count, kept, len(entries), setting)


def pick_of(
    form: ActivityForm, key: str, entries: Sequence[Listed | str], setting: Setting
) -> list[int]:
    """As `_pick`, of what is known to be right; all of the list where the form picks nothing."""
    if form.pick is None or form.pick >= len(entries):
        return list(range(len(entries)))
    return _chosen(form.pick, set(_kept(form, entries, setting)), len(entries), setting)


def _chosen(count: int, kept: set[int], among: int, setting: Setting) -> list[int]:
    """Which are picked: in each version others than in those before it, as long as there are any."""
    possible = math.comb(among - len(kept), count - len(kept))
    taken: list[list[int]] = []
    for seed in setting.seeds(among):
        # Apart from the order in which anything of as many is printed.
        chance = Chance(f"{seed}\npick")
        while True:
            shuffled = chance.shuffled(range(among))
            others = [place for place in shuffled if place not in kept]
            chosen = sorted([*kept, *others[: count - len(kept)]])
            if chosen not in taken or len(taken) >= possible:
                break
        taken.append(chosen)
    return taken[-1]


def _fewest(form: ActivityForm, key: str) -> int:
    """How many of a list there must be."""
    rules = type(form).model_fields[key].metadata
    return max((getattr(rule, "min_length", None) or 1 for rule in rules), default=1)


def _kept(form: ActivityForm, entries: Sequence[Listed | str], setting: Setting) -> Iterator[int]:
    """The places of those that are printed in any case."""
    texts = {same(one): place for place, one in enumerate(entries) if isinstance(one, str)}
    yield from (place for place, one in enumerate(entries) if isinstance(one, Listed) and one.keep)
    for index, word in enumerate(form.keep):
        if (place := texts.get(same(word))) is not None:
            yield place
            continue
        setting.report(
            ("keep", index),
            f"There is no `{word}` in the list.",
            advise(word, texts)
            if texts
            else "Write `keep: true` into the one that is to be kept, below its other keys.",
            code="nothing-to-keep",
        )


def _types_in(annotation: Any) -> Iterator[Any]:
    yield annotation
    for one in get_args(annotation):
        yield from _types_in(one)
