"""Trees of values: what stands anywhere inside frozen dataclasses, tuples and mappings, found or exchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")


def every(value: object, kind: type[T]) -> Iterator[T]:
    """Each value of that kind inside `value`, in order; what stands inside one isn't looked at."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from every(one, kind)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from every(one, kind)
    elif is_dataclass(value):
        for field in fields(value):
            yield from every(getattr(value, field.name), kind)


def exchanged(value: Any, kind: type[T], change: Callable[[T], tuple[T, ...]]) -> Any:
    """The same value, with each of that kind in a tuple inside it exchanged for none, one or several, and each
    that stands alone for the first of these, which there must be. What doesn't change is the same object."""
    if isinstance(value, kind):
        return change(value)[0]
    if isinstance(value, tuple):
        parts: list[Any] = []
        for one in value:
            parts += change(one) if isinstance(one, kind) else [exchanged(one, kind, change)]
        same = len(parts) == len(value) and all(a is b for a, b in zip(parts, value, strict=True))
        return value if same else tuple(parts)
    if isinstance(value, Mapping):
        made = {key: exchanged(one, kind, change) for key, one in value.items()}
        return value if all(made[key] is one for key, one in value.items()) else made
    if not is_dataclass(value) or isinstance(value, type):
        return value
    new = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if (one := exchanged(old, kind, change)) is not old:
            new[field.name] = one
    return replace(value, **new) if new else value
