"""Words: what the program says on paper, by language. Nobody else holds a printed word.

Messages are English in the code, and gettext catalogs (`LANGUAGE.po`) hold their translations, which
Babel compiles once a process. Knows no lesson, no layout and no format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from string import Formatter

from lessonpress.words.lists import listed
from lessonpress.words.tags import main_language as main_language

#: The language that the messages in the code are written in.
SOURCE_LANGUAGE = "en"
_ENDING = ".po"


@dataclass(frozen=True, slots=True)
class Message:
    """Something to be said, in English as yet: `{name}` in the text stands for one of the values.

    A value may be a message, too, or a tuple: a list. `str()` is what it says in English, for whoever isn't
    on paper.
    """

    text: str
    values: tuple[tuple[str, object], ...] = ()

    def having(self, **values: object) -> Message:
        """The message with these values."""
        return Message(self.text, tuple(values.items()))

    def __str__(self) -> str:
        if not self.values:
            return self.text
        return self.text.format(
            **{
                name: ", ".join(map(str, value)) if isinstance(value, tuple) else value
                for name, value in self.values
            }
        )


def N_(text: str) -> Message:
    """A message that is said later, in a language that isn't known here. (The name is gettext's.)"""
    return Message(text)


def listing(items: Iterable[str | int]) -> Message:
    """A list, which is said as the language joins one."""
    return Message("{items}", (("items", tuple(items)),))


class Words:
    """The words of one language.

    `language` is the BCP 47 tag of what is said in fact: that of the catalog, or English where there
    is none.
    """

    def __init__(
        self,
        language: str,
        translations: NullTranslations,
        asked: str | None = None,
        own: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        self.language = language
        self._translations = translations
        self._asked = asked or language
        self._own = own or {}

    def __call__(self, message: str | Message, **values: object) -> str:
        """The message in this language, with `{name}` filled in from the values."""
        if isinstance(message, Message):
            values = dict(message.values)
        text = self.pattern(message)
        if not values:
            return text
        return text.format(**self.say_values(values, self))

    def say_values(
        self, values: Mapping[str, object], say: Callable[[Message], str]
    ) -> dict[str, object]:
        """The values of a message, with those said by `say` that are messages, and lists joined."""
        return {
            name: say(value)
            if isinstance(value, Message)
            else self.list(value)
            if isinstance(value, tuple)
            else value
            for name, value in values.items()
        }

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """The form that the language has for this many; `{count}` is the number."""
        return self.plural_pattern(one, many, count).format(count=count, **values)

    def list(self, items: Iterable[object]) -> str:
        """The items of a list, as the language that was asked for joins them."""
        return listed(items, self._asked)

    def pattern(self, message: str | Message) -> str:
        """The message in this language, with `{name}` in it as yet."""
        text = message.text if isinstance(message, Message) else message
        own = self._own.get(text)
        return self._translations.gettext(text) if own is None else own[0]

    def plural_pattern(self, one: str, many: str, count: int) -> str:
        own = self._own.get(one if count == 1 else many)
        if own is not None:
            return own[0]
        return self._translations.ngettext(one, many, count)

    def reworded(self, own: Mapping[str, str], language: str) -> Words:
        """The same words, but for some messages that are said otherwise, in a language (BCP 47)."""
        more = {message: (text, language) for message, text in own.items()}
        return Words(self.language, self._translations, self._asked, {**self._own, **more})

    def language_of(self, message: str | Message) -> str:
        """The language (BCP 47) that this message is said in."""
        text = message.text if isinstance(message, Message) else message
        return self._own[text][1] if text in self._own else self.language


@cache
def words_for(language: str) -> Words:
    """The words of a language (BCP 47), or else of its main one (`de` for `de-AT`), or English."""
    for tag in (language, main_language(language)):
        path = catalogs().joinpath(f"{tag}{_ENDING}")
        if tag != SOURCE_LANGUAGE and path.is_file():
            return Words(tag, _compile(path.read_bytes()), language)
    return Words(SOURCE_LANGUAGE, NullTranslations(), language)


def catalogs() -> Traversable:
    """The folder of the catalogs."""
    return files(__name__)


def languages() -> tuple[str, ...]:
    """Every language that there are words in, English too."""
    found = {
        path.name.removesuffix(_ENDING)
        for path in catalogs().iterdir()
        if path.name.endswith(_ENDING)
    }
    return tuple(sorted(found | {SOURCE_LANGUAGE}))


@cache
def messages() -> frozenset[str]:
    """Every message in English, as the template for translators has them (`messages.pot`)."""
    from babel.messages.pofile import read_po

    template = files(__name__).joinpath("messages.pot")
    ids = [one.id for one in read_po(BytesIO(template.read_bytes())) if one.id]
    return frozenset(one if isinstance(one, str) else one[0] for one in ids)


def placeholders(message: str) -> Iterator[str]:
    """The names in braces. Raises ValueError where braces are not in pairs."""
    for _, name, _, _ in Formatter().parse(message):
        if name is not None:
            yield name


def _compile(catalog: bytes) -> GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(catalog)))
    compiled.seek(0)
    return GNUTranslations(compiled)
