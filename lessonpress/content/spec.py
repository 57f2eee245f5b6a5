"""A spec's text and what it says; a value can be reworded in place, with all around it as it was.

Knows no form: which keys there are is for `forms`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from lessonpress.content.source import FORBIDDEN, read_text
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.yamlfile import YamlFile, read_yaml

ValuePath = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class SpecSource:
    """A YAML file as it was written: every value has its place, comments and order are kept."""

    text: str
    file: YamlFile

    @classmethod
    def read(cls, path: Path, text: str | None = None) -> SpecSource:
        """`text` stands for the file's text if it is given. Raises ProblemError."""
        text = read_text(path, text)
        source = cls(text, read_yaml(path, text))
        if "\\" in text:  # in double quotes, it can write characters that no document can hold
            source._refuse_control_characters()
        return source

    @property
    def data(self) -> Any:
        return self.file.data

    def location(self, path: ValuePath) -> Location:
        """Where the value at `path` begins, or the nearest one around it.

        Where one text stands for a list of one, the path of its only item leads to the text.
        """
        value = self.data
        for depth, step in enumerate(path):
            if isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            elif isinstance(value, dict):
                value = value.get(step)
            else:
                return self.file.locate(path[:depth])
        return self.file.locate(path)

    def line_of(self, path: ValuePath, line: int) -> Location:
        """Where a line (from 1) of the text at `path` stands; of a text that is no block of lines
        (`|`), where it begins."""
        begins = self.location(path)
        lines = self.text.split("\n")
        opened = (
            lines[begins.line - 1][begins.column - 1 :] if begins.line and begins.column else ""
        )
        if not opened.startswith("|") or begins.line is None or begins.line + line > len(lines):
            return begins
        written = lines[begins.line + line - 1]
        return Location(
            begins.file, begins.line + line, len(written) - len(written.lstrip(" ")) + 1
        )

    def with_value(self, path: ValuePath, new_text: str) -> str:
        """The whole text with the value at `path` saying `new_text`; all else as it stands.

        Raises KeyError if there is no text or number at `path`, ValueError if it cannot be reworded
        alone (aliases stand for it elsewhere).
        """
        node = node_at(self.text, path)
        if not isinstance(node, yaml.ScalarNode):
            raise KeyError(path)
        start, end = node.start_mark.index, node.end_mark.index
        for new in _ways(self.text[start:end], node.style, new_text):
            if "\r\n" in self.text:
                new = _LINE_END.sub("\r\n", new)
            changed = self.text[:start] + new + self.text[end:]
            if self._differs_only_at(path, new_text, changed):
                return changed
        raise ValueError(f"the value at {path} cannot be reworded alone")

    def _differs_only_at(self, path: ValuePath, new_text: str, changed: str) -> bool:
        try:
            read = read_yaml(self.file.path, changed).data
        except ProblemError:
            return False
        return dict(walk(read)) == {**dict(walk(self.data)), path: new_text}

    def _refuse_control_characters(self) -> None:
        problems = [
            Problem(
                f"The character U+{ord(bad[0]):04X} cannot be printed.",
                self.location(path),
                "Remove it; it is written with a backslash.",
                code="control-character",
            )
            for path, text in walk(self.data)
            if (bad := FORBIDDEN.search(text))
        ]
        if problems:
            raise ProblemError(problems)


def walk(data: Any, path: ValuePath = ()) -> Iterator[tuple[ValuePath, str]]:
    """Every text, number and truth in `data` as text, with its path, in order."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from walk(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from walk(value, (*path, index))
    elif isinstance(data, bool):
        yield path, "true" if data else "false"
    elif data is not None:
        yield path, str(data)


def node_at(text: str, path: ValuePath) -> yaml.Node | None:
    """What YAML's reader makes of the value at `path`. Raises KeyError where there is none."""
    node = yaml.compose(text, Loader=_Loader)
    for step in path:
        node = _child(node, step)
    return node


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node:
    children: dict[str | int, yaml.Node] = {}
    if isinstance(node, yaml.MappingNode):
        children = {key.value: value for key, value in node.value if key.id == "scalar"}
    elif isinstance(node, yaml.SequenceNode):
        children = dict(enumerate(node.value))
    return children[step]


# --- writing a value -----------------------------------------------------------------------------

