"""The engine: what of makelesson itself, and of what it rests on, the bytes of a file depend on.

Found out without importing any of it, so that a build with nothing to do stays quick.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lessonpress import __version__
from lessonpress.press.inputs import digest

_PACKAGE = Path(__file__).parents[2]
_NAME = "makelesson"
#: Requirements that no byte of a file depends on: what draws on the terminal, and what hears of saves.
_SHOW_NOWHERE = frozenset({"rich", "watchfiles"})
#: What may be installed besides, and then has its say: fonts that layouts name, and where words end.
_BESIDES = ("fontpkg_", "justmytype_", "rinoh_typeface_", "pythainlp")
_INFO, _REQUIRES = ".dist-info", "Requires-Dist: "
_REQUIRED = re.compile(r"[A-Za-z0-9._-]+")


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
                if entry.name not in (
                    "__pycache__",
                    "builtin_layouts",
                ):  # layouts count by themselves
                    yield from _files(entry.path, f"{name}{entry.name}/")
            elif not entry.name.startswith(".") and not entry.name.endswith(".pyc"):
                yield name + entry.name, entry.path


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _packages() -> Iterator[tuple[str, str]]:
    """What makelesson requires, and what goes by its name, as pydantic_core does: name and version.

    From the names of their `.dist-info` folders; reading their metadata takes ten times as long.
    """
    installed: dict[str, tuple[str, str]] = {}  # the first on the path counts, as for imports
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for found in sorted(names):
            name, _, version = found.removesuffix(_INFO).partition("-")
            if found.endswith(_INFO):
                installed.setdefault(_plain(name), (version, os.path.join(folder, found)))
    required = _requirements(installed.get(_NAME, ("", ""))[1])
    companions = tuple(f"{name}_" for name in required)
    for name, (version, _) in sorted(installed.items()):
        if name in required or name.startswith((*companions, *_BESIDES)):
            yield name.replace("_", "-"), version


def _requirements(own_metadata: str) -> frozenset[str]:
    """What a clone's pyproject.toml asks for, or else what the installed package does, without extras."""
    pyproject = _PACKAGE.parent / "pyproject.toml"
    try:
        if (project := _project(pyproject)).get("name") == _NAME:
            wanted = [str(one) for one in project["dependencies"]]
        else:
            with open(os.path.join(own_metadata, "METADATA"), encoding="utf-8") as file:
                lines = [line for line in file if line.startswith(_REQUIRES)]
            wanted = [line.removeprefix(_REQUIRES) for line in lines if "extra ==" not in line]
    except OSError:
        return frozenset()
    names = (_plain(match[0]) for one in wanted if (match := _REQUIRED.match(one.strip())))
    return frozenset(names) - _SHOW_NOWHERE


def _project(pyproject: Path) -> Mapping[str, Any]:
    if not pyproject.is_file():
        return {}
    import tomllib

    project: Mapping[str, Any] = tomllib.loads(pyproject.read_text("utf-8")).get("project", {})
    return project


def _plain(name: str) -> str:
    """A package's name as all spell it (PEP 503), with underscores."""
    return re.sub(r"[-_.]+", "_", name).lower()
