"""makelesson as an installed package: built into a wheel and put into an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def install(home: Path) -> Path:
    """Makes an environment in `home` that has makelesson and, of this one, what it depends on; returns
    its command, which stands beside nothing else that would be found by its name."""
    wheels = home.with_name("wheels")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    source = home.with_name("source")
    _copy_sources(source)
    subprocess.run([*pip, "wheel", "--no-deps", "-w", wheels, source], check=True)
    [wheel] = wheels.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    binaries = home / ("Scripts" if os.name == "nt" else "bin")
    [site] = home.glob("lib/python*/site-packages") or home.glob("Lib/site-packages")
    # The dependencies are those of this environment; only makelesson itself is installed anew.
    subprocess.run(
        [*pip, "--python", binaries / "python", "install", "--no-deps", wheel], check=True
    )
    dependencies = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(dependencies))
    return binaries / ("makelesson.exe" if os.name == "nt" else "makelesson")


def _copy_sources(target: Path) -> None:
    """The files that a wheel is made of, without what earlier builds left beside them."""
    target.mkdir(parents=True)
    for folder in ("lessonpress", "layouts"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, target / folder, ignore=ignored)
    for file in ("makelesson.py", "pyproject.toml", "README.md"):
        if (ROOT / file).exists():
            shutil.copy(ROOT / file, target / file)
        else:
            (target / file).touch()
