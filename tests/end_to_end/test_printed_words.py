"""Every word on paper is the lesson's own or a message: whatever else is printed can't be translated.

A language is made up in which every message stands in brackets, and a lesson is written in Greek
letters alone. Then no Latin letters may be left outside of brackets, wherever a file can say them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from lessonpress import words
from lessonpress.activities import kinds
from lessonpress.cli import main
from lessonpress.registry.kinds import KINDS
from tests.end_to_end.opened_docx import OpenedDocx, W
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import LAYOUTS, Lines, print_lessons, spec, write_workspace
from tests.end_to_end.stress import picture

#: A language that nobody speaks (ISO 639 leaves qaa to qtz for that).
PSEUDO = "qps"
OPENS, CLOSES = "‹", "›"

GREEK = "Ο πόλεμος τελείωσε τον Μάιο."
MORE = "Οι κάτοικοι βγήκαν στους δρόμους."
THIRD = "Η πόλη έμεινε κλειστή τρεις ημέρες."

EVENT = f"""\
---
date: 13 Αυγούστου 1961
place: Αθήνα
licence: Άδεια
sources: [Αρχείο]
images: [{{file: a.png, alternative: Δρόμος, caption: Λεζάντα}}]
---

# Η άνοιξη στην Αθήνα

{GREEK}

- {MORE}
- {THIRD}

## Τι συνέβη;

{MORE} {GREEK}

### Ύστερα

> {THIRD}

- {GREEK}

