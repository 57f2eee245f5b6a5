"""A first spec for an event: what can be written down without having thought about it.

What is printed of it comes in the event's language, as far as there are words in it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Template

from lessonpress.content.article import event_words
from lessonpress.content.event import Event
from lessonpress.content.text_language import UNKNOWN, guess_language, name_of
from lessonpress.prose import every_text
from lessonpress.sentences import split_sentences
from lessonpress.starter.telling_words import telling_words
from lessonpress.words import N_, main_language, words_for

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&^$=])")
# A shorter sentence tells nothing, and may be a heading.
_SHORTEST_OPENING = 20

_SAID = {
    "essential_question": N_("Why does this matter to us today?"),
    "tell": N_("Tell what happened, in your own words."),
    "explain": N_("Explain why it matters, with evidence from the text."),
    "ask_what": N_("What happened? Tell it in your own words."),
    "look_for_who": N_("who, where and when"),
    "look_for_order": N_("the order in which it happened"),
    "ask_why": N_("Why does it matter? Find the sentence in the text that shows it best."),
    "look_for_reason": N_("a reason of your own"),
    "look_for_quote": N_("a quote from the text that fits it"),
}


def first_spec(name: str, event: Event) -> str:
    """The text of a spec called `name` for `event`."""
    language = event.language or guess_language(event_words(event))
    said = words_for(language)
    opening = _opening(event, language)
    template = Path(__file__).with_name("first-lesson.yaml").read_text("utf-8")
    return Template(template).substitute(
        {key: _plain(said(message)) for key, message in _SAID.items()},
        name=name,
        event=_quoted(event.slug),
        title=_quoted(event.title),
        language=_language(event, language),
        untranslated=_untranslated(language, said.language),
        cloze=_cloze(event, language),
        answer=_quoted(_MARKDOWN.sub(r"\\\1", opening or event.title)),
        evidence=f"        evidence: {_quoted(opening)}\n" if opening else "",
    )


def _language(event: Event, language: str) -> str:
    """The line that says the language, where the event doesn't and it isn't English."""
    if event.language or language == "en":
        return ""
    if language == UNKNOWN:
        return "# language: is                # the code of the text's language; without it, en\n"
    return f"language: {language:<22}# as the text reads: {name_of(language)}\n"


def _untranslated(language: str, said: str) -> str:
    if main_language(language) == main_language(said):
        return ""
    name = "its language" if language == UNKNOWN else name_of(language)
    return f"# The program has no words in {name}: write the questions below in it yourself.\n\n"


def _opening(event: Event, language: str) -> str:
    """The first sentence of the event's text; empty where it has none."""
    texts = [*event.summary, *(text for part in event.sections for text in every_text(part.blocks))]
    for text in texts:
        opening = ""
        for sentence in split_sentences(" ".join(text.plain.split()), language):
            opening = f"{opening} {sentence}".strip()
            if len(opening) >= _SHORTEST_OPENING:
                break
        if opening:
            return opening
    return ""


def _cloze(event: Event, language: str) -> str:
    """An activity with the telling word of each key fact left out; empty where there is none."""
    facts = [fact.plain for fact in event.key_facts]
    blanks = [
        f"      - fact: {number}\n        blank: {_quoted(word)}\n"
        for number, word in enumerate(telling_words(facts, event_words(event), language), start=1)
        if word
    ]
    if not blanks:
        return ""
    return (
        "  - activity: cloze             # fill in the blanks: words left out of the key facts\n"
        f"    minutes: 5\n    key_facts:\n{''.join(blanks)}\n"
    )


_NEEDS_QUOTES = re.compile(r"\A[\s\[\]{}*&!%@`'\"|>#?-]|: | #|:\Z")


def _plain(text: str) -> str:
    """The text as YAML, without quotes where it needs none."""
    return _quoted(text) if _NEEDS_QUOTES.search(text) else text


def _quoted(text: str) -> str:
    """The text in double quotes. What JSON writes, YAML reads (YAML 1.2, §1.3)."""
    return json.dumps(text, ensure_ascii=False)
