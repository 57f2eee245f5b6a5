"""A theme and documents for the writers' tests: every block, in the places where it occurs."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from lessonpress.document.blocks import (
    Answer,
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
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Question,
    Questions,
    Row,
    Run,
    Section,
    Table,
)
from lessonpress.layout.theme import BoxLook, Paper, StyleName, TextStyle, Theme

SERIF, SANS = "Spectral", "Alegreya Sans"
A4 = Paper("A4", 595.28, 841.89, 62, 68, 62, 68)
A4_LANDSCAPE = Paper("A4 landscape", 841.89, 595.28, 62, 68, 62, 68)


def _styles() -> dict[StyleName, TextStyle]:
    body = TextStyle(SERIF, 10.5, 14.8, after=6, hyphenate=True)
    sans = TextStyle(SANS, 10.5, 14)
    head = replace(sans, bold=True, colour="#1f3a5f", keep_with_next=True)
    return {
        "title": replace(head, size=25, leading=28, before=4, after=6),
        "heading2": replace(head, size=15, leading=18, before=16, after=4),
        "heading3": replace(head, size=12, leading=15, before=10, after=3),
        "heading4": replace(head, size=10.5, leading=14, before=8, after=2, colour="#000000"),
        "body": body,
        "lead": replace(body, size=12, leading=16.8, after=8, italic=True),
        "dateline": replace(sans, size=9.5, leading=12, after=6, tracking=0.6, uppercase=True),
        "instructions": replace(sans, italic=True, after=6, keep_with_next=True),
        "note": replace(sans, size=9, leading=12, after=4),
        "gloss": replace(sans, size=9, leading=11, after=3),
        "credits": replace(sans, size=9, leading=12, before=12, rule="above"),
        "answer": replace(sans, bold=True, before=2, after=3),
        "evidence": replace(sans, size=9.5, leading=12.5, italic=True, after=4),
        "quote": replace(body, indent=18, italic=True),
        "attribution": replace(sans, size=9, leading=12, indent=18, after=6),
        "verse": replace(body, indent=18, hyphenate=False),
        "bank": replace(sans, size=11, leading=17, after=2, align="center"),
        "cloze": replace(body, leading=24),
        "caption": replace(sans, size=9, leading=12, before=4, after=3),
        "credit": replace(sans, size=8, leading=11),
        "card": replace(sans, size=14, leading=18, after=4, align="center"),
        "poster": replace(sans, size=40, leading=46, after=6, align="center", bold=True),
        "item": replace(body, after=3),
        "prompt": replace(body, before=8, after=3),
        "choice": replace(body, after=2, hyphenate=False),
        "cell": replace(sans, size=10, leading=13),
        "cell-head": replace(sans, size=10, leading=13, bold=True),
        "small-cell": replace(sans, size=8.5, leading=11),
        "small-cell-head": replace(sans, size=8.5, leading=11, bold=True),
        "field": replace(sans, size=10.5, leading=18, after=14),
        "footer": replace(sans, size=8.5, leading=11, colour="#444444", rule="above"),
    }


def theme(paper: Paper = A4) -> Theme:
    """A serif theme with a sans for what is not running text."""
    return Theme(
        name="specimen",
        paper=paper,
        styles=_styles(),
        boxes={
            "facts": BoxLook(fill="#f0f0ec", padding=9),
            "bank": BoxLook(border="all", border_colour="#808080"),
            "teacher": BoxLook(border="left", border_width=2.25, border_colour="#1f3a5f"),
            "question": BoxLook(border="top-bottom", border_colour="#1f3a5f"),
        },
        fallbacks=(SANS, SERIF),
        stand_ins={SERIF: "Georgia", SANS: "Calibri"},
        ruled_pitch={"primary": 32.0, "secondary": 24.0},
        accent="#1f3a5f",
        link_colour="#1f4e9e",
    )


def png(width: int = 60, height: int = 30) -> bytes:
    """A grey picture of this size in pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\0" + bytes(160 + x % 60 for x in range(width)) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def _p(id_: str, text: str, style: str = "body") -> Paragraph:
    return Paragraph(id_, (Run(text),), style)  # type: ignore[arg-type]


_READING = (
    "In October 1944, the Soviet Union initiated its offensive to liberate Czechoslovakia, marking a "
    "significant phase in the broader Eastern Front of World War II. This operation came after years "
    "of intense conflict where German forces had occupied Czechoslovakia since March 1939. As Soviet "
    "troops advanced from the East, they aimed not only to expel German forces but also to restore "
    "independence and support the growing insurgency from Czechoslovak partisans."
)
_FACTS = (
    "Soviet forces advanced from the East.",
    "Czechoslovak partisans aided the liberation.",
    "The operation aimed to restore national independence, and it took until May 1945 before the "
    "last of the country was free.",
)
_TERMS = (
    ("partisan", "a fighter who is not in an army and resists an occupier"),
    ("offensive", "an attack planned to take ground"),
    ("sovereignty", "the power of a country to govern itself"),
)


