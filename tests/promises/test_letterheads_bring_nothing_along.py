"""What a school's letterhead holds besides what is seen on the paper stays out of pupils' files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from time import perf_counter

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from lxml import etree

from lessonpress.writers.docx.clean import HangsOnEntities, clean
from lessonpress.writers.docx.limits import MOST_PARAGRAPHS, TooLarge, check_package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def letterhead(body: str = "", header: str = "Our School") -> bytes:
    word = docx.Document()
    word.core_properties.author = ""
    word.sections[0].header.paragraphs[0].text = header
    for element in parse_xml(f"<w:body {nsdecls('w', 'r')}>{body}</w:body>"):
        word.element.body.insert(0, element)
    data = io.BytesIO()
    word.save(data)
    return clean(data.getvalue())[0]  # without the thumbnail of python-docx's own template


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, files: dict[str, bytes]) -> bytes:
    return packed({**parts(data), **files})


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def related(data: bytes, kind: str, target: str, *, external: bool, text: bytes = b"<x/>") -> bytes:
    """The package with one relationship more, and the part that it leads to."""
    files = parts(data)
    mode = ' TargetMode="External"' if external else ""
    rel = f'<Relationship Id="rEvil" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    name = "word/_rels/document.xml.rels"
    files[name] = files[name].replace(b"</Relationships>", rel.encode() + b"</Relationships>")
    if not external:
        files[f"word/{target}"] = text
    return packed(files)


def everything(data: bytes) -> bytes:
    return b"\n".join(name.encode() + text for name, text in parts(data).items())


def test_a_clean_one_stays_as_it_is() -> None:
    data = letterhead()
    assert clean(data) == (data, ())
    assert docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text == "Our School"


@pytest.mark.parametrize(
    ("kind", "target", "external", "said"),
    [
        ("attachedTemplate", "https://evil.example/t.dotm", True, "an attached template"),
        ("image", "https://evil.example/pixel.png", True, "links to files elsewhere"),
        ("hyperlink", "file:///etc/passwd", True, "links to files elsewhere"),
        ("oleObject", "evil.bin", False, "embedded objects"),
        ("comments", "comments.xml", False, "comments"),
        ("aFChunk", "evil.html", False, "documents from elsewhere"),
        ("vbaProject", "vbaProject.bin", False, "macros"),
        ("frame", "https://evil.example/f", True, "frames from elsewhere"),
    ],
)
def test_what_hangs_on_it_goes_and_is_named(
    kind: str, target: str, external: bool, said: str
) -> None:
    cleaned, out = clean(related(letterhead(), kind, target, external=external))
    assert out == (said,)
    assert target.encode() not in everything(cleaned)
    assert b"rEvil" not in everything(cleaned)
    assert docx.Document(io.BytesIO(cleaned)).sections[0].header.paragraphs[0].text == "Our School"


@pytest.mark.parametrize(
    "instruction",
    [
        "DDEAUTO c:\\\\windows\\\\calc.exe",
        "INCLUDETEXT /etc/passwd",
        'INCLUDEPICTURE "http://x"',
        "MACROBUTTON x",
        "ASK x",
        "DATABASE x",
        "",
    ],
)
def test_a_field_that_fetches_or_runs_becomes_the_text_that_it_showed(instruction: str) -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction[:4]}</w:instrText></w:r><w:r><w:instrText>{instruction[4:]}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        f"<w:p><w:fldSimple w:instr='{instruction}'><w:r><w:t>simple</w:t></w:r></w:fldSimple></w:p>"
    )
    word = docx.Document(io.BytesIO(letterhead(field)))
    assert b"instr" not in etree.tostring(word.element)
    assert {"shown", "simple"} <= {paragraph.text for paragraph in word.paragraphs}


def test_page_numbers_stay() -> None:
    field = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    assert b" PAGE " in everything(letterhead(field))


def test_tracked_changes_are_taken_as_they_were_last_seen() -> None:
    body = (
        '<w:p><w:ins w:id="1" w:author="A. Uthor"><w:r><w:t>new</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A. Uthor"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'
    )
    data = letterhead(body)
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == "new"
    assert b"A. Uthor" not in everything(data)
    assert b"old" not in parts(data)["word/document.xml"]


def test_entities_that_a_part_declares_go_and_text_that_hangs_on_them_is_refused() -> None:
    data = letterhead()
    text = parts(data)["word/document.xml"].partition(b"?>")[2]
    declared = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + text
    cleaned, out = clean(changed(data, {"word/document.xml": declared}))
    assert out == ("declarations of entities",)
    assert b"passwd" not in everything(cleaned)
    used = declared.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p>")
    with pytest.raises(HangsOnEntities):
        clean(changed(data, {"word/document.xml": used}))


def test_one_of_very_many_paragraphs_is_refused_at_once() -> None:
    data = letterhead()
    text = parts(data)["word/document.xml"].replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 100_000)
    started = perf_counter()
    with pytest.raises(TooLarge, match=f"{MOST_PARAGRAPHS:,} paragraphs"):
        clean(changed(data, {"word/document.xml": text}))
    assert perf_counter() - started < 2


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"word/media/a.bin": b"\0" * 60_000_000}, "unpacks"),
        ({f"word/{n}.bin": b"" for n in range(3000)}, "files"),
        ({"word/document.xml": b" " * 5_000_000}, "MB"),
        ({"word/document.xml": b"<a/>" * 150_000}, "elements"),
    ],
)
def test_a_bomb_is_refused_at_once(files: dict[str, bytes], what: str) -> None:
    with pytest.raises(TooLarge, match=what):
        check_package(packed({**parts(letterhead()), **files}))


def test_the_build_says_what_was_left_out_and_prints_the_rest(tmp_path: Path) -> None:
    from lessonpress.content.wishes import Wishes
    from lessonpress.press.planning.plan import plan
    from lessonpress.press.planning.request import Request
    from lessonpress.press.printing.loaded import Loaded
    from lessonpress.press.printing.print_job import print_job
    from lessonpress.starter import make_workspace

    workspace = make_workspace(tmp_path / "work")
    path = tmp_path / "letterhead.docx"
    path.write_bytes(
        related(letterhead(), "attachedTemplate", "https://evil.example", external=True)
    )
    [job] = plan(workspace, [], Request(Wishes(formats=("docx",)), letterhead=path))
    outcome = print_job(job, Loaded(workspace))
    problems = {one for file in outcome.files for one in file.problems}
    assert [one.message for one in problems if one.location.file == path] == [
        "Of the letterhead, this was left out of what is printed: an attached template."
    ]
    assert len(outcome.files) == 4
    assert all(b"evil" not in everything(file.data) for file in outcome.files)