# Text that needs no quotes wherever it stands; stricter than YAML, which has many exceptions.
_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff:#,\[\]{}]*[\w.?!)”’])?")
_NULL = re.compile("null", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n")
# Of a text that stood on one line, in characters.
_USUAL_WIDTH = 100
_UNQUOTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_UNBLOCKABLE = re.compile("^[ \t]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]", re.MULTILINE)


def _ways(old: str, style: str | None, text: str) -> Iterator[str]:
    """YAML that says `text`, to stand where `old` stood: first with as much of it as it was as can be."""
    if style == ">" and (folded := _refolded(old, text)) is not None:
        yield folded
    if style == "'" and "\n" not in old and text.isprintable():
        yield "'" + text.replace("'", "''") + "'"
    if not style and "\n" not in old + text and text == text.strip() and text:
        yield text
    if not style and "\n" in old and (filled := _refilled(old, text)) is not None:
        yield filled
    yield reworded(old, style, text)


def reworded(old: str, style: str | None, text: str) -> str:
    """YAML that says `text`, to stand where `old` stood, in the same style if it can."""
    anchor = re.match(r"&\S+\s+", old)
    lead = anchor[0] if anchor else ""
    if style in ("|", ">"):
        indent, behind = _around(old)
        return f"{lead}{_block(indent, text) or _quoted(text)}\n{behind}"
    plain = not style and _PLAIN.fullmatch(text) and not _NULL.fullmatch(text)
    return lead + (text if plain else _quoted(text))


def _quoted(text: str) -> str:
    """In double quotes, which can hold anything: JSON's are YAML's."""
    return _UNQUOTABLE.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _refolded(old: str, text: str) -> str | None:
    """A folded block (`>`) that says a text of one paragraph, with the lines as they were up to the first that is
    another; None where it said more than that."""
    head, _, body = old.partition("\n")
    indent, behind = _around(old)
    lines = body.removesuffix(behind).rstrip("\n").split("\n")
    text = text.removesuffix("\n")
    if not indent or "\n" in text or not all(_is_folded(line, indent) for line in lines):
        return None
    if not text or text != text.strip():
        return None
    filled = _fill([line.strip() for line in lines], text)
    return "\n".join([head, *(indent + line for line in filled), behind])


def _is_folded(line: str, indent: str) -> bool:
    return line.startswith(indent) and line[len(indent) :][:1] not in ("", " ", "\t")


def _refilled(old: str, text: str) -> str | None:
    """Text over several lines, plain, in the same lines as far as it is the same."""
    lines = old.split("\n")
    if not _PLAIN.fullmatch(text) or not all(line.strip() for line in lines):
        return None
    margin = lines[-1][: len(lines[-1]) - len(lines[-1].lstrip())]
    first, *rest = _fill([line.strip() for line in lines], text)
    return "\n".join([first, *(margin + line for line in rest)])


def _fill(lines: list[str], text: str) -> list[str]:
    """The text in lines of such a width: those that it begins and ends with stay as they are."""
    width = max(map(len, lines)) if len(lines) > 1 else max(len(lines[0]), _USUAL_WIDTH)
    words, head, tail = text.split(" "), 0, 0
    kept: list[str] = []
    while head < len(lines) and words[: len(part := lines[head].split(" "))] == part:
        kept.append(lines[head])
        words, head = words[len(part) :], head + 1
    ends: list[str] = []
    while (
        tail < len(lines) - head
        and words
        and words[-len(part := lines[-1 - tail].split(" ")) :] == part
    ):
        ends.insert(0, lines[-1 - tail])
        words, tail = words[: -len(part)], tail + 1
    middle: list[str] = []
    for word in words:
        if middle and len(middle[-1]) + 1 + len(word) <= width:
            middle[-1] += f" {word}"
        else:
            middle.append(word)
    return [*kept, *middle, *ends] or [""]


def _around(block: str) -> tuple[str, str]:
    """How a block's lines are indented, and what follows it within its node.

    Blank lines, and comments that are indented less, belong to what follows.
    """
    lines = block.split("\n")
    margins = [line[: len(line) - len(line.lstrip(" "))] for line in lines]
    indent = next(
        (margin for margin, line in zip(margins[1:], lines[1:], strict=True) if line.strip()), ""
    )
    end = len(lines)
    while end > 1 and (
        not lines[end - 1].strip()
        or (lines[end - 1].lstrip().startswith("#") and len(margins[end - 1]) < len(indent))
    ):
        end -= 1
    return indent, "\n".join(lines[end:])


def _block(indent: str, text: str) -> str | None:
    """`text` as lines behind `|`; None where no block can hold it."""
    body = text.removesuffix("\n")
    if not (indent and body) or body.endswith("\n") or _UNBLOCKABLE.search(body):
        return None
    lines = [indent + line if line else "" for line in body.split("\n")]
    return "\n".join(["|" if text.endswith("\n") else "|-", *lines])
