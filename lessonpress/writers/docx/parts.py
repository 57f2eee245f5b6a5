"""The small parts of the package: settings, fonts, properties, footer, section. Knows no block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lessonpress.writers.docx.languages import word_language
from lessonpress.writers.docx.ooxml import (
    CORE_PROPERTIES,
    DECLARATION,
    EXTENDED_PROPERTIES,
    A,
    R,
    W,
    colour,
    escape,
    twips,
)
from lessonpress.writers.docx.sections import SectionLook, page_numbers, section_type

if TYPE_CHECKING:
    from lessonpress.document.blocks import Document
    from lessonpress.layout.theme import StyleName, Theme

# Families with serifs among those that Word ships with; the rest count as sans.
_ROMAN = frozenset(
    [
        "Book Antiqua",
        "Bookman Old Style",
        "Cambria",
        "Century",
        "Century Schoolbook",
        "Constantia",
        "Garamond",
        "Georgia",
        "Palatino Linotype",
        "Sitka Text",
        "Times New Roman",
    ]
)
_THEME_FONTS: tuple[tuple[str, StyleName], ...] = (("major", "title"), ("minor", "body"))
# What printers leave blank at a sheet's edge, in points.
_EDGE = 14.0
_PAGE_FIELD = re.compile(r"\{(pages?)\}")


def settings_xml(theme: Theme, language: str) -> bytes:
    """`settings.xml`: today's Word, hyphenation where the theme wants it, the language."""
    hyphenates = any(style.hyphenate for style in theme.styles.values())
    hyphens = (
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>'
        '<w:hyphenationZone w:val="360"/><w:doNotHyphenateCaps/>'
        if hyphenates
        else ""
    )
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}">{hyphens}'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>'
        f'<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="{uri}"'
        ' w:val="1"/>'
        f'<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="{uri}" w:val="1"/>'
        f'<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="{uri}" w:val="1"/>'
        f'<w:compatSetting w:name="differentiateMultirowTableHeaders" w:uri="{uri}" w:val="1"/>'
        f'</w:compat><w:themeFontLang w:val="{word_language(language)}"/></w:settings>'
    ).encode()


def theme_xml(theme: Theme) -> bytes:
    """`theme1.xml`: the colours and the two families that Word's menus offer first."""
    accent, link = colour(theme.accent), colour(theme.link_colour)
    tints = {"dk1": "000000", "lt1": "FFFFFF", "dk2": accent, "lt2": "F2F2F2"}
    tints |= {f"accent{number}": accent for number in range(1, 7)}
    tints |= {"hlink": link, "folHlink": link}
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{tint}"/></a:{name}>' for name, tint in tints.items()
    )
    families = "".join(
        f'<a:{kind}Font><a:latin typeface="{escape(theme.styles[style].font)}"/>'
        f'<a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, style in _THEME_FONTS
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    # The schema asks for three of each.
    formats = (
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst>"
        f'<a:lnStyleLst>{f"""<a:ln w="6350">{fill}</a:ln>""" * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
    )
    name = escape(theme.name)
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{families}</a:fontScheme>'
        f'<a:fmtScheme name="{name}">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    ).encode()


def font_table_xml(theme: Theme) -> bytes:
    """`fontTable.xml`: for each family of the theme the one to use where it is not installed."""
    fonts = "".join(
        f'<w:font w:name="{escape(family)}">{_stand_in(theme.stand_ins.get(family))}'
        '<w:pitch w:val="variable"/></w:font>'
        for family in theme.families
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'.encode()


def _stand_in(family: str | None) -> str:
    if family is None:
        return '<w:charset w:val="00"/><w:family w:val="auto"/>'
    kind = "roman" if family in _ROMAN else "swiss"
    return f'<w:altName w:val="{escape(family)}"/><w:charset w:val="00"/><w:family w:val="{kind}"/>'


def core_properties_xml(document: Document) -> bytes:
    """`core.xml`: title, subject, author, keywords, language. No date: the bytes would differ."""
    entries = (
        ("dc:title", document.title),
        ("dc:subject", document.subject),
        ("dc:creator", document.author),
        ("cp:keywords", ", ".join(document.keywords)),
        ("dc:language", document.language),
    )
    rows = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in entries if value)
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{CORE_PROPERTIES}"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{rows}</cp:coreProperties>'
    ).encode()


def app_properties_xml() -> bytes:
    """`app.xml`: the program's name."""
    return (
        f'{DECLARATION}<Properties xmlns="{EXTENDED_PROPERTIES}">'
        "<Application>makelesson</Application></Properties>"
    ).encode()


def footer_xml(document: Document, *, by_section: bool = False) -> bytes:
    """`footer1.xml`: the footer's text at the left, the page label with its fields at the right.

    `by_section` counts the pages of the section, not those of the document.
    """
    pages = "SECTIONPAGES" if by_section else "NUMPAGES"
    label = "".join(
        _field("PAGE" if piece == "page" else pages) if place % 2 else _text(piece)
        for place, piece in enumerate(_PAGE_FIELD.split(document.page_label))
    )
    return (
        f'{DECLARATION}<w:ftr xmlns:w="{W}" xmlns:r="{R}"><w:p><w:pPr>'
        f'<w:pStyle w:val="Footer"/></w:pPr>{_text(document.footer)}'
        f"<w:r><w:tab/></w:r>{label}</w:p></w:ftr>"
    ).encode()


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def section_xml(theme: Theme, footer: str, look: SectionLook) -> str:
    """The page: paper, margins and the relation id of its footer."""
    paper = theme.paper
    turned = ' w:orient="landscape"' if paper.width > paper.height else ""
    line = theme.styles["footer"].leading
    foot = max(_EDGE, (paper.bottom - line) / 2)
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>'
        f"{section_type(look)}"
        f'<w:pgSz w:w="{twips(paper.width)}" w:h="{twips(paper.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(paper.top)}" w:right="{twips(paper.right)}"'
        f' w:bottom="{twips(paper.bottom)}" w:left="{twips(paper.left)}"'
        f' w:header="{twips(max(_EDGE, paper.top / 2))}" w:footer="{twips(foot)}" w:gutter="0"/>'
        f"{page_numbers(look)}</w:sectPr>"
    )
