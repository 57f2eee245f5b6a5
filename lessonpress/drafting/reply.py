"""A reply of a chat model, read as far as it can be: fences, chatter, half of a block, tabs, curly quotes.

It is read as a spec is read (see yamlfile), in the same bounds, and yields plain data. Whatever it is, it runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.yamlfile import read_yaml

#: More than any chat writes about one article, in characters.
LONGEST = 300_000
#: So many things at most are looked at.
MOST_THINGS = 300
_MOST_BLOCKS, _MOST_CUTS = 20, 60
_MOST_CUT_LINES = 3
#: Characters that are read again and again while something is looked for in a broken block, and what each try
#: takes besides.
_MOST_READ, _WORTH_OF_A_TRY = 1_000_000, 500
#: In lines; an activity with all its questions.
_LONGEST_THING = 400

_FENCE = re.compile(r"^[ \t>]*(```+|~~~+)[ \t]*(\w*)[^\n]*$", re.MULTILINE)
_BEGINS = re.compile(
    r"^[ \t]*(?:(?:vocabulary|activities|lesson|worksheet):|- (?:activity|term):)", re.MULTILINE
)
_OPENS = re.compile(r"[{\[]\s*[{\[\w\"“]")
_ACTIVITY = re.compile(r"- activity:\s*[\"']?([\w-]+)")
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"'})
_SPACES = {ord(one): " " for one in "\u00a0\u2002\u2003\u2007\u202f\u3000"}
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a reply: a word of the vocabulary, or something that an activity of the `kind` lists."""

    kind: str
    data: Any


def read_reply(path: Path, text: str) -> tuple[Thing, ...]:
    """What the reply lists, in its order. Raises ProblemError where nothing in it can be read."""
    if len(text) > LONGEST:
        message = f"The reply has more than {LONGEST:,} characters."
        hint = "Keep the block with the activities, and leave out the rest."
        raise ProblemError([Problem(message, Location(path), hint, code="reply-too-long")])
    things: list[Thing] = []
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for block in _fenced(text):
        things += islice(_things(_parsed(path, block)), MOST_THINGS)
        if len(things) >= MOST_THINGS:
            break
    for block in _unfenced(text):
        if things:
            break
        things += islice(_things(_parsed(path, block)), MOST_THINGS)
    if not things:
        message = "Nothing in this reply can be read as words or activities."
        hint = "Ask the chat for the YAML block alone, in the form that `makelesson prompt` shows."
        raise ProblemError([Problem(message, Location(path), hint, code="unreadable-reply")])
    return tuple(things[:MOST_THINGS])


def _fenced(text: str) -> Iterator[str]:
    """What stands between fences. The last fence may be missing."""
    fences = list(_FENCE.finditer(text))[: 2 * _MOST_BLOCKS]
    for opening, closing in zip_longest(fences[::2], fences[1::2]):
        yield text[opening.end() : closing.start() if closing else len(text)].strip("\n")


def _unfenced(text: str) -> Iterator[str]:
    """What may be data where nothing stands between fences: from where it begins, to the end."""
    begins = [match.start() for match in islice(_BEGINS.finditer(text), 3)]
    begins += [match.start() for match in islice(_OPENS.finditer(text), 3)]
    yield from (text[begin:] for begin in begins)


def _parsed(path: Path, block: str) -> Any:
    """The data of a block; None where nothing of it can be read."""
    lines = block.split("\n")
    block = "\n".join(_indented(line) for line in lines)
    for candidate in (block, *_straightened(block)):
        data = _read(path, candidate)
        if any(_things(data)):
            return data
    return _salvaged(path, block)


def _indented(line: str) -> str:
    """The line with spaces before its first word: neither tabs nor spaces of another width."""
    words = line.lstrip(" \t\u00a0\u2002\u2003\u2007\u202f\u3000")
    margin = line[: len(line) - len(words)]
    return margin.replace("\t", "  ").translate(_SPACES) + words


