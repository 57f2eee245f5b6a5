"""axe (https://github.com/dequelabs/axe-core) looks at a page in Chromium, as its makers mean it to."""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import axe_core_python  # type: ignore[import-untyped]

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_RUN = f"""
axe.run({{runOnly: {_RULES}}}).then(found => {{
  document.body.innerHTML = "";
  document.body.append(Object.assign(document.createElement("pre"), {{
    id: "found",
    textContent: JSON.stringify(found.violations.map(one => ({{
      rule: one.id, help: one.help, nodes: one.nodes.map(node => node.html.slice(0, 160)),
    }}))),
  }}));
}});
"""


@cache
def _axe() -> str:
    return (Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8")


def violations(page: Path) -> list[dict[str, Any]]:
    """What axe finds against a page in any rule of WCAG 2.1 A and AA, and of its own."""
    text = page.read_text("utf-8")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text, count=1)
    script = f"<script>{_axe()}</script><script>{_RUN}</script></body>"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "page.html"
        copy.write_text(script.join(text.rsplit("</body>", 1)), "utf-8")
        shown = subprocess.run(
            [
                *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
                *(f"--user-data-dir={folder}/profile", "--virtual-time-budget=60000"),
                *("--dump-dom", copy.as_uri()),
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=True,
        ).stdout
    found = re.search(r'<pre id="found">(.*?)</pre>', shown, re.DOTALL)
    assert found, "axe said nothing"
    violations: list[dict[str, Any]] = json.loads(html.unescape(found[1]))
    return violations
