"""Binding: copies in one file, each as it would be alone, and what many get painted once."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest

from lessonpress.document.blocks import Document, Field, Fields, Heading, Paragraph, Run, Section
from lessonpress.document.class_set import values_for
from lessonpress.layout.binding import BoundCopy
from lessonpress.layout.theme import Theme
from lessonpress.words import words_for
from lessonpress.writers.pdf import Arrangement, binding, flow, write_bound
from lessonpress.writers.pdf.fields import set_fields
from lessonpress.writers.pdf.strips import Strip
from tests.conformance import broken_rules
from tests.writers import specimens

ENGLISH = words_for("en")
#: Long and short ones, in letters of two families.
NAMES = ("Žofie Nováková", "Kim", "Жанна Коваль", "Wolfeschlegelsteinhausenbergerdorff " * 3)
SHEET = specimens.worksheet()
PLAIN, WIDE = specimens.theme(), specimens.theme(specimens.A4_LANDSCAPE)
LARGE = replace(
    PLAIN,
    styles={
        key: replace(one, size=one.size * 1.5, leading=one.leading * 1.5)
        for key, one in PLAIN.styles.items()
    },
)
arrangements = pytest.mark.parametrize("arrangement", [None, "booklet", "2up"])


def copy(name: str, theme: Theme = PLAIN, document: Document = SHEET, group: str = "") -> BoundCopy:
    return BoundCopy(document, theme, name, values_for(document, name, group, ENGLISH))


MIXED = [
    copy(name, theme) for name, theme in zip(NAMES * 2, [PLAIN, LARGE, WIDE] * 3, strict=False)
]


@cache
def mixed(arrangement: Arrangement | None = None) -> bytes:
    return write_bound(MIXED, arrangement).data


def looks(data: bytes) -> list[bytes]:
    """What is seen of each side that has anything on it."""
    pages = [page.render(scale=0.6).to_pil().convert("L") for page in pypdfium2.PdfDocument(data)]
    return [page.tobytes() for page in pages if page.getextrema()[0] < 255]


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@arrangements
def test_every_copy_is_seen_as_if_it_were_alone(arrangement: Arrangement | None) -> None:
    alone = [side for one in MIXED for side in looks(write_bound([one], arrangement).data)]
    assert looks(mixed(arrangement)) == alone


@arrangements
def test_every_copy_is_told_as_if_it_were_alone(arrangement: Arrangement | None) -> None:
    parts = list(structure(mixed(arrangement)))
    alone = [part for one in MIXED for part in structure(write_bound([one], arrangement).data)]
    assert parts == alone


@arrangements
def test_a_file_of_several_papers_conforms(arrangement: Arrangement | None) -> None:
    assert broken_rules(mixed(arrangement)) == []


def test_each_is_on_its_own_paper_and_begins_on_a_right_hand_page() -> None:
    reader = pypdf.PdfReader(io.BytesIO(mixed()))
    starts = [
        reader.get_destination_page_number(one)  # type: ignore[arg-type]
        for one in reader.outline
        if isinstance(one, pypdf.generic.Destination)
        and one.title in {each.title for each in MIXED}
    ]
    assert len(starts) == len(MIXED)
    assert all(start % 2 == 0 for start in starts)
    for start, one in zip(starts, MIXED, strict=True):
        assert float(reader.pages[start].mediabox.width) == pytest.approx(
            one.theme.paper.width, abs=0.1
        )
    # The back of a sheet is as large as its front.
    sizes = [tuple(map(float, page.mediabox[2:])) for page in reader.pages]
    assert all(one == other for one, other in zip(sizes[::2], sizes[1::2], strict=False))


def test_the_same_copies_give_the_same_bytes() -> None:
    assert write_bound(MIXED).data == mixed()


def of_pages(count: int) -> BoundCopy:
    """A copy of so many pages."""
    sections = tuple(
        Section(f"s{n}", f"Page {n}", (Paragraph(f"p{n}", (Run(f"Page {n}"),)),))
        for n in range(1, count + 1)
    )
    document = replace(SHEET, blocks=sections, footer="", page_label="{page}/{pages}")
    return BoundCopy(document, PLAIN, f"Of {count}")


@pytest.mark.parametrize(
    ("arrangement", "sides"),
    [
        (None, [["1/1"], [], ["1/3"], ["2/3"], ["3/3"], [], ["1/2"], ["2/2"]]),
        ("booklet", [["1/1"], [], ["1/3"], ["2/3", "3/3"], ["1/2"], ["2/2"]]),
        ("2up", [["1/1"], [], ["1/3", "2/3"], ["3/3"], ["1/2", "2/2"], []]),
    ],
)
def test_each_counts_its_own_pages_and_has_sheets_of_its_own(
    arrangement: Arrangement | None, sides: list[list[str]]
) -> None:
    data = write_bound([of_pages(count) for count in (1, 3, 2)], arrangement).data
    assert [re.findall(r"\d+/\d+", text) for text in texts(data)] == sides


def test_a_single_copy_is_in_one_stream_a_page() -> None:
    with pikepdf.open(io.BytesIO(write_bound([copy("Eva")]).data)) as pdf:
        assert all(isinstance(page.obj["/Contents"], pikepdf.Stream) for page in pdf.pages)


def streams(data: bytes) -> list[list[tuple[int, int]]]:
    """The streams of each side, by their objects."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            [one.objgen for one in page.obj.get("/Contents", [])]
            for page in pdf.pages
            if isinstance(page.obj.get("/Contents"), pikepdf.Array)
        ]


