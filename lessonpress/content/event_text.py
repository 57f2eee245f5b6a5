"""Reads an event from plain text. The rules, which docs/events.md tells to people:

- The first line is the title, the next the summary. Longer lines that follow (more than
  LONGEST_FACT characters) belong to the summary too.
- A heading is a line of at most LONGEST_HEADING characters before a paragraph: one that ends in a
  question mark, or one without a mark at its end. Before the first heading the paragraph must be
  longer than a heading can be, because key facts may lack a full stop too.
- The lines between summary and first heading are key facts. All lines after it are paragraphs,
  or list items if they begin with a bullet.
- In a file whose paragraphs are wrapped (no line longer than LONGEST_WRAPPED, and one that goes on
  in small letters on the next), a line of SHORTEST_WRAPPED characters or more goes on too, up to
  the next blank line; but lines that all end like sentences stay apart: they are key facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from lessonpress.content.article import Event, Part, PartKind, Section
from lessonpress.content.source import LINE_END
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.richtext import ProseBlock, ProseKind, RichText, one_line

LONGEST_HEADING = 80
LONGEST_FACT = 200
LONGEST_WRAPPED = 100
SHORTEST_WRAPPED = 50

_BULLET = re.compile(r"[-*•–‣▪]\s+(?=\S)")
_CLOSERS = "\"'”’»)]"
_SENTENCE_MARKS = ".!?…:;,"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    bullet: bool

    @property
    def is_short(self) -> bool:
        return len(self.text) <= LONGEST_HEADING and not self.bullet

    @property
    def asks(self) -> bool:
        return self.text.rstrip(_CLOSERS).endswith("?")

    @property
    def is_unmarked(self) -> bool:
        return not self.text.rstrip(_CLOSERS).endswith(tuple(_SENTENCE_MARKS))


def read(path: Path, text: str) -> Event:
    """The event in `text`, which has at least one word. Raises ProblemError."""
    lines = _lines(text)
    title, rest = lines[0], lines[1:]
    if not rest:
        problem = Problem(
            "This event has a title but no summary.",
            Location(path, title.number, 1),
            "Write the summary on the line after the title.",
            code="no-summary",
        )
        raise ProblemError([problem])
    kinds = _kinds(rest)
    if kinds[0] == "heading":
        problem = Problem(
            "A heading follows the title; the summary is missing.",
            Location(path, rest[0].number, 1),
            "Write the summary on the line after the title.",
            code="no-summary",
        )
        raise ProblemError([problem])
    parts = [Part(title.number, "title", title.text)]
    parts += [Part(line.number, kind, line.text) for line, kind in zip(rest, kinds, strict=True)]
    return Event(
        slug=path.stem,
        path=path,
        title=title.text,
        summary=tuple(RichText.verbatim(part.text) for part in parts if part.kind == "summary"),
        key_facts=tuple(RichText.verbatim(part.text) for part in parts if part.kind == "key fact"),
        sections=_sections(parts),
        reading=tuple(parts),
    )


def _lines(text: str) -> list[_Line]:
    raw = [(number, one_line(line)) for number, line in enumerate(LINE_END.split(text), start=1)]
    lines = []
    for number, line in _unwrapped(raw) if _is_wrapped([line for _, line in raw]) else raw:
        bullet = _BULLET.match(line)
        if line:
            lines.append(_Line(number, line[bullet.end() :] if bullet else line, bool(bullet)))
    return lines


def _is_wrapped(lines: list[str]) -> bool:
    return max(map(len, lines)) <= LONGEST_WRAPPED and any(
        len(line) >= SHORTEST_WRAPPED and following[:1].islower()
        for line, following in pairwise(lines)
    )


def _unwrapped(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """One line a paragraph, with the number of its first line."""
    for blank, group in groupby(lines, key=lambda line: not line[1]):
        paragraphs: list[tuple[int, str]] = []
        last = ""
        block = [] if blank else list(group)
        sentences = all(line.rstrip(_CLOSERS).endswith((".", "!", "?")) for _, line in block)
        for number, line in block:
            goes_on = line[:1].islower() or (len(last) >= SHORTEST_WRAPPED and not sentences)
            if last and goes_on and not _BULLET.match(line):
                paragraphs[-1] = (paragraphs[-1][0], f"{paragraphs[-1][1]} {line}")
            else:
                paragraphs.append((number, line))
            last = line
        yield from paragraphs


def _kinds(lines: list[_Line]) -> list[PartKind]:
    """What each line after the title is."""
    kinds: list[PartKind] = []
    in_sections = facts = False
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if _is_heading(line, following, in_sections):
            in_sections = True
            kinds.append("heading")
        elif in_sections:
            kinds.append("list item" if line.bullet else "paragraph")
        elif index == 0 or not (facts or line.bullet or len(line.text) <= LONGEST_FACT):
            kinds.append("summary")
        else:
            facts = True
            kinds.append("key fact")
    return kinds


def _is_heading(line: _Line, following: _Line | None, in_sections: bool) -> bool:
    if following is None or not line.is_short:
        return False
    if line.asks:
        return not (following.is_short and following.asks)
    if not line.is_unmarked:
        return False
    if in_sections:
        return following.bullet or not (following.is_short and following.is_unmarked)
    return not following.is_short and not following.bullet


def _sections(parts: list[Part]) -> tuple[Section, ...]:
    sections: list[tuple[str, list[ProseBlock]]] = []
    for part in parts:
        if part.kind == "heading":
            sections.append((part.text, []))
        elif part.kind in ("paragraph", "list item"):
            kind: ProseKind = "paragraph" if part.kind == "paragraph" else "bullet"
            sections[-1][1].append(ProseBlock(kind, RichText.verbatim(part.text)))
    return tuple(Section(heading, tuple(blocks)) for heading, blocks in sections)
