"""Cloze: words left out of a text, or of the event's own key facts, to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lessonpress.activities.base import (
    KEY_FACT,
    ActivityForm,
    Evidence,
    Listed,
    Path,
    Setting,
    Truth,
    same,
)
from lessonpress.activities.cloze_blanks import LeftOut, in_order, report_left_out
from lessonpress.activities.cloze_task import ClozeItem, ClozeTask, Gap, Words
from lessonpress.activities.letters import first_letter
from lessonpress.activities.sentence_case import in_bank
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Text, Texts
from lessonpress.comparison import Comparable
from lessonpress.lettered import item_starts
from lessonpress.richtext import RichText, one_line
from lessonpress.words import N_, Message

# `[word]` is a blank, `[word](address)` a link, `[word]{lang=fr}` a phrase, `\[word]` the word in
# brackets. What authors write in brackets themselves stays text: `[…]`, `[sic]`, and marks of
# references behind a word, `fell.[1]`.
_BLANK = re.compile(
    r"(?<![\\^])\[(?!(?:…|\.\.\.|sic!?|!|\?)\]|\^)(?!(?<=[^\s(]\[)\d{1,2}\])([^\[\]]*)\]"
    r"(?!\(|\{ ?[#.A-Za-z_][\w:-]*[=} ])",
    re.IGNORECASE,
)
# Stands for a blank while the Markdown around it is read; Unicode keeps it out of all text.
_GAP = "\ufdd0"
_SMALLEST_GAP, _LARGEST_GAP = 10, 30
_Part = tuple[RichText, LeftOut | None]
# Paragraphs, and items of a list, each a passage of its own.
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_BULLET = re.compile(r"[-*+•][ \t]+")


class KeyFactBlanks(Listed):
    fact: Annotated[int, Field(ge=1)] = Field(description="The number of the key fact.")
    blank: Annotated[Texts, Field(min_length=1)] = Field(description="The words that are left out.")


class Cloze(ActivityForm):
    """Words to fill in."""

    default_title: ClassVar[Message] = N_("Fill in the blanks")
    default_instructions: ClassVar[Message] = N_("Write the missing word or words in each blank.")

    helps: ClassVar[tuple[HelpKey, ...]] = (
        "word_bank",
        "first_letters",
        "wrong_choices",
        "example",
    )

    activity: Literal["cloze"]
    word_bank: Truth | None = Field(
        None, description="Print the missing words in a box? Default: where nothing else helps."
    )
    choices: Truth = Field(
        False, description="Print what to choose from behind each blank? [right/wrong/wrong]"
    )
    first_letters: Truth = Field(False, description="Print the first letter of each missing word?")
    text: Text | None = Field(None, description="The text, with what is left out in [brackets].")
    key_facts: tuple[KeyFactBlanks, ...] = Field((), description="Blanks in the event's key facts.")
    evidence: Texts = Field((), description="Quotes from the event that the text rests on.")

    @model_validator(mode="after")
    def _has_one_source(self) -> Cloze:
        if (self.text is None) == (not self.key_facts):
            raise PydanticCustomError(
                "one-source",
                "A cloze has either a text or key facts, and not both.",
                {"hint": "Write `text:` with [blanks] in it, or `key_facts:`."},
            )
        return self

    def parted(self) -> tuple[str, tuple[str, ...]] | None:
        return ("text", tuple(_passages_of(self.text))) if self.text else None

    @model_validator(mode="after")
    def _helps_once(self) -> Cloze:
        if self.choices and (self.word_bank or self.first_letters):
            raise PydanticCustomError(
                "helps-twice",
                "Choices behind each blank leave nothing to find for a word bank or first letters.",
                {"hint": "Leave out `word_bank:` and `first_letters:`, or `choices:`."},
            )
        return self

    @property
    def usual_instructions(self) -> Message:
        if self.choices:
            return N_("Write the right one of the words in parentheses in each blank.")
        if self.first_letters:
            return N_("Write the missing word in each blank. Its first letter is given.")
        return self.default_instructions

    def _read(self, text: str, setting: Setting, path: Path) -> LeftOut:
        left_out = LeftOut.read(text, choices=self.choices)
        helps = {"choices": self.choices, "first_letters": self.first_letters}
        report_left_out(left_out, setting, path, **helps)
        return left_out

    def resolve(self, setting: Setting) -> ClozeTask:
        passages = list(self._in_text(setting) if self.text else self._in_key_facts(setting))
        answers = [
            one
            for passage in passages
            for _, left_out in passage.parts
            if left_out
            for one in (left_out.answer, *left_out.also)
        ]
        size = min(max([_SMALLEST_GAP, *(len(answer) + 2 for answer in answers)]), _LARGEST_GAP)
        items = []
        number = 0
        for passage in passages:
            segments: list[Words | Gap] = []
            for words, left_out in passage.parts:
                if words:
                    segments.append(Words(words))
                if left_out:
                    number += 1
                    segments.append(self._gap(left_out, number, size, setting))
            items.append(
                ClozeItem(
                    number=passage.number,
                    id=setting.item_id(passage.number, passage.path),
                    evidence=passage.evidence,
                    segments=tuple(segments),
                )
            )
        helped = self.choices or self.first_letters
        has_bank = not helped if self.word_bank is None else self.word_bank
        in_bank = self._in_bank(passages, setting) if has_bank else []
        bank = list({same(word): word for word in reversed(in_bank)}.values())[::-1]
        return ClozeTask(
            items=tuple(items),
            word_bank=tuple(bank[at] for at in setting.order(len(bank))),
        )

    @property
    def may_help(self) -> tuple[HelpKey, ...]:
        return (
            ("wrong_choices", "example")
            if self.choices
            else ("word_bank", "first_letters", "example")
        )

    def help_with(self, task: ClozeTask, helping: Helping) -> Support:
        """Fewer choices where there are any; else a bank, and first letters where everybody has one."""
        from lessonpress.activities.cloze_support import (
            with_fewer_choices,
            with_first_letters,
            words_of,
        )

        said = helping.said
        if self.choices:
            return Support(with_fewer_choices(task, helping))
        letters = bool(task.word_bank) if said.first_letters is None else said.first_letters
        if letters and not self.first_letters:
            task = with_first_letters(task, helping.setting.language)
        if isinstance(said.word_bank, tuple):
            return Support(replace(task, word_bank=()), bank=helping.bank(()))
        if task.word_bank or said.word_bank is False:
            return Support(task)
        return Support(
            task, bank=helping.bank(words_of(task, helping.setting, of_facts=not self.text))
        )

    def _gap(self, left_out: LeftOut, number: int, size: int, setting: Setting) -> Gap:
        hint = first_letter(left_out.answer, setting.language) if self.first_letters else ""
        also = left_out.also
        if hint:  # whoever goes on behind the letter is right, too
            rest = (one[len(hint) :].strip() for one in (left_out.answer, *also))
            also = (*also, *(one for one in rest if one))
        return Gap(
            number=number,
            id=f"{setting.id}_b{number}",
            answer=left_out.answer,
            size=size,
            others=left_out.also,
            also=also,
            choices=in_order(left_out, setting, number),
            hint=hint,
        )

    def _in_bank(self, passages: Iterable[_Passage], setting: Setting) -> list[str]:
        """The answers as they stand in the bank."""
        parts = [
            [(str(words), left_out.answer if left_out else "") for words, left_out in one.parts]
            for one in passages
        ]
        return in_bank(parts, setting.running_text, setting.language, of_facts=not self.text)

    def _in_text(self, setting: Setting) -> Iterator[_Passage]:
        assert self.text is not None
        if not _BLANK.search(self.text):
            setting.report(
                ("text",),
                "This text has no blanks.",
                "Put each word that is to be left out in square brackets: In [October] 1944 …",
                code="no-blanks",
            )
        evidence = setting.evidence(self.evidence, ())
        for number, paragraph in enumerate(_passages_of(self.text), start=1):
            blanks = [m[1] for m in _BLANK.finditer(paragraph)]
            answers = iter([self._read(blank, setting, ("text",)) for blank in blanks])
            text = RichText.from_markdown(_BLANK.sub(_GAP, paragraph))
            parts = _split(text, ((at, at + 1) for at in _every(_GAP, text.plain)))
            yield _Passage(
                number,
                ("text",),
                evidence if number == 1 else (),
                [(words, next(answers) if gap else None) for words, gap in parts],
            )

    def _in_key_facts(self, setting: Setting) -> Iterator[_Passage]:
        if setting.key_facts is None:
            return
        printed: set[int] = set()
        for index, blanks in enumerate(self.key_facts):
            if blanks.fact > len(setting.key_facts):
                count = len(setting.key_facts)
                setting.report(
                    ("key_facts", index, "fact"),
                    f"The event has no key fact {blanks.fact}.",
                    f"It has {count}, numbered from 1." if count else "It has none at all.",
                    code="unknown-key-fact",
                )
                continue
            if blanks.fact in printed:
                setting.report(
                    ("key_facts", index, "fact"),
                    f"Key fact {blanks.fact} is printed twice, and each shows what the other leaves out.",
                    f"Put the words into one list: fact: {blanks.fact}, blank: [one word, another].",
                    code="repeated",
                )
            printed.add(blanks.fact)
            fact = setting.key_facts[blanks.fact - 1].without_notes
            ranges: dict[tuple[int, int], LeftOut] = {}
            for place, said in enumerate(blanks.blank):
                left_out = self._read(said, setting, ("key_facts", index, "blank", place))
                blank = left_out.answer
                looked_for = (said, RichText.from_markdown(said).plain, blank)
                places = (_find_word(one, fact.plain, ranges) for one in looked_for)
                found = next(filter(None, places), None)
                if found:
                    ranges[found] = replace(left_out, answer=str(fact.part(*found)))
                else:
                    setting.report(
                        ("key_facts", index, "blank", place),
                        f"“{blank or said}” does not stand in key fact {blanks.fact}.",
                        f"Key fact {blanks.fact} reads: {fact.plain}",
                        code="blank-not-found",
                    )
            yield _Passage(
                index + 1,
                ("key_facts", index),
                (Evidence(str(fact), KEY_FACT.having(number=blanks.fact)),),
                _filled(_split(fact, sorted(ranges)), [ranges[one] for one in sorted(ranges)]),
            )


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text in parts: words, and what is left out after them (nothing at the end)."""

    number: int
    path: tuple[str | int, ...]
    evidence: tuple[Evidence, ...]
    parts: list[_Part]


