"""PDF files with text: pdfminer finds the lines, in columns too; what they are is told by their size and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from lxml import etree

from lessonpress.importing.extra import needed
from lessonpress.importing.found import Element, Found, Origin, Unreadable

#: More pages than an article has.
_MOST_PAGES = 200
#: So much larger than running text a heading is, at least, and so many letters it has at the most.
_LARGER, _LONGEST_HEADING = 1.12, 140
#: The parts of a page's depth, above and below, in which its furniture stands.
_EDGE = 0.1
#: A line that ends so much of the column's width before its edge is the last of its paragraph.
_SHORT = 0.12
#: A gap between lines that is so many of their heights parts paragraphs.
_GAP = 0.75
#: Pictures smaller than this, in points, are rules and bullets.
_SMALL = 24.0
_BULLET = re.compile(r"[•▪●○◦‣·■□◆➢✓\uf000-\uf0ff–-]\s+(?=\S)")
_BULLETS = tuple("•▪●○◦‣·■□◆➢✓–-")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text; sides in points from the left and from the foot of its page. `edge` is its column's right side."""

    page: int
    text: str
    size: float
    bold: bool
    left: float
    right: float
    foot: float
    top: float
    edge: float
    box: int


@dataclass(frozen=True, slots=True)
class _Image:
    page: int
    name: str
    data: bytes
    top: float


def read_pdf(data: bytes) -> Found:
    """The article in a PDF. Raises Unreadable, also for pictures of text."""
    lines, depths = _lines(data)
    if not any(line.text.strip() for line in lines):
        raise Unreadable(
            "There is no text in this PDF: its pages are pictures, as a scanner makes them.",
            "Have the text recognised first, as with ocrmypdf, or copy it in by hand.",
        )
    left: list[str] = []
    lines = list(_without_furniture(_with_bullets(lines), depths, left))
    images = list(_images(data))
    body = etree.Element("body")
    _write(lines, images, body)
    return Found(
        body, _origin(data), {one.name: one.data for one in images}, left=tuple(dict.fromkeys(left))
    )


def _lines(data: bytes) -> tuple[list[_Line], dict[int, float]]:
    high_level = needed("pdfminer.high_level", "PDF files")
    layout = needed("pdfminer.layout", "PDF files")
    lines: list[_Line] = []
    depths: dict[int, float] = {}
    try:
        pages = high_level.extract_pages(
            BytesIO(data), maxpages=_MOST_PAGES, laparams=layout.LAParams(boxes_flow=0.5)
        )
        for number, page in enumerate(pages):
            depths[number] = float(page.height)
            boxes = [one for one in page if isinstance(one, layout.LTTextBox)]
            for at, box in enumerate(boxes):
                for line in box:
                    if isinstance(line, layout.LTTextLine) and (
                        made := _line(number, line, box, at, layout)
                    ):
                        lines.append(made)
    except Unreadable:
        raise
    except Exception as error:  # a person's file may hold anything
        if type(error).__name__ in (
            "PDFPasswordIncorrect",
            "PDFTextExtractionNotAllowed",
            "PDFEncryptionError",
        ):
            raise Unreadable(
                "This PDF asks for a password, or forbids to copy its text.", "Save it without one."
            ) from error
        raise Unreadable(
            "This PDF is damaged.", "Print it to a PDF anew, from a program that opens it."
        ) from error
    return lines, depths


def _line(page: int, line: Any, box: Any, at: int, layout: Any) -> _Line | None:
    letters = [one for one in line if isinstance(one, layout.LTChar)]
    text = " ".join(line.get_text().split())
    if not text or not letters:
        return None
    sizes = Counter(round(one.size, 1) for one in letters if one.get_text().strip())
    if not sizes:
        return None
    bold = sum("bold" in one.fontname.lower() or "black" in one.fontname.lower() for one in letters)
    return _Line(
        page, text, sizes.most_common(1)[0][0], bold > len(letters) * 0.8,
        line.x0, line.x1, line.y0, line.y1, box.x1, at,
    )  # fmt: skip


def _with_bullets(lines: Sequence[_Line]) -> list[_Line]:
    """The lines, with bullets that stand by themselves before the words beside them."""
    alone = [line for line in lines if line.text in _BULLETS]
    if not alone:
        return list(lines)
    given: dict[int, str] = {}
    taken: set[int] = set()
    for bullet in alone:
        beside = [
            line
            for line in lines
            if line not in alone
            and line.page == bullet.page
            and line.left >= bullet.right
            and abs(line.foot - bullet.foot) < bullet.size * 0.6
        ]
        if beside:
            given[id(min(beside, key=lambda line: line.left))] = bullet.text
            taken.add(id(bullet))
    return [
        replace(line, text=f"{given[id(line)]} {line.text}") if id(line) in given else line
        for line in lines
        if id(line) not in taken
    ]


