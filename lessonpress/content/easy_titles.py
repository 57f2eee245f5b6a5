"""Easy titles: by which headings people say that what follows is the easier text.

As it is called by the people who write such texts: Inclusion Europe's translations of *Information for all*, *Leichte
Sprache* and *Einfache Sprache* in German, FALC in French, ETR in Polish.
"""

from __future__ import annotations

import re
from pathlib import Path

from lessonpress.problems import Location, Problem

_TITLES = frozenset(
    {
        *("easy read", "easy to read", "easy text", "easier text", "easy reading"),
        *("snadné čtení", "snadno srozumitelný text", "snadný text", "jednodušší text"),
        *("ľahké čítanie", "ľahko čitateľný text", "ľahko zrozumiteľný text", "jednoduchší text"),
        *("leichte sprache", "einfache sprache", "in leichter sprache", "in einfacher sprache"),
        *("facile à lire", "facile à lire et à comprendre", "falc", "texte facile"),
        *("lectura fácil", "texto fácil", "texto de lectura fácil"),
        *("tekst łatwy do czytania", "łatwy tekst", "tekst łatwy do czytania i zrozumienia"),
        *("легке читання", "просте читання", "легкий текст", "простий текст"),
        *("سهل القراءة", "نص سهل القراءة", "قراءة سهلة", "نص سهل"),
    }
)
_BETWEEN = re.compile(r"(?<=\w)[\s\u00a0-]+(?=\w)")


def is_easy_title(heading: str) -> bool:
    """Whether a heading, without the marks before it, says that an easier text follows."""
    return _BETWEEN.sub(" ", heading.strip(" \t#*_:.\u00a0")).casefold() in _TITLES


def empty_easier(path: Path, line: int) -> Problem:
    """What is said of an easier text in which nothing stands."""
    message = "The easier text is empty."
    hint = "Write it below this line, or take the line away."
    return Problem(message, Location(path, line, 1), hint, code="empty-event")
