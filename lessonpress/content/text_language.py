"""The language that a text is in, as far as its commonest words and its letters tell.

English is known by a handful of words, in microseconds. Only a text that has too few of them is held
against the stop words of 57 languages (stopwords-iso): a word counts the more, the fewer languages have it.
Deterministic: the same text is in the same language each time.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

#: The tag of a language that can't be told (BCP 47).
UNKNOWN = "und"
_ENGLISH = "en"

_WORD = re.compile(r"[^\W\d_]+")
# What is looked at. An event's first page tells; for English, its first lines do.
_MOST_CHARACTERS = 6000
_FIRST_LINES = 1500
_MOST_WORDS = 400
#: A text of fewer words is too short to tell.
FEWEST_WORDS = 8
# Words that English has in every other sentence, and few others at all.
_COMMON = "the and of to that were with from by they their this which for his have been was had not"
_COMMON_ENGLISH = frozenset(_COMMON.split())
_ENGLISH_SHARE = 0.1
# How much of a text must be words of one language alone; how many of its words must be met, and of these
# how many that at most so many languages have; and how far the next language must be behind.
_LEAST_SCORE = 0.045
_LEAST_TELLING = 2
_TELLING = 4
_LEAST_MET = 4
_LEAD = 1.4
# Where this much of a text is English stop words, no doubt is raised; other languages share a tenth with them.
_ENGLISH_ENOUGH = 0.25
_WORDS_FOR_DOUBT = 30
_LEAST_ACCENTED = 0.05
# Scripts that one language of today is written in, or that is written without spaces between words.
_BY_SCRIPT = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "HEBREW": "he",
    "GREEK": "el",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
}


def guess_language(text: str) -> str:
    """The language's code, such as `cs`; `en` for what is too short to tell, and `und` for what is not
    English and can't be told."""
    first = _words(text[:_FIRST_LINES])
    if sum(word in _COMMON_ENGLISH for word in first) >= _ENGLISH_SHARE * len(first) > 0:
        return _ENGLISH
    text = text[:_MOST_CHARACTERS]
    words = _words(text)[:_MOST_WORDS]
    if (script := _foreign_script(text)) in _BY_SCRIPT:
        return _BY_SCRIPT[script]
    found = _of_words(words) if len(words) >= FEWEST_WORDS else _ENGLISH
    return UNKNOWN if script and found == _ENGLISH else found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _foreign_script(text: str) -> str:
    """The script that most of the text is in, as Unicode calls it; empty where that is Latin."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = Counter(
        unicodedata.name(letter, "").partition(" ")[0] for letter in letters if letter > "\u036f"
    )
    foreign.pop("LATIN", None)  # letters with two marks, as in Vietnamese
    if not foreign or sum(foreign.values()) * 2 < len(letters):
        return ""
    if foreign["HIRAGANA"] * 20 > len(letters):  # Japanese has Chinese signs, too
        return "HIRAGANA"
    return foreign.most_common(1)[0][0]


def _of_words(words: list[str]) -> str:
    lists, weights = _stop_words()
    score = dict.fromkeys(lists, 0.0)
    met: Counter[str] = Counter()
    telling: Counter[str] = Counter()
    english = 0
    for word, times in Counter(words).items():
        english += times * (word in lists[_ENGLISH])
        having = weights.get(word, ())
        for language in having:
            score[language] += times / len(having)
            met[language] += 1
            telling[language] += len(having) <= _TELLING
    best, second = sorted(score, key=lambda language: score[language], reverse=True)[:2]
    if (
        score[best] >= max(_LEAST_SCORE * len(words), _LEAD * score[second])
        and telling[best] >= _LEAST_TELLING
        and met[best] >= _LEAST_MET
    ):
        return best
    # Names alone, in plain letters, are no other language.
    accented = sum(not word.isascii() for word in words) >= _LEAST_ACCENTED * len(words)
    if (
        best != _ENGLISH
        and (accented or score[best] >= _LEAST_SCORE * len(words))
        and english < _ENGLISH_ENOUGH * len(words)
        and len(words) >= _WORDS_FOR_DOUBT
    ):
        return UNKNOWN
    return _ENGLISH


def name_of(language: str) -> str:
    """What the language is called in English."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-").get_language_name("en") or language
    except (UnknownLocaleError, ValueError):
        return language


@cache
def _stop_words() -> tuple[dict[str, frozenset[str]], dict[str, tuple[str, ...]]]:
    """The words of each language, and the languages of each word."""
    import stopwordsiso

    lists = {language: stop_words(language) for language in sorted(stopwordsiso.langs())}
    languages: dict[str, list[str]] = {}
    for language, words in lists.items():
        for word in words:
            languages.setdefault(word, []).append(language)
    return lists, {word: tuple(found) for word, found in languages.items()}


@cache
def stop_words(language: str) -> frozenset[str]:
    """The words of a language (BCP 47) that carry no meaning of their own, in small letters; none where
    they aren't known."""
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords(language.partition("-")[0].lower()))
