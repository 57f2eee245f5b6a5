"""The DOCX writer: a document's blocks and a theme as a Word file made for editing.

It knows blocks and theme, never a lesson. Rooms: `writer` (the face), `body` with `paragraphs`,
`inlines`, `tables`, `figures` and `numbering` (one document), `styles` and `properties` (the theme),
`parts` and `package` (the rest of the file), `letterhead` (a school's own DOCX as the base).
"""

from lessonpress.writers.docx.writer import write_docx

__all__ = ["write_docx"]
