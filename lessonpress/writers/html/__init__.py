"""HTML: one file that reads, prints and is filled in without any other, after WCAG 2.1.

It knows blocks and theme, never a lesson. lxml writes the file; ours is what stands in it. Rooms: `writer`
(the page around it), `body` (blocks), `tables`, `inlines` (what stands in a line), `places` (what is filled in),
`stylesheet` (the theme as CSS). A book has the same elements: what it needs of them is named here.
"""

from lessonpress.writers.html.body import Body
from lessonpress.writers.html.elements import element
from lessonpress.writers.html.places import Shown
from lessonpress.writers.html.stylesheet import style_sheet
from lessonpress.writers.html.writer import add_foot, add_masthead, write_html

__all__ = ["Body", "Shown", "add_foot", "add_masthead", "element", "style_sheet", "write_html"]
