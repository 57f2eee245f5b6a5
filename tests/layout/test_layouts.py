"""Layouts: found by name, one resting on another, a workspace's on top."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from lessonpress.document.blocks import Heading, Paragraph, Run
from lessonpress.layout.layouts import PAPERS, Layout, list_layouts, load_layout
from lessonpress.problems import ProblemError
from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText, Span

Write = Callable[[Mapping[str, str]], tuple[Path, Path]]
LESSON = SimpleNamespace(
    title="Tea & <b>Toast</b>", language="en", event=SimpleNamespace(date=None)
)
WRAP = '<document title="T" language="en"><h1>T</h1>{}</document>'


def problems(action: Callable[[], object]) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        action()
    return [f"{problem.location}: {problem.message}" for problem in caught.value.problems]


def rendered(layout: Layout, lesson: object = LESSON) -> str:
    """The markup without its line breaks."""
    return layout.render("handout", lesson).replace("\n", "")


# --- finding -------------------------------------------------------------------------------------


def test_layouts_are_listed_from_every_folder_without_the_base(write_layouts: Write) -> None:
    search = write_layouts(
        {"own/mine/layout.yaml": "", "own/.git/x": "", "own/letterhead.docx": ""}
    )
    assert list_layouts(search) == ("classic", "mine")
    assert list_layouts([Path("nowhere")]) == ()


def test_a_layout_that_is_not_there_is_a_problem_with_the_nearest_name(
    write_layouts: Write,
) -> None:
    search = write_layouts({})
    with pytest.raises(ProblemError, match="Did you mean `classic`"):
        load_layout("clasic", search)


def test_a_paper_that_is_not_there_is_a_problem(write_layouts: Write) -> None:
    search = write_layouts({})
    with pytest.raises(ProblemError, match="There is no paper `A9`"):
        load_layout("classic", search, paper="A9")


def test_a_circle_of_layouts_is_a_problem(write_layouts: Write) -> None:
    search = write_layouts({"own/a/layout.yaml": "extends: b", "own/b/layout.yaml": "\nextends: a"})
    (problem,) = problems(lambda: load_layout("a", search))
    assert "own/b/layout.yaml:2:10: The layouts extend each other in a circle" in problem
    assert "`a` → `b` → `a`" in problem


def test_the_slips_of_every_file_in_the_chain_come_at_once(write_layouts: Write) -> None:
    search = write_layouts(
        {"own/classic/layout.yaml": "papper: A4", "built-in/classic/layout.yaml": "a: 1\na: 2"}
    )
    found = problems(lambda: load_layout("classic", search))
    assert len(found) == 2
    assert "own/classic/layout.yaml:1:1" in found[0]
    assert "built-in/classic/layout.yaml:2:1" in found[1]


def test_a_layout_says_what_it_is(write_layouts: Write) -> None:
    layout = load_layout("classic", write_layouts({"own/classic/_piece.xml": ""}))
    assert layout.name == "classic"
    assert layout.description == "The classic one."
    assert layout.documents == ("handout",)


BUILT_IN = Path(__file__).parents[2] / "layouts"


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", list_layouts([BUILT_IN]))
def test_what_comes_with_makelesson_has_no_slip_on_any_paper(name: str, paper: str) -> None:
    layout = load_layout(name, [BUILT_IN], paper=paper)
    assert layout.description
    for kind in ("handout", "worksheet", "answer-key"):
        assert layout.theme(kind).paper.name == paper


# --- templates -----------------------------------------------------------------------------------


def test_a_layout_without_a_template_has_that_of_the_one_it_rests_on(write_layouts: Write) -> None:
    layout = load_layout("classic", write_layouts({}))
    assert rendered(layout).endswith("<p>base</p></document>")


def test_a_workspace_may_replace_one_template(write_layouts: Write) -> None:
    search = write_layouts({"own/classic/handout.xml": "<document/>"})
    assert rendered(load_layout("classic", search)) == "<document/>"


def test_a_template_may_extend_the_one_it_replaces(write_layouts: Write) -> None:
    block = (
        '{{% extends "handout.xml" %}}{{% block body %}}{{{{ super() }}}}<p>{}</p>{{% endblock %}}'
    )
    search = write_layouts(
        {
            "own/classic/handout.xml": block.format("own"),
            "built-in/classic/handout.xml": block.format("classic"),
            "own/base/handout.xml": block.format("own base"),
        }
    )
    markup = rendered(load_layout("classic", search))
    assert "<p>base</p><p>own base</p><p>classic</p><p>own</p>" in markup


def test_a_template_may_name_the_layout_whose_template_it_extends(write_layouts: Write) -> None:
    search = write_layouts(
        {
            "own/classic/handout.xml": '{% extends "base/handout.xml" %}{% block body %}own{% endblock %}',
            "built-in/classic/handout.xml": "<document>classic</document>",
        }
    )
    assert "own" in rendered(load_layout("classic", search))


def test_a_piece_may_be_replaced_by_itself(write_layouts: Write) -> None:
    search = write_layouts(
        {
            "built-in/base/handout.xml": '{% include "activities/" ~ "cloze" ~ ".xml" %}',
            "built-in/base/activities/cloze.xml": "<p>base</p>",
            "own/classic/activities/cloze.xml": "<p>own</p>",
        }
    )
    assert rendered(load_layout("classic", search)) == "<p>own</p>"


@pytest.mark.parametrize("path", ["../secret.xml", "/secret.xml", "base/../../secret.xml"])
def test_templates_stay_in_their_folders(write_layouts: Write, tmp_path: Path, path: str) -> None:
    path = path.replace("/secret.xml", f"{tmp_path}/secret.xml") if path[0] == "/" else path
    search = write_layouts(
        {"secret.xml": "secret", "own/classic/handout.xml": f'{{% include "{path}" %}}'}
    )
    (problem,) = problems(lambda: load_layout("classic", search).render("handout", LESSON))
    assert "There is no template" in problem


# --- what templates print ------------------------------------------------------------------------


def render_one(write_layouts: Write, template: str, **lesson: object) -> str:
    search = write_layouts({"own/classic/handout.xml": template})
    return rendered(load_layout("classic", search), SimpleNamespace(**lesson))


def test_what_a_lesson_says_is_escaped(write_layouts: Write) -> None:
    assert "<h1>Tea &amp; &lt;b&gt;Toast&lt;/b&gt;</h1>" in rendered(
        load_layout("classic", write_layouts({}))
    )


def test_nothing_prints_nothing(write_layouts: Write) -> None:
    assert render_one(write_layouts, "<p>{{ lesson.a }}</p>", a=None) == "<p></p>"


def test_what_xml_cannot_hold_is_left_out(write_layouts: Write) -> None:
    template = '<p a="{{ lesson.a }}">{{ lesson.a | rich }}{{ lesson.a | upper }}</p>'
    assert render_one(write_layouts, template, a="a\x00\x0b\ud800b") == '<p a="ab">abAB</p>'


TEXT = RichText(
    (Span("a & "), Span("b", strong=True, emphasis=True), Span("c", href="https://x/?a&b"))
)


def test_rich_text_keeps_its_emphasis_through_a_filter_only(write_layouts: Write) -> None:
    assert render_one(write_layouts, "{{ lesson.a }}", a=TEXT) == "a &amp; bc"
    assert render_one(write_layouts, "{{ lesson.a | plain }}", a=TEXT) == "a &amp; bc"
    assert render_one(write_layouts, "{{ lesson.a | rich }}", a=TEXT) == (
        'a &amp; <strong><em>b</em></strong><a href="https://x/?a&amp;b">c</a>'
    )


def test_prose_becomes_paragraphs_and_lists(write_layouts: Write) -> None:
    blocks = [
        ProseBlock(kind, RichText.verbatim(text))  # type: ignore[arg-type]
        for kind, text in [
            ("paragraph", "a"),
            ("bullet", "b"),
            ("bullet", "c <"),
            ("number", "d"),
            ("quote", "e"),
            ("subheading", "f"),
        ]
    ]
    assert render_one(write_layouts, "{{ lesson.a | prose('s1', 4) }}", a=blocks) == (
        '<p id="s1_1">a</p><ul><li id="s1_2">b</li><li id="s1_3">c &lt;</li></ul>'
        '<ol><li id="s1_4">d</li></ol><blockquote id="s1_5"><p>e</p></blockquote><h4 id="s1_6">f</h4>'
    )


SAYS = """\
<document title="{{ _("Handout") }}" language="{{ lesson.language }}">
<h1>{{ _("Key Facts") }}</h1><p>{{ _("Part {number}", number=2) }}, {{ _("Ours") }}</p>
</document>
"""


def said(layout: Layout, language: str) -> list[tuple[str, str | None]]:
    """The runs of what the template says, with their languages."""
    document = layout.compose("handout", SimpleNamespace(language=language))
    heading, paragraph = document.blocks
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)
    runs = (*heading.content, *paragraph.content)
    return [(run.text, run.lang) for run in runs if isinstance(run, Run)]


def test_words_come_in_the_lessons_language(write_layouts: Write) -> None:
    layout = load_layout("classic", write_layouts({"own/classic/handout.xml": SAYS}))
    assert said(layout, "en") == [("Key Facts", None), ("Part 2, Ours", None)]
    assert said(layout, "cs")[0] == ("Klíčová fakta", None)
    assert said(layout, "de-AT")[0] == ("Das Wichtigste", None)


def test_what_a_language_has_no_words_for_is_said_in_english_and_marked_so(
    write_layouts: Write,
) -> None:
    layout = load_layout("classic", write_layouts({"own/classic/handout.xml": SAYS}))
    assert said(layout, "bg") == [
        ("Key Facts", "en"),
        ("Part ", "en"),
        ("2, ", None),
        ("Ours", "en"),
    ]
    assert layout.compose("handout", SimpleNamespace(language="bg")).title == "Handout"


def test_an_editor_rewords_what_is_said_by_language(write_layouts: Write) -> None:
    words = """\
