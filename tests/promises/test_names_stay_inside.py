"""A name in a person's file leads to what the workspace holds, or to a folder that its settings name.

A refusal is the same whether there is a file outside or not.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lessonpress.content.settings import read_settings
from lessonpress.inside import is_plain_name, is_plain_path, leads_inside
from lessonpress.layout.layouts import load_layout
from lessonpress.layout.templates import Layer, Templates
from lessonpress.press.delivery.output import write_all
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.loaded import Loaded
from lessonpress.press.printing.pictures import picture_loader
from lessonpress.press.workers.shipment import make_kit, with_file, with_parcel
from lessonpress.problems import ProblemError
from lessonpress.workspace import Workspace, builtin_layouts

EVENT = "# A title\n\nText.\n\n![A tree]({})\n"


def png() -> bytes:
    data = BytesIO()
    Image.new("L", (8, 8)).save(data, "PNG")
    return data.getvalue()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace, and beside it a folder with a secret of every kind in it."""
    outside = tmp_path / "outside"
    (outside / "look").mkdir(parents=True)
    (outside / "tree.png").write_bytes(png())
    (outside / "secret.xml").write_text("the secret", "utf-8")
    (outside / "look" / "layout.yaml").write_text("description: the secret\n", "utf-8")
    (outside / "look" / "page.xml").write_text("the secret", "utf-8")
    (outside / "event.md").write_text("# The secret\n\nText.\n", "utf-8")
    (outside / "lesson.yaml").write_text("event: event\n", "utf-8")
    root = tmp_path / "work"
    for folder in ("lessons/events", "layouts/own", "pictures"):
        (root / folder).mkdir(parents=True)
    (root / "lessons/events/event.md").write_text(EVENT.format("tree.png"), "utf-8")
    (root / "lessons/a-lesson.yaml").write_text("event: event\n", "utf-8")
    return root


def said(error: ProblemError) -> str:
    [problem] = error.problems
    return problem.message


INCLUDES = [
    "0:{outside}/secret.xml",
    "0:/../../../outside/secret.xml",
    "0:../../../outside/secret.xml",
    "1:{outside}/secret.xml",
    "../../../outside/secret.xml",
    "{outside}/secret.xml",
    "/{outside}/secret.xml",
    "own/../../../outside/secret.xml",
    "own//{outside}/secret.xml",
    r"..\\..\\..\\outside\\secret.xml",
    "link.xml",
    "folder/secret.xml",
    "?page.xml",
    "",
    "\\0",
]


@pytest.mark.parametrize(
    "how",
    [
        "{{% include {} %}}",
        "{{% extends {} %}}",
        "{{% import {} as x %}}{{{{ x }}}}",
        "{{% include [{}] %}}",
        "{{% set n = {} %}}{{% include n %}}",
    ],
)
@pytest.mark.parametrize("name", INCLUDES)
def test_a_template_names_templates_of_its_chain_alone(root: Path, how: str, name: str) -> None:
    outside = root.parent / "outside"
    folder = root / "layouts/own"
    (folder / "link.xml").symlink_to(outside / "secret.xml")
    (folder / "folder").symlink_to(outside)
    messages = []
    for asked in (name, name.replace("secret", "absent")):
        text = how.format(f"'{asked.format(outside=outside)}'")
        (folder / "page.xml").write_text(text, "utf-8")
        with pytest.raises(ProblemError) as caught:
            print(Templates([Layer("own", folder)]).render("page.xml"))
        messages.append(said(caught.value).replace("absent", "secret"))
    assert messages[0] == messages[1]


def test_a_layout_may_link_to_what_the_workspace_holds(root: Path) -> None:
    (root / "shared.xml").write_text("shared", "utf-8")
    (root / "layouts/own/page.xml").write_text("{% include 'link.xml' %}", "utf-8")
    (root / "layouts/own/link.xml").symlink_to(root / "shared.xml")
    (root / "layouts/own/layout.yaml").write_text("extends: base\n", "utf-8")
    layout = load_layout("own", Workspace.at(root).layout_search)
    assert layout.render("page", None) == "shared"


@pytest.mark.parametrize("name", ["../../outside/look", "{outside}/look", "linked", "base/../own"])
def test_a_layout_extends_layouts_alone(root: Path, name: str) -> None:
    outside = root.parent / "outside"
    (root / "layouts/linked").symlink_to(outside / "look")
    extends = name.format(outside=outside)
    (root / "layouts/own/layout.yaml").write_text(f"extends: {extends}\n", "utf-8")
    search = (root / "layouts", builtin_layouts())
    with pytest.raises(ProblemError) as caught:
        load_layout("own", search)
    assert said(caught.value) == f"There is no layout `{extends}`."
    if name == "linked":
        assert load_layout("own", search, folders=[outside]).description == "the secret"


@pytest.mark.parametrize("source", ["../../../outside/{}", "{outside}/{}", "link/{}", "{}"])
def test_a_picture_lies_in_the_workspace_or_in_a_folder_that_the_settings_name(
    root: Path, source: str
) -> None:
    outside = root.parent / "outside"
    event = root / "lessons/events/event.md"
    if source == "{}":
        (event.parent / "tree.png").symlink_to(outside / "tree.png")
        (event.parent / "none.png").symlink_to(outside / "none.png")
    (event.parent / "link").symlink_to(outside)
    messages = []
    for name in ("tree.png", "none.png"):
        event.write_text(EVENT.format(source.format(name, outside=outside)), "utf-8")
        with pytest.raises(ProblemError) as caught:
            picture_loader(event)(source.format(name, outside=outside))
        [problem] = caught.value.problems
        assert problem.location.line == 5
        messages.append(problem.message.replace("none", "tree"))
    assert messages[0] == messages[1]
    assert "lies outside the workspace" in messages[0]
    (root / "makelesson.yaml").write_text("folders: [../outside]\n", "utf-8")
    assert picture_loader(event)(source.format("tree.png", outside=outside)) == png()


