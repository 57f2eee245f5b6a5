"""The sentences of an event, each with where it stands and whether it can be understood alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lessonpress.content.article import Event
from lessonpress.drafting.languages import LanguageData
from lessonpress.prose import every_block
from lessonpress.sentences import split_sentences

# Words, with what stands inside them: 1,500, Stalin's, south-east.
WORD = re.compile(r"[^\W_]+(?:['’.,\u00a0\u202f-][^\W_]+)*")
_FEWEST_WORDS, _MOST_WORDS = 4, 30
_READ_ALONE = frozenset({"paragraph", "bullet", "number"})
# Two sentences in one: the first ends like an abbreviation (World War I. More …).
_TWO = re.compile(r"(?:\b[IVX]+|[^\W\d_]{3,})[.] [A-ZÀ-Ž]")
_QUOTES = re.compile('["“”„‟«»‹›]')


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the event has it, but for its white space.

    `section` counts the sections from 0; -2 is the summary, -1 the key facts. `paragraph` counts the
    paragraphs of the event.
    """

    text: str
    section: int
    paragraph: int

    @property
    def words(self) -> list[str]:
        return WORD.findall(self.text)


def sentences_in(event: Event, language: str) -> tuple[Sentence, ...]:
    """Those of running text and of lists. What is quoted, verse or in a table is another's, or no sentence."""
    return tuple(_sentences(event, language))


def _sentences(event: Event, language: str) -> Iterator[Sentence]:
    texts = [(-1, fact.plain) for fact in event.key_facts]
    texts += [(-2, paragraph.plain) for paragraph in event.summary]
    for number, section in enumerate(event.sections):
        texts += [
            (number, block.text.plain)
            for block in every_block(section.blocks)
            if block.kind in _READ_ALONE
        ]
    seen = set[str]()
    for paragraph, (section_number, text) in enumerate(texts):
        for sentence in split_sentences(" ".join(text.split()), language):
            if sentence not in seen:
                seen.add(sentence)
                yield Sentence(sentence, section_number, paragraph)


def stands_alone(sentence: str, data: LanguageData, fewest: int = _FEWEST_WORDS) -> bool:
    """Whether it can be understood without what stands before it, and is neither too long nor quoted, nor shorter
    than `fewest` words."""
    words = WORD.findall(sentence)
    if not fewest <= len(words) <= _MOST_WORDS or not sentence.endswith("."):
        return False
    if _QUOTES.search(sentence) or any(mark in sentence for mark in "?!…;:("):
        return False
    if _TWO.search(sentence):
        return False
    return sentence[0].isupper() and not leans_back(sentence, data)


def leans_back(text: str, data: LanguageData) -> bool:
    """Whether it begins with a word that leans on what was said before, or its first clause does."""
    words = [word.lower() for word in WORD.findall(text)]
    if not words or words[0] in data.dependent or data.pronouns.intersection(words[:3]):
        return True
    if data.subjects.intersection(words[:6]):
        return True
    # Czech leaves a subject out that was named before: Připomínali si …
    return bool(data.verbs_alone) and words[0].endswith(data.verbs_alone) and _is_verb(words[0])


def _is_verb(word: str) -> bool:
    import simplemma

    lemma: str = simplemma.lemmatize(word, lang="cs")
    return lemma != word and lemma.endswith("t")


def is_quoted(text: str) -> bool:
    """Whether it quotes somebody."""
    return bool(_QUOTES.search(text))


def with_capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]
