"""The options: every command, what may be asked of it, and what is said of that in its help.

Like `arguments`, it imports nothing that takes time.
"""

from __future__ import annotations

import argparse
import unicodedata
from functools import partial

from lessonpress import __version__
from lessonpress.arguments import (
    FIRST_STEPS,
    Parser,
    add_accommodations,
    add_final,
    add_mark,
    add_versions,
    names_of,
    workers,
)
from lessonpress.authoring_arguments import add_drafts, add_new_lesson
from lessonpress.bringing_in import add_import
from lessonpress.editors import add_take_back
from lessonpress.registry.formats import DEFAULT_FORMATS, FORMATS, PAGED_FORMATS
from lessonpress.registry.kinds import KINDS, STUDENT_KINDS

# Names in the form in which they are compared (see workspace).
_composed = partial(unicodedata.normalize, "NFC")


def make_parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="makelesson",
        description="Prints handouts, worksheets and answer keys from events and lesson specs.",
        allow_abbrev=False,
        epilog=FIRST_STEPS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"makelesson {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    place = Parser(add_help=False)
    place.add_argument(
        "--workspace", metavar="DIR", help="the folder that has lessons/ (default: found upwards)"
    )
    place.add_argument(
        "--traceback", action="store_true", help="show where makelesson itself failed"
    )
    voice = Parser(add_help=False)
    voice.add_argument("--quiet", action="store_true", help="print nothing but problems")
    voice.add_argument("--json", action="store_true", help="print one JSON object a line")
    _add_build(commands, [place, voice, _choice(), _printing()])
    _add_check(commands, [place, voice, _choice()])
    _add_watch(commands, [place, voice, _choice(), _printing()])
    _add_pack(commands, [place, voice, _choice(), _printing()])
    _add_new(commands, [place])
    _add_class_set(commands, [place])
    add_mark(commands, [place])
    add_drafts(commands, [place])
    add_take_back(commands, [place])
    add_import(commands, [place, voice])
    listing = commands.add_parser(
        "list", help="list lessons, events and layouts", parents=[place], allow_abbrev=False
    )
    listing.add_argument("--json", action="store_true", help="print one JSON object")
    listing.set_defaults(work="show_lists", parser=listing)
    schema = commands.add_parser(
        "schema", help="print the JSON Schema of a kind of file, for editors", allow_abbrev=False
    )
    schema.add_argument(
        "of",
        nargs="?",
        choices=("lesson", "unit", "bank", "settings"),
        default="lesson",
        metavar="KIND",
        help="lesson, unit, bank or settings (default: lesson)",
    )
    schema.set_defaults(work="show_schema", parser=schema)
    return parser


def _choice() -> Parser:
    choice = Parser(add_help=False)
    choice.add_argument(
        "lessons",
        nargs="*",
        metavar="LESSON",
        help="a lesson's or a unit's name, a lesson's spec, or a file printed from it (default: all)",
    )
    choice.add_argument(
        "--format",
        dest="formats",
        action="extend",
        type=names_of("format", tuple(FORMATS)),
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; may be repeated (default: {' and '.join(DEFAULT_FORMATS)})",
    )
    choice.add_argument(
        "--document",
        dest="documents",
        action="extend",
        type=names_of("document", tuple(KINDS)),
        metavar="DOCUMENT",
        help=f"{', '.join(KINDS)}; may be repeated (default: all)",
    )
    add_accommodations(choice)
    choice.add_argument(
        "--workers",
        type=workers,
        metavar="N",
        help="how many processes print at a time (default: as many as there are cores)",
    )
    add_versions(choice)
    choice.add_argument(
        "--layout", type=_composed, metavar="NAME", help="how it looks (default: the lesson's)"
    )
    choice.add_argument("--paper", metavar="PAPER", help="A4, Letter … (default: the lesson's)")
    choice.add_argument(
        "--letterhead",
        metavar="DOCX",
        help="the DOCX that documents start from (default: layouts/letterhead.docx, if there)",
    )
    return choice


