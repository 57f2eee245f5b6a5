"""Markdown -> prose: the parser's tokens become blocks, and remarks on what can't be meant. Ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from lessonpress.lettered import Letters, number_letters
from lessonpress.markdown_blocks import NUMBERED, STRAY, VERSE
from lessonpress.markdown_quotations import split_attribution
from lessonpress.prose import (
    Align,
    Grid,
    Picture,
    PlacedProse,
    ProseBlock,
    ProseKind,
    Remark,
    credit_line,
)
from lessonpress.richtext import RichText, alternative_of, one_line, path_of

if TYPE_CHECKING:
    from markdown_it.token import Token

#: By what warnings of a reading that is rarely meant are accepted.
DOUBTFUL = "doubtful-reading"
#: How deep lists and quotations may stand in each other: there is room for no more on a small page.
MOST_LEVELS = 6
# A lone number above it that begins a paragraph is a year or the like, as are those of a list.
_LARGEST_NUMBER = 99
# A paragraph of which each line ends in a break is verse from so many lines on, if none is longer.
_FEWEST_LINES, _LONGEST_LINE = 3, 80
_CAPTION = re.compile(
    r"(?:(?:table|tabulka|tabuľka|tabelle|tableau|tabla)?:[ \t]+)(?=\S)", re.IGNORECASE
)
SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")


def parse_prose(text: str, remarks: list[Remark] | None = None) -> tuple[ProseBlock, ...]:
    """Several paragraphs, lists, quotations, verse, tables, headings and pictures in Markdown.

    What is wrong with them is added to `remarks`.
    """
    return tuple(placed.block for placed in parse_placed_prose(text, remarks))


def parse_placed_prose(text: str, remarks: list[Remark] | None = None) -> tuple[PlacedProse, ...]:
    """Like `parse_prose`, with the line and the heading level of every block.

    A numbered list counts up from any number up to 99 (or has 1 at each item, as Markdown allows). Else
    its numbers are text, so that `1968. A year of hope` is a paragraph, and so is a lone
    `5. května`, unless it carries on from the list before. Letters, a) b) …, count as well.
    """
    from lessonpress.markdown import reader

    text, lettered = number_letters(text)
    reading = _Reading([] if remarks is None else remarks, lettered)
    return tuple(reading.blocks(reader().parse(text)))


def parse_with_notes(
    text: str, remarks: list[Remark] | None = None
) -> tuple[tuple[PlacedProse, ...], tuple[RichText, ...]]:
    """Like `parse_placed_prose`, for prose with footnotes: also the text of each, in the order of
    their marks. A mark whose text is missing says nothing."""
    from lessonpress.markdown import NOTES, reader

    text, lettered = number_letters(text)
    tokens = reader().parse(text, {NOTES: True})
    texts: dict[str, Sequence[Token]] = {}
    body: list[Token] = []
    for token in tokens:
        if token.type == "inline" and "note" in token.meta:
            texts.setdefault(token.meta["note"], token.children or ())
        elif token.type != "note":
            body.append(token)
    notes: list[Sequence[Token]] = []
    numbers: dict[str, int] = {}
    marks = list(_note_marks(body))
    for mark in marks:  # it grows: a note may have notes
        label = mark.meta.get("label")
        if label is None or (label in texts and label not in numbers):
            content = (mark.children or ()) if label is None else texts[label]
            notes.append(content)
            marks += _note_marks(content)
            mark.meta["number"] = len(notes)
            numbers |= {} if label is None else {label: len(notes)}
        elif label in numbers:
            mark.meta["number"] = numbers[label]
    blocks = _Reading([] if remarks is None else remarks, lettered).blocks(body)
    return tuple(blocks), tuple(RichText.from_tokens(content) for content in notes)


def _note_marks(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "note_mark":
            yield token
        else:
            yield from _note_marks(token.children or ())


class _Reading:
    """Makes blocks of the parser's tokens; `depth` counts the lists and quotations around."""

    def __init__(self, remarks: list[Remark], lettered: Mapping[int, Letters]) -> None:
        self._remarks = remarks
        self._lettered = lettered  # the lines (from 0) at which lettered lists begin

    def blocks(self, tokens: Sequence[Token], depth: int = 0) -> list[PlacedProse]:
        placed: list[PlacedProse] = []
        last = 0  # the number of the last item before
        index = 0
        while index < len(tokens):
            token, stop = tokens[index], _end(tokens, index)
            inside = tokens[index + 1 : stop]
            line = (token.map[0] if token.map else 0) + 1
            match token.type:
                case "paragraph_open":
                    blocks = self._paragraph(inside[0], line)
                    placed += [PlacedProse(line, block) for block in blocks]
                case "heading_open":
                    text = RichText.from_tokens(
                        _words_alone(inside[0])
                    )  # a picture is told of before
                    level = int(token.tag[1])
                    kind: ProseKind = "paragraph" if depth else "subheading"
                    if depth:  # no outline leads into an item or a quotation
                        text, level = _strong(text), 0
                    if text or inside[0].content:
                        placed.append(PlacedProse(line, ProseBlock(kind, text, line=line), level))
                    last = 0
                case "bullet_list_open":
                    for item, at in _items(inside):
                        block = self._container("bullet", item, depth, at)
                        placed.append(PlacedProse(at, block))
                case "ordered_list_open":
                    following = _next_number(tokens, stop + 1)
                    letters = self._lettered.get(line - 1)
                    blocks, last = self._numbered(inside, depth, last, following, letters)
                    placed += [PlacedProse(block.line, block) for block in blocks]
                case "blockquote_open":
                    placed += [
                        PlacedProse(line, block) for block in self._quote(inside, depth, line)
                    ]
                case "table_open":
                    table = self._table(inside, line)
                    placed += [PlacedProse(line, table)] if table else []
            index = stop + 1
        return _number_verse(_captioned(placed))

    def _inner(self, tokens: Sequence[Token], depth: int, line: int) -> tuple[ProseBlock, ...]:
        if depth + 1 == MOST_LEVELS + 1:
            message = f"Lists and quotations stand in each other more than {MOST_LEVELS} deep here."
            hint = "There is no room for that on a page: take out a level."
            self._remarks.append(Remark(line, message, hint, "nested-too-deep"))
        return tuple(placed.block for placed in self.blocks(tokens, depth + 1))

    # --- lists -----------------------------------------------------------------------------------

    def _container(
        self, kind: ProseKind, tokens: Sequence[Token], depth: int, line: int
    ) -> ProseBlock:
        """An item or a quotation: its first paragraph, and what follows inside."""
        blocks = self._inner(tokens, depth, line)
        if blocks and blocks[0].kind == "paragraph":
            return ProseBlock(kind, blocks[0].text, inside=blocks[1:], line=line)
        return ProseBlock(kind, RichText(), inside=blocks, line=line)

    def _numbered(
        self,
        tokens: Sequence[Token],
        depth: int,
        last: int,
        following: int,
        letters: Letters | None,
    ) -> tuple[list[ProseBlock], int]:
        """The items of a list, or paragraphs with their numbers; and the last of the numbers. `last`
        and `following` are those of the lists before and after."""
        items = list(_items(tokens))
        opened = [token for token in tokens if token.type == "list_item_open"]
        level = min((token.level for token in opened), default=0)
        marks = [token for token in opened if token.level == level]
        made = [self._container("number", item, depth, at) for item, at in items]
        numbers = [int(mark.info) for mark in marks]
        if set(numbers) == {1}:
            numbers = list(range(1, len(numbers) + 1))
        if letters is not None or _counts(numbers, made, last, following):
            blocks = [
                replace(block, number=number, letters=letters)
                for block, number in zip(made, numbers, strict=True)
            ]
            return blocks, numbers[-1]
        blocks = []
        for mark, block in zip(marks, made, strict=True):
            marker = RichText.verbatim(f"{mark.info}{mark.markup} ")
            text = RichText((*marker.spans, *block.text.spans))
            blocks.append(ProseBlock("paragraph", text, line=block.line))
            blocks += block.inside
        return blocks, 0

    # --- quotations --------------------------------------------------------------------------------

    def _quote(self, tokens: Sequence[Token], depth: int, line: int) -> list[ProseBlock]:
        kept, source = split_attribution(tokens)
        quote = self._container("quote", kept, depth, line)
        if not quote.text and not quote.inside:
            return []
        inside = quote.inside if source is None else (*quote.inside, source)
        return [replace(quote, inside=inside)]

    # --- tables ------------------------------------------------------------------------------------

    def _table(self, tokens: Sequence[Token], line: int) -> ProseBlock | None:
        rows: list[tuple[RichText, ...]] = []
        aligns: list[Align] = []
        for index, token in enumerate(tokens):
            if token.type != "tr_open":
                continue
            stop = _end(tokens, index)
            cells = [one for one in tokens[index:stop] if one.type == "inline"]
            if not rows:
                opened = [one for one in tokens[index:stop] if one.type == "th_open"]
                aligns = [_align(one) for one in opened]
            at = (token.map[0] if token.map else 0) + 1
            texts = [self._cell(cell, at) for cell in cells]
            texts[-1] = self._whole_row(token, texts[-1], len(texts), at)
            rows.append(tuple(texts))
        head, *others = rows
        if not any(head) or not others:
            head, others = (), [row for row in rows if any(row)]
        if not others:
            return None
        return ProseBlock(
            "table", RichText(), grid=Grid(head, tuple(others), tuple(aligns)), line=line
        )

    def _whole_row(self, row: Token, last: RichText, columns: int, line: int) -> RichText:
        """The last cell of a row, with what has no column of its own; told if there is any."""
        written: list[str] = row.meta.get("cells", [])
        if len(written) == columns:
            return last
        more = len(written) > columns
        message = f"This row has {len(written)} cells, and the head of its table {columns}."
        hint = (
            "Add a column to the head, or write `\\|` for a bar that is no border."
            if more
            else "Add a `|` for each cell that is empty."
        )
        code = "ragged-table" if more else DOUBTFUL
        self._remarks.append(Remark(line, message, hint, code, error=more))
        beyond = " ".join(written[columns:])
        return RichText.verbatim(f"{last.plain} {beyond}".strip()) if beyond.strip() else last

    # --- paragraphs and pictures -------------------------------------------------------------------

    def _paragraph(self, token: Token, line: int) -> list[ProseBlock]:
        children = token.children or []
        if STRAY in token.meta:
            message, hint = token.meta[STRAY]
            self._remarks.append(Remark(line, message, hint, DOUBTFUL, error=False))
        verse = VERSE in token.meta or _is_verse(children)
        kind: ProseKind = "verse" if verse else "paragraph"
        if any(child.type == "image" for child in children):
            return list(_split_at_pictures(children, line, kind))
        text = RichText.from_tokens(children)
        number = 1 if NUMBERED in token.meta else None
        return [ProseBlock(kind, text, number=number, line=line)] if text else []

    def _cell(self, token: Token, line: int) -> RichText:
        if any(child.type == "image" for child in token.children or ()):
            message = "A picture can't stand in a table's cell."
            hint = "Put it in a paragraph of its own, above or below."
            self._remarks.append(Remark(line, message, hint, "misplaced-picture"))
        return RichText.from_tokens(_words_alone(token))


