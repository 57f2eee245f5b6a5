"""WeasyPrint: HTML and CSS in, PDF/UA-1 out, as a service that keeps its fonts would run it.

The style sheet is parsed and the fonts are found once; the HTML is made beforehand.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from html import escape
from importlib import metadata
from typing import assert_never

from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.text.ffi import harfbuzz_subset  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from benchmarks.contest import Content, Make
from lessonpress.document import blocks as b
from lessonpress.layout.fonts import family_files
from lessonpress.layout.theme import BoxLook, StyleName, TextStyle, Theme

SELECTORS: dict[StyleName, str] = {
    "title": "h1",
    "heading2": "h2",
    "heading3": "h3",
    "heading4": "h4",
    "item": "li",
    "prompt": ".questions > li",
    "cell": "td, tbody th",
    "cell-head": "thead th",
    "choice": ".choices li",
    "field": ".fields",
}

# --- HTML ----------------------------------------------------------------------------------------


def inline(content: Iterable[b.Inline]) -> str:
    parts: list[str] = []
    for part in content:
        match part:
            case b.Run():
                text = escape(part.text)
                if part.strong:
                    text = f"<strong>{text}</strong>"
                if part.emphasis:
                    text = f"<em>{text}</em>"
                if part.lang:
                    text = f'<span lang="{escape(part.lang)}">{text}</span>'
                parts.append(f'<a href="{escape(part.href)}">{text}</a>' if part.href else text)
            case b.Blank():
                answer = escape(part.answer or "")
                parts.append(f'<span class="blank" style="width:{part.size}ex">{answer}</span>')
            case b.LineBreak():
                parts.append("<br>")
            case _:
                assert_never(part)
    return "".join(parts)


def html(blocks: Iterable[b.Block]) -> str:
    return "\n".join(map(block_html, blocks))


def block_html(block: b.Block) -> str:
    match block:
        case b.Heading():
            return f"<h{block.level}>{inline(block.content)}</h{block.level}>"
        case b.Paragraph():
            return f'<p class="{block.style}">{inline(block.content)}</p>'
        case b.ItemList():
            tag = "ol" if block.ordered else "ul"
            items = "".join(f"<li>{item_html(item)}</li>" for item in block.items)
            return f"<{tag}>{items}</{tag}>"
        case b.Questions():
            return f'<ol class="questions">{"".join(map(question_html, block.items))}</ol>'
        case b.Choices():
            kind = "choices across" if block.across else "choices"
            return f'<ol class="{kind}">{"".join(map(choice_html, block.items))}</ol>'
        case b.Lines():
            return '<div class="line"></div>' * block.count
        case b.Answer():
            return html(block.blocks)
        case b.Box():
            return f'<div class="box {block.style}">{html(block.blocks)}</div>'
        case b.Table():
            return table_html(block)
        case b.Figure():
            kind = "png" if block.data.startswith(b"\x89PNG") else "jpeg"
            data = b64encode(block.data).decode()
            image = f'<img src="data:image/{kind};base64,{data}" alt="{escape(block.alternative)}">'
            return f"<figure>{image}<figcaption>{inline(block.caption)}</figcaption></figure>"
        case b.Fields():
            fields = (
                f'<span style="width:{field.share:.1%}">{escape(field.label)}</span>'
                for field in block.items
            )
            return f'<p class="fields">{"".join(fields)}</p>'
        case b.PageBreak():
            return '<div class="page-break"></div>'
        case b.Section() | b.Contents():
            raise ValueError("Only packets have sections.")
        case _:
            assert_never(block)


def item_html(item: b.ListItem) -> str:
    """Text stands in its item without a paragraph, which WeasyPrint could not tag rightly."""
    first, *rest = item.blocks
    if isinstance(first, b.Paragraph) and first.style == "body":
        return inline(first.content) + html(rest)
    return html(item.blocks)


def question_html(question: b.Question) -> str:
    return f"<li>{inline(question.content)}{html(question.blocks)}</li>"


def choice_html(choice: b.Choice) -> str:
    kind = ' class="correct"' if choice.correct else ""
    return f"<li{kind}>{inline(choice.content)}</li>"


def table_html(table: b.Table) -> str:
    columns = "".join(f'<col style="width:{share:.1%}">' for share in table.widths)
    head = "".join(map(row_html, table.head))
    rows = "".join(map(row_html, table.rows))
    caption = f"<caption>{inline(table.caption)}</caption>" if table.caption else ""
    return (
        f"<table>{caption}<colgroup>{columns}</colgroup>"
        f"<thead>{head}</thead><tbody>{rows}</tbody></table>"
    )


def row_html(row: b.Row) -> str:
    return f"<tr>{''.join(map(cell_html, row.cells))}</tr>"


def cell_html(cell: b.Cell) -> str:
    if cell.header is None:
        return f"<td>{inline(cell.content)}</td>"
    return f'<th scope="{"col" if cell.header == "column" else "row"}">{inline(cell.content)}</th>'


def page_html(document: b.Document) -> str:
    return (
        f'<!doctype html><html lang="{escape(document.language)}">'
        f"<head><title>{escape(document.title)}</title></head>"
        f"<body>{html(document.blocks)}</body></html>"
    )


# --- CSS -----------------------------------------------------------------------------------------


def style_css(selector: str, style: TextStyle) -> str:
    rules = [
        f"font: {'italic' if style.italic else 'normal'} {700 if style.bold else 400} "
        f"{style.size}pt/{style.leading}pt '{style.font}'",
        f"color: {style.colour}",
        f"margin: {style.before}pt 0 {style.after}pt {style.indent}pt",
        f"text-align: {style.align}",
        f"hyphens: {'auto' if style.hyphenate else 'manual'}",
    ]
    if style.tracking:
        rules.append(f"letter-spacing: {style.tracking}pt")
    if style.uppercase:
        rules.append("text-transform: uppercase")
    if style.keep_with_next:
        rules.append("break-after: avoid")
    return f"{selector} {{ {'; '.join(rules)} }}"


def box_css(name: str, look: BoxLook) -> str:
    fill = f"background: {look.fill};" if look.fill else ""
    padding = f"padding: {look.padding}pt; margin: {look.before}pt 0 {look.after}pt"
    return f".box.{name} {{ {fill} {padding} }}"


def faces_css(theme: Theme) -> str:
    rules = []
    for family in theme.families:
        files = family_files(family)
        for bold in (False, True):
            for italic in (False, True):
                rules.append(
                    f"@font-face {{ font-family: '{family}'; font-weight: {700 if bold else 400};"
                    f" font-style: {'italic' if italic else 'normal'};"
                    f" src: url({files.file(bold=bold, italic=italic).as_uri()}) }}"
                )
    return "\n".join(rules)


def css(document: b.Document, theme: Theme) -> str:
    paper, foot = theme.paper, theme.styles["footer"]
    label = document.page_label.format(page='" counter(page) "', pages='" counter(pages) "')
    footer = document.footer.replace("\\", "\\\\").replace('"', '\\"')
    font = f"font: {foot.size}pt '{foot.font}'"
    rule = f"{theme.rule_width}pt solid {theme.rule_colour}"
    return "\n".join(
        [
            faces_css(theme),
            f"@page {{ size: {paper.width}pt {paper.height}pt;"
            f" margin: {paper.top}pt {paper.right}pt {paper.bottom}pt {paper.left}pt;"
            f' @bottom-left {{ content: "{footer}"; {font} }}'
            f' @bottom-right {{ content: "{label}"; {font} }} }}',
            *(
                style_css(SELECTORS.get(name, f".{name}"), style)
                for name, style in theme.styles.items()
            ),
            *(box_css(name, look) for name, look in theme.boxes.items()),
            "body { margin: 0 }",
            f"ul, ol {{ margin: 0; padding-left: {theme.list_indent}pt }}",
            ".questions > li { break-inside: avoid }",
            ".choices { list-style-type: upper-alpha }",
            ".choices.across { list-style-type: none } .across li { display: inline-block;"
            " margin-right: 2em }",
            ".correct { font-weight: 700 }",
            f".blank {{ display: inline-block; border-bottom: {rule} }}",
            f".line {{ height: {theme.ruled_pitch[document.stage]}pt; border-bottom: {rule} }}",
            ".fields span { display: inline-block }",
            "table { width: 100%; border-collapse: collapse } th, td { text-align: left;"
            f" vertical-align: top; padding: {theme.table_padding}pt; border-bottom: {rule} }}",
            ".page-break { break-after: page }",
            "img { max-width: 100% }",
        ]
    )


# --- contestants ---------------------------------------------------------------------------------


def version() -> str:
    """WeasyPrint without HarfBuzz's subsetter takes several times as long: say which it is."""
    subset = "with" if harfbuzz_subset else "WITHOUT"
    return f"weasyprint {metadata.version('weasyprint')} {subset} HarfBuzz-Subset"


def writer(documents: Sequence[b.Document], theme: Theme) -> Callable[[int], bytes]:
    """Does what can be done once, and returns what makes the PDF of a turn."""
    fonts = FontConfiguration()
    sheet = CSS(string=css(documents[0], theme), font_config=fonts)
    texts = list(map(page_html, documents))

    def write(turn: int) -> bytes:
        data = HTML(string=texts[turn]).write_pdf(
            stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1"
        )
        assert isinstance(data, bytes)
        return data

    return write


def prepare_handout(content: Content) -> Make:
    write = writer(content.documents("handout"), content.themes["handout"])
    return lambda turn: (write(turn),)


def prepare_lesson(content: Content) -> Make:
    writers = [writer(content.documents(kind), theme) for kind, theme in content.themes.items()]
    return lambda turn: tuple(write(turn) for write in writers)
