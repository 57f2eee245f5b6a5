"""What accommodations lay over a layout, point by point as docs/accommodations.md has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import pytest
import uharfbuzz

from lessonpress.document.blocks import Stage
from lessonpress.layout.fonts import family_files
from lessonpress.layout.layouts import Layout, list_layouts, load_layout
from lessonpress.layout.legibility import keep_legible
from lessonpress.layout.measures import contrast
from lessonpress.layout.text_width import letter_width
from lessonpress.layout.theme import Theme
from lessonpress.problems import ProblemError
from lessonpress.registry.kinds import KINDS
from lessonpress.workspace import builtin_layouts

Write = Callable[[Mapping[str, str]], tuple[Path, Path]]
LAYOUTS = list_layouts([builtin_layouts()])
PUPILS = [name for name, kind in KINDS.items() if not kind.for_teachers]
STAGES: tuple[Stage, ...] = ("primary", "secondary")
LARGE = ("large-print", "large-print-22", "large-print-28", "large-print-28-a3")
DYSLEXIA = ("dyslexia-friendly", "dyslexia-friendly-14", "dyslexia-friendly-cream")
#: All that a layout of one's own may set in the way of a reader.
LOUD = """\
styles:
  body: {size: 9, italic: true, tracking: 3pt, hyphenate: true}
  prompt: {italic: true, uppercase: true, colour: "#4d4d4d", align: center}
  cell: {size: 8}
documents:
  worksheet: {styles: {body: {size: 7}, choice: {italic: true}}, columns: 2, lines: {secondary: 5mm}}
boxes: {facts: {fill: "#e5e5e5"}}
"""


@pytest.fixture
def write_layouts(tmp_path: Path) -> Write:
    def write(files: Mapping[str, str]) -> tuple[Path, Path]:
        """Layouts of a workspace, by their paths below `own`, on top of the built-in ones."""
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / "own", builtin_layouts()

    return write


def themes(write_layouts: Write, keys: tuple[str, ...]) -> list[Theme]:
    """Of every layout, and one of a person's own; for all that pupils get, at every age."""
    search = write_layouts({"own/loud/layout.yaml": LOUD})
    loaded = [load_layout(name, search) for name in (*LAYOUTS, "loud")]
    return [
        layout.theme(kind, stage, key)
        for layout, kind, stage, key in product(loaded, PUPILS, STAGES, keys)
    ]


def test_large_print_is_eighteen_points_and_more_in_all_that_is_read(write_layouts: Write) -> None:
    for theme in themes(write_layouts, LARGE):
        assert min(style.size for style in theme.styles.values()) >= 18
    for size in (18, 22, 28, 36):
        theme = classic().theme("handout", "primary", f"large-print-{size}")
        assert theme.styles["body"].size == size


def test_large_print_is_plain_black_on_white(write_layouts: Write) -> None:
    for theme in themes(write_layouts, LARGE):
        for name, style in theme.styles.items():
            assert (style.italic, style.uppercase, style.hyphenate, style.tracking) == (
                *(False, False, False, 0.0),
            ), name
            assert (style.colour, style.emphasis) == ("#000000", "bold")
            assert style.align == ("center" if name in ("card", "poster") else "left")
        assert theme.rule_colour == theme.link_colour == "#000000"
        assert {box.fill for box in theme.boxes.values()} == {None}
        assert theme.ground is None


def test_large_print_has_no_serifs_and_letters_that_differ() -> None:
    """In Atkinson Hyperlegible I, l and 1 are three shapes, and 0 is crossed."""
    theme = classic().theme("handout", "secondary", "large-print")
    assert set(theme.families[:1]) == {"Atkinson Hyperlegible"}
    face = uharfbuzz.Face(
        uharfbuzz.Blob.from_file_path(str(family_files(theme.families[0]).regular))
    )
    font = uharfbuzz.Font(face)
    glyphs = [font.get_nominal_glyph(ord(letter)) for letter in "Il10O"]
    extents = [font.get_glyph_extents(glyph) for glyph in glyphs]
    assert len({(one.width, one.height, one.x_bearing) for one in extents}) == len(glyphs)


