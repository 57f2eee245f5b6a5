"""What people write inside a line of Markdown is printed as they mean it, or told with its place.

In events and wherever texts stand in specs, in PDF and DOCX alike.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lessonpress.content.event import read_event
from lessonpress.content.lesson import read_lesson
from lessonpress.markdown_prose import parse_prose
from lessonpress.problems import Problem, ProblemError
from lessonpress.richtext import RichText
from tests.conformance import broken_rules
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import print_lessons, spec, write_workspace
from tests.end_to_end.test_same_text import differences, words

HEAD = "# A title\n\nA summary.\n\n- One fact.\n\n## What happened?\n\n"


class Printed:
    """What an event in Markdown and a lesson come to on paper."""

    def __init__(self, root: Path, event: str, **lesson: Any) -> None:
        lesson = {
            "event": "e",
            "activities": [{"activity": "discussion", "questions": [{"ask": "Why?"}]}],
        } | lesson
        files: dict[str, str | bytes] = {
            "lessons/events/e.md": event,
            "lessons/l.yaml": spec(lesson),
        }
        write_workspace(root, files)
        [report] = print_lessons(root)
        self.problems = report.problems
        self.errors = [problem for problem in report.problems if problem.is_error]
        self.folder = root / "output"
        self._made = {f"{made.document}.{made.format}": made.path for made in report.made}

    def pdf(self, document: str = "handout") -> OpenedPdf:
        return OpenedPdf(self._made[f"{document}.pdf"])

    def docx(self, document: str = "handout") -> OpenedDocx:
        return OpenedDocx(self._made[f"{document}.docx"])

    def pdf_lines(self, document: str = "handout") -> list[str]:
        texts = "\n".join(self.pdf(document).page_texts())
        return [line.strip() for line in texts.splitlines()]

    def docx_lines(self, document: str = "handout") -> list[str]:
        return [line.strip() for line in self.docx(document).body_text().splitlines()]

    def expect_clean(self) -> None:
        assert not self.errors, "\n".join(map(str, self.errors))
        assert differences(self.folder) == {}
        for path in self.folder.rglob("*.pdf"):
            assert broken_rules(path) == []


# --- line breaks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["  ", "     ", "\\"])
def test_two_spaces_or_a_backslash_at_a_lines_end_begin_a_new_line(
    end: str, tmp_path: Path
) -> None:
    address = f"Jan Nový{end}\nLong Street 5{end}\n110 00 Praha"
    quoted = "\n".join(f"> {line}" for line in f"Roses are red{end}\nviolets *too*".splitlines())
    item = f"- One item{end}\n  on two lines\n- another"
    question = {
        "ask": f"First line{end}\nsecond line",
        "answer": "Because.",
        "evidence": "violets too",
    }
    printed = Printed(
        tmp_path,
        f"{HEAD}{address}\n\n{quoted}\n\n{item}\n",
        activities=[
            {"activity": "short-answer", "questions": [question]},
            {"activity": "cloze", "text": f"A [word]{end}\nand *another* line\n"},
        ],
    )
    printed.expect_clean()
    for lines in (printed.pdf_lines(), printed.docx_lines()):
        together = "\n".join(lines)
        assert "Jan Nový\nLong Street 5\n110 00 Praha" in together
        assert "Roses are red\nviolets too" in together
        assert "One item\non two lines" in together
    for lines in (printed.pdf_lines("worksheet"), printed.docx_lines("worksheet")):
        assert "second line" in lines
        assert "and another line" in lines


def test_a_quote_is_found_across_a_line_break(tmp_path: Path) -> None:
    printed = Printed(
        tmp_path,
        f"{HEAD}> Roses are red,  \n> violets are blue.\n",
        activities=[
            {
                "activity": "short-answer",
                "questions": [
                    {"ask": "Why?", "answer": "So.", "evidence": "red, violets are"},
                ],
            }
        ],
    )
    printed.expect_clean()
    assert "“red, violets are”" in " ".join(words(printed.pdf("answer-key").tagged_text()))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("one \ntwo", "one two"),  # one space: the line goes on
        ("one\\\\\ntwo", "one\\ two"),  # a backslash that is one
        ("one\\", "one\\"),
        ("one  \n", "one"),
        ("  \none", "one"),
    ],
)
def test_a_line_goes_on_where_no_break_is_asked_for(text: str, plain: str) -> None:
    assert RichText.from_markdown(text).plain == plain
    assert "\n" not in "".join(span.text for span in RichText.from_markdown(text).spans)


def test_text_is_read_alike_in_a_spec_and_in_an_event() -> None:
    text = "One *line*  \n   and\\\n\\\n**the** next"
    [block] = parse_prose(text)
    assert block.text == RichText.from_markdown(text)
    assert block.plain == "One line and the next"


# --- superscript and subscript -------------------------------------------------------------------


def small(text: str) -> list[tuple[str, str]]:
    """The stretches above and below the line, as `^` or `~` and their words."""
    signs = {"superscript": "^", "subscript": "~"}
    spans = RichText.from_markdown(text).spans
    return [(signs[span.script], span.text) for span in spans if span.script]


@pytest.mark.parametrize(
    ("text", "expected", "plain"),
    [
        ("H~2~O", [("~", "2")], "H2O"),
        ("10^6^ and 10^-3^", [("^", "6"), ("^", "-3")], "106 and 10-3"),
        ("**x^2^**", [("^", "2")], "x2"),
        ("x^*n*^", [("^", "n")], "xn"),
        ("[CO~2~](https://example.org)", [("~", "2")], "CO2"),
        (r"P~a\ cat~", [("~", "a cat")], "Pa cat"),
        ("SO~4~^2-^", [("~", "4"), ("^", "2-")], "SO42-"),
        ("the 19^th^ century, M^me^ Curie", [("^", "th"), ("^", "me")], "the 19th century, Mme Curie"),
    ],
)  # fmt: skip
def test_what_is_written_above_or_below_the_line(
    text: str, expected: list[tuple[str, str]], plain: str
) -> None:
    assert small(text) == expected
    assert RichText.from_markdown(text).plain == plain


@pytest.mark.parametrize(
    "text",
    [
        "~50 people, or ~60",
        "3^x and 4^y",
        "~~ and ^^",
        "~~struck~~",
        "a~b c~d",
        "x^ 2^",
        "~",
        "^",
        r"H\~2\~O"
    ],
)  # fmt: skip
def test_a_tilde_or_caret_alone_is_text(text: str) -> None:
    assert small(text) == []
    assert RichText.from_markdown(text).plain == text.replace("\\", "")


def test_small_letters_are_printed_small_and_read_in_place(tmp_path: Path) -> None:
    printed = Printed(
        tmp_path,
        f"{HEAD}Water is H~2~O, and there are 10^6^ words.\n",
        objectives=["Know H~2~O"],
        vocabulary=[{"term": "CO~2~", "definition": "A gas, 10^3^ times"}],
        activities=[
            {
                "activity": "multiple-choice",
                "questions": [
                    {"ask": "What is H~2~O?", "choices": ["m^2^", "water"], "answer": "water"}
                ],
            },
            {"activity": "true-false", "statements": [{"say": "5 m^3^", "answer": True}]},
            {"activity": "cloze", "text": "In [H~2~O] are 10^9^ [drops]."},
            {
                "activity": "short-answer",
                "questions": [
                    {"ask": "Why?", "answer": "CO~2~", "evidence": "H2O, and there are 106 words"},
                ],
            },
        ],
    )
    printed.expect_clean()
    for document, expected in {
        "handout": ["H2O", "106", "CO2", "103"],
        "worksheet": ["H2O", "m2", "m3", "109"],
    }.items():
        tagged = printed.pdf(document).tagged_text()
        painted = " ".join(printed.pdf(document).page_texts())
        for word in expected:
            assert word in tagged
            assert word in painted
    raised = [
        run.findtext(f"{W}t")
        for run in printed.docx().xml("word/document.xml").iter(f"{W}r")
        if (align := run.find(f"{W}rPr/{W}vertAlign")) is not None
        and align.get(f"{W}val") == "superscript"
    ]
    assert raised == ["6", "3"]
    sizes = {size for size, text in drawn(printed.pdf()) if text in ("2", "6")}
    assert sizes
    assert max(sizes) < 9 < min(size for size, text in drawn(printed.pdf()) if "Water" in text)


def drawn(pdf: OpenedPdf) -> list[tuple[float, str]]:
    """Each piece of text with the size of its type."""
    found: list[tuple[float, str]] = []

    def visit(text: str, _: Any, __: Any, ___: Any, size: float) -> None:
        found.extend((size, piece) for piece in [text.strip()] if piece)

    for page in pdf.reader.pages:
        page.extract_text(visitor_text=visit)
    return found


# --- other languages -----------------------------------------------------------------------------


def test_a_phrase_in_another_language_is_tagged_and_hyphenated_in_it(tmp_path: Path) -> None:
    german = "Bundesverfassungsgerichtsentscheidungen " * 6
    printed = Printed(
        tmp_path,
        f"{HEAD}They said [Wir sind *das* Volk, {german}]{{lang=de}} and left.\n\n"
        "> [Liberté](https://example.org){lang=fr}\n",
        activities=[
            {
                "activity": "short-answer",
                "questions": [{"ask": 'What is [svoboda]{lang="cs"}?', "answer": "Freedom"}],
            },
            {"activity": "cloze", "text": "They said [wir sind das [Volk]]{lang=de} and [left]."},
        ],
    )
    printed.expect_clean()
    languages = {one.language: one for one in printed.pdf().tree.walk() if one.language}
    assert {"de", "fr"} <= set(languages)
    assert printed.docx().languages() >= {"de-DE", "fr-FR"}
    assert "\u00ad" in printed.pdf().tagged_text()
    assert printed.docx("worksheet").languages() >= {"cs-CZ", "de-DE"}
    assert {"cs", "de"} <= {one.language for one in printed.pdf("worksheet").tree.walk()}
    key = printed.pdf("answer-key").tagged_text()
    assert "Volk" in key
    assert "{lang" not in key


# --- pictures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("my map.png", "my map.png"),
        ("<my map.png>", "my map.png"),
        ("my%20map.png", "my map.png"),
        ("old maps/the map (1).png", "old maps/the map (1).png"),
        ('my map.png "What it shows"', "my map.png"),
        ("map.png", "map.png"),
    ],
)
@pytest.mark.parametrize(("width", "share"), [("", None), ("{width=40%}", 0.4), ('{ width="7.5%" }', 0.075)])  # fmt: skip
def test_a_picture_may_have_spaces_in_its_name_and_a_width(
    source: str, file: str, width: str, share: float | None
) -> None:
    [block] = parse_prose(f"![A map]({source}){width}")
    assert block.picture is not None
    assert (block.picture.source, block.picture.share) == (file, share)
    assert block.picture.alternative == "A map"


def test_a_pictures_width_is_a_share_of_the_text(tmp_path: Path) -> None:
    data = io.BytesIO()
    Image.new("RGB", (900, 300), "#88a").save(data, "PNG")
    write_workspace(tmp_path, {"lessons/events/my map.png": data.getvalue()})
    head = HEAD.replace("## What", "![Another](my map.png){width=20%}\n\n## What")
    printed = Printed(tmp_path, f"{head}![A map](my map.png){{width=40%}}\n")
    printed.expect_clean()
    content = printed.pdf().reader.pages[0].get_contents().get_data().decode("latin-1")
    widths = [
        float(one) for one in re.findall(r"([\d.]+) 0 0 [\d.]+ [\d.]+ [\d.]+ cm\s*/\S+ Do", content)
    ]
    assert widths[1] == pytest.approx(2 * widths[0], rel=0.01)
    extents = [
        int(one.get("cx"))
        for one in printed.docx().xml("word/document.xml").iter()
        if str(one.tag).endswith("}extent")
    ]
    assert extents[1] == pytest.approx(2 * extents[0], rel=0.01)


# --- footnotes -----------------------------------------------------------------------------------

NOTED = f"""{HEAD.replace("A summary.", "A summary.[^a]")}One word[^long] and^[An *inline* note.] more.[^a]

