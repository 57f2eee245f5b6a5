"""What a template prints of a lesson: text, emphasis and running prose, as markup.

What a lesson says is escaped wherever it is printed; no event can bring in markup. Control
characters, which XML cannot hold, are left out on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from lessonpress.prose import Grid, ProseBlock
from lessonpress.richtext import RichText, Span

# What XML 1.0 (https://www.w3.org/TR/xml/#charsets) has no place for.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def finalize(value: object) -> str:
    """What `{{ value }}` prints: markup as it is, nothing for None, else the words alone.

    Rich text keeps its emphasis through the filter `rich` only, so that it can stand in attributes.
    """
    return value if isinstance(value, Markup) else _clean(value)


def rich(value: RichText | str | None) -> Markup:
    """Rich text as markup: `strong`, `em`, `a` and the like around escaped text, `br` for line breaks."""
    if not isinstance(value, RichText):
        return escape(_clean(value))
    parts = []
    noted = False
    for span in value.spans:
        text: str = escape(_clean(span.text))
        if "\n" in text:
            text = str(text).replace("\n", "<br/>")
        mark = span.note or span.gloss
        if span.script is not None or span.lang is not None or mark:
            text = _marked(span, text)
            if noted and mark:  # 1 and 2 aren't 12
                parts.append("<sup>, </sup>")
        noted = bool(mark)
        if span.emphasis:
            text = f"<em>{text}</em>"
        if span.strong:
            text = f"<strong>{text}</strong>"
        if span.href is not None:
            text = f'<a href="{escape(_clean(span.href))}">{text}</a>'
        parts.append(text)
    return Markup("".join(parts))


def _marked(span: Span, text: str) -> str:
    if span.note:
        text = f'<noteref to="note_{span.note}">{span.note}</noteref>'
    elif span.gloss:
        text = f'<noteref to="gloss_{span.gloss}">{span.gloss}</noteref>'
    elif span.script is not None:
        tag = "sup" if span.script == "superscript" else "sub"
        text = f"<{tag}>{text}</{tag}>"
    return text if span.lang is None else f'<span lang="{escape(span.lang)}">{text}</span>'


def plain(value: object) -> str:
    """The words alone, without emphasis: for attributes."""
    return _clean(value)


def prose(
    blocks: Iterable[ProseBlock],
    name: str,
    heading: int = 3,
    style: str = "body",
    numbered: bool = False,
    counted: bool = False,
) -> Markup:
    """Running prose as markup: paragraphs, lists, quotations, verse, tables, figures, and subheadings
    of the level `heading` (2 to 4). The blocks' ids are `name` with `_1`, `_2` … after it; paragraphs
    and items have the class `style`. Where it is `numbered`, paragraphs have the numbers by which a key
    says where evidence stands; where it is `counted`, every fifth line of them."""
    look = _Look(min(max(heading, 2), 4), escape(style) if style != "body" else None, counted)
    return Markup("\n").join(_prose_parts(blocks, escape(name), look, numbered=numbered))


class _Look(NamedTuple):
    """How prose is printed: the level of its subheadings, its paragraphs' class, if they have one, and
    whether their lines are counted."""

    level: int
    style: Markup | None
    counted: bool = False

    @property
    def of_class(self) -> Markup:
        """What a paragraph says of itself."""
        counted = Markup(' counted="true"') if self.counted else Markup("")
        return counted if self.style is None else Markup(f' class="{self.style}"{counted}')


def _prose_parts(
    blocks: Iterable[ProseBlock], name: Markup, look: _Look, *, numbered: bool = False
) -> Iterator[Markup]:
    """Blocks inside others have the ids of these with `_1`, `_2` … after them."""
    named = [(Markup(f"{name}_{index}"), block) for index, block in enumerate(blocks, start=1)]
    count = 0
    for group in _groups(named):
        block = group[0][1]
        for id_, one in group:
            yield from _glosses(one.glosses, id_)
        if block.kind in ("bullet", "number"):
            yield _list(group, look)
        elif block.kind == "verse":
            count += len(group)  # a stanza is found as a paragraph is, and has lines to be found by
            yield _verse(group, counted=look.counted)
        elif numbered and block.kind == "paragraph":
            count += 1
            id_ = group[0][0]
            yield Markup(f'<p id="{id_}"{look.of_class} number="{count}">{rich(block.text)}</p>')
        else:
            yield _block(group[0][0], block, look)


def _glosses(glosses: Iterable[tuple[RichText, RichText]], id_: Markup) -> Iterator[Markup]:
    """Words of a block and what they mean, for the margin beside it."""
    for count, (term, definition) in enumerate(glosses, start=1):
        words = Markup(f"<strong>{rich(term)}</strong> – {rich(definition)}")
        yield Markup(f'<p id="{id_}_g{count}" class="gloss">{words}</p>')


Named = tuple[Markup, ProseBlock]


def _groups(blocks: Sequence[Named]) -> Iterator[list[Named]]:
    """The items of one list together, and the stanzas of one poem; all else by itself."""
    group: list[Named] = []
    for one in blocks:
        if group and not _goes_on(group[-1][1], one[1]):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _goes_on(last: ProseBlock, block: ProseBlock) -> bool:
    if last.kind != block.kind:
        return False
    if last.letters != block.letters:
        return False
    if block.kind == "number":
        return (last.number or 0) + 1 == block.number or block.number is None
    if block.kind == "verse":
        return (last.number is None) == (block.number is None) and block.number != 1
    return block.kind == "bullet"


def _list(group: Sequence[Named], look: _Look) -> Markup:
    opens, closes = (f"<p{look.of_class}>", "</p>") if look.of_class else ("", "")
    items = Markup("").join(
        Markup(f'<li id="{id_}">{opens}{rich(block.text)}{closes}{_inside(id_, block, look)}</li>')
        for id_, block in group
    )
    if group[0][1].kind == "bullet":
        return Markup(f"<ul>{items}</ul>")
    first, letters = group[0][1].number, group[0][1].letters
    start = "" if first in (None, 1) else f' start="{first}"'
    # As its author lettered it, in any language.
    type_ = "" if letters is None else f' type="{"" if letters == "i" else "latin-"}{letters}"'
    return Markup(f"<ol{start}{type_}>{items}</ol>")


def _inside(id_: Markup, block: ProseBlock, look: _Look) -> Markup:
    return Markup("").join(_prose_parts(block.inside, id_, look)) if block.inside else Markup("")


def _verse(group: Sequence[Named], *, counted: bool) -> Markup:
    stanzas = Markup("").join(
        Markup(f'<p id="{id_}">{rich(block.text)}</p>') for id_, block in group
    )
    numbered = ' numbered="true"' if counted or group[0][1].number is not None else ""
    return Markup(f"<verse{numbered}>{stanzas}</verse>")


def _block(id_: Markup, block: ProseBlock, look: _Look) -> Markup:
    words = rich(block.text)
    if block.kind == "quote":
        counted = Markup(' counted="true"') if look.counted else ""
        words = Markup(f"<p{counted}>{words}</p>") if words else words
        return Markup(f'<blockquote id="{id_}">{words}{_inside(id_, block, look)}</blockquote>')
    if block.kind == "subheading":
        return Markup(f'<h{look.level} id="{id_}">{words}</h{look.level}>')
    if block.kind == "table" and block.grid is not None:
        return _table(block.grid, words, id_)
    if block.kind == "figure":
        return _figure(block, id_)
    if block.kind == "figures":
        return Markup(f'<figures id="{id_}">{_inside(id_, block, look)}</figures>')
    named = ' class="attribution"' if block.kind == "attribution" else look.of_class
    return Markup(f'<p id="{id_}"{named}>{words}</p>')


def _figure(block: ProseBlock, id_: Markup) -> Markup:
    picture = block.picture
    if picture is None:
        return Markup("")
    source, alternative = escape(_clean(picture.source)), escape(_clean(picture.alternative))
    caption = rich(picture.caption or block.text)
    inside = f"<caption>{caption}</caption>" if caption else ""
    inside += f"<credit>{rich(picture.credit)}</credit>" if picture.credit else ""
    size = "" if picture.share is None else f' share="{picture.share:g}"'
    size += "" if picture.beside is None else f' beside="{picture.beside}"'
    return Markup(f'<figure id="{id_}" src="{source}" alt="{alternative}"{size}>{inside}</figure>')


def _table(grid: Grid, caption: Markup, id_: Markup) -> Markup:
    """Where the first cell of the head is empty, the first column names the rows."""
    named = bool(grid.head) and not grid.head[0]
    title = Markup(f"<caption>{caption}</caption>") if caption else Markup("")
    head = Markup("")
    if grid.head:
        head = Markup(
            f"<thead>{_row(grid.head, grid.aligns, 'td' if named else 'th', 'th')}</thead>"
        )
    body = Markup("").join(
        _row(row, grid.aligns, "th" if named else "td", "td") for row in grid.rows
    )
    return Markup(f'<table id="{id_}" widths="auto">{title}{head}<tbody>{body}</tbody></table>')


def _row(cells: Sequence[RichText], aligns: Sequence[str], first: str, other: str) -> Markup:
    parts = []
    for index, (cell, align) in enumerate(zip(cells, aligns, strict=True)):
        tag = other if index else first
        aligned = "" if align == "left" else f' align="{align}"'
        parts.append(f"<{tag}{aligned}>{rich(cell)}</{tag}>")
    return Markup(f"<tr>{''.join(parts)}</tr>")


def _clean(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    # What XML has no place for is never printable to Python, so that most texts need no search.
    return text if text.isprintable() else _FORBIDDEN.sub("", text)
