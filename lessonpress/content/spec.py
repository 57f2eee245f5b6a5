"""YAML that people write, with the place of every value, read safely and changeable in place.

Every scalar stays the text that was written (`1.50`, `no`, `2024-01-01`): what it means is for the
form that it goes into. Only a plain `null`, `~` or nothing at all is None. Tags and repeated keys are problems. Knows no form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from lessonpress.content.source import FORBIDDEN
from lessonpress.problems import Location, Problem, ProblemError

ValuePath = tuple[str | int, ...]

# More values than any lesson has; a few lines of aliases of aliases can stand for billions.
MOST_VALUES = 50_000
_NULLS = ("", "~", "null", "Null", "NULL")
_PLAIN_TAGS = ("str", "map", "seq")
_TAG = "tag:yaml.org,2002:"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Takes every plain scalar as text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


@dataclass(frozen=True)
class SpecSource:
    """A YAML text. `first_line` is the line of the file on which it begins.

    Its problems come when `data` or `root` is first asked for, as a ProblemError.
    """

    path: Path
    text: str
    first_line: int = 1

    def __reduce__(self) -> tuple[type[SpecSource], tuple[Path, str, int]]:
        return SpecSource, (self.path, self.text, self.first_line)  # nodes cannot be pickled

    @cached_property
    def root(self) -> yaml.Node | None:
        try:
            node: yaml.Node | None = yaml.compose(self.text, Loader=_Loader)
        except yaml.YAMLError as error:
            raise ProblemError([self._syntax_problem(error)]) from None
        return node

    @cached_property
    def data(self) -> Any:
        """Mappings, lists, text and None. A key without a value is left out."""
        reading = _Reading(self)
        value = reading.convert(self.root) if self.root is not None else None
        if reading.problems:
            raise ProblemError(reading.problems)
        return value

    def location(self, path: ValuePath) -> Location:
        """Where the value at `path` begins, or the nearest value around it."""
        key, node = self._find(path)
        if isinstance(node, yaml.ScalarNode) and node.style in ("", None) and not node.value:
            node = key or node  # nothing is written there but the key
        return self.mark(node)

    def key_location(self, path: ValuePath) -> Location:
        """Where the key (or the list item) at the end of `path` begins."""
        key, node = self._find(path)
        return self.mark(key or node)

    def mark(self, node: yaml.Node | None) -> Location:
        if node is None:
            return Location(self.path, self.first_line, 1)
        start = node.start_mark
        return Location(self.path, start.line + self.first_line, start.column + 1)

    def with_value(self, path: ValuePath, new_text: str) -> str:
        """The whole text with the scalar at `path` saying `new_text`; all else as it stands.

        Raises KeyError if there is no scalar at `path`, ValueError if it cannot be replaced alone
        (it is an alias of another one).
        """
        node = self.root
        for step in path:
            node = _child(node, step)[1]
        if not isinstance(node, yaml.ScalarNode):
            raise KeyError(path)
        start, end = node.start_mark.index, node.end_mark.index
        changed = self._replaced(node, start, end, new_text)
        if not _says(changed, self.data, path, new_text):
            raise ValueError(f"the value at {path} cannot be replaced alone")
        return changed

    def _replaced(self, node: yaml.ScalarNode, start: int, end: int, new_text: str) -> str:
        before, after = self.text[:start], self.text[end:]
        if node.style in ("|", ">"):
            # The mark stands behind the blank lines and comments that follow the text.
            body = self.text[start:end]
            tail = re.search(r"\s*(?:\n[ \t]*#.*)*\s*\Z", body)
            assert tail is not None
            literal = _literal(body[: tail.start()], new_text)
            if literal is not None:
                return before + literal + (tail[0].lstrip(" \t") or "\n") + after
            return before + _quoted(new_text) + (tail[0] or "\n") + after
        plain = node.style in ("", None) and _PLAIN.fullmatch(new_text) and new_text not in _NULLS
        return before + (new_text if plain else _quoted(new_text)) + after

    def _find(self, path: ValuePath) -> tuple[yaml.Node | None, yaml.Node | None]:
        key: yaml.Node | None = None
        node = self.root
        for step in path:
            try:
                key, node = _child(node, step)
            except KeyError:
                continue  # a step that a form added, such as the kind in a union
        return key, node

    def _syntax_problem(self, error: yaml.YAMLError) -> Problem:
        if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
            mark = error.problem_mark
            location = Location(self.path, mark.line + self.first_line, mark.column + 1)
            said = " ".join(filter(None, (error.problem, error.context)))
        else:
            location = Location(self.path, self.first_line)
            said = str(error).splitlines()[0]
        return Problem(
            f"This is not valid YAML: {said}.", location, _hint(said), code="yaml-syntax"
        )


class _Reading:
    """Nodes into values, with every problem on the way."""

    def __init__(self, source: SpecSource) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.count = 0
        self.open: set[int] = set()

    def convert(self, node: yaml.Node) -> Any:
        self.count += 1
        if self.count > MOST_VALUES:
            return self._stop(node, "This file has too many values.", "too-many-values")
        if id(node) in self.open:
            return self._stop(node, "This alias stands inside what it stands for.", "endless-alias")
        if node.tag.removeprefix(_TAG) not in _PLAIN_TAGS:
            self._report(
                node,
                f"The tag “{node.tag.replace(_TAG, '!!')}” means nothing here.",
                "Remove the word that begins with an exclamation mark.",
                "unknown-tag",
            )
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        self.open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.convert(child) for child in node.value]
            return self._mapping(node)
        finally:
            self.open.discard(id(node))

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        text: str = node.value
        if node.style in ("", None) and text in _NULLS:
            return None
        if bad := FORBIDDEN.search(text):
            self._report(
                node,
                f"The character U+{ord(bad[0]):04X} cannot be printed.",
                "Remove it.",
                "control-character",
            )
        return text

    def _mapping(self, node: yaml.Node) -> dict[str, Any]:
        values: dict[str, Any] = {}
        keys: dict[str, yaml.Node] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(
                    key,
                    "A key must be a word.",
                    "Text that begins with [ or { needs quotes around it.",
                    "key-not-text",
                )
                continue
            if key.value in keys:
                line = self.source.mark(keys[key.value]).line
                self._report(
                    key,
                    f"The key “{key.value}” stands twice.",
                    f"It stands on line {line} already; remove one of the two.",
                    "repeated-key",
                )
                continue
            keys[key.value] = key
            value = self.convert(child)
            if value is not None:
                values[key.value] = value
        return values

    def _stop(self, node: yaml.Node, message: str, code: str) -> None:
        if all(problem.code != code for problem in self.problems):
            self._report(node, message, "Write values out instead of using * and &.", code)

    def _report(self, node: yaml.Node, message: str, hint: str, code: str) -> None:
        self.problems.append(Problem(message, self.source.mark(node), hint, code=code))


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == step:
                return key, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    raise KeyError(step)


def walk(data: Any, path: ValuePath = ()) -> Iterator[tuple[ValuePath, str]]:
    """Every text in `data` (as `SpecSource.data` gives it), with its path, in order."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from walk(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from walk(value, (*path, index))
    elif data is not None:
        yield path, data


