"""Sources: where a lesson and its event come from, said once each."""

from __future__ import annotations

from collections.abc import Iterable

from lessonpress.comparison import fold
from lessonpress.richtext import RichText


def each_once(sources: Iterable[RichText]) -> tuple[RichText, ...]:
    """The sources in order, each once. Those that differ in their stop, their quotation marks or their
    emphasis are one; of one that stands there with a link and without, the first with a link is kept.
    """
    kept: dict[str, RichText] = {}
    for source in sources:
        name = _name(source)
        known = kept.get(name)
        if known is None or (_links(source) and not _links(known)):
            kept[name] = source
    return tuple(kept.values())


def _name(source: RichText) -> str:
    """What makes two sources one: their words. Other pages of one book are another source."""
    return "".join(mark for mark in fold(source.plain).strip().rstrip(".;, ") if mark not in "'")


def _links(source: RichText) -> bool:
    return any(span.href is not None for span in source.spans)
