"""What travels to a worker that sees none of the workspace's folders.

A kit for all jobs of a run, and with each job a parcel with the files that are its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lessonpress.inside import leads_inside
from lessonpress.press.freshness.engine import engine_digest
from lessonpress.press.inputs import Parcel, parcel_of
from lessonpress.press.planning.job import Job
from lessonpress.workspace import Files, Workspace

# Good guesses; what they miss is wanted by the worker, and sent then.
_EVENT = re.compile(rb"^event:[ \t]*[\"']?([^\"'#\r\n]+)", re.MULTILINE)
_BANK = re.compile(rb"\b(?:bank|from):[ \t]*[\"']?([^\"'#,{}\[\]\r\n]+)")
_PICTURE = re.compile(rb"!\[[^\]]*\]\(<?([^)\s>]+)")


@dataclass(frozen=True, slots=True)
class Kit:
    """What all jobs of a run share. `shared` holds the files of the workspace's own layouts, and
    the letterhead, and the logo with the settings that name it; `events` every event's slug and its files, with
    those of easier texts, `banks` every bank's.

    `engine` is the engine that the run counts on: a worker with another must not do its jobs.
    """

    engine: str
    workspace: Workspace
    events: Files
    shared: Parcel
    banks: Mapping[str, tuple[Path, ...]]


def make_kit(workspace: Workspace, letterhead: Path | None = None, logo: Path | None = None) -> Kit:
    """The kit of a workspace. Some megabytes at most; send it once to each worker, not each job."""
    folders = workspace.folders
    files = [path for path in _files_below(workspace.layouts) if leads_inside(path, folders)]
    files += filter(None, [letterhead, logo, workspace.settings_file if logo else None])
    events, banks = workspace.event_files(), workspace.bank_files()
    return Kit(engine_digest(), workspace, events, parcel_of(files), banks)


def with_parcel(job: Job, kit: Kit) -> Job:
    """The job with its files in a parcel: its specs, their events, the events' pictures, and banks."""
    specs = parcel_of(job.sources)
    slugs = _find(_EVENT, specs)
    events = [
        path for slug in slugs for path in (*kit.events.get(slug, ()), *kit.events.easier(slug))
    ]
    banks = [path for slug in _find(_BANK, specs) for path in kit.banks.get(slug, ())]
    texts = parcel_of(events)
    pictures = [
        event.parent / name for event in events for name in _find(_PICTURE, texts, str(event))
    ]
    pictures = [path for path in pictures if leads_inside(path, job.workspace.folders)]
    files = {**specs.files, **texts.files, **parcel_of([*pictures, *banks]).files}
    return replace(job, parcel=Parcel(files))


def with_file(job: Job, wanted: Path) -> Job:
    """The job with one more file in its parcel, to be sent again."""
    files = dict(job.parcel.files) if job.parcel else {}
    named = (
        wanted in job.sources or wanted == job.request.letterhead
    )  # by whoever asked for the job
    inside = named or leads_inside(wanted, job.workspace.folders)
    more = parcel_of([wanted]).files if inside else {str(wanted): None}
    return replace(job, parcel=Parcel({**files, **more}))


def _find(pattern: re.Pattern[bytes], parcel: Parcel, only: str | None = None) -> list[str]:
    found = dict.fromkeys(
        match.decode("utf-8", "replace").strip()
        for name, source in parcel.files.items()
        if source is not None and only in (None, name)
        for match in pattern.findall(source.data)
    )
    return list(found)


def _files_below(folder: Path) -> Iterator[Path]:
    for here, _, names in os.walk(folder):
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(here) / name
