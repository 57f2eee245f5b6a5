"""The workspaces that these tests print, each at most once in a run."""

from __future__ import annotations

import pytest

from tests.end_to_end.languages import LANGUAGES
from tests.end_to_end.printing import ROOT, Press, write_workspace
from tests.end_to_end.stress import STRESS


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Prints `sample`, the lesson that comes with makelesson; `stress`, all that a lesson may hold;
    `languages`, a lesson in each of several."""
    folder = tmp_path_factory.mktemp("press")
    written = {
        name: write_workspace(folder / name, files)
        for name, files in {"stress": STRESS, "languages": LANGUAGES}.items()
    }
    return Press({"sample": ROOT, **written}, folder / "output")
