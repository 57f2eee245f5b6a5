"""Which known word was meant."""

from __future__ import annotations

from lessonpress.spelling import advise, nearest


def test_the_nearest_word_is_found_whatever_its_case() -> None:
    assert nearest("titel", ["body", "title"]) == "title"
    assert nearest("a4", ["A4", "Letter"]) == "A4"
    assert nearest("zzz", ["body", "title"]) is None


def test_advice_names_the_nearest_word_or_all_if_they_are_few() -> None:
    assert advise("bdy", ["body", "title"]) == "Did you mean `body`?"
    assert advise("zzz", ["body", "title"]) == "Known here: `body`, `title`."
    assert advise("zzz", ["body", "title"], at_most=1) == ""
    assert advise("zzz", []) == ""
