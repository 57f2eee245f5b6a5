"""The script: what is said of every block, and how long a pause follows. A total function over the blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from lessonpress.document.blocks import (
    EVERY_LINE,
    Answer,
    Blank,
    Block,
    Box,
    Choices,
    Contents,
    Document,
    Fields,
    Figure,
    Figures,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Lines,
    PageBreak,
    Paragraph,
    Question,
    Questions,
    Quotation,
    Run,
    Section,
    Table,
    Verse,
    Worth,
)
from lessonpress.document.inlines import split_lines
from lessonpress.document.labels import label_of
from lessonpress.richtext import in_characters
from lessonpress.words import fields, told, words_for
from lessonpress.writers.audio.tables import say_table

# Seconds. Whoever needs longer stops the player; a pause to write says where.
_BRIEF, _SHORT, _USUAL, _LONG = 0.15, 0.3, 0.6, 1.0
_TO_WRITE = 4.0
_POINTS = re.compile(r"/ (\d+)")
# A character that is seen and not said.
_UNSAID = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u061c•↑]")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said without a pause: texts, each with its language (BCP 47) where that isn't the document's; and the
    seconds of the pause after it."""

    pieces: tuple[tuple[str, str | None], ...]
    pause: float = _USUAL

    @property
    def text(self) -> str:
        return " ".join(" ".join(text for text, _ in self.pieces).split())


class Script:
    """Says the blocks of one document, in order; `pages` are those of `Document.pages`."""

    def __init__(self, document: Document, pages: Mapping[str, int]) -> None:
        self.words = words_for(document.language)
        self._pages = pages
        self._said: list[Utterance] = []
        self._question: Question | None = None

    def of(self, blocks: Iterable[Block]) -> tuple[Utterance, ...]:
        """What is said of these blocks."""
        self._said = []
        self.add(blocks)
        return tuple(self._said)

    def add(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.reached(block.id)
            self._block(block)

    def reached(self, name: str) -> None:
        """What has this id comes next: the page of the paper is said that begins with it."""
        if (page := self._pages.get(name)) is not None:
            self.say(told.page(self.words, page), _USUAL)

    def say(self, text: str, pause: float, language: str | None = None) -> None:
        """Says a text of one language."""
        if text := _UNSAID.sub("", text).strip():
            self._said.append(Utterance(((text, language),), pause))

    def say_line(self, content: Sequence[Inline], pause: float = _USUAL) -> None:
        """Says what stands in a line."""
        pieces: list[tuple[str, str | None]] = []
        for part in content:
            match part:
                case Run():
                    text, language = in_characters(part.text, part.script), part.lang
                case Blank():
                    text = told.blank(self.words) if part.answer is None else part.answer
                    text, language = f" {text} ", None
                case LineBreak():
                    text, language = " ", None
            text = _UNSAID.sub("", text)
            if pieces and pieces[-1][1] == language:
                pieces[-1] = (pieces[-1][0] + text, language)
            else:
                pieces.append((text, language))
        spoken = tuple((text.strip(), language) for text, language in pieces if text.strip())
        if spoken:
            self._said.append(Utterance(spoken, pause))

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self.say_line(block.content, _LONG)
            case Paragraph():
                if block.number is not None:
                    self.say(str(block.number), _SHORT)
                self.say_line(block.content)
                self._worth(block.worth)
            case ItemList():
                self._list(block)
            case Questions():
                self._questions(block)
            case Choices():
                self._choices(block)
            case Lines():
                self._lines(block)
            case Answer() | Box() | Quotation() | Section():
                self.add(block.blocks)
            case Verse():
                self._verse(block)
            case Table():
                say_table(block, self)
            case Figure():
                self.say(told.picture(self.words, block.alternative), _USUAL)
                self.say_line(block.caption)
                self.say_line(block.credit)
            case Figures():
                self.add(block.items)
            case Fields():
                self._fields(block)
            case PageBreak():
                pass
            case Contents():
                for entry in block.entries:
                    self.say(entry.text, _SHORT)
            case _:
                assert_never(block)

    def _worth(self, worth: Worth | None) -> None:
        if worth is None:
            return
        found = _POINTS.fullmatch(worth.text)
        said = worth.text
        if found:
            said = self.words.plural("{count} point", "{count} points", int(found[1]))
        self.say(said, _USUAL)

    def _list(self, block: ItemList) -> None:
        for number, item in zip(block.numbers, block.items, strict=True):
            self.reached(item.id)
            if block.ordered:
                self.say(label_of(block, number).rstrip(".)"), _BRIEF)
            self.add(item.blocks)

    def _questions(self, block: Questions) -> None:
        outer = self._question
        for item in block.items:
            self.reached(item.id)
            self.say(str(item.number), _SHORT)
            self.say_line(item.content)
            self._worth(item.worth)
            self._question = item
            self.add(item.blocks)
        self._question = outer

    def _choices(self, block: Choices) -> None:
        for letter, item in zip(block.letters, block.items, strict=True):
            self.reached(item.id)
            if not block.across:
                self.say(letter, _BRIEF)
            self.say_line(item.content)

    def _lines(self, block: Lines) -> None:
        if block.count > 0:
            number = self._question.number if self._question else None
            self.say(fields.answer_space(self.words, number), _TO_WRITE)

    def _verse(self, block: Verse) -> None:
        count = 0
        for stanza in block.stanzas:
            self.reached(stanza.id)
            lines = split_lines(stanza.content)
            for place, line in enumerate(lines, start=1):
                count += 1
                self.say_line(line, _USUAL if place == len(lines) else _SHORT)
                if block.numbered and count % EVERY_LINE == 0:
                    self.say(str(count), _SHORT)

    def _fields(self, block: Fields) -> None:
        for field in block.items:
            self.say(field.label, _BRIEF, field.lang)
            self.say(field.value or told.blank(self.words), _SHORT)
            self.say(field.tail, _SHORT)
