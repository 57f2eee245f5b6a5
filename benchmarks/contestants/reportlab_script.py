"""A plain ReportLab script: the untagged PDF that a good programmer writes by hand.

Platypus as its user guide shows it: styles and fonts made once, paragraphs, list flowables and
tables, and the well-known numbered canvas for "page x of y". No tags, no hyphenation, and no more
than the page needs, so that the script is as quick as ReportLab lets it be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from importlib import metadata
from io import BytesIO
from typing import Any, Literal, assert_never
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    Image,
    Indenter,
    KeepTogether,
    ListFlowable,
    PageBreak,
    SimpleDocTemplate,
    Table,
)
from reportlab.platypus import ListItem as ListEntry
from reportlab.platypus import Paragraph as Text

from benchmarks.contest import Content, Files, Make, class_set
from lessonpress.document import blocks as b
from lessonpress.document.class_set import fill_in
from lessonpress.layout.fonts import family_files
from lessonpress.layout.theme import StyleName, TextStyle, Theme

Styles = dict[StyleName, ParagraphStyle]
ALIGNMENTS: dict[str, Literal[0, 1, 2]] = {"left": 0, "center": 1, "right": 2}
HEADINGS: tuple[StyleName, ...] = ("title", "heading2", "heading3", "heading4")


class WriteOnLines(Flowable):  # type: ignore[misc]
    """Ruled lines to write on."""

    def __init__(self, count: int, pitch: float, width: float, colour: str) -> None:
        super().__init__()
        self.count, self.pitch, self.width, self.height = count, pitch, width, count * pitch
        self.colour = HexColor(colour)

    def draw(self) -> None:
        self.canv.setStrokeColor(self.colour)
        self.canv.setLineWidth(0.6)
        rows = (self.height - (row + 1) * self.pitch for row in range(self.count))
        self.canv.lines([(0, y, self.width, y) for y in rows])


class NumberedCanvas(Canvas):  # type: ignore[misc]
    """Holds the pages back until their number is known, then draws the foot of each."""

    def __init__(self, *args: Any, document: b.Document, theme: Theme, **options: Any) -> None:
        super().__init__(*args, **options)
        self.document, self.theme = document, theme
        self.held: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self.held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        paper, style = self.theme.paper, self.theme.styles["footer"]
        for page, state in enumerate(self.held, 1):
            self.__dict__.update(state)
            self.setFont(face_name(style), style.size)
            self.drawString(paper.left, paper.bottom / 2, self.document.footer)
            label = self.document.page_label.format(page=page, pages=len(self.held))
            self.drawRightString(paper.width - paper.right, paper.bottom / 2, label)
            super().showPage()
        super().save()


def face_name(style: TextStyle) -> str:
    bold, italic = "-Bold" if style.bold else "", "-Italic" if style.italic else ""
    return style.font + bold + italic


def register_fonts(theme: Theme) -> None:
    """Parses the theme's fonts, once a process."""
    for family in theme.families:
        if family in pdfmetrics.getRegisteredFontNames():
            continue
        files = family_files(family)
        faces = {
            family: files.regular,
            f"{family}-Bold": files.bold,
            f"{family}-Italic": files.italic,
            f"{family}-Bold-Italic": files.bold_italic,
        }
        for name, file in faces.items():
            pdfmetrics.registerFont(TTFont(name, str(file)))
        pdfmetrics.registerFontFamily(family, *faces)


def paragraph_styles(theme: Theme) -> Styles:
    return {
        name: ParagraphStyle(
            name,
            fontName=face_name(style),
            bulletFontName=face_name(style),
            fontSize=style.size,
            leading=style.leading,
            textColor=HexColor(style.colour),
            spaceBefore=style.before,
            spaceAfter=style.after,
            leftIndent=style.indent,
            alignment=ALIGNMENTS[style.align],
            keepWithNext=style.keep_with_next,
            textTransform="uppercase" if style.uppercase else None,
            allowWidows=0,
            allowOrphans=0,
        )
        for name, style in theme.styles.items()
    }


