"""Places to write in: as fields that are filled in on a screen, or as room that is only shown and named.

What a reader of books lets be typed into a page is gone when the page is turned, so a book has the latter.
"""

from __future__ import annotations

from typing import Protocol

from lxml import etree

from lessonpress.document.blocks import Choices, WritingLook
from lessonpress.writers.html.elements import add_text, element

_CIRCLE, _SQUARE = "○", "☐"


class Places(Protocol):
    """How each kind of place is made. `name` is what a program calls it, `label` what a person hears; None
    where a label of its own stands beside it."""

    #: The element that holds a field's printed label and its place.
    label: str

    def word(
        self,
        target: etree._Element,
        name: str,
        label: str | None,
        *,
        size: int | None = None,
        most: int | None = None,
    ) -> None:
        """A place for a word or two, of so many characters; `most` is how many it takes."""

    def room(
        self,
        target: etree._Element,
        name: str,
        label: str,
        rows: int,
        *,
        look: WritingLook = "ruled",
        identity: str | None = None,
    ) -> None:
        """Room for so many lines of handwriting."""

    def choices(self, block: Choices, made: etree._Element, asked: str | None) -> None:
        """Has the list be what is chosen from; `asked` is the id of what asks for it."""

    def choice(
        self, block: Choices, entry: etree._Element, value: str
    ) -> tuple[etree._Element, bool]:
        """Puts what is marked into an entry of the list. Yields where its text goes, and whether a space
        belongs before that."""


class Typed:
    """Fields of HTML."""

    label = "label"

    def word(
        self,
        target: etree._Element,
        name: str,
        label: str | None,
        *,
        size: int | None = None,
        most: int | None = None,
    ) -> None:
        element(
            "input",
            target,
            type="text",
            name=name,
            aria_label=label,
            size=None if size is None else str(size),
            maxlength=None if most is None else str(most),
            autocomplete="off",
            spellcheck="false",
        )

    def room(
        self,
        target: etree._Element,
        name: str,
        label: str,
        rows: int,
        *,
        look: WritingLook = "ruled",
        identity: str | None = None,
    ) -> None:
        made = element(
            "textarea",
            target,
            id=identity,
            class_=None if look == "ruled" else f"space {look}",
            name=name,
            rows=str(rows),
            aria_label=label,
        )
        made.text = ""

    def choices(self, block: Choices, made: etree._Element, asked: str | None) -> None:
        made.set("role", "group" if block.several else "radiogroup")
        if asked:
            made.set("aria-labelledby", asked)

    def choice(
        self, block: Choices, entry: etree._Element, value: str
    ) -> tuple[etree._Element, bool]:
        entry.set("role", "presentation")
        label = element("label", entry)
        kind = "checkbox" if block.several else "radio"
        element("input", label, type=kind, name=block.id, value=value)
        add_text(label, " ")
        return element("span", label), False


class Shown:
    """Rules and boxes, each with its name for who doesn't see them."""

    label = "span"

    def word(
        self,
        target: etree._Element,
        name: str,
        label: str | None,
        *,
        size: int | None = None,
        most: int | None = None,
    ) -> None:
        made = element("span", target, class_="blank", style=f"min-width: {size or 12}ch")
        _name(made, label)

    def room(
        self,
        target: etree._Element,
        name: str,
        label: str,
        rows: int,
        *,
        look: WritingLook = "ruled",
        identity: str | None = None,
    ) -> None:
        made = element("div", target, id=identity, class_=f"room {look}")
        _name(made, label)
        if look in ("ruled", "box", "grid"):
            for _ in range(rows):
                element("div", made)

    def choices(self, block: Choices, made: etree._Element, asked: str | None) -> None:
        """It is a list, lettered or not: nothing is to be said besides."""

    def choice(
        self, block: Choices, entry: etree._Element, value: str
    ) -> tuple[etree._Element, bool]:
        if not (block.across or block.several):
            return entry, False  # its letter is what is marked
        element(
            "span", entry, _SQUARE if block.several else _CIRCLE, aria_hidden="true", class_="mark"
        )
        return entry, True


def _name(made: etree._Element, label: str | None) -> None:
    if label is None:
        made.set("aria-hidden", "true")
    else:
        made.set("role", "img")
        made.set("aria-label", label)
