"""A spec's lists and keys, edited in its text: taken out, put in, put in another order, with all around as it was.

Comments right above an item go with it, blank lines between items stay between items. Every edit is read
again: one that would say anything else raises ValueError.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from lessonpress.content.spec import SpecSource, ValuePath, node_at, reworded
from lessonpress.problems import ProblemError
from lessonpress.yamlfile import read_yaml

#: What can be put in: a text, texts, or keys with either.
Written = str | Sequence[str] | Mapping[str, str | Sequence[str]]


def without(source: SpecSource, path: ValuePath) -> str:
    """The text without the item, or the key, at `path`. Raises ValueError and KeyError."""
    *above, last = path
    parts = _parts(source, tuple(above))
    index = parts.index(last)
    new = parts.without(index)

    def expect(data: Any) -> None:
        del _within(data, above)[last]

    return _checked(source, new, expect)


def with_item(source: SpecSource, path: ValuePath, index: int, value: Written) -> str:
    """The text with `value` in the list at `path`, before the item at `index`, or at its end. Raises ValueError
    and KeyError."""
    parts = _parts(source, path)
    new = parts.with_(index, parts.write(value))
    return _checked(source, new, lambda data: _within(data, path).insert(index, _plain(value)))


def with_key(source: SpecSource, path: ValuePath, key: str, value: Written) -> str:
    """The text with a key behind the first of the mapping at `path`. Raises ValueError and KeyError."""
    parts = _parts(source, path)
    new = parts.with_(1, parts.write_key(key, value))

    def expect(data: Any) -> None:
        _within(data, path)[key] = _plain(value)

    return _checked(source, new, expect)


def reordered(source: SpecSource, path: ValuePath, order: Sequence[int]) -> str:
    """The text with the items of the list at `path` in this order. Raises ValueError and KeyError."""
    parts = _parts(source, path)
    if sorted(order) != list(range(len(parts.spans))):
        raise ValueError("no order of these")

    def expect(data: Any) -> None:
        items = _within(data, path)
        items[:] = [items[place] for place in order]

    return _checked(source, parts.reordered(order), expect)


def with_comment(source: SpecSource, path: ValuePath, lines: Sequence[str]) -> str:
    """The text with these lines as comments above the item or key at `path`, or above the nearest around it
    that begins a line. Raises ValueError and KeyError."""
    for length in range(len(path), 0, -1):
        parts = _parts(source, path[: length - 1])
        if not isinstance(parts, _Block):
            continue
        start = parts.spans[parts.index(path[length - 1])][0]
        if source.text[start : start + parts.column].strip():
            continue  # the first key behind a dash
        margin = " " * parts.column
        end = _line_end(source.text)
        new = "".join(f"{margin}# {line}{end}" for line in lines)
        return _checked(source, source.text[:start] + new + source.text[start:], lambda data: None)
    raise ValueError("no line to comment on")


def _checked(source: SpecSource, new: str, expect: Callable[[Any], None]) -> str:
    data = copy.deepcopy(source.data)
    expect(data)
    try:
        read = read_yaml(source.file.path, new).data
    except ProblemError as error:
        raise ValueError("the text is no YAML any more") from error
    if read != data:
        raise ValueError("this can't be edited alone")
    return new


def _within(data: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        data = data[step]
    return data


def _plain(value: Written) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return list(value)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _parts(source: SpecSource, path: ValuePath) -> _Block | _Flow:
    node = node_at(source.text, path)
    if isinstance(node, yaml.SequenceNode):
        names: list[str | int] = list(range(len(node.value)))
        starts = [one.start_mark.index for one in node.value]
        ends = [one.end_mark.index for one in node.value]
    elif isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value]
        starts = [key.start_mark.index for key, _ in node.value]
        ends = [one.end_mark.index for _, one in node.value]
    else:
        raise KeyError(path)
    begin, end = node.start_mark.index, node.end_mark.index
    inside = all(begin <= one <= end for one in starts)
    if not names or not inside or starts != sorted(starts):  # aliases stand for what is elsewhere
        raise ValueError("these parts can't be told apart")
    is_list = isinstance(node, yaml.SequenceNode)
    if node.flow_style:
        return _Flow(source.text, names, list(zip(starts, ends, strict=True)), is_list)
    return _block(source.text, names, starts, end, is_list=is_list)


@dataclass(frozen=True, slots=True)
class _Flow:
    """The parts of `[a, b]` or `{a: b}`."""

    text: str
    names: list[str | int]
    spans: list[tuple[int, int]]
    is_list: bool

    def index(self, name: str | int) -> int:
        return self.names.index(name)

    def without(self, index: int) -> str:
        start, end = self.spans[index]
        if index + 1 < len(self.spans):
            end = self.spans[index + 1][0]
        elif index:
            start = self.spans[index - 1][1]
        return self.text[:start] + self.text[end:]

    def with_(self, index: int, new: str) -> str:
        if index < len(self.spans):
            at = self.spans[index][0]
            return f"{self.text[:at]}{new}, {self.text[at:]}"
        at = self.spans[-1][1]
        return f"{self.text[:at]}, {new}{self.text[at:]}"

    def reordered(self, order: Sequence[int]) -> str:
        return _swapped(self.text, self.spans, order)

    def write(self, value: Written) -> str:
        if isinstance(value, str):
            return _text(value)
        if isinstance(value, Mapping):
            return "{" + ", ".join(self.write_key(key, one) for key, one in value.items()) + "}"
        return "[" + ", ".join(self.write(one) for one in value) + "]"

    def write_key(self, key: str, value: Written) -> str:
        return f"{key}: {self.write(value)}"


@dataclass(frozen=True, slots=True)
class _Block:
    """The parts of a list or mapping that stand on lines of their own, each with comments right above it."""

    text: str
    names: list[str | int]
    spans: list[tuple[int, int]]
    column: int
    is_list: bool

    def index(self, name: str | int) -> int:
        return self.names.index(name)

    def without(self, index: int) -> str:
        start, end = self.spans[index]
        if index:
            start = self.spans[index - 1][1]
        elif len(self.spans) > 1:
            end = self.spans[1][0]
        if self.text[start - 1 : start] not in ("", "\n"):
            raise ValueError("it begins behind something else")
        return self.text[:start] + self.text[end:]

    def with_(self, index: int, new: str) -> str:
        between = ""
        if len(self.spans) > 1:
            at = min(max(index, 1), len(self.spans) - 1)
            between = self.text[self.spans[at - 1][1] : self.spans[at][0]]
            between = between if not between.strip() else ""
        if index == 0:
            at = self.spans[0][0]
            return self.text[:at] + new + between + self.text[at:]
        at = self.spans[min(index, len(self.spans)) - 1][1]
        before = self.text[:at]
        if not before.endswith("\n"):
            before += _line_end(self.text)
        return before + between + new + self.text[at:]

    def reordered(self, order: Sequence[int]) -> str:
        text = self.text if self.text.endswith("\n") else f"{self.text}\n"
        spans = [(start, min(end, len(text))) for start, end in self.spans]
        if len(text) > len(self.text):
            spans[-1] = spans[-1][0], len(text)
        return _swapped(text, spans, order)

    def write(self, value: Written) -> str:
        margin, end = " " * self.column, _line_end(self.text)
        if isinstance(value, Mapping):
            lines = [self._key(key, one, f"{margin}  ") for key, one in value.items()]
            whole = end.join(lines)
            return f"{margin}- {whole.lstrip()}{end}"
        if not isinstance(value, str):
            raise ValueError("no list in a list")
        return f"{margin}- {_text(value, alone=True)}{end}"

    def write_key(self, key: str, value: Written) -> str:
        return self._key(key, value, " " * self.column) + _line_end(self.text)

    def _key(self, key: str, value: Written, margin: str) -> str:
        if isinstance(value, str):
            return f"{margin}{key}: {_text(value, alone=True)}"
        end = _line_end(self.text)
        items = [f"{margin}  - {_text(one, alone=True)}" for one in value]
        return end.join([f"{margin}{key}:", *items])


def _text(text: str, *, alone: bool = False) -> str:
    """Text on one line, in quotes where it would be read as something else there; `alone` where it has its line for
    itself."""
    if alone and "\n" not in text:
        try:
            if read_yaml(Path(), f"key: {text}\n").data == {"key": text}:
                return text
        except ProblemError:
            pass
    plain = reworded("", None, text)
    return plain if read_yaml(Path(), plain).data == text else reworded("", '"', text)


def _swapped(text: str, spans: Sequence[tuple[int, int]], order: Sequence[int]) -> str:
    pieces = [text[start:end] for start, end in spans]
    out = text[: spans[0][0]]
    for place, (start, end) in enumerate(spans):
        del start
        out += pieces[order[place]]
        following = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        out += text[end:following]
    return out


def _block(
    text: str, names: list[str | int], starts: list[int], end: int, *, is_list: bool
) -> _Block:
    heads = [_dash(text, start) for start in starts] if is_list else starts
    lines = [text.rfind("\n", 0, head) + 1 for head in heads]
    column = heads[-1] - lines[-1]
    for place, (line, head) in enumerate(zip(lines, heads, strict=True)):
        if text[line:head].strip() and (is_list or place):
            raise ValueError("it begins behind something else")
    stops = [*lines[1:], _end_of_line(text, end)]
    spans: list[tuple[int, int]] = []
    for place, (line, stop) in enumerate(zip(lines, stops, strict=True)):
        last = _last_line(text, line, stop, column)
        begin = _with_comments(text, line, spans[-1][1]) if place else line
        spans.append((begin, last))
    return _Block(text, names, spans, column, is_list)


def _dash(text: str, start: int) -> int:
    """Where the dash of an item stands that begins there."""
    before = text[:start].rstrip(" \t\r\n")
    if not before.endswith("-"):
        raise ValueError("its dash stands somewhere else")
    return len(before) - 1


def _end_of_line(text: str, at: int) -> int:
    """The beginning of the line in which a block ends, if nothing of it stands there; else that line's end."""
    line = text.rfind("\n", 0, at) + 1
    if not text[line:at].strip():
        return line
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _last_line(text: str, start: int, stop: int, column: int) -> int:
    """The end of the last line that belongs to a part: blank lines and comments that stand no further in than
    the part don't."""
    lines = text[start:stop].splitlines(keepends=True)
    while len(lines) > 1:
        line = lines[-1]
        inner = line.lstrip(" \t")
        is_comment = inner.startswith("#") and len(line) - len(inner) <= column
        if line.strip() and not is_comment:
            break
        lines.pop()
    return start + sum(map(len, lines))


def _with_comments(text: str, line: int, least: int) -> int:
    """Where the comments begin that stand right above a line."""
    while line > least:
        above = text.rfind("\n", 0, line - 1) + 1
        if above < least or not text[above:line].lstrip().startswith("#"):
            break
        line = above
    return line
