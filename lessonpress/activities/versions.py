"""Versions: what an activity comes to in each after the first, and in a key of all of them.

The first asks what a lesson without versions asks, in the same order. Everything is known to be right by then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lessonpress.activities.base import ActivityForm, Setting, Task
from lessonpress.activities.form import Listed
from lessonpress.activities.orders import arrange
from lessonpress.activities.pools import finished, lists_in, pick_of, resolve_part, with_part
from lessonpress.activities.references import held_together

_ASKED = ("ask", "say", "text")
_QUESTIONS = "questions"


def report_no_order(form: ActivityForm, setting: Setting) -> None:
    """Report a word on the order of questions where the kind lets nobody choose it."""
    if form.shuffle_questions is not None and form.order != "any":
        setting.report(
            ("shuffle_questions",),
            "What this kind lists is shuffled in every version."
            if form.order == "shuffled"
            else "What this kind lists stands in the same order in every version.",
            "Leave `shuffle_questions:` out.",
            code="nothing-to-shuffle",
        )


def resolve_version(form: ActivityForm, setting: Setting) -> Task:
    """What is printed of an activity in the setting's version. What is found wrong is what chance has
    brought about, such as a word that finds no place in this version's puzzle."""
    return finished(form, _resolve_version(form, setting), setting)


def _resolve_version(form: ActivityForm, setting: Setting) -> Task:
    lists = lists_in(form, setting)
    if len(lists) != 1:
        return form.resolve(setting)
    [(key, entries)] = lists.items()
    chosen = pick_of(form, key, entries, setting)
    order = chosen
    if form.order == "any" and form.shuffle_questions is not False:
        pinned = _pinned([entries[place] for place in chosen])
        # The first version has them as they were written.
        seeds = setting.seeds(len(chosen), _QUESTIONS)[1:]
        order = [chosen[at] for at in arrange(len(chosen), pinned, seeds)]
    if order == list(range(len(entries))):
        return form.resolve(setting)
    return resolve_part(with_part(form, key, entries, order), key, order, setting)


def resolve_all(form: ActivityForm, settings: Sequence[Setting]) -> Task:
    """What all versions together ask, each of it once, as it was written; `settings` are theirs."""
    first, *_ = settings
    return finished(form, _resolve_all(form, first, settings), first)


def _resolve_all(form: ActivityForm, first: Setting, settings: Sequence[Setting]) -> Task:
    lists = lists_in(form, first)
    if form.pick is None or len(lists) != 1:
        return form.resolve(first)
    [(key, entries)] = lists.items()
    chosen = sorted({at for setting in settings for at in pick_of(form, key, entries, setting)})
    return resolve_part(with_part(form, key, entries, chosen), key, chosen, first)


def texts_of(form: ActivityForm) -> Iterator[str]:
    """What is asked in an activity, as far as it may refer to something else."""
    yield form.instructions or ""
    for key in type(form).model_fields:
        value = getattr(form, key)
        if isinstance(value, tuple):
            yield from (_asked(one) for one in value if isinstance(one, Listed | str))


def _pinned(entries: Sequence[Listed | str]) -> frozenset[int]:
    """The places of those that keep them: as it is written there, or as they refer to each other."""
    kept = {at for at, one in enumerate(entries) if isinstance(one, Listed) and one.keep}
    return held_together([_asked(one) for one in entries]) | kept


def _asked(entry: Listed | str) -> str:
    if isinstance(entry, str):
        return entry
    return next((str(getattr(entry, name)) for name in _ASKED if hasattr(entry, name)), "")
