"""Generates a school's workspace: as many lessons as asked for, no two alike, in real English.

Whole paragraphs, key facts and questions of the sample lessons are recombined by a seed, so that
words, their lengths and their breaks are those of real texts. Lengths vary as in a school: from
half a page for the fifth grade to four pages for the twelfth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from lessonpress.activities.written_values import compare_dates, read_date
from lessonpress.workspace import Workspace

REPOSITORY = Path(__file__).parent.parent
#: Items of an activity: the key that they stand under in a spec, fewest and most.
_ITEMS = {
    "multiple-choice": ("questions", 3, 10),
    "true-false": ("statements", 3, 8),
    "short-answer": ("questions", 1, 5),
    "discussion": ("questions", 1, 3),
    "ordering": ("events", 4, 7),
}
_LAYOUTS = ("classic", "modern")
#: The school has no primary stage: its texts are not for it, nor are those for that stage for the school.
_LOWEST_GRADE = 6
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_HEADINGS = ("What Happened?", "Why Does it Matter?", "What Do Historians Argue About?",
             "How Did People Live?", "What Came After?")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stock:
    """What lessons are put together of. `specs` are whole samples; `paragraphs` come with no event."""

    specs: tuple[dict[str, Any], ...]
    titles: tuple[str, ...]
    heads: tuple[str, ...]
    facts: tuple[str, ...]
    paragraphs: tuple[str, ...]
    items: dict[str, tuple[Any, ...]]
    clozes: tuple[dict[str, Any], ...]

    def gather(self, key: str) -> list[Any]:
        return [one for spec in self.specs for one in spec.get(key, ())]


def generate(folder: Path, lessons: int, seed: int = 1) -> Workspace:
    """Writes a workspace with that many lessons into `folder`: the same for the same seed.

    A lesson is the same in a small school and in a large one.
    """
    workspace = Workspace.at(folder)
    workspace.events.mkdir(parents=True)
    stock = _read_stock(Workspace.at(REPOSITORY))
    for number in range(lessons):
        random = Random(f"{seed} {number}")
        slug = f"{random.choice(stock.titles).lower().replace(' ', '-')}-{number:05}"
        event = _write_event(stock, random, number)
        (workspace.events / f"{slug}.md").write_text(event, "utf-8")
        spec = _write_spec(stock, random, slug, event)
        (workspace.lessons / f"{slug}.yaml").write_text(spec, "utf-8")
    return workspace


def edit_one(workspace: Workspace) -> None:
    """Adds a sentence to the event in the middle of the list."""
    events = sorted(workspace.events.iterdir())
    event = events[len(events) // 2]
    event.write_text(event.read_text("utf-8") + "\n\nToday it is taught in schools.\n", "utf-8")


def change_theme(workspace: Workspace, colour: str = "#5a1f00") -> None:
    """Gives the school an accent colour of its own, in each layout that its lessons use."""
    for name in _LAYOUTS:
        layout = workspace.layouts / name / "layout.yaml"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(f"colours: {{accent: '{colour}'}}\n", "utf-8")


def _read_stock(samples: Workspace) -> Stock:
    read = [
        yaml.safe_load(paths[0].read_text("utf-8")) for paths in samples.lesson_files().values()
    ]
    specs = [spec for spec in read if spec["grade"] >= _LOWEST_GRADE]
    taught = {spec["event"] for spec in specs}
    events = [
        path.read_text("utf-8")
        for slug, [path] in samples.event_files().items()
        if slug in taught and path.suffix == ".md"
    ]
    activities = [one for spec in specs for one in spec["activities"]]
    blocks = [
        " ".join(block.split())
        for event in events
        for block in re.split(r"\n\s*\n", event.split("---", 2)[2])
        if not block.lstrip().startswith(("#", "-", "!", ">", "|"))
    ]
    return Stock(
        specs=tuple(specs),
        titles=tuple(
            re.sub(r"[^\w ]", "", match[1])
            for event in events
            if (match := re.search(r"(?m)^title: *(.+)$", event))
        ),
        heads=tuple(event.split("---", 2)[1].strip() for event in events),
        facts=tuple(
            line for event in events for line in event.splitlines() if line.startswith("- ")
            and line in event.split("---", 2)[2]
        ),
        paragraphs=tuple(block for block in blocks if block),
        items={
            kind: tuple(
                item for one in activities if one["activity"] == kind for item in one.get(key, ())
            )
            for kind, (key, _, _) in _ITEMS.items()
        },
        clozes=tuple(one for one in activities if one["activity"] == "cloze" and "text" in one),
    )  # fmt: skip


def _write_event(stock: Stock, random: Random, number: int) -> str:
    head = random.choice(stock.heads)
    title = f"{random.choice(stock.titles)}, Part {number + 1}"
    head = re.sub("(?m)^title:.*$", f'title: "{title}"', head)
    # From some 250 words to some 1,500, most of them towards the lower end.
    number_of_paragraphs = 3 + int(14 * random.random() ** 1.6)
    paragraphs = random.sample(stock.paragraphs, number_of_paragraphs + 1)
    facts = random.sample(stock.facts, random.randint(3, 7))
    sections = min(random.randint(2, 5), number_of_paragraphs)
    parts = [f"---\n{head}\n---", paragraphs.pop(), "\n".join(facts)]
    for index in range(sections):
        parts.append(f"## {_HEADINGS[index]}")
        parts += paragraphs[index::sections]
    return "\n\n".join(parts) + "\n"


def _write_spec(stock: Stock, random: Random, slug: str, event: str) -> str:
    sample = random.choice(stock.specs)
    spec: dict[str, Any] = {
        "event": slug,
        "grade": random.randint(5, 12),
        "minutes": random.choice((45, 50, 90)),
        "layout": random.choice(_LAYOUTS),
        "paper": random.choice(("A4", "Letter")),
        "essential_question": sample["essential_question"],
        "objectives": random.sample(stock.gather("objectives"), random.randint(2, 5)),
        "standards": random.sample(stock.gather("standards"), random.randint(0, 4)),
        "vocabulary": _some_terms(stock, random),
        "teacher_notes": sample["teacher_notes"],
        "sources": random.sample(stock.gather("sources"), random.randint(1, 4)),
        "activities": _some_activities(stock, random, event),
    }
    words = len(event.split())
    if 350 < words < 800 and random.random() < 0.5:
        spec["fit"] = {"handout": 2}
    return yaml.dump(spec, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=120)


def _some_terms(stock: Stock, random: Random) -> list[Any]:
    terms = {term["term"].lower(): term for term in stock.gather("vocabulary")}
    return random.sample(list(terms.values()), random.randint(4, 10))


def _some_activities(stock: Stock, random: Random, event: str) -> list[Any]:
    kinds = random.sample(("matching", "cloze", *_ITEMS), random.randint(3, 6))
    activities: list[Any] = []
    for kind in kinds:
        if kind == "matching":
            activities.append({"activity": kind})
        elif kind == "cloze":
            activities.append(_without_lost_quotes(random.choice(stock.clozes), event))
        else:
            key, fewest, most = _ITEMS[kind]
            items = random.sample(stock.items[kind], random.randint(fewest, most))
            kept = [_without_lost_quotes(item, event) for item in items]
            if kind == "ordering":
                kept = _in_order(kept)
            activities.append({"activity": kind, key: kept})
    return activities


def _in_order(events: list[Any]) -> list[Any]:
    """The events by their dates; the date is left out where it would say the same as one before."""
    dates = {event["text"]: read_date(event.get("date", ""), "en") for event in events}
    parts = {text: date.parts if date else () for text, date in dates.items()}
    ordered: list[Any] = []
    for event in sorted(events, key=lambda event: parts[event["text"]]):
        date = dates[event["text"]]
        earlier = (dates[one["text"]] for one in ordered if "date" in one)
        clashes = date and any(one and compare_dates(one, date) == 0 for one in earlier)
        ordered.append(
            {key: value for key, value in event.items() if not (clashes and key == "date")}
        )
    return ordered


def _without_lost_quotes(item: Any, event: str) -> Any:
    """The item without the evidence, where that doesn't stand in the new event."""
    if not isinstance(item, dict):
        return item
    quotes = item.get("evidence", ())
    told: Sequence[str] = [quotes] if isinstance(quotes, str) else quotes
    lost = not all(quote in event for quote in told)
    return {key: value for key, value in item.items() if not (lost and key == "evidence")}
