"""Reads an event from Markdown with YAML front matter. docs/events.md tells people the form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import Field

from lessonpress.activities.base import Form, rich, riches
from lessonpress.activities.texts import Text, Texts
from lessonpress.content.article import Event, Part, PartKind, Section
from lessonpress.content.easy_titles import empty_easier, is_easy_title
from lessonpress.content.event_doubts import CODE as DOUBT
from lessonpress.content.event_doubts import doubts
from lessonpress.content.footnotes import renumbered
from lessonpress.content.forms import Language
from lessonpress.content.links import check_article, check_spec, locate_address, without_words
from lessonpress.content.pasted import read_pasted_markdown, split_label
from lessonpress.content.source import LINE_END
from lessonpress.content.spec import SpecSource
from lessonpress.content.stray_problems import strays_in_article, strays_in_spec, without_comments
from lessonpress.markdown_prose import parse_with_notes
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.prose import (
    Picture,
    PlacedProse,
    ProseBlock,
    ProseKind,
    Remark,
    credit_line,
    every_block,
    every_text,
    in_words,
)
from lessonpress.richtext import RichText
from lessonpress.validation import validate

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# A line of dashes before what looks like a key; else it is a rule between paragraphs.
_OPENED = re.compile(r"\s*(---)[ \t]*\n\s*[a-z_]+:(?:\s|$)")
_PARTS: dict[ProseKind, PartKind] = {
    "paragraph": "paragraph",
    "bullet": "list item",
    "number": "numbered item",
    "quote": "quotation",
    "attribution": "attribution",
    "verse": "verse",
    "table": "table",
    "subheading": "subheading",
    "figure": "picture",
    "figures": "picture",
}


#: The level of the headings in an easier text that stands below its article.
_EASY_LEVEL = 3
_SEVERAL_FACTS = (
    "This key fact holds more than one text; each is printed as a key fact of its own.",
    "Give it one text, or put a heading (##) before the list.",
)


class ImageForm(Form):
    file: Text = Field(description="The image's path from the event's folder.")
    alternative: Text | None = Field(None, description="What it shows, for who can't see it.")
    caption: Text | None = None
    credit: Text | None = None
    licence: Text | None = None


class EventForm(Form):
    """The front matter of an event."""

    title: Text | None = None
    date: Text | None = None
    place: Text | None = None
    people: Texts = ()
    sources: Texts = ()
    licence: Text | None = None
    language: Language | None = None
    images: tuple[ImageForm, ...] = ()


def read(path: Path, text: str) -> Event:
    """The event in `text`. Raises ProblemError with all that is wrong."""
    return _read(path, text)


def read_easier(path: Path, text: str, event: Event) -> Event:
    """The easier text of an event in a file of its own; it may say neither a title nor a summary. Raises
    ProblemError."""
    return _read(path, text, event)


def _read(path: Path, text: str, easier_than: Event | None = None) -> Event:
    text = whole = LINE_END.sub("\n", text)
    problems: list[Problem] = []
    strays: list[Problem] = []
    match = _FRONT_MATTER.match(text)
    form = EventForm()
    first_line = 1
    if match is None and (opened := _OPENED.match(text)):
        line = text.count("\n", 0, opened.start(1)) + 1
        message = "The front matter begins here and isn't closed."
        hint = "Write a line `---` behind its last line, too."
        place = Location(path, line, 1)
        raise ProblemError([Problem(message, place, hint, code="open-front-matter")])
    if match:
        # Blank lines in the place of what stands before keep the line numbers right.
        yaml = "\n" * text.count("\n", 0, match.start(1)) + match[1]
        form, problems, strays = _front_matter(path, yaml)
        first_line = text.count("\n", 0, match.end()) + 1
        text = text[match.end() :]
    original = text
    text, comments = without_comments(text)
    problems += check_article(path, whole, text, first_line)
    text, dropped = read_pasted_markdown(text)
    strays += strays_in_article(path, text, original, first_line - 1)
    title = None if form.title is None else _line(form.title)
    body = _Body(path, first_line, title, may_lack_title=bool(problems))
    remarks: list[Remark] = []
    blocks, notes = parse_with_notes(text, remarks)
    easy = None
    if easier_than is not None:
        body.take_easier(blocks, easier_than.sections)
    else:
        article, easier = _parted(blocks)
        for placed in article:
            body.add(placed)
        problems += body.problems_at_end()
        if easier:
            easy = _Body(path, first_line, "", level=_EASY_LEVEL)
            easy.take_easier(easier, body.finished)
            problems += easy.problems
            remarks += easy.remarks
    problems += body.problems if easier_than is not None else []
    remarks += body.remarks
    told = [one.problem(Location(path, one.line + first_line - 1, 1)) for one in remarks]
    problems += [one for one in told if one.is_error]
    problems += [stray for stray in strays if stray.is_error]
    images = [
        Picture(
            image.file,
            in_words(image.alternative or ""),
            RichText.from_markdown(image.caption or ""),
            credit=credit_line(image.credit or "", image.licence or ""),
        )
        for image in form.images
    ]
    for picture in (*images, *body.pictures, *(easy.pictures if easy else ())):
        if not picture.alternative and not picture.caption.plain.strip():
            place, _ = locate_address(path, whole, picture.source)
            problems.append(without_words(picture.source, place))
    if problems:
        raise ProblemError(sorted(problems, key=lambda problem: problem.location.line or 0))
    left_out = [Part(line + first_line - 1, "left out", one) for line, one in comments + dropped]
    event = Event(
        slug=path.stem,
        path=path,
        title=body.title or "",
        summary=tuple(body.summary),
        key_facts=tuple(body.key_facts),
        sections=body.finished,
        date=_line(form.date) or None,
        place=_line(form.place) or None,
        people=riches(form.people),
        sources=riches(form.sources),
        licence=rich(form.licence),
        language=form.language,
        images=(*images, *body.images),
        notes=notes,
        reading=tuple(sorted([*body.parts, *left_out], key=lambda part: part.line)),
    )
    if easy is not None:
        event = renumbered(replace(event, easy=_easy_event(path, easy, notes)), notes)
    return replace(event, doubts=(*told, *doubts(event), *strays))


def _parted(blocks: Sequence[PlacedProse]) -> tuple[Sequence[PlacedProse], Sequence[PlacedProse]]:
    """The blocks of the article, and those of the easier text with its heading, which is as high as a section's."""
    for index, placed in enumerate(blocks):
        if index and 0 < placed.level < _EASY_LEVEL and is_easy_title(placed.block.plain):
            return blocks[:index], blocks[index:]
    return blocks, ()


