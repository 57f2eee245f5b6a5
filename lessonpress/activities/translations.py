"""Translations: how people give a text in other languages, by their codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from lessonpress.activities.form import Form
from lessonpress.activities.texts import Paragraph, Text
from lessonpress.richtext import RichText
from lessonpress.words.codes import canonical, is_language, language_meant

#: What says that something is printed in no other language.
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in another language (BCP 47)."""

    language: str
    text: RichText


def _code(text: str) -> str:
    if not is_language(text):
        hint = "Write a code such as uk (Ukrainian), ar (Arabic) or pt-BR."
        if known := language_meant(text):
            hint = f"{known[1]} is `{known[0]}`."
        told = {"code": text, "hint": hint}
        raise PydanticCustomError("unknown-language", "`{code}` is no language.", told)
    return canonical(text)


def _each_once(value: object) -> object:
    """Nothing is lost where one language is written in two ways, `pt-br` and `pt-BR`."""
    codes = [canonical(str(one)) for one in value] if isinstance(value, dict) else []
    for code in codes:
        if codes.count(code) > 1:
            raise PydanticCustomError(
                "repeated",
                "The language `{code}` stands twice here.",
                {"code": code, "hint": "Remove one of the two."},
            )
    return value


def _in_one_language(value: object) -> object:
    if isinstance(value, dict) and value and all(is_language(str(one)) for one in value):
        code = list(value)[-1]
        raise PydanticCustomError(
            "several-languages",
            "Here stands a text in several languages, and one is meant.",
            {
                "hint": "Write it in the lesson's own, and the others below it: "
                f"`translations: {{{code}: {{instructions: …}}}}`."
            },
        )
    return value


def _listed(value: object) -> object:
    if value == _NONE:
        return ()
    return (value,) if isinstance(value, str) else value


class ToldForm(Form):
    """What an activity says in another language."""

    title: Paragraph | None = Field(None, description="Its heading in that language.")
    instructions: Paragraph | None = Field(
        None, description="What students are told to do, in that language."
    )


LanguageCode = Annotated[Text, AfterValidator(_code)]
#: A word or a sentence in other languages.
Translations = Annotated[Mapping[LanguageCode, Paragraph], BeforeValidator(_each_once)]
#: What an activity says in other languages.
ToldIn = Annotated[Mapping[LanguageCode, ToldForm], BeforeValidator(_each_once)]
#: Tells whoever writes a text in several languages where the others go.
OneLanguage = BeforeValidator(_in_one_language)
#: In which languages words are printed as well.
GlossaryLanguages = Annotated[
    tuple[LanguageCode, ...],
    BeforeValidator(_listed, json_schema_input_type=Text | Literal["none"] | tuple[Text, ...]),
]
