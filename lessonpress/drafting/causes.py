"""Cause and effect: what the text itself joins by *because* and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from lessonpress.drafting.languages import LanguageData
from lessonpress.drafting.parts import Part, as_markdown
from lessonpress.drafting.sentences_in import (
    WORD,
    Sentence,
    is_quoted,
    leans_back,
    stands_alone,
    with_capital,
)

_MOST = 5
_FEWEST_WORDS = 3


def draft_causes(sentences: Sequence[Sentence], data: LanguageData) -> list[Part]:
    links = [*_within(sentences, data), *_across(sentences, data)][:_MOST]
    return [Part("cause-and-effect", "links", tuple(links))] if links else []


def _within(sentences: Sequence[Sentence], data: LanguageData) -> Iterator[dict[str, Any]]:
    """The city fell, because nobody defended it."""
    for sentence in sentences:
        for connective in data.because:
            found = re.search(rf",? {re.escape(connective)} ", sentence.text)
            if found is None or sentence.text.count(f"{connective} ") > 1:
                continue
            effect, cause = sentence.text[: found.start()], sentence.text[found.start() :]
            cause = cause.lstrip(", ")
            if _whole(effect, sentence, data) and len(WORD.findall(cause)) > _FEWEST_WORDS:
                yield _link(f"{effect}.", with_capital(cause), sentence.text)
            break


def _whole(effect: str, sentence: Sentence, data: LanguageData) -> bool:
    """Whether the effect is a clause of its own that can be understood."""
    if len(WORD.findall(effect)) < _FEWEST_WORDS or leans_back(effect, data):
        return False
    return (
        not is_quoted(sentence.text)
        and sentence.text.endswith(".")
        and not effect.endswith((":", ";", "not"))
    )


def _across(sentences: Sequence[Sentence], data: LanguageData) -> Iterator[dict[str, Any]]:
    """Nobody defended the city. Therefore, it fell."""
    for cause, effect in pairwise(sentences):
        if cause.paragraph != effect.paragraph or not stands_alone(cause.text, data):
            continue
        for connective in data.therefore:
            if not effect.text.startswith(f"{connective} "):
                continue
            rest = effect.text[len(connective) :].strip()
            first = WORD.findall(rest)[:1]
            if first and first[0].lower() not in data.clitics and rest.endswith("."):
                link = _link(with_capital(rest), cause.text, cause.text)
                link["effect"]["evidence"] = effect.text
                yield link


def _link(effect: str, cause: str, evidence: str) -> dict[str, Any]:
    """Students are told the effect, and write what led to it."""
    return {
        "cause": {"text": as_markdown(cause), "evidence": evidence},
        "effect": {"text": as_markdown(effect)},
        "given": "effect",
        "todo": True,
    }
