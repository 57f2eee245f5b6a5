"""No line ends where the language lets none end."""

from __future__ import annotations

import pytest

from lessonpress.words.no_break import NARROW, NO_BREAK, no_break_spaces

SHOWN = {NO_BREAK: "~", NARROW: "_"}


def shown(text: str, language: str) -> str:
    edits = no_break_spaces(text, language)
    return "".join(SHOWN[edits[at]] if at in edits else one for at, one in enumerate(text))


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("cs", "K~obraně v~Praze a~u~Brna (v~noci) i~o~tom"),
        ("sk-SK", "V~Bratislave a~s~ním, „k~moru“"),
        ("pl", "W~Polsce i~w~Krakowie, a~z~nim o~tym"),
        ("uk", "У~Києві й~в~Одесі, хотів~б я~знати"),
        ("be", "Ў~Мінску і~ў~Гродне"),
        ("ru", "В~Киеве и~к~нему, хотел~б я~знать"),
        ("cs", "9.~května 1945, v~19.~století, 5. Praha"),
        ("de", "am 5.~Mai, z.~B. und d.~h., 38~%, S.~12"),
        ("pl", "5~maja 1945~r."),
        ("uk", "5~травня 1945~р."),
        ("fr", "5~mai"),
        ("fr", "Quoi_? Non_! Ceci~: «_mot_», 12:30"),
        ("en", "J.~R.~R.~Tolkien had 10~000~kg, or 12~km of 38~%"),
        ("cs", "T.~G.~Masaryk (s.~12, §~3), 753 př.~n.~l."),
        ("en", "I am in a room. In 1945 100 people, 5 months"),
        ("en", "at 3 o’clock, part 2 a"),
        ("cs", "vlak, dok, Evropa, b c"),
        ("xx", "a v k"),
    ],
)
def test_what_belongs_together_stays_in_one_line(language: str, printed: str) -> None:
    typed = printed.replace("~", " ").replace("_", " ")
    assert shown(typed, language) == printed
