"""A first spec for an event: what can be written down without having thought about it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Template

from lessonpress.content.event import Event
from lessonpress.prose import every_text

_SENTENCE = re.compile(r".{20,}?[.!?](?=\s|$)")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&^$=])")
# A shorter word is seldom what a fact is about.
_SHORTEST_BLANK = 4


def first_spec(name: str, event: Event) -> str:
    """The text of a spec called `name` for `event`."""
    opening = _opening(event)
    template = Path(__file__).with_name("first-lesson.yaml").read_text("utf-8")
    return Template(template).substitute(
        name=name,
        event=_quoted(event.slug),
        title=_quoted(event.title),
        cloze=_cloze(event),
        answer=_quoted(_MARKDOWN.sub(r"\\\1", opening or event.title)),
        evidence=f"        evidence: {_quoted(opening)}\n" if opening else "",
    )


def _opening(event: Event) -> str:
    """The first sentence of the event's text; empty where it has none."""
    texts = [*event.summary, *(text for part in event.sections for text in every_text(part.blocks))]
    for text in texts:
        words = " ".join(text.plain.split())
        if words:
            sentence = _SENTENCE.match(words)
            return sentence[0] if sentence else words
    return ""


def _cloze(event: Event) -> str:
    """An activity with the longest word of each key fact left out; empty where there is none."""
    blanks = [
        f"      - fact: {number}\n        blank: {_quoted(word)}\n"
        for number, fact in enumerate(event.key_facts, start=1)
        if len(word := max(re.findall(r"\w+", fact.plain), key=len, default="")) >= _SHORTEST_BLANK
    ]
    if not blanks:
        return ""
    return (
        "  - activity: cloze             # fill in the blanks: words left out of the key facts\n"
        f"    minutes: 5\n    key_facts:\n{''.join(blanks)}\n"
    )


def _quoted(text: str) -> str:
    """The text in double quotes. What JSON writes, YAML reads (YAML 1.2, §1.3)."""
    return json.dumps(text, ensure_ascii=False)
