"""What stands in a person's file: its text, read as UTF-8, and where a character is in it."""

from __future__ import annotations

import re
from pathlib import Path

from lessonpress.files import read_file
from lessonpress.leftovers import conflict_problems
from lessonpress.problems import Location, Problem, ProblemError

LINE_END = re.compile(r"\r\n|\r|\n")
# What XML 1.0 cannot hold, and so neither a page's markup nor a DOCX.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

#: As long as the Bible's New Testament; nobody teaches more in a lesson.
MOST_CHARACTERS = 1_000_000


def read_text(path: Path, text: str | None = None, *, pipes: bool = False) -> str:
    """The file's text without its byte-order mark; `text` stands for the file's if it is given, and
    `pipes` allows for what is no file.

    Raises ProblemError if the file cannot be read, is not UTF-8 or holds characters that no
    document can hold.
    """
    if text is None:
        try:
            data = read_file(path, most=4 * MOST_CHARACTERS + 3, pipes=pipes)
        except OSError as error:
            reason = error.strerror or "no reason given"
            problem = Problem(
                f"This file cannot be read: {reason[:1].lower()}{reason[1:]}.",
                Location(path),
                "See that it is a file, and who may read it.",
                code="unreadable",
            )
            raise ProblemError([problem]) from None
        text = decode(path, data)
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        message = f"This file has more than {MOST_CHARACTERS:,} characters."
        hint = "Split it up, or look what was pasted into it."
        raise ProblemError([Problem(message, Location(path, 1), hint, code="too-large")])
    problems = conflict_problems(path, text)
    problems += [
        Problem(
            f"The character U+{ord(match[0]):04X} cannot be printed.",
            locate(path, text, match.start()),
            "Delete it; it is invisible and was probably pasted in with other text.",
            code="control-character",
        )
        for match in FORBIDDEN.finditer(text)
    ]
    if problems:
        raise ProblemError(problems)
    return text


def locate(path: Path, text: str, offset: int) -> Location:
    """The line and column of the character at `offset`."""
    line, start = 1, 0
    for end in LINE_END.finditer(text, 0, offset):
        line, start = line + 1, end.end()
    return Location(path, line, offset - start + 1)


def locate_character(path: Path, character: str) -> Location | None:
    """Where `character` first stands in the file; None if it doesn't, as itself."""
    text = read_text(path)
    offset = text.find(character)
    return locate(path, text, offset) if offset >= 0 else None


def decode(path: Path, data: bytes) -> str:
    """The text of a file that was read. Raises ProblemError if it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        hint = f"Save it as UTF-8 in your editor{' (it looks like UTF-16)' if utf16 else ''}."
        location = locate(path, before, len(before))
        problem = Problem("This file is not UTF-8 text.", location, hint, code="not-utf-8")
        raise ProblemError([problem]) from None
