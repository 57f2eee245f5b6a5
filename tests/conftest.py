"""What all tests share: which of them run on this computer."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

# No deadlines: how long an example takes is the machine's business, not the code's.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

REQUIRE_ALL = bool(os.environ.get("MAKELESSON_REQUIRE_ALL"))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing that a test leaves for the next start goes into the user's own cache."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run tests that take many seconds, too")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips what this computer can't or needn't run; with MAKELESSON_REQUIRE_ALL nothing is skipped."""
    if item.get_closest_marker("slow") and not (REQUIRE_ALL or item.config.getoption("--slow")):
        pytest.skip("slow; run with --slow")
    if item.get_closest_marker("libreoffice") and not (
        shutil.which("soffice") or shutil.which("libreoffice")
    ):
        missing("LibreOffice is not installed")
    if item.get_closest_marker("chromium") and not shutil.which("chromium"):
        missing("Chromium is not installed")
    if item.get_closest_marker("epubcheck") and not shutil.which("java"):
        missing("Java, which EPUBCheck runs in, is not installed")
    if item.get_closest_marker("louis") and not shutil.which("lou_translate"):
        missing("liblouis is not installed")
    if item.get_closest_marker("espeak") and not shutil.which("espeak-ng"):
        missing("espeak-ng is not installed")
    if item.get_closest_marker("ace") and not shutil.which("ace-puppeteer"):
        missing("Ace by DAISY is not installed")


def missing(what: str) -> None:
    """Skips a test for want of something, or fails it where everything has to be there."""
    if REQUIRE_ALL:
        pytest.fail(f"{what}, and MAKELESSON_REQUIRE_ALL is set")
    pytest.skip(what)
