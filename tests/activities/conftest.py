"""What tests of activities share: a spec of one in, its task and what is wrong with it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from lessonpress.activities import kinds
from lessonpress.activities.base import Evidence, Setting, Task, Term
from lessonpress.richtext import RichText
from lessonpress.words import N_


class OnePassage:
    """An event that says only one thing."""

    text = "The war ended in May."

    def find(self, quote: str) -> Evidence | None:
        return Evidence(quote, N_("Summary")) if quote in self.text else None

    def nearest(self, quote: str) -> str:
        return f"The nearest passage is “{self.text}” (Summary)."


@pytest.fixture
def resolve() -> Callable[..., Any]:
    """Gives an activity's task and the path and code of every finding."""

    def resolve(text: str, **known: Any) -> tuple[Task, list[tuple[tuple[str | int, ...], str]]]:
        data = yaml.load(text, yaml.BaseLoader)
        setting = Setting(**{"id": "a1", "passages": OnePassage(), **known})
        task = kinds()[data["activity"]].model_validate(data).resolve(setting)
        return task, [(one.path, one.code) for one in setting.findings]

    return resolve


@pytest.fixture
def vocabulary() -> tuple[Term, ...]:
    words = {"partisan": "A fighter", "siege": "A long attack", "truce": "A pause"}
    return tuple(
        Term(RichText.from_markdown(word), RichText.from_markdown(meaning))
        for word, meaning in words.items()
    )
