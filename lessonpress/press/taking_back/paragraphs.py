"""Paragraphs of WordprocessingML, as runs were split, wrapped and restyled by whoever saved them last."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lessonpress.press.taking_back.pieces import (
    GAP,
    PLAIN,
    Comment,
    Look,
    Piece,
    Revision,
    Stretch,
    piece_of,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ADDED, _REMOVED = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_OFF = ("0", "false", "off", "none")
_SCRIPTS = ("superscript", "subscript")
# What a field shows that is worked out anew when the page is printed.
_COUNTED = re.compile(r"\s*(?:PAGE|NUMPAGES|PAGEREF|SECTIONPAGES)\b", re.IGNORECASE)
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_EMPTY = re.compile(r"[\s\u00a0_…\u200b]*\Z")
_TICKED = re.compile("[\u2611\u2612\u25c9\u25cf]")
_WIDEST = 400


class Styles:
    """What the styles of a document make of letters, and what they are called."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Any] = {}
        for style in () if root is None else root.iter(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = style

    def name(self, identity: str) -> str:
        """What a style is called, in any program: its id is each program's own."""
        style = self._styles.get(identity)
        said = None if style is None else style.find(f"{W}name")
        name = identity if said is None else said.get(f"{W}val", "")
        return re.sub(r"[\s_-]+", "", name).lower()

    def properties(self, identity: str) -> Iterator[Any]:
        """The properties of letters of a style and of those that it is based on, the nearest first."""
        for _ in range(20):
            style = self._styles.get(identity)
            if style is None:
                return
            if (found := style.find(f"{W}rPr")) is not None:
                yield found
            base = style.find(f"{W}basedOn")
            if base is None:
                return
            identity = base.get(f"{W}val", "")


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False


@dataclass(slots=True)
class Letters:
    """Reads what stands in a paragraph. `filled` becomes true where somebody answered in it."""

    styles: Styles
    links: Mapping[str, str]
    by: frozenset[str] = frozenset()
    filled: bool = False
    _fields: list[_Field] = field(default_factory=list)

    def accepts(self, change: Any) -> bool:
        """Whether a tracked change counts as accepted."""
        return not self.by or change.get(f"{W}author", "") in self.by

    def stretches(self, paragraph: Any) -> Iterator[Stretch]:
        yield from self._inside(paragraph, None)

    def _inside(self, element: Any, href: str | None) -> Iterator[Stretch]:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, href)
            elif tag == f"{W}hyperlink":
                yield from self._inside(child, self._address(child))
            elif tag in _ADDED:
                if self.accepts(child):
                    yield from self._inside(child, href)
            elif tag in _REMOVED:
                if not self.accepts(child):
                    yield from self._inside(child, href)
            elif tag == f"{W}sdt":
                yield from self._control(child, href)
            elif tag == f"{W}fldSimple":
                if not _COUNTED.match(child.get(f"{W}instr", "")):
                    yield from self._inside(child, href)
            elif tag in (f"{W}smartTag", f"{W}customXml", f"{W}bdo", f"{W}dir"):
                yield from self._inside(child, href)

    def _address(self, link: Any) -> str | None:
        anchor = link.get(f"{W}anchor")
        address = self.links.get(link.get(f"{R}id", ""), "")
        return f"{address}#{anchor}" if anchor else address or None

    def _run(self, run: Any, href: str | None) -> Iterator[Stretch]:
        text = "".join(self._said(run))
        if not text:
            return
        for one in self._fields:
            if one.shown and (link := _LINK.match(one.instruction)):
                href = href or link[1]
        yield Stretch(text, self._look(run.find(f"{W}rPr"), href))

    def _said(self, run: Any) -> Iterator[str]:
        for child in run:
            match child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "":
                case "fldChar":
                    self._turn_field(child.get(f"{W}fldCharType"))
                case "instrText":
                    if self._fields:
                        self._fields[-1].instruction += child.text or ""
                case _ if self._hidden:
                    continue
                case "t" | "delText":
                    yield child.text or ""
                case "tab" | "ptab":
                    yield "\t"
                case "br" if child.get(f"{W}type") not in ("page", "column"):
                    yield "\n"
                case "cr":
                    yield "\n"
                case "noBreakHyphen":
                    yield "\u2011"

    def _turn_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    @property
    def _hidden(self) -> bool:
        """Whether what follows is a field's instruction, or its result that is counted anew."""
        return any(not one.shown or _COUNTED.match(one.instruction) for one in self._fields)

    def _control(self, control: Any, href: str | None) -> Iterator[Stretch]:
        content, properties = control.find(f"{W}sdtContent"), control.find(f"{W}sdtPr")
        if content is None:
            return
        if content.find(f".//{W}sdt") is not None:  # what LibreOffice puts around others
            yield from self._inside(content, href)
            return
        said = "".join(one.text for one in self._inside(content, href))
        if properties is not None and properties.find(f"{W14}checkbox") is not None:
            self.filled = self.filled or bool(_TICKED.search(said))
            return
        if re.fullmatch("[\u2610-\u2612\u25cb\u25c9\u25cf]", said):
            self.filled = self.filled or bool(_TICKED.search(said))
            return
        self.filled = self.filled or not _EMPTY.match(said)
        yield Stretch(GAP)

    def _look(self, properties: Any, href: str | None) -> Look:
        if properties is None:
            return PLAIN if href is None else Look(href=href)
        named = properties.find(f"{W}rStyle")
        chain = [properties]
        if named is not None:
            chain += self.styles.properties(named.get(f"{W}val", ""))
        script = _first(chain, "vertAlign")
        return Look(
            _is_on(_first(chain, "b")),
            _is_on(_first(chain, "i")),
            script if script in _SCRIPTS else None,  # type: ignore[arg-type]
            href,
        )


