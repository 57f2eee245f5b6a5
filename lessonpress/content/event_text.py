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
- A line in capitals, one that begins with `##`, and up to MOST_WORDS_BEFORE_COLON words with a colon
  are headings, too. A short line that goes on other short ones is verse, no heading.
- Labels (`KEY FACTS`) say what the lines below them are. They, marks of references and page
  furniture are left out (see pasted).
- A line such as `Easy read` begins the easier text, which goes on to the end of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

from lessonpress.content.article import Event, Part, PartKind, Section
from lessonpress.content.easy_titles import empty_easier, is_easy_title
from lessonpress.content.event_doubts import doubts
from lessonpress.content.pasted import Label, PastedLine, read_pasted
from lessonpress.content.source import LINE_END
from lessonpress.content.stray_problems import strays_in_plain_text
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.prose import ProseBlock, ProseKind
from lessonpress.richtext import RichText, one_line

LONGEST_HEADING = 80
LONGEST_FACT = 200
LONGEST_WRAPPED = 100
SHORTEST_WRAPPED = 50
MOST_WORDS_BEFORE_COLON = 4

_CLOSERS = "\"'”’»)]」』）》〉"
_OPENERS = "\"'“”„‚‘«»‹›"
# As scripts have them: full-width ones, dandas, the Arabic question mark, the stops of Urdu, Armenian,
# Ethiopic, Khmer and Burmese.
_QUESTION_MARKS = ("?", "？", "؟", "՞")
_STOPS = (".", "!", "。", "．", "！", "।", "॥", "۔", "։", "።", "។", "။", *_QUESTION_MARKS)
_SENTENCE_MARKS = (*_STOPS, "…", ":", ";", ",", "：", "；", "，", "、", "؛", "،")


@dataclass(frozen=True, slots=True)
class _Line:
    """`close` is whether it follows the line above without a blank one between them."""

    number: int
    text: str
    bullet: bool = False
    marked: bool = False
    label: Label | None = None
    label_text: str = ""
    close: bool = False

    @property
    def is_short(self) -> bool:
        return len(self.text) <= LONGEST_HEADING and not self.bullet

    @property
    def asks(self) -> bool:
        return self.text.rstrip(_CLOSERS).endswith(_QUESTION_MARKS)

    @property
    def is_unmarked(self) -> bool:
        return not self.text.rstrip(_CLOSERS).endswith(_SENTENCE_MARKS)

    @property
    def is_sentence(self) -> bool:
        return self.text.rstrip(_CLOSERS).endswith((*_STOPS, "…"))

    @property
    def is_capitals(self) -> bool:
        """A heading in capitals, with a colon or without a mark."""
        letters = [one for one in self.text if one.isalpha()]
        unmarked = self.is_unmarked or self.text.endswith(":")
        return len(letters) >= 4 and unmarked and all(map(_is_capital, letters))

    @property
    def names_with_colon(self) -> bool:
        """`Background:`, not a sentence that leads in to what follows."""
        words = self.text.split()
        return (
            self.text.endswith(":")
            and len(words) <= MOST_WORDS_BEFORE_COLON
            and self.text[:1].isupper()
        )


def _is_capital(letter: str) -> bool:
    return letter.upper() == letter != letter.lower()


def read(path: Path, text: str) -> Event:
    """The event in `text`, which has at least one word. Raises ProblemError."""
    raw_lines = LINE_END.split(text)
    at = _easy_line(raw_lines)
    event = _read(path, raw_lines if at is None else raw_lines[: at - 1])
    if at is None:
        return event
    # Blank lines in the place of what stands before keep the line numbers right.
    return replace(event, easy=_easier(path, [*[""] * at, *raw_lines[at:]], event, begins=at))


def read_easier(path: Path, text: str, event: Event) -> Event:
    """The easier text of an event in a file of its own, which has at least one word: its title stands in the
    first line; it may say neither a summary nor key facts. Raises ProblemError."""
    return _easier(path, LINE_END.split(text), event)


def _easy_line(lines: Sequence[str]) -> int | None:
    """The number of the line that the easier text begins with."""
    said = 0
    for number, line in enumerate(lines, start=1):
        if said > 1 and is_easy_title(line):
            return number
        said += bool(line.strip())
    return None


