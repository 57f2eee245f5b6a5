"""The DOCX writer: a document's blocks and a theme as a Word file made for editing.

It knows blocks and theme, never a lesson. The package is python-docx's, which opens a base and
keeps its parts; ours is what stands in it. Rooms: `writer` (the face), `base` and `letterhead` (what
a document starts from), `body` with `paragraphs`, `inlines`, `controls`, `tables`, `figures` and
`numbering` (one document), `styles`, `looks` and `properties` (the theme), `merge_styles`,
`sections`, `footers`, `placing` and `relations` (how both come together), `saving` (the bytes).
"""

from lessonpress.writers.docx.writer import write_docx

__all__ = ["write_docx"]