![Χάρτης](a.png "Σχέδιο")
"""

#: One of each kind, with all that it can say.
POINT = {"text": MORE, "evidence": GREEK}
SPECIMENS: dict[str, dict[str, Any]] = {
    "categorising": {
        "categories": [
            {"category": "εδώ", "items": [MORE, {"text": "ένα", "evidence": GREEK}]},
            {"category": "εκεί", "items": "πέντε"},
        ],
        "distractors": "τρία",
    },
    "corrections": {
        "sentences": [
            {"say": "Η πόλη έμεινε.", "wrong": "πόλη", "right": "χώρα", "accept": ["γη", "μέρα"]},
            {"say": GREEK, "evidence": GREEK},
        ]
    },
    "cause-and-effect": {
        "topic": THIRD,
        "links": [
            {"cause": POINT, "effect": MORE},
            {"cause": MORE, "effect": POINT, "given": "neither"},
        ],
    },
    "claim-evidence-reasoning": {
        "question": "Γιατί;",
        "claim": POINT,
        "evidence": [THIRD],
        "reasoning": MORE,
    },
    "comparison": {
        "topic": THIRD,
        "things": ["εδώ", "εκεί"],
        "aspects": [{"aspect": "Πότε", "points": [POINT, MORE]}, {"aspect": "Πού"}],
    },
    "cornell-notes": {"topic": THIRD, "cues": MORE, "notes": [POINT], "summary": GREEK},
    "debate": {"motion": GREEK, "arguments_for": [POINT], "arguments_against": MORE},
    "definitions": {"terms": ["πόλη"]},
    "discussion-stems": {},
    "five-ws": {
        "topic": THIRD,
        **{key: [POINT, MORE] for key in ("who", "what", "when", "where", "why")},
    },
    "document-based-question": {
        "question": "Γιατί;",
        "background": f"{MORE}\n\n- {THIRD}",
        "points": 2,
        "rubric": {
            "title": "Δοκίμιο",
            "levels": ["πολύ", "λίγο"],
            "criteria": [
                {"criterion": "Θέση", "levels": [GREEK, MORE], "points": [2, 1]},
                {"criterion": "Πηγές", "levels": [THIRD, MORE], "points": 0.5},
            ],
        },
        "sources": [
            {
                "text": GREEK,
                "title": "Γράμμα",
                "author": "Νίκος",
                "date": "1945",
                "place": "Αθήνα",
                "from": "Αρχείο",
                "line_numbers": True,
                "questions": [
                    "Πού;",
                    {"ask": "Πότε;", "answer": MORE, "look_for": "ένα", "partial": THIRD},
                ],
            },
            {"picture": "a.png", "alternative": "Δρόμος"},
        ],
        "essay": {"look_for": "ένα", "evidence": GREEK},
    },
    "four-corners": {"statements": [GREEK]},
    "frayer": {
        "words": [
            {
                "term": "πόλη",
                "characteristics": MORE,
                "examples": [POINT],
                "non_examples": THIRD,
            }
        ]
    },
    "label-picture": {
        "picture": {"file": "a.png", "alternative": GREEK, "caption": MORE, "credit": THIRD},
        "labels": [
            {"at": [20, 30], "label": "πόλη", "where": MORE, "evidence": GREEK},
            {"at": [70, 60], "label": "θάλασσα", "where": THIRD},
        ],
        "distractors": ["Τίποτα"],
    },
    "kwl": {"topic": THIRD, "know": MORE, "want": THIRD, "learned": [POINT]},
    "main-ideas": {"parts": [{"of": "Τι συνέβη;", "idea": POINT}]},
    "reflection": {},
    "role-cards": {
        "roles": [
            {"name": "Μαρία", "about": MORE, "goals": [THIRD], "evidence": GREEK},
            {"name": "Νίκος", "about": GREEK},
            {"name": "Ελένη", "about": THIRD},
        ]
    },
    "self-assessment": {"statements": [GREEK]},
    "source-analysis": {
        "source": {
            "text": GREEK,
            "title": "Λόγος",
            "author": "Νίκος",
            "date": "1945",
            "place": "Αθήνα",
            "from": "Αρχείο",
        },
        "sourcing": {"answer": MORE, "evidence": GREEK},
    },
    "story-map": dict.fromkeys(("characters", "setting", "problem", "events", "ending"), POINT),
    "t-chart": {
        "topic": THIRD,
        "left": {"heading": "Υπέρ", "points": [POINT]},
        "right": {"heading": "Κατά", "points": MORE},
    },
    "think-pair-share": {"question": "Γιατί;", "answers": [POINT]},
    "three-two-one": {"samples": [POINT]},
    "vocabulary-quiz": {},
    "crossword": {
        "words": [
            {"word": "Αθήνα", "clue": MORE, "evidence": GREEK},
            {"word": "πόλη", "clue": MORE},
            {"word": "θάλασσα", "clue": GREEK},
        ]
    },
    "cryptic-word": {
        "solution": "πηλός",
        "words": [
            {"word": "πόλεμος", "clue": MORE, "evidence": GREEK},
            {"word": "πλήθος", "clue": MORE},
            {"word": "πόλη", "clue": MORE},
            {"word": "δρόμος", "clue": MORE},
            {"word": "τέλος", "clue": MORE},
        ],
    },
    "exit-ticket": {
        "questions": [
            "Γιατί;",
            {"ask": "Πού;", "answer": MORE, "look_for": "ένα", "evidence": GREEK},
        ]
    },
    "flash-cards": {"terms": ["πόλη"], "cards": [{"front": "Αθήνα", "back": MORE}]},
    "sequence-strips": {
        "events": [{"text": GREEK, "date": "1945"}, {"text": MORE, "evidence": MORE}]
    },
    "timeline": {
        "events": [
            {"date": "1941", "text": MORE, "evidence": GREEK},
            {"date": "1945", "text": THIRD},
        ]
    },
    "venn": {
        "topic": THIRD,
        "left": {"heading": "Υπέρ", "points": [POINT]},
        "both": MORE,
        "right": {"heading": "Κατά"},
    },
    "word-search": {
        "words": ["Αθήνα", "πόλη"],
        "directions": ["across", "down", "diagonal", "backwards"],
    },
    "word-wall": {"definitions": True},
    "cloze": {"key_facts": [{"fact": 1, "blank": "κάτοικοι"}, {"fact": 2, "blank": "πόλη"}]},
    "discussion": {
        "questions": [
            {"ask": "Γιατί;", "answer": MORE, "look_for": ["ένα", "δύο"], "evidence": GREEK}
        ]
    },
    "matching": {
        "distractors": ["Τίποτα"],
        "by": "lines",
        "points": {"each": 1.5},
        "partial": MORE,
    },
    "multiple-choice": {
        "questions": [
            {"ask": "Πού;", "choices": ["εδώ", "εκεί"], "answer": "εκεί", "evidence": THIRD}
        ]
    },
    "ordering": {"events": [{"text": GREEK, "date": "1945"}, {"text": MORE, "evidence": MORE}]},
    "short-answer": {
        "rubric": "καλό",
        "picture": {"file": "a.png", "alternative": GREEK},
        "questions": [
            {
                "ask": "Πώς;",
                "answer": THIRD,
                "evidence": "Ύστερα",
                "picture": {
                    "file": "a.png",
                    "alternative": MORE,
                    "caption": GREEK,
                    "licence": THIRD,
                },
            },
            {"ask": "Γιατί;", "answer": MORE},
        ],
    },
    "true-false": {
        "statements": [
            {"say": GREEK, "answer": True, "evidence": GREEK},
            {"say": MORE, "answer": False, "correction": THIRD},
        ]
    },
}
#: Others of a kind, which say what those don't.
VARIANTS: list[tuple[str, dict[str, Any]]] = [
    ("cloze", {"choices": True, "text": "Η [πόλη/χώρα/μέρα] έμεινε κλειστή."}),
    ("cloze", {"first_letters": True, "text": "Η [πόλη|πόλις|πολιτεία] έμεινε κλειστή."}),
    ("discussion", {"space": "grid", "questions": [{"ask": "Γιατί;"}]}),
    (
        "matching",
        {
            "pairs": [
                {"item": ["ένα", "δύο"], "match": "εδώ", "evidence": GREEK},
                {"item": "τρία", "match": "εκεί"},
            ]
        },
    ),
    (
        "matching",
        {
            "left": "Ποιος",
            "right": "Πού",
            "pairs": [{"item": "ένα", "match": "εδώ"}, {"item": "τέσσερα", "match": "εκεί"}],
        },
    ),
    (
        "multiple-choice",
        {
            "about": Lines(
                f"| Πού | Πόσοι |\n|---|---:|\n| εδώ | 3 |\n\n> {MORE}\n> — Νίκος, 1945"
            ),
            "questions": [
                {"ask": "Ποια;", "choices": ["εδώ", "εκεί", "πουθενά"], "answer": ["εκεί", "εδώ"]},
                {"ask": "Πότε;", "choices": ["τώρα", "ποτέ"], "answer": "ποτέ"},
            ],
        },
    ),
    (
        "multiple-choice",
        {
            "all_that_apply": True,
            "questions": [{"ask": "Ποιος;", "choices": ["ένας", "όλοι"], "answer": "όλοι"}],
        },
    ),
    (
        "short-answer",
        {
            "questions": [
                {"ask": "Ποιος;", "answer": "Νίκος", "accept": ["Νικόλαος"]},
                {"ask": "Πόσοι;", "answer": "42", "tolerance": "5 %", "unit": "χμ"},
            ]
        },
    ),
    (
        "short-answer",
        {
            "questions": [
                {"ask": "Ποια;", "answer": "Μαρία", "space": "blank"},
                {"ask": "Τι;", "answer": MORE, "space": "box"},
                {"ask": "Πού;", "answer": MORE, "space": "half page"},
            ]
        },
    ),
    ("true-false", {"statements": [{"say": "Κανείς.", "answer": "not in the text"}]}),
    (
        "true-false",
        {
            "corrections": False,
            "not_in_the_text": True,
            "statements": [{"say": "Κάποιος.", "answer": True, "evidence": GREEK}],
        },
    ),
]
LESSON: dict[str, Any] = {
    "event": "event",
    "language": PSEUDO,
    "accept": ["nearly-empty-page"],
    "grade": "9-10",
    "minutes": 45,
    "essential_question": "Τι είναι ελευθερία;",
    "objectives": [MORE],
    "standards": [{"code": "1.2", "text": THIRD}, GREEK],
    "vocabulary": [
        {"term": "πλήθος", "definition": "Πολλοί άνθρωποι."},
        {"term": "πόλη", "definition": "Ένα μέρος."},
    ],
    "teacher_notes": f"{MORE}\n\n- {GREEK}",
    "points": 0.5,
    "rubrics": {
        "καλό": {
            "levels": [{"level": "πολύ", "points": 1}, {"level": "λίγο", "points": 0}],
            "criteria": [{"criterion": "Θέση"}],
        }
    },
    "sources": ["Βιβλίο"],
    "activities": [
        {"activity": kind, "minutes": 5, "documents": ["handout", "worksheet"], **keys}
        for kind, keys in [*SPECIMENS.items(), *VARIANTS]
    ],
}
UNIT = {
    "title": "Ενότητα",
    "grade": 9,
    "language": PSEUDO,
    "essential_question": "Γιατί;",
    "description": MORE,
    "lessons": [{"lesson": "lesson", "pacing": "Μία ώρα"}],
    "sources": ["Πηγή"],
}
FILES = {
    "lessons/events/event.md": EVENT,
    "lessons/events/a.png": picture(60, 40),
    "lessons/lesson.yaml": spec(LESSON),
    "lessons/units/unit.yaml": spec(UNIT),
    "makelesson.yaml": "logo: a.png\n",
    "a.png": picture(60, 40),
    "names.csv": "number,name\n1,Μαρία\n2,Νίκος\n",
}


def pseudo_catalog() -> Catalog:
    """Every message in brackets, as its translation."""
    template = words.catalogs().joinpath("messages.pot")
    with template.open("rb") as file:
        found = read_po(file)
    catalog = Catalog()
    for one in found:
        if one.id:
            said = [
                f"{OPENS}{text}{CLOSES}"
                for text in ((one.id,) if isinstance(one.id, str) else one.id)
            ]
            catalog.add(one.id, said[0] if isinstance(one.id, str) else said)
    return catalog


@pytest.fixture
def speaks_pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The made-up language is among the program's."""
    folder = tmp_path / "catalogs"
    folder.mkdir()
    with (folder / f"{PSEUDO}.po").open("wb") as file:
        write_po(file, pseudo_catalog())
    monkeypatch.setattr(words, "catalogs", lambda: folder)
    words.words_for.cache_clear()
    yield
    words.words_for.cache_clear()