def _filled(parts: Iterable[tuple[RichText, str]], left_out: Iterable[LeftOut]) -> list[_Part]:
    """The parts with what is left out after each but the last."""
    fillings = iter(left_out)
    return [(words, next(fillings, None)) for words, _ in parts]


def _passages_of(text: str) -> Iterator[str]:
    """The paragraphs of a text; where one holds a list, its items."""
    for paragraph in _PARAGRAPHS.split(text):
        starts = [*item_starts(paragraph), len(paragraph)]
        for start, stop in pairwise([0, *starts]):
            if part := paragraph[start:stop].strip():
                yield _BULLET.sub("• ", part, count=1) if _BULLET.match(part) else part


def _split(text: RichText, ranges: Iterable[tuple[int, int]]) -> list[tuple[RichText, str]]:
    parts: list[tuple[RichText, str]] = []
    position = 0
    for start, stop in ranges:
        parts.append((text.part(position, start), str(text.part(start, stop))))
        position = stop
    parts.append((text.part(position, len(text.plain)), ""))
    return parts


def _every(character: str, text: str) -> list[int]:
    return [index for index, letter in enumerate(text) if letter == character]


def _find_word(word: str, text: str, taken: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Where `word` stands in `text` as a whole word that isn't left out already."""
    free = [
        (start, stop)
        for start, stop in Comparable(text).find_words(word)
        if all(stop <= other or start >= end for other, end in taken)
    ]
    exact = [place for place in free if text[slice(*place)] == one_line(word)]
    return next(iter(exact or free), None)