def _easy_event(path: Path, body: _Body, notes: Sequence[RichText]) -> Event:
    """The easier text that stands below the article."""
    event = Event(
        slug=path.stem,
        path=path,
        title="",
        summary=tuple(body.summary),
        key_facts=tuple(body.key_facts),
        sections=body.finished,
        images=tuple(body.images),
        reading=tuple(body.parts),
    )
    return replace(renumbered(event, notes), doubts=tuple(doubts(event)))


def _front_matter(path: Path, yaml: str) -> tuple[EventForm, list[Problem], list[Problem]]:
    """What the front matter says, what is wrong, and what is amiss in its texts. With problems, only
    its title is still of use."""
    title: Any = None
    try:
        source = SpecSource.read(path, yaml)
        file = source.file
        if isinstance(file.data, dict):
            title = file.data.get("title")
        return validate(EventForm, file), list(check_spec(source)), strays_in_spec(source)
    except ProblemError as error:
        return EventForm.model_construct(title=title), list(error.problems), []


def _line(text: str | None) -> str:
    """Text of the front matter that is printed in one look."""
    return str(RichText.from_markdown(text or ""))


class _Body:
    """Sorts the blocks of an article into title, summary, key facts and sections."""

    def __init__(
        self,
        path: Path,
        first_line: int,
        title: str | None,
        *,
        may_lack_title: bool = False,
        level: int = 2,
    ) -> None:
        self.path = path
        self.level = level  # that of the headings of sections
        self.offset = first_line - 1
        self.title = title
        self.title_given = title is not None
        self.may_lack_title = may_lack_title  # it may stand in a front matter that can't be read
        self.summary: list[RichText] = []
        self.key_facts: list[RichText] = []
        self.sections: list[tuple[str, list[ProseBlock]]] = []
        self.images: list[Picture] = []
        self.pictures: list[Picture] = []
        self.in_section = False
        self.parts: list[Part] = []
        self.problems: list[Problem] = []
        self.remarks: list[Remark] = []

    @property
    def finished(self) -> tuple[Section, ...]:
        """The sections as they are read so far."""
        return tuple(Section(heading, tuple(within)) for heading, within in self.sections)

    def take_easier(self, blocks: Sequence[PlacedProse], article: Sequence[Section]) -> None:
        """Sorts an easier text. Without headings it stands in the place of the article, below that one's first."""
        if not blocks:  # a front matter alone
            self.problems.append(empty_easier(self.path, 1))
            return
        first, rest = blocks[0], blocks[1:]
        line = first.line + self.offset
        if self.level == _EASY_LEVEL:
            self.parts.append(Part(line, "easy read", first.block.plain))
            if later := next((one for one in rest if 0 < one.level < _EASY_LEVEL), None):
                self._report(
                    later.line + self.offset,
                    f"The section “{later.block.plain}” stands below the easier text.",
                    f"Move it above “{first.block.plain}” (line {line}), or write it with ### if it belongs to that.",
                    "section-after-easy-read",
                )
        else:
            self.parts.append(Part(line, "easy read", ""))
            if first.level == 1 and not self.title_given:
                self.title = str(first.block.text)
                self._note(line, "title", first.block)
            else:
                rest = blocks
        if not rest:
            self.problems.append(empty_easier(self.path, line))
        if article and not any(0 < one.level <= self.level for one in rest):
            self.in_section = True
            self.sections.append((article[0].heading, []))
        for placed in rest:
            self.add(placed)

    def add(self, placed: PlacedProse) -> None:
        block, line = placed.block, placed.line + self.offset
        marks = "#" * self.level
        self.pictures += [one.picture for one in every_block([block]) if one.picture is not None]
        if self.parts and (label := self._label(placed)) is not None:
            self.in_section = False
            self.parts.append(Part(line, "left out", block.plain[: len(block.plain) - len(label)]))
            if not label:
                return
            start = len(block.plain) - len(label)
            block = replace(block, text=block.text.part(start, len(block.plain)))
        if placed.level == 1 and not self.parts and not self.title_given:
            self.title = str(block.text)
            self._note(line, "title", block)
        elif 0 < placed.level <= self.level:
            self.in_section = True
            heading = str(block.text)
            self.sections.append((heading.rstrip(": ") or heading, []))
            self._note(line, "heading", block)
        elif self.in_section:
            self.sections[-1][1].append(block)
            for one in every_block([block]):
                self._note(one.line + self.offset, _PARTS[one.kind], one)
        elif block.kind in ("figure", "figures"):
            self._take_pictures(block)
        elif block.kind in ("bullet", "number"):
            self._take_texts(block, self.key_facts, "key fact")
            if len(list(every_text([block]))) > 1:
                self.remarks.append(Remark(placed.line, *_SEVERAL_FACTS, DOUBT, error=False))
        elif block.kind == "table":
            self._report(
                line,
                "This table stands before the first heading.",
                f"Put a heading ({marks}) before it.",
                "table-too-early",
            )
        elif block.kind == "subheading":
            self._report(
                line,
                f"The subheading “{block.plain}” stands before the first heading.",
                f"Write it with {marks} to make it a heading.",
                "subheading-too-early",
            )
        elif self.key_facts:
            self._report(
                line,
                "This paragraph stands between the key facts and the first heading.",
                f"Move it above the key facts, or put a heading ({marks}) before it.",
                "paragraph-after-key-facts",
            )
        else:
            self._take_texts(block, self.summary, "summary")

    def _take_texts(self, block: ProseBlock, texts: list[RichText], kind: PartKind) -> None:
        """Each text of the block by itself: no list or quotation stands in an introduction."""
        for one in every_block([block]):
            said = list(every_text([replace(one, inside=())]))
            texts += said
            for text in said:
                self.parts.append(Part(one.line + self.offset, kind, str(text)))
            if one.picture is not None:
                self._take_pictures(one)

    def _take_pictures(self, block: ProseBlock) -> None:
        for one in every_block([block]):
            if one.picture is not None:
                self.images.append(one.picture)
                self._note(one.line + self.offset, "picture", one)

    def _label(self, placed: PlacedProse) -> str | None:
        """What stands behind a label such as `Key facts:`; None where there is none."""
        plain = placed.block.plain
        if placed.block.kind not in ("paragraph", "subheading"):
            return None
        label, rest = split_label(plain)
        if label in (None, "title") or (placed.level == 0 and not rest and self.in_section):
            return None
        if label == "summary" and (self.sections or self.summary):
            return None
        if rest and (self.in_section or placed.level or label != "summary"):
            return None
        return rest

    def problems_at_end(self) -> list[Problem]:
        if not (self.title or self.may_lack_title):
            self._report(
                1 + self.offset,
                "This event has no title.",
                "Begin it with a line such as “# The Title”, or write title: in the front matter.",
                "no-title",
            )
        if not self.summary:
            line = next((part.line for part in self.parts if part.kind != "title"), 1 + self.offset)
            self._report(
                line,
                "This event has no summary.",
                "Write a paragraph between the title and the key facts.",
                "no-summary",
            )
        return self.problems

    def _note(self, line: int, kind: PartKind, block: ProseBlock) -> None:
        """Notes what the block itself says; an item that begins with a list says nothing itself."""
        text = block.picture.alternative if block.picture else str(block.text)
        if block.grid is not None and not text:
            text = " | ".join(str(cell) for cell in block.grid.head or block.grid.rows[0])
        if text or block.picture:
            self.parts.append(Part(line, kind, text))

    def _report(self, line: int, message: str, hint: str, code: str) -> None:
        self.problems.append(Problem(message, Location(self.path, line, 1), hint, code=code))
