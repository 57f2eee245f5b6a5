"""What is registered as a format has a writer; what has none fails before it is taken for printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from lessonpress.content.wishes import Wishes
from lessonpress.press.delivery.run import run
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.workers.schedule import InTurn
from lessonpress.registry import formats
from lessonpress.registry.formats import FORMATS, Format
from lessonpress.starter import make_workspace
from lessonpress.writers.formats import binder_of, measure_of, writer_of


def test_every_format_has_a_writer_and_a_measure() -> None:
    for name in FORMATS:
        assert callable(writer_of(name))
        assert callable(measure_of(name))


def test_whatever_knows_its_pages_can_be_bound_and_nothing_else() -> None:
    for name, one in FORMATS.items():
        assert bool(one.binder) == one.paged
        if one.paged:
            assert callable(binder_of(name))
        else:
            with pytest.raises(LookupError):
                binder_of(name)


def test_no_two_formats_print_to_one_file() -> None:
    assert len({one.ending for one in FORMATS.values()}) == len(FORMATS)


def register(monkeypatch: pytest.MonkeyPatch, one: Format) -> None:
    monkeypatch.setattr(formats, "FORMATS", MappingProxyType({**FORMATS, one.name: one}))


def printed(folder: Path, format_: str) -> list[str]:
    workspace = make_workspace(folder)
    request = Request(Wishes(documents=("worksheet",), formats=(format_,)))
    [report] = run(plan(workspace, [], request), workspace.output, InTurn())
    assert report.failed == (not report.made)
    return [made.path.name for made in report.made]


def test_a_format_is_one_entry_and_its_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(monkeypatch, replace(FORMATS["pdf"], name="print", ending="-print.pdf", default=False))
    [name] = printed(tmp_path / "school", "print")
    assert name.endswith("-worksheet-print.pdf")


@pytest.mark.parametrize("writer", ["", "nowhere:write", "lessonpress.writers.formats:nothing"])
def test_a_format_without_a_writer_prints_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    register(monkeypatch, Format("odt", ".odt", writer))
    assert printed(tmp_path / "school", "odt") == []


def test_what_is_not_registered_is_no_format() -> None:
    with pytest.raises(LookupError):
        formats.in_order(["odt"])
