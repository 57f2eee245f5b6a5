"""The lean base: a DOCX with a theme's page, styles, settings and fonts, and no text yet.

python-docx opens it as it opens a school's letterhead, so that there is one way from there on. Its
own template is not used: it carries 800 KB of styles, and two errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docx.package import Package

from lessonpress.writers.docx.languages import word_language
from lessonpress.writers.docx.ooxml import (
    CORE_PROPERTIES,
    DECLARATION,
    A,
    W,
    colour,
    escape,
)
from lessonpress.writers.docx.saving import save
from lessonpress.writers.docx.sections import theme_section

if TYPE_CHECKING:
    from lessonpress.layout.theme import StyleName, Theme
    from lessonpress.writers.docx.styles import StyleSheet

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
_EMPTY_PROPERTIES = (
    f'<cp:coreProperties xmlns:cp="{CORE_PROPERTIES}" xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)


def lean_base(sheet: StyleSheet, language: str) -> bytes:
    """The DOCX that documents of this sheet's theme start from; `language` is a BCP 47 tag."""
    package, theme = Package(), sheet.theme

    def parsed(name: str, type_: str, xml: str | bytes) -> XmlPart:
        return XmlPart(PackURI(name), type_, parse_xml(xml), package)

    def plain(name: str, type_: str, xml: str) -> Part:
        return Part(PackURI(name), type_, xml.encode(), package)

    page = theme_section(theme, mirrored=bool(sheet.level))
    # Word shows it on the screen, and prints it where its options say so.
    ground = f'<w:background w:color="{colour(theme.ground)}"/>' if theme.ground else ""
    document = parsed(
        "/word/document.xml",
        CT.WML_DOCUMENT_MAIN,
        f'<w:document xmlns:w="{W}">{ground}<w:body>{page}</w:body></w:document>',
    )
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    package.relate_to(
        parsed("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, _EMPTY_PROPERTIES), RT.CORE_PROPERTIES
    )
    for part, kind in (
        (parsed("/word/styles.xml", CT.WML_STYLES, sheet.xml()), RT.STYLES),
        (
            parsed("/word/settings.xml", CT.WML_SETTINGS, _settings_xml(theme, language)),
            RT.SETTINGS,
        ),
        (plain("/word/fontTable.xml", CT.WML_FONT_TABLE, _font_table_xml(theme)), RT.FONT_TABLE),
        (plain("/word/theme/theme1.xml", CT.OFC_THEME, _theme_xml(theme)), RT.THEME),
    ):
        document.relate_to(part, kind)
    return save(package, compress=False)  # it stays in memory


def _settings_xml(theme: Theme, language: str) -> str:
    """Today's Word, hyphenation where the theme wants it, the language."""
    hyphenates = any(style.hyphenate for style in theme.styles.values())
    hyphens = (
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>'
        '<w:hyphenationZone w:val="360"/><w:doNotHyphenateCaps/>'
        if hyphenates
        else ""
    )
    uri = "http://schemas.microsoft.com/office/word"
    ground = "<w:displayBackgroundShape/>" if theme.ground else ""
    return (
        f'<w:settings xmlns:w="{W}">{ground}{hyphens}'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>'
        f'<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="{uri}"'
        ' w:val="1"/>'
        f'<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="{uri}" w:val="1"/>'
        f'<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="{uri}" w:val="1"/>'
        f'<w:compatSetting w:name="differentiateMultirowTableHeaders" w:uri="{uri}" w:val="1"/>'
        f'</w:compat><w:themeFontLang w:val="{word_language(language)}"/></w:settings>'
    )


def _theme_xml(theme: Theme) -> str:
    """The colours and the two families that Word's menus offer first."""
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
    )


def _font_table_xml(theme: Theme) -> str:
    """For each family of the theme the one to use where it is not installed."""
    fonts = "".join(
        f'<w:font w:name="{escape(family)}">{_stand_in(theme.stand_ins.get(family))}'
        '<w:pitch w:val="variable"/></w:font>'
        for family in theme.families
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'


def _stand_in(family: str | None) -> str:
    if family is None:
        return '<w:charset w:val="00"/><w:family w:val="auto"/>'
    kind = "roman" if family in _ROMAN else "swiss"
    return f'<w:altName w:val="{escape(family)}"/><w:charset w:val="00"/><w:family w:val="{kind}"/>'
