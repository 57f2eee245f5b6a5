"""Coarse pictures: those with too few pixels for the size in which they are printed, as `check` tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lessonpress.press.inputs import Inputs
from lessonpress.press.printing.pictures import locate_in_spec, locate_picture, picture_loader
from lessonpress.problems import Location, Problem, ProblemError, Severity

if TYPE_CHECKING:
    from lessonpress.content.forms import Advice
    from lessonpress.content.lesson import Lesson
    from lessonpress.document.blocks import Document, Figure, Figures
    from lessonpress.layout.theme import Theme

#: Pixels an inch below which a photograph looks coarse on paper; printers ask for 300.
FINEST_COARSE = 150
_CODE: Advice = "coarse-picture"
_MILLIMETRES = 25.4


def check_pictures(
    document: Document, theme: Theme, lesson: Lesson, inputs: Inputs
) -> tuple[Problem, ...]:
    """A warning for each picture of the document that is printed larger than its pixels allow."""
    from lessonpress.layout.pictures import Size, resolution

    if _CODE in lesson.accept:
        return ()
    found: dict[str, tuple[float, float, int]] = {}
    sources = _sources(lesson, inputs)
    for figure, width in _printed(document, theme):
        source = sources.get(figure.data)
        if source is None:
            continue
        fineness = resolution(figure.data, Size(width, width))
        worst = found.get(source, (FINEST_COARSE, 0.0, 0))
        if fineness < worst[0]:
            found[source] = fineness, width, round(fineness * width / 72)
    measure, event_first = theme.paper.measure, document.kind == "handout"
    return tuple(
        _problem(source, *one, measure, _place(source, lesson, inputs, event_first=event_first))
        for source, one in found.items()
    )


def _place(source: str, lesson: Lesson, inputs: Inputs, *, event_first: bool) -> Location:
    """Where the picture is named; one that both event and spec name, in that which the document shows."""
    if not event_first and (named := locate_in_spec(source, lesson.spec)) is not None:
        return named
    return locate_picture(source, lesson.event.path, inputs.read, lesson.spec)


def _problem(
    source: str, fineness: float, width: float, pixels: int, measure: float, place: Location
) -> Problem:
    printed = width / 72 * _MILLIMETRES
    fine = pixels / FINEST_COARSE * _MILLIMETRES
    share = int(100 * pixels / FINEST_COARSE * 72 / measure)
    needed = round(width / 72 * FINEST_COARSE)
    return Problem(
        f"The picture {source} has {fineness:.0f} pixels an inch where it is printed {printed:.0f} mm "
        "wide, and looks coarse.",
        place,
        f"It is sharp up to {fine:.0f} mm, a width of {max(share, 1)}%. Or take one that is {needed:,} pixels "
        "wide, or a drawing in SVG.",
        Severity.WARNING,
        _CODE,
    )


def _sources(lesson: Lesson, inputs: Inputs) -> dict[bytes, str]:
    """The names of the lesson's pictures by what is in their files."""
    from lessonpress.content.article import all_pictures
    from lessonpress.content.spec import walk
    from lessonpress.prose import every_block

    names = [one.source for one in all_pictures(lesson.event)]
    notes = every_block(lesson.teacher_notes)
    names += [one.picture.source for one in notes if one.picture is not None]
    names += [text for path, text in walk(lesson.spec.data) if path[-1] == "file"]
    load = picture_loader(lesson.event.path, inputs.read, lesson.spec)
    sources: dict[bytes, str] = {}
    for name in dict.fromkeys(names):
        try:
            sources.setdefault(load(name), name)
        except ProblemError:
            continue  # which is told where it is printed
    return sources


def _printed(document: Document, theme: Theme) -> Iterator[tuple[Figure, float]]:
    """Every picture, and how wide it is printed in points, or would be without an indent."""
    from lessonpress.document.blocks import Figures
    from lessonpress.layout.pictures import printed_size, size_beside_text, sizes_side_by_side

    measure, depth = theme.paper.measure, theme.paper.depth
    for block in _pictures(document.blocks):
        if isinstance(block, Figures):
            data: Sequence[bytes] = [one.data for one in block.items]
            shares = [one.share for one in block.items]
            sizes = sizes_side_by_side(data, measure, depth, shares)
            yield from ((one, size.width) for one, size in zip(block.items, sizes, strict=True))
        else:
            size = printed_size(block.data, measure, depth, block.share)
            if block.beside is not None:
                letter = theme.styles["body"].size
                size = size_beside_text(block.data, measure, depth, block.share, letter) or size
            yield block, size.width


def _pictures(within: object) -> Iterator[Figure | Figures]:
    """Every picture in blocks, whatever holds it."""
    from lessonpress.document.blocks import Figure, Figures

    if isinstance(within, tuple):
        for one in within:
            yield from _pictures(one)
    elif isinstance(within, Figure | Figures):
        yield within
    else:
        for key in ("blocks", "items", "head", "rows", "cells"):
            yield from _pictures(getattr(within, key, ()))
