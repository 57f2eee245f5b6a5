"""Pydantic's complaints about a YAML file in plain words, each with its place and a way to mend it.

Ground; knows no room. Problems come all at once, in the order of the file.
"""

from __future__ import annotations

import types
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.spelling import advise, nearest
from lessonpress.yaml_traps import quoted
from lessonpress.yamlfile import YamlFile

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

#: More than anybody reads; a file with a million of them would take hours to tell.
MOST_ERRORS = 100

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], file: YamlFile, context: Any = None) -> Model:
    """The file's data as a `model`. Raises ProblemError with everything that is wrong with it."""
    try:
        return model.model_validate({} if file.data is None else file.data, context=context)
    except ValidationError as error:
        raise ProblemError(describe_errors(error, model, file)) from None


def describe_errors(
    error: ValidationError,
    model: type[BaseModel],
    file: YamlFile,
    told_of: Collection[tuple[str | int, ...]] = (),
) -> tuple[Problem, ...]:
    """A problem for each of pydantic's errors, but for those at or below the paths `told_of`.

    A validator of our own says what it means with `ValueError("message")`, or, where there is a way
    to mend it, with `PydanticCustomError("code", "message", {"hint": "…"})`.
    """
    errors = [
        details
        for details in error.errors()
        if not _follows_from_another(details)
        and not any(details["loc"][: len(path)] == path for path in told_of)
    ]
    more = len(errors) - MOST_ERRORS
    del errors[MOST_ERRORS:]
    meant = _misspelt(errors)
    problems = {
        _describe(details, model, file): None
        for details in errors
        if not (details["type"] == "missing" and details["loc"] in meant)
    }
    listed = sorted(problems, key=lambda problem: problem.location)
    if more > 0:
        message = f"There are {more:,} more problems of this kind in the file."
        listed.append(
            Problem(message, listed[-1].location, "Mend these first.", code="more-problems")
        )
    return tuple(listed)


def _misspelt(errors: Sequence[ErrorDetails]) -> set[tuple[str | int, ...]]:
    """The missing keys that an unknown key beside them was meant to be: they are there, misspelt."""
    meant = set()
    for unknown in errors:
        *parent, key = unknown["loc"] or [""]
        if unknown["type"] == "extra_forbidden":
            missing = {
                str(each["loc"][-1]): each["loc"]
                for each in errors
                if each["type"] == "missing" and list(each["loc"][:-1]) == parent
            }
            near = nearest(str(key), missing)
            if near is not None:
                meant.add(missing[near])
    return meant


def _follows_from_another(details: ErrorDetails) -> bool:
    """Is a list too short only because items with problems of their own don't count?"""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _describe(details: ErrorDetails, model: type[BaseModel], file: YamlFile) -> Problem:
    kind = details["type"]
    if details["loc"] and details["loc"][-1] == "[key]":
        return _describe_key(details, file)
    context: Mapping[str, Any] = details.get("ctx", {})
    path, candidates = _follow(details["loc"], model, file.data)
    name = f"`{path[-1]}`" if path and isinstance(path[-1], str) else _name_item(path)
    found = _name_value(details["input"])

    if kind == "missing":
        where = file.locate_key(path[:-1])
        return Problem(
            f"{name} is missing here.", where, f"Add a line `{path[-1]}:`.", code="missing-key"
        )
    if kind == "union_tag_not_found":
        tag = str(context["discriminator"]).strip("'")
        return Problem(
            f"`{tag}` is missing here.",
            file.locate_key(path),
            f"Add a line `{tag}:`.",
            code="missing-key",
        )
    if kind == "extra_forbidden":
        hint = _below(str(path[-1]), candidates) or advise(str(path[-1]), _keys(candidates))
        return Problem(
            f"The key {name} is not known here.", file.locate_key(path), hint, code="unknown-key"
        )
    where = file.locate(path)
    if kind == "union_tag_invalid":
        tag = str(context["discriminator"]).strip("'")
        known = _listed(str(context["expected_tags"]))
        hint = advise(str(context["tag"]), known)
        where = file.locate((*path, tag))
        return Problem(
            f"`{tag}: {context['tag']}` is not known.", where, hint, code="unknown-value"
        )
    if kind in ("literal_error", "enum"):
        known = _listed(str(context["expected"]))
        hint = advise(str(details["input"]), known)
        return Problem(f"{name} cannot be {found}.", where, hint, code="unknown-value")
    if kind == "string_type":
        hint = "Put it in quotes." if isinstance(details["input"], bool | int | float) else ""
        if isinstance(details["input"], list | dict):
            hint = _as_text(file.text_around(where), where)
        if isinstance(details["input"], list) and details["input"]:
            hint = f"{_one_of(path, details['input'])} {hint}".strip()
        return Problem(f"{name} should be text, not {found}.", where, hint, code="wrong-type")
    expected = _EXPECTED.get(kind)
    if expected is not None:
        return Problem(f"{name} should be {expected}, not {found}.", where, code="wrong-type")
    if kind in ("too_short", "too_long"):
        bound = (
            f"at least {context['min_length']}"
            if kind == "too_short"
            else f"at most {context['max_length']}"
        )
        message = f"{name} should have {bound}, not {context['actual_length']}."
        return Problem(message, where, code=kind.replace("_", "-"))
    if kind == "value_error":
        return Problem(str(context["error"]), where, code="wrong-value")
    if "hint" in context:
        return Problem(details["msg"], where, str(context["hint"]), code=kind.replace("_", "-"))
    message = details["msg"].replace("Input should", f"{name} should").removesuffix(".")
    return Problem(f"{message}.", where, code=kind.replace("_", "-"))


