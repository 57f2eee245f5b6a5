"""What puzzles are made of: words with their letters and clues, from the vocabulary or given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from lessonpress.activities.base import (
    Evidence,
    Listed,
    Path,
    Setting,
    same,
)
from lessonpress.activities.letters import counts_of, letters_of, runs_to_the_left
from lessonpress.activities.texts import Paragraph, Texts
from lessonpress.activities.vocabulary_terms import chosen_terms
from lessonpress.richtext import RichText

#: More boxes side by side would be too small to write in on any paper.
LARGEST_GRID = 20


class ClueWord(Listed):
    word: Paragraph = Field(description="The word that is looked for.")
    clue: Paragraph = Field(description="What students find it by.")
    evidence: Texts = Field((), description="Quotes from the event that it rests on.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of a puzzle, written at `path` of its activity or, with `of_lesson`, of the lesson.

    `letters` are what stands in its boxes, `counts` says how many each of its words takes. Of
    words that are given without a clue, `clue` is None.
    """

    text: str
    letters: tuple[str, ...]
    counts: str
    clue: RichText | None
    path: Path
    of_lesson: bool = False
    evidence: tuple[Evidence, ...] = ()

    @property
    def from_vocabulary(self) -> bool:
        return self.path[:1] != ("words",)

    def report(self, setting: Setting, message: str, hint: str, *, code: str) -> None:
        setting.report(self.path, message, hint, code=code, of_lesson=self.of_lesson)


def entries(
    setting: Setting,
    terms: Sequence[str],
    words: Sequence[ClueWord | str],
    *,
    least: int,
    most: int,
    longest: int,
    what: str,
    clued: bool = True,
) -> list[Entry]:
    """The words of a puzzle: the `terms` of the vocabulary and the `words` that are given, or, where
    there are neither, the whole vocabulary.

    Reports words that no puzzle can have, and fewer than `least` or more than `most`. `what` is what
    the puzzle is called at the beginning of a sentence. Where words are found by their clues, one that
    its own clue tells is reported, too.
    """
    found = [*_from_vocabulary(setting, terms, words, least, what), *_given(setting, words)]
    fit = [one for one in found if _fits(setting, one, longest)]
    if clued:
        _report_told(setting, fit)
    seen: dict[tuple[str, ...], Entry] = {}
    for one in fit:
        if (other := seen.setdefault(one.letters, one)) is not one:
            one.report(
                setting,
                f"`{one.text}` has the same letters as `{other.text}`.",
                "Leave one of the two out.",
                code="repeated",
            )
    if 0 < len(terms) + len(words) < least:
        setting.report(
            ("words",) if words else ("terms",),
            f"{what} needs at least {least} words.",
            "Add another one.",
            code="too-few",
        )
    if len(found) > most:
        setting.report(
            ("words",) if words else ("terms",) if terms else (),
            f"{what} has room for {most} words; these are {len(found)}.",
            "Name fewer under `terms:` or `words:`, or make two puzzles of them.",
            code="too-many",
        )
    return list(seen.values())


def _from_vocabulary(
    setting: Setting,
    terms: Sequence[str],
    words: Sequence[ClueWord | str],
    least: int,
    what: str,
) -> list[Entry]:
    if words and not terms:
        return []
    chosen = chosen_terms(setting, terms, least=1 if terms else least, what=what)
    places = {same(name): index for index, name in reversed(list(enumerate(terms)))}
    made = []
    for index, term in enumerate(chosen):
        text = term.term.plain
        path: Path = ("terms", places[same(text)]) if terms else ("vocabulary", index, "term")
        made.append(_entry(setting, text, term.definition, path, of_lesson=not terms))
    return made


def _given(setting: Setting, words: Sequence[ClueWord | str]) -> list[Entry]:
    made = []
    for index, word in enumerate(words):
        if isinstance(word, str):
            plain = RichText.from_markdown(word).plain
            made.append(_entry(setting, plain, None, ("words", index)))
            continue
        plain, clue = RichText.from_markdown(word.word).plain, RichText.from_markdown(word.clue)
        evidence = setting.evidence(word.evidence, ("words", index))
        made.append(_entry(setting, plain, clue, ("words", index, "word"), evidence=evidence))
    return made


def _entry(
    setting: Setting,
    text: str,
    clue: RichText | None,
    path: Path,
    *,
    of_lesson: bool = False,
    evidence: tuple[Evidence, ...] = (),
) -> Entry:
    language = setting.language
    letters = letters_of(text, language)
    return Entry(text, letters, counts_of(text, language), clue, path, of_lesson, evidence)


def _report_told(setting: Setting, words: Sequence[Entry]) -> None:
    for word in words:
        answer = re.escape(same(word.text))
        if word.clue and re.search(rf"(?<!\w){answer}(?!\w)", same(word.clue.plain)):
            word.report(
                setting,
                f"The clue of `{word.text}` has the word itself in it.",
                "Say it in other words, or leave the word out.",
                code="clue-tells",
            )


def _fits(setting: Setting, entry: Entry, longest: int) -> bool:
    letters = len(entry.letters)
    if runs_to_the_left(entry.text):
        entry.report(
            setting,
            f"`{entry.text}` is written from right to left, and boxes are filled from left to right.",
            "Leave it out, or use another activity, such as `vocabulary-quiz`.",
            code="right-to-left",
        )
    elif letters < 2:
        entry.report(
            setting,
            f"`{entry.text}` has fewer than two letters to put into boxes.",
            "Leave it out, or write it in full.",
            code="too-short",
        )
    elif letters > longest:
        entry.report(
            setting,
            f"`{entry.text}` has {letters} letters, and the grid is {longest} boxes wide.",
            "Leave it out, or use a shorter form of it"
            + (", or ask for a larger `size`." if longest < LARGEST_GRID else "."),
            code="too-long",
        )
    else:
        return True
    return False
