"""Other words for the same lesson, so that nobody is measured on what they remember.

Whoever sets text may keep what they have shaped or laid out before: words, lines, whole pages. A
benchmark that sets the same page over and over measures that memory. So each turn has a lesson of
its own, with the letters of every longer word in another order: as long, as many lines, and new.
"""

from __future__ import annotations

import re
from random import Random

# Keys whose values are names that something else goes by.
_NAMES = frozenset(
    {"accept", "activity", "code", "date", "directions", "documents", "event", "given", "language"}
    | {"file", "layout", "leave_out", "paper", "space", "accommodations", "glossary_languages"}
    # The letters of a cryptic word must stand in its words.
    | {"solution", "word"}
)
_KEY = re.compile(r"\s*(?:- )?([a-z_-]+):(?: |$)")
# An address, an answer of true or false, `auto` and the keys in braces stay as they are, and so does what a picture is called and where it
# stands; short words are shared by every text.
_KEPT = (
    r"https?://\S+|\b(?:true|false|auto|not in the text)\b|\]\([^\s()]+|\{[^{}\n]*=[^{}\n]*\}"
    r"|\{[a-z_]+: "
)
_TOKEN = re.compile(rf"{_KEPT}|[^\W\d_]{{4,}}")


def reword(source: str, turn: int) -> str:
    """A spec's or an event's text in other words; the same word becomes the same word everywhere,
    so that quotes are still found and answers still among the choices.
    """
    lines, key = [], ""
    for line in source.splitlines(keepends=True):
        found = _KEY.match(line)
        if found:
            key = found[1]
        start = found.end() if found else 0
        text = line[start:]
        # What follows a key on lines of its own is its value, too.
        lines.append(line[:start] + (text if key in _NAMES else _reword_text(text, turn)))
    return "".join(lines)


def _reword_text(text: str, turn: int) -> str:
    return _TOKEN.sub(lambda token: _other_word(token[0], turn), text)


def _other_word(word: str, turn: int) -> str:
    if re.fullmatch(_KEPT, word):
        return word
    letters = list(word.lower())
    Random(f"{turn} {word.lower()}").shuffle(letters)
    shuffled = "".join(letters)
    return shuffled.capitalize() if word[0].isupper() else shuffled
