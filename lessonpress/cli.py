"""The command line: words in, an exit status out. Knows the options; the work is done elsewhere.

Before it knows what is asked for it imports nothing but the standard library and the registry, which is
plain data, so that `--help` and `--version` answer at once. Exit status: 0 done, 1 something failed, 2 asked for wrongly, 130 stopped
with Ctrl-C, 143 ended from outside, 141 the reader of the output went away.
"""

from __future__ import annotations

import argparse
import errno
import gc
import os
import signal
import sys
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from lessonpress import __version__
from lessonpress.arguments import (
    FIRST_STEPS,
    USAGE,
    Parser,
    accommodations_in,
    add_accommodations,
    add_final,
    add_mark,
    add_versions,
    names_of,
    workers,
)
from lessonpress.authoring_arguments import AUTHORING, add_drafts, add_new_lesson, begin_lesson
from lessonpress.bringing_in import add_import, import_articles
from lessonpress.editors import add_take_back, take_back
from lessonpress.registry.formats import DEFAULT_FORMATS, FORMATS, PAGED_FORMATS
from lessonpress.registry.kinds import KINDS, STUDENT_KINDS

if TYPE_CHECKING:
    from lessonpress.commands import Place, Voice
    from lessonpress.content.wishes import Wishes
    from lessonpress.press.progress import Options

    _Values = TypeVar("_Values", Place, Voice, Wishes, Options)

# Names in the form in which they are compared (see workspace).
_composed = partial(unicodedata.normalize, "NFC")
FAILED, STOPPED, READER_GONE = 1, 130, 141


def start() -> NoReturn:
    """What the command `makelesson` runs: `main` in a process of its own, which it ends."""
    # Little of what a build makes is garbage that refers to itself: looking for it as often as
    # Python does takes a sixth of a short build, and once more on the way out.
    gc.set_threshold(50_000, 20, 100)
    status = main(on_ready=_hear_who_ends_it)
    gc.freeze()
    sys.exit(status)


#: The signals by which somebody ended the process from outside, as tidily as with Ctrl-C. Who catches
#: KeyboardInterrupt on the way may raise another.
_ended_by: list[int] = []


def _hear_who_ends_it() -> None:
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        # Under `nohup` a terminal that hangs up is to end nothing.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def _end(number: int, frame: object) -> NoReturn:
    # `timeout` and others send it twice, to the process and to its group; once is enough.
    signal.signal(number, signal.SIG_IGN)
    _ended_by.append(number)
    raise KeyboardInterrupt


def main(arguments: Sequence[str] | None = None, on_ready: Callable[[], None] | None = None) -> int:
    """Does what the command line asks for and returns the exit status; `on_ready` is called before
    there is anything to be left half-way."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's encoding lacks is no reason to stop half-way.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    try:
        words = sys.argv[1:] if arguments is None else list(arguments)
        parser = _parser()
        if not words:  # whoever types the name alone wants to know what it can do
            parser.print_help(sys.stderr)
            return USAGE
        if words[0].startswith("-") and words[0] not in ("-h", "--help", "--version"):
            parser.error(f"options stand behind a command: makelesson build {words[0]} …")
        if words[0] == "help":
            words = [*words[1:], "--help"]
        asked, unknown = parser.parse_known_args(words)
        if unknown:
            asked.parser.refuse(unknown[0])
        status = _carry_out(asked, words, on_ready)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        print("\nStopped. Every file that was written is whole.", file=sys.stderr)
        return 128 + _ended_by[0] if _ended_by else STOPPED
    except BrokenPipeError:
        _write_no_more()
        return READER_GONE
    except OSError as error:  # a full disk, where the output goes to a file
        _write_no_more()
        with suppress(OSError):
            print(f"makelesson: What it says can't be written: {error.strerror}.", file=sys.stderr)
        return FAILED


def _open_closed_streams() -> None:
    """Where a stream was closed, as some schedulers do it, what would be said goes nowhere."""
    for name in ("stdout", "stderr"):  # in the order of their numbers, so that each gets its own
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def _write_no_more() -> None:
    """Python would flush the output again on its way out, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _carry_out(
    asked: argparse.Namespace, words: Sequence[str], on_ready: Callable[[], None] | None
) -> int:
    # Pydantic would look through every installed package for plug-ins, of which we want none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from lessonpress.console import show_path, show_problem
    from lessonpress.problems import ProblemError
    from lessonpress.workspace import UsageError

    if on_ready is not None:
        on_ready()
    try:
        return _call(asked, words)
    except UsageError as error:
        print(f"makelesson: {error.message}", file=sys.stderr)
        if error.hint:
            print(f"    {error.hint}", file=sys.stderr)
        return USAGE
    except ProblemError as error:
        for problem in error.problems:
            print(show_problem(problem), file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        raise
    except OSError as error:
        # The disk's own: a name that is too long, a folder that may not be read.
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO) and error.filename is None:
            raise
        if error.filename is None:
            return _tell_fault(error, asked)
        name = show_path(Path(os.fsdecode(error.filename)))
        shown = name if len(name) <= 300 else f"{name[:79]}…"
        print(f"makelesson: {shown}: {error.strerror}.", file=sys.stderr)
        print("    See that it is there, and who may read and write it.", file=sys.stderr)
        return FAILED
    except Exception as error:
        return _tell_fault(error, asked)