> A quotation[^q]

[^a]: The first, with 10^3^.
[^long]: A long one that
goes on.

    In two paragraphs.

Between.

[^q]: From a *book*.
"""


def test_footnotes_are_numbered_gathered_and_linked_both_ways(tmp_path: Path) -> None:
    printed = Printed(tmp_path, NOTED)
    printed.expect_clean()
    text = " ".join(words(printed.pdf().tagged_text()))
    assert "A summary.1" in text
    assert "One word2 and3 more.1" in text
    assert "Between. Notes" in text
    notes = text[text.index("Notes") :]
    order = ["The first, with 103. ↑", "A long one that goes on. In two paragraphs. ↑",
             "An inline note. ↑", "From a book. ↑"]  # fmt: skip
    places = [notes.index(one) for one in order]
    assert places == sorted(places)
    links = [one for one in printed.pdf().tree.walk() if one.kind == "Link"]
    assert len(links) == 5 + 4
    body = printed.docx().xml("word/document.xml")
    targets = [one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")]
    marks = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    assert [one for one in targets if one.startswith("note_")] == [
        *("note_1", "note_2", "note_3", "note_1", "note_4")
    ]
    assert set(targets) <= marks


def test_footnotes_stand_in_no_quote_and_on_no_sheet_without_them(tmp_path: Path) -> None:
    event = NOTED.replace("- One fact.", "- One fact[^a] more.")
    questions = [{"ask": "Why?", "answer": "So.", "evidence": "One word and more."}]
    printed = Printed(
        tmp_path,
        event,
        activities=[
            {"activity": "cloze", "key_facts": [{"fact": 1, "blank": "fact more"}]},
            {"activity": "short-answer", "questions": questions},
        ],
    )
    printed.expect_clean()
    assert "Notes" not in printed.pdf("worksheet").tagged_text()
    assert "note_" not in printed.docx("worksheet").body_text()


def test_a_packet_has_the_notes_of_each_lesson(tmp_path: Path) -> None:
    lesson = spec(
        {"event": "e", "activities": [{"activity": "discussion", "questions": [{"ask": "Why?"}]}]}
    )
    files: dict[str, str | bytes] = {"lessons/events/e.md": NOTED}
    files |= {"lessons/a.yaml": lesson, "lessons/b.yaml": lesson}
    files["lessons/units/u.yaml"] = spec({"title": "A unit", "lessons": ["a", "b"]})
    write_workspace(tmp_path, files)
    for report in print_lessons(tmp_path):
        assert not [problem for problem in report.problems if problem.is_error]
    [packet] = (tmp_path / "output").rglob("*student-packet.pdf")
    assert broken_rules(packet) == []
    assert OpenedPdf(packet).tagged_text().count("An inline note.") == 2


# --- what isn't read -----------------------------------------------------------------------------


def told(text: str) -> list[Problem]:
    """What is said of an event with this text below its heading, whose first line is the ninth."""
    try:
        return list(read_event(Path("e.md"), f"{HEAD}{text}\n").doubts)
    except ProblemError as error:
        return list(error.problems)


def place(problem: Problem) -> tuple[int | None, int | None]:
    return problem.location.line, problem.location.column


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("Some `code` here.", 9, 6, "code"),
        ("One\n\n```\nx = 1\n\ny = 2\n```", 11, 1, "block of code"),
        ("~~~\nx\n~~~", 9, 1, "block of code"),
        ("It was <b>bold</b>.", 9, 8, "`<b>` is HTML"),
        ("A line<br>\nand <br/> more", 9, 7, "`<br>` is HTML"),
        ("> quoted\n> and <span style='x'>styled</span>", 10, 7, "HTML"),
        ("The formula $E = mc^2$ is known.", 9, 13, "formula"),
        ("$$\\frac{1}{2}$$", 9, 1, "formula"),
        ("Then \\(a^2\\) it is.", 9, 6, "formula"),
        ("It is \\frac{1}{2}.", 9, 7, "formula"),
        ("Not ~~this~~ one.", 9, 5, "struck through"),
        ("Not ==this== one.", 9, 5, "highlighted"),
        ("Not ++this++ one.", 9, 5, "underlined"),
        ("- [ ] open\n- [x] done", 9, 3, "task list"),
        ("See [it][x].\n\n[x]: https://example.org", 11, 1, "Addresses of links"),
        ("A smile :smile: here", 9, 9, "emoji"),
        ("### Below {#here}", 9, 11, "Attributes"),
        ("*Wir*{lang=de}", 9, 6, "Attributes"),
        ("[Wir]{lang de}", 9, 6, "Attributes"),
        ("::: note\nText\n:::", 9, 1, "a box"),
        ("Word\n:   what it means", 10, 1, "definitions"),
        ("- one\n  and `two`\n\n  > in it `three`", 10, 7, "code"),
    ],
)
def test_what_isnt_read_is_told_at_its_place(text: str, line: int, column: int, said: str) -> None:
    first = told(text)[0]
    assert said in first.message
    assert place(first) == (line, column)
    assert first.hint
    assert (first.severity, first.code) == ("warning", "markup-as-text")


PROSE = [
    "It cost $5 and $6, or US$5 and A$6; $5-$10, $20 and 30$.",
    "Where a < b and b > c, x <y and z> w; <3.",
    "The file a_b_c and _this_ one, 2 * 3 * 4.",
    "You don`t, and we can`t, and `Twas so, and `tis.",
    "The `Velvet' Revolution and the `Prague Spring' were ``sudden'' and ``brave''.",
    "The ratio was 1:2:3 at 10:30:15, he said: well: no.",
    "C++ and D++, a == b == c, ~50 or ~60, 3^x.",
    "He [sic] and [s]he, [Editor]: the letter is lost. Q. [x] it is.",
    "R&D; AT&T; Q&A.",
    "An {aside} in braces, f(x){y}, # of votes, \\*escaped\\*, \\(see below\\).",
    "Write to <a@example.org> or <https://example.org>, said <Karel Čapek>.",
    "Smiles :-) and ;-) and :( too. -- and --- are dashes.",
]


@pytest.mark.parametrize("text", PROSE)
def test_ordinary_prose_is_left_alone(text: str) -> None:
    assert told(text) == []
    assert strays_of(spec({"event": "e", "objectives": [text], "teacher_notes": text})) == []


def strays_of(text: str) -> list[Problem]:
    """The warnings about marks in a spec, or its errors."""
    event = read_event(Path("events/e.md"), f"{HEAD}Text.\n")
    try:
        warnings = read_lesson(Path("l.yaml"), {"e": event}.__getitem__, list, text)[1]
    except ProblemError as error:
        return list(error.problems)
    return [one for one in warnings if one.code in ("markup-as-text", "unknown-language")]


def test_a_spec_is_told_at_the_line_and_column_of_what_stands_in_it() -> None:
    text = """event: e
