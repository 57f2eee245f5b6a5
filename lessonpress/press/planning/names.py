"""The names in a workspace: those that can't be printed from, here or on another computer."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lessonpress.leftovers import original_of
from lessonpress.problems import Location, Problem, Severity
from lessonpress.spelling import advise
from lessonpress.workspace import EVENT_SUFFIXES, SPEC_SUFFIXES, Files, Workspace

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "CONIN$",
    "CONOUT$",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"),
}
_SIGNS = set('<>:"|?*\\') | set(map(chr, range(32)))


def without_name(paths: Iterable[Path]) -> Iterator[Problem]:
    """The error of each file whose name is not text, so that nothing can be called after it."""
    for path in paths:
        yield Problem(
            "The file's name is not in UTF-8, so nothing can be printed from it.",
            Location(path),
            "Rename it: it comes from a computer that writes names in another encoding.",
            code="name-encoding",
        )


def same_elsewhere(slugs: Iterable[str], path_of: Callable[[str], Path]) -> Iterator[Problem]:
    """A warning of each name that differs from another in small and capital letters alone: where a disk
    makes no difference between them, both print to one folder."""
    first: dict[str, str] = {}
    for slug in slugs:
        other = first.setdefault(unicodedata.normalize("NFC", slug.casefold()), slug)
        if other != slug:
            yield Problem(
                f"On Windows and macOS, `{slug}` and `{other}` are one name: both would print to one "
                "folder.",
                Location(path_of(slug)),
                f"Rename it, so that it differs from {path_of(other).name} in more than capitals.",
                Severity.WARNING,
                "name-case",
            )


def of_no_event(events: Files) -> Iterator[Problem]:
    """A warning of each file with an easier text whose event isn't there."""
    for slug in events.with_easier:
        if slug not in events:
            for path in events.easier(slug):
                yield Problem(
                    f"There is no event `{slug}` that this could be the easier text of.",
                    Location(path),
                    advise(slug, events) or "Give both files the same name, but for `.easy`.",
                    Severity.WARNING,
                    "no-event",
                )


def doubtful_names(workspace: Workspace) -> Iterator[Problem]:
    """The warnings that a check gives: of copies that programs made, and of names that Windows does not
    allow."""
    for folder, suffixes, what in (
        (workspace.lessons, SPEC_SUFFIXES, "lesson"),
        (workspace.units, SPEC_SUFFIXES, "unit"),
        (workspace.events, EVENT_SUFFIXES, "event"),
        (workspace.banks, SPEC_SUFFIXES, "bank"),
    ):
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
            slugs = {entry.name.rpartition(".")[0] for entry in found}
        except OSError:
            continue  # there need not be units; what else is wrong with it, others tell
        for entry in found:
            if entry.name.startswith((".", "~")) or not entry.name.lower().endswith(suffixes):
                continue
            path = folder / entry.name
            slug = entry.name.rpartition(".")[0]
            if (original := original_of(slug, slugs)) is not None:
                yield Problem(
                    f"This looks like a copy of {original} that a program made.",
                    Location(path),
                    f"Keep one of the two, or rename this one if it is a {what} of its own.",
                    Severity.WARNING,
                    "copy",
                )
            if os.path.isfile(path) and (why := _not_on_windows(slug)):
                yield Problem(
                    f"On Windows there can be no file of this name: {why}.",
                    Location(path),
                    f"Give the {what} another name if the workspace is used there, too.",
                    Severity.WARNING,
                    "name-windows",
                )


def safe_name(name: str) -> str:
    """The name, or one like it, as every system can unpack it."""
    safe = "".join("-" if sign in _SIGNS or sign == "/" else sign for sign in name)
    safe = re.sub(r"[. ]+$", "-", safe)
    return f"-{safe}" if _not_on_windows(safe) else safe


def _not_on_windows(slug: str) -> str:
    """Why not; empty where it can be. The slug is the name of a folder in the output, too."""
    device = slug.partition(".")[0].rstrip().upper()
    if device in _DEVICES:
        return f"{device} is a device there"
    if slug.endswith((".", " ")):
        return "a folder in the output would end with a full stop or a space"
    if signs := sorted(_SIGNS.intersection(slug)):
        return f"it has {signs[0]!a} in it"
    return ""