def test_there_is_a_specimen_of_every_kind() -> None:
    assert set(SPECIMENS) == set(kinds())


@pytest.mark.usefixtures("speaks_pseudo")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_whatever_is_printed_is_the_lessons_or_can_be_translated(
    tmp_path: Path, layout: str
) -> None:
    root = write_workspace(tmp_path / "school", FILES)
    reports = print_lessons(root, layout=layout, documents=tuple(KINDS))
    problems = [
        str(problem)
        for report in reports
        for problem in report.problems
        if problem.code != "glossary-order"  # nobody knows the alphabet of a made-up language
    ]
    assert problems == [], "\n".join(problems)
    asked = ("lesson", "--roster", str(root / "names.csv"), "--layout", layout)
    assert main(["class-set", *asked, "--document", "worksheet", "--workspace", str(root)]) == 0
    printed = sorted(path for path in (root / "output").rglob("lesson-*") if path.is_file())
    printed += sorted(path for path in (root / "output").rglob("unit-*") if path.is_file())
    names = {path.name.partition("-")[2] for path in printed}
    assert names == {
        *(f"{kind}.{ending}" for kind in KINDS for ending in ("pdf", "docx")),
        "worksheet-class-set.pdf",
    }
    for path in printed:
        read = docx_texts(path) if path.suffix == ".docx" else pdf_texts(path)
        texts = {place: " ".join(text.split()) for place, text in read.items()}
        assert {place: strays(text) for place, text in texts.items() if strays(text)} == {}, path
        assert any(OPENS in text for text in texts.values()), path


