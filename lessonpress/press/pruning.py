"""Pruning: removes what was printed of lessons that are gone, or that they no longer ask for.

Only files that are as they were printed; class sets, which no build could print again, stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lessonpress.press.delivery.by_hand import names_beside
from lessonpress.press.freshness.state import Record, State
from lessonpress.press.inputs import digest
from lessonpress.press.planning.plan import Plan
from lessonpress.problems import Location, Problem
from lessonpress.registry.files import file_called


@dataclass(slots=True)
class Removal:
    """What was removed, what was changed by hand since and so is kept, what could not be removed."""

    removed: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.removed or self.kept or self.problems)


def find_gone(state: State, plan: Plan) -> list[str]:
    """Those of which something was printed, and whose lesson is there no longer."""
    return [name for name in state.names() if name not in plan]


def prune_gone(state: State, output: Path, name: str) -> Removal:
    """Removes what was printed of a lesson that is gone."""
    record, written = state.record(name), state.written(name)
    files = {} if record is None else _latest(record)
    removal = _remove(state, output / name, files, written)
    if not removal.kept and not removal.problems:
        state.forget(name)
        folder = output / name
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return removal


def prune_unasked(
    state: State, output: Path, plan: Plan, failed: Collection[str]
) -> list[tuple[str, Removal]]:
    """Removes what was printed of the plan's lessons and units and neither they nor the person ask for;
    of those that `failed` nothing, since nobody knows what they ask for."""
    removals = []
    for planned in plan.lessons_and_units():
        record = state.record(planned.slug)
        if planned.twin is not None or planned.slug in failed or record is None:
            continue
        own = record.wishes
        asked = {*planned.files(own), *plan.asked_by_itself(planned.slug, own)}
        written = state.written(planned.slug)
        known = written | _latest(record)
        names = {file.name(planned.slug) for file in record.printed if file not in asked}
        for name in known:
            file = file_called(name.removeprefix(planned.slug))
            if file is not None and file not in asked:
                names.add(name)
        files = {name: known[name] for name in names if name in known}
        removal = _remove(state, output / planned.slug, files, written)
        if removal:
            removals.append((planned.slug, removal))
    return removals


def _remove(
    state: State, folder: Path, latest: Mapping[str, str], written: Mapping[str, str]
) -> Removal:
    """Removes these files and what was written beside them. `latest` are the digests of what was
    printed last of each, `written` those of what was last written into the folder."""
    removal = Removal()
    gone: list[str] = []
    for file, printed in (*latest.items(), *_beside(latest, written)):
        path = folder / file
        try:
            if digest(path.read_bytes()) not in (printed, written.get(file)):
                removal.kept.append(path)
                continue
            path.unlink()
        except FileNotFoundError:
            gone.append(file)
            continue
        except OSError as error:
            message = f"The file could not be removed: {error.strerror}."
            hint = "If it is open in another program, close it there; or see who may write to the folder."
            removal.problems.append(Problem(message, Location(path), hint, code="not-removed"))
            continue
        gone.append(file)
        removal.removed.append(path)
    state.forget_written(folder.name, gone)
    return removal


def _beside(files: Iterable[str], written: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, written[name]) for file in files for name in names_beside(file, written)]


def _latest(record: Record) -> dict[str, str]:
    """The digest of what was printed last for each file, by its name."""
    return {one.file.name(record.name): one.digest for one in record.printed.values()}
