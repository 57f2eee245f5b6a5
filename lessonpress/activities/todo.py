"""To do: what nobody has looked at yet is marked as such wherever it is printed, for pupils too.

The mark stands before what an item says first. Where an item has nothing to stand before (a space in a chart,
a label of a picture), and where a whole activity is marked, it stands before the heading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from lessonpress.activities.base import ActivityForm, Item, Setting, Task
from lessonpress.activities.form import Listed
from lessonpress.richtext import RichText, Span
from lessonpress.words import N_, words_for

TODO = N_("TODO")

# What every item has; its own text comes behind that.
_OF_EVERY_ITEM = frozenset(one.name for one in fields(Item))
# An answer is no place for a mark: it is what pupils are held against. Nor is a clue, which the key doesn't print.
_NO_PLACE = frozenset({"answer", "correction", "wrong", "right", "before", "back", "clue"})


def marked(text: RichText, language: str) -> RichText:
    """The text with the mark before it."""
    return RichText((Span(words_for(language)(TODO), strong=True), Span(" "), *text.spans))


def marks_heading(form: ActivityForm, task: Task, language: str) -> bool:
    """Whether the mark belongs before the activity's heading: all of it is to be looked at, or something that it
    lists and that no item bears the mark of (a space in a chart, a card, what `pick` leaves out)."""
    wanted = sum(one.todo for one in _listed(form))
    return form.todo or sum(_is_marked(one, language) for one in task.items) < wanted


def with_marks(form: ActivityForm, task: Task, setting: Setting) -> Task:
    """The task with a mark before each item that is to be looked at."""
    entries = list(_listed(form))
    if not any(one.todo for one in entries):
        return task
    changed: dict[str, Item] = {}
    for item in task.items:
        place = _place(setting, item)
        if place is not None and place < len(entries) and entries[place].todo:
            changed[item.id] = _with_mark(item, setting.language)
    return replace(task, **dict(_replaced(task, changed)))


def _listed(form: ActivityForm) -> Iterable[Listed]:
    """The forms that the activity lists; nothing where it lists none."""
    for key in type(form).model_fields:
        value = getattr(form, key)
        if isinstance(value, tuple) and value and isinstance(value[0], Listed):
            return value
    return ()


def _place(setting: Setting, item: Item) -> int | None:
    path = setting.places.get(item.id, ())
    return path[1] if len(path) > 1 and isinstance(path[1], int) else None


def _is_marked(item: Item, language: str) -> bool:
    name = _first_text(item)
    value: Any = getattr(item, name) if name else None
    if name == "segments":
        value = getattr(value[0], "text", None) if value else None
    spans = value.spans if isinstance(value, RichText) else ()
    return bool(spans) and spans[:2] == marked(RichText(), language).spans[: len(spans[:2])]


def _first_text(item: Item) -> str:
    """The name of what an item says first; "" where it says nothing that could bear a mark."""
    for one in fields(item):
        if one.name not in _OF_EVERY_ITEM and one.name not in _NO_PLACE:
            value = getattr(item, one.name)
            if isinstance(value, RichText) and value:
                return one.name
            if one.name == "segments":
                return one.name
    return ""


def _with_mark(item: Item, language: str) -> Item:
    name = _first_text(item)
    if not name:
        return item
    value: Any = getattr(item, name)
    changed: dict[str, Any] = {}
    if name != "segments":
        changed[name] = marked(value, language)
        if name == "date":  # either may be what is left out
            changed["text"] = marked(getattr(item, "text", RichText()), language)
        return replace(item, **changed)
    from lessonpress.activities.cloze_task import Words

    changed[name] = (Words(marked(RichText(), language)), *value)
    return replace(item, **changed)


def _replaced(task: Task, changed: dict[str, Item]) -> Iterable[tuple[str, Any]]:
    """Every tuple of the task's items, with the changed in their places."""
    for one in fields(task):
        value = getattr(task, one.name)
        if isinstance(value, tuple) and any(isinstance(item, Item) for item in value):
            yield (
                one.name,
                tuple(changed.get(x.id, x) if isinstance(x, Item) else x for x in value),
            )
