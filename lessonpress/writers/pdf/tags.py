"""Tags: the structure tree of a tagged PDF (ISO 32000-1, 14.7–14.8; ISO 14289-1).

A node knows its kind, its kids and nothing of looks. Kids stand in reading order: further nodes,
marked content on a page, and annotations. Content gets its number when it is painted, so tagging
stands beside the flow: whoever makes a block names its node, and the painter does the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObject

from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.writers.pdf.objects import WrittenObject, register


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content sequence: page (from 0) and its MCID there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class ObjectKid:
    """An annotation that belongs to a node: its object number and the page (from 0)."""

    number: int
    page: int


class Node:
    """One structure element. `attributes` is the text of an attribute dictionary, such as a scope.

    An `inline` node (a link in a sentence) takes its place among its parent's kids only when its
    first content is painted, between what stands before and after it.
    """

    __slots__ = (
        "alternative",
        "attributes",
        "inline",
        "kids",
        "kind",
        "language",
        "parent",
        "title",
    )

    def __init__(
        self,
        kind: str,
        parent: Node | None = None,
        *,
        attributes: str = "",
        language: str = "",
        alternative: str = "",
        title: str = "",
        inline: bool = False,
    ) -> None:
        self.kind = kind
        self.parent = parent
        self.attributes = attributes
        self.language = language
        self.alternative = alternative
        self.title = title
        self.kids: list[Node | MarkedContent | ObjectKid | Repeat] = []
        self.inline = inline
        if parent is not None and not inline:
            parent.kids.append(self)


class Repeat:
    """A part of the tree that is another one over again: `node` with all below it, whose content stands `by` pages
    further on. It has a title, and annotations, of its own."""

    __slots__ = ("by", "first", "links", "node", "title")

    def __init__(self, node: Node, by: int, title: str) -> None:
        self.node = node
        self.by = by
        self.title = title
        self.links: dict[Node, list[ObjectKid]] = {}
        self.first = 0  # the number of its first element's object, once it has one


class Repeated(NamedTuple):
    """A node as a repeat has it."""

    node: Node
    repeat: Repeat


#: What is painted and says nothing to whoever doesn't see it.
ARTIFACT = Node("Artifact")


class StructureTree:
    """The tree, and the parent tree that leads back into it from pages and annotations."""

    def __init__(self, language: str) -> None:
        # ISO 32000-1, table 344: what a reader does that shows the text anew.
        turned = "<< /O /Layout /WritingMode /RlTb >>" if runs_right_to_left(language) else ""
        self.document = Node("Document", language=language, attributes=turned)
        self._pages: list[list[Node]] = []
        self._page = -1
        self._repeated: dict[int, Repeat] = {}
        self._annotations: list[Node | Repeated] = []

    def turn_to(self, page: int) -> None:
        """What is marked from now on stands on this page (from 0)."""
        while len(self._pages) <= page:
            self._pages.append([])
        self._page = page

    def mark(self, node: Node) -> int:
        """A new MCID on the page last turned to, for content of the node."""
        page = self._page
        mcid = len(self._pages[page])
        self._pages[page].append(node)
        _give_place(node)
        node.kids.append(MarkedContent(page, mcid))
        return mcid

    @property
    def next_mcid(self) -> int:
        """The next MCID on the page last turned to."""
        return len(self._pages[self._page])

    def repeat(self, node: Node, by: int, title: str) -> Repeat:
        """Puts the node once more, with this title, behind the others; its content stands so many pages further
        on."""
        repeat = Repeat(node, by, title)
        self.document.kids.append(repeat)
        return repeat

    def repeat_page(self, page: int, repeat: Repeat) -> None:
        """Makes a page's marked content, that of the page so far before it, the repeat's."""
        self.turn_to(page)
        self._repeated[page] = repeat

    def take(self, node: Node) -> None:
        """Gives an inline node without content, such as a field's, its place: here."""
        _give_place(node)

    @property
    def annotations(self) -> int:
        """How many annotations the tree has."""
        return len(self._annotations)

    def annotate(self, node: Node | Repeated, number: int, page: int) -> None:
        """Makes an annotation a kid of the node: `number` is its object's, `page` counts from 0."""
        kid = ObjectKid(number, page)
        if isinstance(node, Repeated):
            node.repeat.links.setdefault(node.node, []).append(kid)
        else:
            node.kids.append(kid)
        self._annotations.append(node)

    def write(self, document: PDFDocument, pages: Sequence[int], first_key: int) -> PDFObject:
        """Makes the tree's elements objects of ReportLab's document; yields its root.

        `pages` are the object numbers of the pages. Pages have the parent tree keys 0, 1, …;
        annotations those from `first_key` on.
        """
        root, parents = PDFDictionary(), WrittenObject()
        root_number = register(document, root)
        numbers: dict[int, int] = {}
        order: list[tuple[Node, WrittenObject]] = []
        orders: dict[int, _Order] = {}
        stack: list[Node | Repeat] = [self.document]
        while stack:
            node = stack.pop()
            if isinstance(node, Repeat):
                if id(node.node) not in orders:
                    orders[id(node.node)] = _Order(node.node)
                within = orders[id(node.node)]
                parent = numbers[id(self.document)]
                numbers[id(node)] = _register(document, node, within, parent, pages)
                continue
            element = WrittenObject()
            numbers[id(node)] = register(document, element)
            order.append((node, element))
            stack.extend([kid for kid in reversed(node.kids) if isinstance(kid, (Node, Repeat))])
        for node, element in order:
            parent = numbers[id(node.parent)] if node.parent is not None else root_number
            element.text = _element(node, parent, numbers, pages)

        def number_of(node: Node | Repeated) -> int:
            if isinstance(node, Node):
                return numbers[id(node)]
            repeat = node.repeat
            return repeat.first + orders[id(repeat.node)].places[id(node.node)]

        entries = []
        for page, nodes in enumerate(self._pages):
            found: Sequence[Node | Repeated] = nodes
            if (repeat := self._repeated.get(page)) is not None:
                found = [Repeated(node, repeat) for node in self._pages[page - repeat.by]]
            entries.append(f"{page} [{' '.join([f'{number_of(node)} 0 R' for node in found])}]")
        entries += [
            f"{first_key + index} {number_of(node)} 0 R"
            for index, node in enumerate(self._annotations)
        ]
        parents.text = f"<< /Nums [{' '.join(entries)}] >>"
        root["Type"] = PDFName("StructTreeRoot")
        root["K"] = PDFArray([document.Reference(order[0][1])])
        root["ParentTree"] = document.Reference(parents)
        root["ParentTreeNextKey"] = first_key + len(self._annotations)
        return root


