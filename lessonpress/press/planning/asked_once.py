"""Asked once: wishes of the command line that nothing in the workspace says, so that the next build forgets them.

Only those count by which what lies in the output is replaced: layout, paper, letterhead. That fewer documents or
formats are asked for takes nothing away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lessonpress.content.wishes import Wishes
from lessonpress.press.planning.request import Request
from lessonpress.registry.files import File, shows_versions
from lessonpress.workspace import Workspace

_WISHES = ("layout", "paper", "versions")
_PLAIN = re.compile(r"[\w./ -]*\w")


@dataclass(frozen=True, slots=True)
class AskedOnce:
    """What a file is printed by, for this once; with `over`, what it was printed by before and is no longer.

    `key` is that of settings and specs. `instead` is what holds without the wish, "" for nothing. `own` says that
    the lesson or its unit says something itself, which goes before the settings.
    """

    key: str
    value: str
    instead: str = ""
    own: bool = False
    over: bool = False

    @property
    def sentence(self) -> str:
        """What to tell people, and what to write where to keep it."""
        names = {
            "paper": "on {}",
            "layout": "with the layout {}",
            "letterhead": "on the letterhead {}",
            "versions": "in {} versions",
        }
        before = names[self.key].format(self.value)
        if not self.over:
            return f"Printed {before} this once. To keep it: {self.remedy}."
        now = names[self.key].format(self.instead) if self.instead else f"without a {self.key}"
        now = "in one version" if (self.key, self.instead) == ("versions", "1") else now
        return (
            f"Printed {now} again, where the command line last asked for {self.value}."
            f" To keep {self.value}: {self.remedy}."
        )

    @property
    def remedy(self) -> str:
        """Which words keep it, and where."""
        value = self.value if _PLAIN.fullmatch(self.value) else json.dumps(self.value)
        line = f"`{self.key}: {value}`"
        if self.key == "letterhead":
            return f"{line} in makelesson.yaml"
        return (
            f"{line} in the lesson" if self.own else f"{line} under `defaults:` in makelesson.yaml"
        )


def asked_once(
    request: Request, own: Wishes, file: File, workspace: Workspace
) -> Iterator[AskedOnce]:
    """The wishes of the command line alone that this file is printed by."""
    wishes = (request.wishes.layout, request.wishes.paper, request.wishes.versions)
    if wishes == (None, None, None) and not request.letterhead:
        return  # nearly always
    from lessonpress.layout.layouts import PAPERS

    usual, settled = _without(request).settle(own), request.settle(own)
    for key in _WISHES:
        wish, instead = _wish(request.wishes, key, file), _wish(usual, key, file)
        if wish is None:
            continue
        instead = instead or _own_paper(
            workspace.layout_search, settled.layout or "", settled.country_paper
        )
        if wish.casefold() != instead.casefold():
            known = {paper.casefold(): paper for paper in PAPERS}
            wish = known.get(wish.casefold(), wish) if key == "paper" else wish
            yield AskedOnce(key, wish, instead, own=_says(key, request, own, workspace))
    head = _shown(request.letterhead_for(file), workspace)
    usual_head = _shown(request.usual_letterhead, workspace)
    if head and head != usual_head:
        yield AskedOnce("letterhead", head, usual_head)


def forgotten(
    before: tuple[tuple[str, str], ...],
    request: Request,
    own: Wishes,
    file: File,
    workspace: Workspace,
) -> Iterator[AskedOnce]:
    """Of the wishes that a file was printed by `before`, by their keys, those that it no longer is, and that
    nobody has changed."""
    settled = request.settle(own)
    for key, value in before:
        if key == "letterhead":
            now = _shown(request.letterhead_for(file), workspace)
            changed = _shown(request.letterhead, workspace) != _shown(
                request.usual_letterhead, workspace
            )
        else:
            now = _wish(settled, key, file) or _own_paper(
                workspace.layout_search, settled.layout or "", settled.country_paper
            )
            changed = getattr(request.wishes, key) is not None
        if not changed and now.casefold() != value.casefold():
            own_word = _says(key, request, own, workspace)
            yield AskedOnce(key, value, now, own=own_word, over=True)


def _wish(wishes: Wishes, key: str, file: File) -> str | None:
    """What is wished for, as text; None for what doesn't show in this file."""
    if key == "versions" and not shows_versions(file):
        return None
    value = getattr(wishes, key)
    return None if value is None else str(value)


def _without(request: Request) -> Request:
    return Request(defaults=request.defaults, letterhead=request.usual_letterhead)


def _says(key: str, request: Request, own: Wishes, workspace: Workspace) -> bool:
    """Does the lesson, or its unit, say this itself?"""
    return getattr(own, key, None) is not None or (
        getattr(request.defaults, key, None) != getattr(request.of_all, key, None)
    )


def _shown(path: Path | None, workspace: Workspace) -> str:
    if path is None:
        return ""
    whole, root = path.absolute(), workspace.root.absolute()
    return whole.relative_to(root).as_posix() if root in whole.parents else str(path)


@lru_cache(maxsize=16)
def _own_paper(search: tuple[Path, ...], layout: str, country_paper: str | None) -> str:
    """The paper that a layout or else the country has where nobody asks for one; "" where it can't be read,
    which is told elsewhere."""
    from lessonpress.layout.layouts import load_layout
    from lessonpress.problems import ProblemError

    try:
        found = load_layout(layout, search, country_paper=country_paper)
        return found.theme("handout").paper.name
    except ProblemError:
        return ""
