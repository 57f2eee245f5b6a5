"""What a file is, its content says; what can't be read is told in a sentence."""

from __future__ import annotations

import io
import plistlib
import zipfile
from pathlib import Path

import pytest
from docx import Document

from lessonpress.importing.importing import import_article
from lessonpress.importing.reading import read_article
from lessonpress.problems import ProblemError
from lessonpress.workspace import Workspace
from tests.importing.conftest import picture

PAGE = "<html><body><h1>The Comet</h1><p>It came.</p><h2>How?</h2><p>Fast.</p></body></html>"
MHTML = (
    "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="B"\r\n\r\n'
    "--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    '<h1>The Comet</h1><p>It came.</p><img src=3D"https://e.org/p.png" alt=3D"A comet"><h2>How?</h2><p>Fast=E2=80=A6</p>\r\n'
    "--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://e.org/p.png\r\n\r\n"
)


def docx() -> bytes:
    document = Document()
    document.add_heading("The Comet", 0)
    document.add_paragraph("It came.")
    document.add_heading("How?", 1)
    document.add_paragraph("Fast.")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def mhtml() -> bytes:
    import base64

    return MHTML.encode() + base64.encodebytes(picture()) + b"\r\n--B--\r\n"


def webarchive() -> bytes:
    return plistlib.dumps(
        {"WebMainResource": {"WebResourceData": PAGE.encode(), "WebResourceURL": "https://e.org/"}},
        fmt=plistlib.FMT_BINARY,
    )


FILES = {
    "text": b"The Comet\nIt came, and people looked up at it for three nights in a row.\nHow?\nFast.\n",
    "utf-16": "The Comet\nIt came – and people looked up at it for three nights.\nHow?\nFast.\n".encode("utf-16"),
    "cp1252": "The Comet\nIt came \u2013 and people looked up at it for three nights.\nHow?\nFast.\n".encode("cp1252"),
    "markdown": b"# The Comet\n\nIt came.\n\n## How?\n\nFast.\n",
    "page": PAGE.encode(),
    "page in utf-16": PAGE.encode("utf-16"),
    "fragment": b"<h1>The Comet</h1>\n<p>It came.</p><h2>How?</h2><p>Fast.</p>",
    "mhtml": mhtml(),
    "webarchive": webarchive(),
    "docx": docx(),
}  # fmt: skip


#: A text says by its name what it is, unless it came out of a clipboard; all others by what they begin with.
CALLED = [
    (name, called)
    for name in FILES
    for called in ("a.txt", "a", "a.md", "-")
    if name != "markdown" or called in ("a.md", "-")
    if name not in ("text", "utf-16", "cp1252") or called != "a.md"
]


@pytest.mark.parametrize(("name", "called"), CALLED)
def test_its_content_says_what_it_is(workspace: Workspace, name: str, called: str) -> None:
    """Whatever it is called, or where it came from."""
    path = Path(called)
    if called == "-":
        made = import_article(workspace, path, FILES[name])
    else:
        (workspace.root / called).write_bytes(FILES[name])
        made = import_article(workspace, workspace.root / called)
    assert made.event.title == "The Comet"
    assert [section.heading for section in made.event.sections] == ["How?"]
    assert len(made.event.summary) == 1
    assert made.path.name == "the-comet.md"


@pytest.mark.parametrize(
    "address", ["https://e.org/p.png", "https://e.org/p.png?w=300", "https://e.org/a%20b.png"]
)
def test_pictures_that_were_saved_along_come_along(workspace: Workspace, address: str) -> None:
    saved = mhtml().replace(b"https://e.org/p.png", address.replace("=", "=3D").encode(), 1)
    saved = saved.replace(b"Location: https://e.org/p.png", f"Location: {address}".encode())
    made = import_article(workspace, Path("a.mhtml"), saved)
    assert made.pictures == {"pictures/the-comet-1.png": picture()}
    assert [one.alternative for one in made.event.images] == ["A comet"]


