"""The identifier of a document: which lesson's it is, of what kind, and with which code. Goes into the file."""

from __future__ import annotations

from typing import NamedTuple

_SCHEME = "makelesson"
_NONE = "-"


class Identified(NamedTuple):
    """What an identifier says: the kind of document, the lesson's code ("" for none), and its name."""

    document: str
    code: str
    lesson: str


def identifier_of(document: str, code: str, lesson: str) -> str:
    """
    >>> identifier_of("worksheet", "KRBTD", "the-berlin-wall-falls")
    'makelesson:worksheet:KRBTD:the-berlin-wall-falls'
    """
    return ":".join((_SCHEME, document, code or _NONE, lesson))


def read_identifier(text: str) -> Identified | None:
    """What an identifier says; None for what isn't one of ours."""
    scheme, *parts = text.strip().split(":", 3)
    if scheme != _SCHEME or len(parts) != 3:
        return None
    document, code, lesson = parts
    return Identified(document, "" if code == _NONE else code, lesson)
