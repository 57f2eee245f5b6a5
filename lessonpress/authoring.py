"""Authoring: from an event in a workspace to a lesson on it, drafted by rule or adopted from a reply.

Writes nothing but `write_lesson`, and that never over anything.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.drafting import Draft, draft_lesson, language_of
from lessonpress.press.planning.meant import shown
from lessonpress.press.printing.loaded import Loaded
from lessonpress.spelling import advise
from lessonpress.workspace import UsageError, Workspace, slug_of

if TYPE_CHECKING:
    from lessonpress.content.event import Event
    from lessonpress.drafting.adopting import Adopted
    from lessonpress.drafting.model import Model

#: How many events a hint names.
_SHOWN = 12
_REPLY = Path("the reply")


def find_event(workspace: Workspace, name: str | None) -> Event:
    """The event that a person means by its name or its file. Raises UsageError, and ProblemError for one that
    can't be read."""
    loaded = Loaded(workspace)
    slugs = loaded.event_slugs()
    if name is None:
        raise UsageError("Which event is the lesson for?", _events(slugs))
    named = unicodedata.normalize("NFC", name)
    slug = next((one for one in (named, slug_of(Path(name))) if one in slugs), None)
    if slug is None:
        hint = advise(name, slugs) or _events(slugs)
        if os.path.isfile(name):
            hint = f"Put the file into that folder first: {shown(name)} lies elsewhere."
        folder = workspace.events.absolute()
        here = Path.cwd()
        events = shown(str(folder.relative_to(here) if here in folder.parents else folder))
        raise UsageError(f"There is no event called {shown(name)} in {events}.", hint)
    return loaded.event(slug)


def _events(slugs: Sequence[str]) -> str:
    """Those that there are, or where one goes."""
    if not slugs:
        return "Put its text into lessons/events/, as a .txt or .md file."
    return f"Known here: {', '.join(f'`{one}`' for one in slugs[:_SHOWN])}{', …' * (len(slugs) > _SHOWN)}."


def draft(workspace: Workspace, event: str | None) -> tuple[Event, Draft]:
    """The event, and what can be drafted of a lesson on it by rule."""
    found = find_event(workspace, event)
    return found, draft_lesson(found)


def prompt(workspace: Workspace, event: str | None) -> str:
    """What to ask a chat model for a lesson on the event."""
    from lessonpress.drafting.prompt import prompt_for

    found = find_event(workspace, event)
    return prompt_for(found, language_of(found))


def adopt(
    workspace: Workspace, event: str | None, reply: str, path: Path = _REPLY
) -> tuple[Event, Adopted]:
    """The event, and what of the reply (the text of the file at `path`) can stand in a lesson on it.

    Raises ProblemError where nothing in the reply can be read.
    """
    from lessonpress.drafting.adopting import adopt_reply

    found = find_event(workspace, event)
    return found, adopt_reply(found, language_of(found), path, reply)


def ask_model(workspace: Workspace, event: str | None, model: Model) -> tuple[Event, Adopted]:
    """Both in one step, from a model that is asked. Raises UsageError where it doesn't answer."""
    from lessonpress.drafting.model import ask

    return adopt(workspace, event, ask(model, prompt(workspace, event)), Path(model.url))


def write_lesson(workspace: Workspace, event: Event, draft: Draft, comment: str = "") -> Path:
    """Writes a lesson with the draft, called like the event, or `EVENT-2` and so on where that is taken; `comment`
    stands at its end. Raises ProblemError where it can't be written."""
    from lessonpress.starter import write_lesson as write

    taken, units = workspace.lesson_files(), workspace.unit_files()
    name, number = event.slug, 1
    while name in taken or name in units or os.path.lexists(workspace.lessons / f"{name}.yaml"):
        number += 1
        name = f"{event.slug}-{number}"
    return write(workspace, name, event, draft, comment)