def inline(content: Iterable[b.Inline]) -> str:
    """Text in ReportLab's paragraph markup."""
    parts: list[str] = []
    for part in content:
        match part:
            case b.Run():
                text = escape(part.text)
                if part.strong:
                    text = f"<b>{text}</b>"
                if part.emphasis:
                    text = f"<i>{text}</i>"
                parts.append(f'<a href="{escape(part.href)}">{text}</a>' if part.href else text)
            case b.Blank():
                parts.append(f"<u>{escape(part.answer)}</u>" if part.answer else "_" * part.size)
            case b.LineBreak():
                parts.append("<br/>")
            case _:
                assert_never(part)
    return "".join(parts)


class Script:
    """Turns blocks into flowables for one theme."""

    def __init__(self, theme: Theme, stage: str) -> None:
        self.theme = theme
        self.styles = paragraph_styles(theme)
        self.pitch = theme.ruled_pitch["primary" if stage == "primary" else "secondary"]

    def story(self, blocks: Iterable[b.Block], width: float) -> list[Flowable]:
        return [flowable for block in blocks for flowable in self.flowables(block, width)]

    def text(self, content: Iterable[b.Inline], style: StyleName) -> Text:
        return Text(inline(content), self.styles[style])

    def flowables(self, block: b.Block, width: float) -> list[Flowable]:
        match block:
            case b.Heading():
                return [self.text(block.content, HEADINGS[block.level - 1])]
            case b.Paragraph():
                return [self.text(block.content, block.style)]
            case b.ItemList():
                inner = width - self.theme.list_indent
                entries = [ListEntry(self.item(item.blocks, inner)) for item in block.items]
                return [self.listed(entries, "1" if block.ordered else "bullet")]
            case b.Questions():
                return [self.listed([self.question(q, width) for q in block.items], "1")]
            case b.Choices() if block.across:
                labels = "&nbsp;" * 6
                return [Text(labels.join(map(self.choice, block.items)), self.styles["choice"])]
            case b.Choices():
                style = self.styles["choice"]
                entries = [ListEntry([Text(self.choice(c), style)]) for c in block.items]
                return [self.listed(entries, "A")]
            case b.Lines():
                return [WriteOnLines(block.count, self.pitch, width, self.theme.rule_colour)]
            case b.Answer():
                return self.story(block.blocks, width)
            case b.Box():
                return [self.box(block, width)]
            case b.Table():
                caption = [self.text(block.caption, "caption")] if block.caption else []
                return [*caption, self.table(block, width)]
            case b.Figure():
                return self.figure(block, width * (block.share or 1))
            case b.Figures():
                share = width / len(block.items)
                return [Table([[self.figure(figure, share) for figure in block.items]])]
            case b.Quotation():
                return [Indenter(12), *self.story(block.blocks, width - 12), Indenter(-12)]
            case b.Verse():
                return [self.text(stanza.content, "verse") for stanza in block.stanzas]
            case b.Fields():
                return [self.fields(block, width)]
            case b.PageBreak():
                return [PageBreak()]
            case b.Section():
                return [*self.story(block.blocks, width), PageBreak()]
            case b.Contents():
                raise ValueError("Only packets have contents.")
            case _:
                assert_never(block)

    def listed(self, entries: Iterable[ListEntry], bullets: str) -> ListFlowable:
        style = self.theme.styles["item"]
        return ListFlowable(
            entries,
            start="•" if bullets == "bullet" else None,
            bulletType=bullets,
            bulletFormat=None if bullets == "bullet" else "%s.",
            bulletFontName=face_name(style),
            bulletFontSize=style.size,
            leftIndent=self.theme.list_indent,
        )

    def item(self, blocks: tuple[b.Block, ...], width: float) -> list[Flowable]:
        """A list item: its plain paragraphs are set in the style of items."""
        flowables: list[Flowable] = []
        for block in blocks:
            if isinstance(block, b.Paragraph) and block.style == "body":
                flowables.append(self.text(block.content, "item"))
            else:
                flowables.extend(self.flowables(block, width))
        return flowables

    def question(self, question: b.Question, width: float) -> ListEntry:
        inner = self.story(question.blocks, width - self.theme.list_indent)
        prompt = self.text(question.content, "prompt")
        return ListEntry([KeepTogether([prompt, *inner])], value=question.number)

    def choice(self, choice: b.Choice) -> str:
        text = inline(choice.content)
        return f"<b>{text} ✓</b>" if choice.correct else text

    def box(self, box: b.Box, width: float) -> Table:
        look = self.theme.boxes[box.style]
        rows = [[flowable] for flowable in self.story(box.blocks, width - 2 * look.padding)]
        return Table(
            rows,
            colWidths=[width],
            spaceBefore=look.before,
            spaceAfter=look.after,
            style=[
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(look.fill) if look.fill else None),
                ("LEFTPADDING", (0, 0), (-1, -1), look.padding),
                ("RIGHTPADDING", (0, 0), (-1, -1), look.padding),
            ],
        )

    def figure(self, figure: b.Figure, width: float) -> list[Flowable]:
        image = Image(BytesIO(figure.data), width, 200, kind="proportional")
        return [image, self.text(figure.caption, "caption")]

    def table(self, table: b.Table, width: float) -> Table:
        every_row = (*table.head, *table.rows)
        columns = len(every_row[0].cells)
        shares = table.widths or [1 / columns] * columns
        widths = [table.square or share * width for share in shares]
        rows = [
            [self.cell(cell, size - 12) for cell, size in zip(row.cells, widths, strict=True)]
            for row in every_row
        ]
        paper = self.theme.paper
        card = (paper.height - paper.top - paper.bottom - 80) / (table.down or 1)
        least = card if table.down else table.square or 0
        colour = HexColor(self.theme.rule_colour)
        if table.square:
            boxes = [
                ("BOX", (column, line), (column, line), 0.6, colour)
                for line, row in enumerate(every_row)
                for column, cell in enumerate(row.cells)
                if cell.kind != "void"
            ]
        else:
            whole = "LINEBELOW" if table.rules == "rows" else "GRID"
            boxes = [(whole, (0, 0), (-1, -1), 0.6, colour)]
        return Table(
            rows,
            colWidths=widths,
            minRowHeights=[row.height or least for row in every_row],
            repeatRows=len(table.head),
            style=[*boxes, ("VALIGN", (0, 0), (-1, -1), "TOP")],
        )

    def cell(self, cell: b.Cell, width: float) -> list[Flowable]:
        text = self.text(cell.content, "cell-head" if cell.header else "cell")
        return [*([text] if cell.content else ()), *self.story(cell.blocks, width)]

    def fields(self, fields: b.Fields, width: float) -> Table:
        return Table(
            [
                [
                    Text(escape(f"{field.label} {field.value or ''}"), self.styles["field"])
                    for field in fields.items
                ]
            ],
            colWidths=[field.share * width for field in fields.items],
            style=[("LINEBELOW", (0, 0), (-1, -1), 0.6, HexColor(self.theme.rule_colour))],
        )