def _first(chain: list[Any], name: str) -> str | None:
    """What the nearest properties say of that; `on` where they say it without a value."""
    for properties in chain:
        if (found := properties.find(f"{W}{name}")) is not None:
            value: str = found.get(f"{W}val", "on")
            return value
    return None


def _is_on(value: str | None) -> bool:
    return value is not None and value not in _OFF


class Paragraphs:
    """Reads the paragraphs of one body."""

    def __init__(self, letters: Letters, comments: Mapping[str, Comment]) -> None:
        self._letters = letters
        self._comments = dict(comments)

    def pieces(self, body: Any) -> Iterator[Piece]:
        """Every paragraph that says something, in order; names that stand between paragraphs are the next
        one's."""
        waiting: list[str] = []
        carried: list[Stretch] = []
        rows: dict[Any, int] = {}
        cells: dict[Any, int] = {}
        for element in body.iter(f"{W}p", f"{W}bookmarkStart"):
            if element.tag == f"{W}bookmarkStart":
                if _within(element, f"{W}p") is None:
                    waiting.append(element.get(f"{W}name", ""))
                continue
            if _within(element, _FALLBACK) is not None or self._row_is_gone(element):
                continue
            own = [one for one in element.iter(f"{W}bookmarkStart") if _nearest(one) is element]
            waiting += [one.get(f"{W}name", "") for one in own]
            stretches = [*carried, *self._letters.stretches(element)]
            carried = []
            if self._joins_next(element):
                carried = stretches
                continue
            said = piece_of(stretches)
            if not said:
                # The id of an empty cell or line is not that of the next text.
                waiting = [] if own else waiting
                continue
            row, cell = _within(element, f"{W}tr"), _within(element, f"{W}tc")
            yield Piece(
                said,
                tuple(waiting),
                self._style(element),
                None if row is None else rows.setdefault(row, len(rows)),
                None if cell is None else cells.setdefault(cell, len(cells)),
                tuple(self._beside(element, said)),
            )
            waiting = []

    def strays(self) -> tuple[Comment, ...]:
        """The comments that stand beside none of the pieces."""
        return tuple(self._comments.values())

    def revisions(self, body: Any) -> Iterator[Revision]:
        """Every change that was tracked, in order, with neighbours of one author as one."""
        last: Revision | None = None
        kinds = {"ins": "added", "del": "removed", "moveTo": "moved"}
        for element in body.iter(*(f"{W}{tag}" for tag in kinds)):
            text = "".join(one.text or "" for one in element.iter(f"{W}t", f"{W}delText"))
            kind = kinds[element.tag.rpartition("}")[2]]
            author = element.get(f"{W}author", "")
            if not text:
                continue
            before = element.getprevious()
            joins = last is not None and (last.author, last.kind) == (author, kind)
            if joins and last is not None and before is not None and before.tag == element.tag:
                last = replace(last, text=last.text + text)
                continue
            if last is not None:
                yield _short(last)
            last = Revision(author, kind, text)
        if last is not None:
            yield _short(last)

    def _style(self, paragraph: Any) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._letters.styles.name("" if style is None else style.get(f"{W}val", ""))

    def _joins_next(self, paragraph: Any) -> bool:
        """Whether its end was taken out, or was put in and doesn't count."""
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None:
            return False
        added, removed = mark.find(f"{W}ins"), mark.find(f"{W}del")
        if removed is not None and self._letters.accepts(removed):
            return True
        return added is not None and not self._letters.accepts(added)

    def _row_is_gone(self, paragraph: Any) -> bool:
        row = _within(paragraph, f"{W}tr")
        properties = None if row is None else row.find(f"{W}trPr")
        if properties is None:
            return False
        added, removed = properties.find(f"{W}ins"), properties.find(f"{W}del")
        if removed is not None and self._letters.accepts(removed):
            return True
        return added is not None and not self._letters.accepts(added)

    def _beside(self, paragraph: Any, said: Collection[Stretch]) -> Iterator[Comment]:
        about = "".join(one.text for one in said)
        for one in paragraph.iter(f"{W}commentReference", f"{W}commentRangeStart"):
            comment = self._comments.pop(one.get(f"{W}id", ""), None)
            if comment is not None:
                yield replace(comment, about=re.sub(r"\s+", " ", about).strip())


def _short(one: Revision) -> Revision:
    text = re.sub(r"\s+", " ", one.text)
    return replace(one, text=text if len(text) <= _WIDEST else f"{text[:_WIDEST]}…")


def _within(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _nearest(element: Any) -> Any:
    """The paragraph that an element stands in."""
    return next(element.iterancestors(f"{W}p"), None)
