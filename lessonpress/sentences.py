"""Sentences: where one ends, by the marks, abbreviations and ordinal numbers of its language. Ground.

Where it can't be known (`at 5 p.m. The troops`), a sentence goes on: two in one do less harm than half
of one. Looked at and left: pysbd (22 languages, no Czech; kept no longer), sentencex (ends sentences at
`16.` in Czech and at `M.` in French).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The mark of an end, with what closes behind it; what may open before the next word.
_MARK = re.compile(r"[.!?…]+[\"'”’»“)\]]*(?=\s|\Z)")
_NEXT = re.compile(r"\s+[\"'„“”«»‘’‹(\[¿¡–—-]*\s*(\w?)")
_WORD_BEFORE_STOP = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.\Z")
# How much of what stands around a mark is looked at, in characters.
_FAR = 40
_ROMAN = re.compile(r"[IVXLC]+")

#: Languages that write ordinal numbers with a stop: der 2. Weltkrieg, 16. října.
_WITH_ORDINALS = "bs cs da de et fi fo hr hu is lb lv mk nb nn no pl sh sk sl sr tr"
# What goes on after its stop. Single letters, initials among them, always do.
_TITLES = "dr prof ing mgr phdr judr mudr"
_ABBREVIATIONS = {
    "en": "gen col st mr mrs ms messrs capt sgt cpl lt maj adm cmdr rev hon sen rep gov pres supt mt ft vs cf"
    " approx ca esp rd ave",
    "de": "hr hrn fr frl bzw ca evtl ggf inkl sog vgl usf geb gest gegr verh hl gen"
    " mio mrd einschl insb",
    "cs": "např tzv tzn tj sv pí gen kpt plk ppor mjr čj odd resp popř příp cca arch doc akad csc npor por"
    " nadpor rtm šik škpt genmjr genpor maj vyd mil mld tis nám ul kl",
    "sk": "napr tzv tzn tj sv gen kpt plk ppor odd resp popr príp cca arch doc akad npor por nadpor rtm plk"
    " genmjr genpor vyd mil mld tis nám ul",
    "pl": "godz gen płk ppłk mjr kpt por ppor św ul al pl np tzw tzn tj ok ks bp abp hr tys",
    "uk": "напр тзв ім вул просп пл обл св ген полк підполк грн тис млн млрд див",
    "fr": "mm mme mmes mlle mlles me mgr ste cf env av ex gén",
    "es": "sr sra sres sras srta dra profa ud uds vd vds d dña fr sto sta cap cía ee uu ej gen"
    " avda aprox",
}
_BEFORE_NUMBERS = (
    "no nos nr num núm n pp vol fig ch chap art sec abs bd kap obr tab roč str čís čp pág págs"
    " jan feb mar apr jun jul aug sep sept oct nov dec mär okt dez janv févr avr juil déc ene abr ago dic"
)
_ordinals, _everywhere, _before_numbers = (
    frozenset(words.split()) for words in (_WITH_ORDINALS, _TITLES, _BEFORE_NUMBERS)
)
_known = {language: frozenset(words.split()) for language, words in _ABBREVIATIONS.items()}


def split_sentences(text: str, language: str) -> Iterator[str]:
    """The sentences of one paragraph, without the space around them. `language` is a BCP 47 tag."""
    start = 0
    for mark in _MARK.finditer(text):
        if ends_sentence(text[start : mark.end()], text[mark.end() : mark.end() + _FAR], language):
            yield text[start : mark.end()].strip()
            start = mark.end()
    if rest := text[start:].strip():
        yield rest


def ends_sentence(before: str, after: str, language: str) -> bool:
    """Does a sentence end with `before`, which ends in a mark, where `after` comes next?"""
    found = _NEXT.match(after)
    following = found[1] if found else ""
    if not after.strip():
        return True
    if following.islower():
        return False
    return not goes_on(before, following, language)


def goes_on(before: str, following: str, language: str) -> bool:
    """Is the stop that `before` ends in that of an abbreviation, an initial or an ordinal number?

    `following` is the first character of the next word.
    """
    stopped = _WORD_BEFORE_STOP.search(before.rstrip()[-_FAR:])
    if stopped is None:
        return False
    main = language.partition("-")[0].lower()
    word = stopped[1]
    if word.isdecimal():
        return len(word) <= 2 and main in _ordinals
    if all(len(part) == 1 for part in word.split(".")):
        return True
    if main in _ordinals and _ROMAN.fullmatch(word):
        return True
    word = word.rpartition(".")[2].lower()
    if word in _everywhere or word in _known.get(main, ()):
        return True
    return following.isdecimal() and word in _before_numbers
