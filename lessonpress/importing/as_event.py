"""An article as an event: its parts in the order that events have them, written in Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lessonpress.content.pasted import read_pasted
from lessonpress.importing.found import Element, Found, Unreadable
from lessonpress.importing.looks import line_of, link_to, plain_of, text_line
from lessonpress.importing.parts import Part, parts_of, rows_of
from lessonpress.importing.pictures import printable
from lessonpress.markdown_prose import MOST_LEVELS

#: A first paragraph of so many letters, without a mark at its end, is a title.
_LONGEST_TITLE = 120
_ENDS = (".", "!", "?", "…", ":", ";", ",")
#: As far as a numbered list counts.
_LARGEST_NUMBER = 99


@dataclass(frozen=True, slots=True)
class Written:
    """An event in Markdown, and the `pictures` that it names, by their paths from its folder.

    `doubts` are sentences on what is to be looked at; `left` is what was left behind.
    """

    text: str
    pictures: Mapping[str, bytes]
    doubts: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(slots=True)
class _Writing:
    found: Found
    slug: str
    numbers: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def line(self, element: Element) -> str:
        return line_of(element, lambda href: link_to(href, self.found.origin.address), self._note)

    def _note(self, name: str) -> str:
        note = self.found.notes.get(name)
        if note is None or not plain_of(note):
            return ""
        if name not in self.numbers:
            self.numbers[name] = len(self.numbers) + 1
            said = " ".join(self.line(one) for one in (note.findall(".//p") or [note]))
            self.notes.append(f"[^{self.numbers[name]}]: {said}")
        return f"[^{self.numbers[name]}]"


def title_of(found: Found, called: str) -> str:
    """What the article is called; `called` is what its file is, where it says nothing."""
    return _title(_own_parts(found, []), found, called)[0]


def write_event(
    found: Found,
    slug: str,
    called: str,
    *,
    licence: str = "",
    source: str = "",
    language: str = "",
) -> Written:
    """The event of that slug, from a file that is `called` so. `licence` and `source` are said of it, `language` is its code, "" where nobody knows.

    Raises Unreadable where there is no text to be taken.
    """
    writing = _Writing(found, slug, left=list(found.left))
    title, parts = _title(_own_parts(found, writing.left), found, called)
    while (
        parts and parts[0].kind in ("paragraph", "heading") and plain_of(parts[0].element) == title
    ):
        del parts[0]
    parts = _levelled(parts)
    summary, facts, pictures, sections = _arranged(title, parts, writing)
    lines = [f"# {text_line(title)}", ""]
    for several in (summary, pictures, [facts] if facts else []):
        lines += _apart(several, writing)
    lines += _apart(sections, writing)
    lines += [line for note in writing.notes for line in (note, "")]
    head = _front_matter(licence, source or found.origin.source, language)
    text = "\n".join([*head, *lines]).rstrip() + "\n"
    return Written(
        text, writing.pictures, tuple(writing.doubts), tuple(dict.fromkeys(writing.left))
    )


def _front_matter(licence: str, source: str, language: str) -> list[str]:
    said = (("language", language), ("licence", licence), ("sources", source))
    lines = [
        f"{key}: [{json.dumps(value, ensure_ascii=False)}]"
        if key == "sources"
        else f"{key}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in said
        if value
    ]
    return ["---", *lines, "---", ""] if lines else []


def _title(parts: list[Part], found: Found, called: str) -> tuple[str, list[Part]]:
    """What the article is called, and the parts without that."""
    titles = [
        part
        for part in parts
        if part.kind == "heading" and "title" in (part.element.get("class") or "").split()
    ]
    first = [part for part in parts if part.kind == "heading" and part.level == 1]
    tops = titles or (first if len(first) == 1 or (first and first[0] is parts[0]) else [])
    if tops:
        return plain_of(tops[0].element), [part for part in parts if part is not tops[0]]
    begin = next((part for part in parts if part.kind != "picture"), None)
    if (
        begin is not None
        and begin.kind == "heading"
        and not any(
            part.kind == "heading" and part.level == begin.level
            for part in parts
            if part is not begin
        )
    ):
        return plain_of(begin.element), [part for part in parts if part is not begin]
    if found.origin.title:
        return found.origin.title, parts
    if begin is not None and begin.kind == "paragraph":
        said = plain_of(begin.element)
        if len(said) <= _LONGEST_TITLE and not said.endswith(_ENDS):
            return said, [part for part in parts if part is not begin]
    return called.replace("-", " ").capitalize(), parts


def _own_parts(found: Found, left: list[str]) -> list[Part]:
    """The article's parts; what is none of it goes to `left`."""
    return [part for part in parts_of(found.body) if not _is_furniture(part, left)]


