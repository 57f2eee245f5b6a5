"""Recipes: all that a file depends on besides its lesson: engine, layout, paper, letterhead.

The same recipe and the same lesson give the same bytes. Reads layouts' files, understands little.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from lessonpress.press.choice import DOCUMENTS, PACKETS
from lessonpress.press.engine import engine_parts
from lessonpress.press.supply import digest
from lessonpress.workspace import Workspace

_BASE = "base"
# Whatever may be meant by `extends`; one layout too many only makes a file anew in vain.
_EXTENDS = re.compile(rb"extends[\"']?\s*:\s*[\"']?([^\"'#\r\n},]+)")


class Recipes:
    """The recipes of one run. `layout` and `paper` are those that a document is printed with; no
    paper where the layout decides."""

    def __init__(self, workspace: Workspace, letterhead: Path | None) -> None:
        self._search = workspace.layout_search
        self._settings = workspace.settings_file
        self._letterhead = letterhead
        self._made: dict[tuple[str, str | None, str, str], tuple[str, dict[str, str]]] = {}

    def digest(self, layout: str, paper: str | None, document: str, format_: str) -> str:
        key = layout, paper, document, format_
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

    def _parts(self, layout: str, paper: str | None, document: str, format_: str) -> dict[str, str]:
        parts = {
            **engine_parts(),
            "layout": layout,
            "paper": (paper or "").lower(),
            **self._layout_files(layout, document),
        }
        if document in PACKETS and self._settings.is_file():
            parts[self._settings.name] = digest(self._settings.read_bytes())
        letterhead = self._letterhead
        if format_ == "docx" and letterhead is not None and letterhead.is_file():
            parts["letterhead"] = digest(letterhead.read_bytes())
        return parts

    def _layout_files(self, name: str, document: str) -> dict[str, str]:
        """What a document's looks may come from, along the chain of layouts."""
        chain = self._chain(name)
        files = {file: data for file, data in self._files.items() if file.split("/")[1] in chain}
        others = {
            f"{kind}.xml"
            for kind in DOCUMENTS
            if kind != document and not _mention(f"{kind}.xml", files)
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
            f"{index if len(self._search) > 1 else 1}/{name}": Path(path).read_bytes()
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


def _walk(folder: str, name: str = "") -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "__pycache__")):
                continue
            if entry.is_dir():
                yield from _walk(entry.path, f"{name}{entry.name}/")
            else:
                yield name + entry.name, entry.path
