"""Lines in which something may run from right to left: each part in its place, told in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lessonpress.layout.bidi import visual_order
from lessonpress.writers.pdf.inline.faces import RISE
from lessonpress.writers.pdf.inline.parts import (
    GlyphStyle,
    SetWord,
    WordPart,
    space_array,
    space_width,
)


class Stretch(NamedTuple):
    """What is drawn as one: `x` is its left end, counted from where the line starts. A `gap` is a place to
    write in; what is `turned` has its glyphs from left to right and is read the other way."""

    x: float
    look: GlyphStyle
    arrays: list[str]
    glyphs: list[int]
    width: float
    actual: str = ""
    turned: bool = False
    gap: bool = False


@dataclass(slots=True)
class _Atom:
    look: GlyphStyle
    level: int
    width: float
    part: WordPart | None  # None for a space
    x: float = 0.0


def stretches(words: Sequence[SetWord], *, mirrored: bool) -> Iterator[Stretch]:
    """A line's stretches as they are read (UAX #9, L2). If `mirrored`, `x` counts from the right."""
    atoms = _place(list(_atoms(words)), mirrored=mirrored)
    open_: list[_Atom] = []
    for atom in atoms:
        alone = atom.level % 2 or (atom.part is not None and (atom.part.rule or atom.part.actual))
        if open_ and (alone or atom.look != open_[0].look or atom.level != open_[0].level):
            yield _joined(open_)
            open_ = []
        if alone:
            yield _alone(atom)
        else:
            open_.append(atom)
    if open_:
        yield _joined(open_)


def _atoms(words: Sequence[SetWord]) -> Iterator[_Atom]:
    for index, word in enumerate(words):
        if word.space is not None and index:
            yield _Atom(word.space, word.space_level, space_width(word.space), None)
        for part in word.parts:
            yield _Atom(part.look, part.level, part.width, part)


def _place(atoms: list[_Atom], *, mirrored: bool) -> list[_Atom]:
    order = visual_order([atom.level for atom in atoms])
    x = 0.0
    for index in reversed(order) if mirrored else order:
        atoms[index].x = x
        x += atoms[index].width
    return atoms


def _alone(atom: _Atom) -> Stretch:
    part = atom.part
    if part is None:
        space = atom.look.face.space
        return Stretch(atom.x, atom.look, [space_array(atom.look)], [*space.glyphs], atom.width)
    # What has a raised glyph has its glyphs as they are read.
    level = atom.level % 2 == 1 and RISE not in part.array
    turned = level and not part.actual and len(part.glyphs) > 1
    return Stretch(
        atom.x, atom.look, [part.array], [*part.glyphs], atom.width, part.actual, turned, part.rule
    )


def _joined(atoms: Sequence[_Atom]) -> Stretch:
    """Neighbours from left to right, in one look: one stretch."""
    inside = [atom.look.face.space if atom.part is None else atom.part for atom in atoms]
    arrays = [space_array(atom.look) if atom.part is None else atom.part.array for atom in atoms]
    return Stretch(
        min(atom.x for atom in atoms),
        atoms[0].look,
        arrays,
        [glyph for one in inside for glyph in one.glyphs],
        sum(atom.width for atom in atoms),
    )
