"""Short answer: as many lines as the answer needs, unless the spec says how many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError


def test_lines_follow_from_the_answer_and_the_stage(resolve: Callable[..., Any]) -> None:
    spec = f"{{activity: short-answer, questions: [{{ask: a, answer: {'long ' * 30}}}]}}"
    lines = {
        stage: resolve(spec, stage=stage)[0].items[0].lines for stage in ("primary", "secondary")
    }
    assert lines == {"primary": 6, "secondary": 4}


def test_lines_can_be_given(resolve: Callable[..., Any]) -> None:
    task, _ = resolve("{activity: short-answer, questions: [{ask: a, answer: b, lines: 9}]}")
    assert task.items[0].lines == 9


def test_the_key_needs_an_answer(resolve: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError, match="answer"):
        resolve("{activity: short-answer, questions: [{ask: a}]}")
