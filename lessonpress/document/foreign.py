"""Foreign words: text in another language than its document's, marked where no element can stand.

A template says a title in an attribute as well as in a heading. There a `span` would be no XML, so
the text is put between marks; before the markup is read they become a `span` between tags, and
nothing within one. Unicode keeps the marks' code points out of all text (chapter 23.7).
"""

from __future__ import annotations

import re

_OPENS, _SAYS, _CLOSES = "\ufdd1", "\ufdd2", "\ufdd3"
_MARKED = re.compile(f"{_OPENS}([A-Za-z0-9-]+){_SAYS}(.*?){_CLOSES}", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_LOOSE = re.compile(f"[{_OPENS}{_SAYS}{_CLOSES}]")


def mark_language(text: str, language: str) -> str:
    """The text with marks that say which language (BCP 47) it is in."""
    return f"{_OPENS}{language}{_SAYS}{text}{_CLOSES}"


def without_languages(text: str) -> str:
    """The text without such marks."""
    return _LOOSE.sub("", _MARKED.sub(r"\2", text)) if _OPENS in text else text


def spell_out_languages(markup: str) -> str:
    """The markup with a `span` for each marked text, and without marks within tags."""
    if _OPENS not in markup:
        return markup
    plain = _TAG.sub(lambda tag: without_languages(tag[0]), markup)
    return _LOOSE.sub("", _MARKED.sub(r'<span lang="\1">\2</span>', plain))
