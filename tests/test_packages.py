"""Packages: a zip file is asked how large it is before anything in it is believed."""

from __future__ import annotations

import io
import zipfile

import pytest

from lessonpress.packages import MOST_ENTRIES, TooLarge, texts_of


def package(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_its_texts_are_read_and_nothing_else() -> None:
    data = package({"a.xml": b"<a/>", "b.rels": b"<b/>", "c.png": b"\x89PNG"})
    assert dict(texts_of(data, 100)) == {"a.xml": b"<a/>", "b.rels": b"<b/>"}


@pytest.mark.parametrize(
    "files",
    [
        {"a.xml": b" " * 101},
        {"a.png": b" " * 60_000_000},
        {f"{at}.xml": b"" for at in range(MOST_ENTRIES + 1)},
    ],
)
def test_too_much_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(TooLarge):
        list(texts_of(package(files), 100))


def test_a_package_that_lies_of_its_sizes_is_found_out() -> None:
    data = bytearray(package({"a.xml": b" " * 5_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")  # the size that the directory tells
    with pytest.raises((TooLarge, zipfile.BadZipFile)):
        list(texts_of(bytes(data), 100))


def test_what_is_no_package_is_told() -> None:
    with pytest.raises(zipfile.BadZipFile):
        list(texts_of(b"name\nAda\n", 100))