def _read(path: Path, raw_lines: Sequence[str]) -> Event:
    pasted = read_pasted(raw_lines)
    left_out = [Part(line.number, "left out", one) for line in pasted for one in line.dropped]
    lines = _lines(pasted)
    while lines and not lines[0].text:  # a label alone
        lines = lines[1:]
    if not lines:
        raise _lacks_summary(path, 1, "Nothing but labels stands in this event.")
    title, rest = lines[0], lines[1:]
    if not any(line.text for line in rest):
        raise _lacks_summary(path, title.number, "This event has a title but no summary.")
    kinds = _kinds(rest)
    if "summary" not in kinds:
        first = next(line for line, kind in zip(rest, kinds, strict=True) if kind is not None)
        what = "heading" if "heading" in kinds[:1] else "list of key facts"
        raise _lacks_summary(
            path, first.number, f"A {what} follows the title; the summary is missing."
        )
    parts = [Part(title.number, "title", title.text), *_parts(rest, kinds, left_out)]
    return _event(path, title.text, parts, left_out, raw_lines)


def _easier(path: Path, raw_lines: Sequence[str], event: Event, begins: int | None = None) -> Event:
    """The easier text in these lines, below the line at which it `begins`, or with a title of its own."""
    pasted = read_pasted(raw_lines)
    left_out = [Part(line.number, "left out", one) for line in pasted for one in line.dropped]
    lines = [line for line in _lines(pasted) if line.text or line.label]
    title = None if begins else next((line for line in lines if line.text), None)
    rest = [line for line in lines if line is not title]
    if not any(line.text for line in rest):
        raise ProblemError([empty_easier(path, begins or 1)])
    kinds = _kinds(rest)
    parts = [Part(begins or 1, "easy read", "")]
    if title is not None:
        parts.append(Part(title.number, "title", title.text))
    heading = ""
    if "heading" not in kinds and event.sections:  # all of it stands in the place of the article
        heading = event.sections[0].heading
        kinds = [
            kind if kind in (None, "key fact") and _labelled(rest) else "list item" if line.bullet else "paragraph"
            for line, kind in zip(rest, kinds, strict=True)
        ]  # fmt: skip
    parts += _parts(rest, kinds, left_out)
    said = "" if title is None else title.text
    return _event(path, said, parts, left_out, raw_lines, heading)


def _labelled(lines: Sequence[_Line]) -> bool:
    return any(line.label == "key facts" for line in lines)


def _parts(
    lines: Sequence[_Line], kinds: Sequence[PartKind | None], left_out: list[Part]
) -> Iterator[Part]:
    """What the lines are; a label that turns out to be a heading is left out no longer."""
    for line, kind in zip(lines, kinds, strict=True):
        if kind is not None:
            if not line.text:
                left_out.remove(Part(line.number, "left out", line.label_text))
            text = line.text or line.label_text
            shown = text.rstrip(": ") if kind == "heading" else text
            yield Part(line.number, kind, shown or text)


def _event(
    path: Path,
    title: str,
    parts: Sequence[Part],
    left_out: Sequence[Part],
    raw_lines: Sequence[str],
    heading: str = "",
) -> Event:
    event = Event(
        slug=path.stem,
        path=path,
        title=title,
        summary=tuple(RichText.verbatim(part.text) for part in parts if part.kind == "summary"),
        key_facts=tuple(RichText.verbatim(part.text) for part in parts if part.kind == "key fact"),
        sections=_sections(parts, heading),
        reading=tuple(sorted([*parts, *left_out], key=lambda part: part.line)),
    )
    return replace(event, doubts=(*doubts(event), *strays_in_plain_text(path, parts, raw_lines)))


def _lacks_summary(path: Path, line: int, message: str) -> ProblemError:
    hint = "Write the summary on the line after the title."
    return ProblemError([Problem(message, Location(path, line, 1), hint, code="no-summary")])


def _lines(pasted: list[PastedLine]) -> list[_Line]:
    raw: list[_Line] = []
    close = False
    for line in pasted:
        text = one_line(line.text)
        raw.append(
            _Line(line.number, text, line.bullet, line.heading, line.label, line.label_text, close)
        )
        close = bool(text)
    if _is_wrapped([line.text for line in raw]):
        raw = list(_unwrapped(raw))
    return [line for line in raw if line.text or line.label]


