"""Cells: braille as Unicode has it, and as the ASCII of files for embossers."""

from __future__ import annotations

#: A cell without dots, as Unicode has it (U+2800); the cells of six dots follow.
SPACE = "\u2800"
# North American ASCII braille (MIT, 1963): the character of each cell, by its dots as a number.
_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
_TO_ASCII = {ord(SPACE) + dots: character for dots, character in enumerate(_ASCII)}
_FROM_ASCII = {ord(character): chr(dots) for dots, character in _TO_ASCII.items()}
_DASH = "⠤"  # dots 36


def as_ascii(cells: str) -> str:
    """
    >>> as_ascii("⠠⠃⠗⠇")
    ',BRL'
    """
    return cells.translate(_TO_ASCII)


def as_cells(ascii_: str) -> str:
    """
    >>> as_cells(",BRL")
    '⠠⠃⠗⠇'
    """
    return ascii_.upper().translate(_FROM_ASCII)


def is_six_dot(cells: str) -> bool:
    """Whether an embosser has all of these."""
    return all(SPACE <= cell <= "\u283f" for cell in cells)


def wrap(cells: str, width: int, first: int, others: int) -> list[str]:
    """Lines of at most `width` cells, the first indented by `first`, the others by `others`. What no line holds is
    parted at a dash, or where the line ends."""
    lines: list[str] = []
    line, indent = "", first
    for word in filter(None, cells.split(SPACE)):
        joined = f"{line}{SPACE}{word}" if line else word
        if len(joined) <= width - indent:
            line = joined
            continue
        if line:
            lines.append(SPACE * indent + line)
            indent = others
        while len(word) > width - indent:
            at = word.rfind(_DASH, 1, width - indent) + 1 or width - indent
            lines.append(SPACE * indent + word[:at])
            word, indent = word[at:], others
        line = word
    if line:
        lines.append(SPACE * indent + line)
    return lines
