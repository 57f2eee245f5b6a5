"""Tags: the structure tree of a tagged PDF (ISO 32000-1, 14.7–14.8; ISO 14289-1).

A node knows its kind, its kids and nothing of looks. Kids stand in reading order: further nodes,
marked content on a page, and annotations. Content gets its number when it is painted, so tagging
stands beside the flow: whoever makes a block names its node, and the painter does the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
        self.kids: list[Node | MarkedContent | ObjectKid] = []
        self.inline = inline
        if parent is not None and not inline:
            parent.kids.append(self)


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
        self._annotations: list[Node] = []

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

    def repeat(self, node: Node, by: int, title: str) -> dict[Node, Node]:
        """Puts a copy of the node, with this title, behind the others, whose content stands so many pages further
        on. Yields every node's copy."""
        copies: dict[Node, Node] = {}

        def copy(old: Node, parent: Node | None) -> Node:
            new = copies[old] = Node(
                old.kind,
                attributes=old.attributes,
                language=old.language,
                alternative=old.alternative,
                title=old.title,
            )
            new.parent = parent
            new.kids = [
                copy(kid, new) if isinstance(kid, Node) else MarkedContent(kid.page + by, kid.mcid)
                for kid in old.kids
                if not isinstance(kid, ObjectKid)  # each has annotations of its own
            ]
            return new

        new = copy(node, self.document)
        new.title = title
        self.document.kids.append(new)
        return copies

    def repeat_page(self, page: int, of: int, copies: Mapping[Node, Node]) -> None:
        """Makes a page's marked content that of another, in these nodes' copies."""
        self.turn_to(page)
        self._pages[page] = [copies[node] for node in self._pages[of]]

    def take(self, node: Node) -> None:
        """Gives an inline node without content, such as a field's, its place: here."""
        _give_place(node)

    @property
    def annotations(self) -> int:
        """How many annotations the tree has."""
        return len(self._annotations)

    def annotate(self, node: Node, number: int, page: int) -> None:
        """Makes an annotation a kid of the node: `number` is its object's, `page` counts from 0."""
        node.kids.append(ObjectKid(number, page))
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
        stack = [self.document]
        while stack:
            node = stack.pop()
            element = WrittenObject()
            numbers[id(node)] = register(document, element)
            order.append((node, element))
            stack.extend([kid for kid in reversed(node.kids) if isinstance(kid, Node)])
        for node, element in order:
            parent = numbers[id(node.parent)] if node.parent is not None else root_number
            element.text = _element(node, parent, numbers, pages)
        entries = [
            f"{index} [{' '.join([f'{numbers[id(node)]} 0 R' for node in nodes])}]"
            for index, nodes in enumerate(self._pages)
        ]
        entries += [
            f"{first_key + index} {numbers[id(node)]} 0 R"
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


def _element(node: Node, parent: int, numbers: dict[int, int], pages: Sequence[int]) -> str:
    home = next((kid.page for kid in node.kids if isinstance(kid, MarkedContent)), None)
    # Where a table begins is told to whoever asks it, and not its cells.
    begins = _first_page(node) if node.kind == "Table" else home
    kids = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(f"{numbers[id(kid)]} 0 R")
        elif isinstance(kid, ObjectKid):
            kids.append(f"<< /Type /OBJR /Obj {kid.number} 0 R /Pg {pages[kid.page]} 0 R >>")
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
    parts.append(f"/K [{' '.join(kids)}] >>")
    return " ".join(parts)


def _first_page(node: Node) -> int | None:
    """The page (from 0) of the first content in a node, however deep."""
    for kid in node.kids:
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
