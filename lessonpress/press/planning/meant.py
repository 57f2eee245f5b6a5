"""What a person meant by a name that no lesson goes by: something else that there is, most times."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lessonpress.inside import is_plain_name
from lessonpress.registry.formats import FORMATS
from lessonpress.registry.kinds import KINDS
from lessonpress.spelling import advise
from lessonpress.workspace import SPEC_SUFFIXES, UsageError, Workspace, slug_of

_LONGEST = 80


def shown(name: str) -> str:
    """The name as a message says it: whole where it is of a sensible length."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def no_lesson(
    workspace: Workspace, name: str, lessons: Mapping[str, tuple[Path, ...]]
) -> UsageError:
    """What is said of a name that is none of a lesson's."""
    path = Path(name)
    is_spec = path.suffix.lower() in SPEC_SUFFIXES
    slug = unicodedata.normalize("NFC", name)
    if not name.strip():
        return UsageError(
            "The name of a lesson is empty.", "Write its name, or leave it out to mean all lessons."
        )
    if slug_of(path) in lessons and not os.path.exists(path):
        return UsageError(f"There is no file {shown(name)}.", f"Did you mean `{slug_of(path)}`?")
    for message, hint in _something_else(workspace, name, path, slug):
        return UsageError(message, hint)
    if is_spec and len(path.parts) > 1:
        message = f"There is no file {shown(name)}."
        return UsageError(message, advise(slug_of(path), lessons, at_most=0))
    hint = advise(slug_of(path) if is_spec else slug, lessons, at_most=8)
    return UsageError(
        f"There is no lesson called {shown(name)} in {workspace.lessons}.",
        hint or "makelesson list shows the lessons there are.",
    )


def other_spec(workspace: Workspace, path: Path) -> UsageError | None:
    """What is said of a YAML file that is none of a lesson's; None where it may be one."""
    real = os.path.realpath(path)
    if real == os.path.realpath(workspace.settings_file):
        return UsageError(
            f"{path} holds the settings of the workspace; no lesson.", "Name a lesson."
        )
    if path.name == "layout.yaml" or real.startswith(
        os.path.join(os.path.realpath(workspace.layouts), "")
    ):
        return UsageError(f"{path} belongs to a layout; it is no lesson.", "Name a lesson.")
    return None


def _something_else(
    workspace: Workspace, name: str, path: Path, slug: str
) -> Iterator[tuple[str, str]]:
    from lessonpress.layout.measures import PAPERS

    events = workspace.event_files()
    event = slug if slug in events else slug_of(path)
    if event in events:
        hint = f"Write a lesson for it with: makelesson new lesson {event}"
        yield f"{shown(name)} is an event, not a lesson.", hint
    units = workspace.unit_files()
    unit = slug if slug in units else slug_of(path)
    if unit in units and (unit == slug or path.suffix.lower() in SPEC_SUFFIXES):
        hint = "Name a lesson of it, or build, check or pack the unit."
        yield f"{shown(name)} is a unit, not a lesson.", hint
    if os.path.isdir(path):
        hint = "Name lessons, or none at all to mean every lesson."
        yield f"{shown(name)} is a folder, not a lesson.", hint
    search = workspace.layout_search
    if is_plain_name(slug) and any(os.path.isdir(folder / slug) for folder in search):
        yield f"{slug} is a layout, not a lesson.", f"Ask for it with: --layout {slug}"
    words: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("document", "kind of document", KINDS),
        ("format", "format", FORMATS),
        ("paper", "paper", PAPERS),
    )
    for option, what, known in words:
        if (word := next((one for one in known if one.lower() == slug.lower()), None)) is not None:
            yield f"{word} is a {what}, not a lesson.", f"Ask for it with: --{option} {word}"
    if os.path.isfile(path):
        hint = "A lesson is a .yaml file in lessons/; makelesson list shows those there are."
        yield f"{shown(name)} is a file, but no lesson.", hint
