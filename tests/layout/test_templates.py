"""Templates print a lesson and cannot do anything else with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from markupsafe import escape

from lessonpress.layout.printed import plain
from lessonpress.layout.templates import Layer, Templates
from lessonpress.problems import ProblemError


@dataclass(frozen=True)
class Lesson:
    path: Path
    title: str = "A title"

    def write(self) -> str:
        return "written"


def render(folder: Path, template: str) -> str:
    (folder / "page.xml").write_text(template, "utf-8")
    return Templates([Layer("own", folder)]).render("page.xml", lesson=Lesson(folder / "secret"))


def test_prints_what_a_lesson_says(tmp_path: Path) -> None:
    assert render(tmp_path, "{{ lesson.title }}") == "A title"


@pytest.mark.parametrize(
    "template",
    [
        "{{ (lesson.path.parent / 'secret').read_text() }}",
        "{{ lesson.path.write_text('x') }}",
        "{{ lesson['path'].read_text() }}",
        "{{ (lesson | attr('path')).read_text() }}",
        "{{ [lesson] | map(attribute='path') | first }}",
        "{{ lesson.write() }}",
        "{{ lesson.__class__.__mro__ }}",
        "{{ lesson.title.__class__ }}",
        "{% for _ in range(5000) %}x{% endfor %}",
    ],
)
def test_reaches_no_file_no_method_and_no_end(tmp_path: Path, template: str) -> None:
    (tmp_path / "secret").write_text("the secret", "utf-8")
    with pytest.raises(ProblemError) as caught:
        print(render(tmp_path, template))
    [problem] = caught.value.problems
    assert problem.location.file == tmp_path / "page.xml"
    assert (tmp_path / "secret").read_text("utf-8") == "the secret"


def test_no_character_that_xml_cannot_hold_comes_through() -> None:
    every = "".join(map(chr, range(0x110000)))
    kept = plain(every)
    assert etree.fromstring(f"<p>{escape(kept)}</p>".encode()).text is not None
    assert len(every) - len(kept) == 9 + 2 + 18 + 2048 + 2
    assert all(plain(character) == character for character in kept)
