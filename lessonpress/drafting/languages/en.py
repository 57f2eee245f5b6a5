"""English."""

from __future__ import annotations

from lessonpress.drafting.languages import LanguageData, words

DATA = LanguageData(
    on_date=words("on in"),
    around_date=words(
        "since until till by before after from to between and through during of early late mid spring "
        "summer autumn fall winter"
    ),
    subject_first=True,
    when="When did this happen? {statement}",
    who="Who {rest}?",
    gap="Which place belongs in the gap? “{sentence}”",
    how_many="Which number belongs in the gap? “{sentence}”",
    dependent=words(
        "he she it they we i you his her its their him them this that these those there then so but and "
        "or yet also however therefore thus instead still even later afterwards afterward meanwhile soon "
        "such both another other others next first second finally eventually too here one some most many "
        "several each all neither either once again nevertheless otherwise moreover"
    ),
    pronouns=words("he she it they his her its their him them this these those"),
    subjects=words("he she it they we this these"),
    objects=words("him them it"),
    births=words("born"),
    one_of_many=("was a ", "was an ", "is a ", "is an ", "was one ", "is one "),
    titles=words(
        "president minister chancellor general king queen emperor empress prince princess pope bishop "
        "doctor dr captain colonel major marshal admiral lieutenant senator governor mayor astronaut "
        "cosmonaut scientist writer painter professor leader commander mr mrs ms miss sir lord lady saint "
        "st explorer inventor physicist astronomer engineer pilot poet composer reformer spokesman "
        "secretary dictator czar tsar sultan"
    ),
    place_before={"in": "in", "near": "near", "outside": "outside"},
    bounds=words("more less fewer least most over under up almost nearly than only"),
    states=words(
        "is are was were had has have been being belonged lived ruled lasted remained stayed stood knew "
        "believed wanted hoped thought meant needed could would might may must should"
    ),
    because=("because", "since they", "as a result of"),
    therefore=("Therefore,", "As a result,", "Because of this,", "For this reason,", "That is why"),
    stems=(
        "What surprised me most in “{heading}” is that …",
        "The sentence in “{heading}” that matters most to me is …, because …",
        "After reading “{heading}”, I still ask myself …",
    ),
    years=r"\b(?:1\d{3}|20\d{2})\b",
    parts_of_day=(
        ("on", "the", "morning", "of"),
        ("on", "the", "afternoon", "of"),
        ("on", "the", "evening", "of"),
        ("on", "the", "night", "of"),
    ),
    day_words=words("anniversary birthday day eve date year night"),
    conjunctions=words("and or"),
)
