"""What a template prints of a lesson: text, emphasis and running prose, as markup.

What a lesson says is escaped wherever it is printed; no event can bring in markup. Control
characters, which XML cannot hold, are left out on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup, escape

from lessonpress.richtext import ProseBlock, RichText, Span

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
        if span.script is not None or span.lang is not None or span.note:
            text = _marked(span, text)
            if noted and span.note:  # 1 and 2 aren't 12
                parts.append("<sup>, </sup>")
        noted = bool(span.note)
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
    elif span.script is not None:
        tag = "sup" if span.script == "superscript" else "sub"
        text = f"<{tag}>{text}</{tag}>"
    return text if span.lang is None else f'<span lang="{escape(span.lang)}">{text}</span>'


def plain(value: object) -> str:
    """The words alone, without emphasis: for attributes."""
    return _clean(value)


def prose(blocks: Iterable[ProseBlock], name: str, heading: int = 3, style: str = "body") -> Markup:
    """Running prose as markup: paragraphs, lists, quotations, figures, and subheadings of the level
    `heading` (2 to 4). The blocks' ids are `name` with `_1`, `_2` … after it; paragraphs and items have
    the class `style`."""
    level = min(max(heading, 2), 4)
    return Markup("\n").join(_prose_parts(blocks, escape(name), level, escape(style)))


def _prose_parts(
    blocks: Iterable[ProseBlock], name: Markup, level: int, style: Markup
) -> Iterator[Markup]:
    styled = Markup("") if style == "body" else Markup(f' class="{style}"')
    numbered = enumerate(blocks, start=1)
    for (kind, letters), group in groupby(
        numbered, key=lambda entry: (entry[1].kind, entry[1].letters)
    ):
        parts = [(Markup(f'id="{name}_{index}"'), block) for index, block in group]
        if kind in ("bullet", "number"):
            tag = "ul" if kind == "bullet" else "ol"
            opens, closes = (Markup(f"<p{styled}>"), Markup("</p>")) if styled else ("", "")
            items = Markup("").join(
                Markup(f"<li {id_}>{opens}{rich(block.text)}{closes}</li>") for id_, block in parts
            )
            type_ = Markup("") if letters is None else Markup(f' type="{letters}"')
            yield Markup(f"<{tag}{type_}>{items}</{tag}>")
            continue
        for id_, block in parts:
            if kind == "quote":
                yield Markup(f'<p {id_} class="quote">{rich(block.text)}</p>')
            elif kind == "subheading":
                yield Markup(f"<h{level} {id_}>{rich(block.text)}</h{level}>")
            elif kind == "figure":
                yield _figure(block, id_)
            else:
                yield Markup(f"<p {id_}{styled}>{rich(block.text)}</p>")


def _figure(block: ProseBlock, id_: Markup) -> Markup:
    picture = block.picture
    if picture is None:
        return Markup("")
    source, alternative = escape(_clean(picture.source)), escape(_clean(picture.alternative))
    caption = rich(picture.caption or block.text)
    inside = f"<caption>{caption}</caption>" if caption else ""
    share = "" if picture.share is None else Markup(f' share="{picture.share:g}"')
    return Markup(f'<figure {id_} src="{source}" alt="{alternative}"{share}>{inside}</figure>')


def _clean(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    # What XML has no place for is never printable to Python, so that most texts need no search.
    return text if text.isprintable() else _FORBIDDEN.sub("", text)
