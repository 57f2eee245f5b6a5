"""References from one question to others: by number, or to the one before or behind it.

What a question refers to must stay where it was written. In the six languages that the program has words in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_A_QUESTION = (
    r"(?:questions?|statements?|items?|numbers?|nos?\.|q\.?|tasks?|answers?|exercises?"
    r"|otázk\w*|otázce|otázok|odpověd\w*|odpoved\w*|tvrzení\w*|tvrdeni\w*|úkol\w*|úloh\w*|čísl\w*|č\."
    r"|fragen?|aufgaben?|aussagen?|antwort(?:en)?|nummer|nr\."
    r"|affirmations?|réponses?|exercices?|numéros?|n°"
    r"|preguntas?|afirmaci[oó]n(?:es)?|respuestas?|ejercicios?|números?|n\.?º)"
)
_NUMBERED = re.compile(
    rf"\b{_A_QUESTION}\s*(?:to |zu |k |á |a la |à la )?(?:č\.|nr\.|no\.|n°)?\s*\d+\b", re.I
)
_IN_ANOTHER = re.compile(
    r"\b(?:part|část\w*|díl\w*|časť|časti|teil|partie|parte)\s+(?:\d+|[ivx]+)\b", re.I
)
_BEFORE = re.compile(
    rf"\b(?:previous|preceding|last)\s+{_A_QUESTION}\b"
    rf"|\b{_A_QUESTION}\s+(?:just\s+)?(?:above|before)\b|\babove\s+{_A_QUESTION}\b|\byour\s+(?:previous|last|first)\s+answer"
    r"|\b(?:předchoz\w+|minul\w+|predchádzajúc\w+|predošl\w+)\s+(?:otáz\w+|odpov\w+|tvr[zd]\w+|úko\w+|úloh\w*)"
    r"|\b(?:otáz\w+|odpov\w+)\s+(?:výše|vyššie)\b"
    r"|\b(?:vor(?:her)?ig\w*|vorangehend\w*|letzte\w*|obige\w*)\s+(?:frage|aufgabe|antwort|aussage)"
    r"|\b(?:frage|antwort|aussage)\s+(?:oben|zuvor|davor)\b"
    r"|\b(?:question|réponse|affirmation)\s+(?:précédente|ci-dessus)"
    r"|\b(?:pregunta|respuesta|afirmaci[oó]n)\s+(?:anterior|de arriba)",
    re.I,
)
_BEHIND = re.compile(
    rf"\b(?:next|following)\s+{_A_QUESTION}\b|\b{_A_QUESTION}\s+below\b"
    r"|\b(?:následující\w*|další\w*|nasledujúc\w+|ďalš\w+)\s+(?:otáz\w+|odpov\w+|tvr[zd]\w+|úko\w+|úloh\w*)"
    r"|\b(?:nächste\w*|folgende\w*)\s+(?:frage|aufgabe|aussage)"
    r"|\b(?:question|affirmation)\s+(?:suivante|ci-dessous)"
    r"|\b(?:pregunta|afirmaci[oó]n)\s+(?:siguiente|de abajo)",
    re.I,
)


def held_together(texts: Sequence[str]) -> frozenset[int]:
    """The places of those questions, from 0, that another is asked of in its text, and of those that ask;
    all where one names another by its number.

    >>> held_together(["Who?", "When?", "Explain the previous answer.", "Where?"])
    frozenset({1, 2})
    >>> len(held_together(["Who?", "When?", "Look at question 1. Why?"]))
    3
    """
    if any(map(_NUMBERED.search, texts)):
        return frozenset(range(len(texts)))
    before = [at for at, text in enumerate(texts) if at and _BEFORE.search(text)]
    behind = [at for at, text in enumerate(texts[:-1]) if _BEHIND.search(text)]
    pairs = [*((at - 1, at) for at in before), *((at, at + 1) for at in behind)]
    return frozenset(place for pair in pairs for place in pair)


def names_another_part(text: str) -> bool:
    """Does the text name a question of another part by its number?"""
    return bool(_IN_ANOTHER.search(text) and _NUMBERED.search(text))
