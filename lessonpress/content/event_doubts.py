"""Doubts: where an event may have been read otherwise than its author meant, as warnings."""

from __future__ import annotations

from collections.abc import Iterator

from lessonpress.content.article import Event, Part
from lessonpress.problems import Location, Problem, Severity

CODE = "doubtful-reading"
# More key facts than a lesson asks for, and more lines than one section of an article has.
MOST_FACTS = 15
MOST_BLOCKS = 40
SHORTEST_SUMMARY = 60
_FEWEST_LINES = 4
_SHORT = 60
_VERSE = 3


def doubts(event: Event) -> Iterator[Problem]:
    """A warning for each reading that is rarely meant."""
    parts = [part for part in event.reading if part.kind != "left out"]
    if not event.sections and len(parts) >= _FEWEST_LINES:
        yield _doubt(
            event, parts[-1], "No heading was found in this event, so that it has no sections.",
            "End a heading with a question mark, or write it with ## before it.",
        )  # fmt: skip
    facts = [part for part in parts if part.kind == "key fact"]
    if len(facts) > MOST_FACTS:
        yield _doubt(
            event, facts[MOST_FACTS], f"{len(facts)} lines were taken for key facts.",
            "Write a heading with ## before the article.",
        )  # fmt: skip
    summary = [part for part in parts if part.kind == "summary"]
    if (
        event.path.suffix.lower() != ".md"  # where key facts are a list, nothing is doubtful
        and len(summary) == 1
        and len(facts) > 1
        and len(summary[0].text) <= SHORTEST_SUMMARY
        and len(summary[0].text) <= max(len(part.text) for part in facts)
    ):
        yield _doubt(
            event, summary[0], "The summary looks like the first of the key facts.",
            "Write a summary on the line after the title.",
        )  # fmt: skip
    yield from _sections(event, parts)


def _sections(event: Event, parts: list[Part]) -> Iterator[Problem]:
    heading: Part | None = None
    within: dict[Part, list[Part]] = {}
    for part in parts:
        if part.kind == "heading":
            heading = part
        elif heading is not None:
            within.setdefault(heading, []).append(part)
    for heading, blocks in within.items():
        if len(blocks) > MOST_BLOCKS:
            yield _doubt(
                event, heading, f"This section has {len(blocks)} paragraphs.",
                "Are there headings among them? Write them with ## before them.",
            )  # fmt: skip
        run: list[Part] = []
        for part in blocks:
            follows = bool(run) and part.line - run[-1].line == 1
            short = part.kind == "paragraph" and len(part.text) <= _SHORT
            open_ended = short and not part.text.endswith((".", "?", "!"))
            run = [*(run if follows else ()), part] if open_ended else []
            if len(run) == _VERSE:
                yield _doubt(
                    event, run[0], "These lines look like verse, or like a list without bullets.",
                    "Each is printed as a paragraph of its own.",
                )  # fmt: skip
                break
    for part in parts:
        if part.kind == "heading" and part not in within:
            yield _doubt(
                event, part, f"Nothing stands below the heading “{part.text}”.",
                "Write a full stop behind it if it is no heading.",
            )  # fmt: skip


def _doubt(event: Event, part: Part, message: str, hint: str) -> Problem:
    return Problem(message, Location(event.path, part.line, 1), hint, Severity.WARNING, CODE)