def test_lines_of_large_print_stand_a_quarter_apart_and_more(write_layouts: Write) -> None:
    for theme in themes(write_layouts, LARGE):
        for name, style in theme.styles.items():
            least = 1.15 if name == "poster" else 1.25  # a word alone, as large as its card
            assert style.leading >= style.size * least - 0.02, name


def test_room_to_write_grows_along_with_large_print(write_layouts: Write) -> None:
    search = write_layouts({"own/loud/layout.yaml": LOUD})
    for name, stage in product((*LAYOUTS, "loud"), STAGES):
        layout = load_layout(name, search)
        plain = layout.theme("worksheet", stage)
        last = plain.ruled_pitch[stage]
        for key in ("large-print", "large-print-22", "large-print-28"):
            theme = layout.theme("worksheet", stage, key)
            assert theme.ruled_pitch[stage] > last * 1.15
            assert theme.room >= theme.ruled_pitch[stage] / plain.ruled_pitch[stage] - 0.01
            assert theme.box_room == theme.room
            last = theme.ruled_pitch[stage]
        assert plain.box_room == 1.0


@pytest.mark.parametrize("paper", ["A4", "A4-landscape", "A3", "A3-landscape", "Letter"])
@pytest.mark.parametrize("key", ["large-print", "dyslexia-friendly"])
def test_there_is_one_column_of_lines_that_are_not_long(paper: str, key: str) -> None:
    theme = load_layout("classic", [builtin_layouts()], paper=paper).theme(
        "handout", "secondary", key
    )
    letters = theme.paper.measure / letter_width(theme.styles["body"])
    assert theme.paper.columns == 1
    assert letters <= (75 if key == "large-print" else 70) + 0.01
    if key == "dyslexia-friendly":
        assert letters >= 60


def test_the_paper_that_is_asked_for_comes_first() -> None:
    layout = load_layout("classic", [builtin_layouts()], paper="Letter")
    assert layout.theme("handout", "secondary", "large-print").paper.name == "Letter"
    assert layout.theme("handout", "secondary", "large-print-28-a3").paper.name == "A3"
    assert layout.theme("handout").paper.name == "Letter"


def test_dyslexia_friendly_type_is_twelve_to_fourteen_points_and_plain(
    write_layouts: Write,
) -> None:
    for theme in themes(write_layouts, DYSLEXIA):
        assert 12 <= theme.styles["body"].size <= 14
        assert min(style.size for style in theme.styles.values()) >= 12
        for name, style in theme.styles.items():
            assert (style.italic, style.uppercase, style.hyphenate) == (False, False, False), name
            assert style.emphasis == "bold"
            assert contrast(style.colour, theme.ground or "#ffffff") > 7
        assert theme.links == "bold"  # no underlining
        running = ("body", "lead", "item", "instructions", "prompt", "choice", "cell", "note")
        assert all(theme.styles[name].leading >= theme.styles[name].size * 1.49 for name in running)
        headings = theme.styles["heading2"].size, theme.styles["heading3"].size
        assert all(size >= theme.styles["body"].size * 1.2 for size in headings)
        assert theme.styles["heading2"].bold


def test_letters_stand_a_third_of_their_width_apart_and_words_three_and_a_half_times_that() -> None:
    """The room between letters is what their own sides have and what is added: the share of an average
    letter, each as often as English has it."""
    for key in DYSLEXIA:
        style = classic().theme("handout", "secondary", key).styles["body"]
        advance, ink, space = widths(style.font)
        added = style.tracking / style.size
        apart = advance - ink + added
        assert apart / advance == pytest.approx(0.35, abs=0.025)
        between = space + 2 * added + style.word_spacing / style.size + (advance - ink)
        assert between >= 3.5 * apart


def widths(family: str) -> tuple[float, float, float]:
    """In ems: the average letter with its sides and without, and a space."""
    usual = dict(zip("etaoinshrdlcumwfgypbvk", (12.7, 9.1, 8.2, 7.5, 7.0, 6.7, 6.3, 6.1, 6.0, 4.3, 4.0,
                 2.8, 2.8, 2.4, 2.4, 2.2, 2.0, 2.0, 1.9, 1.5, 1.0, 0.8), strict=True))  # fmt: skip
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(family_files(family).regular)))
    font, whole = uharfbuzz.Font(face), sum(usual.values()) * face.upem
    advance = ink = 0.0
    for letter, much in usual.items():
        glyph = font.get_nominal_glyph(ord(letter))
        advance += much * font.get_glyph_h_advance(glyph) / whole
        ink += much * font.get_glyph_extents(glyph).width / whole
    space = font.get_glyph_h_advance(font.get_nominal_glyph(32)) / face.upem
    return advance, ink, space


