"""Inline content: pieces of text as the markup has them -> runs, with white space as in HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from lessonpress.document.blocks import Blank, Inline, LineBreak, Run, Script
from lessonpress.richtext import in_characters

# HTML's white space (https://infra.spec.whatwg.org/#ascii-whitespace). A no-break space is none.
_SPACES = re.compile(r"[ \t\n\f\r]+")
WHITE_SPACE = " \t\n\f\r"


class Look(NamedTuple):
    """What the elements around a piece of text say about it."""

    strong: bool = False
    emphasis: bool = False
    href: str | None = None
    lang: str | None = None
    script: Script | None = None
    small: bool = False


PLAIN = Look()
Piece = tuple[str, Look] | Blank | LineBreak


def set_runs(pieces: Sequence[Piece]) -> tuple[Inline, ...]:
    """The pieces as runs: white space collapsed across them, none at either end of a line, and
    neighbours of one look merged. Empty where there is nothing to see."""
    if len(pieces) == 1 and isinstance(pieces[0], tuple):  # by far the most
        text, look = pieces[0]
        text = _SPACES.sub(" ", text).strip(" ")
        return (Run(text, *look),) if text else ()
    runs: list[Inline] = []
    texts: list[str] = []  # of the run that is being put together
    look = PLAIN
    spaced = True  # the line is empty as yet or ends in a space

    def close(*, at_line_end: bool = False) -> None:
        text = "".join(texts)
        texts.clear()
        if at_line_end:
            text = text.rstrip(" ")
        if text:
            runs.append(Run(text, *look))
        elif at_line_end and runs and isinstance(last := runs[-1], Run):
            stripped = last.text.rstrip(" ")
            runs[-1:] = [replace(last, text=stripped)] if stripped else []

    for piece in pieces:
        if isinstance(piece, tuple):
            text = _SPACES.sub(" ", piece[0])
            if spaced and text.startswith(" "):
                text = text[1:]
            if not text:
                continue
            if piece[1] != look:
                close()
                look = piece[1]
            texts.append(text)
            spaced = text.endswith(" ")
        else:
            is_break = isinstance(piece, LineBreak)
            close(at_line_end=is_break)
            runs.append(piece)
            spaced = is_break
    close(at_line_end=True)
    while runs and isinstance(runs[-1], LineBreak):
        runs.pop()
    return tuple(runs)


def split_lines(content: Sequence[Inline]) -> list[tuple[Inline, ...]]:
    """What stands between line breaks."""
    lines: list[list[Inline]] = [[]]
    for part in content:
        if isinstance(part, LineBreak):
            lines.append([])
        else:
            lines[-1].append(part)
    return [tuple(line) for line in lines]


def plain_text(content: Sequence[Inline]) -> str:
    """The words alone; a new line is a space, a blank nothing. `10⁶` stays a million."""
    return "".join(
        in_characters(part.text, part.script)
        if isinstance(part, Run)
        else " "
        if isinstance(part, LineBreak)
        else ""
        for part in content
    )


def language_of(content: Sequence[Inline]) -> str | None:
    """The language that all of a label is in, where it is another one than the document's."""
    languages = {part.lang for part in content if isinstance(part, Run)}
    return languages.pop() if len(languages) == 1 else None


def is_said_twice(content: Sequence[Inline]) -> bool:
    """Whether it says something small in another language first, which is to stay with it."""
    return any(isinstance(part, Run) and part.small for part in content)


def is_written_on(content: Sequence[Inline]) -> bool:
    """Whether there is a blank in it that someone is to fill in by hand."""
    return any(isinstance(part, Blank) and part.answer is None for part in content)
