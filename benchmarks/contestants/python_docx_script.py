"""A plain python-docx script: the worksheet as a good programmer writes it by hand.

As python-docx's quickstart shows it: its default template, headings, paragraphs, list styles and
tables. Numbers do not start anew and nothing is said of accessibility, so that the script does no
more than it must.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import metadata
from io import BytesIO
from typing import assert_never

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from benchmarks.contest import Content, Make, plain
from lessonpress.document import blocks as b
from lessonpress.layout.theme import Theme

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def add_inline(paragraph: Paragraph, content: Iterable[b.Inline]) -> None:
    for part in content:
        match part:
            case b.Run():
                run = paragraph.add_run(part.text)
                if part.strong:
                    run.bold = True
                if part.emphasis:
                    run.italic = True
            case b.Blank():
                paragraph.add_run(part.answer or "_" * part.size)
            case b.LineBreak():
                paragraph.add_run().add_break()
            case _:
                assert_never(part)


class Script:
    """Writes blocks into a document, or into a cell of a table."""

    def __init__(self, out: Document | _Cell, theme: Theme) -> None:
        self.out = out
        self.theme = theme

    def add(self, content: Iterable[b.Inline], style: str | None = None) -> None:
        add_inline(self.out.add_paragraph(style=style), content)

    def write(self, blocks: Iterable[b.Block]) -> None:
        for block in blocks:
            self.write_block(block)

    def write_block(self, block: b.Block) -> None:
        match block:
            case b.Heading():
                name = f"Heading {block.level - 1}" if block.level > 1 else "Title"
                self.out.add_paragraph(plain(block.content), name)
            case b.Paragraph():
                self.add(block.content)
            case b.ItemList():
                for item in block.items:
                    self.write_item(item, "List Number" if block.ordered else "List Bullet")
            case b.Questions():
                for question in block.items:
                    self.add(question.content, "List Number")
                    self.write(question.blocks)
            case b.Choices() if block.across:
                self.out.add_paragraph("      ".join(plain(c.content) for c in block.items))
            case b.Choices():
                for letter, choice in zip(LETTERS, block.items, strict=False):
                    self.write_choice(letter, choice)
            case b.Lines():
                for _ in range(block.count):
                    self.out.add_paragraph("_" * 70)
            case b.Answer() | b.Box():
                self.write(block.blocks)
            case b.Table():
                self.write_table(block)
            case b.Figure():
                width = int(Pt(self.theme.paper.measure * (block.share or 1)))
                self.out.add_paragraph().add_run().add_picture(BytesIO(block.data), width)
                self.add(block.caption, "Caption")
            case b.Figures():
                self.write(block.items)
            case b.Quotation():
                self.write(block.blocks)
            case b.Verse():
                for stanza in block.stanzas:
                    self.add(stanza.content, "Quote")
            case b.Fields():
                self.out.add_paragraph("    ".join(f"{f.label}: ________" for f in block.items))
            case b.PageBreak():
                self.out.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case b.Section():
                self.out.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
                self.write(block.blocks)
            case b.Contents():
                raise ValueError("Only packets have contents.")
            case _:
                assert_never(block)

    def write_item(self, item: b.ListItem, style: str) -> None:
        for block in item.blocks:
            if isinstance(block, b.Paragraph):
                self.add(block.content, style)
            else:
                self.write_block(block)

    def write_choice(self, letter: str, choice: b.Choice) -> None:
        paragraph = self.out.add_paragraph(style="List 2")
        run = paragraph.add_run(f"{letter}. ")
        if choice.correct:
            run.bold = True
        add_inline(paragraph, choice.content)

    def write_table(self, block: b.Table) -> None:
        rows = (*block.head, *block.rows)
        table = self.out.add_table(len(rows), len(rows[0].cells))
        table.style = "Table Grid"
        for line, row in zip(table.rows, rows, strict=True):
            for cell, content in zip(line.cells, row.cells, strict=True):
                add_inline(cell.paragraphs[0], content.content)
                if content.blocks:
                    Script(cell, self.theme).write(content.blocks)


def write(document: b.Document, theme: Theme) -> bytes:
    out = docx.Document()
    paper, section = theme.paper, out.sections[0]
    section.page_width, section.page_height = Pt(paper.width), Pt(paper.height)
    section.left_margin, section.right_margin = Pt(paper.left), Pt(paper.right)
    section.top_margin, section.bottom_margin = Pt(paper.top), Pt(paper.bottom)
    normal, body = out.styles["Normal"], theme.styles["body"]
    normal.font.name, normal.font.size = body.font, Pt(body.size)
    out.core_properties.title = document.title
    section.footer.paragraphs[0].text = document.footer
    Script(out, theme).write(document.blocks)
    data = BytesIO()
    out.save(data)
    return data.getvalue()


def prepare_worksheet(content: Content) -> Make:
    documents, theme = content.documents("worksheet"), content.themes["worksheet"]
    return lambda turn: (write(documents[turn], theme),)


def version() -> str:
    return f"python-docx {metadata.version('python-docx')}"