@arrangements
def test_what_many_get_stands_in_the_file_once(arrangement: Arrangement | None) -> None:
    few, many = (
        write_bound([copy(f"Pupil {n}", group="9.A") for n in range(count)], arrangement).data
        for count in (2, 12)
    )
    found = streams(many)
    bodies = [{number for side in sides for number in side[::2]} for sides in (found, streams(few))]
    assert len(bodies[0]) == len(bodies[1]) > 0
    with pikepdf.open(io.BytesIO(many)) as pdf:
        own = {number for side in found for number in side[1::2]}
        for number in own:
            text = pdf.get_object(number).read_bytes()
            assert len(text) < 1500, text


def test_a_name_that_takes_more_room_moves_nothing_of_the_others() -> None:
    narrow = Fields("fields", (Field("Name", 0.12), Field("Class", 0.88)))
    document = replace(SHEET, blocks=(narrow, *SHEET.blocks[1:]))
    copies = [copy(name, document=document) for name in NAMES]
    alone = [side for one in copies for side in looks(write_bound([one]).data)]
    assert looks(write_bound(copies).data) == alone


def test_whose_name_takes_another_line_has_pages_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def deeper(block: Fields, *given: Any, **named: Any) -> list[Strip]:
        strips = set_fields(block, *given, **named)
        strips[0].lower(30.0 if block.items[0].value == "Kim" else 0.0)
        return strips

    for room in (binding, flow):
        monkeypatch.setattr(room, "set_fields", deeper)
    copies = [copy(name) for name in NAMES]
    alone = [side for one in copies for side in looks(write_bound([one]).data)]
    assert looks(write_bound(copies).data) == alone


def test_fields_further_down_are_filled_in_there() -> None:
    below = replace(SHEET, blocks=(*SHEET.blocks[1:3], SHEET.blocks[0], *SHEET.blocks[3:]))
    assert isinstance(below.blocks[2], Fields)
    copies = [copy(name, document=below) for name in NAMES]
    data = write_bound(copies).data
    assert broken_rules(data) == []
    alone = [side for one in copies for side in looks(write_bound([one]).data)]
    assert looks(data) == alone


def test_links_lead_to_places_of_their_own_copy() -> None:
    body = (
        Fields("f", (Field("Name", 1.0),)),
        Paragraph(
            "p",
            (Run("See below", href="#end"), Run(" and "), Run("there", href="https://example.org")),
        ),
        *(Paragraph(f"p{n}", (Run("Words and words. " * 60),)) for n in range(8)),
        Heading("end", 1, (Run("The end"),)),
    )
    document = replace(SHEET, blocks=body)
    data = write_bound([copy(f"Pupil {n}", document=document) for n in range(3)]).data
    assert broken_rules(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        leads = []
        for at, page in enumerate(pdf.pages):
            for note in page.obj.get("/Annots", []):
                if "/Dest" in note:
                    leads.append((at, numbers[note["/Dest"][0].objgen]))
    assert len(leads) == 3
    first = leads[0][1] - leads[0][0]
    assert first > 0
    assert [to - at for at, to in leads] == [first] * 3


def test_nothing_is_bound_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to bind"):
        write_bound([])


def test_a_document_in_another_language_is_told_in_it() -> None:
    german = replace(SHEET, language="de")
    data = write_bound([copy("Eva"), copy("Jan", document=german)]).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        parts = pdf.Root.StructTreeRoot.K[0].K
        assert [str(part.get("/Lang", "")) for part in parts] == ["", "de"]


def structure(data: bytes) -> Iterator[Any]:
    """Each copy's elements: what they are and say, with how much is marked in them on which of its pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        for part in pdf.Root.StructTreeRoot.K[0].K:
            pages = [page for page, _ in _content(part, None, numbers)]
            first = min(pages)
            yield _told(part, None, numbers, first)


def _kids(element: Any) -> Sequence[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _content(element: Any, page: Any, numbers: dict[Any, int]) -> Iterator[tuple[int, int]]:
    page = element.get("/Pg", page)
    for kid in _kids(element):
        if isinstance(kid, int):
            yield numbers[page.objgen], kid
        elif kid.get("/Type") == "/MCR":
            yield numbers[kid["/Pg"].objgen], int(kid["/MCID"])
        elif kid.get("/Type") != "/OBJR":
            yield from _content(kid, page, numbers)


def _told(element: Any, page: Any, numbers: dict[Any, int], first: int) -> Any:
    page = element.get("/Pg", page)
    kids = []
    for kid in _kids(element):
        if isinstance(kid, int):
            kids.append((numbers[page.objgen] - first, kid))
        elif kid.get("/Type") == "/MCR":
            kids.append((numbers[kid["/Pg"].objgen] - first, int(kid["/MCID"])))
        elif kid.get("/Type") != "/OBJR":
            kids.append(_told(kid, page, numbers, first))
    said = [str(element.get(key, "")) for key in ("/S", "/T", "/Alt", "/Lang")]
    return said, repr(element.get("/A")), kids
