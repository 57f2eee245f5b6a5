"""What can stand inside a line, as one closed set. The blocks that lines make: `blocks`."""

from __future__ import annotations

from dataclasses import dataclass

from lessonpress.document.looks import Script


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. `href` makes it a link, to a block of the same document where it is `#` and
    the block's id; `lang` is a BCP 47 tag where it differs. What is `small` says the same as what stands below or
    beside it in another language.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str | None = None
    lang: str | None = None
    script: Script | None = None
    small: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap to write in, wide enough for `size` characters; `answer` is what belongs there.

    `also` are other wordings that are as right. Where `within` is given, the answer is a number, and
    right is what differs from it by so much at most, with the `unit` (printed beside it) or without.
    """

    size: int
    answer: str | None = None
    also: tuple[str, ...] = ()
    within: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line in the same paragraph."""


Inline = Run | Blank | LineBreak
