"""The language of a text is known by its words and letters, or not told at all."""

from __future__ import annotations

import pytest

from lessonpress.content.text_language import UNKNOWN, guess_language, name_of, stop_words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "Em 25 de abril de 1974, os militares derrubaram a ditadura. Não houve quase mortos e o povo saiu à rua."),
        ("it", "Il 20 settembre 1870 i bersaglieri entrarono a Roma attraverso la breccia. La città divenne la capitale."),
        ("nl", "In de nacht van 31 januari braken de dijken. Meer dan achttienhonderd mensen kwamen om het leven."),
        ("da", "Den 9. april 1940 gik tyske tropper over grænsen, og regeringen valgte at give op efter få timer."),
        ("no", "Den 9. april 1940 gikk tyske tropper i land, og kongen nektet å gi seg. Regjeringen flyktet nordover."),
        ("sv", "Den 10 augusti 1628 sjönk regalskeppet på sin jungfruresa. Skeppet hade bara seglat några hundra meter."),
        ("ro", "La 1 decembrie 1918 s-a hotărât unirea cu România. Adunarea a fost urmată de mii de oameni."),
        ("tr", "29 Ekim 1923 tarihinde cumhuriyet ilan edildi. Mustafa Kemal ilk cumhurbaşkanı olarak seçildi ve yeni bir dönem başladı."),
        ("ru", "9 мая 1945 года в Берлине был подписан акт о капитуляции. Война в Европе закончилась."),
        ("ja", "1945年8月15日、日本は降伏した。戦争は終わり、人々は泣いた。"),
        ("zh", "1911年10月10日，武昌起义爆发，清朝灭亡，中华民国成立。"),
        ("ko", "1945년 8월 15일, 한국은 해방되었다."),
        ("he", "המדינה הוקמה בשנת 1948."),
        ("ka", "საქართველო დამოუკიდებელი გახდა."),
    ],
)  # fmt: skip
def test_it_is_known_by_a_sentence_or_two(language: str, text: str) -> None:
    assert guess_language(text) == language
    assert guess_language(text) == guess_language(text)


@pytest.mark.parametrize("text", ["", "Ahoj", "Dobrý den, děti", "1968", "Praha – Brno – Košice"])
def test_too_short_a_text_is_not_told(text: str) -> None:
    assert guess_language(text) == "en"


def test_letters_that_english_lacks_are_never_english() -> None:
    assert guess_language("Данас је леп дан") == UNKNOWN
    assert guess_language("في عام") == UNKNOWN


def test_a_language_has_a_name_and_words_of_no_meaning() -> None:
    assert (name_of("cs"), name_of("pt-BR"), name_of("qqx")) == ("Czech", "Portuguese", "qqx")
    assert {"about", "the"} <= stop_words("en-GB")
    assert "während" in stop_words("de")
    assert stop_words("xx") == frozenset()
