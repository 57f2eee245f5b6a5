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
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from lessonpress.arguments import USAGE, accommodations_in
from lessonpress.authoring_arguments import AUTHORING, begin_lesson
from lessonpress.bringing_in import import_articles
from lessonpress.editors import take_back
from lessonpress.options import make_parser

if TYPE_CHECKING:
    from lessonpress.commands import Place, Voice
    from lessonpress.content.wishes import Wishes
    from lessonpress.press.progress import Options

    _Values = TypeVar("_Values", Place, Voice, Wishes, Options)

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
        parser = make_parser()
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
