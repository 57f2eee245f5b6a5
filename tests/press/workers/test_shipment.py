"""A job can travel to where nothing of its workspace is, and comes back as if it had been done here."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from lessonpress.content.wishes import Wishes
from lessonpress.press.inputs import Parcel
from lessonpress.press.planning.job import Job
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.printing.outcome import Outcome
from lessonpress.press.workers.schedule import InTurn
from lessonpress.press.workers.shipment import Kit, make_kit, with_file, with_parcel
from lessonpress.press.workers.worker import OtherEngine, perform_carried
from lessonpress.starter import make_workspace
from lessonpress.workspace import Workspace

SAMPLE = "the-berlin-wall-falls"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "school")


def job_of(workspace: Workspace) -> Job:
    [job] = plan(workspace, [], Request(Wishes(documents=("worksheet",))))
    return job


def elsewhere(job: Job, kit: Kit, workspace: Workspace) -> Outcome:
    """Does the job while its workspace is out of sight."""
    hidden = workspace.root.with_name("hidden")
    workspace.root.rename(hidden)
    try:
        return perform_carried(*pickle.loads(pickle.dumps((job, kit))))
    finally:
        hidden.rename(workspace.root)


def test_done_elsewhere_it_is_the_same_to_the_byte(workspace: Workspace) -> None:
    job, kit = job_of(workspace), make_kit(workspace)
    [here] = InTurn().run([job])
    there = elsewhere(with_parcel(job, kit), kit, workspace)
    assert there.problems == ()
    assert [file.data for file in there.files] == [file.data for file in here.files]
    assert there.inputs == here.inputs


def test_a_layout_of_the_workspaces_own_travels_too(workspace: Workspace) -> None:
    layout = workspace.layouts / "classic" / "layout.yaml"
    layout.parent.mkdir(parents=True)
    layout.write_text("colours: {accent: '#003300'}\n", "utf-8")
    job, kit = job_of(workspace), make_kit(workspace)
    [here] = InTurn().run([replace(job, looks="green")])
    there = elsewhere(with_parcel(job, kit), kit, workspace)
    assert [file.data for file in there.files] == [file.data for file in here.files]


def test_what_is_wrong_in_a_layout_is_told_at_its_own_place(workspace: Workspace) -> None:
    layout = workspace.layouts / "classic" / "layout.yaml"
    layout.parent.mkdir(parents=True)
    layout.write_text("colors: {}\n", "utf-8")
    kit = make_kit(workspace)
    there = elsewhere(with_parcel(job_of(workspace), kit), kit, workspace)
    assert {problem.location.file for problem in there.problems} == {layout}


def test_what_a_parcel_lacks_is_wanted_and_then_there(workspace: Workspace) -> None:
    job, kit = job_of(workspace), make_kit(workspace)
    job = replace(job, parcel=Parcel({}))
    wanted = []
    while (outcome := elsewhere(job, kit, workspace)).wants is not None:
        wanted.append(outcome.wants.name)
        job = with_file(job, outcome.wants)
    assert wanted == [f"{SAMPLE}.yaml", f"{SAMPLE}.txt"]
    assert len(outcome.files) == 2


def test_a_file_that_is_nowhere_is_a_problem_as_it_is_here(workspace: Workspace) -> None:
    event = workspace.events / f"{SAMPLE}.txt"
    text = event.read_text("utf-8")
    event.unlink()
    event.with_suffix(".md").write_text(f"# {text}\n\n![A wall](wall.png)\n", "utf-8")
    job, kit = job_of(workspace), make_kit(workspace)
    [here] = InTurn().run([replace(job, looks="anew")])
    there = elsewhere(with_parcel(job, kit), kit, workspace)
    assert here.problems == there.problems


def test_another_engine_is_refused(workspace: Workspace) -> None:
    job, kit = job_of(workspace), make_kit(workspace)
    with pytest.raises(OtherEngine):
        perform_carried(with_parcel(job, kit), replace(kit, engine="of another version"))


def test_two_kits_in_turn_are_never_taken_for_each_other(
    workspace: Workspace, tmp_path: Path
) -> None:
    other = make_workspace(tmp_path / "other")
    layout = other.layouts / "classic" / "layout.yaml"
    layout.parent.mkdir(parents=True)
    layout.write_text("paper: Letter\n", "utf-8")
    kits = {one: make_kit(one) for one in (workspace, other)}
    seen: dict[Workspace, set[bytes]] = {workspace: set(), other: set()}
    for one in (workspace, other) * 2:
        [pdf] = (
            file.data
            for file in perform_carried(with_parcel(job_of(one), kits[one]), kits[one]).files
            if file.format == "pdf"
        )
        seen[one].add(pdf)
    assert [len(pdfs) for pdfs in seen.values()] == [1, 1]
    assert not seen[workspace] & seen[other]


def test_a_run_without_layouts_never_gets_those_of_the_next(workspace: Workspace) -> None:
    job, plain = job_of(workspace), make_kit(workspace)
    before = elsewhere(with_parcel(job, plain), plain, workspace)
    layout = workspace.layouts / "classic" / "layout.yaml"
    layout.parent.mkdir(parents=True)
    layout.write_text("colours: {accent: '#003300'}\n", "utf-8")
    green = make_kit(workspace)
    other = elsewhere(with_parcel(replace(job, looks="green"), green), green, workspace)
    again = elsewhere(with_parcel(replace(job, looks="plain"), plain), plain, workspace)
    assert [file.data for file in other.files] != [file.data for file in before.files]
    assert [file.data for file in again.files] == [file.data for file in before.files]


def test_an_easier_text_travels_too(workspace: Workspace) -> None:
    easier = workspace.events / f"{SAMPLE}.easy.md"
    easier.write_text("The wall fell. ![A wall](wall.png)\n", "utf-8")
    Image.new("L", (30, 20)).save(workspace.events / "wall.png")
    wishes = Wishes(documents=("handout",), formats=("docx",), accommodations=("easy-read",))
    [job] = plan(workspace, [], Request(wishes))
    kit = make_kit(workspace)
    parcel = with_parcel(job, kit).parcel
    assert parcel is not None
    assert {str(easier), str(workspace.events / "wall.png")} <= {*parcel.files}
    [here] = InTurn().run([replace(job, looks="easy")])
    job = with_parcel(job, kit)
    while (there := elsewhere(job, kit, workspace)).wants is not None:
        assert there.wants == workspace.settings_file  # which is asked for folders of pictures
        job = with_file(job, there.wants)
    assert len(there.files) == 2
    assert [file.data for file in there.files] == [file.data for file in here.files]
