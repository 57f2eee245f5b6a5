"""Binding: documents of several people in one file, each on its own paper in its own looks.

What several people get is set and painted once. A further copy has its own page dictionaries, its own elements in
the structure tree (ISO 32000-1, 14.7.4.2: marked content belongs to a page) and its own lines of fields and heads
of pages; the rest of its pages is the same streams as the first one's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lessonpress.document.blocks import Section
from lessonpress.document.class_set import fields_for_names, fill_in
from lessonpress.layout.binding import BoundCopy
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.writers.pdf.canvas import Size
from lessonpress.writers.pdf.fields import set_fields
from lessonpress.writers.pdf.inline.paragraphs import Paragraphs
from lessonpress.writers.pdf.links import Link
from lessonpress.writers.pdf.pages import Page, Placed
from lessonpress.writers.pdf.painter import OwnPart, Painter
from lessonpress.writers.pdf.printing import FileInPrint, Printed, set_pages
from lessonpress.writers.pdf.reading_order import in_reading_order
from lessonpress.writers.pdf.sheets import Arrangement, arrange
from lessonpress.writers.pdf.strips import Strip
from lessonpress.writers.pdf.tags import Node, Repeated, StructureTree

_SECTION = "copy"
#: Whose pages can be the same: document and theme, and which fields are filled in.
_Key = tuple[int, int, tuple[bool, ...]]


def write_bound(copies: Sequence[BoundCopy], arrangement: Arrangement | None = None) -> Printed:
    """One file of the copies in their order, each of which begins on a right-hand page or, with an arrangement, on
    a sheet of its own; what the first says of language and the like holds for the file. `pages` counts sides.

    Raises what write_pdf raises, and ValueError where there are no copies.
    """
    if not copies:
        raise ValueError("there is nothing to bind")
    first = copies[0].document
    tree = StructureTree(first.language)
    file = FileInPrint(first, tree)
    people = Counter(map(_key, copies))
    masters: dict[_Key, _Master] = {}
    size: Size | None = None
    for number, copy in enumerate(copies):
        if size is not None and file.sides % 2:
            file.add_sides(size, 1)  # the back of the last sheet
        key = _key(copy)
        master = masters.get(key)
        fitting = None if master is None else master.fit(copy)
        if master is None or fitting is None:
            master = _Master(copy, file, tree, arrangement, number, alone=people[key] == 1)
            masters.setdefault(key, master)
        else:
            master.repeat(copy, fitting, number)
        size = master.size
    if arrangement is not None and file.sides % 2 and size is not None:
        file.add_sides(size, 1)
    return file.finish()


def _key(copy: BoundCopy) -> _Key:
    return id(copy.document), id(copy.theme), tuple(value is not None for value in copy.values)


@dataclass(frozen=True, slots=True)
class _Fitting:
    """The strips of somebody's lines of fields, where those of the first copy stand."""

    strips: Sequence[Strip]


