"""Drafts stand on the text: whatever an article is, its draft has no error, quotes it, and is marked."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessonpress.activities.written_values import read_date
from lessonpress.cli import main
from lessonpress.comparison import fold
from lessonpress.content.article import Event, event_words
from lessonpress.content.event import read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.drafting import Draft, draft_lesson
from lessonpress.starter.first_spec import first_spec
from tests.end_to_end.languages import TEXTS
from tests.end_to_end.printing import ROOT, write_workspace

ARTICLES = sorted((ROOT / "tests" / "drafting" / "articles").iterdir())
SAMPLES = sorted(one for one in (ROOT / "lessons" / "events").iterdir() if one.is_file())
EVENTS = [*ARTICLES, *SAMPLES]


@cache
def event_at(path: Path) -> Event:
    return replace(read_event(path), slug=path.stem)


@cache
def drafted(path: Path) -> Draft:
    return draft_lesson(event_at(path))


def lesson_of(event: Event) -> tuple[Lesson, dict[str, Any]]:
    """The lesson that a new spec comes to; raises where anything is wrong with it."""
    text = first_spec("new", event, draft_lesson(event))
    lesson, _ = read_lesson(Path("new.yaml"), lambda _: event, tuple, text)
    return lesson, yaml.safe_load(text)


def items(draft: Draft, kind: str) -> list[Any]:
    return [one for part in draft.parts if part.kind == kind for one in part.items]


def run(root: Path, *words: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    with chdir(root), redirect_stdout(out), redirect_stderr(err):
        status = main(words)
    return status, out.getvalue(), err.getvalue()


def plain(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)


# --- of any article ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_a_draft_has_no_error_and_every_thing_in_it_is_marked(path: Path) -> None:
    lesson, data = lesson_of(event_at(path))
    assert lesson.activities
    for activity in data["activities"]:
        if activity["activity"] == "discussion":  # the same for every lesson, with no answer
            continue
        entries = [
            x for v in activity.values() if isinstance(v, list) for x in v if isinstance(x, dict)
        ]
        assert activity.get("todo") or (entries and all(one["todo"] for one in entries)), activity
    assert all(one["todo"] for one in data.get("vocabulary", []))


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_every_quote_stands_word_for_word_in_the_article(path: Path) -> None:
    text = " ".join(event_words(event_at(path)).split())

    def quotes(data: Any) -> Iterator[str]:
        if isinstance(data, dict):
            for key, value in data.items():
                if key == "evidence":
                    yield from [value] if isinstance(value, str) else value
                else:
                    yield from quotes(value)
        elif isinstance(data, list | tuple):
            for one in data:
                yield from quotes(one)

    for part in drafted(path).parts:
        for item in part.items:
            for quote in quotes(item):
                assert quote in text
        if part.kind in (
            "multiple-choice",
            "true-false",
            "ordering",
            "timeline",
            "cause-and-effect",
        ):
            assert all(list(quotes(item)) for item in part.items)


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_a_wrong_answer_is_of_the_same_kind_from_the_same_text(path: Path) -> None:
    event, draft = event_at(path), drafted(path)
    words = fold(f"{event_words(event)} {event.date or ''}")
    for item in items(draft, "multiple-choice"):
        choices, answer, evidence = item["choices"], item["answer"], item["evidence"]
        assert answer in choices
        assert 3 <= len(choices) <= 4
        dates = [read_date(one, draft.language) for one in choices]
        if all(dates) and not all(
            re.fullmatch(r"[\d.,\s]{1,3}|\d+[.,\s]\d+", one) for one in choices
        ):
            assert len({len(date.parts) for date in dates if date}) == 1  # as exact as the others
        else:
            assert not any(dates) or all(re.fullmatch(r"[\d.,\s]+", one) for one in choices)
            assert fold(plain(answer)) in fold(evidence)
            for wrong in choices:
                if wrong != answer:
                    assert fold(plain(wrong)).split()[-1] in words
                    assert fold(plain(wrong)) not in fold(evidence)


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_a_false_statement_differs_in_one_place_and_the_text_does_not_say_it(path: Path) -> None:
    text = " ".join(event_words(event_at(path)).split())
    statements = items(drafted(path), "true-false")
    for item in statements:
        said = plain(item["say"])
        if item["answer"]:
            assert said in text
            assert item["evidence"] == said
        else:
            right = plain(item["correction"])
            assert said not in text
            assert right in text
            begin = next(at for at, (a, b) in enumerate(zip(said, right, strict=False)) if a != b)
            ends = zip(reversed(said), reversed(right), strict=False)
            end = next(at for at, (a, b) in enumerate(ends) if a != b)
            # What was changed has no word beside it that was changed, too.
            assert len(said[begin : len(said) - end].split()) <= 4
    answers = [item["answer"] for item in statements]
    assert not statements or {True, False} == set(answers)


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_what_happened_stands_in_the_order_of_its_dates(path: Path) -> None:
    draft = drafted(path)
    for kind in ("ordering", "timeline"):
        dates = [read_date(one["date"], draft.language) for one in items(draft, kind)]
        parts = [tuple(part or 0 for part in date.parts) for date in dates if date]
        assert len(parts) == len(dates)
        assert parts == sorted(parts)
        assert not parts or len(parts) >= 3


def test_the_three_languages_have_every_kind_of_draft() -> None:
    kinds = {"vocabulary", "cloze", "ordering", "timeline", "multiple-choice", "true-false"}
    for language in ("en", "cs", "de"):
        found = {
            part.kind
            for path in ARTICLES
            if drafted(path).language == language
            for part in drafted(path).parts
        }
        assert found >= kinds | {"cause-and-effect", "discussion-stems"}, language


def test_the_same_article_is_drafted_alike_whatever_the_process(tmp_path: Path) -> None:
    path = ROOT / "tests" / "drafting" / "articles" / "vznik-ceskoslovenska.md"
    script = (
        "import sys; from pathlib import Path; from lessonpress.content.event import read_event;"
        "from lessonpress.drafting import draft_lesson; from lessonpress.starter.first_spec import first_spec;"
        "e = read_event(Path(sys.argv[1])); sys.stdout.buffer.write(first_spec('x', e, draft_lesson(e)).encode())"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", script, str(path)],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


# --- of odd ones ---------------------------------------------------------------------------------

PIECES = [
    "On May 5, 1945, the *war* ended in Prague.", "In 1938, 1,500 people left.", "[link](x) and `code`.",
    "John Smith saw Mary Jones, because they met.", "He left.", "“Go!” she said.", "V roce 1938 přišel Karel Novák do Prahy.",
    "Am 3. Oktober 1990 kam Helmut Kohl nach Berlin.", "ולכן הוא הלך.", "1. 2. 3.", "A: b # c", "- x", "\\[a\\] $1 ~x~ ^y^",
    "50 % of 20 to 30.", "IV. Karl", "🙂 On 31 February 2000 nothing was.", "Protože Jan Hus zemřel 6. července 1415, zuřili.", "a" * 300,
]  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=40), min_size=1, max_size=12),
    st.sampled_from(["", "language: cs\n", "language: de\n", "language: xx\n", "language: ja\n"]),
)
def test_any_text_at_all_has_a_draft_without_an_error(pieces: list[str], language: str) -> None:
    from lessonpress.problems import ProblemError

    head = f"---\n{language}---\n" if language else ""
    text = f"{head}# A title\n\n{' '.join(pieces[:3])}\n\n- {pieces[-1]}\n\n## What?\n\n{' '.join(pieces)}\n"
    path = Path("event.md")
    try:
        event = read_event(path, text)
        read_lesson(Path("a.yaml"), lambda _: event, tuple, "event: event\n")
    except ProblemError:  # the article itself can't be used
        return
    lesson_of(event)


ODD = {
    "no-dates": "Bread\nBread is baked in an oven. It smells good.\nIt is old.\nHow?\nA baker kneads dough and waits.",
    "one-sentence": "Rain\nIt rained.",
    "right-to-left": "\n".join(
        [TEXTS["he"].title, TEXTS["he"].summary, TEXTS["he"].fact, TEXTS["he"].heading, TEXTS["he"].paragraph]
    ) if "he" in TEXTS else "שלום\nזה היה פעם.",
    "other-language": "Kaffi\nHinn 17. júní 1944 var lýst yfir stofnun lýðveldis á Þingvöllum og fjöldi fólks kom þangað.",
}  # fmt: skip


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of each odd event, with a lesson that was made of it and built."""
    root = tmp_path_factory.mktemp("odd")
    fonts = "extends: classic\nfonts: {fallbacks: [Alegreya Sans, Spectral, Heebo]}\n"
    files = {f"lessons/events/{name}.txt": text for name, text in ODD.items()}
    files |= {
        "layouts/lettered/layout.yaml": fonts,
        "makelesson.yaml": "defaults: {layout: lettered}\n",
    }
    write_workspace(root, files)
    said = {}
    for name in ODD:
        status, said[name], err = run(root, "new", "lesson", name)
        assert status == 0, err
    status, _, err = run(root, "build", "--format", "pdf", "--document", "worksheet,answer-key")
    assert (status, re.findall(r".*error.*", err)) == (0, [])
    return said


