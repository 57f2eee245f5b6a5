"""The order in which a question's choices are printed: shuffled, so that its place gives no answer away.

Numbers and dates stand in ascending order instead. A choice that speaks of the others (`none of the
above`, `neither`) stays last, in the languages that the program has words in. Where one names
others by their letters (`both A and B`), the letters are the author's, and so is the order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from lessonpress.activities.base import Setting
from lessonpress.activities.written_values import ascending
from lessonpress.comparison import fold
from lessonpress.richtext import RichText
from lessonpress.words.lists import typed_letter

_TO_OTHERS = re.compile(
    r"""
    # English
    (?:all|any|none|both|neither|either|each|some|one|two|three|more\ than\ one|most)
        \ of\ (?:these|those|them|(?:the\ )?(?:above|other|choice|answer|option|statement)).*
    | (?:all|none|both|neither|either)(?:\ (?:are|is|were|was)?\ ?(?:correct|right|true|false|wrong))?
    | (?:both|neither)\ .* | .*\ above
    # Czech and Slovak
    | (?:všech\w*|všetk\w+|vše|žádn\w+|žiadn\w+|nic|nič|oboj\w+|oba|obě|obe|ani)
        (?:\ (?:z|ze|zo|odpověd\w*|odpoved\w*|možnost\w*|výše|vyššie|uveden\w+|předchozí\w*
            |predchádzajúc\w+|jsou|sú|je|tyto|tieto|jedn\w+)\b.*)?
    | ani\ .*
    # German
    | (?:alle[rs]?|keine?[rs]?|nichts|beide[rs]?|weder)
        (?:\ (?:der|die|von|davon|dieser|diese|dieses|antworten|antwort|oben|genannten|sind|ist)\b.*)?
    | weder\ .*
    # French
    | (?:toutes|tous|tout|aucune?|les\ deux|ni)
        (?:\ (?:les\ réponses|ces|ce\ qui\ précède|de\ ces|des|ci-dessus|d'entre|réponses|sont)\b.*)?
    | ni\ .*
    # Spanish
    | (?:todas|todos|todo|ninguna|ninguno|ningún|ambas|ambos|ni)
        (?:\ (?:de\ )?(?:las\ |los\ |lo\ )?(?:estas|estos|ellas|ellos|anterior|respuestas|opciones|son\b).*)?
    | ni\ .*
    # Polish
    | (?:wszystki\w*|żadn\w+|nic|ob(?:a|ie|ydw\w+)|ani)
        (?:\ (?:z|ze|odpowiedz\w*|powyższ\w+|wymienion\w+|podan\w+|są|jest|poprawn\w+|t[ea]\b|tych)\b.*)?
    | ani\ .*
    # Ukrainian
    | (?:усі|всі|усе|все|жодн\w+|нічого|обидв\w+|ані)
        (?:\ (?:з|із|зі|відповід\w*|варіант\w*|наведен\w+|перелічен\w+|названн?\w+|зазначен\w+|вище\w*|цих|ці|є|правильн\w+)\b.*)?
    | ані\ .* | ні\ .*\ ні\ .*
    # Arabic
    | (?:كل|جميع)\ (?:ما|مما|الإجابات|الخيارات|الاختيارات|هذه|ذلك|تلك).*
    | (?:لا\ شيء|ليس\ أي|لا\ أحد|لا\ واحدة?)\ (?:مما|من).* | كلاهما | كلتاهما
    """,
    re.VERBOSE,
)
_LETTER = r"(?:[A-ZА-Я]|\([A-Za-zА-Яа-я]\)|[A-Za-zА-Яа-я]\)|هـ|[أ-يא-ת])(?!\w)"
_AND = r"\ *(?:,|;|&|/|\+|\b(?:and|or|nor|but|not|a|i|aj|ani|nebo|alebo|und|oder|noch|et|ou|ni|y|e|o|i|oraz|lub|albo|ani|та|і|й|або|чи|и|или|و|أو)\b)\ *"
_NAMED = (
    # A, B | A and C | A, B and D
    re.compile(rf"(?<!\w)(?P<one>{_LETTER})(?:{_AND})+(?P<other>{_LETTER})"),
    # answer A | the same as B | only C
    re.compile(
        r"\b(?i:answers?|choices?|options?|same\ as|except|all\ but|only|both|neither|either|odpov[eě]\w*|možnost\w*"
        r"|jen|pouze|len|iba|oba|obě|antwort\w*|nur|beide|réponses?|seulement|respuestas?|opci[oó]n\w*"
        rf"|solo|sólo)\ (?P<one>{_LETTER})(?!\ [a-z])"
    ),
    re.compile(rf"(?P<one>{_LETTER})\.?"),
)


def order_of_choices(
    choices: Sequence[str], setting: Setting, part: int, *, shuffle: bool
) -> tuple[int, ...]:
    """The places of `choices` as they are written, in the order in which they are printed.

    `part` is the question's number. What is the answer has no say in it.
    """
    given = tuple(range(len(choices)))
    letters = {setting.letter(at) for at in given}
    texts = [str(RichText.from_markdown(choice)).strip() for choice in choices]
    if not shuffle or any(_names_letters(text, letters, setting.language) for text in texts):
        return given
    last = [at for at in given if _TO_OTHERS.fullmatch(fold(texts[at]).strip(" .!"))]
    free = [at for at in given if at not in last]
    order = ascending([texts[at] for at in free], setting.language) if free else ()
    if order is None:
        order = setting.order(len(free), part, given_is_right=False)
    return (*(free[at] for at in order), *last)


def names_others(choices: Sequence[RichText], letters: Set[str], language: str) -> bool:
    """Does one of the choices, which have these letters, speak of the others, so that none can be left out?"""
    texts = [str(choice).strip() for choice in choices]
    return any(
        _TO_OTHERS.fullmatch(fold(text).strip(" .!")) or _names_letters(text, letters, language)
        for text in texts
    )


def _names_letters(text: str, letters: Set[str], language: str) -> bool:
    """Does `text` name choices by the `letters` that they have?"""
    for at, pattern in enumerate(_NAMED):
        matches = [pattern.fullmatch(text)] if at == len(_NAMED) - 1 else pattern.finditer(text)
        for match in matches:
            if match and all(typed_letter(name, language) in letters for name in match.groups()):
                return True
    return False
