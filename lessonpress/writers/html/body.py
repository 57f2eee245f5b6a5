"""The body: every block as the HTML element that says what it is. A total function over the blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from lxml import etree

from lessonpress.document.blocks import (
    EVERY_LINE,
    Answer,
    Block,
    Box,
    Choices,
    Contents,
    Document,
    Edition,
    Fields,
    Figure,
    Figures,
    Heading,
    ItemList,
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
from lessonpress.document.counted import LineNumbers, with_numbers
from lessonpress.document.inlines import plain_text, split_lines
from lessonpress.document.labels import label_of
from lessonpress.layout.drawings import is_drawing
from lessonpress.layout.pictures import NATURAL_RESOLUTION, letters_of, printable, printed_size
from lessonpress.layout.pointers import with_pointers
from lessonpress.layout.theme import Theme
from lessonpress.words import fields, words_for
from lessonpress.writers.html.elements import add_text, data_address, element
from lessonpress.writers.html.inlines import Inlines
from lessonpress.writers.html.places import Places, Typed
from lessonpress.writers.html.tables import add_table

_LOWEST = 6  # of HTML's headings


class Body:
    """Puts the blocks of one document into an element. `places` makes what is filled in; `address` takes a
    picture's file (PNG or JPEG) and tells where it is found; `lines` are those that are numbered."""

    def __init__(
        self,
        document: Document,
        theme: Theme,
        places: Places | None = None,
        address: Callable[[bytes], str] = data_address,
        lines: LineNumbers | None = None,
    ) -> None:
        self._words = words_for(document.language)
        self._places = places or Typed()
        self._inlines = Inlines(self._words, self._places, theme.small)
        self._address = address
        self._lines_of = lines or {}
        self._theme = theme
        self._student = document.edition is Edition.STUDENT
        self._question: Question | None = None

    def add(self, blocks: Iterable[Block], target: etree._Element) -> None:
        for block in blocks:
            self._block(block, target)

    def _block(self, block: Block, target: etree._Element) -> None:
        match block:
            case Heading():
                made = element(f"h{min(block.level, _LOWEST)}", target, id=block.id)
                self._inlines.add(block.content, made)
            case Paragraph():
                self._paragraph(block, target)
            case ItemList():
                self._list(block, target)
            case Questions():
                self._questions(block, target)
            case Choices():
                self._choices(block, target)
            case Lines():
                self._lines(block, target)
            case Answer():
                self.add(block.blocks, element("div", target, id=block.id, class_="key"))
            case Box():
                self.add(
                    block.blocks, element("div", target, id=block.id, class_=f"box {block.style}")
                )
            case Quotation():
                self.add(block.blocks, element("blockquote", target, id=block.id))
            case Verse():
                self._verse(block, target)
            case Table():
                places = self._places if self._student else None
                add_table(block, target, self._inlines, self, self._words, places)
            case Figure():
                self._figure(block, target)
            case Figures():
                self.add(block.items, element("div", target, id=block.id, class_="side-by-side"))
            case Fields():
                self._fields(block, target)
            case PageBreak():
                element("div", target, id=block.id, class_="page-break")
            case Section():
                self.add(block.blocks, element("section", target, id=block.id))
            case Contents():
                self._contents(block, target)
            case _:
                assert_never(block)

    def _paragraph(self, block: Paragraph, target: etree._Element) -> None:
        style = "" if block.style == "body" else block.style
        look = f"{style} counted".strip() if block.counted else style
        made = element("p", target, id=block.id, class_=look or None)
        if block.number is not None:
            element("span", made, str(block.number), class_="number")
            add_text(made, " ")
        for part in with_numbers(block.content, self._lines_of.get(block.id, ())):
            if isinstance(part, int):  # read aloud, it would stand in the midst of a sentence
                element("span", made, str(part), class_="line-number", aria_hidden="true")
            else:
                self._inlines.add((part,), made)
        if block.worth is not None:
            self._worth(block.worth, made, block.id, None)

    def _worth(
        self, worth: Worth, target: etree._Element, owner: str, question: int | None
    ) -> None:
        add_text(target, " ")
        made = element("span", target, class_="worth")
        if worth.to_mark:
            name = fields.points(self._words, question)
            self._places.word(made, f"{owner}_points", name, size=3, most=5)
            add_text(made, " ")
        add_text(made, worth.text)

    def _verse(self, block: Verse, target: etree._Element) -> None:
        outer = element("div", target, id=block.id, class_="poem")
        count = 0
        for stanza in block.stanzas:
            made = element("p", outer, id=stanza.id, class_="verse")
            for line in split_lines(stanza.content):
                count += 1
                one = element("span", made, class_="line")
                self._inlines.add(line, one)
                if block.numbered and count % EVERY_LINE == 0:
                    add_text(one, " ")
                    element("span", one, str(count), class_="number")
                add_text(made, "\n")

    def _list(self, block: ItemList, target: etree._Element) -> None:
        numbers = block.numbers
        made = element(
            "ol" if block.ordered else "ul",
            target,
            id=block.id,
            type=None if block.alphabet else block.letters,
            class_="lettered" if block.letters else None,
            start=str(numbers[0]) if block.ordered and numbers and numbers[0] != 1 else None,
        )
        for number, item in zip(numbers, block.items, strict=True):
            value = None if item.number is None or not block.ordered else str(item.number)
            mark = label_of(block, number) if block.alphabet else ""
            entry = element("li", made, id=item.id, value=value, style=_labelled(mark))
            if self._student and block.marks in ("boxes", "dots-after"):
                label = fields.answer_space(self._words, number)
                self._places.word(entry, item.id, label, size=2, most=2)
                add_text(entry, " ")
            first = item.blocks[0] if item.blocks else None
            if isinstance(first, Paragraph) and first.style == "body":
                inner = entry if len(item.blocks) == 1 else element("p", entry, id=first.id)
                self._inlines.add(first.content, inner)
                self.add(item.blocks[1:], entry)
            else:
                self.add(item.blocks, entry)

    # --- what students fill in -------------------------------------------------------------------

    def _questions(self, block: Questions, target: etree._Element) -> None:
        made = element("ol", target, id=block.id, class_="questions")
        outer = self._question
        for place, item in enumerate(block.items, 1):
            value = str(item.number) if item.number != place else None
            entry = element("li", made, id=item.id, value=value)
            prompt = element("p", entry, id=f"{item.id}_ask", class_="prompt")
            self._inlines.add(item.content, prompt)
            if item.worth is not None:
                self._worth(item.worth, prompt, item.id, item.number)
            self._question = item
            self.add(item.blocks, entry)
        self._question = outer

    def _choices(self, block: Choices, target: etree._Element) -> None:
        """Buttons or boxes that the question names; in the key a list, in which the right one says so."""
        asked = f"{self._question.id}_ask" if self._question else None
        made = element(
            "ol" if not block.across else "ul",
            target,
            id=block.id,
            type=None if block.across or block.alphabet else "A",
            class_="choices across" if block.across else "choices",
        )
        if self._student:
            self._places.choices(block, made, asked)
        for letter, item in zip(block.letters, block.items, strict=True):
            mark = f"{letter}." if block.alphabet else ""
            entry = element("li", made, id=item.id, style=_labelled(mark))
            if item.number is not None and not block.across:
                entry.set("value", str(item.number))
            if item.correct is not None:
                self._inlines.add(item.content, element("strong", entry) if item.correct else entry)
                continue
            inner, spaced = self._places.choice(block, entry, item.id)
            if spaced:
                add_text(inner, " ")
            self._inlines.add(item.content, inner)

    def _lines(self, block: Lines, target: etree._Element) -> None:
        if block.count < 1:
            return
        number = self._question.number if self._question else None
        name = fields.answer_space(self._words, number)
        self._places.room(target, block.id, name, block.count, look=block.look, identity=block.id)

    def _fields(self, block: Fields, target: etree._Element) -> None:
        made = element("div", target, id=block.id, class_="fields")
        for place, field in enumerate(block.items, 1):
            style = f"flex-grow: {round(field.share * 100)}"
            label = element(self._places.label, made, lang=field.lang, style=style)
            if field.above:
                both = element("span", label)
                self._inlines.add((Run(field.above, lang=field.above_lang, small=True),), both)
                element("br", both)
                add_text(both, field.label)
            else:
                element("span", label, field.label)
            add_text(label, " ")
            if field.value:
                element("b", label, field.value, class_="filled")
            else:
                self._places.word(label, f"{block.id}_{place}", None)
            if field.tail:
                add_text(label, " ")
                element("span", label, field.tail)

    # --- pictures, packets -----------------------------------------------------------------------

    def _figure(self, block: Figure, target: etree._Element) -> None:
        share = f"max-width: {round(block.share * 100, 1):g}%" if block.share else None
        made = element("figure", target, id=block.id, class_=block.beside, style=share)
        data, width = self._picture(block)
        element("img", made, src=self._address(data), alt=block.alternative, width=width)
        if block.credit:
            below = element("figcaption", made)
            if block.caption:
                self._inlines.add(block.caption, element("div", below))
            self._inlines.add(block.credit, element("div", below, class_="credit"))
        elif block.caption:
            self._inlines.add(block.caption, element("figcaption", made))

    def _picture(self, block: Figure) -> tuple[bytes, str | None]:
        """A file that browsers show as it is printed, and its width in CSS pixels where that isn't its own."""
        if not (block.pointers or is_drawing(block.data)):
            return block.data, None
        paper, letters = self._theme.paper, letters_of(self._theme)
        size = printed_size(block.data, paper.measure, paper.depth, block.share)
        width = str(round(size.width * NATURAL_RESOLUTION / 72))
        if not block.pointers:
            return printable(block.data, size, letters), width
        letter = self._theme.styles["caption"].size
        return with_pointers(block.data, size, letters, block.pointers, letter), width

    def _contents(self, block: Contents, target: etree._Element) -> None:
        made = element("ul", element("nav", target, id=block.id), class_="contents")
        for entry in block.entries:
            item = element("li", made, class_=f"level-{entry.level}")
            element("a", item, entry.text, href=f"#{entry.target}")


def title_of(document: Document) -> str:
    """What the document's first heading says, or else its title."""
    for block in document.blocks:
        if isinstance(block, Heading):
            return plain_text(block.content)
    return document.title


def _labelled(label: str) -> str | None:
    """The style of an item with a label of its own: browsers count hardly any alphabet as its schools do."""
    return f'list-style-type: "{label} "' if label else None