def strays(text: str) -> list[str]:
    """Words in Latin letters outside of brackets; a letter alone names a choice."""
    inner = re.compile(f"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}")
    while inner.search(text):
        text = inner.sub("", text)
    return re.findall(r"[A-Za-z]{2,}|[‹›]", text)


def pdf_texts(path: Path) -> dict[str, str]:
    """Whatever a person may read or hear of a PDF, by where it stands."""
    pdf = OpenedPdf(path)
    information = pdf.reader.metadata
    assert information is not None
    xmp = pdf.reader.xmp_metadata
    assert xmp is not None
    said = pdf.reader.root_object["/StructTreeRoot"]
    return {
        "tagged text": pdf.tagged_text(),
        "alternative texts": " ".join(one.alternative for one in pdf.tree.walk()),
        "names of fields and titles of elements": " ".join(descriptions(said)),
        "titles of the outline": " ".join(outline_titles(pdf.reader.outline)),
        "title": information.title or "",
        "subject": information.subject or "",
        "author": information.author or "",
        "keywords": str(information.get("/Keywords", "")),
        "XMP title": " ".join((xmp.dc_title or {}).values()),
        "XMP description": " ".join((xmp.dc_description or {}).values()),
        "pages": " ".join(pdf.page_texts()),
    }


def descriptions(element: Any) -> Iterator[str]:
    """What PrintField attributes (ISO 32000-1, 14.8.5.6) and titles say, in a structure tree."""
    element = element.get_object()
    if not hasattr(element, "get"):
        return
    if "/T" in element:
        yield str(element["/T"])
    attributes = element.get("/A")
    for one in attributes if isinstance(attributes, list) else [attributes] if attributes else []:
        if isinstance(attribute := one.get_object(), dict) and "/Desc" in attribute:
            yield str(attribute["/Desc"])
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid, "get_object"):
            yield from descriptions(kid)


def outline_titles(outline: Any) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from outline_titles(one)
        else:
            yield str(one.title)


def docx_texts(path: Path) -> dict[str, str]:
    """Whatever a person may read or hear of a DOCX, by where it stands."""
    docx = OpenedDocx(path)
    texts = {"body": docx.body_text()}
    for name, data in docx.parts.items():
        if re.fullmatch(r"word/(header|footer|footnotes|comments)\d*\.xml", name):
            texts[name] = " ".join(one.text or "" for one in docx.xml(name).iter(f"{W}t"))
        elif name == "docProps/core.xml":
            core = docx.xml(name)
            said = ("title", "subject", "creator", "keywords", "description", "category")
            for one in core:
                kind = str(one.tag).rpartition("}")[2]
                if kind in said:
                    texts[f"{kind} of the document"] = one.text or ""
        assert data
    document = docx.xml("word/document.xml")
    texts["names of controls"] = " ".join(
        str(one.get(f"{W}val")) for one in document.iter(f"{W}alias")
    )
    texts["titles of pictures and tables"] = " ".join(
        str(value)
        for one in document.iter()
        for key, value in one.attrib.items()
        if str(key) in ("title", "descr")
    )
    return texts
