"""A document says the same in every format: the same words in the same order.

The PDF is read by its tags, as a screen reader reads it; DOCX, HTML and EPUB from the top of their bodies down.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lessonpress.activities import kinds
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx
from tests.end_to_end.opened_epub import OpenedEpub
from tests.end_to_end.opened_html import OpenedHtml
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import LAYOUTS, Press, print_lessons, spec, write_workspace
from tests.end_to_end.stress import picture

HAS_BRAILLE = shutil.which("lou_translate") is not None
every_layout = pytest.mark.parametrize("layout", LAYOUTS)
every_workspace = pytest.mark.parametrize("workspace", ["sample", "stress"])

# Places where a word may be parted: they print nothing where it isn't.
_INVISIBLE = re.compile("[\u00ad\u200b]")
# A hyphen that forbids a line break is drawn as, and says, a hyphen.
_HYPHENS = re.compile("[\u2010\u2011]")


def words(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _HYPHENS.sub("-", text).split()


def first_difference(one: list[str], other: list[str]) -> str:
    """Where two lists of words part, with a few words around; empty where they don't."""
    for at, (left, right) in enumerate(zip([*one, ""], [*other, ""], strict=False)):
        if left != right:
            before = max(0, at - 3)
            return f"“{' '.join(one[before : at + 4])}” / “{' '.join(other[before : at + 4])}”"
    return "" if len(one) == len(other) else "one is longer"


def differences(folder: Path) -> dict[str, str]:
    """The PDFs below a folder whose words are not those of the files beside them."""
    found = {}
    for pdf in sorted(folder.rglob("*.pdf")):
        in_pdf = words(OpenedPdf(pdf).tagged_text())
        others = {".docx": OpenedDocx, ".html": OpenedHtml, ".epub": OpenedEpub}
        for suffix, opened in others.items():
            if (other := pdf.with_suffix(suffix)).exists():
                in_other = words(opened(other).body_text())
                if in_pdf != in_other:
                    found[other.name] = first_difference(in_pdf, in_other)
    return found


@every_layout
@every_workspace
def test_pdf_and_docx_have_the_same_words_in_the_same_order(
    press: Press, workspace: str, layout: str
) -> None:
    folder = press.files(workspace, layout)[0].path.parents[1]
    assert differences(folder) == {}


@every_workspace
def test_html_and_epub_have_the_same_words_in_the_same_order(
    press: Press, workspace: str, tmp_path: Path
) -> None:
    wishes = {"formats": ("pdf", "html", "epub"), "layout": "classic"}
    reports = print_lessons(press.workspaces[workspace], tmp_path, packets=False, **wishes)
    assert sum(len(report.made) for report in reports) > 0
    assert differences(tmp_path) == {}


@every_layout
@every_workspace
def test_what_is_painted_stands_in_reading_order(press: Press, workspace: str, layout: str) -> None:
    """Whoever ignores the tags, to reflow or to copy, gets the same order."""
    for made in press.files(workspace, layout, format_="pdf"):
        order = OpenedPdf(made.path).content_order()
        assert order == sorted(order), made.path.name


@every_layout
def test_pages_show_what_the_tags_say(press: Press, layout: str) -> None:
    for made in press.files("sample", layout, format_="pdf"):
        pdf = OpenedPdf(made.path)
        shown = set("".join(words("".join(pdf.page_texts()))))
        said = pdf.tagged_text()
        for one in pdf.tree.walk():  # what is said of a picture isn't shown
            said = said.replace(one.alternative, "") if one.alternative else said
        assert set("".join(words(said))) <= shown | set("-")


# --- whatever a lesson holds ---------------------------------------------------------------------

_LETTERS = "abcdefgčřžšěüßçœąłżґїєαώ"
_MARKS = "&<>“”‘’'\"–—-/%().,;:!?…‑"
_word = st.text(_LETTERS, min_size=1, max_size=14)
_tail = st.text(_LETTERS + _MARKS, max_size=4)
_token = st.builds(
    lambda word, tail, look: look.format(word) + tail,
    _word,
    _tail,
    st.sampled_from(
        [
            *("{}", "{}", "{}", "*{}*", "**{}**", "[{}](https://example.org/x)"),
            *("H~{}~", "10^{}^", "[{}]{{lang=de}}", "x\\\n{}"),
        ]
    ),
)
# What opens an HTML comment is an error.
text = st.lists(_token, min_size=1, max_size=25).map(" ".join).filter(lambda one: "<!--" not in one)
short_text = st.lists(_word, min_size=1, max_size=4).map(" ".join)


