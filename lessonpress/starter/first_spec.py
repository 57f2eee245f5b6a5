"""A first spec for an event: what can be written down without having thought about it.

What is printed of it comes in the event's language, as far as there are words in it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Template

from lessonpress.content.event import Event
from lessonpress.content.text_language import UNKNOWN, name_of
from lessonpress.drafting.parts import VOCABULARY, Draft
from lessonpress.drafting.writing import as_yaml
from lessonpress.prose import every_text
from lessonpress.sentences import split_sentences
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


def first_spec(name: str, event: Event, draft: Draft, left_out: str = "") -> str:
    """The text of a spec called `name` for `event`, with what was drafted for it; `left_out` is a comment on what was
    not let in."""
    language = draft.language
    said = words_for(language)
    opening = _opening(event, language)
    template = Path(__file__).with_name("first-lesson.yaml").read_text("utf-8")
    spec = Template(template).substitute(
        {key: _plain(said(message)) for key, message in _SAID.items()},
        name=name,
        event=_quoted(event.slug),
        title=_quoted(event.title),
        language=_language(event, language),
        untranslated=_untranslated(language, said.language),
        drafted=_DRAFTED,
        vocabulary=_vocabulary(draft),
        activities=_activities(draft),
        answer=_quoted(_MARKDOWN.sub(r"\\\1", opening or event.title)),
        evidence=f"        evidence: {_quoted(opening)}\n" if opening else "",
    )
    return f"{spec}\n{left_out}" if left_out else spec


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


_NO_WORDS = """\
# Words to explain in the handout. A matching activity is made of them.
# vocabulary:
#   - term: partisan
#     definition: A member of an armed group that fights an occupying army.
"""
_WORDS = """\
# Words to explain in the handout. What stands behind `definition:` is the sentence that has the word: say what it means.
# A matching activity is made of them (- activity: matching).
"""
_DRAFTED = """\
# What says `todo: true` was drafted from the event, and is printed with a mark. Look at it, mend what must be mended,
# take out what you don't like, and take the line away. makelesson check counts what is left.

"""
_NOTES = {
    "cloze": "fill in the blanks: words left out of the key facts, or of the text",
    "ordering": "printed in another order than here",
    "timeline": "students fill in what happened",
    "multiple-choice": "choices are printed in another order than here",
    "discussion-stems": "beginnings of sentences, on the handout",
}


def _vocabulary(draft: Draft) -> str:
    words = [one for part in draft.parts if part.kind == VOCABULARY for one in part.items]
    return f"{_WORDS}vocabulary:\n{as_yaml(words, 2)}" if words else _NO_WORDS


def _activities(draft: Draft) -> str:
    """What was drafted, an activity behind the other, each with a blank line behind it."""
    texts = []
    for part in draft.parts:
        if part.kind != VOCABULARY:
            head, _, rest = as_yaml([part.data()], 2).partition("\n")
            note = _NOTES.get(part.kind)
            texts.append(f"{f'{head:<30}  # {note}' if note else head}\n{rest}\n")
    return "".join(texts)


_NEEDS_QUOTES = re.compile(r"\A[\s\[\]{}*&!%@`'\"|>#?-]|: | #|:\Z")


def _plain(text: str) -> str:
    """The text as YAML, without quotes where it needs none."""
    return _quoted(text) if _NEEDS_QUOTES.search(text) else text


def _quoted(text: str) -> str:
    """The text in double quotes. What JSON writes, YAML reads (YAML 1.2, §1.3)."""
    return json.dumps(text, ensure_ascii=False)
