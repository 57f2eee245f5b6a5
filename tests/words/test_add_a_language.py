"""A language is added as CONTRIBUTING.md says, in made-up words; one word that is missing is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

from lessonpress import words
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import print_lessons, write_workspace
from tests.words.test_catalogs import IDS, missing

ROOT = Path(__file__).parents[2]
WALK = (
    (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("\n## Add a language in an hour\n")[2]
)


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", WALK, re.DOTALL)


def made_up(message: str) -> str:
    """A word that no other language has, for each letter that isn't filled in."""
    parts = re.split(r"(\{\w+\})", message)
    return "".join(
        part if part.startswith("{") else re.sub(r"[A-Za-z]", "q", part) for part in parts
    )


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the walk's command begins, filled with the words that the walk shows, and made-up others."""
    [command] = [one for one in "\n".join(blocks("console")).split("\n") if "pybabel" in one]
    program, *arguments = command.split()
    assert program == "pybabel"
    target = tmp_path_factory.mktemp("walk") / "nl.po"
    place = arguments.index("-o") + 1
    assert arguments[place] == "lessonpress/words/nl.po"
    source = arguments.index("-i") + 1
    arguments[source], arguments[place] = str(ROOT / arguments[source]), str(target)
    CommandLineInterface().run(["pybabel", "-q", *arguments])
    begun = read_po(BytesIO(target.read_bytes()))
    assert missing(begun) == IDS
    shown = read_po(BytesIO("\n".join(blocks("po")).encode()))
    assert len(list(shown)) > 3
    for one in begun:
        if not one.id:
            continue
        own = shown.get(one.id if isinstance(one.id, str) else one.id[0])
        if own is not None:
            one.string = own.string
        elif isinstance(one.id, str):
            one.string = made_up(one.id)
        else:
            one.string = tuple(made_up(one.id[-1]) for _ in range(begun.num_plurals))
    return begun


@pytest.fixture
def added(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalog]:
    folder = tmp_path / "words"
    folder.mkdir()
    with (folder / "nl.po").open("wb") as file:
        write_po(file, catalog)
    monkeypatch.setattr(words, "catalogs", lambda: folder)
    words.words_for.cache_clear()
    yield catalog
    words.words_for.cache_clear()


@pytest.mark.usefixtures("added")
def test_a_lesson_speaks_a_language_that_was_added(tmp_path: Path) -> None:
    files = {
        "lessons/events/e.md": "# 1848\n\n1849.\n\n- 1850.\n",
        "lessons/one.yaml": "event: e\nlanguage: nl-BE\npoints: 1\n"
        'activities: [{activity: ordering, events: [{text: "1"}, {text: "2"}]}]\n',
    }
    [report] = print_lessons(write_workspace(tmp_path, files))
    assert report.problems == ()
    said = {
        f"{made.document}.{made.format}": OpenedPdf(made.path).tagged_text()
        + " ".join(OpenedPdf(made.path).page_texts())
        if made.format == "pdf"
        else OpenedDocx(made.path).body_text()
        for made in report.made
    }
    assert "Kernfeiten" in said["handout.docx"]
    assert "Pagina 1 van 1" in said["handout.pdf"]
    for format_ in ("pdf", "docx"):
        worksheet = said[f"worksheet.{format_}"].replace("\u00a0", " ")
        assert "Zet de gebeurtenissen op volgorde" in worksheet
        assert "2 punten" in worksheet
        ours = [
            "Kernfeiten",
            "Pagina",
            "van",
            "Zet",
            "de",
            "gebeurtenissen",
            "op",
            "volgorde",
            "punten",
            "punt",
        ]
        others = set(re.findall(r"[A-Za-z]{3,}", worksheet)) - {*ours}
        # But for the code of the sheet, nothing is in any language that there is.
        assert {one for one in others if set(one.lower()) != {"q"}} <= set(
            re.findall(r"\b[A-Z]{5}\b", worksheet)
        )


@pytest.mark.usefixtures("added")
def test_its_plural_forms_are_those_of_its_head() -> None:
    assert words.languages() == ("en", "nl")
    dutch = words.words_for("nl")
    assert dutch.language == "nl"
    assert [dutch.plural("{count} point", "{count} points", count) for count in (1, 2)] == [
        "1 punt",
        "2 punten",
    ]


def test_a_word_that_is_missing_fails(catalog: Catalog) -> None:
    """As it does in CI, for every catalog that there is."""
    lacking = deepcopy(catalog)
    assert missing(lacking) == set()
    one = lacking.get("Word bank:")
    assert one is not None
    one.string = ""
    lacking.delete("Key Facts")
    assert missing(lacking) == {"Word bank:", "Key Facts"}