@pytest.mark.parametrize(
    ("source", "comes"),
    [("page_files/p.png", True), ("./page_files/p.png", True), ("page_files/p.png?x=1", True),
     ("page_files%2Fp.png", True), ("../secret.png", False), ("/etc/passwd", False), ("page_files/none.png", False),
     ("https://example.org/p.png", False), ("page_files/link.png", False)],
)  # fmt: skip
def test_of_pictures_beside_a_page_those_in_its_folder_alone(
    workspace: Workspace, tmp_path: Path, source: str, comes: bool
) -> None:
    folder = tmp_path / "saved"
    (folder / "page_files").mkdir(parents=True)
    (folder / "page_files" / "p.png").write_bytes(picture())
    (tmp_path / "secret.png").write_bytes(picture())
    (folder / "page_files" / "link.png").symlink_to(tmp_path / "secret.png")
    page = folder / "page.html"
    page.write_text(f'<h1>T</h1><p>S.</p><img src="{source}" alt="A comet"><h2>A</h2><p>x</p>')
    made = import_article(workspace, page)
    assert bool(made.pictures) == comes
    assert any("A comet" in one for one in made.left) != comes


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_a_picture_of_any_kind_comes_as_one_that_can_be_printed(
    workspace: Workspace, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "p").write_bytes(picture(kind))
    page = tmp_path / "page.html"
    page.write_text('<h1>T</h1><p>S.</p><img src="p" alt="A comet"><h2>A</h2><p>x</p>')
    [(name, data)] = import_article(workspace, page).pictures.items()
    assert name == f"pictures/t-1.{'jpg' if kind == 'JPEG' else 'png'}"
    assert data.startswith(b"\xff\xd8" if kind == "JPEG" else b"\x89PNG")
    assert (data == picture(kind)) == (kind in ("PNG", "JPEG"))


def test_a_picture_without_words_waits_in_a_comment(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(picture())
    page = tmp_path / "page.html"
    page.write_text('<h1>T</h1><p>S.</p><img src="p.png"><h2>A</h2><p>x</p>')
    made = import_article(workspace, page)
    assert "<!-- ![What does it show?](pictures/t-1.png) -->" in made.text
    assert made.event.images == ()
    assert any("no words" in problem.message for problem in made.problems)


def damaged() -> dict[str, bytes]:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("a.txt", "x")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 400_000_000)
    return {
        "nothing": b"", "spaces": b"  \n", "zeros": b"\0" * 100, "old word": b"\xd0\xcf\x11\xe0" + b"x" * 100,
        "rtf": b"{\\rtf1 hello}", "png": picture(), "jpeg": picture("JPEG"), "pdf": b"%PDF-1.7\nnothing",
        "half a docx": docx()[:2000], "other archive": archive.getvalue(), "bomb": bomb.getvalue(),
        "no page": b"bplist00xxxx", "title alone": b"<h1>T</h1>", "empty page": b"<html></html>",
    }  # fmt: skip


DAMAGED = damaged()


@pytest.mark.parametrize("name", list(DAMAGED))
def test_what_can_t_be_read_is_told_with_its_file_and_a_way(
    workspace: Workspace, name: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        import_article(workspace, Path("file"), DAMAGED[name])
    [problem] = caught.value.problems
    assert str(problem.location.file) == "file"
    assert problem.hint
    assert list(workspace.events.iterdir()) == []


def test_a_part_that_is_not_installed_is_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "mammoth", None)
    with pytest.raises(ProblemError) as caught:
        import_article(workspace, Path("a.docx"), docx())
    [problem] = caught.value.problems
    assert "mammoth" in problem.message
    assert "makelesson[import]" in problem.hint


def test_entities_are_not_looked_up() -> None:
    page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><h1>T</h1><p>A &x; b.</p>'
    found = read_article(page)
    host = Path("/etc/hostname")
    assert not host.exists() or host.read_text().strip() not in "".join(found.body.itertext())


def test_every_import_of_a_file_gives_the_same(workspace: Workspace) -> None:
    for data in (docx(), mhtml(), PAGE.encode()):
        first, second = (import_article(workspace, Path("a"), data) for _ in range(2))
        assert (first.text, first.pictures) == (second.text, second.pictures)
