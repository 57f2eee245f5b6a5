"""Roster columns: which column of a roster says what, by the words that stand above it. Knows no file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

#: What a column can say of a pupil. A name is said by `name`, or by the two that it is made of.
Meaning = Literal[
    "name",
    "first name",
    "last name",
    "class",
    "seat",
    "version",
    "accommodation",
    "language",
    "copies",
]
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)

# As teachers and their schools' systems head them: English, then Czech, Slovak, German, French, Spanish, Polish,
# Ukrainian and Arabic. Letters alone count, without their accents.
_WORDS: Mapping[Meaning, str] = MappingProxyType(
    {
        "name": "name, full name, pupil, pupil name, student, student name, learner, learner name"
        ", jméno, jméno a příjmení, příjmení a jméno, žák, meno, meno a priezvisko, priezvisko a meno, žiak"
        ", Schüler, Schülerin, Schüler/in, Vor- und Nachname, nom, nom et prénom, nom complet, élève"
        ", nombre, nombre completo, nombre y apellidos, apellidos y nombre, alumno, alumna, estudiante"
        ", imię i nazwisko, nazwisko i imię, uczeń, uczennica, прізвище та ім’я, ім’я та прізвище"
        ", прізвище і ім’я, ПІБ, учень, учениця, الاسم, اسم, الاسم الكامل, اسم الطالب, الطالب",
        "first name": "first name, first names, given name, given names, forename, forenames"
        ", křestní jméno, krstné meno, Vorname, Vornamen, Rufname, prénom, prénoms, nombre de pila"
        ", imię, imiona, ім’я, الاسم الأول",
        "last name": "last name, last names, surname, surnames, family name, příjmení, priezvisko"
        ", Nachname, Familienname, Zuname, nom de famille, apellido, apellidos, primer apellido"
        ", nazwisko, прізвище, اسم العائلة, اللقب, الكنية",
        "class": "class, group, form, section, homeroom, třída, skupina, trieda, Klasse, Gruppe, classe"
        ", groupe, clase, grupo, curso, klasa, grupa, клас, група, الصف, الفصل, الشعبة",
        "seat": "seat, desk, place, místo, lavice, miesto, lavica, Platz, Sitzplatz, sitio, asiento"
        ", puesto, miejsce, місце, المقعد",
        "version": "version, varianta, variant, versión, wersja, варіант, النموذج",
        "accommodation": "accommodation, accommodations, access arrangement, access arrangements, úprava"
        ", úpravy, Anpassung, Anpassungen, Nachteilsausgleich, aménagement, aménagements, adaptation"
        ", adaptations, adaptación, adaptaciones, dostosowanie, dostosowania, адаптація, адаптації"
        ", пристосування, التسهيلات, المواءمة",
        "language": "language, jazyk, Sprache, langue, idioma, lengua, język, мова, اللغة",
        "copies": "copies, number of copies, počet kopií, kopie, výtisky, počet kópií, kópie, Exemplare"
        ", Kopien, exemplaires, nombre d’exemplaires, ejemplares, número de copias, copias, egzemplarze"
        ", liczba kopii, примірники, копії, النسخ, عدد النسخ",
    }
)


class RepeatedColumn(ValueError):
    """Two columns say the same, and nothing tells which of them is meant."""

    def __init__(self, meaning: Meaning) -> None:
        super().__init__(meaning)
        self.meaning = meaning


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns, from 0, by what they say; `others` are those that say something else, and
    `width` is how many there are."""

    places: Mapping[Meaning, int]
    others: tuple[int, ...]
    width: int

    def cell(self, row: Sequence[str], meaning: Meaning) -> str:
        """What the row says of that; "" where it says nothing."""
        place = self.places.get(meaning, len(row))
        return row[place] if place < len(row) else ""

    def name(self, row: Sequence[str]) -> str:
        """The pupil's name: whole, or first and last."""
        if "name" in self.places:
            return self.cell(row, "name")
        parts = (self.cell(row, "first name"), self.cell(row, "last name"))
        return " ".join(filter(None, parts))


def find_columns(header: Sequence[str]) -> Columns | None:
    """What the columns say by this header; None where it has none for names. Raises RepeatedColumn.

    >>> find_columns(["Seat", "Surname", "Given name"]).places["last name"]
    1
    """
    meant: dict[Meaning, list[int]] = {}
    others: list[int] = []
    for place, title in enumerate(header):
        meaning = _meanings().get(letters_of(title))
        if meaning is None:
            others.append(place)
        else:
            meant.setdefault(meaning, []).append(place)
    if not {"name", "first name", "last name"} & meant.keys():
        return None
    places: dict[Meaning, int] = {}
    for meaning, found in meant.items():
        # Of `name` and `student`, that is meant which is called by its name here.
        named = [place for place in found if letters_of(header[place]) == letters_of(meaning)]
        chosen = found if len(found) == 1 else named
        if len(chosen) != 1:
            raise RepeatedColumn(meaning)
        places[meaning] = chosen[0]
        others += [place for place in found if place != chosen[0]]
    # `Name` beside `Vorname` is the last name, `Jméno` beside `Příjmení` the first.
    if "name" in places and ("first name" in places) != ("last name" in places):
        other: Meaning = "last name" if "first name" in places else "first name"
        places[other] = places.pop("name")
    if "name" in places:
        others += [places.pop(part) for part in _PARTS if part in places]
    return Columns(MappingProxyType(places), tuple(sorted(others)), len(header))


_PARTS: tuple[Meaning, ...] = ("first name", "last name")


def letters_of(title: str) -> str:
    """A heading without what people write in another way: capitals, accents, spaces, hyphens.

    >>> letters_of("First_Name:"), letters_of("PŘÍJMENÍ")
    ('firstname', 'prijmeni')
    """
    folded = unicodedata.normalize("NFKD", title.casefold())
    return "".join(one for one in folded if one.isalnum())


@cache
def _meanings() -> Mapping[str, Meaning]:
    return {
        letters_of(word): meaning for meaning in MEANINGS for word in _WORDS[meaning].split(", ")
    }
