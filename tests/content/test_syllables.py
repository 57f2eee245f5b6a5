"""Syllables are those that people clap, in the languages that have a formula of reading."""

from __future__ import annotations

import pytest

from lessonpress.content.syllables import COUNTED, count_syllables

# As dictionaries part the words, or say them: word and number in turn.
WORDS = {
    "en": "war 1 the 1 made 1 ended 2 walked 1 table 2 military 4 liberation 4 forces 2 states 1 1944 1",
    "cs": "vlk 1 krk 1 prst 1 vítr 2 sedm 2 osm 2 nesl 2 vedl 2 mohl 2 louka 2 auto 2 Evropa 3 Československo 5"
    " ministr 3 prezident 3 smlouva 2 Německo 3 jablko 3 Petr 2 hrad 1 vláda 2 slova 2 vrba 2 čtvrtek 2 kůň 1"
    " pneumatika 4 zmrzlina 3 trn 1",
    "sk": "vlk 1 vŕba 2 mier 1 viac 1 dieťa 2 kôň 1 slovo 2 prst 1 sloboda 3 vláda 2 povstanie 3 vietor 2 ministr 3"
    " armáda 3 kĺb 1 hrdina 3",
    "pl": "pies 1 wiosna 2 wojna 2 niemiecki 3 Polska 2 powstanie 3 autobus 3 ziemia 2 żołnierz 2 miasto 2"
    " historia 3 rząd 1 prezydent 3 nie 1 Warszawa 3 europejski 4 niepodległość 4",
    "de": "Haus 1 Wien 1 Freude 2 Bäume 2 neu 1 Liebe 2 See 1 Haar 1 Boot 1 regieren 3 Regierung 3 Qualität 3"
    " Ereignis 3 Typ 1 Soldat 2 Tschechoslowakei 5 München 2 Europa 3 Quelle 2 beide 2 geöffnet 3 Theater 3 Nation 3",
    "fr": "maison 2 école 2 table 1 grande 1 eau 1 oiseau 2 pays 2 roi 1 guerre 1 ville 1 armée 2 armées 2"
    " liberté 3 nation 2 question 2 histoire 2 président 3 ouest 1 Europe 2 lune 1 les 1 nuit 1 pied 1"
    " soviétique 3 hommes 1 vie 1 étaient 2 soleil 2 famille 2 œuvre 1 militaire 3",
    "es": "país 2 guerra 2 pingüino 3 día 2 aire 2 ciudad 2 héroe 3 leer 2 que 1 quien 1 muy 1 rey 1 yo 1 aviones 3"
    " Europa 3 historia 3 teoría 4 construcción 3 búho 2 ahora 3 oeste 3 buey 1 Paraguay 3 lingüista 3"
    " averiguáis 4 raíz 2 cielo 2 luz 1 leyes 2 huevo 2",
}  # fmt: skip


def test_every_language_is_held_by_words() -> None:
    assert set(WORDS) == COUNTED


@pytest.mark.parametrize("language", sorted(WORDS))
def test_words_have_the_syllables_that_people_clap(language: str) -> None:
    parts = WORDS[language].split()
    said = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
    assert {word: count_syllables(word, language) for word in said} == said
