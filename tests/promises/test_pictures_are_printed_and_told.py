"""Pictures stand where they are asked for, in both formats, with whose they are; what is odd is told at its line."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lessonpress.activities import kinds
from lessonpress.activities.pictures import Pictured
from lessonpress.activities.pools import list_of
from tests.conformance import broken_rules
from tests.end_to_end.opened_pdf import OpenedPdf
from tests.end_to_end.printing import LAYOUTS, makelesson, print_lessons, spec, write_workspace
from tests.end_to_end.test_same_text import differences
from tests.writers.docx.reading import complaints

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100" '
    'fill="url(#g)"/><circle cx="50" cy="50" r="40" fill="red" opacity="0.5"/><text x="100" y="50">Sea</text>'
    '<linearGradient id="g"><stop offset="0" stop-color="#9cf"/><stop offset="1" stop-color="#fff"/>'
    "</linearGradient></svg>"
)
EVENT = """# The Sea

A summary of it.

- It is wet.

## What is it?

Water, as far as one sees.

![A map of the sea](sea.svg "The sea"){width=50% credit="Jan Novák" licence="[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)"}

And more of it.

![Small](sea.svg){width=30% licence=CC0} ![Dots](dots.png "Many dots"){width=30%}
"""


def png(wide: int, high: int = 300) -> bytes:
    file = BytesIO()
    Image.linear_gradient("L").resize((wide, high)).convert("RGB").save(file, "PNG")
    return file.getvalue()


PICTURE = {"file": "sea.svg", "alternative": "The sea from above", "width": "40%"}
WHOLE = {**PICTURE, "caption": "Above it", "credit": "Ann Lee", "licence": "CC0"}
# A question of every kind that may have a picture.
ASKED: dict[str, dict[str, Any]] = {
    "multiple-choice": {"ask": "What?", "choices": ["a", "b"], "answer": "a"},
    "true-false": {"say": "It is so.", "answer": True},
    "short-answer": {"ask": "Why?", "answer": "So."},
    "discussion": {"ask": "And then?", "answer": "Nothing."},
}


def workspace(root: Path, activities: list[dict[str, Any]], **more: str | bytes) -> Path:
    lesson = {"event": "sea", "grade": "8", "activities": activities}
    files: dict[str, str | bytes] = {
        "lessons/sea.yaml": spec(lesson),
        "lessons/events/sea.md": EVENT,
        "lessons/events/sea.svg": SVG,
        "lessons/events/dots.png": png(1200),
        **{f"lessons/events/{name.replace('__', '.')}": data for name, data in more.items()},
    }
    return write_workspace(root, files)


def pictured() -> list[dict[str, Any]]:
    activities = []
    for kind, question in ASKED.items():
        listed = list_of(kinds()[kind])
        assert listed is not None
        one = {"activity": kind, listed[0]: [{**question, "picture": WHOLE}], "picture": PICTURE}
        activities.append(one)
    source = {"title": "A map", "picture": WHOLE}
    return [*activities, {"activity": "source-analysis", "source": source}]


def test_every_kind_of_question_with_a_picture_is_tried_here() -> None:
    able = {
        name
        for name, kind in kinds().items()
        if (listed := list_of(kind)) and issubclass(listed[1], Pictured)
    }
    assert able == set(ASKED)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pictures_come_out_alike_in_both_formats_and_pass_the_checkers(
    tmp_path: Path, layout: str
) -> None:
    root = workspace(tmp_path, pictured())
    [report] = print_lessons(
        root,
        layout=layout,
        documents=("handout", "worksheet", "answer-key"),
        formats=("pdf", "docx", "html"),
    )
    assert [one for one in report.problems if one.is_error] == []
    made = {(one.document, one.format): one.path for one in report.made}
    for document in ("handout", "worksheet", "answer-key"):
        pdf, docx = made[document, "pdf"], made[document, "docx"]
        assert broken_rules(pdf) == []
        assert complaints(docx.read_bytes(), tmp_path) == []
    assert differences(root / "output") == {}
    said = " ".join(OpenedPdf(made["worksheet", "pdf"]).tagged_text().split())
    assert said.count("Above it Ann Lee · CC0") == len(ASKED) + 1
    assert "Jan Novák · CC BY 4.0" in " ".join(
        OpenedPdf(made["handout", "pdf"]).tagged_text().split()
    )


def test_a_drawing_is_vectors_in_a_pdf_and_pixels_in_a_docx(tmp_path: Path) -> None:
    import pikepdf

    root = workspace(tmp_path, [])
    [report] = print_lessons(root, documents=("handout",))
    made = {one.format: one.path for one in report.made}
    with pikepdf.open(made["pdf"]) as pdf:
        images = {name for page in pdf.pages for name in page.get_images()}
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)
    assert len(images) == 1  # the dots
    with zipfile.ZipFile(made["docx"]) as docx:
        media = [name for name in docx.namelist() if "/media/" in name]
        assert not any(name.endswith(".svg") for name in media)
        pictures = [Image.open(BytesIO(docx.read(name))) for name in media]
    assert max(picture.width for picture in pictures) > 800


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        ({"file": "sea.svg"}, "`alternative` is missing"),
        ({"alternative": "The sea"}, "`file` is missing"),
        ("sea.svg", "should be a mapping"),
        ({**PICTURE, "file": "see.svg"}, "can't be read"),
        ({**PICTURE, "file": "../../../etc/passwd"}, "outside the workspace"),
        ({**PICTURE, "file": "https://example.org/a.png"}, "not on this computer"),
        ({**PICTURE, "file": "sea.md"}, "neither a PNG, a JPEG nor an SVG"),
        ({**PICTURE, "file": "script.svg"}, "a program in it"),
        ({**PICTURE, "width": "wide"}, "no width"),
        ({**PICTURE, "width": "140%"}, "no width"),
        ({**PICTURE, "width": 0}, "no width"),
        ({**PICTURE, "licence": "[x](nowhere)"}, "nowhere"),
        ({**PICTURE, "caption": "![a](b.png)"}, "can't stand here"),
        ({**PICTURE, "size": "40%"}, "`size` is not known"),
    ],
)
@pytest.mark.parametrize("where", ["question", "activity", "source", "bank"])
def test_each_mistake_is_told_at_its_line(
    tmp_path: Path, picture: Any, told: str, where: str
) -> None:
    question = {"ask": "Why?", "answer": "So."}
    activity: dict[str, Any] = {"activity": "short-answer", "questions": [question]}
    if where == "question":
        question["picture"] = picture
    elif where == "activity":
        activity["picture"] = picture
    elif where == "source":
        activity = {"activity": "source-analysis", "source": {"picture": picture}}
    else:
        activity = {"activity": "short-answer", "from": "bank"}
    root = workspace(tmp_path, [activity], script__svg=SVG.replace("<text", "<script/><text"))
    bank = {"questions": [{"kind": "short-answer", **question, "picture": picture}]}
    write_workspace(root, {"lessons/questions/bank.yaml": spec(bank)})
    [report] = print_lessons(root, documents=("worksheet",), formats=("pdf",))
    file = "questions/bank.yaml" if where == "bank" else "lessons/sea.yaml"
    errors = [one for one in report.problems if one.is_error]
    if (where, picture) == ("source", "sea.svg"):  # whose words may stand beside its file
        told = "says nothing to those who can't see it"
    assert any(told in one.message for one in errors), errors
    assert all(str(one.location.file).endswith(file) for one in errors), errors
    assert all(one.location.line and one.code != "fault" for one in errors)
    assert report.made == ()


def test_a_picture_with_too_few_pixels_is_named_with_the_size_that_would_do(tmp_path: Path) -> None:
    activity = {
        "activity": "short-answer",
        "picture": {**PICTURE, "file": "tiny.png"},
        "questions": [{"ask": "Why?", "answer": "So."}],
    }
    root = workspace(tmp_path, [activity], tiny__png=png(200))
    told = makelesson("check", cwd=root).stderr
    assert "dots.png" not in told
    assert "sea.svg" not in told
    [line] = [line for line in told.splitlines() if "tiny.png" in line]
    assert line.startswith("lessons/sea.yaml:")
    assert "pixels an inch" in line
    [share] = [int(word[:-2]) for word in told.split() if word.endswith("%.")]
    activity["picture"] = {**PICTURE, "file": "tiny.png", "width": f"{share}%"}
    workspace(tmp_path, [activity])
    assert "tiny.png" not in makelesson("check", cwd=root).stderr
    activity["picture"] = {**PICTURE, "file": "tiny.png", "width": f"{share + 2}%"}
    workspace(tmp_path, [activity])
    assert "tiny.png" in makelesson("check", cwd=root).stderr
    lesson = (root / "lessons/sea.yaml").read_text("utf-8")
    (root / "lessons/sea.yaml").write_text(f"accept: [coarse-picture]\n{lesson}", "utf-8")
    assert "tiny.png" not in makelesson("check", cwd=root).stderr


def test_a_changed_picture_is_printed_anew(tmp_path: Path) -> None:
    root = workspace(tmp_path, pictured())
    assert makelesson("build", cwd=root).returncode == 0
    (root / "lessons/events/sea.svg").write_text(SVG.replace("red", "blue"), "utf-8")
    changed = "lessons/events/sea.svg changed"
    assert changed in makelesson("build", "--explain", cwd=root).stdout
    assert changed not in makelesson("build", "--explain", cwd=root).stdout


def test_what_a_picture_shows_is_read_out_without_marks(tmp_path: Path) -> None:
    shown = {**PICTURE, "alternative": "The *Eagle*, in **space**"}
    root = workspace(
        tmp_path, [{"activity": "discussion", "questions": [{"ask": "?", "picture": shown}]}]
    )
    head = "---\nimages:\n- {file: sea.svg, alternative: The *sea* again}\n---\n"
    (root / "lessons/events/sea.md").write_text(f"{head}{EVENT}", "utf-8")
    [report] = print_lessons(root, documents=("handout", "worksheet"), formats=("pdf",))
    told = [
        one.alternative
        for made in report.made
        for one in OpenedPdf(made.path).tree.walk()
        if one.kind == "Figure"
    ]
    assert {"The sea again", "The Eagle, in space"} <= set(told)
    assert not any("*" in one for one in told)


def test_an_image_in_the_front_matter_has_its_credit(tmp_path: Path) -> None:
    root = workspace(tmp_path, [])
    head = "---\nimages:\n- {file: sea.svg, alternative: The sea, credit: The navy, licence: CC0}\n---\n"
    (root / "lessons/events/sea.md").write_text(f"{head}{EVENT}", "utf-8")
    [report] = print_lessons(root, documents=("handout",), formats=("pdf",))
    assert "The navy · CC0" in OpenedPdf(report.made[0].path).tagged_text()