def handout() -> Document:
    """Text to read: title block, box, headings, figure, table, links, languages."""
    facts = tuple(
        ListItem(f"fact{n}", (_p(f"fact{n}_p", text),)) for n, text in enumerate(_FACTS, 1)
    )
    terms = tuple(
        Row(f"term{n}", (Cell((Run(term),), "row"), Cell((Run(meaning),))))
        for n, (term, meaning) in enumerate(_TERMS, 1)
    )
    head = Row("terms_head", (Cell((Run("Term"),), "column"), Cell((Run("Meaning"),), "column")))
    nested = ItemList(
        "steps_inner", (ListItem("steps_inner1", (_p("steps_inner1_p", "A step within a step"),)),)
    )
    return Document(
        kind="handout",
        title="Soviet Liberation of Czechoslovakia Begins",
        language="en",
        edition=Edition.STUDENT,
        footer="Soviet Liberation of Czechoslovakia Begins",
        page_label="Page {page} of {pages}",
        subject="History, grade 9",
        author="A & B School",
        keywords=("1944", "liberation"),
        blocks=(
            Heading("h", 1, (Run("Soviet Liberation of Czechoslovakia Begins"),)),
            _p("when", "October 1944 · Czechoslovakia", "dateline"),
            _p("lead", "The Soviet Union commenced its offensive to liberate the country.", "lead"),
            Box(
                "facts",
                "facts",
                (Heading("facts_h", 2, (Run("Key facts"),)), ItemList("facts_l", facts)),
            ),
            Heading("what", 2, (Run("What Happened?"),)),
            _p("what_p1", _READING),
            Paragraph(
                "what_p2",
                (
                    Run("The Czech word for freedom is "),
                    Run("svoboda", emphasis=True, lang="cs"),
                    Run(", the Ukrainian "),
                    Run("свобода", strong=True, lang="uk"),
                    Run(", the Greek "),
                    Run("ελευθερία", strong=True, emphasis=True, lang="el"),
                    Run(". Read "),
                    Run("more", href="https://example.org/?a=1&b=2"),
                    Run(" about it."),
                    LineBreak(),
                    Run("Žluťoučký kůň <&> “quotes” and a bell\a that is dropped."),
                ),
            ),
            _p("what_q", "“We heard them before we saw them.”", "quote"),
            Figure(
                "map",
                png(),
                "A map of the advance, with arrows from the east",
                (Run("The advance in autumn 1944"),),
                0.5,
            ),
            Heading("words", 2, (Run("Words to know"),)),
            Table("terms", (0.3, 0.7), (head,), terms, (Run("Vocabulary"),)),
            Heading("steps_h", 3, (Run("Steps"),)),
            ItemList(
                "steps",
                (
                    ListItem("steps1", (_p("steps1_p", "Read the text."), nested)),
                    ListItem("steps2", (_p("steps2_p", "Mark it."), _p("steps2_p2", "Twice."))),
                ),
                ordered=True,
            ),
            PageBreak("br"),
            Heading("sources", 2, (Run("Sources"),)),
            _p("sources_p", "A note on where this comes from.", "note"),
        ),
    )