def _activity(kind: str, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    documents = st.sampled_from([["handout"], ["worksheet"], ["handout", "worksheet"]])
    return st.fixed_dictionaries(
        {"activity": st.just(kind), **keys},
        optional={"documents": documents, "title": text, "instructions": text},
    )


def _some(one: st.SearchStrategy[Any], least: int = 1) -> st.SearchStrategy[list[Any]]:
    return st.lists(one, min_size=least, max_size=3, unique_by=str)


_asked = st.fixed_dictionaries({"ask": text}, optional={"answer": text, "look_for": _some(text)})
_answered = st.one_of(
    st.fixed_dictionaries({"ask": text, "answer": text}),
    st.builds(
        lambda ask, words: {"ask": ask, "answer": words[0], "accept": words[1:], "space": "blank"},
        text,
        st.lists(_word, min_size=1, max_size=3, unique=True),
    ),
    st.fixed_dictionaries(
        {"ask": text, "answer": st.integers(-999, 9999), "tolerance": st.integers(0, 9)},
        optional={"unit": short_text},
    ),
)
_choosing = st.builds(
    lambda ask, choices, right: {"ask": ask, "choices": choices, "answer": choices[-right:]},
    text,
    st.lists(short_text, min_size=2, max_size=5, unique=True),
    st.integers(1, 2),
)
_statement = st.builds(
    lambda say, wrong: (
        {"say": say, "answer": False, "correction": wrong}
        if wrong
        else {"say": say, "answer": True}
    ),
    text,
    st.none() | text,
)
_gapped = st.lists(
    st.one_of(short_text, short_text.map("[{}]".format)), min_size=1, max_size=6
).map(lambda parts: " ".join([*parts, "[gap]"]))
#: What each kind of activity may hold.
_side = st.fixed_dictionaries({"heading": text}, optional={"points": _some(text)})
_source = st.fixed_dictionaries(
    {"text": text}, optional={"title": text, "author": text, "line_numbers": st.booleans()}
)
_document = st.builds(
    lambda source, asked: {**source, "questions": asked}, _source, st.lists(text, max_size=2)
)
_rubric = st.builds(
    lambda levels, criteria: {
        "levels": levels,
        "criteria": [{"criterion": one, "levels": levels, "points": 2} for one in criteria],
    },
    st.lists(short_text, min_size=2, max_size=4, unique=True),
    st.lists(short_text, min_size=1, max_size=3, unique_by=str.casefold),
)
_CLUED = [{"word": word, "clue": "Which?"} for word in ("Řehoř", "kámen", "Les-Eka", "chata")]
KEYS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "cause-and-effect": {"links": _some(st.fixed_dictionaries({"cause": text, "effect": text}))},
    "categorising": {
        "categories": st.lists(short_text, min_size=4, max_size=8, unique=True).map(
            lambda words: [
                {"category": "First", "items": words[:2]},
                {"category": "Second", "items": [{"text": word} for word in words[2:]]},
            ]
        )
    },
    "corrections": {
        "sentences": _some(
            short_text.map(lambda one: {"say": f"{one} 0 {one}", "wrong": "0", "right": f"{one} 1"})
        )
    },
    "claim-evidence-reasoning": {"question": text, "claim": text},
    "comparison": {
        "things": st.just(["one", "two"]),
        "aspects": _some(short_text.map(lambda one: {"aspect": one, "points": [one, one]})),
    },
    "cornell-notes": {"notes": _some(text), "summary": text},
    "debate": {"motion": text, "arguments_for": _some(text)},
    "definitions": {},
    "discussion-stems": {"stems": _some(text)},
    "five-ws": {"who": text, "why": _some(text)},
    "four-corners": {"statements": _some(text)},
    "frayer": {"words": st.just([{"term": "one", "examples": "a"}])},
    "kwl": {"topic": text, "learned": _some(text)},
    "label-picture": {
        "picture": st.just({"file": "a.png", "alternative": "A map"}),
        "labels": st.just(
            [
                {"at": [10, 10], "label": "one", "where": "Left."},
                {"at": [80, 80], "label": "two", "where": "Right."},
            ]
        ),
        "word_bank": st.booleans(),
    },
    "main-ideas": {"parts": _some(short_text.map(lambda one: {"of": one, "idea": one}))},
    "reflection": {"prompts": _some(text)},
    "role-cards": {"roles": _some(short_text.map(lambda one: {"name": one, "about": one}), 2)},
    "self-assessment": {"statements": _some(text)},
    "source-analysis": {"source": _source},
    "document-based-question": {
        "question": text,
        "points": st.sampled_from([1, 2.5]),
        "sources": _some(_document),
        "rubric": _rubric,
        "essay": st.just({"lines": 3}),
    },
    "story-map": {"characters": text, "events": _some(text)},
    "t-chart": {"left": _side, "right": _side},
    "think-pair-share": {"question": text, "answers": _some(text)},
    "three-two-one": {"samples": text},
    "vocabulary-quiz": {},
    "crossword": {"words": st.just(_CLUED)},
    "cryptic-word": {"solution": st.just("řeka"), "words": st.just(_CLUED), "clue": text},
    "exit-ticket": {"questions": _some(text), "copies": st.sampled_from([2, 4, 8])},
    "flash-cards": {
        "cards": _some(short_text.map(lambda one: {"front": one, "back": one})),
        "per_page": st.sampled_from([4, 6, 8, 10]),
    },
    "sequence-strips": {"events": _some(short_text.map(lambda one: {"text": one}), 2)},
    "timeline": {
        "events": st.just(
            [{"date": "1938", "text": "So."}, {"date": "5 May 1945", "text": "And *so*."}]
        ),
        "leave_out": st.sampled_from(["events", "dates", "nothing"]),
    },
    "venn": {"left": _side, "right": st.just({"heading": "Rightmost"}), "both": _some(text)},
    "word-search": {"words": st.just(["řeka", "kámen", "Über-Haus"])},
    "word-wall": {"definitions": st.booleans()},
    "cloze": {"text": _gapped},
    "discussion": {"questions": _some(_asked)},
    "matching": {"by": st.sampled_from(["letters", "lines"])},
    "multiple-choice": {"questions": _some(_choosing)},
    "ordering": {"events": _some(short_text.map(lambda one: {"text": one}), 2)},
    "short-answer": {
        "questions": _some(_answered),
        "space": st.sampled_from(["lines", "box", "grid", "half-page", "none"]),
    },
    "true-false": {
        "statements": _some(_statement),
        "corrections": st.sampled_from(["below", "each", False]),
    },
}
activities = st.lists(st.one_of(*(_activity(kind, **KEYS[kind]) for kind in kinds())), max_size=4)
lessons = st.fixed_dictionaries(
    {
        "event": st.just("event"),
        "accept": st.just(["nearly-empty-page"]),
        "language": st.just("en"),
        "vocabulary": st.just(
            [
                {"term": "one", "definition": "The first.", "forms": list("abcefgč")},
                {"term": "two", "definition": "More.", "forms": list("ďüßłαω")},
            ]
        ),
        "activities": activities,
    },
    optional={
        "points": st.sampled_from([1, 0.5]),
        "essential_question": text,
        "objectives": _some(text),
        "teacher_notes": text,
        "vocabulary_place": st.sampled_from(["before", "after", "margin", "foot", "none"]),
        "mark_terms": st.booleans(),
    },
)
events = st.builds(
    "# {}\n\n{}\n\n- {}\n\n## {}\n\n{}\n\n> {}\n".format, text, text, text, short_text, text, text
)


# An example takes a third of a second; to shrink one would take minutes, and `differences` says
# where to look.
@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(event=events, lesson=lessons, layout=st.sampled_from(LAYOUTS))
def test_whatever_a_lesson_holds_every_format_says_it(
    event: str, lesson: dict[str, Any], layout: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_workspace(
            Path(folder),
            {
                "lessons/events/event.md": event,
                "lessons/events/a.png": picture(60, 40),
                "lessons/lesson.yaml": spec(lesson),
            },
        )
        # Braille has the same words otherwise: see tests/promises. Here it is to hold whatever comes.
        formats = ("pdf", "docx", "html", "epub", *(["braille"] if HAS_BRAILLE else []))
        [report] = print_lessons(root, layout=layout, formats=formats)
        assert {one.code for one in report.problems} <= {"nearly-empty-page"}
        assert len(report.made) == 4 * len(formats)
        assert differences(root) == {}
        for made in report.made:
            if made.format == "pdf":
                assert broken_rules(made.path) == []
