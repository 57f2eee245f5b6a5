"""Recipes: all that a file depends on besides its lesson: engine, layout, paper, letterhead.

The same recipe and the same lesson give the same bytes. Reads layouts' files, understands little.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from lessonpress.content.adapting import in_keys
from lessonpress.content.wishes import Wishes
from lessonpress.files import read_file
from lessonpress.press.freshness.engine import engine_parts
from lessonpress.press.inputs import digest
from lessonpress.press.planning.request import NO_SCHOOL, School
from lessonpress.registry.accommodations import accommodation
from lessonpress.registry.files import File, shows_versions
from lessonpress.registry.formats import format_of, load
from lessonpress.registry.kinds import KINDS, LESSON_KINDS, DocumentKind, kind_of
from lessonpress.workspace import Workspace

_BASE, _ACCOMMODATIONS = "base", "accommodations"
# Whatever may be meant by `extends`; one layout too many only makes a file anew in vain.
_EXTENDS = re.compile(rb"extends[\"']?\s*:\s*[\"']?([^\"'#\r\n},]+)")
#: Layout, paper, file, versions, and what is said in it for the sake of copies.
_Asked = tuple[str, str, File, int, tuple[str, ...]]


class Recipes:
    """The recipes of one run."""

    def __init__(
        self, workspace: Workspace, letterhead: Path | None, school: School = NO_SCHOOL
    ) -> None:
        self._search = workspace.layout_search
        self._settings = workspace.settings_file
        self._letterhead = letterhead
        self._school = school
        self._made: dict[_Asked, tuple[str, dict[str, str]]] = {}

    def digest(self, wishes: Wishes, file: File) -> str:
        """The recipe of a file in short. `wishes` are those that hold for it, where it is in the end;
        without a paper the layout decides."""
        versions = (wishes.versions or 1) if shows_versions(file) else 1
        copies = wishes.accommodations or () if kind_of(file.document).for_teachers else ()
        paper, more = (wishes.paper or "").lower(), tuple(in_keys(copies))
        key: _Asked = wishes.layout or "", paper, file, versions, more
        if (made := self._made.get(key)) is None:
            parts = self._parts(*key)
            made = self._made[key] = digest(repr(sorted(parts.items())).encode()), parts
        return made[0]

    def made(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Each recipe that was asked for: its digest and parts."""
        yield from self._made.values()

    def parts(self, digest_: str) -> Mapping[str, str]:
        return next((parts for made, parts in self._made.values() if made == digest_), {})

    @cached_property
    def looks(self) -> str:
        """Changes with any file of any layout."""
        return digest(repr(sorted(self._files.items())).encode())

    def _parts(
        self, layout: str, paper: str, file: File, versions: int, copies: tuple[str, ...]
    ) -> dict[str, str]:
        kind = kind_of(file.document)
        parts = {
            **engine_parts(),
            "layout": layout,
            "paper": paper,
            **self._layout_files(layout, kind, file.accommodation),
        }
        if versions > 1:
            parts["the number of versions"] = str(versions)
        if copies:
            parts["copies that it answers, too"] = " ".join(copies)
        if kind.subject == "unit" and os.path.isfile(self._settings):
            parts[self._settings.name] = digest(_bytes(self._settings))
        letterhead = self._letterhead if format_of(file.format).on_letterhead else None
        if letterhead is not None and os.path.isfile(letterhead):
            parts["letterhead"] = digest(_bytes(letterhead))
        if (place := format_of(file.format).rests_on) is not None:
            parts[f"what writes {file.format}"] = str(load(place)())
        if kind.subject != "unit" and self._school.name:
            parts["the school's name"] = self._school.name
        if kind.subject != "unit" and self._school.logo is not None:
            parts["the school's logo"] = self._school.logo.name
        return parts

    def _layout_files(self, name: str, kind: DocumentKind, asked: str) -> dict[str, str]:
        """What a document's looks may come from, along the chain of layouts; of accommodations, those files
        alone that say something of the one that is asked for."""
        chain = self._chain(name)
        looks = accommodation(asked).looks if asked else None
        own = f"{_ACCOMMODATIONS}/{looks.name}.yaml" if looks else None
        files = {
            file: data
            for file, data in self._files.items()
            if file.split("/")[1] in chain
            and (
                own == (inside := file.split("/", 2)[2])
                or not inside.startswith(_ACCOMMODATIONS + "/")
            )
        }
        others = {
            f"{other}.xml"
            for other in KINDS
            if other != kind.name
            and not (kind.subject == "unit" and other in LESSON_KINDS)
            and not _mention(f"{other}.xml", files)
        }
        return {
            f"layout {file.partition('/')[2]}" + ("" if file[0] == "0" else " (built in)"): digest(
                data
            )
            for file, data in files.items()
            if file.split("/", 2)[2] not in others
        }

    def _chain(self, name: str) -> set[str]:
        chain: set[str] = set()
        new = {name, _BASE}
        while new:
            chain |= new
            new = {
                match.decode("utf-8", "replace").strip()
                for file, data in self._files.items()
                if file.endswith("/layout.yaml") and file.split("/")[1] in new
                for match in _EXTENDS.findall(data)
            } - chain
        return chain

    @cached_property
    def _files(self) -> dict[str, bytes]:
        """Every file of every layout: `0/classic/handout.xml`, 0 in the workspace, 1 built in."""
        return {
            f"{index if len(self._search) > 1 else 1}/{name}": _bytes(path)
            for index, folder in enumerate(self._search)
            for name, path in sorted(_walk(str(folder)))
            if "/" in name
        }


def _mention(template: str, files: Mapping[str, bytes]) -> bool:
    """Whether another template names this one, perhaps to take something from it."""
    return any(
        template.encode() in data
        for file, data in files.items()
        if file.endswith(".xml") and not file.endswith(f"/{template}")
    )


def _bytes(path: Path | str) -> bytes:
    """What stands in the file; nothing where it can't be read, which is told when it is used."""
    try:
        return read_file(path)
    except OSError:
        return b""


def _walk(folder: str, name: str = "") -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "__pycache__")):
                continue
            if os.path.isdir(entry.path):  # no fault for a link that leads to itself
                yield from _walk(entry.path, f"{name}{entry.name}/")
            else:
                yield name + entry.name, entry.path
