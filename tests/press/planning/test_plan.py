"""The plan knows what people mean by a lesson, and tells them when it doesn't."""

from __future__ import annotations

import pickle
import unicodedata
from itertools import product
from pathlib import Path

import pytest

from lessonpress.content.wishes import Wishes
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.registry.files import File
from lessonpress.registry.formats import DEFAULT_FORMATS
from lessonpress.registry.kinds import UNIT_KINDS
from lessonpress.workspace import UsageError, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.at(tmp_path)
    workspace.events.mkdir(parents=True)
    for name in ("alpha", "beta", "gamma ray", "řeka"):
        (workspace.lessons / f"{name}.yaml").write_text("")
    (workspace.events / "delta.txt").write_text("")
    return workspace


def planned(workspace: Workspace, *names: str) -> list[str]:
    return [job.lesson for job in plan(workspace, names, Request())]


def test_without_names_every_lesson_is_meant(workspace: Workspace) -> None:
    assert planned(workspace) == ["alpha", "beta", "gamma ray", "řeka"]


def test_lessons_come_in_the_order_of_their_names_and_once(workspace: Workspace) -> None:
    assert planned(workspace, "beta", "alpha", "beta") == ["beta", "alpha"]


@pytest.mark.parametrize("name", ["gamma ray", "řeka", unicodedata.normalize("NFD", "řeka")])
def test_names_may_have_spaces_and_any_letters(workspace: Workspace, name: str) -> None:
    assert planned(workspace, name) == [unicodedata.normalize("NFC", name)]


@pytest.mark.parametrize(
    "form", ["lessons/alpha.yaml", "output/alpha", "output/alpha/alpha-handout.pdf"]
)
def test_a_path_to_the_spec_or_to_what_was_printed_will_do(workspace: Workspace, form: str) -> None:
    assert planned(workspace, str(workspace.root / form)) == ["alpha"]


def test_the_name_of_the_file_will_do_from_anywhere(workspace: Workspace) -> None:
    assert planned(workspace, "alpha.yaml") == ["alpha"]


def test_a_spec_outside_the_workspace_can_be_built(workspace: Workspace, tmp_path: Path) -> None:
    elsewhere = tmp_path / "draft.yaml"
    elsewhere.write_text("")
    [job] = plan(workspace, [str(elsewhere)], Request())
    assert (job.lesson, job.spec) == ("draft", elsewhere)


def test_the_nearest_name_is_suggested(workspace: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        planned(workspace, "alhpa")
    assert "alhpa" in caught.value.message
    assert "alpha" in caught.value.hint


def test_a_missing_file_is_named_as_such(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match=r"There is no file lessons/alpa\.yaml\.\n.*alpha"):
        planned(workspace, "lessons/alpa.yaml")


@pytest.mark.parametrize("name", ["delta", "lessons/events/delta.txt"])
def test_an_event_without_a_lesson_leads_to_new(workspace: Workspace, name: str) -> None:
    with pytest.raises(UsageError, match="makelesson new lesson delta"):
        planned(workspace, name)


def test_a_workspace_without_lessons_leads_to_new(tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    with pytest.raises(UsageError, match="makelesson new lesson"):
        planned(Workspace.at(tmp_path))


def test_of_two_specs_with_one_name_the_second_is_refused(workspace: Workspace) -> None:
    (workspace.lessons / "alpha.yml").write_text("")
    first, second = plan(workspace, ["alpha"], Request())
    assert first.refused is None
    assert second.refused is not None
    assert second.refused.location.file == workspace.lessons / "alpha.yml"
    assert "alpha.yaml" in second.refused.message


def test_a_letterhead_that_is_not_there_is_told_at_once(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.docx"):
        plan(workspace, [], Request(letterhead=Path("nowhere.docx")))


def test_a_layout_that_is_not_there_is_told_at_once(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="clasic"):
        plan(workspace, [], Request(Wishes(layout="clasic")))


def test_a_job_can_travel(workspace: Workspace) -> None:
    for job in plan(workspace, [], Request()):
        assert pickle.loads(pickle.dumps(job)) == job


@pytest.fixture
def with_unit(workspace: Workspace) -> Workspace:
    workspace.units.mkdir()
    (workspace.units / "both.yaml").write_text("title: Both\nlessons: [beta, alpha]\n", "utf-8")
    return workspace


def test_a_unit_brings_its_lessons_in_its_order_and_its_packets(with_unit: Workspace) -> None:
    *lessons, unit = plan(with_unit, ["both"], Request())
    assert [job.lesson for job in lessons] == ["beta", "alpha"]
    assert unit.lesson == "both"
    assert unit.files() == tuple(File(*pair) for pair in product(UNIT_KINDS, DEFAULT_FORMATS))


def test_without_names_every_unit_is_printed_after_the_lessons(with_unit: Workspace) -> None:
    assert [job.lesson for job in plan(with_unit, [], Request())][-1] == "both"


def test_documents_of_lessons_alone_leave_packets_out(with_unit: Workspace) -> None:
    jobs = plan(with_unit, ["both"], Request(Wishes(documents=("handout",))))
    assert [job.lesson for job in jobs] == ["beta", "alpha"]


def test_packets_alone_leave_lessons_out(with_unit: Workspace) -> None:
    jobs = plan(with_unit, ["both"], Request(Wishes(documents=("student-packet",))))
    assert [job.lesson for job in jobs] == ["both"]
