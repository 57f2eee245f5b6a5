"""Lists as a language sets them: what stands between their items, and the letters that items have.

Sources: the list patterns of Unicode's CLDR for the signs between items. For letters ДСТУ 3008:2015 for Ukrainian and
ГОСТ Р 2.105 for Russian, which leave out letters that are taken for others; the abjad, in whose order Arabic and Hebrew
letter their items. Languages in Latin letters have A, B, C, and so have others that are not told here.
"""

from __future__ import annotations

from collections.abc import Iterable

from lessonpress.words.tags import main_language

#: Between the items of a list, and between clauses, where these are others than `, ` and `; `.
_SIGNS = {
    "ar ckb fa ps sd ug ur": ("، ", "؛ "),
    "ja zh": ("、", "；"),
    "my": ("၊ ", "၊ "),
    "am ti": ("፣ ", "፤ "),
    "el": (", ", "· "),  # a semicolon asks there
}
_BY_LANGUAGE = {tag: signs for tags, signs in _SIGNS.items() for tag in tags.split()}

#: Languages that run from right to left, and a mark that keeps what stands side by side apart there. By UAX #9 a
#: no-break space between two numbers makes them one (W4), and a number behind a Latin letter runs with it (W7).
_TO_THE_LEFT = "ar ckb dv fa he ps sd ug ur yi"
_MARK = "\u200f"
_LATIN = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"


def comma(language: str) -> str:
    """What stands between the items of a list in a language (BCP 47), with its space."""
    return _BY_LANGUAGE.get(main_language(language), (", ",))[0]


def semicolon(language: str) -> str:
    """What stands between items that are clauses, with its space."""
    return _BY_LANGUAGE.get(main_language(language), ("", "; "))[1]


def tie(language: str) -> str:
    """What stands between a number and what it is the number of, in a list that is set in a line: a no-break
    space, behind which another number, or a Latin letter, stays by itself; `untie` stands behind that."""
    return f"\u00a0{untie(language)}"


def untie(language: str) -> str:
    """What stands behind what was tied to a number."""
    return _MARK if main_language(language) in _TO_THE_LEFT.split() else ""


def listed(items: Iterable[object], language: str) -> str:
    """The items, one after the other.

    >>> listed([1, 2], "ar")
    '1، 2'
    """
    return comma(language).join(map(str, items))


# --- letters ---------------------------------------------------------------------------------------

_ALPHABETS = {
    "uk": "А Б В Г Д Е Ж И К Л М Н П Р С Т У Ф Х Ц Ш Щ Ю Я",
    "ru": "А Б В Г Д Е Ж И К Л М Н П Р С Т У Ф Х Ц Ш Щ Э Ю Я",
    "bg": "А Б В Г Д Е Ж З И К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ю Я",
    "ar": "أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ",
    "he": "א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת",
}
#: Letters that one is likely to type for another that looks the same, or nearly: A for А.
_CYRILLIC_FOR = dict(zip("ABCEHIKMOPTX", "АВСЕНІКМОРТХ", strict=True))
_TYPED_FOR = {
    "uk": _CYRILLIC_FOR,
    "ru": _CYRILLIC_FOR,
    "bg": _CYRILLIC_FOR,
    "ar": {"ا": "أ", "إ": "أ", "آ": "أ", "ه": "هـ", "ى": "ي"},
}


def alphabet_of(language: str) -> str:
    """By what name `list_letter` knows the letters of a language (BCP 47); "" for Latin ones."""
    main = main_language(language)
    return main if main in _ALPHABETS else ""


def list_letter(index: int, alphabet: str, *, small: bool = False) -> str:
    """The letter of the item at `index` (from 0) in an alphabet: A, B, C … and, as Word counts, AA, BB …
    after the last.

    >>> list_letter(2, "uk"), list_letter(2, "ar"), list_letter(27, "")
    ('В', 'ج', 'BB')
    """
    letters = _ALPHABETS.get(alphabet, _LATIN).split()
    times, place = divmod(index, len(letters))
    letter = letters[place] * (times + 1)
    return letter.lower() if small else letter


def version_letter(version: str, language: str) -> str:
    """How a version that files have as `a`, `b`, `c` … is called on paper: Б for `b` in Ukrainian, where a B would
    be taken for the third."""
    return list_letter(ord(version) - ord("a"), alphabet_of(language))


def version_called(letter: str) -> str:
    """The version, as files have it, that somebody calls by a letter of any alphabet; "" for what is none.

    >>> version_called("B"), version_called("Б"), version_called("ب"), version_called("1")
    ('b', 'b', 'b', '')
    """
    wanted = letter.strip().upper()
    wanted = _TYPED_FOR["ar"].get(wanted, wanted)
    for letters in (_LATIN, *_ALPHABETS.values()):
        if wanted in (found := letters.split()[:26]):
            return chr(ord("a") + found.index(wanted))
    return ""


def are_list_letters(text: str, language: str) -> bool:
    """Whether a text is a letter of a list in a language, or several of them, as `listed` joins them."""
    letters = f"{_LATIN} {_ALPHABETS.get(alphabet_of(language), '')}".split()
    return all(part in letters for part in text.split(comma(language)))


def is_letter_typed(letter: str, text: str, language: str) -> bool:
    """Whether what somebody typed is this letter of a list, though it may be another that looks the same."""
    return are_list_letters(letter, language) and typed_letter(text, language) == letter


def typed_letter(text: str, language: str) -> str:
    """What somebody types for a letter of a list, as that letter: `B` in Ukrainian is В."""
    letter = text.strip(" .()").upper()
    return _TYPED_FOR.get(alphabet_of(language), {}).get(letter, letter)
