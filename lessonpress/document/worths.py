"""What things are worth: said once, at the head of a part, for its questions by their ids.

So the markup of a question need know nothing of points.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lessonpress.document.blocks import Worth
from lessonpress.document.markup_problems import Complaints

Element = Any


def find_worths(
    root: Element, complaints: Complaints, said: Callable[[str | None], str]
) -> dict[str, Worth]:
    """Each `<worth>` of the markup by the id that it is of; `said` gives the text of one."""
    found: dict[str, Worth] = {}
    for element in root.iter("worth"):
        text = said("".join(element.itertext())).strip()
        if not text:
            complaints.empty(element)
        to_mark = bool(complaints.value.truth(element, "mark", False))
        found[element.get("of") or ""] = Worth(text, to_mark)
    return found
