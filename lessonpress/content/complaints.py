"""What pydantic says about a form, said to the person who wrote it: where, in plain words, a hint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from lessonpress.content.spec import SpecSource, ValuePath
from lessonpress.problems import Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Known = Callable[[ValuePath], Sequence[str]]


def complain(
    error: ValidationError, source: SpecSource, known_keys: Known, path: ValuePath = ()
) -> list[Problem]:
    """The problems in `error`, which arose from the value at `path`.

    `known_keys` gives the keys that a mapping may have, for hints.
    """
    return [_problem(one, source, known_keys, path) for one in error.errors(include_url=False)]


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word most like `word`, or all of them if they are few."""
    known = list(known)
    lowered = {one.casefold(): one for one in known}
    if near := get_close_matches(word.casefold(), lowered, 1, cutoff=0.6):
        return f"Did you mean “{lowered[near[0]]}”?"
    if 0 < len(known) <= 20:
        return f"Known are: {', '.join(known)}."
    return ""


def _problem(
    error: ErrorDetails, source: SpecSource, known_keys: Known, base: ValuePath
) -> Problem:
    path = (*base, *error["loc"])
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if kind == "extra_forbidden":
        return Problem(
            f"There is no key “{name}” here.",
            source.key_location(path),
            nearest(name, known_keys(path[:-1])),
            code="unknown-key",
        )
    if path[-1:] == ("[key]",):
        return Problem(
            f"There is no “{given}” here.",
            source.key_location(path[:-1]),
            nearest(str(given), _expected(context)),
            code="unknown-key",
        )
    if kind == "missing":
        written = source.key_location(path) != source.key_location(path[:-1])
        return Problem(
            f"The key “{name}” has no value." if written else f"The key “{name}” is missing.",
            source.key_location(path),
            f"Write {name}: and its value.",
            code="missing-key",
        )
    if kind == "union_tag_not_found":
        return Problem(
            "This activity does not say what kind it is.",
            source.location(path),
            "Add “activity:” and one of the kinds, such as short-answer.",
            code="no-kind",
        )
    if kind == "union_tag_invalid":
        kinds = [one.strip(" '") for one in str(context["expected_tags"]).split(",")]
        return Problem(
            f"There is no activity “{context['tag']}”.",
            source.location((*path, "activity")),
            nearest(str(context["tag"]), kinds),
            code="unknown-kind",
        )
    message, hint, code = _words(kind, context, given, name)
    return Problem(message, source.location(path), hint, code=code)


def _words(kind: str, context: dict[str, Any], given: object, name: str) -> tuple[str, str, str]:
    """Message, hint and code for an error of a value."""
    if given is None:
        return "Nothing is written here.", "Write the value, or remove the dash.", "empty"
    match kind:
        case "string_type":
            what = "a list" if isinstance(given, (list, tuple)) else "keys and values"
            return (
                f"“{name}” must be text, but this is {what}.",
                "Text with a colon in it, or one that begins with [ { - or *, needs quotes.",
                "not-text",
            )
        case "string_too_short":
            return f"“{name}” is empty.", "Write the text, or remove the key.", "empty"
        case "int_parsing" | "int_type" | "int_from_float":
            return f"“{name}” must be a whole number.", "For example 3.", "not-a-number"
        case "greater_than_equal":
            return f"“{name}” must be {context['ge']} or more.", "", "out-of-range"
        case "less_than_equal":
            return f"“{name}” must be {context['le']} or less.", "", "out-of-range"
        case "too_short":
            least = context["min_length"]
            return f"“{name}” needs at least {least}.", "Add what is missing.", "too-few"
        case "too_long":
            return f"“{name}” can have {context['max_length']} at most.", "", "too-many"
        case "tuple_type" | "list_type":
            return (
                f"“{name}” must be a list.",
                "Begin every line of it with a dash and a space.",
                "not-a-list",
            )
        case "model_type" | "model_attributes_type" | "dict_type":
            return (
                f"“{name}” must have keys with values here, not just text.",
                "Write each as “key: value” on a line of its own.",
                "not-a-mapping",
            )
        case "literal_error" | "enum":
            hint = nearest(str(given), _expected(context))
            return f"“{given}” is not known here.", hint, "unknown-value"
    message = str(context.get("message", "")) or kind
    return message, "", kind.replace("_", "-")


def _expected(context: dict[str, Any]) -> list[str]:
    """The words of pydantic's "'a', 'b' or 'c'"."""
    return re.findall(r"'([^']*)'", str(context["expected"]))
