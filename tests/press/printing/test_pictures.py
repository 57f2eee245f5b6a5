"""Pictures are found beside their event, and only whole ones go on."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lessonpress.press.printing.pictures import picture_loader
from lessonpress.problems import ProblemError


def picture(format_: str) -> bytes:
    data = BytesIO()
    Image.radial_gradient("L").save(data, format_)
    return data.getvalue()


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "event.md"
    path.write_text("# A title\n\nSome text.\n\n![A tree](tree.png)\n", "utf-8")
    return path


def what_is_wrong(event: Path, source: str) -> str:
    with pytest.raises(ProblemError) as caught:
        picture_loader(event)(source)
    [problem] = caught.value.problems
    return str(problem)


@pytest.mark.parametrize("format_", ["PNG", "JPEG"])
def test_the_bytes_are_taken_as_they_are(event: Path, format_: str) -> None:
    (event.parent / "tree.png").write_bytes(picture(format_))
    assert picture_loader(event)("tree.png") == picture(format_)


def test_a_missing_one_is_told_by_its_place_in_the_event(event: Path) -> None:
    told = what_is_wrong(event, "tree.png")
    assert told.startswith(f"{event}:5:11: error: The picture tree.png can't be read")


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", picture("PNG")[:-400], picture("GIF"), picture("JPEG")[:300]]
)
def test_a_damaged_one_is_refused(event: Path, data: bytes) -> None:
    (event.parent / "tree.png").write_bytes(data)
    assert "damaged, or neither a PNG, a JPEG nor an SVG" in what_is_wrong(event, "tree.png")


def test_one_that_would_exhaust_the_reader_is_refused(event: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(event.parent / "tree.png")
    assert "larger than any page" in what_is_wrong(event, "tree.png")


@pytest.mark.parametrize("address", ["https://example.org/tree.png", "data:image/png;base64,AAAA"])
def test_nothing_is_fetched_from_elsewhere(event: Path, address: str) -> None:
    assert "is not on this computer" in what_is_wrong(event, address)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_what_might_never_end_is_not_opened(event: Path) -> None:
    os.mkfifo(event.parent / "tree.png")
    assert "can't be read" in what_is_wrong(event, "tree.png")