def test_larger_type_has_as_much_room_in_proportion() -> None:
    styles = classic().theme("handout", "secondary", "dyslexia-friendly").styles
    shares = {round(style.tracking / style.size, 3) for style in styles.values()}
    assert shares == {0.075}


def test_younger_pupils_have_no_smaller_type_than_everybody() -> None:
    plain = classic().theme("worksheet", "primary").styles["body"].size
    assert classic().theme("worksheet", "primary", "dyslexia-friendly").styles["body"].size >= plain


def test_cream_is_printed_along_where_it_is_asked_for() -> None:
    assert classic().theme("handout", "secondary", "dyslexia-friendly").ground is None
    ground = classic().theme("handout", "secondary", "dyslexia-friendly-cream").ground
    assert ground is not None
    assert contrast("#1a1a1a", ground) > 12


def test_on_small_pages_it_stays_as_large_on_paper() -> None:
    theme = classic().theme("handout", "secondary", "large-print")
    smaller = keep_legible(theme, "secondary", 0.7071)
    assert smaller.styles["body"].size * 0.7071 >= 18 - 0.01
    assert smaller.ruled_pitch["secondary"] * 0.7071 == pytest.approx(
        theme.ruled_pitch["secondary"], abs=0.1
    )


def test_a_person_s_own_file_has_the_first_word(write_layouts: Write) -> None:
    files = {
        "own/ours/layout.yaml": "extends: modern\n",
        "own/ours/accommodations/large-print.yaml": "styles: {body: {leading: 1.6}}\n"
        "documents: {worksheet: {styles: {prompt: {bold: true}}}}\n",
    }
    layout = load_layout("ours", write_layouts(files))
    body = layout.theme("handout", "secondary", "large-print-22").styles["body"]
    assert body.leading == pytest.approx(22 * 1.6)
    assert layout.theme("worksheet", "secondary", "large-print").styles["prompt"].bold
    assert not layout.theme("handout", "secondary", "large-print").styles["prompt"].bold


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("large-print.yaml", "styles: {bdy: {size: 20}}", "bdy"),
        ("large-print.yaml", "extends: modern", "extends"),
        ("large-print.yaml", "documents: {worksheets: {columns: 1}}", "worksheets"),
        ("large-print.yaml", "line: wide", "line"),
        ("large-print.yaml", "every: {colour: '#999999'}", "too pale"),
        ("large-prnt.yaml", "styles: {body: {size: 20}}", "large-prnt.yaml"),
        ("large-print.yml", "styles: {body: {size: 20}}", "large-print.yml"),
    ],
)
def test_a_slip_in_it_is_told_with_its_file(
    write_layouts: Write, name: str, text: str, said: str
) -> None:
    search = write_layouts(
        {"own/ours/layout.yaml": "", f"own/ours/accommodations/{name}": f"{text}\n"}
    )
    layout = load_layout("ours", search)
    assert layout.theme("handout").accommodation == ""  # of no concern to who doesn't ask
    with pytest.raises(ProblemError) as caught:
        layout.theme("handout", "secondary", "large-print")
    problem = caught.value.problems[0]
    assert problem.location.file.name == name
    assert said in f"{problem.message} {problem.hint}"


def test_a_folder_beside_the_layouts_is_told_of(write_layouts: Write) -> None:
    layout = load_layout(
        "classic", write_layouts({"own/accommodations/large-print.yaml": "line: 50\n"})
    )
    with pytest.raises(ProblemError) as caught:
        layout.theme("handout", "secondary", "large-print")
    [problem] = caught.value.problems
    assert problem.location.file.name == "accommodations"
    assert "layouts/classic/accommodations" in problem.hint


def test_what_nobody_asks_for_is_not_read(
    write_layouts: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    import lessonpress.layout.accommodations as room

    monkeypatch.delattr(room, "read_layers")
    load_layout("classic", write_layouts({})).theme("worksheet")


def classic() -> Layout:
    return load_layout("classic", [builtin_layouts()])
