"""What students do: one file an activity. Knows neither events nor paper.

A new kind is a new file here with one `ActivityForm` in it; it is found by being there.
"""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import get_args

from lessonpress.activities.base import ActivityForm

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def kind_named(name: str) -> type[ActivityForm] | None:
    """The form of the kind of that name, of which nothing but its own file is loaded; None where there
    is no such kind."""
    module = name.replace("-", "_")
    if not _NAME.fullmatch(name) or find_spec(f"{__name__}.{module}") is None:
        return None
    return _kinds_in(module).get(name)


@cache
def kinds() -> dict[str, type[ActivityForm]]:
    """Every kind's form by its name, such as `multiple-choice`."""
    found: dict[str, type[ActivityForm]] = {}
    for module in pkgutil.iter_modules(__path__):
        found |= _kinds_in(module.name)
    return dict(sorted(found.items()))


def _kinds_in(module: str) -> dict[str, type[ActivityForm]]:
    things = vars(import_module(f"{__name__}.{module}")).values()
    return {
        kind: thing
        for thing in things
        if isinstance(thing, type) and issubclass(thing, ActivityForm)
        for kind in get_args(thing.model_fields["activity"].annotation)
    }
