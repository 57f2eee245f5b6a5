"""Spaces at which no line may end, by language: behind `v` and `k` in Czech, within numbers everywhere.

Sources: ČSN 01 6910 and the Internetová jazyková příručka (https://prirucka.ujc.cas.cz/?id=880) for Czech, whose
rules Slovak (STN 01 6910) shares; PWN's Zasady składu for Polish; for Ukrainian, Belarusian and Russian
А. Мильчин, Справочник издателя и автора, 13.1; the Lexique des règles typographiques of the Imprimerie
nationale for French; the SI Brochure, 5.4.3 and 5.4.4, for numbers and their units.
"""

from __future__ import annotations

import re
from functools import cache

from lessonpress.words.tags import main_language

NO_BREAK, NARROW = "\u00a0", "\u202f"

#: Words of one letter that stay with the next one, in small letters.
_WITH_THE_NEXT = {
    "cs": "aikosuvz",
    "sk": "aikosuvz",
    "pl": "aiouwz",
    "uk": "авзійоуяє",
    "be": "авзійоуўя",
    "ru": "авикосуя",
}
#: Particles of one letter that stay with the word before.
_WITH_THE_LAST = {"uk": "бж", "be": "бж", "ru": "бж"}
#: What stays with the number before it: months, and what a year is called.
_BEHIND_NUMBERS = {
    "de": "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "de",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada"
    " grudnia r. roku w. wieku",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня р. рр."
    " року ст. століття",
    "be": "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада"
    " снежня г. гг. ст.",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря г. гг. в. вв."
    " года века",
}
#: Languages that write ordinals with a full stop and months without a capital: `5. května`.
_ORDINALS = frozenset({"cs", "sk", "sl", "hr", "bs", "sr", "nb", "nn", "da", "fi", "et", "lv"})
_UNITS = (
    "% ‰ ° °C € $ £ Kč Kčs Kč. zł gr грн руб. CHF USD EUR CZK mm cm dm m km ha mg g dag kg t ml cl dl l hl km/h"
    " m/s m² m³ km² km³ cm² cm³ kW MW kWh V W Hz kHz MHz GHz мм см м км га мг г кг т мл л км/год млн млрд"
)
_CAPITAL = f"A-Z{''.join(chr(code) for code in range(0xC0, 0x52F) if chr(code).isupper())}"
_LETTER = r"[^\W\d_]"

# Each begins with the space, by which the search goes from space to space.
_EVERYWHERE = (
    r" (?<=\d )(?<!\d{4} )(?=\d{3}(?!\d))",  # 10 000, but not: in 1945 100 people
    rf" (?<=\d )(?=(?:{'|'.join(re.escape(unit) for unit in _UNITS.split())})(?![\w/]))",  # 38 %
    rf" (?<=[{_CAPITAL}]\. )(?<!\w[{_CAPITAL}]\. )(?=[{_CAPITAL}])",  # T. G. Masaryk
    rf" (?<={_LETTER}\. )(?<!\w{_LETTER}\. )(?=\d|{_LETTER}\.)",  # s. 12, z. B., n. l.
    r" (?<=[§№] )(?=\d)",
)


@cache
def _no_breaks(language: str) -> re.Pattern[str]:
    main = main_language(language)
    rules = list(_EVERYWHERE)
    if letters := _WITH_THE_NEXT.get(main):
        both = letters + letters.upper()
        rules.append(rf" (?<=[{both}] )(?<![\w'’.\-–/·][{both}] )(?! )")
    if letters := _WITH_THE_LAST.get(main):
        rules.append(rf" (?<=\w )(?=[{letters}](?!\w))")
    if words := _BEHIND_NUMBERS.get(main):
        behind = "|".join(re.escape(word) for word in words.split())
        rules.append(rf" (?:(?<=\d )|(?<=\d\. ))(?=(?:{behind})(?!\w))")
    if main in _ORDINALS:
        rules.append(r" (?<=\d\. )(?=[^\W\d_A-Z])(?=\w\w)")
    if main == "cs":
        rules.append(r" (?=n\. l\.)")
    if main == "fr":
        rules.append(r" (?=[;:!?»])(?!:\S)| (?<=« )")
    return re.compile("|".join(rules))


def no_break_spaces(
    text: str, language: str, start: int = 0, stop: int | None = None
) -> dict[int, str]:
    """Where spaces stand in `text`, from `start` to `stop`, at which the language (BCP 47) lets no line
    end, and what stands there instead: a no-break space or, in French, a narrow one.

    >>> no_break_spaces("K obraně v Praze", "cs")
    {1: '\\xa0', 10: '\\xa0'}
    """
    find = _no_breaks(language).finditer
    places = [one.start() for one in find(text, start, len(text) if stop is None else stop)]
    narrow = main_language(language) == "fr"
    return {at: NARROW if narrow and _is_narrow(text, at) else NO_BREAK for at in places}


def _is_narrow(text: str, at: int) -> bool:
    """Whether a space in French is a narrow one: inside its quotation marks, and before `; ! ?`."""
    return text[at + 1 : at + 2] in tuple(";!?»") or text[at - 1 : at] == "«"