def test_a_picture_from_the_workspace_is_found_by_a_path_that_goes_up(root: Path) -> None:
    (root / "pictures/tree.png").write_bytes(png())
    event = root / "lessons/events/event.md"
    assert picture_loader(event)("../../pictures/tree.png") == png()


@pytest.mark.parametrize("key", ["logo", "letterhead"])
@pytest.mark.parametrize("name", ["../outside/tree.png", "{outside}/tree.png", "link.png"])
def test_logo_and_letterhead_lie_there_too(root: Path, key: str, name: str) -> None:
    outside = root.parent / "outside"
    (root / "link.png").symlink_to(outside / "tree.png")
    settings = root / "makelesson.yaml"
    named = name.format(outside=outside)
    with pytest.raises(ProblemError) as caught:
        read_settings(settings, f"{key}: {named}\n")
    assert said(caught.value) == f"The file {named} lies outside the workspace."
    gone = named.replace("tree", "none")
    if name != "link.png":
        with pytest.raises(ProblemError) as caught:
            read_settings(settings, f"{key}: {gone}\n")
        assert said(caught.value) == f"The file {gone} lies outside the workspace."
    assert getattr(read_settings(settings, f"{key}: {named}\nfolders: ../outside\n"), key)


@pytest.mark.parametrize(
    ("link", "target"),
    [("lessons/other.yaml", "lesson.yaml"), ("layouts/letterhead.docx", "tree.png")],
)
def test_a_link_out_of_the_workspace_is_told(root: Path, link: str, target: str) -> None:
    (root / link).symlink_to(root.parent / "outside" / target)
    workspace = Workspace.at(root)
    if link.endswith(".docx"):
        with pytest.raises(ProblemError) as caught:
            print(workspace.letterhead)
        assert said(caught.value) == "This link leads out of the workspace."
    else:
        made = plan(workspace, [], Request())
        assert [str(doubt.location) for doubt in made.doubts] == [str(root / link)]
        assert list(workspace.lesson_files()) == ["a-lesson"]
    (root / "makelesson.yaml").write_text("folders: [../outside]\n", "utf-8")
    assert not plan(workspace, [], Request()).doubts
    assert workspace.letterhead or "docx" not in link


def test_so_is_an_event_behind_such_a_link(root: Path) -> None:
    link = root / "lessons/events/other.md"
    link.symlink_to(root.parent / "outside/event.md")
    with pytest.raises(ProblemError) as caught:
        Loaded(Workspace.at(root)).event("other")
    assert said(caught.value) == "This link leads out of the workspace."


def test_and_a_whole_folder(root: Path) -> None:
    (root / "lessons/units").symlink_to(root.parent / "outside")
    with pytest.raises(ProblemError) as caught:
        Workspace.at(root).unit_files()
    assert said(caught.value) == "This link leads out of the workspace."


def test_nothing_from_outside_travels_to_another_computer(root: Path) -> None:
    outside = root.parent / "outside"
    (root / "layouts/own/link.xml").symlink_to(outside / "secret.xml")
    (root / "lessons/events/event.md").write_text(
        EVENT.format("../../../outside/tree.png"), "utf-8"
    )
    workspace = Workspace.at(root)
    kit = make_kit(workspace)
    [job] = plan(workspace, [], Request())
    link = root / "lessons/events/tree.png"
    link.symlink_to(outside / "tree.png")
    parcel = with_file(with_parcel(job, kit), link).parcel
    assert parcel is not None
    carried = [one.data for one in (*kit.shared.files.values(), *parcel.files.values()) if one]
    assert png() not in carried
    assert b"the secret" not in carried


def test_nothing_is_written_through_a_link_within_the_output(tmp_path: Path) -> None:
    outside, output = tmp_path / "outside", tmp_path / "output"
    outside.mkdir()
    output.mkdir()
    (outside / "a.pdf").write_bytes(b"precious")
    (output / "linked").symlink_to(outside)
    with pytest.raises(ProblemError) as caught:
        write_all({output / "linked" / "a.pdf": b"ours"})
    assert said(caught.value) == "This folder is a link that leads out of the output."
    (output / "own").mkdir()
    (output / "own" / "a.pdf").symlink_to(outside / "a.pdf")
    write_all({output / "own" / "a.pdf": b"ours"})
    assert (outside / "a.pdf").read_bytes() == b"precious"
    assert (output / "own" / "a.pdf").read_bytes() == b"ours"


def test_what_a_plain_name_is() -> None:
    assert is_plain_path("figures/map.xml")
    assert not any(map(is_plain_path, ["", "/a", "a//b", "../a", "a/../b", "a\\b", "C:/a", "a\0"]))
    assert is_plain_name("klassik")
    assert not is_plain_name("a/b")


def test_a_folder_with_a_longer_name_is_another(tmp_path: Path) -> None:
    assert leads_inside(tmp_path / "work" / "a", [tmp_path / "work"])
    assert not leads_inside(tmp_path / "work-2" / "a", [tmp_path / "work"])
