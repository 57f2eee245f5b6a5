"""Page breaks: where each page of the paper begins, so that *turn to page 3* holds for who reads the book.

After EPUB Accessibility 1.1, 3.1 (page navigation), and the DPUB-ARIA role doc-pagebreak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from lessonpress.writers.html.elements import element

# Where a mark stands at the start of an element, since none may stand between such ones.
_INSIDE = frozenset(["li", "td", "th", "p", "caption", "h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass(frozen=True, slots=True)
class PageMark:
    """The number of a page, and the id of the element that marks where it begins."""

    number: int
    id: str


def mark_pages(
    bodies: Sequence[etree._Element], pages: Sequence[tuple[str, int]], order: Sequence[str]
) -> tuple[PageMark, ...]:
    """Marks in the elements of the files where each page begins, the first at the top of them all. `pages` are
    those of `Document.pages`, `order` the ids of all blocks as they follow each other: where one has no element,
    the next that has stands for it."""
    by_id = {one.get("id"): one for body in bodies for one in body.iter() if one.get("id")}
    first = element("span")
    marks = [_mark(first, 1, 1)]
    bodies[0].insert(0, _as_block(first))
    at = {id_: place for place, id_ in enumerate(order)}
    for count, (name, number) in enumerate(pages, start=2):
        following = order[at[name] :] if name in at else ()
        found = next((by_id[one] for one in (name, *following) if one in by_id), None)
        if found is not None:
            marks.append(_insert(found, number, count))
    return tuple(marks)


def _insert(found: etree._Element, number: int, count: int) -> PageMark:
    parent = found.getparent()
    if found.tag == "tr":
        found = found[0]
    if parent is None or found.tag in _INSIDE:
        made = element("span")
        made.tail, found.text = found.text, None
        found.insert(0, made)
        return _mark(made, number, count)
    made = element("span" if found.tag == "span" else "div")
    found.addprevious(made)
    return _mark(made, number, count)


def _mark(made: etree._Element, number: int, count: int) -> PageMark:
    made.set("role", "doc-pagebreak")
    made.set("id", f"page_{count}")
    made.set("aria-label", str(number))
    return PageMark(number, f"page_{count}")


def _as_block(made: etree._Element) -> etree._Element:
    made.tag = "div"
    return made
