"""For editors: the command that takes their edits back, its words and what it says.

Like `arguments`, it imports nothing that takes time before it is asked to work.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lessonpress.arguments import Parser

if TYPE_CHECKING:
    from lessonpress.commands import Place
    from lessonpress.press.taking_back.report import Kind, Leftover, TakenDocument

_KINDS: tuple[Kind, ...] = ("reworded", "added", "removed", "moved")
_LONGEST = 300


def add_take_back(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    command = commands.add_parser(
        "take-back",
        help="take what was edited in Word into the spec and the event: shows the changes, --write writes them",
        parents=parents,
        allow_abbrev=False,
    )
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="worksheets, keys, handouts and lesson plans that were edited, as DOCX",
    )
    command.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="AUTHOR",
        help="take this author's tracked changes alone; may be repeated (default: all, as if accepted)",
    )
    command.add_argument(
        "--write",
        action="store_true",
        help="write the changes; each file as it was stays beside it, as .old",
    )
    command.add_argument("--quiet", action="store_true", help="print nothing but the changes")
    command.set_defaults(work="take_back", parser=command)


def take_back(
    place: Place, files: Sequence[str], *, by: Sequence[str], write: bool, quiet: bool
) -> int:
    """Shows what edited documents change in their sources, and writes it if that is asked for. The status is 1
    where something found no place."""
    from lessonpress.console import Quiet, show_path
    from lessonpress.press.progress import request_in
    from lessonpress.press.taking_back.taking_back import take_back as take_files_back
    from lessonpress.press.taking_back.writing import write_changes

    workspace = place.open(files)
    taken = take_files_back(workspace, files, request_in(workspace), by=by)
    if not quiet:
        for one in taken.documents:
            print(*_told(one), sep="\n")
    for change in taken.changes:
        print(change.diff(show_path(change.path)), end="")
    sys.stdout.flush()
    Quiet().problems(taken.problems)
    if write:
        kept = write_changes(taken.changes)
        if not quiet:
            for change in taken.changes:
                print(f"{show_path(change.path)}: written")
            print(*(f"    as it was: {show_path(path)}" for path in kept), sep="\n")
    elif taken.changes and not quiet:
        print(f"\nNothing is written yet. Write it with: {_command(place, files, by)}")
    return 0 if taken.is_whole else 1


def _told(one: TakenDocument) -> Iterator[str]:
    from lessonpress.console import show_path

    said = [f"{one.placed[kind]} {kind}" for kind in _KINDS if one.placed.get(kind)]
    nothing = "no edits" if not one.left else "nothing found its place"
    yield f"{show_path(one.path)}: {', '.join(said) or nothing}"
    if not one.knows_printed and said:
        yield "    The program that it was saved with took away what it said when it was printed: what was changed in"
        yield "    the lesson since then looks as if its editor had changed it back. Read the changes with that in mind."
    for left in one.left:
        yield from _listed(left)
    for change in one.revisions:
        yield f"    {change.author or 'Somebody'} {change.kind}: {_short(change.text)}"
    for comment in one.comments:
        about = f" on “{_short(comment.about, 60)}”" if comment.about else ""
        yield f"    {comment.author or 'Somebody'} notes{about}: {_short(comment.text)}"


def _listed(left: Leftover) -> Iterator[str]:
    yield f"    Not placed, {left.kind}:"
    if left.was:
        yield f"      - {_short(left.was)}"
    if left.now:
        yield f"      + {_short(left.now)}"
    for line in left.why.splitlines():
        yield f"      {line}"


def _short(text: str, most: int = _LONGEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _command(place: Place, files: Sequence[str], by: Sequence[str]) -> str:
    words = ["makelesson", "take-back", *files]
    words += [word for author in by for word in ("--by", author)]
    words += ["--workspace", place.workspace] if place.workspace else []
    return shlex.join([*words, "--write"])