def _is_wrapped(lines: list[str]) -> bool:
    return max(map(len, lines)) <= LONGEST_WRAPPED and any(
        len(line) >= SHORTEST_WRAPPED and following[:1].islower()
        for line, following in pairwise(lines)
    )


def _unwrapped(lines: list[_Line]) -> Iterator[_Line]:
    """One line a paragraph, with the number of its first line."""
    for blank, group in groupby(lines, key=lambda line: not (line.text or line.label)):
        paragraphs: list[_Line] = []
        last = ""
        block = [] if blank else list(group)
        sentences = all(line.text.rstrip(_CLOSERS).endswith(_STOPS) for line in block)
        for line in block:
            goes_on = line.text[:1].islower() or (len(last) >= SHORTEST_WRAPPED and not sentences)
            if last and goes_on and not (line.bullet or line.marked or line.label):
                before = paragraphs[-1]
                paragraphs[-1] = replace(before, text=f"{before.text} {line.text}")
            else:
                paragraphs.append(line)
            last = "" if line.marked else line.text
        yield from paragraphs


def _kinds(lines: list[_Line]) -> list[PartKind | None]:
    """What each line after the title is; None for a label that stands alone."""
    kinds: list[PartKind | None] = []
    labels = {line.label for line in lines}
    said: Label | None = None
    in_sections = facts = summed_up = False
    for index, line in enumerate(lines):
        if line.label is not None and not (in_sections and line.label == "summary"):
            said, in_sections = line.label, False
            facts = facts or said == "key facts"
        following = _next_text(lines, index + 1)
        if not line.text:  # after an article, `Summary` is a section of it
            own = in_sections and line.label == "summary"
            kinds.append("heading" if own else None)
        elif line.label is None and _is_heading(
            line, following, lines[max(index - 3, 0) : index], in_sections, first=index == 0
        ):
            in_sections = True
            kinds.append("heading")
        elif in_sections:
            kinds.append("list item" if line.bullet else "paragraph")
        elif facts or line.bullet:
            facts = True
            kinds.append("key fact")
        elif (
            not summed_up
            or len(line.text) > LONGEST_FACT
            or (said == "summary" and "key facts" in labels)
        ):
            summed_up = True
            kinds.append("summary")
        else:
            facts = True
            kinds.append("key fact")
    return kinds


def _next_text(lines: list[_Line], index: int) -> _Line | None:
    while index < len(lines) and not lines[index].text:  # labels that stand alone
        index += 1
    return lines[index] if index < len(lines) else None


def _is_heading(
    line: _Line, following: _Line | None, before: list[_Line], in_sections: bool, *, first: bool
) -> bool:
    if line.marked:
        return True
    if following is None or not line.is_short or following.marked or following.label:
        return False
    if line.asks:
        return not (following.is_short and following.asks)
    if line.is_capitals and not first:
        return not following.is_capitals
    if line.names_with_colon:
        return not (
            first
            or following.bullet
            or following.names_with_colon
            or following.text.startswith(tuple(_OPENERS))
            or (following.is_short and following.is_unmarked)
        )
    if not line.is_unmarked or _goes_on_a_verse(line, before, in_sections):
        return False
    if in_sections:
        return following.bullet or not (following.is_short and not following.is_sentence)
    return not following.is_short and not following.bullet


def _goes_on_a_verse(line: _Line, before: list[_Line], in_sections: bool) -> bool:
    """Whether the lines right above are short, too, and don't end like sentences."""
    run = 0
    while line.close and before and before[-1].is_short:
        line, before = before[-1], before[:-1]
        if line.text.rstrip(_CLOSERS).endswith((*_STOPS, ":")):
            break
        run += 1
        if line.text.endswith((",", ";", "—", "–")) or (in_sections and run == 2):
            return True
    return False


def _sections(parts: Sequence[Part], heading: str = "") -> tuple[Section, ...]:
    """The sections; `heading` is that of what stands before the first one."""
    sections: list[tuple[str, list[ProseBlock]]] = [(heading, [])] if heading else []
    for part in parts:
        if part.kind == "heading":
            sections.append((part.text, []))
        elif part.kind in ("paragraph", "list item"):
            kind: ProseKind = "paragraph" if part.kind == "paragraph" else "bullet"
            sections[-1][1].append(ProseBlock(kind, RichText.verbatim(part.text)))
    return tuple(Section(heading, tuple(blocks)) for heading, blocks in sections)
