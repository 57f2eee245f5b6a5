"""The arguments: words of the command line read, and what is wrong with one said so that it helps.

Like `cli`, which knows what the options are, it imports nothing that takes time.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from lessonpress.registry.accommodations import (
    ACCOMMODATIONS,
    NONE,
    WrongAccommodation,
    accommodation,
    check_language,
)
from lessonpress.registry.files import VERSIONS

#: The exit status of what was asked for wrongly.
USAGE = 2
# Windows waits for no more processes than this at a time.
_MOST_WORKERS = 61

# What argparse says, to be said so that it helps.
_UNKNOWN_CHOICE = re.compile(r"argument ([\w-]+): invalid choice: '(.*)' \(choose from (.*)\)")
_MISSING = re.compile("the following arguments are required: (.*)")
_WHAT_IS_MISSING = {
    "KIND": "Write: makelesson new workspace my-lessons, or: makelesson new lesson EVENT",
    "DIR": "Write: makelesson new workspace my-lessons",
    "LESSON": "makelesson list shows the lessons there are.",
    "FILE": "Name the files that came back, or the folder that they lie in.",
    "--roster": "It names a table of pupils: a CSV file or an Excel workbook with a column `name`.",
    "EVENT": "Name an event in lessons/events/; makelesson list shows those there are.",
}
FIRST_STEPS = """\
to begin:
  makelesson new workspace my-lessons   a folder with a sample lesson
  cd my-lessons
  makelesson build                      prints it to output/

makelesson COMMAND --help tells more of a command."""


class Parser(argparse.ArgumentParser):
    """Tells what is wrong in one line, and where to read on."""

    def error(self, message: str) -> NoReturn:
        if unknown := _UNKNOWN_CHOICE.match(message):
            from lessonpress.spelling import advise

            name, word, known = unknown.groups()
            hint = advise(word, known.replace("'", "").split(", "))
            message = f"there is no {name.strip('-').lower()} called `{word}`. {hint}"
        elif missing := _MISSING.match(message):
            first = missing[1].split(", ")[0]
            message = f"{first} is missing. {_WHAT_IS_MISSING.get(first, '')}".rstrip()
        self.exit(USAGE, f"{self.prog}: {message}\n    See: {self.prog} --help\n")

    def refuse(self, word: str) -> NoReturn:
        """Ends with a word that is not known here, and the option that may have been meant."""
        from lessonpress.spelling import advise

        options = re.findall(r"--[a-z]+", self.format_help())
        self.error(f"`{word}` is not known. {advise(word, options, at_most=0)}".rstrip())


def add_mark(commands: argparse._SubParsersAction[Parser], parents: list[Parser]) -> None:
    mark = commands.add_parser(
        "mark",
        help="mark sheets that were filled in on a screen: a table and a page of the class",
        parents=parents,
        allow_abbrev=False,
    )
    mark.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="filled worksheets, PDF or DOCX, or a folder of them",
    )
    mark.add_argument(
        "--into", metavar="DIR", help="where to write the results (default: beside the sheets)"
    )
    mark.add_argument("--force", action="store_true", help="replace results that lie there already")
    mark.add_argument("--quiet", action="store_true", help="print nothing but problems")
    mark.set_defaults(work="mark", parser=mark)


def add_final(parser: argparse.ArgumentParser) -> None:
    """The option that lets nothing through that is still to be looked at."""
    parser.add_argument(
        "--final",
        action="store_true",
        help="print no lesson in which something is still marked `todo: true`",
    )


def workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"must be a number from 1 to {_MOST_WORKERS}")
    return int(text)


def add_versions(parser: argparse.ArgumentParser) -> None:
    """The option that asks for versions."""
    parser.add_argument(
        "--versions",
        type=_versions,
        metavar="N",
        help="in how many versions questions are printed, each with its key (default: the lesson's)",
    )


def _versions(text: str) -> int:
    if text.strip().lower() == "seating":  # two, dealt in turn
        return 2
    if not text.isdecimal() or not 1 <= int(text) <= len(VERSIONS):
        raise argparse.ArgumentTypeError(
            f"must be a number from 1 to {len(VERSIONS)}, or `seating` for two"
        )
    return int(text)


def names_of(what: str, known: tuple[str, ...]) -> Callable[[str], list[str]]:
    """Reads one or several names parted by commas, each of them known."""

    def read(text: str) -> list[str]:
        names = [name.strip().lower() for name in text.split(",") if name.strip()]
        for name in names:
            if name not in known:
                from lessonpress.spelling import advise

                hint = advise(name, known)
                raise argparse.ArgumentTypeError(f"there is no {what} called `{name}`. {hint}")
        return names

    return read


def add_accommodations(parser: argparse.ArgumentParser) -> None:
    """The option that asks for accommodations."""
    parser.add_argument(
        "--accommodation",
        dest="accommodations",
        action="extend",
        type=_accommodations,
        metavar="NAME",
        help=f"{', '.join(ACCOMMODATIONS)}; also with a size and a paper, such as large-print-22-a3, or joined by +: "
        "large-print+in-uk; may be repeated; none for the plain copies alone (default: the lesson's)",
    )
    parser.add_argument(
        "--language",
        dest="accommodations",
        action="extend",
        type=_languages,
        metavar="CODE",
        help="short for --accommodation in-CODE: what pupils are told in that language, too, such as uk",
    )


def accommodations_in(given: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The keys of those that were asked for; `none` says that there are none, whatever the lesson asks for."""
    asked = given.get("accommodations")
    return None if asked is None else tuple(one for one in asked if one != NONE)


def _accommodations(text: str) -> list[str]:
    """Reads the keys of one or several accommodations parted by commas, or `none`."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    return [name if name == NONE else _key(name) for name in names]


def _languages(text: str) -> list[str]:
    """Reads the codes of one or several languages as the accommodations that say things in them, too."""
    return [_key(f"in-{code.strip().lower()}") for code in text.split(",") if code.strip()]


def _key(name: str) -> str:
    try:
        asked = accommodation(name)
        check_language(asked)
    except WrongAccommodation as error:
        raise argparse.ArgumentTypeError(f"{error} {error.hint}") from None
    return asked.key