# --- writing a value -----------------------------------------------------------------------------

# Text that needs no quotes wherever it stands in a YAML file.
_PLAIN = re.compile(
    r"(?!-{3}|\.{3})[^\W_](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff:#,\[\]{}]*[\w.?!)”’])?"
)
_UNQUOTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _quoted(text: str) -> str:
    """In double quotes, which can hold anything: JSON's are YAML's."""
    return _UNQUOTABLE.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _literal(old: str, text: str) -> str | None:
    """`text` as a block after `|`, indented like the `old` one; None where no block can hold it."""
    lines = text.split("\n")
    body = text.rstrip("\n")
    indent = re.search(r"\n( +)\S", old)
    if (
        indent is None
        or not body
        or re.search(r"^[ \t]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]", body, re.M)
    ):
        return None
    endings = len(text) - len(body)
    if endings > 1:
        return None
    chomp = "" if endings else "-"
    return f"|{chomp}\n" + "\n".join(
        indent[1] + line if line else "" for line in lines[: len(lines) - endings]
    )


def _says(changed: str, data: Any, path: ValuePath, new_text: str) -> bool:
    """Does `changed` read as `data`, but with `new_text` at `path`?"""
    try:
        read = SpecSource(Path(), changed).data
    except ProblemError:
        return False
    return dict(walk(read)) == {**dict(walk(data)), path: new_text}


def _hint(said: str) -> str:
    if "mapping values are not allowed" in said:
        return "Text with a colon and a space in it needs quotes around it."
    if "tab" in said or "cannot start any token" in said:
        return "Indent with spaces, not tabs; text that begins with @, %, ` or a tab needs quotes."
    if "expected a single document" in said:
        return "A file holds one lesson: remove the line “---” between the two."
    if "quoted scalar" in said:
        return "A quotation mark is missing, or one inside the text ends it too early."
    if "undefined alias" in said:
        return "Text that begins with an asterisk needs quotes around it."
    return "Look at the indentation and the quotation marks on this line and the one before it."
