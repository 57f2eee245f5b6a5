"""A workspace that goes to the bounds of what people may write: long, short, empty, marked up, odd."""

from __future__ import annotations

import struct
import zlib

from tests.end_to_end.printing import Files, spec


def picture(width: int, height: int) -> bytes:
    """A grey PNG of this size in pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    row = b"\0" + bytes(90 + at % 120 for at in range(width))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(row * height))
        + chunk(b"IEND", b"")
    )


WALL = "They raised the wall by night, and by morning a street that had been one was two. "
LINK = "https://example.org/archive/records/1961/08/13/a-very-long-address-that-no-line-can-hold?page=1&view=all"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2

EVENT = f"""\
---
date: 13 August 1961
place: Berlin & its “sectors”
people: [Walter Ulbricht, Willy Brandt]
language: en
licence: "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)"
sources:
  - "*Neues Deutschland*, 14 August 1961"
  - "An archive, [the record]({LINK})"
images:
  - file: pictures/wall.png
    alternative: A wall of grey blocks with wire on it; a “No <entry>” sign & a lamp.
    caption: The wall, *autumn* 1961
  - file: pictures/tower.png
    alternative: A tower, taller than the page allows.
---

# A Wall <in> Berlin & What “They” Said: A Title That Is Long Enough to Need More Than One Line

A summary with **strong**, *emphasis*, ***both***, and a [link]({LINK}) that runs on.

A second paragraph of the summary. {LONG_WORD} stands alone.

