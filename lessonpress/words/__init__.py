"""Words: what the program says on paper, by language. Nobody else holds a printed word.

Messages are English in the code, and gettext catalogs (`LANGUAGE.po`) hold their translations, which
Babel compiles once a process. Knows no lesson, no layout and no format.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

#: The language that the messages in the code are written in.
SOURCE_LANGUAGE = "en"


class Words:
    """The words of one language. `language` is the BCP 47 tag of what is said in fact: that of the
    catalog, or English where there is none.
    """

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, with `{name}` filled in from the values."""
        text = self._translations.gettext(message)
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """The form that the language has for this many; `{count}` is the number."""
        return self._translations.ngettext(one, many, count).format(count=count, **values)


@cache
def words_for(language: str) -> Words:
    """The words of a language (BCP 47), or else of its main one (`de` for `de-AT`), or English."""
    for tag in (language, language.partition("-")[0]):
        path = files(__name__) / f"{tag}.po"
        if tag != SOURCE_LANGUAGE and path.is_file():
            return Words(tag, _compile(path.read_bytes(), tag))
    return Words(SOURCE_LANGUAGE, NullTranslations())


def _compile(catalog: bytes, language: str) -> GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(catalog), locale=language.replace("-", "_")))
    compiled.seek(0)
    return GNUTranslations(compiled)