def _printing() -> Parser:
    """What every command has that prints what is due."""
    printing = Parser(add_help=False)
    printing.add_argument("--output", metavar="DIR", help="where to print (default: output/)")
    return printing


def _add_build(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    build = commands.add_parser("build", help="print lessons", parents=parents, allow_abbrev=False)
    build.add_argument(
        "--scheduler", metavar="ADDRESS", help="print on a Dask cluster, such as tcp://host:8786"
    )
    build.add_argument(
        "--explain", action="store_true", help="say of each file why it was made anew"
    )
    build.add_argument(
        "--report",
        action="store_true",
        help="write report.json and report.html beside the output, with every file",
    )
    build.add_argument(
        "--force",
        action="store_true",
        help="make everything anew, also in place of files that were changed by hand",
    )
    add_final(build)
    build.add_argument(
        "--prune",
        action="store_true",
        help="remove what was printed of lessons that are gone, or that they no longer ask for",
    )
    build.set_defaults(work="build", parser=build)


def _add_watch(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    watch = commands.add_parser(
        "watch",
        help="print what is due whenever something is saved",
        parents=parents,
        allow_abbrev=False,
    )
    watch.add_argument(
        "--poll", action="store_true", help="look again and again, where a disk tells of no changes"
    )
    watch.set_defaults(work="watch", parser=watch)


def _add_pack(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    pack = commands.add_parser(
        "pack",
        help="pack units or lessons for the staff room and, without answers, for pupils",
        parents=parents,
        allow_abbrev=False,
    )
    add_final(pack)
    pack.set_defaults(work="pack", parser=pack)


def _add_check(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    check = commands.add_parser(
        "check",
        help="find what a build would find, and more, without printing",
        parents=parents,
        allow_abbrev=False,
    )
    check.add_argument("--verbose", action="store_true", help="show every line of an event as read")
    check.add_argument("--strict", action="store_true", help="let warnings fail, too")
    check.set_defaults(work="check", parser=check)


def _add_new(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    new = commands.add_parser("new", help="start a workspace or a lesson", allow_abbrev=False)
    kinds = new.add_subparsers(dest="kind", required=True, metavar="KIND")
    workspace = kinds.add_parser(
        "workspace", help="a folder with a sample lesson", allow_abbrev=False
    )
    workspace.add_argument("folder", metavar="DIR", help="its path; it may be there already")
    workspace.set_defaults(work="make_workspace", parser=workspace)
    lesson = kinds.add_parser(
        "lesson", help="a spec for an event", parents=parents, allow_abbrev=False
    )
    add_new_lesson(lesson)


def _add_class_set(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    class_set = commands.add_parser(
        "class-set",
        help="print a copy with the name on it for each pupil of a roster",
        parents=parents,
        allow_abbrev=False,
    )
    class_set.add_argument(
        "lessons", nargs=1, metavar="LESSON", help="a lesson's name, its spec, or a file of it"
    )
    class_set.add_argument(
        "--roster",
        required=True,
        metavar="FILE",
        help="the names: a CSV file or an Excel workbook with a column `name`",
    )
    class_set.add_argument(
        "--document",
        dest="documents",
        nargs=1,
        choices=STUDENT_KINDS,
        default=["worksheet"],
        help="what to print (default: worksheet)",
    )
    class_set.add_argument(
        "--format",
        dest="formats",
        nargs=1,
        choices=PAGED_FORMATS,
        help="pages, or sheets for the copier (default: pdf)",
    )
    add_versions(class_set)
    class_set.add_argument(
        "--layout", type=_composed, metavar="NAME", help="how it looks (default: the lesson's)"
    )
    class_set.add_argument("--paper", metavar="PAPER", help="A4, Letter … (default: the lesson's)")
    class_set.add_argument("--output", metavar="DIR", help="where to print (default: output/)")
    class_set.add_argument(
        "--force", action="store_true", help="replace a class set that was changed by hand"
    )
    class_set.set_defaults(work="print_class_set", parser=class_set, letterhead=None)
