"""Marks of what was printed: each text of a document in a few letters, which travel with the file.

By them it is told of an edited file what its editor changed, and what changed in its lesson since it was printed.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import blake2b

#: How many letters a mark has: of a document's some hundred texts, two are alike once in 100 000 documents.
LENGTH = 4
# White space, what can't be seen, signs to fill in or to tick: programs write these anew in their own ways.
_LEFT_OUT = re.compile(
    "[\\s\u00a0\u00ad\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff\ufffc_\u2610-\u2612\u25cb\u25c9\u25cf\uf000-\uf0ff]+"
)
# What counts and is no text: a paragraph's number before a tab, and what a question is worth behind one.
COUNTS_BEFORE = re.compile(r"\A\s*\d{1,3}\t")
COUNTS_BEHIND = re.compile(r"\t[\s\u00a0\ufffc]*(?:/[\s\u00a0]*[\d.,½]+|\d{1,3})[\s\u00a0]*\Z")
_HYPHENS = re.compile("[\u2010\u2011]")


def printed_mark(text: str) -> str:
    """The mark of a text without its counts; "" for one of fewer than two letters or signs.

    >>> printed_mark("What fell?") == printed_mark("What\u00a0fell? "), printed_mark("x")
    (True, '')
    """
    text = COUNTS_BEHIND.sub("", COUNTS_BEFORE.sub("", text))
    said = _HYPHENS.sub("-", _LEFT_OUT.sub("", unicodedata.normalize("NFC", text)))
    if len(said) < 2:
        return ""
    return urlsafe_b64encode(blake2b(said.encode(), digest_size=3).digest()).decode()


def printed_marks(texts: Iterable[str]) -> str:
    """The marks of texts in order, each once, one behind the other."""
    return "".join(dict.fromkeys(map(printed_mark, texts)))


def read_marks(marks: str) -> tuple[str, ...]:
    """The marks one by one."""
    return tuple(marks[at : at + LENGTH] for at in range(0, len(marks) - LENGTH + 1, LENGTH))
