"""Layouts written for a test: folders of a workspace over folders that stand for the built-in ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

BASE_YAML = """\
description: The base.
fonts: {body: Spectral, heading: Alegreya Sans}
"""
BASE_HANDOUT = """\
<document title="{{ lesson.title }}" language="en">
<h1>{{ lesson.title }}</h1>
{% block body %}
<p>base</p>
{% endblock %}
</document>
"""

WriteLayouts = Callable[[Mapping[str, str]], tuple[Path, Path]]


@pytest.fixture
def write_layouts(tmp_path: Path) -> WriteLayouts:
    """Writes files such as `own/classic/handout.xml` or `built-in/base/layout.yaml` over a small
    base, and yields the folders to search."""

    def write(files: Mapping[str, str]) -> tuple[Path, Path]:
        base = {
            "built-in/base/layout.yaml": BASE_YAML,
            "built-in/base/handout.xml": BASE_HANDOUT,
            "built-in/classic/layout.yaml": "description: The classic one.\n",
        }
        for name, text in {**base, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "own", tmp_path / "built-in"

    return write
