"""What a template prints of a lesson: text, emphasis and running prose, as markup.

What a lesson says is escaped wherever it is printed; no event can bring in markup. Control
characters, which XML cannot hold, are left out on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup, escape

from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText

# What XML 1.0 (https://www.w3.org/TR/xml/#charsets) has no place for.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def finalize(value: object) -> str:
    """What `{{ value }}` prints: markup as it is, nothing for None, else the words alone.

    Rich text keeps its emphasis through the filter `rich` only, so that it can stand in attributes.
    """
    return value if isinstance(value, Markup) else _clean(value)


def rich(value: RichText | str | None) -> Markup:
    """Rich text as markup: `strong`, `em` and `a` around escaped text, `br` for line breaks."""
    if not isinstance(value, RichText):
        return escape(_clean(value))
    parts = []
    for span in value.spans:
        text: str = escape(_clean(span.text))
        if "\n" in text:
            text = str(text).replace("\n", "<br/>")
        if span.emphasis:
            text = f"<em>{text}</em>"
        if span.strong:
            text = f"<strong>{text}</strong>"
        if span.href is not None:
            text = f'<a href="{escape(_clean(span.href))}">{text}</a>'
        parts.append(text)
    return Markup("".join(parts))


def plain(value: object) -> str:
    """The words alone, without emphasis: for attributes."""
    return _clean(value)


def prose(blocks: Iterable[ProseBlock], name: str, heading: int = 3) -> Markup:
    """Running prose as markup: paragraphs, lists, quotations, figures, and subheadings of the level
    `heading` (2 to 4). The blocks' ids are `name` with `_1`, `_2` … after it."""
    return Markup("\n").join(_prose_parts(blocks, escape(name), min(max(heading, 2), 4)))


def _prose_parts(blocks: Iterable[ProseBlock], name: Markup, level: int) -> Iterator[Markup]:
    numbered = enumerate(blocks, start=1)
    for kind, group in groupby(numbered, key=lambda entry: entry[1].kind):
        parts = [(Markup(f'id="{name}_{index}"'), block) for index, block in group]
        if kind in ("bullet", "number"):
            tag = "ul" if kind == "bullet" else "ol"
            items = Markup("").join(
                Markup(f"<li {id_}>{rich(block.text)}</li>") for id_, block in parts
            )
            yield Markup(f"<{tag}>{items}</{tag}>")
            continue
        for id_, block in parts:
            if kind == "quote":
                yield Markup(f'<p {id_} class="quote">{rich(block.text)}</p>')
            elif kind == "subheading":
                yield Markup(f"<h{level} {id_}>{rich(block.text)}</h{level}>")
            elif kind == "figure":
                yield _figure(block, id_)
            else:
                yield Markup(f"<p {id_}>{rich(block.text)}</p>")


def _figure(block: ProseBlock, id_: Markup) -> Markup:
    picture = block.picture
    if picture is None:
        return Markup("")
    source, alternative = escape(_clean(picture.source)), escape(_clean(picture.alternative))
    caption = rich(picture.caption or block.text)
    inside = f"<caption>{caption}</caption>" if caption else ""
    return Markup(f'<figure {id_} src="{source}" alt="{alternative}">{inside}</figure>')


def _clean(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    # What XML has no place for is never printable to Python, so that most texts need no search.
    return text if text.isprintable() else _FORBIDDEN.sub("", text)
