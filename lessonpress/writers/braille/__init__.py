"""Braille: a file for embossers and braille displays, after the formats of BANA, through liblouis.

It knows blocks and theme, never a lesson. liblouis turns text into cells; ours is how these stand on a page. Rooms: `writer`
(the file), `pages` (lines on pages), `body` (blocks), `tables`, `scribe` (text into cells), `codes` (which code a language is
written in), `cells`, `louis` (the library).
"""

from lessonpress.writers.braille.louis import LouisMissing, louis_version
from lessonpress.writers.braille.scribe import NoBrailleCode
from lessonpress.writers.braille.writer import write_braille

__all__ = ["LouisMissing", "NoBrailleCode", "louis_version", "write_braille"]
