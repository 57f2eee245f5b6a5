"""Where a piece of markup came from: marks that a template leaves in what it yields.

Marks are processing instructions, `<?at path line?>`, before each element that the template wrote.
They are asked for only once markup has turned out to be wrong, to say in which file and line.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from lxml import etree

from lessonpress.problems import Location

#: The file of markup that no template is known to have written.
NOWHERE = Path("markup")
_MARK = re.compile(r"<\?at (\S+) (\d+)\?>")
_JINJA = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\})", re.DOTALL)
_START = re.compile(r"<(?=[A-Za-z])")


def mark_template(source: str, path: Path) -> str:
    """The template with a mark before each start tag; its lines stay where they are."""
    line = 1
    parts = []
    for place, part in enumerate(_JINJA.split(source)):
        if place % 2:  # Jinja's own
            parts.append(part)
            line += part.count("\n")
            continue
        for number, text in enumerate(part.split("\n")):
            if number:
                line += 1
                parts.append("\n")
            parts.append(_START.sub(f"<?at {quote(str(path))} {line}?><", text))
    return "".join(parts)


def take_marks(root: Any) -> list[Location]:
    """Takes the marks out of a tree, and has each element's `sourceline` count into the list of
    places that this yields."""
    places: list[Location] = []
    current: Location | None = None
    before = root.getprevious()
    for node in [*([] if before is None else [before]), *root.iter()]:
        if isinstance(node, etree._ProcessingInstruction):
            path, _, line = (node.text or "").rpartition(" ")
            if node.target == "at":
                current = Location(Path(unquote(path)), int(line))
        elif isinstance(node.tag, str):
            places.append(current or Location(NOWHERE, node.sourceline))
            node.sourceline = len(places) - 1
    etree.strip_tags(root, etree.ProcessingInstruction)
    return places


def last_mark(markup: str) -> Location | None:
    """The last place that is named in a piece of marked markup."""
    marks = _MARK.findall(markup)
    return Location(Path(unquote(marks[-1][0])), int(marks[-1][1])) if marks else None


def is_marked(markup: str) -> bool:
    return _MARK.search(markup) is not None


def without_marks(markup: str) -> str:
    return _MARK.sub("", markup)
