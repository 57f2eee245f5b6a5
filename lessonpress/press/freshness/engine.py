"""The engine: what of makelesson itself, and of what it rests on, the bytes of a file depend on.

Told without importing any of it, so that a build with nothing to do stays quick.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from lessonpress import __version__
from lessonpress.press.inputs import digest

_PACKAGE = Path(__file__).parents[2]
#: The packages whose version may show in a file; fonts are packages, too.
_RESTS_ON = (
    "reportlab", "uharfbuzz", "python_docx", "lxml", "jinja2", "pydantic", "pyyaml",
    "markdown_it_py", "pyphen", "babel", "pillow", "fontpkg_",
)  # fmt: skip


@cache
def engine_parts() -> Mapping[str, str]:
    """Each part and its version or digest: `makelesson`, `its code`, `Python`, each package."""
    return {
        "makelesson": __version__,
        "its code": _code(),
        "Python": f"{sys.version_info[0]}.{sys.version_info[1]}, zlib {zlib.ZLIB_RUNTIME_VERSION}",
        **dict(_packages()),
    }


@cache
def engine_digest() -> str:
    """One word for all of it: equal where the same inputs give the same bytes."""
    return digest(repr(sorted(engine_parts().items())).encode())


def _code() -> str:
    files = sorted(_files(str(_PACKAGE)))
    return digest("".join(f"{name} {digest(_read(path))}\n" for name, path in files).encode())


def _files(folder: str, name: str = "") -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in ("__pycache__", "builtin_layouts"):  # layouts tell themselves
                    yield from _files(entry.path, f"{name}{entry.name}/")
            elif not entry.name.startswith(".") and not entry.name.endswith(".pyc"):
                yield name + entry.name, entry.path


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _packages() -> Iterator[tuple[str, str]]:
    """From the names of their `.dist-info` folders; reading their metadata takes ten times as long."""
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for found in sorted(names):
            name, _, version = found.removesuffix(".dist-info").partition("-")
            if found.endswith(".dist-info") and name.lower().startswith(_RESTS_ON):
                yield name.lower().replace("_", "-"), version