title: The `code`
objectives: ["Know <b>it</b>", 'And ~~this~~ too']
vocabulary:
  - {term: ==mark==, definition: "A $x^2$ of it"}
teacher_notes: |
  Some *notes*

  - [ ] a task
activities:
  - activity: multiple-choice
    questions:
      - ask: "What was it :smile: like?"
        choices: ["`One`", "# Two"]
        answer: "# Two"
  - activity: cloze
    text: |
      A [word] and
      a footnote[^1] of [it].
  - activity: true-false
    statements:
      - say: >
          A folded text
          with <i>tags</i> in it
        answer: true
"""
    said = [(*place(one), one.message.split(";")[0]) for one in strays_of(text)]
    assert [(line, column) for line, column, _ in said] == [
        *((2, 12), (3, 20), (3, 37), (5, 12), (5, 37), (9, 5), (13, 27)),
        *((14, 20), (14, 29), (15, 18), (19, 17), (24, 16)),
    ]


def test_warnings_can_be_accepted() -> None:
    text = "event: e\nobjectives: [Some `code` here]\n"
    assert len(strays_of(text)) == 1
    assert strays_of(f"{text}accept: [markup-as-text]\n") == []


@pytest.mark.parametrize(
    ("text", "column", "said", "hint"),
    [
        ("[Wir]{lang=german}", 7, "`german` is no language code", "fr, cs or pt-BR"),
        ("[Wir]{lang=de_DE}", 7, "`de_DE` is no language code", "pt-BR"),
        ("[Wir]{lang=cz}", 7, "No language is known by the code `cz`", "`cs`"),
        ("[Wir]{colour=red}", 7, "A phrase has no attribute `colour`", "lang"),
        ("[Wir]{.small}", 7, "A phrase has no attribute `.small`", "lang"),
        ("[Wir](https://a.b){target=x}", 20, "A link has no attribute `target`", "lang"),
        ("![A map](m.png){width=200px}", 17, "`200px` is no width", "width=40%"),
        ("![A map](m.png){width=0%}", 17, "`0%` is no width", "width=40%"),
        ("![A map](m.png){width=140%}", 17, "`140%` is no width", "width=40%"),
        ("![A map](m.png){hight=40%}", 17, "A picture has no attribute `hight`", "width"),
        ("![A map](m.png){40%}", 16, "A picture's attributes can't be read", "width=40%"),
    ],
)
def test_a_wrong_attribute_is_told_at_its_place(
    text: str, column: int, said: str, hint: str
) -> None:
    [problem] = told(text)
    assert said in problem.message
    assert hint in problem.hint
    assert place(problem) == (9, column)
    if not text.startswith("!"):  # a picture can't stand in a spec at all
        [problem] = strays_of(f"event: e\nobjectives: ['{text}']\n")
        assert said in problem.message
        assert place(problem) == (2, column + 14)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("A mark[^1] alone.", 9, 7, "has no text"),
        ("A text.\n\n[^1]: alone", 11, 1, "No mark leads to"),
        ("A mark[^1].\n\n[^1]:\n\nMore.", 11, 1, "has no text"),
        ("Two[^1].\n\n[^1]: texts\n[^1]: for it", 12, 1, "two texts"),
        ("Text[^1].\n\n[^1]: see ![A](a.png)", 11, 11, "can't hold a picture"),
        ("Text^[see ![A](a.png)].", 9, 11, "can't hold a picture"),
        ("Text.\n\n## Heading[^1]\n\nText.\n\n[^1]: note", 11, 11, "heading can't have"),
    ],
)
def test_a_footnote_without_its_text_or_its_mark_is_an_error(
    text: str, line: int, column: int, said: str
) -> None:
    [problem] = told(text)
    assert said in problem.message
    assert (problem.is_error, *place(problem)) == (True, line, column)


def test_comments_are_left_out_of_an_event_and_refused_in_a_spec() -> None:
    text = f"{HEAD}Some <!-- a note\nto myself --> text.\n\n<!-- gone -->\n\nMore.\n"
    event = read_event(Path("e.md"), text)
    assert [block.plain for block in event.sections[0].blocks] == ["Some text.", "More."]
    left_out = [(part.line, part.text) for part in event.reading if part.kind == "left out"]
    assert left_out == [(9, "<!-- a note to myself -->"), (12, "<!-- gone -->")]
    [problem] = strays_of("event: e\nobjectives: [Know <!-- or not --> it]\n")
    assert (problem.code, place(problem)) == ("html-comment", (2, 19))
    [problem] = told("An <!-- unclosed comment.")
    assert (problem.code, place(problem)) == ("html-comment", (9, 4))


def test_named_characters_of_html_are_the_characters() -> None:
    text = RichText.from_markdown("10&nbsp;km &amp; caf&eacute; &#8211; &mdash; AT&T &nothing;")
    assert text.plain == "10\u00a0km & café – — AT&T &nothing;"


@pytest.mark.parametrize(
    "text",
    ["**bold** moves", "[it](https://a.b)", "<b>a tag</b>", "&nbsp;km", "![A](a.png)", "[^1] so"],
)
def test_markdown_in_a_plain_text_is_told(text: str) -> None:
    whole = f"Title\nA summary of some length, so that it is one and no more than that.\nFact one.\nWhat happened?\nIt was {text}, and went on for a while.\n"
    [problem] = read_event(Path("e.txt"), whole).doubts
    assert (problem.code, place(problem)) == ("markup-as-text", (5, 8))


def test_quotes_and_blanks_may_be_copied_with_their_marks(tmp_path: Path) -> None:
    printed = Printed(
        tmp_path,
        f"{HEAD.replace('One fact.', 'One fact of H~2~O.')}It *was* H~2~O[^1] and more.\n\n[^1]: A note.\n",
        activities=[
            {"activity": "cloze", "key_facts": [{"fact": 1, "blank": "H~2~O"}]},
            {
                "activity": "short-answer",
                "questions": [
                    {"ask": "Why?", "answer": "So.", "evidence": "It *was* H~2~O[^1] and"},
                    {"ask": "How?", "answer": "So.", "evidence": "was H2O and more"},
                    {"ask": "Where?", "answer": "So.", "evidence": "A note"},
                ],
            },
        ],
    )
    printed.expect_clean()
    assert "Note 1: “A note”" in printed.pdf("answer-key").tagged_text()


def test_a_unit_is_told_of_its_texts(tmp_path: Path) -> None:
    lesson = spec(
        {"event": "e", "activities": [{"activity": "discussion", "questions": [{"ask": "Why?"}]}]}
    )
    unit = "title: A unit\ndescription: With `code` in it\nlessons: [{lesson: l, pacing: '==Two== days'}]\n"
    write_workspace(
        tmp_path,
        {
            "lessons/events/e.md": f"{HEAD}Text.\n",
            "lessons/l.yaml": lesson,
            "lessons/units/u.yaml": unit,
        },
    )
    problems = [one for report in print_lessons(tmp_path) for one in report.problems]
    found = [place(one) for one in problems if one.code == "markup-as-text"]
    assert found == [(2, 19), (3, 32)]


# --- where only characters can stand -------------------------------------------------------------


def test_titles_keys_and_quotes_say_small_letters_in_characters(tmp_path: Path) -> None:
    event = (
        '---\ntitle: "10^6^ *ways*"\ndate: "19^th^ century"\n---\n\nA summary of 10^9^.\n\n'
        "- A fact of 10^3^ words.\n\n## What is CO~2~?\n\nText.\n"
    )
    question = {"ask": "Why?", "answer": "So.", "evidence": "summary of 109"}
    choices = ["10^3^", "10^6^", "200"]
    printed = Printed(
        tmp_path,
        event,
        activities=[
            {"activity": "cloze", "key_facts": [{"fact": 1, "blank": "10^3^"}]},
            {"activity": "cloze", "text": "There are [10^6^] and [H~2~O], 10^-6^ and [10^-9^]."},
            {"activity": "short-answer", "questions": [question]},
            {
                "activity": "multiple-choice",
                "questions": [{"ask": "How many?", "choices": choices, "answer": "10^6^"}],
            },
        ],
    )
    printed.expect_clean()
    handout = printed.pdf().tagged_text()
    assert "10⁶ ways" in handout
    assert "19th century" in handout
    assert "What is CO₂?" in handout
    assert printed.pdf().reader.metadata.title.startswith("10⁶ ways")  # type: ignore[union-attr]
    key = printed.pdf("answer-key").tagged_text()
    assert "A summary of 10⁹" in key or "summary of 10⁹" in key
    assert "10⁶" in key
    assert "H₂O" in printed.pdf("worksheet").tagged_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10^6^ and x^n^", "10⁶ and xⁿ"),
        ("H~2~SO~4~", "H₂SO₄"),
        ("10^-6^ m", "10^-6 m"),
        ("Na^+^", "Na^+"),
        ("the 19^th^ century, M^me^", "the 19th century, Mme"),
        ("v~max~", "vmax"),
        ("one\\\ntwo", "one two"),
    ],
)
def test_characters_that_fonts_have_say_small_letters(text: str, said: str) -> None:
    assert str(RichText.from_markdown(text)) == said


def test_captions_and_alternatives_take_marks(tmp_path: Path) -> None:
    [block] = parse_prose('![Air with CO~2~](m.png "Air, *with* CO~2~")')
    assert block.picture is not None
    assert block.picture.alternative == "Air with CO₂"
    assert block.picture.caption == RichText.from_markdown("Air, *with* CO~2~")


@pytest.mark.parametrize(
    "text",
    ["~5–~10 people", "~50/~60", "^_^", "https://www.example.org/~me/a/~x", "www.a.cz/~b/~c", "[^a][^b]"],
)  # fmt: skip
def test_signs_that_only_look_like_small_letters_stay(text: str) -> None:
    assert RichText.from_markdown(text).plain == text
    assert small(text) == []


def test_adjoining_footnotes_stay_two(tmp_path: Path) -> None:
    printed = Printed(tmp_path, f"{HEAD}Twice[^a][^B].\n\n[^A]: One.\n[^b]: Two.\n")
    printed.expect_clean()
    assert "Twice1, 2." in printed.pdf().tagged_text()


def test_a_layout_without_notes_is_told_where_their_marks_stand(tmp_path: Path) -> None:
    template = '{% extends "handout.xml" %}\n{% block notes %}{% endblock %}\n'
    write_workspace(tmp_path, {"layouts/classic/handout.xml": template})
    printed = Printed(tmp_path, NOTED)
    assert {problem.code for problem in printed.errors} == {"no-target"}
    assert "parts.notes(event, _)" in printed.errors[0].hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2^3+4^5 it is", "All of `3+4` is printed as a superscript"),
        ("~92~U", "stands behind nothing"),
        (r"one \ two", "A backslash before a space"),
        ('![A map](a.png "Map ==of== it")', "highlighted"),
    ],
)
def test_what_may_be_meant_otherwise_is_told(text: str, said: str) -> None:
    [problem] = told(text)
    assert said in problem.message
