"""The documentation and the reader know the same markup."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from lessonpress.document.blocks import BoxStyle, ParagraphStyle
from lessonpress.document.vocabulary import (
    ATTRIBUTES,
    BOX_STYLES,
    EMPTY,
    HOMES,
    KNOWN,
    PARAGRAPH_STYLES,
    TEXT_ONLY,
)

DOCS = Path(__file__).parents[2] / "docs" / "layouts.md"


def documented() -> dict[str, tuple[str, str]]:
    """Each element's attributes and content, as the table in the documentation has them."""
    rows = {}
    for line in DOCS.read_text(encoding="utf-8").partition("## The markup")[2].splitlines():
        if line.startswith("| `"):
            elements, attributes, content = (cell.strip() for cell in line.split("|")[1:4])
            for element in re.findall(r"`([^`]+)`", elements):
                rows[element] = (attributes, content)
    return rows


def test_every_element_is_documented_with_its_attributes() -> None:
    rows = documented()
    assert set(rows) == set(ATTRIBUTES)
    for element, (attributes, _) in rows.items():
        named = set(re.findall(r"`([^`]+)`", attributes))
        missing = KNOWN[element] - named
        assert not missing, f"{element} lacks {missing}"


def test_every_class_is_documented() -> None:
    rows = documented()
    for element, styles in (("p", ParagraphStyle), ("box", BoxStyle)):
        for style in get_args(styles):
            assert f"`{style}`" in rows[element][0]
    assert get_args(ParagraphStyle) == PARAGRAPH_STYLES
    assert get_args(BoxStyle) == BOX_STYLES


def test_every_element_belongs_somewhere() -> None:
    for tag in (*HOMES, *EMPTY, *TEXT_ONLY):
        assert tag in ATTRIBUTES
    for homes in HOMES.values():
        assert set(homes) <= set(ATTRIBUTES)
