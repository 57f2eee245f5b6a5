"""HTML: one file that reads, prints and is filled in without any other, after WCAG 2.1.

It knows blocks and theme, never a lesson. lxml writes the file; ours is what stands in it. Rooms: `writer`
(the page around it), `body` (blocks), `tables`, `inlines` (what stands in a line), `stylesheet` (the theme as CSS).
"""

from lessonpress.writers.html.writer import write_html

__all__ = ["write_html"]
