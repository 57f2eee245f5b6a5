"""What students do: one file an activity. Knows neither events nor paper.

A new kind is a new file here with one `ActivityForm` in it; it is found by being there.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import get_args

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
