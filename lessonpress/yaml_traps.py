"""Traps: where YAML says something else than its author meant, and the line as it was meant. Ground.

Two kinds: what is no YAML at all, and is mostly blamed on a line further down; and what is read
without complaint, with half of a text gone. A correction of the first kind is tried out before it is
shown: with it, the reader must get further.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from lessonpress.lettered import item_starts


@dataclass(frozen=True, slots=True)
class Trap:
    """`line` and `column` count from 1; `corrected` is the whole line as it was meant."""

    line: int
    column: int
    message: str
    corrected: str

    @property
    def hint(self) -> str:
        return f"Write: {self.corrected.strip()}"


# How many corrections are tried; each costs a reading of the file.
_MOST_TRIES = 80

_LINE = re.compile(r"(?P<lead>\s*(?:- +)*)(?:(?P<key>[\w-]+):(?: +|$))?(?P<value>.*?)\s*$")
_GLUED = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[a-z_]+):(?P<value>[^\s:/].*)$")
_NO_COLON = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[a-z_]+) *(?:=|\s) *(?P<value>[^\s:=].*)$")
_FLOW_END = {"[": "]", "{": "}"}
_KEY_LIKE = re.compile(r"\s*(?:- +)*[a-z_]+:(?:\s|$)")


def explain(text: str, blamed: int, fails_at: Callable[[str], int | None]) -> Trap | None:
    """The trap behind a complaint about the line `blamed` (from 1); None where none is known.

    `fails_at` gives the line that the reader complains about in another text; None for none.
    """
    lines = text.split("\n")
    tries = 0
    for number in range(min(blamed, len(lines)), 0, -1):
        for message, column, corrected in _candidates(lines[number - 1].rstrip("\r")):
            tries += 1
            if tries > _MOST_TRIES:
                return None
            changed = [*lines[: number - 1], corrected, *lines[number:]]
            failing = fails_at("\n".join(changed))
            if failing is None or failing > blamed:
                return Trap(number, column, message, corrected)
    return None


def _candidates(line: str) -> Iterator[tuple[str, int, str]]:
    """What may be wrong with a line: message, column, and the line as it may have been meant."""
    if not line.strip() or line.lstrip().startswith("#"):
        return
    match = _LINE.match(line)
    assert match is not None
    value, key = match["value"], match["key"]
    start = match.start("value")
    head = line[:start]
    if value:
        first = value[0]
        if first in "\"'":
            yield from _quotes(head, value, start)
        elif first in "[{":
            end = value.rfind(_FLOW_END[first])
            if end < 0:
                message = f"A `{first}` is opened here and not closed."
                yield message, start + 1, head + value + _FLOW_END[first]
            if end != len(value) - 1:
                message = f"A text that begins with `{first}` is taken for a list or a mapping."
                yield message, start + 1, head + quoted(value)
        elif first in "*&!@%`|>?-=,#":
            message = f"A text that begins with `{first}` means something else in YAML."
            yield message, start + 1, head + quoted(value)
        elif ": " in value or value.endswith(":"):
            column = start + value.find(":") + 1
            message = "A colon and a space within a text begin a new value."
            yield message, column, head + quoted(value)
    if key is None:
        if glued := _GLUED.match(line):
            message = f"There is no space after `{glued['key']}:`."
            corrected = f"{glued['lead']}{glued['key']}: {glued['value']}"
            yield message, glued.end("key") + 1, corrected
        if bare := _NO_COLON.match(line):
            message = f"There is no colon after `{bare['key']}`."
            corrected = f"{bare['lead']}{bare['key']}: {bare['value']}"
            yield message, bare.end("key") + 1, corrected


def _quotes(head: str, value: str, start: int) -> Iterator[tuple[str, int, str]]:
    mark = value[0]
    if value.find(mark, 1) < 0:
        message = "A quotation mark is opened here and not closed."
        yield message, start + 1, head + value + mark
        return
    whole = (
        f"A text that begins with {mark} ends for YAML at the next {mark}.",
        head + quoted(value),
    )
    inner = f"There is a {mark} within a text in {mark}.", head + quoted(value[1:-1])
    closed = value.endswith(mark) and len(value) > 2
    for message, corrected in (
        [inner, whole] if closed and value.count(mark) % 2 else [whole, *[inner][:closed]]
    ):
        yield message, start + 1, corrected


def quoted(text: str) -> str:
    """The text in quotation marks, single ones where it has double ones in it."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


# --- what is read without complaint --------------------------------------------------------------

_COMMENT = re.compile(r"[ \t]+(#.*)$")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}\s*$")
_GLUED_LATER = re.compile(r"^\s*([a-z_]{3,}):\S", re.MULTILINE)


