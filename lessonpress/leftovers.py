"""Leftovers: what version control and sync tools leave in files and in folders. Ground."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from lessonpress.problems import Location, Problem

_MARKERS = re.compile(r"^(?:<{7}|>{7}|\|{7}|={7})(?=[ \r\n]|\Z)", re.MULTILINE)
_COPY = re.compile(
    r"[ _-]*(?:"
    r"[-–] (?:Copy|Kopie|Copie|Copia|kopie|kópia|kopia)(?: ?\(\d+\))?"  # Windows
    r"|\((?:Copy|Kopie|copy|kopie)(?: \d+)?\)"
    r"|\(\d{1,2}\)"  # browsers, Google Drive
    r"|\([^()]*(?:conflict|Konflikt|konflikt)[^()]*\)"  # Dropbox, Nextcloud
    r"|\.sync-conflict-[\w-]+"  # Syncthing
    r"|-(?:[A-Z][A-Z0-9]*-)*(?:LAPTOP|DESKTOP|PC|MACBOOK|[A-Z]+)-[A-Z0-9]{2,}"  # OneDrive
    r"|(?: copy| kopie)(?: \d+)?"  # macOS
    r")$"
)


def conflict_problems(path: Path, text: str) -> list[Problem]:
    """An error for each marker that a merge left in the file."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    return [
        Problem(
            f"Here stands `{match[0]}`: two versions of this file were never merged.",
            Location(path, text.count("\n", 0, match.start()) + 1, 1),
            "Keep the lines of one version, and take the marked lines out.",
            code="conflict-marker",
        )
        for match in _MARKERS.finditer(text)
    ]


def original_of(slug: str, others: Collection[str]) -> str | None:
    """Of what among `others` a sync tool or a file manager made `slug` a copy; None if it didn't."""
    match = _COPY.search(slug)
    name = slug[: match.start()] if match else ""
    return name if name and name in others else None
