"""Words in other languages: pupils find them where words are explained, in theirs and tagged as theirs, if somebody asks.

Where words are asked for they have no other name: a quiz isn't told in Czech.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.languages_apart import apart
from tests.end_to_end.printing import makelesson, print_lessons, spec, write_workspace

EVENT = "# War\n\nA partisan hid in the woods.\n\n- A fact.\n\n## What?\n\nThe sabotage went on.\n"
WORDS = [
    {
        "term": "partisan",
        "definition": "One who hides.",
        "translations": {"cs": "partyzán", "uk": "партизан"},
    },
    {"term": "sabotage", "definition": "What harms.", "translations": {"cs": "sabotáž"}},
]
EXPLAINED = [
    {"activity": "word-wall"},
    {"activity": "flash-cards"},
]
ASKED = [
    {"activity": "matching"},
    {"activity": "vocabulary-quiz"},
    {"activity": "crossword"},
    {"activity": "word-search"},
    {"activity": "definitions"},
]
FORMATS = ("pdf", "docx", "html")


def lesson(**more: Any) -> str:
    return spec({"event": "war", "vocabulary": WORDS, "accept": ["no-translation"], **more})


def write(root: Path, **files: str) -> Path:
    named = {f"{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    return write_workspace(root, {"lessons/events/war.md": EVENT, **named})


def texts(root: Path, language: str, **wishes: Any) -> dict[str, tuple[str, str]]:
    """Of each file of the lesson `war` what it says in that language, and otherwise."""
    [report] = print_lessons(root, None, "war", formats=FORMATS, **wishes)
    assert [one for one in report.problems if one.is_error] == []
    return {made.path.name: apart(made.path, language) for made in report.made}


@pytest.mark.parametrize("place", ["before", "after", "margin", "foot"])
def test_every_place_of_the_vocabulary_has_them_tagged(tmp_path: Path, place: str) -> None:
    told = lesson(glossary_languages=["cs", "uk"], vocabulary_place=place)
    root = write(tmp_path, lessons__war=told)
    for language, words in (("cs", "partyzán sabotáž"), ("uk", "партизан")):
        for name, (said, rest) in texts(root, language, documents=("handout",)).items():
            assert " ".join(said.split()) == words, name
            assert not set(words.split()) & set(rest.split()), name


def test_walls_and_the_backs_of_cards_have_them(tmp_path: Path) -> None:
    told = lesson(glossary_languages="cs", activities=EXPLAINED)
    root = write(tmp_path, lessons__war=told)
    for name, (said, _) in texts(root, "cs", documents=("worksheet",)).items():
        assert sorted(said.split()) == ["partyzán", "partyzán", "sabotáž", "sabotáž"], name


def test_where_a_word_is_asked_for_it_isn_t_told_in_another_language(tmp_path: Path) -> None:
    told = lesson(glossary_languages="cs", activities=ASKED, accommodations=["in-cs"])
    root = write(tmp_path, lessons__war=told)
    for name, (said, rest) in texts(root, "cs", documents=("worksheet",)).items():
        assert "partyz" not in said + rest, name


def test_a_copy_in_a_pupil_s_language_has_its_words_unasked(tmp_path: Path) -> None:
    root = write(tmp_path, lessons__war=lesson())
    found = texts(root, "uk", documents=("handout",), accommodations=("in-uk",))
    for name, (said, rest) in found.items():
        assert ("партизан" in said) == ("in-uk" in name)
        assert "партизан" not in rest


def test_a_unit_s_glossary_has_what_each_of_its_lessons_has(tmp_path: Path) -> None:
    other = [{"term": "Partisan", "definition": "Another.", "translations": {"cs": "partyzánka"}}]
    root = write(
        tmp_path,
        lessons__war=lesson(),
        lessons__peace=spec({"event": "war", "vocabulary": other}),
        lessons__units__all=spec(
            {
                "title": "All",
                "lessons": ["war", "peace"],
                "defaults": {"glossary_languages": ["cs"]},
            }
        ),
    )
    for document in ("student-packet", "teacher-packet"):
        reports = print_lessons(root, None, "all", documents=(document,), formats=FORMATS)
        for made in (one for report in reports for one in report.made):
            said = apart(made.path, "cs")[0].split()
            glossary = said[-3:]
            assert glossary == ["partyzán", "partyzánka", "sabotáž"], made.path.name


@pytest.mark.parametrize(
    ("settings", "unit", "own", "said"),
    [
        (None, None, None, ""),
        (["uk"], None, None, "партизан"),
        (["uk"], ["cs"], None, "partyzán"),
        (["uk"], ["cs"], ["uk"], "партизан"),
        (["uk"], ["cs"], "none", ""),
    ],
)
def test_lesson_unit_and_settings_may_ask_the_nearest_first(
    tmp_path: Path, settings: Any, unit: Any, own: Any, said: str
) -> None:
    def defaults(asked: Any) -> dict[str, Any]:
        return {} if asked is None else {"defaults": {"glossary_languages": asked}}

    root = write(
        tmp_path,
        makelesson=spec(defaults(settings) or {"school": "Ours"}),
        lessons__units__all=spec({"title": "All", "lessons": ["war"], **defaults(unit)}),
        lessons__war=lesson(**({} if own is None else {"glossary_languages": own})),
    )
    done = makelesson(
        "build", "war", "--document", "handout", "--format", "html", "--quiet", cwd=root
    )
    assert done.returncode == 0, done.stderr
    text = (root / "output/war/war-handout.html").read_text("utf-8")
    for word in ("partyzán", "партизан"):
        assert (word in text) == (word == said)


def test_the_settings_make_due_what_has_words_and_nothing_else(tmp_path: Path) -> None:
    root = write(tmp_path, makelesson=spec({"school": "Ours"}), lessons__war=lesson())
    build = ("build", "--format", "docx", "--json")
    assert makelesson(*build, cwd=root).returncode == 0
    before = {path.name: path.read_bytes() for path in (root / "output").rglob("*.docx")}
    write(root, makelesson=spec({"school": "Ours", "defaults": {"glossary_languages": ["cs"]}}))
    assert makelesson(*build, cwd=root).returncode == 0
    after = {path.name: path.read_bytes() for path in (root / "output").rglob("*.docx")}
    assert {name for name in after if after[name] != before[name]} == {"war-handout.docx"}


def test_nobody_who_asks_for_none_gets_another_byte(tmp_path: Path) -> None:
    bare = [{key: one[key] for key in ("term", "definition")} for one in WORDS]
    activities = [*EXPLAINED, *ASKED]
    with_ = write(tmp_path / "with", lessons__war=lesson(activities=activities))
    without = write(
        tmp_path / "without", lessons__war=lesson(activities=activities, vocabulary=bare)
    )
    made = [
        {one.path.name: one.digest for report in print_lessons(root) for one in report.made}
        for root in (with_, without)
    ]
    assert made[0]
    assert made[0] == made[1]


def test_a_word_that_is_missing_is_told_at_its_line(tmp_path: Path) -> None:
    told = spec({"event": "war", "glossary_languages": ["uk", "cs"], "vocabulary": WORDS})
    root = write(tmp_path, lessons__war=told)
    done = makelesson("build", "war", "--document", "handout", "--format", "docx", cwd=root)
    assert done.returncode == 0
    line = told[: told.index("term: sabotage")].count("\n") + 1
    assert f"war.yaml:{line}:" in done.stderr + done.stdout
    assert "`sabotage` has no word in it" in done.stderr + done.stdout