def _words_alone(token: Token) -> list[Token]:
    """What a paragraph says, with the words of pictures in their place."""
    return [
        child.copy(type="text", content=alternative_of(child)) if child.type == "image" else child
        for child in token.children or ()
    ]


def _end(tokens: Sequence[Token], start: int) -> int:
    """Where what is opened at `start` is closed."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens) - 1


def _items(tokens: Sequence[Token]) -> Iterator[tuple[Sequence[Token], int]]:
    """The tokens inside each item of a list, and the item's line."""
    index = 0
    while index < len(tokens):
        stop = _end(tokens, index)
        token = tokens[index]
        yield tokens[index + 1 : stop], (token.map[0] if token.map else 0) + 1
        index = stop + 1


def _next_number(tokens: Sequence[Token], start: int) -> int:
    """The first number of the next list from a token on; 0 where there is none."""
    depth = 0
    for index in range(start, len(tokens)):
        token = tokens[index]
        if depth == 0 and token.type == "ordered_list_open":
            return int(tokens[index + 1].info or 0)
        depth += token.nesting
    return 0


def _counts(numbers: Sequence[int], items: Sequence[ProseBlock], last: int, following: int) -> bool:
    """Whether a list's numbers are its own, or else belong to the text."""
    first = numbers[0]
    if list(numbers) != list(range(first, first + len(numbers))) or first > _LARGEST_NUMBER:
        return False
    if len(numbers) > 1 or (first > 1 and first == last + 1):
        return True
    # `1. května 1945` is a date.
    return first == 1 and (following == 2 or not items[0].plain[:1].islower())