def _one_of(path: Sequence[str | int], values: Sequence[Any]) -> str:
    """How to write one text where a list stands; empty where the list has none in it."""
    texts = [str(one) for one in values if isinstance(one, str | int | float)]
    if not texts:
        return ""
    key = f"{path[-1]}:" if path and isinstance(path[-1], str) else "-"
    which = "that is meant" if len(texts) > 1 else "by itself"
    return f"Write the one {which}: `{key} {texts[0]}`."


def _as_text(text: str, where: Location) -> str:
    """How to write the line as text, which YAML takes for a list or a mapping."""
    lines = text.splitlines()
    if where.line is None or where.column is None or where.line > len(lines):
        return ""
    line = lines[where.line - 1].rstrip()
    head, value = line[: where.column - 1], line[where.column - 1 :]
    if not value or value.startswith("- "):
        return ""
    return f"If it is text, write: {head.strip()} {quoted(value)}".replace(":  ", ": ")


def _below(key: str, holders: Sequence[Any]) -> str:
    """Below which other key this one is known; empty where it is below none."""
    for model in holders:
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            continue
        for name, field in model.model_fields.items():
            inner = field.annotation
            if (
                isinstance(inner, type)
                and issubclass(inner, BaseModel)
                and key in inner.model_fields
            ):
                return f"It stands below `{name}:`, two spaces to the right."
    return ""


def _describe_key(details: ErrorDetails, file: YamlFile) -> Problem:
    """The complaint about a key of a mapping whose keys come from a list, or say themselves what is wrong."""
    key, where = str(details["input"]), file.locate_key(details["loc"][:-1])
    context: Mapping[str, Any] = details.get("ctx", {})
    if "hint" in context:
        code = details["type"].replace("_", "-")
        return Problem(details["msg"], where, str(context["hint"]), code=code)
    hint = advise(key, _listed(str(context.get("expected", ""))))
    return Problem(f"The key `{key}` is not known here.", where, hint, code="unknown-key")


def _listed(words: str) -> list[str]:
    """The words of pydantic's enumeration: `'a', 'b' or 'c'`."""
    return [word.strip("' ") for word in words.replace(" or ", ",").split(",") if word]


_EXPECTED = {
    "model_type": "a mapping (lines of `key: value`)",
    "dict_type": "a mapping (lines of `key: value`)",
    "model_attributes_type": "a mapping (lines of `key: value`)",
    "list_type": "a list (lines that start with `- `)",
    "tuple_type": "a list (lines that start with `- `)",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "`true` or `false`",
    "bool_parsing": "`true` or `false`",
}


def _name_item(path: Sequence[str | int]) -> str:
    if not path:
        return "The file"
    index = int(path[-1]) + 1
    return f"Item {index} of `{path[-2]}`" if len(path) > 1 else f"Item {index}"


def _name_value(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    text = str(value)
    return f"`{text}`" if len(text) <= 40 else f"`{text[:39]}…`"


def _follow(
    loc: Sequence[str | int], model: type[BaseModel], data: Any
) -> tuple[tuple[str | int, ...], list[Any]]:
    """The path in the data that a pydantic location means, and the types that hold its last step.

    A location has steps that are not in the data: the tags and names of a union's members.
    """
    path: list[str | int] = []
    candidates = list(_members(model))
    holders = candidates
    for position, step in enumerate(loc):
        last = position == len(loc) - 1
        if (
            isinstance(data, Mapping)
            and isinstance(step, str)
            and (step in data or (last and _holds(step, candidates)))
        ):
            holders = candidates
            candidates = [member for holder in holders for member in _enter(holder, step)]
            data = data.get(step)
        elif isinstance(data, Sequence) and not isinstance(data, str) and isinstance(step, int):
            holders = candidates
            candidates = [member for holder in holders for member in _enter(holder, step)]
            data = data[step] if step < len(data) else None
        elif isinstance(step, int):  # one thing stands for a list of it
            candidates = [member for holder in candidates for member in _enter(holder, step)]
            continue
        else:
            tagged = [member for member in candidates if _is_tagged(member, str(step))]
            candidates = tagged or candidates
            continue
        path.append(step)
    return tuple(path), holders


def _holds(step: str, candidates: Sequence[Any]) -> bool:
    return any(True for holder in candidates for _ in _enter(holder, step))


def _members(annotation: Any) -> Iterator[Any]:
    """The types that an annotation stands for, unions and annotations taken apart."""
    if hasattr(annotation, "__value__"):  # `type X = …` of Python 3.12
        yield from _members(annotation.__value__)
    elif get_origin(annotation) is Annotated:
        yield from _members(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation


def _enter(holder: Any, step: str | int) -> Iterator[Any]:
    """The types that a step into a type leads to."""
    if isinstance(holder, type) and issubclass(holder, BaseModel):
        for name, info in holder.model_fields.items():
            if step in (name, info.alias, info.validation_alias):
                yield from _members(info.annotation)
        return
    arguments = [argument for argument in get_args(holder) if argument is not Ellipsis]
    if get_origin(holder) is not Literal and arguments:
        yield from _members(arguments[-1])


def _is_tagged(member: Any, tag: str) -> bool:
    if not (isinstance(member, type) and issubclass(member, BaseModel)):
        return False
    return member.__name__ == tag or any(
        get_origin(info.annotation) is Literal and tag in get_args(info.annotation)
        for info in member.model_fields.values()
    )


def _keys(holders: Sequence[Any]) -> list[str]:
    names: dict[str, None] = {}
    for holder in holders:
        if isinstance(holder, type) and issubclass(holder, BaseModel):
            for name, info in holder.model_fields.items():
                names[info.alias or name] = None
    return list(names)