words:
  en: {Key Facts: Facts}
  de: {Ours: Unseres, "Part {number}": "{number}. Teil"}
  de-AT: {Key Facts: Fakten}
  bg: {Key Facts: Факти}
"""
    search = write_layouts({"own/classic/layout.yaml": words, "own/classic/handout.xml": SAYS})
    layout = load_layout("classic", search)
    assert said(layout, "en")[0] == ("Facts", None)
    assert said(layout, "de") == [("Das Wichtigste", None), ("2. Teil, Unseres", None)]
    assert said(layout, "de-AT")[0] == ("Fakten", None)
    assert said(layout, "bg")[0] == ("Факти", None)
    assert said(layout, "el")[0] == ("Facts", "en")
    assert layout.words("de")("Ours") == "Unseres"


def test_the_words_in_the_docs_are_taken(write_layouts: Write) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "layouts.md").read_text("utf-8")
    [example] = re.findall(r"```yaml\n(words:\n.*?)```", docs, re.DOTALL)
    layout = load_layout("classic", write_layouts({"own/classic/layout.yaml": example}))
    assert layout.words("en")("Put the events in order") == "What came first?"
    assert layout.words("de-AT")("Grade {grade}", grade=9) == "9. Schulstufe"
    assert layout.words("de-AT")("Key Facts") == "Auf einen Blick"


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ("{Key Fact: F}", "No document says `Key Fact`.", "Did you mean `Key Facts`?"),
        ("{key_facts: F}", "No document says `key_facts`.", "Did you mean `Key Facts`?"),
        (
            '{"Part {number}": "Part {nr}"}',
            "Nothing is known of `{nr}` here.",
            "Write {number} where the lesson's own stands.",
        ),
        (
            '{"Part {number}": "Part {"}',
            "A brace stands alone in these words.",
            "Write {number} where the lesson's own stands.",
        ),
        ('{Name: "{name}"}', "Nothing is known of `{name}` here.", "Leave out the braces."),
    ],
)
def test_words_that_nothing_says_are_a_slip(
    write_layouts: Write, words: str, message: str, hint: str
) -> None:
    search = write_layouts({"own/classic/layout.yaml": f"words:\n  de: {words}\n"})
    with pytest.raises(ProblemError) as caught:
        load_layout("classic", search)
    [problem] = caught.value.problems
    assert (problem.message, problem.hint) == (message, hint)
    assert problem.location.line == 2


def test_a_count_has_the_form_that_the_language_has(write_layouts: Write) -> None:
    template = "{{ ngettext('{count} word', '{count} words', lesson.a) }}"
    layout = load_layout("classic", write_layouts({"own/classic/handout.xml": template}))
    counted = [rendered(layout, SimpleNamespace(language="en", a=count)) for count in (1, 2)]
    assert counted == ["1 word", "2 words"]


# --- problems ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("<p>\n{% if %}</p>", 2, "The template cannot be read: Expected an expression"),
        ("\n\n{% for a in b %}", 3, "The template cannot be read: Unexpected end of template"),
        ("\n{{ lesson.titel }}", 2, "asks for something that isn't there"),
        ("\n{{ lesson.a.nmae }}", 2, "asks for something that isn't there"),
        ("\n\n{{ 1 / 0 }}", 3, "The template fails: ZeroDivisionError"),
        ("\n{{ lesson.title | shout }}", 2, "No filter named 'shout'"),
        ('\n{% include "none.xml" %}', 2, "There is no template `none.xml`"),
        ('\n{{ "".__class__.__mro__ }}', 2, "The template does what it must not"),
        ("\n{{ _.__init__ }}", 2, "The template does what it must not"),
        ("\n{% for a in range(9999999) %}{% endfor %}", 2, "The template asks for too much"),
    ],
)
def test_a_templates_slip_names_its_file_and_line(
    write_layouts: Write, template: str, line: int, message: str
) -> None:
    search = write_layouts({"own/classic/handout.xml": template})
    (problem,) = problems(lambda: load_layout("classic", search).render("handout", LESSON))
    assert f"own/classic/handout.xml:{line}: " in problem
    assert message in problem


def test_a_slip_in_a_piece_names_the_piece(write_layouts: Write) -> None:
    search = write_layouts(
        {
            "own/classic/handout.xml": '\n{% import "_m.xml" as m %}{{ m.a(lesson) }}',
            "own/base/_m.xml": "{% macro a(lesson) %}\n{{ lesson.nothing }}{% endmacro %}",
        }
    )
    (problem,) = problems(lambda: load_layout("classic", search).render("handout", LESSON))
    assert "own/base/_m.xml:2: " in problem


def test_a_document_without_a_template_is_a_problem(write_layouts: Write) -> None:
    layout = load_layout("classic", write_layouts({}))
    (problem,) = problems(lambda: layout.render("poster", LESSON))
    assert problem.endswith(
        "There is no template `poster.xml` in the layouts `classic` and `base`."
    )


def test_wrong_markup_names_the_templates_line(write_layouts: Write) -> None:
    search = write_layouts(
        {
            "own/classic/handout.xml": WRAP.format(
                '\n{% for n in range(3) %}\n<p clas="x">{{ n }}</p>\n{% endfor %}'
                '{% include "_piece.xml" %}'
            ),
            "built-in/base/_piece.xml": "\n\n<b>x</b>",
        }
    )
    layout = load_layout("classic", search)
    first, second = problems(lambda: layout.compose("handout", LESSON))
    assert first.endswith("own/classic/handout.xml:3: `<p>` has no attribute `clas`.")
    assert second.endswith("built-in/base/_piece.xml:3: There is no element `<b>`.")


def test_right_markup_becomes_the_teachers_document(write_layouts: Write) -> None:
    document = load_layout("classic", write_layouts({})).compose("handout", LESSON)
    assert document.kind == "handout"
    assert document.title == LESSON.title
    assert [block.id for block in document.blocks] == ["heading1", "p1"]


def test_an_edited_template_is_read_again(write_layouts: Write) -> None:
    search = write_layouts({"own/classic/handout.xml": "one"})
    layout = load_layout("classic", search)
    assert rendered(layout) == "one"
    path = search[0] / "classic" / "handout.xml"
    path.write_text("another")
    assert rendered(layout) == "another"