def _give_place(node: Node) -> None:
    """An inline node has its place from its first content on, and so has one that begins with another."""
    if node.inline and not node.kids and node.parent is not None:
        _give_place(node.parent)
        node.parent.kids.append(node)


class _Order:
    """The nodes of a part of the tree in the order in which they become objects, and their places in it by id.

    `texts` are their elements, without annotations, as they are filled in: with the places of others and with pages.
    """

    def __init__(self, part: Node) -> None:
        self.nodes: list[Node] = []
        stack = [part]
        while stack:
            node = stack.pop()
            self.nodes.append(node)
            stack.extend([kid for kid in reversed(node.kids) if isinstance(kid, Node)])
        self.places = {id(node): place for place, node in enumerate(self.nodes)}
        self.texts = [self._text(node) for node in self.nodes]

    def _text(self, node: Node) -> tuple[str, tuple[tuple[str, int], ...]]:
        """The element with `%d` for each number, and what they are: `n` and a place, -1 for whatever the part
        stands in, or `p` and a page."""
        places = {key: f"\0n{place}\0" for key, place in self.places.items()}
        parent = places.get(id(node.parent), "\0n-1\0")
        text = _element(node, parent, places, _Pages(), annotated=False)
        pieces = text.split("\0")
        shown = "%d".join(piece.replace("%", "%%") for piece in pieces[::2])
        return shown, tuple((piece[0], int(piece[1:])) for piece in pieces[1::2])


class _Pages:
    """Names each page by its number, to be filled in."""

    def __getitem__(self, page: int) -> str:
        return f"\0p{page}\0"


