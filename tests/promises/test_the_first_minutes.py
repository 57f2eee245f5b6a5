"""The first minutes: what a newcomer is given works as it stands, in the language that the text is in, and
nothing is taken back or tagged wrongly in silence."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pytest
import yaml
from outloud import check  # type: ignore[import-untyped]

from lessonpress.cli import main
from lessonpress.content.article import event_words
from lessonpress.content.event import read_event
from lessonpress.content.settings import SettingsForm
from lessonpress.content.text_language import guess_language
from lessonpress.validation import validate
from lessonpress.words import languages, words_for
from lessonpress.yamlfile import read_yaml
from tests.conformance import broken_rules
from tests.end_to_end.languages import TEXTS, event
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import LAYOUTS, ROOT, write_workspace
from tests.end_to_end.stress import picture
from tests.end_to_end.test_accessible import docx_checker

SAMPLE = "the-berlin-wall-falls"

#: An event in each of several languages, none of which says its own; a fact of each holds a name or a number.
EVENTS = {
    "ar": "قناة السويس\nفي 17 نوفمبر 1869 افتتح الخديوي إسماعيل قناة السويس في حفل كبير. استمر العمل فيها عشر سنوات.\n"
    "بلغ طول القناة نحو 164 كيلومترًا.\nماذا حدث؟\nبدأ العمال الحفر من مدينة بورسعيد، ثم صارت السفن تبحر من أوروبا إلى"
    " آسيا دون أن تدور حول إفريقيا، ومات في الحفر كثير من الفلاحين.",
    "cs": "Srpen 1968\nV noci na 21. srpna 1968 vstoupila vojska pěti států do Československa. Vládu vedl ing. Oldřich"
    " Černík.\nPři invazi zahynulo do konce roku 137 lidí.\nCo se stalo?\nTanky obsadily např. budovu rozhlasu v Praze."
    " Lidé se jim postavili beze zbraní a strhávali směrovky, aby vojáci nevěděli, kudy mají jet.",
    "de": "Der Mauerbau\nAm 13. August 1961 begann z. B. der Bau der Berliner Mauer. Dr. Adenauer war Kanzler.\n"
    "Mindestens 140 Menschen starben an der Mauer.\nWas geschah?\nIn der Nacht riegelten Soldaten die Grenze ab."
    " Viele Familien wurden getrennt, und niemand wusste, wann sie sich wiedersehen würden.",
    "es": "El primer viaje\nEl 12 de octubre de 1492, el Sr. Colón llegó a una isla. La tripulación llevaba más de dos"
    " meses en el mar.\nEn los barcos viajaban unos 90 hombres.\n¿Qué ocurrió?\nLos marineros vieron tierra por la"
    " noche, y por la mañana bajaron a la playa con las banderas de los reyes.",
    "fr": "La Bastille\nLe 14 juillet 1789, M. de Launay défendait la Bastille. Il ne restait que sept prisonniers.\n"
    "Environ 100 assaillants furent tués.\nQue s’est-il passé ?\nLa foule cherchait de la poudre"
    " et se dirigea vers la forteresse, dont le gouverneur hésita longtemps avant de tirer.",
    "sk": "Povstanie\nDňa 29. augusta 1944 sa začalo povstanie, ktoré viedol gen. Golian. Trvalo dva mesiace.\n"
    "Vojsko malo asi 60000 mužov.\nČo sa stalo?\nNemecké jednotky vstúpili na Slovensko a vojaci im kládli odpor, ale"
    " nemali dosť zbraní a museli ustúpiť do hôr.",
    "pl": "Powstanie\nPowstanie wybuchło 1 sierpnia 1944 roku o godz. 17. Żołnierze walczyli przez 63 dni.\nZginęło około"
    " 150000 osób.\nCo się stało?\nMieszkańcy budowali barykady i nie chcieli się poddać, lecz wkrótce zabrakło im"
    " wody, chleba i leków, a miasto zostało zniszczone.",
    "uk": TEXTS["uk"].title,
    "el": TEXTS["el"].title,
}
EVENTS |= {
    language: "\n".join([text.title, text.summary, text.fact, text.heading, text.paragraph])
    for language, text in TEXTS.items()
    if language in ("uk", "el")
}
SPOKEN = {
    "ar": "Arabic", "cs": "Czech", "de": "German", "es": "Spanish", "fr": "French", "sk": "Slovak", "pl": "Polish",
    "uk": "Ukrainian", "el": "Greek",
}  # fmt: skip


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def makelesson(*arguments: str, cwd: Path) -> Done:
    """What the command does, in this process: an interpreter for each takes a second."""
    out, err = StringIO(), StringIO()
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
    return Done(status, out.getvalue(), err.getvalue())


def lend_letters(root: Path, language: str) -> None:
    """A layout with the letters that the fonts that come along lack, for all of the workspace."""
    if language == "ar":
        fonts = "extends: classic\nfonts: {fallbacks: [Alegreya Sans, Spectral, Amiri]}\n"
        settings = "defaults: {layout: lettered}\n"
        files = {"layouts/lettered/layout.yaml": fonts, "makelesson.yaml": settings}
        write_workspace(root, files)


def started(tmp_path: Path, text: str, name: str = "one") -> dict[str, Any]:
    """The spec that `new lesson` writes for an event."""
    write_workspace(tmp_path, {f"lessons/events/{name}.txt": text})
    done = makelesson("new", "lesson", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    spec: dict[str, Any] = yaml.safe_load(
        (tmp_path / "lessons" / f"{name}.yaml").read_text("utf-8")
    )
    return spec


# --- a new lesson --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "opening", "blank"),
    [
        ("ar", "في 17 نوفمبر 1869 افتتح الخديوي إسماعيل قناة السويس في حفل كبير.", "164"),
        ("cs", "V noci na 21. srpna 1968 vstoupila vojska pěti států do Československa.", "137"),
        ("de", "Am 13. August 1961 begann z. B. der Bau der Berliner Mauer.", "140"),
        ("es", "El 12 de octubre de 1492, el Sr. Colón llegó a una isla.", "90"),
        ("fr", "Le 14 juillet 1789, M. de Launay défendait la Bastille.", "100"),
        ("sk", "Dňa 29. augusta 1944 sa začalo povstanie, ktoré viedol gen. Golian.", "60000"),
        ("uk", "Її щоденник, знайдений на горищі, розповідає про життя міста.", "зберігся"),
    ],
)
def test_a_new_lesson_is_in_its_events_language(
    tmp_path: Path, language: str, opening: str, blank: str
) -> None:
    lend_letters(tmp_path, language)
    spec = started(tmp_path, EVENTS[language])
    assert spec["language"] == language
    said = words_for(language)
    assert spec["essential_question"] == said("Why does this matter to us today?")
    cloze, *_, short, talk = spec["activities"]
    assert cloze["key_facts"] == [{"fact": 1, "blank": blank, "todo": True}]
    [question] = short["questions"]
    assert question["ask"] == said("What happened? Tell it in your own words.")
    assert question["answer"] == question["evidence"] == opening
    assert talk["questions"][0]["look_for"][1] == said("a quote from the text that fits it")
    english = words_for("en")
    asked = "What happened? Tell it in your own words."
    assert said(asked) != english(asked)
    built = makelesson("build", cwd=tmp_path)
    assert (built.returncode, built.stderr) == (0, "")


def test_every_language_with_a_catalog_has_a_first_lesson_here() -> None:
    assert set(languages()) - {"en"} <= set(EVENTS)


def test_a_language_without_a_catalog_is_said_in_the_spec(tmp_path: Path) -> None:
    spec = started(tmp_path, EVENTS["el"])
    assert spec["language"] == "el"
    text = (tmp_path / "lessons" / "one.yaml").read_text("utf-8")
    assert "The program has no words in Greek: write the questions below in it yourself." in text


def test_an_english_lesson_says_no_language(tmp_path: Path) -> None:
    text = "The Titanic\nAt 11:40 p.m. on 14 April 1912, Capt. E. J. Smith's ship hit an iceberg. She sank.\n"
    text += "About 1,500 people died.\nThe ship carried lifeboats for about half of those aboard.\n"
    text += "What Happened?\nThe lookouts saw the iceberg too late, and the ice tore open her side."
    spec = started(tmp_path, text)
    assert "language" not in spec
    cloze, *_, short, _ = spec["activities"]
    assert [one["blank"] for one in cloze["key_facts"]] == ["1,500", "lifeboats"]
    opening = "At 11:40 p.m. on 14 April 1912, Capt. E. J. Smith's ship hit an iceberg."
    assert short["questions"][0]["evidence"] == opening


# --- a language that nobody said -----------------------------------------------------------------


@pytest.mark.parametrize("language", EVENTS)
def test_a_text_without_a_language_is_tagged_as_what_it_reads_like_and_told(
    tmp_path: Path, language: str
) -> None:
    lend_letters(tmp_path, language)
    lesson = "event: one\ngrade: 1\ndocuments: handout\n"
    write_workspace(
        tmp_path, {"lessons/events/one.txt": EVENTS[language], "lessons/one.yaml": lesson}
    )
    built = makelesson("build", cwd=tmp_path)
    name = SPOKEN[language]
    told = f"lessons/one.yaml:1:8: warning: The text reads like {name}; it is printed and tagged as {name}."
    assert told in built.stderr
    folder = tmp_path / "output" / "one"
    assert OpenedPdf(folder / "one-handout.pdf").language == language
    assert OpenedDocx(folder / "one-handout.docx").language.partition("-")[0] == language
    checked = makelesson("check", cwd=tmp_path).stderr
    assert told in checked
    assert "reads like grade" not in checked  # the formula is for English
    # The line that the hint names ends it, and changes no byte of the paper.
    before = (folder / "one-handout.pdf").read_bytes()
    [line] = re.findall(r"Write `(language: \w+)` into the lesson", built.stderr)
    (tmp_path / "lessons" / "one.yaml").write_text(f"{lesson}{line}\n", "utf-8")
    again = makelesson("build", cwd=tmp_path)
    assert "reads like" not in again.stderr
    assert (folder / "one-handout.pdf").read_bytes() == before


@pytest.mark.parametrize("said", ["language: en\n", "accept: [guessed-language]\n"])
def test_who_says_it_or_has_heard_it_is_not_told(tmp_path: Path, said: str) -> None:
    files = {"lessons/events/one.txt": EVENTS["cs"], "lessons/one.yaml": f"event: one\n{said}"}
    checked = makelesson("check", cwd=write_workspace(tmp_path, files)).stderr
    assert "reads like Czech" not in checked
    assert "reads like grade" not in checked


def test_a_language_of_the_events_own_is_taken(tmp_path: Path) -> None:
    text = event(TEXTS["cs"])
    files = {
        "lessons/events/one.md": f"---\nlanguage: sk\n---\n{text}",
        "lessons/one.yaml": "event: one\n",
    }
    built = makelesson("build", cwd=write_workspace(tmp_path, files))
    assert "reads like" not in built.stderr
    assert OpenedPdf(tmp_path / "output" / "one" / "one-handout.pdf").language == "sk"


def test_a_text_that_is_like_no_known_one_is_told_too(tmp_path: Path) -> None:
    text = (
        "Lýðveldi\nHinn 17. júní 1944 var lýst yfir stofnun lýðveldis á Þingvöllum og fjöldi fólks kom þangað þrátt"
        " fyrir mikla rigningu. Ísland hafði þá verið undir Danakonungi í margar aldir og skilnaðurinn var samþykktur."
    )
    files = {"lessons/events/one.txt": text, "lessons/one.yaml": "event: one\n"}
    checked = makelesson("check", cwd=write_workspace(tmp_path, files)).stderr
    assert "The text doesn't read like English, and is printed and tagged as English." in checked


SAMPLES = [
    *sorted(path for path in (ROOT / "lessons" / "events").iterdir() if path.is_file()),
    *sorted((ROOT / "lessonpress" / "starter").glob("*.txt")),
]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_sample_event_is_taken_for_another_language(path: Path) -> None:
    whole = read_event(path)
    texts = [event_words(whole), *(one.plain for one in (*whole.summary, *whole.key_facts))]
    texts += [block.plain for section in whole.sections for block in section.blocks]
    told = {guess_language(text) for text in texts}
    # What is too short to tell is told as English.
    assert told - {"en"} == {whole.language or "en"} - {"en"}


@pytest.mark.parametrize(
    "text",
    [
        "Apollo 11\nMoon. Armstrong. Aldrin. Collins.\nSaturn V, Cape Kennedy, Florida, July 1969; Houston, Texas.",
        "1066. Harold, Godwinson; William, Duke of Normandy. Hastings. Stamford Bridge. Edward the Confessor. Tostig.",
        "Run, Jack, run! Jump, Jill, jump! Hop, skip, sing, clap, stamp, shout, laugh, cry, sit, stand, sleep, wake.",
        "Anschluss\nIn March 1938, Wehrmacht units crossed into Österreich; Kanzler Schuschnigg resigned the same day.",
        "Café society: Zoë Brontë met naïve Señor Muñoz at the Champs-Élysées.",
        "When in the Course of human events, it becomes necessary for one people to dissolve the political bands.",
        "",
        "1 2 3",
    ],
)
def test_no_odd_english_text_is_taken_for_another_language(text: str) -> None:
    assert guess_language(text) == "en"
    assert guess_language(f"{text}\n" * 5) == "en"


# --- wishes of the command line ------------------------------------------------------------------


@pytest.fixture
def school(tmp_path: Path) -> Path:
    assert makelesson("new", "workspace", "school", cwd=tmp_path).returncode == 0
    return tmp_path / "school"


def paper(school: Path, document: str = "handout") -> list[float]:
    reader = pypdf.PdfReader(school / "output" / SAMPLE / f"{SAMPLE}-{document}.pdf")
    return [round(float(side)) for side in reader.pages[0].mediabox[2:]]


LETTER, A4 = [612, 792], [595, 842]


def test_paper_that_was_asked_for_once_is_not_taken_back_in_silence(school: Path) -> None:
    first = makelesson("build", "--paper", "letter", cwd=school)
    once = "Printed on Letter this once. To keep it: `paper: Letter` under `defaults:` in makelesson.yaml."
    assert once in first.stdout
    assert paper(school) == LETTER
    then = makelesson("build", "--quiet", cwd=school)
    assert paper(school) == A4
    assert then.stderr == (
        "Printed on A4 again, where the command line last asked for Letter. To keep Letter: `paper: Letter` under"
        " `defaults:` in makelesson.yaml.\n"
    )
    assert makelesson("build", cwd=school).stderr == ""  # once is enough


def test_the_line_of_the_hint_keeps_it(school: Path) -> None:
    makelesson("build", "--paper", "Letter", cwd=school)
    settings = school / "makelesson.yaml"
    text = settings.read_text("utf-8").replace("# defaults:", "defaults:")
    settings.write_text(text.replace("#   paper: Letter", "  paper: Letter"), "utf-8")
    then = makelesson("build", cwd=school)
    assert (paper(school), then.stderr) == (LETTER, "")
    assert "this once" not in makelesson("build", "--force", "--paper", "Letter", cwd=school).stdout


@pytest.mark.parametrize("edit", ["minutes: 44", "minutes: 45"])
def test_it_is_told_also_where_the_lesson_changed_meanwhile(school: Path, edit: str) -> None:
    makelesson("build", "--layout", "modern", cwd=school)
    spec = school / "lessons" / f"{SAMPLE}.yaml"
    spec.write_text(spec.read_text("utf-8").replace("minutes: 45", edit, 1), "utf-8")
    told = makelesson("build", cwd=school).stderr
    assert (
        "Printed with the layout classic again, where the command line last asked for modern."
        in told
    )


def test_a_lesson_that_has_its_own_paper_is_named_as_the_place(school: Path) -> None:
    spec = school / "lessons" / f"{SAMPLE}.yaml"
    spec.write_text(spec.read_text("utf-8") + "paper: A5\n", "utf-8")
    told = makelesson("build", "--paper", "Letter", cwd=school).stdout
    assert "To keep it: `paper: Letter` in the lesson." in told


@pytest.mark.parametrize(
    "wish",
    [("--paper", "A4"), ("--layout", "classic"), ("--format", "pdf"), ("--document", "handout")],
)
def test_a_wish_that_changes_nothing_or_takes_nothing_away_is_not_told(
    school: Path, wish: tuple[str, str]
) -> None:
    first = makelesson("build", *wish, cwd=school)
    assert "this once" not in first.stdout
    assert makelesson("build", cwd=school).stderr == ""


def test_a_letterhead_that_was_named_once_is_told_of(school: Path) -> None:
    makelesson("build", "--format", "docx", cwd=school)
    head = school / "head.docx"
    head.write_bytes((school / "output" / SAMPLE / f"{SAMPLE}-handout.docx").read_bytes())
    first = makelesson("build", "--letterhead", "head.docx", "--format", "docx", cwd=school)
    assert (
        "Printed on the letterhead head.docx this once. To keep it: `letterhead: head.docx` in"
        in first.stdout
    )
    then = makelesson("build", "--format", "docx", cwd=school)
    assert (
        "Printed without a letterhead again, where the command line last asked for head.docx."
        in then.stderr
    )


def test_a_class_set_on_other_paper_says_so(school: Path) -> None:
    (school / "class.csv").write_text("name\nAmina\n", "utf-8")
    words = ("class-set", SAMPLE, "--roster", "class.csv")
    assert "Printed on A5 this once." in makelesson(*words, "--paper", "A5", cwd=school).stdout
    assert "this once" not in makelesson(*words, cwd=school).stdout


def test_machines_are_told_as_well(school: Path) -> None:
    def done(*words: str) -> list[dict[str, Any]]:
        said = makelesson("build", "--json", *words, cwd=school).stdout.splitlines()
        asked: list[dict[str, Any]] = json.loads(said[-1])["asked_once"]
        return asked

    assert done("--paper", "Letter") == [
        {"key": "paper", "value": "Letter", "instead": "A4", "own": False, "over": False}
    ]
    assert [one["over"] for one in done()] == [True]
    assert done() == []


# --- settings, and whose it is -------------------------------------------------------------------


def test_a_new_workspace_has_every_setting_as_a_comment_that_holds(tmp_path: Path) -> None:
    makelesson("new", "workspace", ".", cwd=tmp_path)
    path = tmp_path / "makelesson.yaml"
    text = path.read_text("utf-8")
    assert not [line for line in text.splitlines() if line and not line.startswith("#")]
    whole = re.sub(r"^# (?=\w+:( |$)|  \w+: )", "", text, flags=re.M)
    form = validate(SettingsForm, read_yaml(path, whole))
    assert form.model_fields_set == set(SettingsForm.model_fields)
    assert form.defaults.model_fields_set == set(type(form.defaults).model_fields)


def test_settings_that_are_there_stay(tmp_path: Path) -> None:
    (tmp_path / "makelesson.yaml").write_text("school: Ours\n", "utf-8")
    assert makelesson("new", "workspace", ".", cwd=tmp_path).returncode == 0
    assert (tmp_path / "makelesson.yaml").read_text("utf-8") == "school: Ours\n"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_name_and_logo_stand_at_the_head_of_every_document(school: Path, layout: str) -> None:
    (school / "logo.png").write_bytes(picture(60, 60))
    (school / "makelesson.yaml").write_text(
        f"school: Příliš velká škola\nlogo: logo.png\ndefaults: {{layout: {layout}}}\n", "utf-8"
    )
    built = makelesson("build", cwd=school)
    assert (built.returncode, built.stderr) == (0, "")
    for document in ("handout", "worksheet", "answer-key"):
        stem = school / "output" / SAMPLE / f"{SAMPLE}-{document}"
        pdf, docx = stem.with_suffix(".pdf"), stem.with_suffix(".docx")
        first, *others = OpenedPdf(pdf).page_texts()
        assert "Příliš velká škola" in first
        assert not any("Příliš" in text for text in others)
        assert "Příliš" not in OpenedPdf(pdf).tagged_text()  # a page's header, no part of the text
        assert pypdf.PdfReader(pdf).metadata.author == "Příliš velká škola"  # type: ignore[union-attr]
        assert broken_rules(pdf) == []
        assert check(str(pdf)).verdict == "pass"
        opened = OpenedDocx(docx)
        header = opened.xml("word/header1.xml")
        assert "Příliš velká škola" in "".join(header.itertext())
        assert 'descr="Příliš velká škola"'.encode() in opened.parts["word/header1.xml"]
        section = opened.xml("word/document.xml").find(f".//{W}body/{W}sectPr")
        assert section is not None
        kinds = [one.get(f"{W}type") for one in section.iterfind(f"{W}headerReference")]
        assert kinds == ["first"]
        assert len(section.findall(f"{W}footerReference")) == 2
        assert docx_checker().validate(docx).errors == []


def test_pages_break_where_they_did(school: Path) -> None:
    """It stands in the margin: what fitted fits."""
    makelesson("build", cwd=school)
    before = [text[-200:] for text in OpenedPdf(handout(school)).page_texts()]
    (school / "logo.png").write_bytes(picture(400, 90))
    (school / "makelesson.yaml").write_text("school: Ours\nlogo: logo.png\n", "utf-8")
    makelesson("build", cwd=school)
    after = OpenedPdf(handout(school)).page_texts()
    assert [text.replace("Ours", "")[-200:] for text in after] == before


def test_it_stands_where_lines_begin(school: Path) -> None:
    (school / "makelesson.yaml").write_text("school: Ours\n", "utf-8")
    makelesson("build", cwd=school)
    with pdfium.PdfDocument(handout(school)) as document:
        page = document[0].get_textpage()
        starts = {}
        for words in ("Ours", "The Berlin Wall Falls"):
            at, _ = page.search(words).get_next()
            starts[words] = page.get_charbox(at)[0]
    assert starts["Ours"] == pytest.approx(starts["The Berlin Wall Falls"], abs=2)


def handout(school: Path) -> Path:
    return school / "output" / SAMPLE / f"{SAMPLE}-handout.pdf"


@pytest.mark.parametrize(
    ("settings", "size", "paper_"),
    [("school: S\n", None, "A5"), ("logo: logo.png\n", (2000, 40), "A4"), ("logo: logo.png\n", (9, 900), "A5"),
     (f"school: {'A very long name of a school ' * 12}\nlogo: logo.png\n", (300, 300), "Legal-landscape")],
)  # fmt: skip
def test_any_name_and_logo_can_be_printed(
    school: Path, settings: str, size: tuple[int, int] | None, paper_: str
) -> None:
    if size:
        (school / "logo.png").write_bytes(picture(*size))
    (school / "makelesson.yaml").write_text(f"{settings}defaults: {{paper: {paper_}}}\n", "utf-8")
    built = makelesson("build", cwd=school)
    assert (built.returncode, built.stderr) == (0, "")
    assert broken_rules(handout(school)) == []
    assert docx_checker().validate(handout(school).with_suffix(".docx")).errors == []


def test_copies_of_a_class_set_have_it_and_a_letterhead_goes_before_it(school: Path) -> None:
    (school / "class.csv").write_text("name\nAmina\nBen\n", "utf-8")
    makelesson("build", "--format", "docx", cwd=school)
    head = handout(school).with_suffix(".docx").read_bytes()
    (school / "head.docx").write_bytes(head)
    (school / "makelesson.yaml").write_text("school: Our School\nletterhead: head.docx\n", "utf-8")
    made = makelesson("class-set", SAMPLE, "--roster", "class.csv", cwd=school)
    assert made.returncode == 0, made.stderr
    path = school / "output" / SAMPLE / f"{SAMPLE}-worksheet-class-set.pdf"
    texts = OpenedPdf(path).page_texts()
    assert sum("Our School" in text for text in texts) == 3  # the class list and two copies
    makelesson("build", "--format", "docx", cwd=school)
    opened = OpenedDocx(handout(school).with_suffix(".docx"))
    assert not any(b"Our School" in data for name, data in opened.parts.items() if "header" in name)


@pytest.mark.parametrize(
    ("settings", "place"),
    [("school: 学校\n", "makelesson.yaml:1:9: error: No font"), ("logo: logo.png\n", "makelesson.yaml:1:7: error: The picture")],
)  # fmt: skip
def test_what_is_wrong_with_it_is_told_at_its_line(school: Path, settings: str, place: str) -> None:
    (school / "logo.png").write_bytes(b"no picture")
    (school / "makelesson.yaml").write_text(settings, "utf-8")
    built = makelesson("build", cwd=school)
    assert built.returncode == 1
    assert place in built.stderr
    assert "Traceback" not in built.stderr


def test_a_key_of_the_defaults_is_led_to_its_place(school: Path) -> None:
    (school / "makelesson.yaml").write_text("paper: Letter\n", "utf-8")
    told = makelesson("build", cwd=school).stderr
    assert told == (
        "makelesson.yaml:1:1: error: The key `paper` is not known here.\n"
        "    It stands below `defaults:`, two spaces to the right.\n"
    )


# --- what a newcomer types -----------------------------------------------------------------------


@pytest.mark.parametrize("words", [[], ["--help"], ["help"]])
def test_the_name_alone_shows_how_to_begin(tmp_path: Path, words: list[str]) -> None:
    done = makelesson(*words, cwd=tmp_path)
    said = done.stdout + done.stderr
    steps = re.findall(
        r"^  (makelesson new .*?|cd .*?|makelesson build)(?:  .*)?$", said, flags=re.M
    )
    assert [one.strip() for one in steps] == [
        "makelesson new workspace my-lessons",
        "cd my-lessons",
        "makelesson build",
    ]
    if words:
        return
    command = f"{shlex.quote(sys.executable)} {shlex.quote(str(ROOT / 'makelesson.py'))}"
    script = re.sub(r"^makelesson", lambda _: command, "\n".join(steps), flags=re.M)
    assert subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bild"], "there is no command called `bild`. Did you mean `build`?"),
        (["new"], "Write: makelesson new workspace my-lessons"),
        (["new", "workspace"], "Write: makelesson new workspace my-lessons"),
        (["new", "school"], "Known here: `workspace`, `lesson`."),
        (["--paper", "Letter", "build"], "options stand behind a command"),
        (["build"], "There is one below. Go there with: cd school"),
        (["class-set", "x"], "a CSV file or an Excel workbook with a column `name`"),
        (["schema", "lessons"], "Did you mean `lesson`?"),
    ],
)
def test_a_slip_is_told_with_what_to_type(
    school: Path, tmp_path: Path, words: list[str], told: str
) -> None:
    done = makelesson(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert "invalid choice" not in done.stderr


def test_hints_lead_on_from_an_empty_folder_to_paper(tmp_path: Path) -> None:
    """Each hint names what exists, or what is to be made."""
    (tmp_path / "lessons" / "events").mkdir(parents=True)
    first = makelesson("build", cwd=tmp_path)
    assert "and then: makelesson new lesson article" in first.stderr
    (tmp_path / "lessons" / "events" / "article.txt").write_text(EVENTS["de"], "utf-8")
    assert "makelesson new lesson article" in makelesson("build", cwd=tmp_path).stderr
    assert "Known here: `article`." in makelesson("new", "lesson", cwd=tmp_path).stderr
    assert makelesson("new", "lesson", "article", cwd=tmp_path).returncode == 0
    built = makelesson("build", cwd=tmp_path)
    assert built.returncode == 0
    named = re.findall(r"^  (\S+\.(?:pdf|docx))", built.stdout, flags=re.M)
    assert sorted(named) == sorted(
        path.name for path in (tmp_path / "output" / "article").iterdir()
    )


def test_a_second_workspace_in_one_place_is_refused_and_changes_nothing(school: Path) -> None:
    before = {path: path.read_bytes() for path in school.rglob("*") if path.is_file()}
    done = makelesson("new", "workspace", "school", cwd=school.parent)
    assert done.returncode == 1
    assert "it is a workspace" in done.stderr
    assert {path: path.read_bytes() for path in school.rglob("*") if path.is_file()} == before