def _strong(text: RichText) -> RichText:
    return RichText(tuple(replace(span, strong=True) for span in text.spans))


def _align(cell: Token) -> Align:
    style = str(cell.attrGet("style") or "")
    if style.endswith("right"):
        return "right"
    return "center" if style.endswith("center") else "left"


def _captioned(placed: list[PlacedProse]) -> list[PlacedProse]:
    """The blocks with captions in their tables: `: What it shows` or `Table: What it shows`, in the
    paragraph before or after."""
    taken: set[int] = set()
    tables: dict[int, ProseBlock] = {}
    for index, one in enumerate(placed):
        if one.block.kind != "table":
            continue
        for beside in (index - 1, index + 1):
            caption = None
            if 0 <= beside < len(placed) and beside not in taken and not placed[beside].level:
                caption = _caption(placed[beside].block)
            if caption is not None:
                taken.add(beside)
                line = min(one.line, placed[beside].line)
                tables[index] = replace(one.block, text=caption, line=line)
                break
    return [
        replace(one, block=tables.get(index, one.block))
        for index, one in enumerate(placed)
        if index not in taken
    ]


def _caption(block: ProseBlock) -> RichText | None:
    plain = block.plain
    match = _CAPTION.match(plain) if block.kind == "paragraph" else None
    return None if match is None else block.text.part(match.end(), len(plain))