class _WrittenRepeat:
    """A repeat as the file has it, below the element with the number `parent`."""

    def __init__(self, repeat: Repeat, order: _Order, parent: int, pages: Sequence[int]) -> None:
        self._repeat, self._order, self._parent, self._pages = repeat, order, parent, pages

    def element(self, place: int) -> str:
        """The element of the node in that place."""
        first, by, pages = self._repeat.first, self._repeat.by, self._pages
        text, numbers = self._order.texts[place]
        written = text % tuple(
            [
                pages[at + by] if what == "p" else first + at if at >= 0 else self._parent
                for what, at in numbers
            ]
        )
        node = self._order.nodes[place]
        if place == 0:
            title, own = (f"/T {pdf_text(one)}" for one in (node.title, self._repeat.title))
            written = written.replace(title, own, 1)
        for kid in self._repeat.links.get(node, ()):
            written = f"{written[: -len(_END)]} {_annotation(kid, pages)}{_END}"
        return written


class _RepeatedElement(PDFObject):  # type: ignore[misc]
    """An element of a repeat. It is written when the file is: there are as many as people get copies."""

    def __init__(self, place: int, whole: _WrittenRepeat) -> None:
        self._place = place
        self._whole = whole

    def format(self, document: PDFDocument) -> bytes:
        text = self._whole.element(self._place).encode("latin-1")
        document.updateSignature(text)
        return text


def _register(
    document: PDFDocument, repeat: Repeat, order: _Order, parent: int, pages: Sequence[int]
) -> int:
    """Makes the repeat's elements objects; yields the first one's number. The others follow it."""
    whole = _WrittenRepeat(repeat, order, parent, pages)
    repeat.first, *_ = [
        register(document, _RepeatedElement(place, whole)) for place in range(len(order.nodes))
    ]
    return repeat.first


_END = "] >>"


def _element(
    node: Node,
    parent: object,
    numbers: Mapping[int, object],
    pages: Sequence[int] | _Pages,
    *,
    annotated: bool = True,
) -> str:
    home = next((kid.page for kid in node.kids if isinstance(kid, MarkedContent)), None)
    # Where a table begins is told to whoever asks it, and not its cells.
    begins = _first_page(node) if node.kind == "Table" else home
    kids = []
    for kid in node.kids:
        if isinstance(kid, (Node, Repeat)):
            kids.append(f"{numbers[id(kid)]} 0 R")
        elif isinstance(kid, ObjectKid):
            kids += [_annotation(kid, pages)] if annotated else []
        elif kid.page == home:
            kids.append(str(kid.mcid))
        else:
            kids.append(f"<< /Type /MCR /Pg {pages[kid.page]} 0 R /MCID {kid.mcid} >>")
    parts = [f"<< /Type /StructElem /S /{node.kind} /P {parent} 0 R"]
    if begins is not None:
        parts.append(f"/Pg {pages[begins]} 0 R")
    if node.attributes:
        parts.append(f"/A {node.attributes}")
    if node.title:
        parts.append(f"/T {pdf_text(node.title)}")
    if node.language:
        parts.append(f"/Lang {pdf_text(node.language)}")
    if node.alternative:
        parts.append(f"/Alt {pdf_text(node.alternative)}")
    parts.append(f"/K [{' '.join(kids)}{_END}")
    return " ".join(parts)


def _annotation(kid: ObjectKid, pages: Sequence[int] | _Pages) -> str:
    return f"<< /Type /OBJR /Obj {kid.number} 0 R /Pg {pages[kid.page]} 0 R >>"


def _first_page(node: Node) -> int | None:
    """The page (from 0) of the first content in a node, however deep."""
    for kid in node.kids:
        if isinstance(kid, Repeat):
            continue
        page = _first_page(kid) if isinstance(kid, Node) else kid.page
        if page is not None:
            return page
    return None


def pdf_text(text: str, *, wide: bool = False) -> str:
    """A text string object (ISO 32000-1, 7.9.2.2): ASCII as it is unless it is to be `wide`, anything
    else as UTF-16BE."""
    if text.isascii() and text.isprintable() and not wide:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex().upper()}>"