def _without_furniture(
    lines: Sequence[_Line], depths: dict[int, float], left: list[str]
) -> Iterator[_Line]:
    """The lines without numbers of pages and what stands at the edge of several pages."""

    def at_edge(line: _Line) -> bool:
        depth = depths[line.page]
        return line.top > depth * (1 - _EDGE) or line.foot < depth * _EDGE

    pages: dict[str, set[int]] = {}
    for line in lines:
        if at_edge(line):
            pages.setdefault(_DIGITS.sub("#", line.text), set()).add(line.page)
    for line in lines:
        shape = _DIGITS.sub("#", line.text)
        alone = shape.strip(" -–—/.|") in ("#", "# / #", "# of #", "page # of #", "#/#")
        if at_edge(line) and (alone or len(pages[shape]) > 1):
            left.append(line.text)
        else:
            yield line


def _write(lines: Sequence[_Line], images: Sequence[_Image], body: Element) -> None:
    """Headings, paragraphs and lists out of lines, and pictures between them."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    levels = sorted(
        {
            line.size
            for line in lines
            if line.size >= usual * _LARGER and len(line.text) <= _LONGEST_HEADING
        },
        reverse=True,
    )
    words = Counter(
        re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(line.text.lower() for line in lines))
    )
    waiting = list(images)
    group: list[_Line] = []

    def level_of(line: _Line) -> int:
        """0 for running text."""
        if line.size in levels and len(line.text) <= _LONGEST_HEADING:
            return min(levels.index(line.size) + 1, 6)
        if line.bold and len(line.text) <= 90 and not line.text.endswith((".", ",", ";")):
            return min(len(levels) + 1, 6)
        return 0

    def flush() -> None:
        if not group:
            return
        level, text = level_of(group[0]), _joined([line.text for line in group], words)
        if level and all(level_of(line) == level for line in group):
            etree.SubElement(body, f"h{level}").text = text
        elif found := _BULLET.match(text) or _NUMBER.match(text):
            tag = "ul" if _BULLET.match(text) else "ol"
            last = body[-1] if len(body) and body[-1].tag == tag else etree.SubElement(body, tag)
            if tag == "ol" and not len(last):
                last.set("start", found[1])
            etree.SubElement(last, "li").text = text[found.end() :]
        else:
            etree.SubElement(body, "p").text = text
        group.clear()

    for line in lines:
        while waiting and (
            waiting[0].page < line.page
            or (waiting[0].page == line.page and waiting[0].top > line.top)
        ):
            flush()
            etree.SubElement(etree.SubElement(body, "p"), "img", {"src": waiting.pop(0).name})
        if group and not _goes_on(group, line, level_of):
            flush()
        group.append(line)
    flush()
    for image in waiting:
        etree.SubElement(etree.SubElement(body, "p"), "img", {"src": image.name})


def _goes_on(group: Sequence[_Line], line: _Line, level_of: Any) -> bool:
    """Whether a line belongs to what the lines before it say."""
    last = group[-1]
    if level_of(last) != level_of(line) or _BULLET.match(line.text) or _NUMBER.match(line.text):
        return False
    if line.page != last.page or line.box != last.box:
        # Over a page or a column, if a sentence does.
        near = (
            line.page == last.page
            and abs(last.foot - line.top) < line.size * _GAP
            and abs(line.left - group[0].left) < line.size * 3
        )
        return not _ENDS.search(last.text) and (near or line.text[:1].islower())
    if level_of(line):
        return last.foot - line.top < line.size * _GAP
    if last.foot - line.top > line.size * _GAP:
        return False
    is_short = last.right < last.edge - (last.edge - last.left) * _SHORT
    indented = line.left > min(one.left for one in group) + line.size * 0.8 and len(group) > 1
    return not (_ENDS.search(last.text) and (is_short or indented))


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    """The lines as one; a word that was parted is put together, unless it is written with a hyphen elsewhere."""
    text = lines[0]
    for line in lines[1:]:
        parted = re.search(r"([^\W\d_]+)[-\u00ad\u2010]$", text)
        goes_on = re.match(r"[^\W\d_]+", line)
        if parted and goes_on and line[0].islower():
            whole = f"{parted[1]}{goes_on[0]}".lower()
            hyphened = f"{parted[1]}-{goes_on[0]}".lower()
            keep = words[hyphened] > words[whole] and not text.endswith("\u00ad")
            text = f"{text[:-1]}{'-' if keep else ''}{line}"
        else:
            text = f"{text} {line}"
    return text


def _images(data: bytes) -> Iterator[_Image]:
    """The pictures of the pages, from the head of each down, as PNG."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    for number in range(min(len(document), _MOST_PAGES)):
        found = []
        for one in document[number].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            left, foot, right, top = one.get_bounds()
            if min(right - left, top - foot) >= _SMALL:
                found.append((top, one))
        for at, (top, one) in enumerate(sorted(found, key=lambda pair: -pair[0]), start=1):
            png = BytesIO()
            try:
                one.get_bitmap(render=True).to_pil().save(png, "PNG")
            except (pypdfium2.PdfiumError, OSError, ValueError):
                continue
            yield _Image(number, f"page{number + 1}-{at}.png", png.getvalue(), top)


def _origin(data: bytes) -> Origin:
    import pypdfium2

    try:
        said = pypdfium2.PdfDocument(data).get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError:
        return Origin()
    return Origin(said.get("Title", ""), said.get("Author", ""))
