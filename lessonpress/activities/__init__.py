"""What students do: one file an activity. Knows neither events nor paper.

A new kind is a new file here with one `ActivityForm` in it; it is found by being there.
"""

from __future__ import annotations

import pkgutil
from functools import cache, reduce
from importlib import import_module
from operator import or_
from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter

from lessonpress.activities.base import ActivityForm


@cache
def kinds() -> dict[str, type[ActivityForm]]:
    """Every kind's form by its name, such as `multiple-choice`."""
    found: dict[str, type[ActivityForm]] = {}
    for module in pkgutil.iter_modules(__path__):
        for thing in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(thing, type) and issubclass(thing, ActivityForm):
                for kind in get_args(thing.model_fields["activity"].annotation):
                    found[kind] = thing
    return dict(sorted(found.items()))


@cache
def any_activity() -> TypeAdapter[ActivityForm]:
    """Reads an activity of whichever kind its key `activity` names."""
    union: Any = reduce(or_, kinds().values())
    return TypeAdapter(Annotated[union, Field(discriminator="activity")])
