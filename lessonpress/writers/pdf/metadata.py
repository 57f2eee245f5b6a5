"""Metadata: what the file says of itself, in XMP and in the information dictionary.

Both say the same (ISO 19005-2, 6.6.3). No dates: the bytes of a document are a function of what went
into it.
"""

from __future__ import annotations

from functools import cache
from html import escape

import reportlab

from lessonpress import __version__
from lessonpress.document.blocks import Document
from lessonpress.writers.pdf.canvas import TaggedCanvas

_CREATOR = "makelesson"

# PDF/A (ISO 19005-2, 6.6.2.3) wants every property described that it does not know itself.
_DESCRIPTION_OF_PDFUAID = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType='Resource'>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType='Resource'>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


@cache
def _producer() -> str:
    return f"makelesson {__version__} with ReportLab {reportlab.Version}"


def describe(canvas: TaggedCanvas, document: Document) -> None:
    """Fills in the information dictionary (ISO 32000-1, 14.3.3)."""
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    canvas.setKeywords(", ".join(document.keywords))
    canvas.setCreator(_CREATOR)
    canvas.setProducer(_producer())


def xmp(document: Document, *, identified: bool = False) -> bytes:
    """The XMP packet (ISO 16684-1); pdfuaid after ISO 14289-1, clause 5, pdfaid after ISO 19005-2,
    6.6.4. If `identified`, it says which lesson's it is: what is filled in comes back."""
    title, language = escape(document.title, quote=False), escape(document.language, quote=False)
    parts = [
        f"<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>{title}</rdf:li></rdf:Alt></dc:title>",
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>",
    ]
    if identified and document.identifier:
        identifier = escape(document.identifier, quote=False)
        parts.append(f"<dc:identifier>{identifier}</dc:identifier>")
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
        keywords = escape(", ".join(document.keywords), quote=False)
        parts.append(f"<pdf:Keywords>{keywords}</pdf:Keywords>")
    body = "\n".join(parts)
    return (
        "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\n"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
        "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'"
        " xmlns:pdf='http://ns.adobe.com/pdf/1.3/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
        " xmlns:pdfuaid='http://www.aiim.org/pdfua/ns/id/'"
        " xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/'"
        " xmlns:pdfaExtension='http://www.aiim.org/pdfa/ns/extension/'"
        " xmlns:pdfaSchema='http://www.aiim.org/pdfa/ns/schema#'"
        " xmlns:pdfaProperty='http://www.aiim.org/pdfa/ns/property#'>\n"
        f"{body}\n<pdf:Producer>{_producer()}</pdf:Producer>\n"
        f"<xmp:CreatorTool>{_CREATOR}</xmp:CreatorTool>\n"
        "<pdfuaid:part>1</pdfuaid:part>\n"
        "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
        f"{_DESCRIPTION_OF_PDFUAID}\n"
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end='r'?>"
    ).encode()
