"""EPUB 3.3: a book for reading systems, by EPUB Accessibility 1.1, with the pages of the paper marked in it.

It knows blocks and theme, never a lesson. Elements are those of `writers.html`. Rooms: `writer` (the package),
`page_breaks`, `navigation`, `metadata`, `xhtml` (elements as XML).
"""

from lessonpress.writers.epub.writer import write_epub

__all__ = ["write_epub"]
