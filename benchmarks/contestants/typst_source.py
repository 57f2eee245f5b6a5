"""Typst: its own source in, PDF/UA-1 out; from cold, and with its compiler kept."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import metadata
from typing import assert_never

import typst

from benchmarks.contest import Content, Files, Make
from lessonpress.document import blocks as b
from lessonpress.layout.fonts import family_files
from lessonpress.layout.theme import StyleName, TextStyle, Theme

HEADINGS: tuple[StyleName, ...] = ("title", "heading2", "heading3", "heading4")


def literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def inline(content: Iterable[b.Inline]) -> str:
    parts: list[str] = []
    for part in content:
        match part:
            case b.Run():
                text = f"#{literal(part.text)}"
                if part.strong:
                    text = f"#strong[{text}]"
                if part.emphasis:
                    text = f"#emph[{text}]"
                parts.append(f"#link({literal(part.href)})[{text}]" if part.href else text)
            case b.Blank():
                answer = f"#{literal(part.answer)}" if part.answer else ""
                parts.append(f"#box(width: {part.size * 0.5}em, stroke: (bottom: rule))[{answer}]")
            case b.LineBreak():
                parts.append("#linebreak()")
            case _:
                assert_never(part)
    return "".join(parts)


def set_style(name: StyleName, content: Iterable[b.Inline]) -> str:
    return f"#set-{name}[{inline(content)}]"


def typst_blocks(blocks: Iterable[b.Block]) -> str:
    return "\n\n".join(map(block_typst, blocks))


def block_typst(block: b.Block) -> str:
    match block:
        case b.Heading():
            style = HEADINGS[block.level - 1]
            text = f"#heading(level: {block.level})[{inline(block.content)}]"
            return f"#set-{style}[{text}]"
        case b.Paragraph():
            return set_style(block.style, block.content)
        case b.ItemList():
            kind = "enum" if block.ordered else "list"
            return f"#{kind}" + "".join(f"[{typst_blocks(item.blocks)}]" for item in block.items)
        case b.Questions():
            return "#enum" + "".join(map(question_typst, block.items))
        case b.Choices() if block.across:
            return "#h(2em)".join(inline(choice.content) for choice in block.items)
        case b.Choices():
            items = "".join(f"[{choice_typst(choice)}]" for choice in block.items)
            return f'#enum(numbering: "A."){items}'
        case b.Lines():
            return "\n".join(["#write-on-line"] * block.count)
        case b.Answer():
            return typst_blocks(block.blocks)
        case b.Box():
            return f"#box-{block.style}[{typst_blocks(block.blocks)}]"
        case b.Table():
            return table_typst(block)
        case b.Figure():
            data = ", ".join(map(str, block.data))
            image = f"image(bytes(({data},)), alt: {literal(block.alternative)})"
            return f"#figure({image}, caption: [{inline(block.caption)}])"
        case b.Fields():
            columns = ", ".join(f"{field.share}fr" for field in block.items)
            cells = "".join(f"[#set-field[#{literal(field.label)}]]" for field in block.items)
            return f"#grid(columns: ({columns},)){cells}"
        case b.PageBreak():
            return "#pagebreak(weak: true)"
        case b.Section() | b.Contents():
            raise ValueError("Only packets have sections.")
        case _:
            assert_never(block)


def question_typst(question: b.Question) -> str:
    prompt = set_style("prompt", question.content)
    return f"[#block(breakable: false)[{prompt}\n\n{typst_blocks(question.blocks)}]]"


def choice_typst(choice: b.Choice) -> str:
    text = inline(choice.content)
    return f"#strong[{text}]" if choice.correct else text


def table_typst(table: b.Table) -> str:
    columns = ", ".join(f"{share}fr" for share in table.widths)
    head = ", ".join(f"[{cell_typst(cell)}]" for row in table.head for cell in row.cells)
    rows = "".join(f"[{cell_typst(cell)}]" for row in table.rows for cell in row.cells)
    grid = f"#table(columns: ({columns},), stroke: (bottom: rule), table.header({head}))"
    caption = set_style("caption", table.caption) + "\n" if table.caption else ""
    return caption + grid + rows


def cell_typst(cell: b.Cell) -> str:
    return set_style("cell-head" if cell.header == "column" else "cell", cell.content)


# --- the head of the source ----------------------------------------------------------------------


def style_typst(name: StyleName, style: TextStyle) -> str:
    """A function that sets a paragraph; a line is as high as its type, so leading is the rest."""
    return (
        f"#let set-{name}(body) = block(above: {style.before}pt, below: {style.after}pt,"
        f" inset: (left: {style.indent}pt), sticky: {str(style.keep_with_next).lower()}, {{"
        f' set text(font: "{style.font}", size: {style.size}pt,'
        f' weight: "{"bold" if style.bold else "regular"}",'
        f' style: "{"italic" if style.italic else "normal"}",'
        f' fill: rgb("{style.colour}"), tracking: {style.tracking}pt,'
        f" hyphenate: {str(style.hyphenate).lower()});"
        f" set par(leading: {style.leading - style.size:.2f}pt, justify: false);"
        f" set align({style.align}); {'upper(body)' if style.uppercase else 'body'} }})"
    )


def head(document: b.Document, theme: Theme) -> str:
    paper, pitch = theme.paper, theme.ruled_pitch[document.stage]
    foot = theme.styles["footer"]
    here, last = "#counter(page).display()", "#counter(page).final().first()"
    label = document.page_label.format(page=here, pages=last)
    boxes = (
        f"#let box-{name}(body) = block(width: 100%, inset: {look.padding}pt,"
        f" above: {look.before}pt, below: {look.after}pt"
        + (f', fill: rgb("{look.fill}")' if look.fill else "")
        + ", body)"
        for name, look in theme.boxes.items()
    )
    return "\n".join(
        [
            f"#set document(title: {literal(document.title)})",
            f"#set page(width: {paper.width}pt, height: {paper.height}pt,"
            f" margin: (top: {paper.top}pt, right: {paper.right}pt, bottom: {paper.bottom}pt,"
            f" left: {paper.left}pt), footer: context [#set text(font: "
            f'"{foot.font}", size: {foot.size}pt); #{literal(document.footer)} #h(1fr) {label}])',
            f'#set text(lang: "{document.language.split("-")[0]}", top-edge: 0.8em,'
            f' bottom-edge: -0.2em, font: "{theme.styles["item"].font}",'
            f" size: {theme.styles['item'].size}pt)",
            "#show heading: set text(size: 1em)",
            "#show heading: it => it.body",
            f'#let rule = {theme.rule_width}pt + rgb("{theme.rule_colour}")',
            f"#let write-on-line = pdf.artifact(block(height: {pitch}pt, width: 100%,"
            " above: 0pt, below: 0pt, stroke: (bottom: rule)))",
            *(style_typst(name, style) for name, style in theme.styles.items()),
            *boxes,
        ]
    )


def source(document: b.Document, theme: Theme) -> bytes:
    return f"{head(document, theme)}\n\n{typst_blocks(document.blocks)}".encode()


# --- contestants ---------------------------------------------------------------------------------


def version() -> str:
    return f"typst (Python package) {metadata.version('typst')}"


def find_fonts(theme: Theme) -> typst.Fonts:
    """Looks through the folders of the theme's families, and nowhere else."""
    folders = [str(family_files(family).regular.parent) for family in theme.families]
    return typst.Fonts(False, False, folders)


