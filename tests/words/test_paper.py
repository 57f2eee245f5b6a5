"""The paper of a country: Letter where people have Letter in their printers."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from babel import Locale

from lessonpress.words.paper import paper_of_country
from tests.end_to_end.printing import makelesson, print_lessons, write_workspace

TERRITORIES = sorted(one for one in Locale("en").territories if len(one) == 2)
#: CLDR's `paperSize type="US-Letter"`.
LETTER = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE"
#: Where the post and the schools are the United States'.
OF_THE_STATES = "AS GU MP UM VI"
A4, US_LETTER = (595, 842), (612, 792)


def test_every_territory_has_its_paper() -> None:
    assert len(TERRITORIES) > 240
    having = {one for one in TERRITORIES if paper_of_country(f"en-{one}") == "Letter"}
    assert having == {*LETTER.split(), *OF_THE_STATES.split()}
    assert {paper_of_country(f"es-{one}") for one in set(TERRITORIES) - having} == {None}


@pytest.mark.parametrize(
    ("language", "paper"),
    [
        ("en", None),
        ("es-MX", "Letter"),
        ("fr-ca", "Letter"),
        ("EN_US", "Letter"),
        ("en-Latn-US", "Letter"),
        ("en-US-x-school", "Letter"),
        ("es-419", None),
        ("zh-Hant-TW", None),
        ("ca", None),  # Catalan, not Canada
        ("us", None),
        ("de-x-us", None),
    ],
)
def test_a_country_is_found_where_it_stands_in_a_tag(language: str, paper: str | None) -> None:
    assert paper_of_country(language) == paper


def paper(root: Path, slug: str) -> tuple[int, int]:
    box = pypdf.PdfReader(root / "output" / slug / f"{slug}-handout.pdf").pages[0].mediabox
    return round(box.width), round(box.height)


def test_the_country_has_the_last_word(tmp_path: Path) -> None:
    """Behind the lesson, the unit, the settings and the layout."""
    event = "# A title\n\nA text.\n\n- A fact.\n"
    said = {
        "american": "language: en-US\n",
        "british": "language: en-GB\n",
        "english": "language: en\n",
        "own": "language: en-US\npaper: A4\n",
        "of-layout": "language: en-US\nlayout: ours\n",
        "german": "language: de-DE\npaper: Letter\n",
    }
    files = {f"lessons/{name}.yaml": f"event: e\n{keys}" for name, keys in said.items()}
    files |= {
        "lessons/events/e.md": event,
        "layouts/ours/layout.yaml": "extends: classic\npaper: A4\n",
    }
    root = write_workspace(tmp_path, files)
    print_lessons(root, documents=("handout",), formats=("pdf",))
    found = {name: paper(root, name) for name in said}
    assert found == {
        "american": US_LETTER,
        "british": A4,
        "english": A4,
        "own": A4,
        "of-layout": A4,
        "german": US_LETTER,
    }


def build(root: Path, *arguments: str) -> None:
    assert makelesson("build", "--format", "pdf", *arguments, cwd=root).returncode == 0


def test_settings_and_units_come_before_the_country(tmp_path: Path) -> None:
    files = {
        "makelesson.yaml": "defaults:\n  paper: A4\n",
        "lessons/events/e.md": "# A title\n\nA text.\n\n- A fact.\n",
        "lessons/one.yaml": "event: e\nlanguage: en-US\n",
        "lessons/units/u.yaml": "title: U\nlanguage: es-MX\nlessons: [one]\n",
    }
    root = write_workspace(tmp_path, files)
    build(root, "one", "--document", "handout")
    assert paper(root, "one") == A4
    (root / "makelesson.yaml").unlink()
    build(root, "u", "--document", "handout", "--document", "student-packet")
    assert paper(root, "one") == US_LETTER
    [packet] = (root / "output" / "u").glob("*.pdf")
    box = pypdf.PdfReader(packet).pages[0].mediabox
    assert (round(box.width), round(box.height)) == US_LETTER


def test_a_build_tells_only_of_another_paper_than_the_country_has(tmp_path: Path) -> None:
    files = {
        "lessons/events/e.md": "# A title\n\nA text.\n\n- A fact.\n",
        "lessons/one.yaml": "event: e\nlanguage: en-US\n",
    }
    root = write_workspace(tmp_path, files)
    runs = [
        makelesson("build", "--document", "handout", "--paper", paper, cwd=root)
        for paper in ("Letter", "A4")
    ]
    said = [one.stdout + one.stderr for one in runs]
    assert "this once" not in said[0]
    assert "Printed on A4 this once" in said[1]