def silent_traps(node: Any, text: str) -> Iterator[Trap]:
    """The traps in one node of a text that was read: a scalar, a list, or a mapping."""
    if isinstance(node, yaml.ScalarNode) and node.style != "|":
        if not node.style:
            yield from _cut_by_comment(node, text)
            yield from _swallowed_key(node, text)
        yield from _list_run_together(node, text)
    elif isinstance(node, yaml.SequenceNode) and node.flow_style:
        yield from _cut_by_comma(node, text)
    elif isinstance(node, yaml.MappingNode):
        yield from _key_with_equals(node, text)


def _line_of(text: str, index: int) -> tuple[int, int]:
    """Where the line begins and ends that `index` is in."""
    start = text.rfind("\n", 0, index) + 1
    stop = text.find("\n", index)
    return start, len(text) if stop < 0 else stop


def _cut_by_comment(node: Any, text: str) -> Iterator[Trap]:
    end = node.end_mark.index
    if text[end : end + 1] not in (" ", "\t") and node.value:
        return
    start, stop = _line_of(text, end)
    match = _COMMENT.match(text, end, stop) if node.value else _EMPTY.match(text, end, stop)
    if match is None:
        return
    comment = match[1].rstrip()
    hashtag = comment[1:2].isalnum()
    if not node.value:
        meant = bool(_COLOUR.match(comment)) or (hashtag and " " in comment)
    elif re.fullmatch(r"[\d.]+|true|false|null", node.value):
        meant = False
    else:
        unfinished = " " in node.value and node.value[-1] not in ".?!…”’»"
        meant = hashtag or (unfinished and comment.endswith("?"))
    if not meant:
        return
    first = node.start_mark.index if node.value else match.start(1)
    begins, _ = _line_of(text, first)  # a text of several lines is written out in one
    corrected = text[begins:first] + quoted(" ".join(text[first:stop].split()))
    yield Trap(
        node.end_mark.line + 1,
        match.start(1) - start + 1,
        f"The text is cut off here: `{_short(comment)}` is a comment to YAML.",
        corrected,
    )


_EMPTY = re.compile(r"[ \t]*(#.*)$")


def _swallowed_key(node: Any, text: str) -> Iterator[Trap]:
    """`grade:4` on a line below a text goes on with that text."""
    if node.start_mark.line == node.end_mark.line:
        return
    end = node.end_mark.index
    for match in _GLUED_LATER.finditer(text, node.start_mark.index, end):
        start, stop = _line_of(text, match.start(1))
        line = text[start:stop].rstrip()
        at = match.end(1) - start
        number = text.count("\n", 0, match.start(1)) + 1
        message = f"There is no space after `{match[1]}:`, so that it goes on with the text above."
        yield Trap(number, at + 1, message, f"{line[: at + 1]} {line[at + 1 :]}")


def _list_run_together(node: Any, text: str) -> Iterator[Trap]:
    """A list or a table in a text whose lines YAML joins: it does so but behind `|`."""
    start, end = node.start_mark, node.end_mark
    if start.line == end.line:
        return
    # Behind `>` it begins in the line below; else it begins with the value.
    begins = text.find("\n", start.index) if node.style == ">" else start.index
    offset = begins + (node.style in ("'", '"'))
    written = [offset + at for at in item_starts(text[offset : end.index])]
    joined = [at for at in written if text.count("\n", start.index, at)]
    if not joined or len(item_starts(node.value)) >= len(written):
        return
    first, _ = _line_of(text, start.index)
    corrected = f"{text[first : start.index]}|"
    if node.style != ">":
        corrected += " (and the text below it)"
    line = text[joined[0] : _line_of(text, joined[0])[1]]
    yield Trap(
        text.count("\n", 0, joined[0]) + 1,
        len(line) - len(line.lstrip()) + 1,
        "YAML joins this line to the one above, so that the list or table runs together.",
        corrected,
    )


def _cut_by_comma(node: Any, text: str) -> Iterator[Trap]:
    items = node.value
    for before, after in pairwise(items):
        plain = not (getattr(before, "style", "x") or getattr(after, "style", "x"))
        between = text[before.end_mark.index : after.start_mark.index]
        if not plain or between != "," or not (before.value[-1:] + after.value[:1]).isdigit():
            continue
        start, stop = _line_of(text, before.start_mark.index)
        first, last = before.start_mark.index, min(after.end_mark.index, stop)
        corrected = text[start:first] + quoted(text[first:last]) + text[last:stop].rstrip()
        yield Trap(
            before.end_mark.line + 1,
            before.end_mark.column + 1,
            "The comma within this number parts it in two.",
            corrected,
        )


def _key_with_equals(node: Any, text: str) -> Iterator[Trap]:
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and not key.style and " = " in key.value:
            start, stop = _line_of(text, key.start_mark.index)
            line = text[start:stop].rstrip()
            name, _, value = line.partition(" = ")
            message = f"`{name.strip(' -')}` needs a colon, not a sign of equality."
            column = len(name) + 2
            yield Trap(key.start_mark.line + 1, column, message, f"{name}: {quoted(value)}")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
