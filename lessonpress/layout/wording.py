"""Wording: what templates say, in the document's language, an editor's own words before ours.

Knows no lesson. What a language has no words for is said in English, and marked as English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter

from markupsafe import Markup, escape

from lessonpress.document.foreign import mark_language
from lessonpress.document.second_language import Way, mark_both, second_of
from lessonpress.layout.cascade import LayoutFile
from lessonpress.layout.printed import rich
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.problems import Problem
from lessonpress.richtext import InTwo, RichText
from lessonpress.spelling import advise
from lessonpress.words import Message, Words, main_language, messages, placeholders, words_for
from lessonpress.words.lists import comma, listed, semicolon, tie, untie, version_letter


def words_of(files: Sequence[LayoutFile], language: str) -> Words:
    """The words of a language (BCP 47) with what the files, the first of them on top, say otherwise:
    in the language that stands in where ours are none in it, in its main one (`de` for `de-AT`), and
    in it."""
    words = words_for(language)
    for tag in dict.fromkeys((words.language, main_language(language), language)):
        own: dict[str, str] = {}
        for file in reversed(files):
            own |= (file.keys.words or {}).get(tag, {})
        if own:
            words = words.reworded(own, tag)
    return words


class Sayings:
    """What a template calls `_`: says a message, or rich text as it is. With `second` it says it in the pupil's
    language, too, where that has words for it, with the marks of `document.second_language`."""

    def __init__(
        self, words: Words, language: str, second: Words | None = None, second_language: str = ""
    ) -> None:
        self._words = words
        self._language = language
        self._main = main_language(language)
        same = main_language(second_language) == self._main
        self._second = None if same else second
        self._second_language = second_language
        turned = runs_right_to_left(second_language)
        self._way: Way = "" if turned == runs_right_to_left(language) else "r" if turned else "l"

    def __call__(self, message: str | Message | InTwo | RichText | None, **values: object) -> str:
        """The message in the document's language, with `{name}` filled in from the values."""
        if isinstance(message, InTwo):
            return self._in_two(message)
        if isinstance(message, RichText) or message is None:
            return rich(message)
        if isinstance(message, Message):
            values = dict(message.values)
        language = self._words.language_of(message)
        said = self._fill_in(self._words.pattern(message), language, values)
        second = self._second
        if second is None or not self._says(second.language_of(message)):
            return said
        return self._both(second.pattern(message), said, values)

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """What a template calls `ngettext`: the form for this many; `{count}` is the number."""
        pattern = self._words.plural_pattern(one, many, count)
        values = {"count": count, **values}
        said = self._fill_in(pattern, self._words.language, values)
        second = self._second
        if second is None or not self._says(second.language):
            return said
        return self._both(second.plural_pattern(one, many, count), said, values)

    def _says(self, language: str) -> bool:
        """Whether what is said in that language is said in the pupil's."""
        return main_language(language) == main_language(self._second_language)

    def _both(self, pattern: str, said: str, values: Mapping[str, object]) -> str:
        # A message among the values has both in it already.
        filled = {name: second_of(str(value)) for name, value in self._said(values).items()}
        second = pattern.format(**filled) if values else pattern
        return mark_both(second, said, self._second_language, self._way)

    def _in_two(self, text: InTwo) -> str:
        said = self(text.first)
        if text.second is None or self._second is None:
            return said
        return Markup(mark_both(rich(text.second), escape(said), self._second_language, self._way))

    def _fill_in(self, pattern: str, language: str, values: Mapping[str, object]) -> str:
        if main_language(language) == self._main:
            return pattern.format(**self._said(values)) if values else pattern
        if not values:
            return mark_language(pattern, language)
        return "".join(self._marked(pattern, language, self._said(values)))

    def _said(self, values: Mapping[str, object]) -> dict[str, object]:
        return self._words.say_values(values, self)

    def version(self, version: str) -> str:
        """The letter of a version, as the document's language letters a list."""
        return version_letter(version, self._language)

    @property
    def comma(self) -> str:
        """What stands between the items of a list in the document's language."""
        return comma(self._language)

    @property
    def semicolon(self) -> str:
        """What stands between items that are clauses."""
        return semicolon(self._language)

    @property
    def tie(self) -> str:
        """What stands between a number and what it is the number of, in a list in one line; see `untie`."""
        return tie(self._language)

    @property
    def untie(self) -> str:
        """What stands behind what was tied to a number."""
        return untie(self._language)

    def list(self, items: Iterable[object]) -> str:
        """The items of a list, as the document's language joins them."""
        return listed(items, self._language)

    @staticmethod
    def _marked(pattern: str, language: str, values: Mapping[str, object]) -> Iterator[str]:
        """The pattern's own words marked; values are the lesson's, in its own language."""
        for literal, name, _, _ in Formatter().parse(pattern):
            has_words = any(character.isalpha() for character in literal)
            yield mark_language(literal, language) if has_words else literal
            if name is not None:
                yield str(values[name])


def check_words(files: Iterable[LayoutFile], said: Iterable[str]) -> Iterator[Problem]:
    """What an editor's words say otherwise and nothing says; `said` are the templates' messages."""
    known: frozenset[str] | None = None
    for file in files:
        for language, own in (file.keys.words or {}).items():
            for message, text in own.items():
                known = known or messages() | frozenset(said)
                place = ("words", language, message)
                if message not in known:
                    yield Problem(
                        f"No document says `{message}`.",
                        file.source.locate_key(place),
                        advise(message, sorted(known), at_most=0)
                        or "Write the English words, letter by letter as they are printed.",
                        code="unknown-words",
                    )
                elif problem := _misfit(message, text):
                    names = " ".join(f"{{{name}}}" for name in placeholders(message))
                    hint = (
                        f"Write {names} where the lesson's own stands."
                        if names
                        else "Leave out the braces."
                    )
                    if not text.strip():
                        hint = "Write them, or take what says them out of a template of your own."
                    yield Problem(
                        problem,
                        file.source.locate(place),
                        hint,
                        code="wrong-placeholder",
                    )


def _misfit(message: str, text: str) -> str:
    """What is wrong with an editor's words; empty where they can be filled in and printed."""
    if not text.strip():
        return "These words are empty."
    try:
        asked = set(placeholders(text))
    except ValueError:
        return "A brace stands alone in these words."
    if unknown := sorted(asked - set(placeholders(message))):
        return f"Nothing is known of `{{{unknown[0]}}}` here."
    return ""
