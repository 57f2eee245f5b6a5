"""Cloze: of each key fact the words that carry it; without key facts, of sentences of the text."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.content.article import Event, event_words
from lessonpress.drafting.dates import Dated
from lessonpress.drafting.languages import LanguageData
from lessonpress.drafting.names import Name
from lessonpress.drafting.numbers import Number
from lessonpress.drafting.parts import Part, as_markdown
from lessonpress.drafting.sentences_in import Sentence, stands_alone
from lessonpress.drafting.telling_words import telling_words

_MOST, _FEWEST = 5, 2


def draft_cloze(event: Event, language: str) -> list[Part]:
    """Blanks in the event's key facts, in any language that parts its words by spaces."""
    facts = [fact.plain for fact in event.key_facts]
    words = telling_words(facts, event_words(event), language)
    blanks = [
        {"fact": number, "blank": as_markdown(word), "todo": True}
        for number, word in enumerate(words, start=1)
        if word
    ]
    return [Part("cloze", "key_facts", tuple(blanks))] if blanks else []


def draft_cloze_of_text(
    sentences: Sequence[Sentence],
    found: Sequence[Dated | Name | Number],
    data: LanguageData,
) -> list[Part]:
    """Blanks for names, dates and numbers in sentences that can be understood alone, one in each."""
    blanks: dict[Sentence, tuple[int, int]] = {}
    answers = set[str]()
    for one in found:
        sentence = one.sentence
        text = sentence.text[one.start : one.stop]
        if sentence in blanks or text in answers or not stands_alone(sentence.text, data):
            continue
        if len(sentence.words) < 3 * len(text.split()) or any(
            mark in sentence.text for mark in "[]"
        ):
            continue
        blanks[sentence] = one.start, one.stop
        answers.add(text)
        if len(blanks) == _MOST:
            break
    if len(blanks) < _FEWEST:
        return []
    gapped = []
    for sentence in sorted(blanks, key=sentences.index):
        start, stop = blanks[sentence]
        before, word, after = sentence.text[:start], sentence.text[start:stop], sentence.text[stop:]
        gapped.append((sentence, f"{as_markdown(before)}[{as_markdown(word)}]{as_markdown(after)}"))
    return [
        Part(
            "cloze",
            "text",
            tuple(text for _, text in gapped),
            (("evidence", [sentence.text for sentence, _ in gapped]), ("todo", True)),
        )
    ]
