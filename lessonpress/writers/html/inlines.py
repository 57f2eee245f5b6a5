"""What stands in a line: text of one look, links, gaps to write in. Knows no block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from lxml import etree

from lessonpress.document.blocks import Blank, Inline, LineBreak, Run
from lessonpress.words import Words, fields
from lessonpress.writers.html.elements import add_text, element
from lessonpress.writers.html.places import Places

_SCRIPTS = {"superscript": "sup", "subscript": "sub"}
_NARROWEST, _WIDEST = 3, 40  # characters


class Inlines:
    """Writes the inlines of one document; `words` name the places to fill in, which `places` makes."""

    def __init__(self, words: Words, places: Places) -> None:
        self._words = words
        self._places = places
        self._blanks = 0

    def add(self, content: Sequence[Inline], target: etree._Element) -> None:
        """Puts the content at the end of the element."""
        for inline in content:
            match inline:
                case Run():
                    self._run(inline, target)
                case Blank():
                    self._blank(inline, target)
                case LineBreak():
                    element("br", target)
                case _:
                    assert_never(inline)

    def _run(self, run: Run, target: etree._Element) -> None:
        names: list[tuple[str, str | None]] = []
        if run.href:
            names.append(("a", run.href))
        if run.strong:
            names.append(("strong", None))
        if run.emphasis:
            names.append(("em", None))
        if run.script is not None:
            names.append((_SCRIPTS[run.script], None))
        if run.lang and not names:
            names.append(("span", None))
        if not names:
            add_text(target, run.text)
            return
        for place, (name, href) in enumerate(names):
            lang = run.lang if place == 0 else None
            target = element(name, target, href=href, lang=lang)
        add_text(target, run.text)

    def _blank(self, blank: Blank, target: etree._Element) -> None:
        if blank.answer is not None:
            element("b", target, blank.answer, class_="filled")
            return
        self._blanks += 1
        size = min(_WIDEST, max(_NARROWEST, blank.size))
        name = fields.blank(self._words, self._blanks)
        self._places.word(target, f"blank_{self._blanks}", name, size=size)
