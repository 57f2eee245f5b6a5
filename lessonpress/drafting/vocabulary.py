"""Vocabulary: words of the text that are rare in its language, each with the sentence that it stands in.

How common a word is, tells wordfreq (Apache 2.0, its lists CC BY-SA 4.0; 58 MB, 40 languages, the extra `drafting`). Its
author ended the collection of new texts in 2024; what words were common by then is all that counts here. What
dictionaries have no such word, or in another form, is simplemma's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lessonpress.content.text_language import stop_words
from lessonpress.drafting.languages import words
from lessonpress.drafting.names import Name, is_known_place
from lessonpress.drafting.parts import VOCABULARY, Part, as_markdown
from lessonpress.drafting.sentences_in import Sentence, is_quoted
from lessonpress.words.quotes import quotation_marks

_MOST, _SHORTEST = 8, 5
#: On the Zipf scale (van Heuven et al. 2014; words a thousand million, as a power of ten): what pupils read every week
#: lies above 4.
_RARE, _CAPITAL_NOUNS = 3.9, ("de", "lb")
_RARE_VERBS = 3.2
#: What verbs end with where they have more forms than English ones.
_VERBS = {
    "cs": ("at", "át", "et", "ět", "it", "ít", "out", "ci"),
    "de": ("en", "ern", "eln"),
    "sk": ("ť",),
    "pl": ("ć",),
}
#: What is no word to explain: English adverbs in -ly.
_ENDINGS = {"en": ("ly",)}
# What stands before names without an article.
_BEFORE_NAMES = words("in nach aus bei von mit für und oder durch gegen über um an auf zu vor als")


class MissingWordList(Exception):
    """Nothing is known of how common words are, until the extra `drafting` is installed."""


@dataclass(frozen=True, slots=True)
class _Word:
    lemma: str
    rarity: float
    first: int
    sentence: Sentence
    form: str


def draft_vocabulary(
    sentences: Sequence[Sentence], names: Sequence[Name], language: str
) -> list[Part]:
    """At most eight, in the order of the text. Raises MissingWordList."""
    main = language.partition("-")[0].lower()
    known = _lists()
    if main not in known:
        return []
    found = _rare_words(sentences, names, main)
    best = sorted(found.values(), key=lambda one: (-one.rarity, one.first))[:_MOST]
    marks = quotation_marks(language)
    opening, closing = marks.at(1) if marks else ('"', '"')
    items = []
    for one in sorted(best, key=lambda word: word.first):
        entry: dict[str, object] = {
            "term": as_markdown(one.lemma),
            "definition": as_markdown(f"{opening}{one.sentence.text}{closing}"),
        }
        if one.form.casefold() != one.lemma.casefold():
            entry["forms"] = one.form
        items.append({**entry, "todo": True})
    return [Part(VOCABULARY, VOCABULARY, tuple(items))] if items else []


def _lists() -> frozenset[str]:
    """The languages of which it is known how common words are."""
    try:
        from wordfreq import available_languages
    except ImportError as error:
        raise MissingWordList from error
    return frozenset(available_languages())


def _rare_words(
    sentences: Sequence[Sentence], names: Sequence[Name], language: str
) -> dict[str, _Word]:
    stops = stop_words(language)
    named = {word.casefold() for one in names for word in one.text.split()}
    nouns = language in _CAPITAL_NOUNS
    counts: Counter[str] = Counter()
    found: dict[str, _Word] = {}
    place = 0
    for sentence in sentences:
        if is_quoted(sentence.text):
            continue
        for index, word in enumerate(sentence.words):
            place += 1
            folded = word.casefold()
            if len(word) < _SHORTEST or not word.isalpha() or folded in stops or folded in named:
                continue
            if word[0].isupper() and not (nouns and _is_noun(sentence.words, index)):
                continue
            if folded.endswith(_ENDINGS.get(language, ("\0",))):
                continue
            lemma = _lemma(word, language)
            if lemma is None or (word[0].isupper() and is_known_place(word, language)):
                continue
            counts[lemma] += 1
            if lemma not in found and (rarity := _rarity(word, lemma, language)) is not None:
                found[lemma] = _Word(lemma, rarity, place, sentence, word)
    # A word that comes back again and again is worth more than one that is met once.
    return {
        lemma: _Word(
            lemma, one.rarity + 0.4 * min(counts[lemma] - 1, 3), one.first, one.sentence, one.form
        )
        for lemma, one in found.items()
    }  # fmt: skip


def _is_noun(words: Sequence[str], index: int) -> bool:
    """Whether a German word with a capital is a noun and no name: an article, an adjective or a number stands
    before it."""
    before = words[index - 1] if index else ""
    return not words[index].isupper() and (
        before.isdecimal() or (before.islower() and before not in _BEFORE_NAMES)
    )


def _lemma(word: str, language: str) -> str | None:
    """The form that a dictionary has; None where none has the word."""
    import simplemma
    from wordfreq import zipf_frequency

    try:
        if not simplemma.is_known(word, lang=language):
            return None
        lemma: str = simplemma.lemmatize(word, lang=language)
    except ValueError:  # a language that it has no list for
        return None
    if not lemma.isalpha():
        return None
    # What nobody writes is a slip of the dictionary, and so is what others write less: letkyně for letec.
    frequency = zipf_frequency(lemma, language)
    longer = len(lemma) > len(word) and not lemma.endswith(_VERBS.get(language, ("\0",)))
    rarer = frequency < zipf_frequency(word, language)
    return word if not frequency or (longer and rarer) else lemma


def _rarity(word: str, lemma: str, language: str) -> float | None:
    """How far below what is common it lies; None where it isn't rare."""
    from wordfreq import zipf_frequency

    frequency = max(zipf_frequency(one, language) for one in (word, lemma))
    # A verb that is bent in many forms is rare in each of them.
    rare = _RARE_VERBS if lemma.endswith(_VERBS.get(language, ("\0",))) else _RARE
    # What no list has may be a slip, or nothing that anybody says.
    return rare - max(frequency, 2.0) if 1 < frequency < rare else None
