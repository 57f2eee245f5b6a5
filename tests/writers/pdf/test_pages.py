"""Pages: every strip once, in order, and broken only where that is allowed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lessonpress.writers.pdf.pages import paginate
from lessonpress.writers.pdf.strips import Strip

strips = st.builds(
    Strip,
    height=st.floats(1, 60),
    before=st.floats(0, 20),
    after=st.floats(0, 20),
    keep=st.booleans(),
    breaks=st.booleans(),
)


@given(st.lists(strips, max_size=60), st.floats(60, 400))
def test_every_strip_is_placed_once_and_in_order_within_the_page(
    given_strips: list[Strip], depth: float
) -> None:
    pages = paginate(given_strips, depth)
    placed = [placed.strip for page in pages for placed in page.placed]
    assert placed == [strip for strip in given_strips if not strip.breaks]
    for page in pages:
        for one in page.placed:
            assert one.top + one.strip.height <= depth + 0.02


@given(st.lists(strips, max_size=60), st.floats(150, 400))
def test_a_kept_strip_is_parted_from_the_next_only_if_nothing_else_is_left(
    given_strips: list[Strip], depth: float
) -> None:
    for strip in given_strips:
        strip.breaks = False
    for page in paginate(given_strips, depth)[:-1]:
        if page.placed[-1].strip.keep:
            assert all(placed.strip.keep for placed in page.placed)


def test_of_two_meeting_spaces_the_larger_counts_and_none_at_the_top() -> None:
    (page,) = paginate([Strip(10, before=7, after=3), Strip(10, before=5, after=9)], 100)
    assert [placed.top for placed in page.placed] == [0, 15]


def test_a_table_that_goes_on_repeats_its_head() -> None:
    head = Strip(10, keep=True)
    rows = [Strip(30, repeat=(head,)) for _ in range(5)]
    pages = paginate([head, *rows], 100)
    assert [len(page.placed) for page in pages] == [4, 3]
    assert pages[1].placed[0].strip is head
    assert pages[1].placed[0].again


def test_a_page_break_begins_a_new_page() -> None:
    pages = paginate([Strip(10), Strip(0, breaks=True), Strip(10)], 100)
    assert [len(page.placed) for page in pages] == [1, 1]


def test_an_empty_document_has_a_page() -> None:
    assert len(paginate([], 100)) == 1
