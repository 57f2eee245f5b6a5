"""Inline: text as glyphs, words and lines. Knows faces and styles, no page."""
