"""Pandoc: Markdown in, DOCX out, one process for each document, as people run it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from typing import assert_never

from benchmarks.contest import Content, Make, MissingError
from lessonpress.document import blocks as b

# Pandoc's own letters for lists need its `fancy_lists`, which its Markdown has by default.
COMMAND = ("--from", "markdown", "--to", "docx", "--output", "-")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def escape(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()#+.!~^$|<>\"'@-])", r"\\\1", text)


def inline(content: Iterable[b.Inline]) -> str:
    parts: list[str] = []
    for part in content:
        match part:
            case b.Run():
                text = escape(part.text)
                if part.strong:
                    text = f"**{text}**"
                if part.emphasis:
                    text = f"*{text}*"
                parts.append(f"[{text}]({part.href})" if part.href else text)
            case b.Blank():
                parts.append(escape(part.answer or "_" * part.size))
            case b.LineBreak():
                parts.append("\\\n")
            case _:
                assert_never(part)
    return "".join(parts)


def indented(label: str, text: str) -> str:
    """A list item: its label, and everything after its first line set in by four spaces."""
    return label.ljust(4) + text.replace("\n", "\n    ")


def markdown(blocks: Iterable[b.Block]) -> str:
    return "\n\n".join(map(block_markdown, blocks))


def block_markdown(block: b.Block) -> str:
    match block:
        case b.Heading():
            return f"{'#' * block.level} {inline(block.content)}"
        case b.Paragraph():
            return inline(block.content)
        case b.ItemList():
            labels = (f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1))
            bodies = (markdown(item.blocks) for item in block.items)
            return "\n".join(map(indented, labels, bodies))
        case b.Questions():
            return "\n\n".join(map(question_markdown, block.items))
        case b.Choices() if block.across:
            return " / ".join(inline(choice.content) for choice in block.items)
        case b.Choices():
            pairs = zip(LETTERS, block.items, strict=False)
            return "\n".join(indented(f"{letter}.", choice_markdown(c)) for letter, c in pairs)
        case b.Lines():
            return "\n\n".join(["* * * * *"] * block.count)
        case b.Answer() | b.Box():
            return markdown(block.blocks)
        case b.Table():
            return table_markdown(block)
        case b.Figure():
            return f"*{escape(block.alternative)}*"
        case b.Fields():
            return " ".join(f"{escape(field.label)}: {escape('_' * 12)}" for field in block.items)
        case b.PageBreak():
            return ""
        case b.Section() | b.Contents():
            raise ValueError("Only packets have sections.")
        case _:
            assert_never(block)


def question_markdown(question: b.Question) -> str:
    body = inline(question.content)
    if question.blocks:
        body += "\n\n" + markdown(question.blocks)
    return indented(f"{question.number}.", body)


def choice_markdown(choice: b.Choice) -> str:
    text = inline(choice.content)
    return f"**{text}**" if choice.correct else text


def table_markdown(table: b.Table) -> str:
    """A pipe table; the dashes under its head carry the widths."""
    rule = "|".join("-" * max(3, round(100 * share)) for share in table.widths)
    rows = ["|".join(inline(cell.content) for cell in row.cells) for row in table.rows]
    head = ["|".join(inline(cell.content) for cell in row.cells) for row in table.head]
    lines = [*(head or ["|" * (len(table.widths) - 1)]), rule, *rows]
    return "\n".join(f"|{line}|" for line in lines)


def source(document: b.Document) -> bytes:
    front = f"---\nlang: {document.language}\n---\n\n"
    return (front + markdown(document.blocks)).encode()


def run(pandoc: str, text: bytes) -> bytes:
    return subprocess.run([pandoc, *COMMAND], input=text, capture_output=True, check=True).stdout


def find_pandoc() -> str:
    found = shutil.which("pandoc")
    if not found:
        raise MissingError("pandoc")
    return found


def version() -> str:
    command = [find_pandoc(), "--version"]
    return subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0]


def prepare_worksheet(content: Content) -> Make:
    pandoc, texts = find_pandoc(), [source(sheet) for sheet in content.documents("worksheet")]
    return lambda turn: (run(pandoc, texts[turn]),)


def prepare_lesson(content: Content) -> Make:
    pandoc = find_pandoc()
    texts = [[source(document) for document in content.documents(kind)] for kind in content.themes]
    return lambda turn: tuple(run(pandoc, wordings[turn]) for wordings in texts)
