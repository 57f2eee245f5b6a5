"""Typst for a lesson's PDFs and pandoc for its DOCX files, one after the other."""

from __future__ import annotations

from benchmarks.contest import Content, Make
from benchmarks.contestants import pandoc_markdown, typst_source


def version() -> str:
    return f"{typst_source.version()}, {pandoc_markdown.version()}"


def prepare_lesson(content: Content) -> Make:
    pdfs, docxs = typst_source.prepare_lesson(content), pandoc_markdown.prepare_lesson(content)
    return lambda turn: pdfs(turn) + docxs(turn)
