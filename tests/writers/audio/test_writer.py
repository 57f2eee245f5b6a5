"""Audio: a file for each part that players know, every block said in its place, each language in its own voice."""

from __future__ import annotations

import zipfile
from array import array
from dataclasses import replace

import pytest

from lessonpress.document.blocks import (
    Blank,
    Cell,
    Choice,
    Choices,
    Document,
    Edition,
    Field,
    Fields,
    Figure,
    Heading,
    ItemList,
    Lines,
    ListItem,
    Paragraph,
    Question,
    Questions,
    Row,
    Run,
    Table,
    Worth,
)
from lessonpress.writers.audio import NoVoice, SpeechMissing, espeak, sound, write_audio
from lessonpress.writers.audio.script import Script, Utterance
from lessonpress.writers.audio.sound import samples_of, seconds_of
from tests.end_to_end.opened_audio import OpenedAudio
from tests.writers import specimens

pytestmark = pytest.mark.espeak


def words(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def document(*blocks: object, language: str = "en", **more: object) -> Document:
    made = Document("worksheet", "A title", language, Edition.STUDENT, tuple(blocks))  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


def said(
    *blocks: object, language: str = "en", pages: tuple[tuple[str, int], ...] = ()
) -> list[str]:
    made = document(*blocks, language=language)
    return [one.text for one in Script(made, dict(pages)).of(made.blocks)]


@pytest.mark.parametrize("edition", Edition)
def test_something_is_said_of_every_specimen(edition: Edition) -> None:
    for made in (specimens.handout(), specimens.puzzle(), specimens.worksheet(edition)):
        assert Script(made, {}).of(made.blocks)


def test_a_part_is_a_file_and_the_playlist_has_them_in_order() -> None:
    blocks = (
        Heading("t", 1, words("A title")),
        Heading("a", 2, words("What Happened?")),
        Paragraph("p", words("It rained for three days.")),
        Heading("b", 2, words("Příště: / konec")),
    )
    opened = OpenedAudio(write_audio(document(*blocks, footer="A title · Worksheet")))
    assert [name for _, _, name in opened.playlist] == [
        "01-A-title.mp3",
        "02-What-Happened.mp3",
        "03-Příště-konec.mp3",
    ]
    assert [title for _, title, _ in opened.playlist][1:] == ["What Happened?", "Příště: / konec"]
    for seconds, _, name in opened.playlist:
        assert opened.seconds(name) == pytest.approx(seconds, abs=0.8)
        assert opened.seconds(name) > 0.8
    assert opened.script["02-What-Happened.mp3"] == ["What Happened?", "It rained for three days."]
    assert opened.script["03-Příště-konec.mp3"] == ["Příště: / konec", "A title · Worksheet"]
    assert {one.date_time for one in opened.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.compress_type for one in opened.entries} == {zipfile.ZIP_STORED}


def test_the_same_document_makes_the_same_bytes() -> None:
    made = document(Heading("t", 1, words("A title")), Paragraph("p", words("And so on.")))
    assert write_audio(made) == write_audio(made)


def test_numbers_letters_points_and_blanks_are_said() -> None:
    asked = Question(
        "q",
        7,
        (Run("In "), Blank(4), Run(", where?")),
        (Choices("c", (Choice("c1", words("here")), Choice("c2", words("there")))), Lines("l", 3)),
        Worth("/ 2", True),
    )
    assert said(Questions("qs", (asked,))) == [
        *("7", "In blank , where?", "2 points"),
        *("A", "here", "B", "there", "Answer to question 7"),
    ]
    listed = ItemList("o", (ListItem("i", (Paragraph("ip", words("so")),)),), True, "a", 3)
    assert said(listed) == ["c", "so"]


def test_a_page_of_the_paper_is_said_where_it_begins() -> None:
    blocks = (Paragraph("a", words("One.")), Paragraph("b", words("Two.")))
    assert said(*blocks, pages=(("b", 2),)) == ["One.", "Page 2", "Two."]


def test_pictures_tables_and_fields_are_said() -> None:
    rows = (Row("r", (Cell(words("1938")), Cell(())), height=20.0),)
    assert said(Figure("f", specimens.png(), "A wall")) == ["Picture: A wall"]
    assert said(Table("t", (), (), rows)) == ["Table", "1938", "blank"]
    grid = Row("r", (Cell(words("K")), Cell((), kind="void"), Cell(words("Ř"))))
    assert said(Table("t", (), (), (grid,), square=20.0, summary="Letters.")) == [
        "Letters.",
        "K, Ř",
    ]
    fields = Fields("f", (Field("Name", 0.5), Field("Version", 0.5, "B")))
    assert said(fields) == ["Name", "blank", "Version", "B"]


def test_there_is_time_where_something_is_to_be_written() -> None:
    made = document(Paragraph("p", words("Yes.")), Lines("l", 3))
    reads, writes = Script(made, {}).of(made.blocks)
    assert writes.pause >= 3 > reads.pause
    spoken, longer = (
        seconds_of(samples_of([Utterance((("Yes.", None),), pause)], "en")) for pause in (0.5, 4.5)
    )
    assert longer - spoken == pytest.approx(4.0, abs=0.7)


@pytest.mark.parametrize("language", ["ar", "cs", "de", "en", "es", "fr", "pl", "sk", "uk"])
def test_nine_languages_of_the_program_have_a_voice(language: str) -> None:
    voice = espeak.voice_of(language)
    assert voice is not None
    assert espeak.voice_of(f"{language}-ZZ") == voice
    spoken = espeak.speak([("1938", 0.0)], voice)
    assert seconds_of(spoken) > 0.5
    assert max(array("h", spoken)) > 3000  # of 32767: it is heard


def test_a_phrase_of_another_language_has_its_voice() -> None:
    phrase = (("Straße und Schule", "de"),)
    foreign, plain = (
        samples_of([Utterance(one)], "en") for one in (phrase, ((phrase[0][0], None),))
    )
    assert foreign == samples_of([Utterance(((phrase[0][0], None),))], "de")
    assert foreign != plain


def test_text_cannot_command_the_program() -> None:
    """Marks of SSML and of phonemes are said as characters: nothing is swallowed, no pause can be ordered."""
    marked = Utterance((('Say <break time="60s"/> & [[h@l\'oU]] so', None),), 0.0)
    assert 2 < seconds_of(samples_of([marked], "en")) < 30


def test_what_is_missing_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoVoice, match="tlh"):
        write_audio(document(Paragraph("p", words("x")), language="tlh"))
    monkeypatch.setitem(__import__("sys").modules, "lameenc", None)
    with pytest.raises(SpeechMissing) as missing:
        sound.as_mp3(b"\0" * 4000)
    assert "makelesson[audio]" in missing.value.install
    monkeypatch.setattr(espeak.shutil, "which", lambda name: None)
    with pytest.raises(SpeechMissing) as missing:
        espeak.speak([("x", 0.0)], "en")
    assert "espeak-ng" in missing.value.install
    assert espeak.audio_rests_on.__wrapped__().startswith(",")