def _number_verse(placed: list[PlacedProse]) -> list[PlacedProse]:
    """The stanzas that follow one whose lines are counted go on counting."""
    following = 0
    for index, one in enumerate(placed):
        if one.block.kind != "verse":
            following = 0
            continue
        number = one.block.number or following or None
        if number and not one.block.number:
            placed[index] = replace(one, block=replace(one.block, number=number))
        lines = sum(span.text.count("\n") for span in one.block.text.spans) + 1
        following = number + lines if number else 0
    return placed


# --- what stands inside a paragraph ----------------------------------------------------------------


def _is_verse(children: Sequence[Token]) -> bool:
    breaks = [child.type for child in children if child.type in ("softbreak", "hardbreak")]
    if len(breaks) + 1 < _FEWEST_LINES or "softbreak" in breaks:
        return False
    lines = [0]
    for child in children:
        if child.type == "image":
            return False
        if child.type == "hardbreak":
            lines.append(0)
        lines[-1] += len(child.content)
    return max(lines) <= _LONGEST_LINE


def _split_at_pictures(
    children: Sequence[Token], line: int, kind: ProseKind
) -> Iterator[ProseBlock]:
    """A paragraph; a picture inside it becomes a figure of its own and parts it in two. Pictures
    with nothing between them stand side by side."""
    pending: list[Token] = []
    figures: list[ProseBlock] = []
    for child in [*children, None]:
        if child is not None and child.type != "image":
            pending.append(child)
            continue
        text = RichText.from_tokens(pending)
        if (text or child is None) and figures:
            yield _beside_each_other(figures, line)
            figures = []
        if text:
            yield ProseBlock(kind, text, line=line)
        pending = []
        if child is not None:
            caption = RichText.from_markdown(str(child.attrGet("title") or ""))
            words = one_line(alternative_of(child))
            said = child.meta.get("attributes", {})
            credit = credit_line(said.get("credit", ""), said.get("licence", ""))
            picture = Picture(path_of(child), words, caption, *_size(child), credit)
            figures.append(ProseBlock("figure", caption, picture, line=line))


def _size(image: Token) -> tuple[float | None, Literal["left", "right"] | None]:
    """The share of the measure that an image takes, and the side of the text on which it stands."""
    from lessonpress.markdown import share_of

    attributes = image.meta.get("attributes", {})
    share = share_of(attributes)
    for side in SIDES:
        if f".{side}" in attributes:
            return share, side
    return share, None


def _beside_each_other(figures: Sequence[ProseBlock], line: int) -> ProseBlock:
    if len(figures) == 1:
        return figures[0]
    return ProseBlock("figures", RichText(), inside=tuple(figures), line=line)