def _is_furniture(part: Part, left: list[str]) -> bool:
    """Whether a paragraph says what stands around articles, such as `Advertisement`; it is left behind."""
    if (
        part.kind not in ("paragraph", "heading")
        or len(said := plain_of(part.element)) > _LONGEST_TITLE
    ):
        return False
    [line] = read_pasted([said])
    if line.text:
        return False
    left.append(said)
    return True


def _levelled(parts: list[Part]) -> list[Part]:
    """The parts with headings of two levels: those of sections, and those within."""
    levels = sorted({part.level for part in parts if part.kind == "heading"})
    return [
        Part(part.kind, part.element, 2 if part.level == levels[0] else 3, part.caption)
        if part.kind == "heading"
        else part
        for part in parts
    ]


def _arranged(
    title: str, parts: list[Part], writing: _Writing
) -> tuple[list[Part], Part | None, list[Part], list[Part]]:
    """The summary, the key facts, the pictures of the introduction, and all that stands in sections."""
    first = next((at for at, part in enumerate(parts) if part.kind == "heading"), len(parts))
    lead, rest = parts[:first], parts[first:]
    if not rest and lead:
        writing.doubts.append(
            "There was no heading: the text stands in one section, called as the article is."
        )
    summary: list[Part] = []
    pictures: list[Part] = []
    facts: Part | None = None
    over: list[Part] = []
    for at, part in enumerate(lead):
        if over:
            over.append(part)
        elif part.kind == "picture":
            pictures.append(part)
        elif part.kind == "paragraph" and facts is None and (rest or not summary):
            summary.append(part)
        elif (
            part.kind == "list"
            and facts is None
            and summary
            and (at == len(lead) - 1 or not rest)
            and _is_flat(part)
        ):
            facts = part
        else:
            over.append(part)
    if over:
        rest = [_heading(title), *over, *rest]
    if not summary:
        rest = _with_a_paragraph(rest)
        moved = next((part for part in rest if part.kind == "paragraph"), None)
        if moved is None:
            raise Unreadable("There is no paragraph of text in it.", "Name a file with an article.")
        at = rest.index(moved)
        rest = [part for part in rest if part is not moved]
        # A heading that has nothing below it any more goes along.
        if (
            at
            and rest[at - 1].kind == "heading"
            and (at == len(rest) or rest[at].kind == "heading")
        ):
            del rest[at - 1]
        summary = [moved]
        writing.doubts.append("There was no summary: the first paragraph stands in its place.")
    if len(summary) > 2:
        writing.doubts.append(
            f"The summary has {len(summary)} paragraphs: those before the first heading."
        )
    if facts is None:
        writing.doubts.append("There are no key facts. Write some, as a list below the summary.")
    return summary, facts, pictures, _not_too_early(rest)


def _with_a_paragraph(rest: list[Part]) -> list[Part]:
    """The parts, of which one is a paragraph: where there is none, the first item of a list, or of a quotation."""
    if any(part.kind == "paragraph" for part in rest):
        return rest
    for at, part in enumerate(rest):
        if part.kind not in ("list", "quote"):
            continue
        first = next(
            (
                inner
                for item in part.element
                for inner in (parts_of(item) or ())
                if inner.kind == "paragraph"
            ),
            None,
        )
        if first is None and part.kind == "quote":
            first = next(
                (inner for inner in parts_of(part.element) if inner.kind == "paragraph"), None
            )
        if first is not None:
            item = part.element[0]
            if part.kind == "list" and len(parts_of(item)) == 1:
                others = deepcopy(part.element)
                others.remove(others[0])
                kept = [Part("list", others)] if len(others) else []
            else:
                kept = [part]
            return [*rest[:at], first, *kept, *rest[at + 1 :]]
    return rest


def _not_too_early(rest: list[Part]) -> list[Part]:
    """What stands in sections begins with a heading of a section."""
    if rest and rest[0].kind == "heading" and rest[0].level != 2:
        return [Part("heading", rest[0].element, 2), *rest[1:]]
    return rest


def _is_flat(part: Part) -> bool:
    """Whether each item of a list is one text, as a key fact is."""
    return all(len(parts_of(item)) <= 1 for item in part.element if item.tag == "li")


def _heading(text: str) -> Part:
    from lxml import etree

    element = etree.Element("h2")
    element.text = text
    return Part("heading", element, 2)


def _apart(parts: Iterable[Part], writing: _Writing, level: int = 1) -> list[str]:
    """The parts with empty lines between them; of lists that follow each other, every other has other marks, or they would be one."""
    lines: list[str] = []
    other = False
    before: Part | None = None
    for part in parts:
        other = not other if before is not None and before.kind == part.kind == "list" else False
        if block := _block(part, writing, level, other=other):
            lines += [*block, ""]
        before = part
    return lines


