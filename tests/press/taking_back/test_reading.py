"""A DOCX is read as an editor sees it, however its runs, controls and fields are written."""

from __future__ import annotations

import io
import zipfile

import pytest

from lessonpress.press.taking_back.pieces import GAP
from lessonpress.press.taking_back.reading import OddDocument, Read, read_docx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(body: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELS}"><Relationship Id="a" Type="{_TYPE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_RELS}"><Relationship Id="l" Type="{_TYPE}/hyperlink" Target="https://a.org/" TargetMode="External"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_W}" xmlns:r="{_TYPE}"><w:body>{body}</w:body></w:document>',
        )
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def read(body: str, *by: str) -> Read:
    return read_docx(package(body), by)


def texts(body: str, *by: str) -> list[str]:
    return ["".join(one.text for one in piece.stretches) for piece in read(body, *by).pieces]


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def test_runs_that_were_split_are_one_text() -> None:
    [piece] = read(paragraph(run("Wh"), "<w:proofErr/>", run("at fe"), run("ll?"))).pieces
    assert [one.text for one in piece.stretches] == ["What fell?"]


def test_looks_are_told_wherever_they_are_said() -> None:
    [piece] = read(
        paragraph(run("a", "<w:b/>"), run("b", '<w:b w:val="0"/><w:i/>'), run("2", '<w:vertAlign w:val="superscript"/>'),
                  f'<w:hyperlink r:id="l">{run("x")}</w:hyperlink>')
    ).pieces  # fmt: skip
    assert [
        (one.look.strong, one.look.emphasis, one.look.script, one.look.href)
        for one in piece.stretches
    ] == [
        (True, False, None, None),
        (False, True, None, None),
        (False, False, "superscript", None),
        (False, False, None, "https://a.org/"),
    ]


def test_places_to_fill_in_are_gaps_and_boxes_are_nothing() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    said = texts(paragraph(run("It "), control.format(run("\u00a0" * 9)), run(" fell.")))
    assert said == [f"It {GAP} fell."]
    assert texts(paragraph(run("It \u00a0\u00a0\u00a0\u00a0 fell."))) == [f"It {GAP} fell."]
    assert texts(paragraph(control.format(run("\u2610")), run(" yes"))) == ["yes"]
    assert not read(paragraph(run("x"), control.format(run("\u2610")))).filled
    assert read(paragraph(run("x"), control.format(run("\u2612")))).filled
    assert read(paragraph(run("x"), control.format(run("Eva")))).filled


def test_fields_say_their_result_and_pages_are_counted_anew() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(paragraph(run("see page "), field.format("PAGEREF x", run("12")))) == ["see page"]
    [piece] = read(paragraph(field.format('HYPERLINK "https://b.org/"', run("it")))).pieces
    assert piece.stretches[0].look.href == "https://b.org/"


def test_notes_of_words_own_are_told() -> None:
    relation = f'<Relationship Id="f" Type="{_TYPE}/footnotes" Target="footnotes.xml"/>'
    data = package(
        paragraph(run("one")),
        **{
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}"><w:footnote w:type="separator" w:id="-1">'
            f'{paragraph(run("-"))}</w:footnote><w:footnote w:id="2">{paragraph(run("See there."))}'
            "</w:footnote></w:footnotes>"
        },
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("document.xml.rels"):
                part = part.replace(b"</Relationships>", f"{relation}</Relationships>".encode())
            new.writestr(name, part)
    assert read_docx(out.getvalue()).notes == ("See there.",)


TRACKED = paragraph(
    run("one "),
    f'<w:del w:author="Ann">{run("two").replace("w:t", "w:delText").replace("delTextxml", "delText xml")}</w:del>',
    f'<w:ins w:author="Ann">{run("2")}</w:ins>',
    f'<w:ins w:author="Ben">{run(" three")}</w:ins>',
)


@pytest.mark.parametrize(
    ("by", "said"), [((), "one 2 three"), (("Ann",), "one 2"), (("Ben",), "one two three")]
)
def test_tracked_changes_count_by_author(by: tuple[str, ...], said: str) -> None:
    assert texts(TRACKED, *by) == [said]


def test_paragraphs_and_rows_that_were_taken_out_are_gone() -> None:
    mark = '<w:pPr><w:rPr><w:del w:author="Ann"/></w:rPr></w:pPr>'
    assert texts(f"<w:p>{mark}{run('one ')}</w:p>{paragraph(run('two'))}") == ["one two"]
    assert texts(f"<w:p>{mark}{run('one ')}</w:p>{paragraph(run('two'))}", "Ben") == ["one", "two"]
    row = "<w:tbl><w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>"
    gone = row.format('<w:del w:author="Ann"/>', paragraph(run("cell")))
    assert (texts(gone), texts(gone, "Ben")) == ([], ["cell"])


def test_names_belong_to_the_paragraph_that_they_stand_before() -> None:
    body = f'<w:bookmarkStart w:name="q1"/>{paragraph(run("one"))}{paragraph(run("two"))}'
    assert [piece.names for piece in read(body).pieces] == [("q1",), ()]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 broken",
        package("")[:-30],
        package("<w:p>").replace(b"<w:p>", b"<w:q>"),
        package("&bomb;"),
    ],
)
def test_what_is_damaged_is_told(data: bytes) -> None:
    with pytest.raises(OddDocument, match=r"no Word document, or it is damaged"):
        read_docx(data)


def test_what_unpacks_to_very_much_is_refused_before_it_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 40_000_000)
    with pytest.raises(OddDocument, match="larger than any lesson's"):
        read_docx(out.getvalue())
