"""Catalogs: every message in every shipped language, no more, and with the same placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from configparser import ConfigParser
from gettext import c2py
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from lessonpress.activities import kinds
from lessonpress.words import SOURCE_LANGUAGE, languages, messages, placeholders, words_for

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "lessonpress" / "words"
TRANSLATED = [language for language in languages() if language != SOURCE_LANGUAGE]
KEYWORDS = {**DEFAULT_KEYWORDS, "plural": (1, 2)}


def extracted() -> Catalog:
    """Every message in the code and in the templates, as pybabel finds them."""
    config = ConfigParser()
    config.read(WORDS / "extraction.cfg", "utf-8")
    methods = []
    for section in config.sections():
        method, _, pattern = section.partition(": ")
        if pattern:
            methods.append((pattern, dict(config["extractors"]).get(method, method)))
    found = Catalog()
    for _, _, message, _, _ in extract_from_dir(ROOT, methods, keywords=KEYWORDS):
        found.add(message, flags=())
    return found


EXTRACTED = extracted()
IDS = {one.id for one in EXTRACTED if one.id}


def catalog(language: str) -> Catalog:
    return read_po((WORDS / f"{language}.po").open("rb"))


def missing(found: Catalog) -> set[object]:
    """The messages that a catalog does not have, or has no words for."""
    said = {one.id for one in found if one.id and all(strings(one.string)) and not one.fuzzy}
    return IDS - said


def test_messages_are_found_in_templates_and_in_code() -> None:
    assert {"Key Facts", "Put the events in order", "Class list", "Key fact {number}"} <= IDS


def test_the_template_for_translators_holds_what_the_code_says() -> None:
    written = BytesIO()
    write_po(written, EXTRACTED, no_location=True, omit_header=True, sort_output=True)
    committed = (WORDS / "messages.pot").read_text("utf-8").strip()
    assert committed == written.getvalue().decode().strip(), "see docs/languages.md"
    assert messages() == {one if isinstance(one, str) else one[0] for one in IDS}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalog_says_every_message_and_no_other(language: str) -> None:
    found = catalog(language)
    assert missing(found) == set()
    assert {one.id for one in found if one.id} == IDS
    assert found.obsolete == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    for one in catalog(language):
        for text in strings(one.string) if one.id else ():
            expected = {name for part in strings(one.id) for name in placeholders(part)}
            assert set(placeholders(text)) == expected, text


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalog_has_a_form_for_every_count_of_its_language(language: str) -> None:
    found = catalog(language)
    form_of, category_of = c2py(found.plural_expr), Locale.parse(language, sep="-").plural_form
    # As the CLDR parts them; beyond a thousand of anything nobody counts on a worksheet.
    pairs = {(category_of(count), form_of(count)) for count in range(1000)}
    categories, forms = ({pair[side] for pair in pairs} for side in (0, 1))
    assert len(pairs) == len(categories) == len(forms) == found.num_plurals
    for one in found:
        if one.pluralizable:
            assert len(strings(one.string)) == found.num_plurals


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_begins_and_ends_as_its_message_does(language: str) -> None:
    """Sentences end in full stops, and labels in colons."""
    for one in catalog(language):
        for text in strings(one.string) if one.id else ():
            for mark in ".:?":
                own = MARKS.get((language, mark), mark)
                assert text.endswith(own) == strings(one.id)[0].endswith(mark) or text in DIFFERENT
                assert own == mark or mark not in text
            assert text == text.strip()


#: The abbreviation for a number differs: some have a raised o, or a sign of its own.
DIFFERENT = {"Nº", "N.º", "№"}
#: What a language writes in place of an English mark.
MARKS = {("ar", "?"): "؟"}


#: How an instruction speaks to more than one, in languages that could also speak to one.
PLURAL_IMPERATIVES = {
    "cs": r"\w(?:te|ťe)\b",
    "sk": r"\w(?:te|ťe)\b",
    "fr": r"\wez\b|\bDites\b",
    "uk": r"\w(?:те|іть)\b",
}


@pytest.mark.parametrize(("language", "form"), PLURAL_IMPERATIVES.items())
def test_every_activity_speaks_to_pupils_in_the_same_way(language: str, form: str) -> None:
    words = words_for(language)
    said = [words(kind.default_instructions) for kind in kinds().values()]
    assert len(said) > 30
    assert [one for one in said if not re.search(form, one)] == []


def test_languages_are_those_with_a_catalog() -> None:
    assert {"en", "ar", "cs", "de", "es", "fr", "pl", "sk", "uk"} <= set(languages())
    assert [words_for(tag).language for tag in ("de-AT", "DE", "uk-UA", "bg", "en-GB", "cs")] == [
        "de",
        "de",
        "uk",
        "en",
        "en",
        "cs",
    ]


def strings(value: object) -> list[str]:
    return list(iterate(value))


def iterate(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        yield from map(str, value)