def _block(part: Part, writing: _Writing, level: int = 1, *, other: bool = False) -> list[str]:
    match part.kind:
        case "heading":
            return [f"{'#' * part.level} {text_line(plain_of(part.element))}"]
        case "paragraph":
            return writing.line(part.element).split("\n")
        case "list":
            return _list(part.element, writing, level, other=other)
        case "quote":
            inside = _inside(part.element, writing, level)
            return [f"> {line}".rstrip() for line in inside]
        case "table":
            return _table(part, writing)
        case "picture":
            return _picture(part, writing)
        case _:
            said = "".join(part.element.itertext()).strip("\n")
            return [
                f"| {text_line(line)}".rstrip() if line.strip() else "|"
                for line in said.splitlines()
            ]


def _inside(holder: Element, writing: _Writing, level: int) -> list[str]:
    """The blocks that something holds, with empty lines between them."""
    lines: list[str] = []
    if level >= MOST_LEVELS:
        return [writing.line(holder).replace("\\\n", " ")]
    for part in parts_of(holder):
        if part.kind == "heading":  # within a list or a quotation there are none
            lines += [f"**{text_line(plain_of(part.element))}**", ""]
            continue
        lines += _apart([part], writing, level + 1)
    return lines[:-1]


def _list(element: Element, writing: _Writing, level: int, *, other: bool = False) -> list[str]:
    start = element.get("start") or "1"
    number = int(start) if start.isdecimal() else 1
    items = [
        item for item in element if isinstance(item.tag, str) and item.tag in ("li", "ul", "ol")
    ]
    numbered = element.tag == "ol" and number + len(items) - 1 <= _LARGEST_NUMBER
    lines: list[str] = []
    for item in items:
        inside = (
            _list(item, writing, level + 1) if item.tag != "li" else _inside(item, writing, level)
        )
        if not any(inside):
            continue
        mark = f"{number}{')' if other else '.'} " if numbered else "* " if other else "- "
        number += 1
        tight = _tightened(inside)
        lines += [f"{mark}{tight[0]}", *(f"{' ' * len(mark)}{line}".rstrip() for line in tight[1:])]
    return lines


def _tightened(lines: list[str]) -> list[str]:
    """Without the empty line between an item's own words and the list in it."""
    if len(lines) > 2 and not lines[1] and re.match(r"(?:[-*] |\d+[.)] )", lines[2]):
        return [lines[0], *lines[2:]]
    return lines


def _table(part: Part, writing: _Writing) -> list[str]:
    rows = [[_cell(cell, writing) for cell in _spread(row)] for row in rows_of(part.element)]
    wide = max(map(len, rows))
    rows = [row + [""] * (wide - len(row)) for row in rows if any(row)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * wide}")
    if part.caption is not None and (said := writing.line(part.caption).replace("\\\n", " ")):
        lines.append(f": {said}")
    return lines


def _spread(row: Iterable[Element]) -> list[Element | None]:
    """The cells, and nothing for each column more that one is wide."""
    spread: list[Element | None] = []
    for cell in row:
        wide = cell.get("colspan") or "1"
        spread += [cell, *[None] * (min(int(wide), 20) - 1 if wide.isdecimal() else 0)]
    return spread


def _cell(cell: Element | None, writing: _Writing) -> str:
    if cell is None:
        return ""
    said = writing.line(cell).replace("\\\n", " ")
    return re.sub(r"(?<!\\)\|", r"\\|", said)


def _picture(part: Part, writing: _Writing) -> list[str]:
    source, words = part.element.get("src") or "", " ".join((part.element.get("alt") or "").split())
    caption = plain_of(part.caption) if part.caption is not None else ""
    made = (
        None if source not in writing.found.pictures else printable(writing.found.pictures[source])
    )
    if made is None:
        shown = f"picture {source[:80]}" + (f" ({words})" if words else "")
        if not source.startswith("data") or words:
            writing.left.append(shown)
        if caption:
            writing.left.append(caption)
        return []
    ending, data = made
    name = writing.names.get(source) or f"pictures/{writing.slug}-{len(writing.names) + 1}{ending}"
    writing.names[source] = name
    writing.pictures[name] = data
    quoted = caption.replace('"', "”")
    line = f"![{text_line(words)}]({name}{f' {chr(34)}{quoted}{chr(34)}' if quoted else ''})"
    if words or caption:
        return [line]
    writing.doubts.append(
        f"{name} has no words that say what it shows: write them, and take it out of its comment."
    )
    return [f"<!-- ![What does it show?]({name}) -->"]
