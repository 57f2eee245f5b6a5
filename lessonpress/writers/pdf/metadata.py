"""Metadata: XMP with the PDF/UA identifier, the information dictionary, bookmarks.

No dates: the bytes of a document are a function of what went into it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from lessonpress import __version__
from lessonpress.document.blocks import Document
from lessonpress.writers.pdf.file import PdfFile
from lessonpress.writers.pdf.strips import Part
from lessonpress.writers.pdf.tags import pdf_text

_PRODUCER = f"makelesson {__version__} with ReportLab"


def xmp(document: Document) -> bytes:
    """The XMP packet (ISO 16684-1); pdfuaid after ISO 14289-1, clause 5."""
    title, language = escape(document.title, quote=False), escape(document.language, quote=False)
    parts = [
        f"<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>{title}</rdf:li></rdf:Alt></dc:title>",
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>",
    ]
    if document.author:
        parts.append(
            f"<dc:creator><rdf:Seq><rdf:li>{escape(document.author, quote=False)}</rdf:li></rdf:Seq></dc:creator>"
        )
    if document.subject:
        parts.append(
            "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>"
            f"{escape(document.subject, quote=False)}</rdf:li></rdf:Alt></dc:description>"
        )
    if document.keywords:
        parts.append(f"<pdf:Keywords>{escape(', '.join(document.keywords))}</pdf:Keywords>")
    body = "\n".join(parts)
    return (
        "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\n"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
        "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        " xmlns:pdf='http://ns.adobe.com/pdf/1.3/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
        " xmlns:pdfuaid='http://www.aiim.org/pdfua/ns/id/'>\n"
        f"{body}\n<pdf:Producer>{_PRODUCER}</pdf:Producer>\n"
        "<xmp:CreatorTool>makelesson</xmp:CreatorTool>\n"
        "<pdfuaid:part>1</pdfuaid:part>\n"
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end='r'?>"
    ).encode()


def info(document: Document) -> str:
    """The document information dictionary (ISO 32000-1, 14.3.3)."""
    entries = {
        "Title": document.title,
        "Author": document.author,
        "Subject": document.subject,
        "Keywords": ", ".join(document.keywords),
        "Creator": "makelesson",
        "Producer": _PRODUCER,
    }
    return (
        "<< "
        + " ".join(f"/{key} {pdf_text(value)}" for key, value in entries.items() if value)
        + " >>"
    )


@dataclass(slots=True)
class Entry:
    """A bookmark: its heading's level, its text, and where it leads (page object, height).

    It stands under the last one of a lower level, if that is not of a section that has ended.
    """

    level: int
    title: str
    page: int
    top: float
    part: Part | None = None
    entries: list[Entry] = field(default_factory=list)


def write_outline(file: PdfFile, flat: list[Entry]) -> int | None:
    """Writes the bookmarks as a tree by level; yields the outline's number, None without any."""
    if not flat:
        return None
    root = Entry(0, "", 0, 0.0)
    path = [root]
    for entry in flat:
        line = entry.part.line if entry.part is not None else ()
        while path[-1].level >= entry.level or (
            path[-1].part is not None and path[-1].part not in line
        ):
            path.pop()
        path[-1].entries.append(entry)
        path.append(entry)
    number = file.reserve()
    first, last = _write_entries(file, root.entries, number)
    file.define(
        number,
        f"<< /Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {len(flat)} >>",
    )
    return number


def _write_entries(file: PdfFile, entries: list[Entry], parent: int) -> tuple[int, int]:
    numbers = [file.reserve() for _ in entries]
    for index, entry in enumerate(entries):
        parts = [
            f"<< /Title {pdf_text(entry.title)} /Parent {parent} 0 R",
            f"/Dest [{entry.page} 0 R /XYZ null {entry.top:.2f} null]",
        ]
        if index:
            parts.append(f"/Prev {numbers[index - 1]} 0 R")
        if index + 1 < len(entries):
            parts.append(f"/Next {numbers[index + 1]} 0 R")
        if entry.entries:
            first, last = _write_entries(file, entry.entries, numbers[index])
            parts.append(f"/First {first} 0 R /Last {last} 0 R /Count {_count(entry)}")
        file.define(numbers[index], " ".join(parts) + " >>")
    return numbers[0], numbers[-1]


def _count(entry: Entry) -> int:
    return sum(1 + _count(child) for child in entry.entries)
