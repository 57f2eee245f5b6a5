"""Figures in a piece of markup -> blocks: pictures, alone or side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

from lessonpress.document.blocks import Block, Figure, Figures, Inline
from lessonpress.document.ids import Ids
from lessonpress.document.inlines import plain_text
from lessonpress.document.markup_problems import Complaints

SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")
LoadImage = Callable[[str], bytes]
Element = Any  # lxml's stubs know elements loosely


class FigureReader:
    """Reads the figures of one document. What it needs of the reading around it is handed over:
    `children` of an element by their tags, the inline `content` of one, and the `text` of an
    attribute as it is printed.
    """

    def __init__(
        self,
        complaints: Complaints,
        ids: Ids,
        children: Callable[..., Iterable[Element]],
        content: Callable[[Element], tuple[Inline, ...]],
        text: Callable[[str | None], str],
        load_image: LoadImage | None,
    ) -> None:
        self._complaints = complaints
        self._ids = ids
        self._children = children
        self._content = content
        self._text = text
        self._load_image = load_image

    def read(self, element: Element, id: str) -> Figure:
        said = {
            child.tag: self._content(child)
            for child in self._children(element, "caption", "credit")
        }
        caption = said.get("caption", ())
        alternative = self._text(element.get("alt")).strip() or plain_text(caption)
        if not alternative:
            self._complaints.no_alternative(element)
        data = self._complaints.load(element, self._load_image)
        value = self._complaints.value
        beside: Literal["left", "right", ""] = value.one_of(element, "beside", SIDES, "")
        share = value.share(element, None)
        credit = said.get("credit", ())
        pointers = value.pointers(element)
        return Figure(id, data, alternative, caption, share, beside or None, credit, pointers)

    def read_several(self, element: Element, id: str) -> Block | None:
        """Those that stand side by side; None where there are none."""
        items = [
            self.read(child, child.get("id") or self._ids.derive(id, "figure"))
            for child in self._children(element, "figure")
        ]
        return Figures(id, tuple(items)) if items else None