def _straightened(block: str) -> Iterator[str]:
    """With straight quotation marks, where curly ones were meant as marks of JSON."""
    if block.lstrip()[:1] in ("{", "[") and "“" in block:
        yield block.translate(_CURLY)


def _read(path: Path, text: str) -> Any:
    try:
        return read_yaml(path, text).data
    except (ProblemError, RecursionError):
        return None


def _salvaged(path: Path, block: str) -> Any:
    """What can be read of a block that ends half-way, or has something in it that can't be read."""
    if block.lstrip()[:1] in ("{", "["):
        return _closed(path, block)
    whole = _one_by_one(path, block)
    return whole or None


def _closed(path: Path, block: str) -> Any:
    """Half of a JSON text, cut behind something that is whole, with what is open closed."""
    ends = [match.end() for match in re.finditer(r"[}\]]", block)][-_MOST_CUTS:]
    for end in reversed(ends):
        data = _read(path, block[:end] + _closers(block[:end]))
        if isinstance(data, dict | list):
            return data
    return None


def _closers(text: str) -> str:
    opened: list[str] = []
    quoted = escaped = False
    for one in text:
        if quoted:
            quoted = escaped or one != '"'
            escaped = one == "\\" and not escaped
        elif one == '"':
            quoted = True
        elif one in "{[":
            opened.append("}" if one == "{" else "]")
        elif one in "}]" and opened:
            opened.pop()
    return "".join(reversed(opened))


def _one_by_one(path: Path, block: str) -> list[Any]:
    """The things of a YAML block, each read for itself by how far its lines are indented: activities that can be read
    whole, and of others whatever in them can be."""
    kind, found, passed, left = "", list[Any](), 0, _MOST_READ
    lines = block.split("\n")
    for at, line in enumerate(lines):
        margin = len(line) - len(line.lstrip())
        if at < passed or not line[margin:].startswith("- "):
            continue
        own = [line[margin:], *_deeper(lines, at + 1, margin)]
        if named := _ACTIVITY.match(own[0]):
            kind = named[1]
        left -= sum(map(len, own)) + _WORTH_OF_A_TRY
        if left < 0:
            break
        one = _first_of(path, own)
        if not isinstance(one, dict) or not (kind or "term" in one):
            continue
        is_whole = "activity" in one or "term" in one
        found.append(one if is_whole else {"activity": kind, "": [one]})
        passed = at + len(own)
        if len(found) >= MOST_THINGS:
            break
    return found


def _first_of(path: Path, lines: list[str]) -> Any:
    """The thing in these lines, or in all but the last few, where the end is cut off."""
    for stop in range(len(lines), max(len(lines) - _MOST_CUT_LINES, 0), -1):
        data = _read(path, "\n".join(lines[:stop]))
        if isinstance(data, list) and len(data) == 1:
            return data[0]
    return None


def _deeper(lines: list[str], start: int, margin: int) -> Iterator[str]:
    """Lines from there on, as long as they belong to what is indented less."""
    for line in lines[start : start + _LONGEST_THING]:
        if line.strip() and len(line) - len(line.lstrip()) <= margin:
            return
        yield line[margin:]


def _things(data: Any) -> Iterator[Thing]:
    """The things in data of whatever shape a model thinks of: a lesson, its activities, words alone."""
    if isinstance(data, list):
        for one in data:
            yield from _things(one)
    elif isinstance(data, dict):
        if "term" in data:
            yield Thing("vocabulary", data)
        elif isinstance(kind := data.get("activity") or data.get("kind"), str):
            yield from _of_activity(kind, data)
        else:
            for key in ("lesson", "vocabulary", "activities", "worksheet"):
                yield from _things(data.get(key))


def _of_activity(kind: str, data: dict[str, Any]) -> Iterator[Thing]:
    for key, value in data.items():
        if isinstance(value, list) and key not in ("choices", "evidence"):
            yield from (Thing(kind, one) for one in value)
        elif key == "text" and isinstance(value, str):
            yield from (Thing(kind, one) for one in re.split(r"\n\s*\n", value) if one.strip())
