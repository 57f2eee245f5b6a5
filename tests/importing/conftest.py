"""What tests of importing share: a workspace without anything in it, and an article in every kind of file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from lessonpress.importing.importing import Imported, import_article
from lessonpress.workspace import Workspace


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 200)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(data, kind)
    return data.getvalue()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "lessons" / "events").mkdir(parents=True)
    return Workspace.at(tmp_path)


@pytest.fixture
def page(workspace: Workspace) -> object:
    """Imports HTML, and gives what became of it."""

    def read(text: str, name: str = "page.html") -> Imported:
        return import_article(workspace, Path(name), text.encode())

    return read