def worksheet(edition: Edition = Edition.STUDENT) -> Document:
    """Questions of every kind; the teacher's edition shows the answers in place."""
    teacher = edition is Edition.TEACHER

    def answer(id_: str, *blocks: Paragraph | ItemList) -> tuple[Answer, ...]:
        return (Answer(id_, blocks),) if teacher else ()

    def choices(id_: str, texts: tuple[str, ...], right: int, *, across: bool = False) -> Choices:
        items = tuple(
            Choice(f"{id_}_{n}", (Run(text),), n == right if teacher else None)
            for n, text in enumerate(texts, 1)
        )
        return Choices(id_, items, across)

    def blank(size: int, text: str) -> Blank:
        return Blank(size, text if teacher else None)

    look_for = ItemList(
        "q_look", (ListItem("q_look1", (_p("q_look1_p", "Names both partisans and the army"),)),)
    )
    choosing = Questions(
        "mc",
        tuple(
            Question(
                f"mc_q{n}",
                n,
                (Run(ask),),
                (
                    choices(f"mc_q{n}_c", options, 2),
                    *answer(
                        f"mc_q{n}_a", _p(f"mc_q{n}_e", "“from the East” (Key fact 1)", "evidence")
                    ),
                ),
            )
            for n, (ask, options) in enumerate(
                (
                    (
                        "From where did the Soviet forces advance?",
                        ("North", "East", "South", "West"),
                    ),
                    (
                        "Who helped them?",
                        (
                            "Nobody",
                            "Partisans",
                            "The Allies in the west, who had landed in Normandy in June and were now crossing France",
                        ),
                    ),
                ),
                1,
            )
        ),
    )
    truth = Questions(
        "tf",
        tuple(
            Question(
                f"tf_q{n}",
                n,
                (Run(say),),
                (choices(f"tf_q{n}_c", ("True", "False"), n, across=True),),
            )
            for n, say in enumerate(("It began in 1944.", "It ended the same year."), 1)
        ),
    )
    short = Questions(
        "sa",
        (
            Question(
                "sa_q1",
                1,
                (Run("Why did the offensive matter to the people who lived there?"),),
                (
                    Lines("sa_q1_l", 4),
                    *answer(
                        "sa_q1_a", _p("sa_q1_a_p", "Because it ended the occupation."), look_for
                    ),
                ),
            ),
            Question("sa_q2", 2, (Run("What came after?"),), (Lines("sa_q2_l", 3),)),
        ),
    )
    cloze = Paragraph(
        "cl_p",
        (
            Run("In "),
            blank(12, "October 1944"),
            Run(", Soviet forces advanced from the "),
            blank(4, "East"),
            Run(" and were helped by "),
            blank(9, "partisans"),
            Run("."),
        ),
    )
    matching = Table(
        "ma",
        (0.08, 0.27, 0.65),
        (
            Row(
                "ma_h",
                (
                    Cell((), "column"),
                    Cell((Run("Word"),), "column"),
                    Cell((Run("Meaning"),), "column"),
                ),
            ),
        ),
        tuple(
            Row(
                f"ma_{n}",
                (Cell((blank(1, "AB"[n % 2]),)), Cell((Run(term),), "row"), Cell((Run(meaning),))),
            )
            for n, (term, meaning) in enumerate(_TERMS)
        ),
    )
    notes = (
        (
            Box(
                "notes",
                "teacher",
                (
                    Heading("notes_h", 2, (Run("Teacher notes"),)),
                    _p(
                        "notes_p", "The operation began on 8 September 1944 at the Dukla Pass. " * 3
                    ),
                    ItemList("notes_l", (ListItem("notes_l1", (_p("notes_l1_p", "50 minutes"),)),)),
                ),
            ),
        )
        if teacher
        else ()
    )
    return Document(
        kind="answer-key" if teacher else "worksheet",
        title="Worksheet: Soviet Liberation",
        language="en",
        edition=edition,
        footer="Soviet Liberation of Czechoslovakia Begins · Worksheet",
        page_label="Page {page} of {pages}",
        blocks=(
            Fields("fields", (Field("Name", 0.5), Field("Class", 0.2), Field("Date", 0.3))),
            Heading("h", 1, (Run("Soviet Liberation of Czechoslovakia Begins"),)),
            Box(
                "essential",
                "question",
                (
                    _p(
                        "essential_p",
                        "When does help from outside become rule from outside?",
                        "lead",
                    ),
                ),
            ),
            *notes,
            Heading("mc_h", 2, (Run("Part 1: Choose"),)),
            _p("mc_i", "Circle the letter of the best answer.", "instructions"),
            choosing,
            Heading("tf_h", 2, (Run("Part 2: True or false?"),)),
            truth,
            Heading("sa_h", 2, (Run("Part 3: Answer"),)),
            _p("sa_i", "Write in whole sentences.", "instructions"),
            short,
            Heading("cl_h", 2, (Run("Part 4: Fill in"),)),
            Box(
                "cl_bank",
                "bank",
                (_p("cl_bank_p", "East   ·   October 1944   ·   partisans", "bank"),),
            ),
            cloze,
            Heading("ma_heading", 2, (Run("Part 5: Match"),)),
            matching,
        ),
    )


def _dated(id_: str) -> Row:
    return Row(id_, (Cell((Run("May 1945"),)), Cell((Run("It ended."),))), 30.0)


def puzzle() -> Document:
    """Boxes to write in, with and without what is in them, clues with numbers, and cards to cut out."""
    letters = Row("g2", (Cell((), kind="void"), Cell((Run("CH"),), kind="marked"), Cell(())))
    labelled = Row("g1", (Cell((), label="1"), Cell((Run("Á"),), label="12"), Cell((Run("B"),))))
    clues = (
        ListItem("clue1", (_p("clue1_p", "A siege"),), 4),
        ListItem("clue2", (_p("clue2_p", "A truce"),)),
        ListItem("clue3", (_p("clue3_p", "A pact"),), 12),
    )

    def card(id_: str, text: str, style: ParagraphStyle) -> Cell:
        return Cell((), blocks=(_p(id_, text, style),))

    front = Row("f", (card("f1", "Protectorate", "poster"), card("f2", "ally", "poster")))
    back = Row("b", (card("b1", "A state. " * 40, "card"), card("b2", "x", "card")))
    ticket = Cell((), blocks=(_p("n", "Name"), Lines("l", 2)))
    third = 1 / 3
    return Document(
        "worksheet",
        "Puzzles",
        "en",
        Edition.STUDENT,
        (
            Heading("h", 1, (Run("Puzzles"),)),
            Table(
                "g",
                (third, third, third),
                (),
                (labelled, letters),
                square=22.0,
                summary="Two rows.",
            ),
            ItemList("clues", clues, ordered=True),
            Section(
                "s", "Cards", (Table("c", (0.5, 0.5), (), (front, back), rules="cut", down=4),)
            ),
            Table(
                "l", (0.3, 0.7), (), (_dated("l1"), _dated("l2"), _dated("l3")), scale=(0, 0.1, 1)
            ),
            Table("t", (0.5, 0.5), (), (Row("t1", (ticket, ticket)),), rules="cut", down=2),
        ),
    )
