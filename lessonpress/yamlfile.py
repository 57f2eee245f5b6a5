"""YAML as people write it, with the place of every value, so that a problem can name its line.

Ground; knows no room. Only what a spec needs counts: mappings, lists, text, numbers, `true`, `false`
and `null`. `yes`, `no`, `on`, `off` and dates stay text (YAML 1.2's core schema, §10.3.2), and so
does what would lose something, such as `1.50`, `007` or a choice `True`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lessonpress.files import read_file
from lessonpress.leftovers import conflict_problems
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.yaml_traps import explain, silent_traps

Path_ = Sequence[str | int]

#: Nobody's spec is deeper or larger; a file that is wants to exhaust the reader (aliases in aliases).
MOST_LEVELS = 40
MOST_VALUES = 200_000
MOST_CHARACTERS = 1_000_000
#: More than anybody reads at a time.
MOST_PROBLEMS = 100

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    "true": True,
    "false": False,
}
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}\.[0-9]{1,12}")
# A backslash asks for a new line in the same paragraph.
_PARAGRAPHS = re.compile(r"(?<=[^\s\\])\n(?=\S)")
_LONG_INDENT = re.compile(r"^[ ?:-]{500}", re.MULTILINE)
_CORE_TAG = re.compile(r"tag:yaml\.org,2002:(str|map|seq|int|float|bool|null)")


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What a file says (`data`: dicts with text keys, lists, text, numbers, booleans, None) and where.

    `grafts` are the parts of the data that were taken from other files, by their paths: which file, and
    the path there.
    """

    path: Path
    data: Any
    _keys: dict[tuple[str | int, ...], tuple[int, int]] = field(repr=False)
    _values: dict[tuple[str | int, ...], tuple[int, int]] = field(repr=False)
    text: str = field(default="", repr=False, compare=False)
    grafts: Mapping[tuple[str | int, ...], tuple[YamlFile, tuple[str | int, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def text_around(self, place: Location) -> str:
        """The text of the file that the place is in; empty where it is none of ours."""
        return next((one.text for one in self.files if one.path == place.file), "")

    @property
    def files(self) -> tuple[YamlFile, ...]:
        """This file, and those that parts were taken from."""
        ours = {one.path: one for one in (self, *(file for file, _ in self.grafts.values()))}
        return tuple(ours.values())

    def locate(self, path: Path_ = ()) -> Location:
        """Where the value at `path` stands; where there is none, the nearest thing above it."""
        if (there := self._grafted(tuple(path))) is not None:
            return there[0].locate(there[1])
        return self._locate(tuple(path), self._values)

    def locate_key(self, path: Path_ = ()) -> Location:
        """Where the key (or list item) at `path` stands; else the nearest thing above it."""
        if (there := self._grafted(tuple(path))) is not None:
            return there[0].locate_key(there[1])
        return self._locate(tuple(path), self._keys)

    def _grafted(
        self, path: tuple[str | int, ...]
    ) -> tuple[YamlFile, tuple[str | int, ...]] | None:
        """The file that the value at `path` was taken from, and its path there; None for our own."""
        for length in range(1, len(path) + 1) if self.grafts else ():
            if (graft := self.grafts.get(path[:length])) is not None:
                return graft[0], (*graft[1], *path[length:])
        return None

    def _locate(
        self, path: tuple[str | int, ...], places: dict[tuple[str | int, ...], tuple[int, int]]
    ) -> Location:
        for length in range(len(path), 0, -1):
            place = places.get(path[:length])
            if place is not None:
                return Location(self.path, *place)
            places = self._keys  # of what is above, the key says more than the value
        return Location(self.path, *self._values.get((), (1, 1)))


def read_yaml(path: Path, text: str | None = None) -> YamlFile:
    """Read a YAML file (or `text` in its name). An empty file's data is None.

    Raises ProblemError with every duplicate key, or with what keeps the file from being read.
    """
    if text is None:
        text = _read_text(path)
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        message = f"The file has more than {MOST_CHARACTERS:,} characters."
        hint = "Split it up, or look what was pasted into it."
        raise ProblemError([Problem(message, Location(path, 1), hint, code="yaml-too-large")])
    if conflicts := conflict_problems(path, text):
        raise ProblemError(conflicts)
    loader = _Loader(text)
    try:
        _check_levels(text, path)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        raise ProblemError([_describe(error, path, text)]) from None
    finally:
        loader.dispose()
    reading = _Reading(path, text)
    data = None if node is None else reading.read(node, ())
    if reading.problems:
        raise ProblemError(sorted(reading.problems, key=lambda problem: problem.location))
    return YamlFile(path, data, reading.keys, reading.values, text)


def _check_levels(text: str, path: Path) -> None:
    """Refuses text that is nested deeply: libyaml's composer recurses in C, without a limit."""
    if text.count("[") + text.count("{") < 500 and not _LONG_INDENT.search(text):
        return
    loader = _Loader(text)
    try:
        levels = 0
        while loader.check_event():
            event = loader.get_event()
            levels += isinstance(event, yaml.CollectionStartEvent)
            levels -= isinstance(event, yaml.CollectionEndEvent)
            if levels > MOST_LEVELS:
                mark = event.start_mark
                raise ProblemError([_too_large(Location(path, mark.line + 1, mark.column + 1))])
    finally:
        loader.dispose()


def _too_large(location: Location) -> Problem:
    hint = "An alias (`*name`) that leads back to itself does this, too."
    message = "The file is nested too deeply, or too large."
    return Problem(message, location, hint, code="yaml-too-large")


class _Reading:
    """One pass over a file's nodes."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[Problem] = []
        self.keys: dict[tuple[str | int, ...], tuple[int, int]] = {}
        self.values: dict[tuple[str | int, ...], tuple[int, int]] = {}

    def read(self, node: yaml.Node, path: tuple[str | int, ...]) -> Any:
        self.values[path] = _place(node)
        if len(path) > MOST_LEVELS or len(self.values) > MOST_VALUES:
            self.problems.append(_too_large(Location(self.path, *_place(node))))
            raise ProblemError(self.problems)
        if not _CORE_TAG.fullmatch(node.tag):
            self._report(
                node, f"The tag `{node.tag}` is not known.", "Leave it out.", "unknown-tag"
            )
        for trap in silent_traps(node, self.text):
            place = Location(self.path, trap.line, trap.column)
            self.problems.append(Problem(trap.message, place, trap.hint, code="yaml-trap"))
        if isinstance(node, yaml.MappingNode):
            return dict(self._entries(node, path))
        if isinstance(node, yaml.SequenceNode):
            items = []
            for index, item in enumerate(node.value):
                self.keys[(*path, index)] = _place(item)
                items.append(self.read(item, (*path, index)))
            return items
        return _read_scalar(node)

    def _entries(
        self, node: yaml.MappingNode, path: tuple[str | int, ...]
    ) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(
                    key_node,
                    "A key must be a word, not a list or a mapping.",
                    "Put text that starts with `[` or `{` in quotes.",
                    "key-not-text",
                )
                continue
            key: str = key_node.value
            place = _place(key_node)
            if key in seen:
                self._report(
                    key_node,
                    f"The key `{key}` stands here a second time.",
                    f"It stands in line {seen[key]} already; keep one of them.",
                    "duplicate-key",
                )
                continue
            seen[key] = place[0]
            self.keys[(*path, key)] = place
            yield key, self.read(value_node, (*path, key))

    def _report(self, node: yaml.Node, message: str, hint: str, code: str) -> None:
        if len(self.problems) == MOST_PROBLEMS:
            message, hint = (
                "There are more problems of this kind from here on.",
                "Mend these first.",
            )
            code = "more-problems"
        if len(self.problems) > MOST_PROBLEMS:
            return
        self.problems.append(Problem(message, Location(self.path, *_place(node)), hint, code=code))


def _read_scalar(node: Any) -> Any:
    text: str = node.value
    if "\n" in text and node.style != "|" and node.start_mark.line != node.end_mark.line:
        # In a text whose lines are joined, an empty line parts paragraphs, and YAML leaves one break.
        text = _PARAGRAPHS.sub("\n\n", text)
    if node.style:  # quoted, or a block: text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and str(number := int(text)) == text:
        return number
    if _DECIMAL.fullmatch(text) and str(decimal := float(text)) == text:
        return decimal
    return text


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _read_text(path: Path) -> str:
    try:
        data = read_file(path, most=4 * MOST_CHARACTERS + 3)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise ProblemError(
            [
                Problem(
                    f"The file cannot be read: {reason}.",
                    Location(path),
                    "See that it is a file, and who may read it.",
                    code="unreadable",
                )
            ]
        ) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProblemError(
            [
                Problem(
                    "The file is not UTF-8 text.",
                    Location(path, line),
                    "Save it again with the encoding UTF-8.",
                    code="not-utf-8",
                )
            ]
        ) from None


def _fails_at(text: str) -> int | None:
    """The line that the reader complains about, from 1; None where the text is YAML."""
    loader = _Loader(text)
    try:
        loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.line + 1 if mark else 1
    finally:
        loader.dispose()
    return None


def _describe(error: yaml.YAMLError, path: Path, text: str) -> Problem:
    """The reader's complaint in plain words."""
    mark = getattr(error, "problem_mark", None)
    location = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
    what = str(getattr(error, "problem", None) or error).splitlines()[0]
    if "maximum nesting depth" in what:  # libyaml has a limit since 0.2.6, and may reach it first
        return _too_large(location)
    if mark and (trap := explain(text, mark.line + 1, _fails_at)) is not None:
        place = Location(path, trap.line, trap.column)
        return Problem(trap.message, place, trap.hint, code="yaml-trap")
    context = getattr(error, "context", None)
    hint = ""
    line = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
    if "\t" in line[: mark.column + 1] if mark else False:
        hint = "Indent with spaces; YAML takes no tabs."
    elif "mapping values are not allowed" in what:
        hint = "Put text that has a colon and a space in it in quotes."
    elif "cannot start any token" in what:
        hint = "Put text that starts with this character in quotes."
    elif "expected a single document" in (context or "") or "single document" in what:
        hint = "Keep one document a file: take out the line `---`."
    elif "undefined alias" in what:
        hint = "Put text that starts with `*` in quotes."
    elif context and "while parsing a block" in context:
        hint = "Look at the indentation of this line and of the lines above it."
    elif context and "quoted scalar" in context:
        hint = "A quotation mark is opened and not closed, or stands inside the text."
    message = f"This is not YAML: {what}{f' ({context})' if context else ''}."
    return Problem(message, location, hint, code="not-yaml")
