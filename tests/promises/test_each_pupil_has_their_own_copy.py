"""Each pupil has their own copy: in seat order, in one file, and no page of it tells what it is.

The name, the version, the accommodation and the number of copies come from the roster, in whatever form a school has it;
the list to tick off tells the teacher who has what. Names stand in that file alone.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonpress.cli import main
from lessonpress.content.roster import Pupil, read_roster
from lessonpress.content.roster_columns import MEANINGS
from lessonpress.registry.accommodations import ACCOMMODATIONS
from lessonpress.words import languages, words_for
from tests.conformance import broken_rules
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import makelesson, spec, write_workspace
from tests.end_to_end.test_no_answers import every_text, finds

#: What only the teacher's edition says.
SECRETS = {
    "an answer in writing": "Hippopotamus",
    "what to look for": "Rhinoceros",
    "a quote that proves it": "until the frost killed them all",
    "the word of a gap": "Wellington",
}
LESSON = {
    "event": "event",
    "title": "The frost",
    "activities": [
        {
            "activity": "multiple-choice",
            "questions": [
                {
                    "ask": f"What was it number {number}?",
                    "choices": ["Left", "Right", "Neither"],
                    "answer": "Left",
                }
                for number in range(1, 5)
            ],
        },
        {
            "activity": "short-answer",
            "questions": [
                {
                    "ask": "Who stayed?",
                    "answer": f"The {SECRETS['an answer in writing']}.",
                    "evidence": SECRETS["a quote that proves it"],
                },
                {
                    "ask": "Who left?",
                    "answer": f"Mr {SECRETS['an answer in writing']}.",
                    "lines": 22,
                },
            ],
        },
        {
            "activity": "cloze",
            "text": f"They came from [{SECRETS['the word of a gap']}].",
            "word_bank": False,
        },
        {
            "activity": "discussion",
            "questions": [{"ask": "Why?", "look_for": [f"the {SECRETS['what to look for']}"]}],
        },
    ],
}
FILES = {
    "lessons/events/event.txt": "The frost\n\nIt was cold.\n\nWhat Happened?\n\n"
    f"Everybody stayed {SECRETS['a quote that proves it']}.\n",
    "lessons/lesson.yaml": spec(LESSON),
}
#: In the order of their seats, who comes first in the roster's own order last.
ROSTER = """\
Seat;Last name;First name;Class;Version;Accommodation;Copies
;Xaverová;Žofie;9.A;;;
2-2;Quittenbaum;Adam;9.A;;large-print-24-A3;
2-1;Zubrowski;Zdeněk;9.A;b;Dyslexia friendly 14 cream;2
1-10;Yggdrasil;Ylva;9.A;;html;
1-9;Quittenbaum;Adam;9.A;a;large-print;
1-2;Vondráček;Vít;9.A;b;;
1-1;Wagenknecht;Wanda;9.A;;;
"""


@dataclass(frozen=True)
class Own:
    """What a pupil is to have: in the file that a build prints for all who need the same."""

    name: str
    version: str
    key: str = ""
    copies: int = 1


EXPECTED = (
    Own("Wanda Wagenknecht", "a"),
    Own("Vít Vondráček", "b"),
    Own("Adam Quittenbaum (1-9)", "a", "large-print"),
    Own("Zdeněk Zubrowski", "b", "dyslexia-friendly-14-cream", 2),
    Own("Adam Quittenbaum (2-2)", "a", "large-print-24-a3"),
    Own("Žofie Xaverová", "b"),
)
NAMES = [own.name for own in EXPECTED]


@dataclass(frozen=True)
class Run:
    """A class set as the command printed it, with all that the run said."""

    root: Path
    path: Path
    said: str

    @property
    def pdf(self) -> OpenedPdf:
        return OpenedPdf(self.path)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    root = write_workspace(tmp_path_factory.mktemp("school"), {**FILES, "9a.csv": ROSTER})
    done = class_set(root)
    assert done.returncode == 0, done.stderr
    path = root / "output" / "lesson" / "lesson-worksheet-class-set.pdf"
    return Run(root, path, done.stdout + done.stderr)


def class_set(root: Path, *more: str | Path) -> subprocess.CompletedProcess[str]:
    asked = ("class-set", "lesson", "--roster", "9a.csv", "--versions", "2")
    cache, temporary = root / "cache", root / "tmp"
    temporary.mkdir(exist_ok=True)
    return makelesson(*asked, *more, cwd=root, XDG_CACHE_HOME=str(cache), TMPDIR=str(temporary))


def in_process(root: Path, *more: str) -> int:
    """The same, without a process of its own."""
    asked = ("class-set", "lesson", "--roster", str(root / "9a.csv"), "--versions", "2")
    return main([*asked, "--workspace", str(root), *more])


@pytest.fixture(scope="module")
def built(run: Run) -> dict[tuple[str, str], Path]:
    """What a build prints for those who need the same."""
    keys = sorted({own.key for own in EXPECTED} - {""})
    asked = [part for key in keys for part in ("--accommodation", key)]
    options = ("--document", "worksheet", "--format", "pdf", "--versions", "2", *asked)
    done = makelesson("build", "lesson", *options, "--output", "elsewhere", cwd=run.root)
    assert done.returncode == 0, done.stderr
    return {
        (own.version, own.key): run.root
        / "elsewhere/lesson"
        / f"lesson-worksheet-{'-'.join(filter(None, (own.version, own.key)))}.pdf"
        for own in EXPECTED
    }


@dataclass(frozen=True)
class Copy:
    """A copy as it lies in the file: the sides from its first to that before the next one."""

    title: str
    first: int
    texts: list[str]
    sizes: list[tuple[float, float]]


@pytest.fixture(scope="module")
def copies(run: Run) -> list[Copy]:
    """By the bookmarks of the names, the list to tick off aside."""
    reader = run.pdf.reader
    outline = [one for one in reader.outline if not isinstance(one, list)]
    starts = [reader.get_destination_page_number(one) for one in outline]
    ends = [*starts[1:], len(reader.pages)]
    found = []
    for one, start, end in zip(outline, starts, ends, strict=True):
        assert isinstance(start, int)
        pages = [reader.pages[at] for at in range(start, end or 0)]
        while not pages[-1].extract_text():
            pages.pop()
        sizes = [
            (round(float(page.mediabox.width)), round(float(page.mediabox.height)))
            for page in pages
        ]
        found.append(Copy(str(one.title), start, [page.extract_text() for page in pages], sizes))
    return found[1:]


def words(texts: list[str], name: str) -> list[str]:
    """All that is said on pages, without the name and the class."""
    text = " ".join(texts).replace(name, "").replace("9.A", "")
    return sorted(text.replace("…", "").split())


def test_copies_come_in_seat_order_each_on_sheets_of_its_own(copies: list[Copy]) -> None:
    assert [title for title, _ in groupby(one.title for one in copies)] == NAMES
    assert [one.title for one in copies] == [
        own.name for own in EXPECTED for _ in range(own.copies)
    ]
    for one in copies:
        assert one.first % 2 == 0
        assert one.title in one.texts[0]
        others = {name for name in NAMES if name != one.title}
        assert not any(name in text for name in others for text in one.texts)


def test_each_is_what_a_build_prints_for_who_needs_the_same(
    copies: list[Copy], built: dict[tuple[str, str], Path]
) -> None:
    owns = [own for own in EXPECTED for _ in range(own.copies)]
    for copy, own in zip(copies, owns, strict=True):
        reader = OpenedPdf(built[own.version, own.key]).reader
        sizes = [
            (round(float(one.mediabox.width)), round(float(one.mediabox.height)))
            for one in reader.pages
        ]
        assert copy.sizes == sizes
        alone = [page.extract_text() for page in reader.pages]
        missing = set(words(alone, own.name)) - set(words(copy.texts, own.name))
        # A shared sheet shows its version large; a copy has it beside the code alone.
        assert {one for one in missing if "Worksheet" not in one} <= {"Version"}


def test_the_class_stands_in_its_field(copies: list[Copy]) -> None:
    assert all("9.A" in one.texts[0] for one in copies)


def said_in_secret(run: Run) -> Iterator[str]:
    """All that the file says of the copies in any way: names of objects, tags and bookmarks along."""
    pdf = run.pdf
    yield from pdf.hidden_texts()
    yield pdf.tagged_text().partition(NAMES[0])[2].partition(NAMES[0])[2]
    yield run.path.name
    with pikepdf.open(run.path) as opened:
        yield bytes(opened.Root.Metadata.read_bytes()).decode()
        yield str(dict(opened.docinfo))
        for one in opened.objects:
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                yield " ".join(str(key) for key in one.keys())  # noqa: SIM118


def test_nothing_tells_what_a_copy_is(run: Run, copies: list[Copy]) -> None:
    telling = {
        spelling
        for kind in ACCOMMODATIONS.values()
        if not kind.of_language  # the sheet says it itself
        for language in languages()
        for spelling in (kind.name, kind.title and words_for(language)(kind.title))
        if spelling
    }
    listed = re.sub(r"\s+", "", run.pdf.reader.pages[0].extract_text().casefold())
    for text in (*(text for one in copies for text in one.texts), *said_in_secret(run)):
        bare = re.sub(r"\s+", "", text.casefold().replace(listed, ""))
        assert "accommodation" not in bare.replace(listed, "")
        assert not [one for one in telling if re.sub(r"\s+", "", one.casefold()) in bare]


def test_the_list_tells_the_teacher(run: Run) -> None:
    text = " ".join(run.pdf.reader.pages[0].extract_text().split())
    for told in ("Large print", "Large print 24, A3", "Dyslexia-friendly 14, cream", "1-10", "9.A"):
        assert told in text
    assert "lesson-worksheet-b.html" in re.sub(r"(?<=-)\s", "", text)
    order = [text.index(name.partition(" (")[0].split()[1]) for name in ("W Wagenknecht", "V Vondráček", "Y Yggdrasil", "Z Zubrowski", "X Xaverová")]  # fmt: skip
    assert order == sorted(order)


def test_who_has_another_file_has_no_pages_and_is_told_of(
    run: Run, copies: list[Copy], capsys: pytest.CaptureFixture[str]
) -> None:
    assert not any("Yggdrasil" in text for one in copies for text in one.texts)
    assert "lesson-worksheet-b.html, isn't printed yet" in run.said
    [command] = re.findall(r"Print it with: makelesson (.*)", run.said)
    assert main([*command.split(), "--workspace", str(run.root), "--quiet"]) == 0
    assert in_process(run.root, "--output", str(run.root / "output")) == 0
    assert "isn't printed yet" not in capsys.readouterr().err


def test_no_answer_is_in_anybody_s(run: Run) -> None:
    texts = list(every_text(run.path))
    assert any(finds(text, "Who stayed?") for text in texts)
    assert not [what for what, one in SECRETS.items() if any(finds(text, one) for text in texts)]


def test_it_conforms(run: Run) -> None:
    assert broken_rules(run.path) == []


def test_names_are_nowhere_else(run: Run) -> None:
    parts = {part.encode() for row in ROSTER.splitlines()[1:] for part in row.split(";")[1:3]}
    utf16 = {part.decode().encode("utf-16-le") for part in parts}
    others = [
        one
        for one in run.root.rglob("*")
        if one.is_file() and one.name != "9a.csv" and not one.name.endswith("class-set.pdf")
    ]
    assert any(one.suffix != ".yaml" for one in others)
    for one in others:
        data = one.read_bytes()
        assert not any(part in data for part in parts | utf16), one
    everywhere = f"{run.said}{list(run.root.rglob('*'))}".encode()
    assert not any(part in everywhere for part in parts)


def test_the_same_roster_gives_the_same_bytes(run: Run) -> None:
    before = run.path.read_bytes()
    again = run.root / "again"
    assert in_process(run.root, "--output", str(again)) == 0
    assert (again / "lesson" / run.path.name).read_bytes() == before


def test_sheets_of_two_papers_are_told_of_before_anything_is_printed(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    booklets = run.root / "booklets"
    assert in_process(run.root, "--format", "booklet", "--output", str(booklets)) == 1
    said = capsys.readouterr().err
    [problem] = [line for line in said.splitlines() if ": error: " in line]
    assert "9a.csv:3:" in problem
    assert "A3" in problem
    assert "A4" in problem
    assert "--format booklet" in said
    assert not list(booklets.rglob("*.pdf"))


def test_a_booklet_of_several_looks_is_one_file(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {**FILES, "9a.csv": ROSTER.replace("-24-A3", "")})
    assert in_process(root, "--format", "booklet") == 0
    [path] = root.rglob("*class-set-booklet.pdf")
    assert broken_rules(path) == []


# --- rosters in every form -----------------------------------------------------------------------

HEADINGS = {
    "name": ("name", "Full name", "PUPIL", "Jméno a příjmení", "Schüler", "élève", "Учень"),
    "seat": ("seat", "Desk", "MÍSTO", "Platz", "المقعد"),
    "group": ("class", "Form", "třída", "Klasse", "Клас"),
    "version": ("version", "Varianta", "wersja"),
    "accommodation": ("accommodation", "Accommodations", "Adaptación"),
    "copies": ("copies", "Number of copies", "Exemplare"),
}
letters = st.characters(categories=("Lu", "Ll", "Lo"), exclude_characters="\ufffe")
name = st.lists(st.text(letters, min_size=1, max_size=6), min_size=1, max_size=3).map(" ".join)
pupil = st.builds(
    Pupil,
    name=name | st.just('Nováková, "Žofie"'),
    line=st.just(0),
    version=st.sampled_from(["", "a", "b"]),
    seat=st.sampled_from(["", "3", "2-3", "B4", "007"]),
    group=st.sampled_from(["", "9.A", "9; B"]),
    accommodation=st.sampled_from(["", "large-print", "dyslexia-friendly-14"]),
    copies=st.integers(1, 4),
)


def as_csv(
    separator: str, encoding: str, *, says: bool = False
) -> Callable[[list[list[str]]], bytes]:
    def write(rows: list[list[str]]) -> bytes:
        out = io.StringIO(newline="")
        if says:
            out.write(f"sep={separator}\r\n")
        csv.writer(out, delimiter=separator).writerows(rows)
        return out.getvalue().encode(encoding)

    return write


def as_workbook(rows: list[list[str]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        # As Excel has what is typed: numbers where it looks like one.
        book.active.append([int(one) if re.fullmatch("[1-9][0-9]*", one) else one for one in row])
    book.save(out)
    return out.getvalue()


FORMS: dict[str, Callable[[list[list[str]]], bytes]] = {
    "comma": as_csv(",", "utf-8"),
    "comma, with a mark": as_csv(",", "utf-8-sig"),
    "semicolon": as_csv(";", "utf-8"),
    "semicolon, said": as_csv(";", "utf-8-sig", says=True),
    "bar, said": as_csv("|", "utf-8", says=True),
    "Unicode text": as_csv("\t", "utf-16"),
    "workbook": as_workbook,
}


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_a_roster_says_the_same_in_every_form(
    form: str, tmp_path_factory: pytest.TempPathFactory, data: Any
) -> None:
    pupils: list[Pupil] = data.draw(st.lists(pupil, min_size=1, max_size=5))
    columns = data.draw(st.permutations(sorted(HEADINGS)))
    header = [data.draw(st.sampled_from(HEADINGS[column])) for column in columns]
    title = data.draw(st.sampled_from([[], [["9.A", "2026/27"]], [["School"], []]]))
    rows = [[str(getattr(one, column)) for column in columns] for one in pupils]
    path = tmp_path_factory.getbasetemp() / "roster"
    path.write_bytes(FORMS[form]([*title, header, *rows]))
    roster = read_roster(path)
    told = [replace(one, line=0, name=" ".join(one.name.split())) for one in roster.pupils]
    assert told == pupils
    assert roster.doubts == ()


# --- what is written of it -----------------------------------------------------------------------

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
SECTION = PAGE.partition("## Class sets")[2].partition("\n## ")[0]


def test_the_page_shows_a_roster_and_tells_every_column() -> None:
    shown = "".join(re.findall(r"^    (.*\n)", SECTION, flags=re.M))
    roster = read_roster(Path("9a.csv"), shown)
    assert [(one.name, one.accommodation, one.copies) for one in roster.pupils] == [
        ("Ada Nováková", "", 1),
        ("Bo Horák", "large-print-22", 1),
        ("Zoja Koval", "dyslexia-friendly", 2),
    ]
    assert roster.doubts == ()
    told = {
        word
        for row in re.findall(r"^\| (`[a-z ].*?) \|", SECTION, flags=re.M)
        for word in re.findall(r"`([a-z ]+)`", row)
    }
    assert told >= {*MEANINGS}