def write(document: b.Document, theme: Theme, script: Script) -> bytes:
    paper, out = theme.paper, BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=(paper.width, paper.height),
        leftMargin=paper.left - 6,  # a frame pads its sides with 6 points
        rightMargin=paper.right - 6,
        topMargin=paper.top - 6,
        bottomMargin=paper.bottom - 6,
        title=document.title,
        lang=document.language,
    )
    story = script.story(document.blocks, paper.measure)
    canvas = partial(NumberedCanvas, document=document, theme=theme)
    template.build(story, canvasmaker=canvas)
    return out.getvalue()


def prepare_handout(content: Content) -> Make:
    documents, theme = content.documents("handout"), content.themes["handout"]
    register_fonts(theme)
    script = Script(theme, documents[0].stage)
    return lambda turn: (write(documents[turn], theme, script),)


def prepare_worksheet(content: Content) -> Make:
    documents, theme = content.documents("worksheet"), content.themes["worksheet"]
    register_fonts(theme)
    script = Script(theme, documents[0].stage)
    return lambda turn: (write(documents[turn], theme, script),)


def prepare_class_set(content: Content) -> Make:
    """A copy with each pupil's name on it, in one file, with pages counted through."""
    documents, theme = content.documents("worksheet"), content.themes["worksheet"]
    register_fonts(theme)
    script = Script(theme, documents[0].stage)

    def make(turn: int) -> Files:
        whole = class_set(documents[turn], theme, content.words)
        sections = tuple(
            b.Section(f"copy{number}", one.title, fill_in(one.document, one.values).blocks)
            for number, one in enumerate(whole)
        )
        return (write(replace(documents[turn], blocks=sections), theme, script),)

    return make


def version() -> str:
    return f"reportlab {metadata.version('reportlab')}, rl_accel {metadata.version('rl_accel')}"
