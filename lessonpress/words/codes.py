"""Codes of languages (BCP 47): which there are, and what somebody means who writes another.

Languages and the countries where they are official are those of the CLDR, as Babel has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from lessonpress.words import main_language


def is_language(code: str) -> bool:
    """Whether there is a language of that code, whatever its region and script are."""
    return main_language(canonical(code)) in _names()


def canonical(code: str) -> str:
    """The code as it is usually written: `pt-BR`, `zh-Hans`.

    >>> canonical("PT-br"), canonical("zh-hans")
    ('pt-BR', 'zh-Hans')
    """
    main, *more = code.replace("_", "-").split("-")
    sizes = {2: str.upper, 4: str.title}
    return "-".join((main.lower(), *(sizes.get(len(one), str.lower)(one) for one in more)))


def language_meant(word: str) -> tuple[str, str] | None:
    """The code and the English name of the language that somebody means who writes that for one: its name, or the
    code of a country. None where nothing is meant."""
    word = word.strip()
    named = next((code for code, name in _names().items() if name == word.casefold()), None)
    code = named or _of_country(word)
    return None if code is None else (code, _names()[code].title())


def meant(asked: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Those of the codes `known` that the `asked` mean, in their order: the same, or else one of the same main
    language (`pt-BR` for `pt`)."""
    by_code = {canonical(code): code for code in known}
    found: dict[str, None] = {}
    for code in map(canonical, asked):
        main = main_language(code)
        alike = (one for one in by_code if main_language(one) == main)
        one = code if code in by_code else next(alike, None)
        if one is not None:
            found[by_code[one]] = None
    return tuple(found)


@cache
def _names() -> dict[str, str]:
    """What each language is called in English, in small letters."""
    from babel import Locale

    names = Locale("en").languages
    return {code: name.casefold() for code, name in names.items() if "_" not in code}


def _of_country(word: str) -> str | None:
    from babel.languages import get_official_languages

    official = get_official_languages(word.partition("-")[0].upper()) if len(word) >= 2 else ()
    return next((code for code in map(main_language, official) if code in _names()), None)
