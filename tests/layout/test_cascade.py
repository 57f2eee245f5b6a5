"""From `layout.yaml` files to a theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from lessonpress.layout.layouts import load_layout
from lessonpress.layout.theme import STYLE_NAMES, Theme
from lessonpress.problems import ProblemError

Write = Callable[[Mapping[str, str]], tuple[Path, Path]]
OWN = "own/classic/layout.yaml"


@pytest.fixture
def theme_of(write_layouts: Write) -> Callable[..., Theme]:
    def make(yaml: str, kind: str = "handout", paper: str | None = None) -> Theme:
        return load_layout("classic", write_layouts({OWN: yaml}), paper=paper).theme(kind)

    return make


@pytest.fixture
def complaints(theme_of: Callable[..., Theme], tmp_path: Path) -> Callable[[str], list[str]]:
    def find(yaml: str) -> list[str]:
        with pytest.raises(ProblemError) as caught:
            theme_of(yaml)
        prefix = f"{tmp_path / OWN}:"
        return [
            f"{p.location}: {p.message} {p.hint}".removeprefix(prefix)
            for p in caught.value.problems
        ]

    return find


Make = Callable[..., Theme]
Find = Callable[[str], list[str]]


def test_what_is_not_said_is_as_in_the_body(theme_of: Make) -> None:
    theme = theme_of("styles: {body: {size: 12, leading: 1.5, after: 3mm}, note: {size: 9}}")
    note = theme.styles["note"]
    assert (note.size, note.leading) == (9, 13.5)
    assert note.after == pytest.approx(8.504, abs=0.001)
    assert set(theme.styles) == set(STYLE_NAMES)


def test_headings_have_their_own_font_and_stay_with_what_follows(theme_of: Make) -> None:
    theme = theme_of("styles: {body: {hyphenate: true}}")
    heading = theme.styles["heading2"]
    assert heading.font == "Alegreya Sans"
    assert heading.keep_with_next
    assert not heading.hyphenate
    assert theme.styles["body"].hyphenate


def test_leading_is_a_factor_or_a_length(theme_of: Make) -> None:
    theme = theme_of(
        "styles: {body: {size: 10, leading: 1.4}, note: {leading: 13}, lead: {leading: 5mm}}"
    )
    assert theme.styles["body"].leading == 14
    assert theme.styles["note"].leading == 13
    assert theme.styles["lead"].leading == pytest.approx(14.173, abs=0.001)


def test_colours_are_named_once(theme_of: Make) -> None:
    theme = theme_of(
        'colours: {accent: "#7A1F1F", tint: "#f3f1ed"}\n'
        "styles: {title: {colour: accent}}\n"
        "boxes: {facts: {fill: tint, border: left, border_colour: accent}, bank: {fill: none}}"
    )
    assert theme.accent == theme.styles["title"].colour == "#7a1f1f"
    assert theme.boxes["facts"].fill == "#f3f1ed"
    assert theme.boxes["facts"].border_colour == "#7a1f1f"
    assert theme.boxes["bank"].fill is None


def test_a_document_may_differ(theme_of: Make) -> None:
    yaml = (
        "margins: {left: 20mm}\ndocuments:\n  handout:\n    margins: {left: 1in}\n"
        "    styles: {body: {size: 13}}\n"
    )
    assert theme_of(yaml).paper.left == 72
    assert theme_of(yaml).styles["note"].size == 13
    assert theme_of(yaml, "worksheet").paper.left == pytest.approx(56.69, abs=0.01)


def test_what_is_said_of_a_document_lower_down_comes_before_what_is_said_of_all(
    write_layouts: Write,
) -> None:
    search = write_layouts(
        {
            OWN: "margins: {left: 20mm}",
            "built-in/classic/layout.yaml": "documents: {handout: {margins: {left: 1in}}}",
        }
    )
    assert load_layout("classic", search).theme("handout").paper.left == 72


def test_the_paper_that_was_asked_for_comes_first(theme_of: Make) -> None:
    yaml = "paper: A5\ndocuments: {handout: {paper: Legal}}"
    assert theme_of(yaml).paper.name == "Legal"
    paper = theme_of(yaml, paper="letter-landscape").paper
    assert (paper.name, paper.width, paper.height) == ("Letter-landscape", 792, 612)


@pytest.mark.parametrize(
    ("yaml", "complaint"),
    [
        ("colors: {}", "1:1: The key `colors` is not known here. Did you mean `colours`?"),
        (
            "styles:\n  titel: {}",
            "2:3: The key `titel` is not known here. Did you mean `title`?",
        ),
        (
            "styles: {title: {sice: 3}}",
            "1:18: The key `sice` is not known here. Did you mean `size`?",
        ),
        ("paper: A44", "1:8: There is no paper `A44`. Did you mean `A4`?"),
        (
            "styles: {body: {size: 5}}",
            "1:23: Nobody reads type of 5 points. A size lies between 6 and 72 points.",
        ),
        (
            "styles: {body: {colour: acent}}",
            "1:25: `acent` is not a colour. Did you mean `accent`?",
        ),
        ('colours: {ink: "#12"}', "1:16: `#12` is not a colour. Write it as `#rrggbb`"),
        ("margins: {top: 2x}", "1:16: `2x` is not a length."),
        ("rule_width: -1", "1:13: `-1` is no line. Write 0pt to 36pt."),
        ("styles: {body: {leading: 0.9}}", "1:26: Lines would stand on each other"),
        ("styles: {title: {size: 30, leading: 20}}", "1:37: The lines of `title` stand on each"),
        ("margins: {left: 15cm}", "1:17: The margins leave 4.0 cm of A4."),
        ("margins: {bottom: 30cm}", "1:19: The margins leave 0.0 cm of A4."),
        ('boxes: {facts: {fill: "#cccccc"}}', "1:23: The box `facts` is too dark"),
        ('colours: {ink: "#888888"}', "1:16: #888888 on #ffffff has a contrast of 3.5:1"),
        (
            'styles: {note: {colour: "#767676"}}\nboxes: {bank: {fill: "#eeeeee"}}',
            "1:25: #767676 on #eeeeee has a contrast of 3.9:1",
        ),
        ('colours: {link: "#8888ff"}', "1:17: #8888ff on #ffffff has a contrast of 3.0:1"),
        ("fonts: {body: Spektral}", "1:15: The font family “Spektral” is not installed."),
        (
            "documents: {handuot: {}}",
            "1:13: There is no document `handuot`. Did you mean `handout`?",
        ),
        ("words: {en: {Name: [a]}}", "1:20: `Name` should be text, not a list."),
        ("extends: nothing", "1:10: There is no layout `nothing`."),
    ],
)
def test_each_slip_has_its_place_and_a_way_to_mend_it(
    complaints: Find, yaml: str, complaint: str
) -> None:
    (found,) = complaints(yaml)
    assert found.startswith(complaint)


def test_a_slip_is_placed_in_the_file_that_says_it(write_layouts: Write, tmp_path: Path) -> None:
    search = write_layouts(
        {
            OWN: "styles: {note: {size: 9}}",
            "built-in/classic/layout.yaml": 'colours: {muted: "#999999"}\nstyles: {note: {colour: muted}}',
        }
    )
    with pytest.raises(ProblemError) as caught:
        load_layout("classic", search).theme("handout")
    (problem,) = caught.value.problems
    assert str(problem.location) == f"{tmp_path}/built-in/classic/layout.yaml:1:18"
    assert "`note`" in problem.hint


def test_all_slips_come_at_once(complaints: Find) -> None:
    assert len(complaints('margins: {left: 15cm}\ncolours: {ink: "#999999"}\n')) == 2
    assert len(complaints("paper: A9\nmargins: {left: x}\nstyles: {foo: {}}\n")) == 3
