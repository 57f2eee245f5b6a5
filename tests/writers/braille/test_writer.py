"""Braille: pages as embossers take them, with both numbers; every block in its place; nothing lost that a code doesn't have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lessonpress.document.blocks import (
    Blank,
    Box,
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
    LineBreak,
    Lines,
    ListItem,
    Paragraph,
    Question,
    Questions,
    Row,
    Run,
    Table,
    Verse,
)
from lessonpress.words import languages
from lessonpress.writers.braille import LouisMissing, NoBrailleCode, louis, write_braille
from lessonpress.writers.braille.cells import as_ascii, as_cells, wrap
from lessonpress.writers.braille.codes import code_of, languages_with_codes
from lessonpress.writers.braille.pages import DEPTH, WIDTH, Pages, Piece
from lessonpress.writers.braille.scribe import Scribe
from tests.end_to_end.opened_brf import OpenedBrf, read_back
from tests.writers import specimens

pytestmark = pytest.mark.louis


def words(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def document(*blocks: object, language: str = "en", **more: object) -> Document:
    made = Document("worksheet", "A title", language, Edition.STUDENT, tuple(blocks))  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


def lines_of(*blocks: object, language: str = "en", **more: object) -> list[str]:
    """The lines between head and number, of all pages, those at the end that are empty left out; in lower case, as
    transcribers write them."""
    made = OpenedBrf(write_braille(document(*blocks, language=language, **more)))
    found = [line.lower() for page in made.pages for line in page[1:-1]]
    while found and not found[-1]:
        found.pop()
    return found


@pytest.mark.parametrize("edition", Edition)
def test_every_specimen_fits_pages_of_40_cells_by_25_lines(edition: Edition) -> None:
    for made in (specimens.handout(), specimens.puzzle(), specimens.worksheet(edition)):
        pages = OpenedBrf(write_braille(made)).pages
        assert {len(page) for page in pages} == {DEPTH} == {25}
        assert max(len(line) for page in pages for line in page) <= WIDTH == 40


def test_the_same_document_makes_the_same_bytes() -> None:
    assert write_braille(specimens.handout()) == write_braille(specimens.handout())


# --- where blocks stand (BANA, Braille Formats) --------------------------------------------------


def test_headings_are_centred_in_cell_5_and_in_cell_7() -> None:
    found = lines_of(
        Heading("a", 1, words("Zz")),
        Heading("b", 2, words("Yy")),
        Heading("c", 3, words("Xx")),
        Paragraph("p", words("gh")),
    )
    assert found == [" " * 18 + ",zz", "", "    ,yy", "", "      ,xx", "  gh"]


def test_a_paragraph_begins_in_cell_3_and_goes_on_in_cell_1() -> None:
    first, second = lines_of(Paragraph("p", words("xx " * 20)))
    assert first.startswith("  xx")
    assert second.startswith("xx")


def test_questions_begin_at_the_margin_and_choices_in_cell_3() -> None:
    asked = Question(
        "q", 7, words("zz"), (Choices("c", (Choice("c1", words("yy")), Choice("c2", words("ww")))),)
    )
    assert lines_of(Questions("qs", (asked,))) == ["#g4 zz", "  ,a4 yy", "  ;,b4 ww"]


def test_lists_keep_their_numbers_letters_and_levels() -> None:
    inner = ItemList("i", (ListItem("i1", (Paragraph("ip", words("yy")),)),), True, "a")
    outer = ItemList("o", (ListItem("o1", (Paragraph("op", words("zz")), inner)),), True, start=4)
    assert lines_of(outer) == ["#d4 zz", '  a"> yy']


def test_a_box_has_a_line_above_and_one_below() -> None:
    found = lines_of(Paragraph("o", words("zz")), Box("b", "bank", (Paragraph("p", words("yy")),)))
    assert found == ["  zz", "", "7" * 40, "  yy", "g" * 40]


def test_a_table_is_told_and_written_row_by_row() -> None:
    rows = (
        Row("r", (Cell(words("zz"), "row"), Cell(words("yy")))),
        Row("s", (Cell(words("xx")), Cell(())), height=20.0),
    )
    head = (Row("h", (Cell(words("ab"), "column"), Cell(words("cd"), "column"))),)
    *note, first, second, third = lines_of(Table("t", (0.5, 0.5), head, rows))
    assert " ".join(" ".join(note).split()).startswith("@.<,table1 r[ by r[2")
    assert (first, second, third) == (";ab2 ;cd", "zz2 yy", "xx2 .-")


def test_a_grid_of_letters_is_a_line_for_each_row_and_an_empty_one_is_told() -> None:
    cells = tuple(Cell(words(letter)) for letter in "BKŘ")
    found = lines_of(Table("t", (), (), (Row("r", cells),), square=20.0, summary="Letters."))
    assert found[1:] == ["b k ^+r"] or found == ["      @.<,lrs4@.>", "b k ^+r"]
    empty = Table("t", (), (), (Row("r", (Cell((), label="1"),)),), square=20.0, summary="Boxes.")
    assert len(lines_of(empty)) == 1


def test_a_picture_is_what_the_transcriber_says_of_it() -> None:
    made = write_braille(document(Figure("f", specimens.png(), "A wall", words("Berlin"))))
    opened = OpenedBrf(made)
    assert opened.notes == ["Picture: A wall"]
    assert opened.text("Picture: ").split() == ["A", "wall", "Berlin"]


def test_verse_keeps_its_lines_and_every_fifth_has_its_number() -> None:
    content: list[Run | LineBreak] = []
    for _ in range(6):
        content += [Run("zz"), LineBreak()]
    found = lines_of(Verse("v", (Paragraph("s", tuple(content[:-1]), "verse"),), numbered=True))
    assert found == ["zz"] * 4 + ["zz" + " " * 36 + "#e", "zz"]


def test_blanks_are_the_sign_for_them_and_room_to_write_is_told_once() -> None:
    asked = (
        Question("q", 1, (Run("zz "), Blank(20)), (Lines("l", 3),)),
        Question("r", 2, words("zz"), (Lines("m", 3),)),
    )
    made = OpenedBrf(write_braille(document(Heading("h", 1, words("zz")), Questions("qs", asked))))
    assert len(made.notes) == 1
    assert made.notes[0].startswith("Room to write is left out.")
    assert [line.lower() for line in made.pages[0]][-3 - 16 :].count("#a4 zz .-") <= 1
    assert "#a4 zz .-" in [line.lower() for line in made.pages[0]]
    assert lines_of(Fields("f", (Field("Name", 1.0),))) == [',"n .-']


# --- pages ---------------------------------------------------------------------------------------


def test_a_page_of_the_paper_begins_with_a_line_of_dashes_and_its_number() -> None:
    found = lines_of(Paragraph("a", words("zz")), Paragraph("b", words("yy")), pages=(("b", 2),))
    assert found == ["  zz", "-" * 38 + "#b", "  yy"]


def numbered(lines: int, *pages: tuple[int, int]) -> list[tuple[str, str]]:
    """The numbers at head and foot of each page, of so many lines, with pages of the paper that begin at some."""
    starts = dict(pages)
    pieces = [Piece([f"{at}"], page=starts.get(at)) for at in range(lines)]
    made = Pages("", lambda text: text).lay_out(pieces)
    return [(page[0].strip("⠀"), page[-1].strip("⠀")) for page in made]


def test_pages_have_the_number_of_the_paper_with_letters_and_one_of_their_own() -> None:
    assert numbered(60) == [("1", "1"), ("a1", "2"), ("b1", "3")]
    assert numbered(60, (30, 2)) == [("1", "1"), ("a1", "2"), ("a2", "3")]
    assert numbered(60, (23, 2)) == [("1", "1"), ("2", "2"), ("a2", "3")]  # at the top: no dashes
    assert numbered(23, (22, 2)) == [("1", "1"), ("2", "2")]  # no dashes at the foot alone
    assert numbered(23 * 28)[-1] == ("aa1", "28")


def test_a_section_begins_on_a_page_of_its_own_with_its_number() -> None:
    pieces = [Piece(["x"]), Piece(["y"], page=2, fresh=True), Piece(["z"], page=7, fresh=True)]
    made = Pages("", lambda text: text).lay_out(pieces)
    assert [page[0].strip("⠀") for page in made] == ["1", "2", "7"]
    assert [[line for line in page[1:-1] if line] for page in made] == [["x"], ["y"], ["z"]]


def test_a_heading_stands_with_two_lines_of_what_follows() -> None:
    pieces = [Piece(["x"])] * 20
    pieces += [Piece(["head"], before=1, keep=True), Piece(["y1", "y2", "y3"])]
    first, second = Pages("", lambda text: text).lay_out(pieces)
    assert "head" not in first
    assert second[1:5] == ["head", "y1", "y2", "y3"]


def test_no_line_is_lost_however_much_keeps_together() -> None:
    pieces = [Piece([f"{at}"], keep=True, before=1) for at in range(90)]
    made = Pages("", lambda text: text).lay_out(pieces)
    found = [line for page in made for line in page[1:-1] if line]
    assert [one for one in found if one.isdigit()] == [str(at) for at in range(90)]


# --- codes ---------------------------------------------------------------------------------------


def test_nine_languages_of_the_program_have_a_code() -> None:
    assert set(languages_with_codes()) >= {*SAID, "de"}
    assert {*SAID, "de"} <= set(languages())


SAID = {
    "en": "The people of the city went home.",
    "ar": "ذهب الناس إلى البيت",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "es": "El niño comió una manzana",
    "fr": "Le garçon a mangé une pêche",
    "pl": "Zażółć gęślą jaźń",
    "sk": "Kôň ľúbi seno a vŕbu",
    "uk": "Люди йдуть додому",
}


@pytest.mark.parametrize("language", SAID)
def test_what_is_written_in_a_language_is_read_back(language: str) -> None:
    scribe = Scribe(language, "secondary")
    [read] = read_back([scribe.text(SAID[language])], scribe.code.table)
    assert read.casefold() == SAID[language].casefold()


@pytest.mark.parametrize(
    ("language", "text", "cells"),
    [
        ("de", "Schule, Haus", "⠱⠥⠇⠑⠂⠀⠓⠡⠎"),  # full braille (Vollschrift)
        ("uk", "є ї ґ", "⠜⠀⠹⠀⠻"),
    ],
)
def test_what_liblouis_cannot_read_back_is_written_as_the_code_has_it(
    language: str, text: str, cells: str
) -> None:
    assert Scribe(language, "primary").text(text) == cells


def test_pupils_who_learn_german_braille_get_it_uncontracted() -> None:
    older, younger = (
        Scribe("de", stage).text("Schule und Haus") for stage in ("secondary", "primary")
    )  # type: ignore[arg-type]
    assert len(older) < len(younger)


@pytest.mark.parametrize("language", languages_with_codes())
def test_no_character_is_lost(language: str) -> None:
    """What a code doesn't have is written in another's, by signs that stand for it, or by its name."""
    scribe = Scribe(language, "secondary")
    for character in [
        "ř",
        "ж",
        "ع",
        "λ",
        "ש",
        "½",
        "⁶",
        "₂",
        "→",
        "…",
        "“",
        "”",
        "’",
        "€",
        "☐",
        "•",
        "–",
        "№",
        "★",
        "字",
    ]:
        cells = scribe.text(f"{character}").strip("⠀")
        assert cells, character
        assert all("⠀" <= one <= "⠿" for one in cells), character
    assert "star" in read_back([Scribe("en", "secondary").text("★")], "en-ueb-g2.ctb")[0]


def test_words_of_another_language_are_not_contracted() -> None:
    scribe = Scribe("en", "secondary")
    plain, foreign = scribe.line((Run("the"),)), scribe.line((Run("the", lang="cs"),))
    assert as_ascii(plain) == "!"
    assert as_ascii(foreign) == "THE"


def test_small_letters_and_emphasis_have_their_signs() -> None:
    scribe = Scribe("en", "secondary")
    assert as_ascii(scribe.line((Run("x"), Run("2", script="superscript")))).endswith(";9#B")
    assert as_ascii(scribe.line((Run("not", emphasis=True),), looks=True)) == ".1N"


def test_ascii_braille_is_read_as_it_is_written() -> None:
    cells = "".join(chr(0x2800 + dots) for dots in range(64))
    assert as_cells(as_ascii(cells)) == cells
    assert len(set(as_ascii(cells))) == 64


def test_long_words_are_parted_and_lines_are_no_longer_than_they_may_be() -> None:
    made = wrap("⠭" * 100 + "⠀⠽", 40, 2, 4)
    assert [len(line) for line in made] == [40, 40, 32]


def test_a_language_without_a_code_and_a_missing_library_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert code_of("tlh", "secondary") is None
    with pytest.raises(NoBrailleCode, match="tlh"):
        write_braille(document(language="tlh"))
    louis._library.cache_clear()
    louis.translate.cache_clear()
    monkeypatch.setattr(louis.ctypes.util, "find_library", lambda name: None)
    assert louis.louis_version() == ""
    with pytest.raises(LouisMissing, match="liblouis"):
        write_braille(document(Paragraph("p", words("never written before"))))
    louis._library.cache_clear()