class _Master:
    """The first copy of those that are alike, painted; the others repeat it. One that is `alone` has its pages in one
    stream each."""

    def __init__(
        self,
        copy: BoundCopy,
        file: FileInPrint,
        tree: StructureTree,
        arrangement: Arrangement | None,
        number: int,
        *,
        alone: bool,
    ) -> None:
        self._file, self._tree = file, tree
        document = fill_in(copy.document, copy.values)
        section = Section(_SECTION, copy.title, document.blocks, restart_pages=True)
        whole = replace(document, blocks=(section,))
        self._set = set_pages(whole, copy.theme, tree, duplex=arrangement is None)
        self._node = tree.document.kids[-1]
        assert isinstance(self._node, Node)
        if document.language != tree.document.language:
            self._node.language = document.language
        mirrored = runs_right_to_left(document.language)
        start = file.sides
        self._places, sides, self.size = arrange(
            self._set.pages, copy.theme.paper, arrangement, start, mirrored=mirrored
        )
        file.add_sides(self.size, sides - start)
        self._start, self._sides = start, sides - start
        own = None if alone else self._own_strips(copy)
        self._own: list[Strip] = own or []
        self._can_be_repeated = own is not None
        ids = None if own is None else frozenset(map(id, own))
        self._painter = Painter(whole, copy.theme, tree, file.canvas, own=ids)
        self._links: list[list[Link]] = []
        self._parts: list[list[OwnPart]] = []
        for page, place in zip(self._set.pages, self._places, strict=True):
            links = self._painter.paint(page, place)
            file.add_links(place.sheet, _lead(links, number))
            self._links.append(links)
            self._parts.append(self._painter.own_parts)
        file.lead_to(self._set, self._places, _prefix(number))

    def fit(self, copy: BoundCopy) -> _Fitting | None:
        """The copy's own lines of fields; None where they take more room than those of this one, or aren't marked
        as they are."""
        if not self._can_be_repeated:
            return None
        strips = self._lines(copy)
        if len(strips) != len(self._own) or not all(map(_alike, strips, self._own)):
            return None
        return _Fitting(strips)

    def repeat(self, copy: BoundCopy, fitting: _Fitting, number: int) -> None:
        """Adds the copy, which fits, behind all others."""
        file, by = self._file, self._file.sides - self._start
        file.add_sides(self.size, self._sides)
        assert isinstance(self._node, Node)
        repeat = self._tree.repeat(self._node, by, copy.title)
        own: dict[int, set[int]] = {}
        for place, parts in zip(self._places, self._parts, strict=True):
            own.setdefault(place.sheet, set()).update(part.stretch for part in parts)
        for side in range(self._start, self._start + self._sides):
            self._tree.repeat_page(side + by, repeat)
            file.canvas.repeat(side + by, side, own.get(side, set()))
        placed = self._placed(fitting)
        places = [place._replace(sheet=place.sheet + by) for place in self._places]
        for index, place in enumerate(places):
            page = Page(placed[index])
            self._painter.repaint(page, place, self._parts[index], copy.title)
            links = [
                replace(link, node=Repeated(link.node, repeat))
                for link in self._links[index]
                if isinstance(link.node, Node)
            ]
            file.add_links(place.sheet, _lead(links, number))
        file.lead_to(self._set, places, _prefix(number), copy.title)

    def _placed(self, fitting: _Fitting) -> list[list[Placed]]:
        """The strips that fit, on each page, where the first copy's stand."""
        new = {id(old): strip for old, strip in zip(self._own, fitting.strips, strict=True)}
        return [
            [
                placed._replace(strip=new[id(placed.strip)])
                for placed in page.placed
                if id(placed.strip) in new
            ]
            for page in self._set.pages
        ]

    def _own_strips(self, copy: BoundCopy) -> list[Strip] | None:
        """The strips of the copy's line of fields; None where they can't be set by themselves."""
        if not copy.values:
            return []
        fields = fields_for_names(copy.document)
        start = self._set.anchors[fields.id]
        alone = self._lines(copy)
        strips = list(self._set.strips[start : start + len(alone)])
        if len(strips) != len(alone) or not all(map(_alike, alone, strips)):
            return None  # something else was set beside them
        if any(_torn(page, frozenset(map(id, strips))) for page in self._set.pages):
            return None
        return strips

    def _lines(self, copy: BoundCopy) -> list[Strip]:
        if not copy.values:
            return []
        fields = fields_for_names(fill_in(copy.document, copy.values))
        setter = Paragraphs(copy.theme, copy.document.language)
        setter.stage = copy.document.stage
        right = copy.theme.paper.measure
        return set_fields(fields, setter, copy.theme, Node("Part"), left=0.0, right=right)


def _alike(one: Strip, other: Strip) -> bool:
    """Whether strips take the same room, with the same rules, and are marked alike."""
    same = (one.height, one.before, one.after) == (other.height, other.before, other.after)
    return same and one.rules == other.rules and _marks(one) == _marks(other)


def _marks(strip: Strip) -> list[str]:
    """The kinds of the nodes that are marked in it, in the order of reading."""
    nodes: list[Node] = []
    for item in strip.items:
        if not nodes or nodes[-1] is not item.node:
            nodes.append(item.node)
    return [node.kind for node in nodes]


def _torn(page: Page, own: frozenset[int]) -> bool:
    """Whether something else is read between the lines of fields."""
    inside = [id(placed.strip) in own for _, placed in in_reading_order(page)]
    return sum(now and not before for before, now in pairwise([False, *inside])) > 1


def _prefix(number: int) -> str:
    return f"{_SECTION}{number}_"


def _lead(links: Sequence[Link], number: int) -> list[Link]:
    """The links, those within the document to places of this copy."""
    return [
        replace(link, href=f"#{_prefix(number)}{link.href[1:]}")
        if link.href.startswith("#")
        else link
        for link in links
    ]
