"""Navigation: the table of contents, by headings, and the list of the paper's pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from lessonpress.words import Words
from lessonpress.writers.epub.page_breaks import PageMark
from lessonpress.writers.epub.xhtml import as_xhtml, page
from lessonpress.writers.html.elements import element

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading: its level, what it says, and where it is found."""

    level: int
    text: str
    target: str


def headings_in(name: str, body: etree._Element) -> list[Entry]:
    """The headings of a file of that name."""
    found = []
    for one in body.iter("h1", "h2", "h3"):
        text = " ".join("".join(map(str, one.itertext())).split())
        if text and one.get("id"):
            found.append(Entry(int(str(one.tag)[1]), text, f"{name}#{one.get('id')}"))
    return found


def navigation(
    entries: Sequence[Entry],
    pages: Sequence[tuple[str, PageMark]],
    title: str,
    language: str,
    way: str,
    _: Words,
) -> bytes:
    """The navigation document. `pages` are the marks, each with the file that it is in."""
    root, body = page(title, language, way, "")
    contents = element("nav", body, role="doc-toc", id="toc")
    element("h1", contents, _("Contents"))
    _nest(entries, contents)
    listed = element("nav", body, role="doc-pagelist", id="pages", hidden="hidden")
    element("h2", listed, _("Pages"))
    made = element("ol", listed)
    for name, mark in pages:
        element("a", element("li", made), str(mark.number), href=f"{name}#{mark.id}")
    return as_xhtml(root)


def _nest(entries: Sequence[Entry], target: etree._Element) -> None:
    """Lists in lists: an entry holds those of lower levels that follow it, whatever levels are left out."""
    lists: list[tuple[int, etree._Element]] = []
    for entry in entries:
        while lists and lists[-1][0] > entry.level:
            lists.pop()
        if not lists:
            lists.append((entry.level, _list_in(target)))
        elif lists[-1][0] < entry.level:
            lists.append((entry.level, element("ol", lists[-1][1][-1])))
        element("a", element("li", lists[-1][1]), entry.text, href=entry.target)


def _list_in(target: etree._Element) -> etree._Element:
    found = target.find("ol")
    return element("ol", target) if found is None else found