def _tell_fault(error: Exception, asked: argparse.Namespace) -> int:
    from lessonpress.press.printing.faults import describe_fault

    sentence, trace = describe_fault(error)
    print(trace if getattr(asked, "traceback", False) else sentence, file=sys.stderr)
    return FAILED


def _call(asked: argparse.Namespace, words: Sequence[str]) -> int:
    """Hands what was asked for over to its command, as values."""
    from lessonpress import commands
    from lessonpress.content.wishes import Wishes
    from lessonpress.press.progress import Options
    from lessonpress.workspace import UsageError

    given = vars(asked)
    for option in ("workspace", "output", "roster", "letterhead", "folder", "into"):
        if given.get(option) == "":  # as a shell makes it of a variable that isn't set
            named = "the folder" if option == "folder" else f"--{option}"
            raise UsageError(f"What {named} names is empty.", "Write the name, or leave it out.")

    def of(kind: type[_Values], **besides: Any) -> _Values:
        """A value made of those options that it has fields for."""
        return kind(
            **{one.name: given[one.name] for one in fields(kind) if one.name in given} | besides
        )

    place = of(commands.Place)
    if asked.work == "show_schema":
        return commands.show_schema(asked.of)
    if asked.work == "make_workspace":
        return commands.make_workspace(Path(asked.folder))
    if asked.work in AUTHORING:
        return begin_lesson(asked, place)
    if asked.work == "show_lists":
        return commands.show_lists(place, as_json=asked.json)
    if asked.work == "mark":
        into = Path(asked.into) if asked.into else None
        return commands.mark(place, of(commands.Voice), asked.files, into, force=asked.force)
    if asked.work == "take_back":
        return take_back(place, asked.files, by=asked.by, write=asked.write, quiet=asked.quiet)
    if asked.work == "import_articles":
        return import_articles(place, of(commands.Voice), asked)
    wishes = of(
        Wishes,
        documents=asked.documents and tuple(asked.documents),
        formats=asked.formats and tuple(asked.formats),
        accommodations=accommodations_in(given),
    )
    letterhead = Path(asked.letterhead) if asked.letterhead else None
    subject = commands.Subject(tuple(asked.lessons), wishes, letterhead)
    if asked.work == "print_class_set":
        return commands.print_class_set(place, subject, Path(asked.roster), force=asked.force)
    voice, options = of(commands.Voice), of(Options)
    if asked.work == "watch":
        return commands.watch(place, subject, voice, options, poll=asked.poll)
    if asked.work == "check":
        verbose, strict = asked.verbose, asked.strict
        return commands.check(place, subject, voice, options, verbose=verbose, strict=strict)
    if asked.work == "pack":
        return commands.pack(place, subject, voice, options)
    return commands.build(place, subject, voice, options, report=asked.report, words=words)


def _parser() -> argparse.ArgumentParser:
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