def test_an_odd_event_has_a_lesson_that_builds_and_is_told_where_nothing_was_drafted(
    odd: dict[str, str],
) -> None:
    assert "There was nothing to draft from the event's text." in odd["one-sentence"]
    assert "drafted from the event and marked `todo: true`" in odd["no-dates"]


def test_without_the_list_of_words_all_else_is_drafted_and_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    text = (ROOT / "tests/drafting/articles/marie-curie.md").read_text("utf-8")
    write_workspace(tmp_path, {"lessons/events/curie.md": text})
    status, out, _ = run(tmp_path, "new", "lesson", "curie")
    assert status == 0
    assert "pip install 'makelesson[drafting]'" in out
    data = yaml.safe_load((tmp_path / "lessons/curie.yaml").read_text("utf-8"))
    assert "vocabulary" not in data
    assert len(data["activities"]) > 4


def test_a_lesson_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"lessons/events/rain.txt": ODD["no-dates"]})
    assert run(tmp_path, "new", "lesson", "rain")[0] == 0
    lesson = tmp_path / "lessons" / "rain.yaml"
    lesson.write_text("event: rain\n", "utf-8")
    status, _, err = run(tmp_path, "new", "lesson", "rain")
    assert (status, lesson.read_text("utf-8")) == (1, "event: rain\n")
    assert "There is a lesson of this name already." in err
