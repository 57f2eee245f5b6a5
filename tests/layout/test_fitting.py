"""Copyfitting: as large as fits, never too small to read."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.document.blocks import Document, Edition
from lessonpress.layout.fitting import (
    LARGEST_BODY,
    SMALLEST_BODY,
    SMALLEST_TYPE,
    STEP,
    Extent,
    fewer_pages,
    fit,
    fit_by_itself,
    fit_sections,
    leaving,
)
from lessonpress.layout.theme import STYLE_NAMES, Paper, TextStyle, Theme

PAGE = 700.0
DOCUMENT = Document("worksheet", "T", "en", Edition.TEACHER, ())


def theme(body: float = 11.5, note: float = 10.0) -> Theme:
    styles = {name: TextStyle("Spectral", body, body * 1.4) for name in STYLE_NAMES}
    styles["note"] = TextStyle("Spectral", note, note * 1.4)
    return Theme(
        name="t",
        paper=Paper("A4", 595, 842, 71, 57, 71, 57),
        styles=styles,
        boxes={},
        fallbacks=(),
        stand_ins={},
        ruled_pitch={"primary": 34, "secondary": 25},
    )


class Writer:
    """Sets a document that is `depth` points deep in type of 11.5 points."""

    def __init__(self, depth: float) -> None:
        self.depth = depth
        self.measured = 0

    def measure(self, _: Document, theme: Theme) -> Extent:
        self.measured += 1
        depth = self.depth * (theme.styles["body"].size / 11.5) ** 2
        return Extent(max(-int(-depth // PAGE), 1), depth, PAGE)


@given(
    st.floats(100, 6000),
    st.integers(1, 4),
    st.floats(9, 18),
    st.sampled_from(["primary", "secondary"]),
)
def test_the_type_is_as_large_as_fits_within_readable_bounds(
    depth: float, pages: int, body: float, stage: str
) -> None:
    writer, document = Writer(depth), replace(DOCUMENT, stage=stage)  # type: ignore[arg-type]
    whole = theme(body)
    fitted = fit(document, whole, pages, writer.measure)
    size = fitted.theme.styles["body"].size
    least = min(SMALLEST_BODY[stage], body)  # type: ignore[index]
    most = max(LARGEST_BODY[stage], body)  # type: ignore[index]
    assert least - 0.01 <= size <= most + 0.01
    assert writer.measured <= 10
    extent = writer.measure(document, fitted.theme)
    if fitted.problem is None:
        assert extent.pages <= pages
        larger = whole.scaled(fitted.theme.scale + 2 * STEP)
        too_large = larger.styles["body"].size > most
        assert too_large or writer.measure(document, larger).pages > pages
    else:
        assert extent.pages > pages
        assert fitted.theme.scale <= 1


def test_small_print_stays_readable_too() -> None:
    fitted = fit(DOCUMENT, theme(body=14, note=8), 1, Writer(6000).measure)
    assert fitted.theme.styles["note"].size >= SMALLEST_TYPE


def test_a_theme_beyond_the_bounds_is_not_forced_into_them() -> None:
    large = fit(DOCUMENT, theme(body=18), 9, Writer(100).measure)
    assert large.theme.styles["body"].size == 18
    small = fit(DOCUMENT, theme(body=9), 1, Writer(6000).measure)
    assert small.theme.styles["body"].size == 9


def test_what_cannot_fit_says_by_how_much() -> None:
    fitted = fit(DOCUMENT, theme(body=10), 2, lambda *_: Extent(3, 1470, 700))
    assert fitted.problem == (
        "The worksheet does not fit 2 pages: with the smallest readable type (10 pt) it takes 3 "
        "and runs over by 25 mm, 5 lines. Let it take 3 pages, or make it that much shorter."
    )


def test_the_words_count_rightly() -> None:
    fitted = fit(DOCUMENT, theme(body=10), 1, lambda *_: Extent(2, 714, 700))
    assert fitted.problem is not None
    assert "does not fit 1 page:" in fitted.problem
    assert "5 mm, 1 line." in fitted.problem


@pytest.mark.parametrize(
    ("extent", "pages", "excess"),
    [(Extent(2, 1000, 700), 2, 0), (Extent(2, 1000, 700), 1, 300), (Extent(3, 1500, 700), 1, 800)],
)
def test_an_extent_knows_by_how_much_it_runs_over(
    extent: Extent, pages: int, excess: float
) -> None:
    assert extent.excess(pages) == excess


@pytest.mark.parametrize(
    ("depth", "pages"),
    [
        (PAGE * 0.2, None),  # a page alone may be as short as it likes
        (PAGE * 1.2, 1),
        (PAGE * 2.1, 2),
        (PAGE * 1.5, None),  # well filled
        (PAGE * 1.32, None),  # that much smaller, nobody could read it
    ],
)
def test_a_nearly_empty_last_page_is_saved_where_the_type_stays_readable(
    depth: float, pages: int | None
) -> None:
    writer = Writer(depth)
    assert (
        fewer_pages(DOCUMENT, theme(), writer.measure(DOCUMENT, theme()), writer.measure) == pages
    )
    fitted = fit_by_itself(DOCUMENT, theme(), writer.measure)
    assert fitted.problem is None
    extent = writer.measure(DOCUMENT, fitted.theme)
    assert extent.pages == (pages or writer.measure(DOCUMENT, theme()).pages)


def test_one_that_cannot_be_saved_is_filled_with_larger_type() -> None:
    writer = Writer(PAGE * 1.52)
    fitted = fit_by_itself(DOCUMENT, theme(10), writer.measure)
    before, after = (writer.measure(DOCUMENT, one) for one in (theme(10), fitted.theme))
    assert before.nearly_empty
    assert not after.nearly_empty
    assert after.pages == before.pages
    assert 10 < fitted.theme.styles["body"].size < 12


class SectionsWriter:
    """Sets sections, each on pages of its own; they are so deep in type of 11.5 points."""

    def __init__(self, *depths: float) -> None:
        self.depths = depths

    def measure(self, document: Document, theme: Theme) -> Extent:
        set_ = [Writer(depth).measure(document, theme) for depth in self.depths]
        ends = tuple(one.last_page for one in set_ if one.pages > 1)
        pages = sum(one.pages for one in set_)
        return Extent(pages, (pages - 1) * PAGE + set_[-1].depth % PAGE, PAGE, ends)


@given(st.lists(st.floats(50, 2500), min_size=1, max_size=8), st.floats(10, 14))
def test_sections_never_take_more_paper_for_being_fitted(depths: list[float], body: float) -> None:
    writer = SectionsWriter(*depths)
    as_it_is = writer.measure(DOCUMENT, theme(body))
    fitted = writer.measure(DOCUMENT, fit_sections(DOCUMENT, theme(body), writer.measure).theme)
    assert fitted.pages + fitted.wasted <= as_it_is.pages + as_it_is.wasted


def test_sections_that_run_over_by_little_are_saved_together() -> None:
    writer = SectionsWriter(PAGE * 1.1, PAGE * 0.5, PAGE * 2.05)
    fitted = fit_sections(DOCUMENT, theme(), writer.measure).theme
    assert writer.measure(DOCUMENT, fitted).pages == 1 + 1 + 2
    assert fitted.styles["body"].size >= SMALLEST_BODY["secondary"]


def test_sections_that_fill_their_pages_keep_their_type() -> None:
    writer = SectionsWriter(PAGE * 0.95, PAGE * 1.9)
    assert fit_sections(DOCUMENT, theme(), writer.measure).theme == theme()


@pytest.mark.parametrize(
    ("depth", "share"), [(PAGE * 0.25, 0.25), (PAGE, 1.0), (PAGE * 2.75, 0.75)]
)
def test_how_full_the_last_page_is(depth: float, share: float) -> None:
    assert Writer(depth).measure(DOCUMENT, theme()).last_page == pytest.approx(share)


@given(st.floats(0.01, 5.0), st.floats(0.0, 0.2))
def test_a_measure_that_leaves_room_counts_a_page_more_where_that_is_filled(
    pages: float, spare: float
) -> None:
    """And runs over by what is filled of that room."""
    plain = Extent(math.ceil(pages), pages * 700, 700)
    roomy = leaving(spare, lambda document, theme: plain)(DOCUMENT, theme())
    over = plain.last_page - (1 - spare)
    if over <= 0:
        assert roomy == plain
    else:
        assert roomy.pages == plain.pages + 1
        assert roomy.last_page == pytest.approx(over, abs=1e-6)
