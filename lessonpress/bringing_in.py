"""For who brings articles in: the command that makes events of other people's files, its words and what it says.

Like `arguments`, it imports nothing that takes time before it is asked to work.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lessonpress.arguments import Parser

if TYPE_CHECKING:
    from lessonpress.commands import Place, Voice
    from lessonpress.importing.importing import Imported
    from lessonpress.workspace import Workspace

_CLIPBOARD = "-"
_WIDTH = 200


def add_import(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    command = commands.add_parser(
        "import",
        help="make events of texts, web pages, PDF, DOCX and ODT",
        parents=parents,
        allow_abbrev=False,
    )
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="texts, Markdown, saved web pages, PDF, DOCX or ODT; - for what a clipboard holds, such as pbpaste | makelesson import -",
    )
    command.add_argument(
        "--name",
        default="",
        metavar="NAME",
        help="what the event is called (default: after its title)",
    )
    command.add_argument(
        "--licence",
        default="",
        metavar="TEXT",
        help="how the text may be used, such as “CC BY 4.0”",
    )
    command.add_argument("--source", default="", metavar="TEXT", help="where it comes from")
    command.add_argument(
        "--language",
        default="",
        metavar="CODE",
        help="its language, such as cs (default: what it reads like)",
    )
    command.set_defaults(work="import_articles", parser=command)


def import_articles(place: Place, voice: Voice, asked: argparse.Namespace) -> int:
    """Makes an event of each file. The status is 1 where one couldn't be made."""
    from lessonpress.problems import Problem, ProblemError
    from lessonpress.workspace import UsageError

    workspace, console = place.open(), voice.console()
    if asked.name and len(asked.files) > 1:
        raise UsageError(
            "One name can't be that of several events.",
            "Import them one by one, or without --name.",
        )
    if asked.files.count(_CLIPBOARD) > 1:
        raise UsageError("There is one clipboard.", "Write - once.")
    errors: dict[Problem, None] = {}
    for name in asked.files:
        try:
            _import(workspace, voice, name, asked)
        except ProblemError as error:
            errors |= dict.fromkeys(error.problems)
    console.problems(tuple(errors))
    return 1 if errors else 0


def _import(workspace: Workspace, voice: Voice, name: str, asked: argparse.Namespace) -> None:
    from lessonpress.importing.importing import CLIPBOARD, import_article, keep
    from lessonpress.workspace import UsageError

    data = None
    if name == _CLIPBOARD:
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError(
                "There is nothing to read from.",
                "Hand a clipboard over: pbpaste | makelesson import -",
            )
        data = sys.stdin.buffer.read()
    elif not os.path.lexists(name):
        raise UsageError(f"There is no file {shlex.quote(name)}.")
    path = CLIPBOARD if data is not None else Path(name)

    def article(licence: str, source: str) -> Imported:
        return import_article(
            workspace,
            path,
            data,
            name=asked.name,
            licence=licence,
            source=source,
            language=asked.language,
        )

    made = article(asked.licence, asked.source)
    if data is None and not (voice.quiet or voice.json) and _is_asked():
        licence = made.licence or _ask(
            "How may it be used? Its licence, such as CC BY 4.0 (Enter: not known): "
        )
        source = made.source or _ask("Where does it come from? (Enter: not known): ")
        if (licence, source) != (made.licence, made.source):
            made = article(licence, source)
    keep(made)
    _tell(made, voice)


def _is_asked() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _ask(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _tell(made: Imported, voice: Voice) -> None:
    """What is doubtful first, and then how the event reads and what was left behind."""
    import json

    from lessonpress.comparison import show_unseen
    from lessonpress.console import show_path
    from lessonpress.press.event_summary import outline

    voice.console().problems(made.problems)
    if voice.json:
        said = {
            "type": "imported",
            "event": made.event.slug,
            "path": str(made.path),
            "licence": made.licence,
            "source": made.source,
        }
        print(
            json.dumps(
                {**said, "pictures": list(made.pictures), "left_behind": list(made.left)},
                ensure_ascii=False,
            )
        )
    elif not voice.quiet:
        print(f"Made {show_path(made.path)}")
        lines = list(outline(made.event))
        if made.pictures:
            lines.append(f"Pictures: {', '.join(made.pictures)}")
        if made.left:
            lines.append(f"Left behind: {_listed(made.left)}")
        print(*(f"    {show_unseen(line)}" for line in lines), sep="\n")
        print(f"Start a lesson with: makelesson new lesson {shlex.quote(made.event.slug)}")


def _listed(left: Sequence[str]) -> str:
    """What was left behind, in short: the beginning of each, as many as there is room for."""
    shown: list[str] = []
    for one in left:
        short = textwrap.shorten(one, 40, placeholder="…")
        if sum(map(len, shown)) + len(short) > _WIDTH:
            return f"{', '.join(shown)} and {len(left) - len(shown)} more"
        shown.append(short)
    return ", ".join(shown)