def sources(content: Content, kind: str) -> list[bytes]:
    theme = content.themes[kind]
    return [source(document, theme) for document in content.documents(kind)]


def compile_pdf(compiler: typst.Compiler, text: bytes) -> bytes:
    made = compiler.compile(text, format="pdf", pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made


def prepare_cold(content: Content) -> Make:
    """Fonts are looked for each time, as `typst compile` does."""
    texts, theme = sources(content, "handout"), content.themes["handout"]

    def make(turn: int) -> Files:
        return (typst.compile(texts[turn], font_paths=find_fonts(theme), pdf_standards="ua-1"),)

    return make


def prepare_kept(content: Content) -> Make:
    texts = sources(content, "handout")
    compiler = typst.Compiler(font_paths=find_fonts(content.themes["handout"]))
    return lambda turn: (compile_pdf(compiler, texts[turn]),)


def prepare_remembered(content: Content) -> Make:
    """The same text each turn, which typst has laid out before."""
    text = sources(content, "handout")[0]
    compiler = typst.Compiler(font_paths=find_fonts(content.themes["handout"]))
    return lambda turn: (compile_pdf(compiler, text),)


def prepare_lesson(content: Content) -> Make:
    texts = [sources(content, kind) for kind in content.themes]
    compiler = typst.Compiler(font_paths=find_fonts(content.themes["handout"]))
    return lambda turn: tuple(compile_pdf(compiler, wordings[turn]) for wordings in texts)