- One fact.
- A fact with *emphasis* and a [short link](https://example.org).
{"".join(f"- Fact number {n}: {WALL}" + chr(10) for n in range(3, 25))}

## What *Happened*?

{WALL * 60}

### A subheading

- An item
- Another item, {WALL}

1. First
2. Second

> A quotation that stands by itself. {WALL}

![A plan of the wall](pictures/plan.png "The plan")

A line\\
broken by hand, and a word-with-hyphens, an em—dash, 1961/62.

### Another subheading

Some 10^6^ bricks and CO~2~[^gas]^[A note in its place, {WALL}] made *x^**2**^*, said [die *Mauer*,
[CO~2~](https://example.org)]{{lang=de}} on both sides.[^sides]

[^gas]: A gas; see [here](https://example.org/b), H~2~O.
[^sides]: {WALL * 5}

    A second paragraph, with [une note]{{lang=fr}}.

![A plan without a caption](pictures/plan.png){{width=30%}}

## Why Does it Matter?

Because. Soft­hyphen, no-break space, zero​width.
"""

TERMS = [
    ("wall", "What stands between."),
    ("sector", WALL * 3),
    ("*Grenze*~2~", "The German word for **border**,  \n[*die* Grenze^n^]{lang=de}."),
    ("border & <frontier>", "Where one state ends; see [here](https://example.org/a)."),
    (
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
        "A word wider than its column.",
    ),
    *[(f"term {n}", f"Definition number {n}. {WALL if n % 3 else ''}") for n in range(6, 27)],
]


def _choices(count: int, text: str) -> list[str]:
    return [f"{text} {n}".strip() for n in range(1, count + 1)]


def _names(seed: int, count: int) -> list[str]:
    """Names that differ: what recurs on every page would look like a running head."""
    syllables = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu")
    return [
        "".join(syllables[int(digit)] for digit in f"{seed * 7 + 131 * at:04}").title()
        for at in range(count)
    ]


def _question(number: int) -> dict[str, object]:
    where, first, second = _names(number, 3)
    return {"ask": f"Who came to {where}?", "choices": [first, second], "answer": second}


EVERYTHING = {
    "event": "berlin",
    "grade": "9-10",
    "minutes": 600,
    "essential_question": "When is a wall a *border*, and who says so?",
    "objectives": ["Explain **why**", WALL, "Weigh *sources* of 10^6^ [Steine]{lang=de}"],
    "standards": ["Plain", {"code": "D2.His.1", "text": WALL}],
    "vocabulary": [{"term": term, "definition": meaning} for term, meaning in TERMS],
    "teacher_notes": (
        f"{WALL * 40}\n\n- A point with **strong**\n- Another, {WALL}\n\n1. One\n2. Two\n\n"
        f"A last paragraph with a [link]({LINK})."
    ),
    "sources": ["One", f"[Two]({LINK})"],
    "activities": [
        {"activity": "matching", "distractors": [WALL, "Nothing of the kind"]},
        {
            "activity": "matching",
            "title": "A *small* one",
            "by": "lines",
            "terms": ["wall", "sector"],
        },
        {
            "activity": "cloze",
            "text": (
                f"[First] is a gap, and last is one [too]. {WALL * 30}\n\n"
                f"A second paragraph with [two words] and a [{LONG_WORD[:60]}], a [marked] one."
            ),
            "evidence": "They raised the wall by night",
        },
        {
            "activity": "cloze",
            "word_bank": False,
            "key_facts": [
                {"fact": 1, "blank": "One"},
                {"fact": 2, "blank": ["emphasis", "short"]},
            ],
        },
        {
            "activity": "multiple-choice",
            "minutes": 5,
            "instructions": "Choose **one**.",
            "questions": [
                {"ask": "Which?", "choices": ["a", "b"], "answer": "b"},
                {
                    "ask": WALL * 12,
                    "choices": _choices(8, WALL),
                    "answer": f"{WALL} 8",
                    "evidence": [
                        "They raised the wall by night",
                        "A quotation that stands by itself.",
                    ],
                },
                {"ask": f"Which [one]({LINK})?", "choices": _choices(26, ""), "answer": "13"},
                *(_question(number) for number in range(4, 13)),
            ],
        },
        {
            "activity": "true-false",
            "statements": [
                {"say": WALL * 4, "answer": True},
                {"say": "It is *false*.", "answer": False, "correction": "It is " + WALL * 4},
            ],
        },
        {
            "activity": "short-answer",
            "documents": ["handout", "worksheet"],
            "questions": [
                {"ask": WALL, "answer": WALL * 30, "look_for": ["one", WALL]},
                {
                    "ask": "Why?",
                    "answer": "Because.",
                    "lines": 1,
                    "evidence": "They raised the wall by night",
                },
                {"ask": "How?", "answer": "So.", "lines": 30},
            ],
        },
        {
            "activity": "ordering",
            "events": [
                {"text": f"Event {n}. {WALL if n % 4 == 0 else ''}", "date": str(1960 + n)}
                for n in range(1, 14)
            ],
        },
        {
            "activity": "discussion",
            "documents": ["handout", "worksheet"],
            "minutes": 10,
            "questions": [
                {
                    "ask": "Is *that* so?",
                    "answer": WALL * 5,
                    "look_for": ["this", "that"],
                    "lines": 3,
                },
                {"ask": f"And [now]({LINK})?"},
            ],
        },
        {
            "activity": "discussion",
            "documents": ["worksheet"],
            "questions": [{"ask": "Only here?"}],
        },
    ],
}

PRIMARY = {
    "event": "plain",
    "grade": 2,
    "vocabulary": [
        {"term": "wall", "definition": "It stands."},
        {"term": "gate", "definition": "It opens."},
    ],
    "activities": [
        {
            "activity": "multiple-choice",
            "documents": ["handout"],
            "questions": [
                {"ask": "On the handout?", "choices": ["yes", "no"], "answer": "yes"},
            ],
        },
        {"activity": "short-answer", "questions": [{"ask": "Why?", "answer": "Because."}]},
    ],
}

STRESS: Files = {
    "lessons/events/berlin.md": EVENT,
    "lessons/events/pictures/wall.png": picture(300, 200),
    "lessons/events/pictures/tower.png": picture(20, 900),
    "lessons/events/pictures/plan.png": picture(900, 40),
    "lessons/events/plain.txt": "A title\nA summary.\nA fact.\nWhat Happened?\nThis did.\n",
    "lessons/events/bare.md": "# Only a title\n\nAnd a summary.\n",
    "lessons/everything.yaml": spec(EVERYTHING),
    "lessons/primary.yaml": spec(PRIMARY),
    "lessons/bare.yaml": "event: bare\n",
}
