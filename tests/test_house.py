"""The house holds: arrows between rooms run one way, types fit, the code looks as it should."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lessonpress"

GROUND = {
    "addresses", "cache", "comparison", "files", "inside", "leftovers", "lettered", "markdown",
    "markdown_blocks", "markdown_prose", "markdown_quotations", "packages", "problems", "prose", "registry",
    "richtext", "sentences", "spelling", "validation", "words", "yaml_traps", "yamlfile",
}  # fmt: skip
PRESS_ROOMS = {
    "press.inputs", "press.planning", "press.freshness", "press.printing", "press.workers",
    "press.delivery",
}  # fmt: skip
PRESS = PRESS_ROOMS | {
    "press.build", "press.class_set", "press.event_summary", "press.listing", "press.progress",
    "press.marking", "press.pruning", "press.taking_back", "press.watch",
}  # fmt: skip
# Which rooms a room may import, besides itself and the ground. What is not here may not be.
ARROWS: dict[str, set[str]] = {
    **{name: set() for name in GROUND},
    "activities": set(),
    "content": {"activities"},
    "document": set(),
    "layout": {"document"},
    "writers.pdf": {"document", "layout"},
    "writers.docx": {"document", "layout"},
    "writers.html": {"document", "layout"},
    "writers.epub": {"document", "layout", "writers.html"},
    "writers.braille": {"document", "layout"},
    "writers.audio": {"document", "layout"},
    "writers.formats": {
        "document",
        "layout",
        "writers.pdf",
        "writers.docx",
        "writers.html",
        "writers.epub",
        "writers.braille",
        "writers.audio",
    },
    "workspace": set(),
    "drafting": {"content", "activities", "workspace"},
    "starter": {"workspace", "content", "drafting"},
    "importing": {"content", "layout", "workspace"},
    "press": set(),
    "press.inputs": set(),
    "press.planning": {"press.inputs", "workspace", "content", "layout"},
    "press.freshness": {"press.inputs", "press.planning", "workspace", "content"},
    "press.printing": {
        "press.inputs",
        "press.planning",
        "workspace",
        "content",
        "document",
        "layout",
        "writers.formats",
    },
    "press.workers": {
        "press.inputs",
        "press.planning",
        "press.freshness",
        "press.printing",
        "workspace",
        "content",
        "layout",
        "writers.pdf",
        "writers.docx",
    },
    "press.delivery": {
        "press.inputs",
        "press.planning",
        "press.printing",
        "press.workers",
        "workspace",
    },
    "press.build": PRESS_ROOMS | {"workspace", "content"},
    "press.class_set": PRESS_ROOMS | {"workspace", "content", "document", "layout"},
    "press.event_summary": {"content"},
    "press.listing": PRESS_ROOMS | {"workspace", "content"},
    "press.watch": {"workspace"},
    "press.marking": {
        "press.inputs",
        "press.planning",
        "press.printing",
        "press.delivery",
        "workspace",
        "content",
        "document",
        "layout",
        "writers.formats",
    },
    "press.taking_back": {
        "press.inputs",
        "press.planning",
        "press.printing",
        "press.delivery",
        "workspace",
        "content",
        "document",
    },
    "press.pruning": PRESS_ROOMS,
    "press.progress": {*PRESS_ROOMS, "press.build", "press.pruning", "workspace", "content"},
    "authoring": {
        "content",
        "drafting",
        "press.planning",
        "press.printing",
        "starter",
        "workspace",
    },
    "api": {
        *PRESS_ROOMS,
        "authoring",
        "drafting",
        "importing",
        "press.marking",
        "press.progress",
        "press.taking_back",
        "workspace",
        "content",
    },
    "": {"api"},
    "terminal": {"press.delivery"},
    "console": {"terminal", "press.delivery"},
    "commands": {"api", "console", "terminal", *PRESS, "starter", "workspace", "content", "layout"},
    "arguments": set(),
    "authoring_arguments": {"arguments", "authoring_commands", "commands", "drafting"},
    "authoring_commands": {
        "api",
        "authoring",
        "commands",
        "console",
        "content",
        "drafting",
        "starter",
        "workspace",
    },
    "bringing_in": {
        "arguments",
        "commands",
        "console",
        "importing",
        "press.event_summary",
        "workspace",
    },
    "editors": {"arguments", "commands", "console", "press.progress", "press.taking_back"},
    "options": {"arguments", "authoring_arguments", "bringing_in", "editors"},
    "cli": {
        "authoring_arguments",
        "arguments",
        "bringing_in",
        "commands",
        "console",
        "editors",
        "options",
        "press.printing",
        "press.progress",
        "workspace",
        "content",
    },
}
# A page that grows beyond this has two things to say.
MOST_LINES = 450


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def room_of(module: str) -> str:
    """`lessonpress.writers.pdf.flow` is in the room `writers.pdf`; the package itself in none."""
    parts = module.split(".")[1:]
    return ".".join(parts[:2] if parts[:1] in (["writers"], ["press"]) else parts[:1])


def imports(module: str) -> Iterator[str]:
    """Every module of the package that `module` imports anywhere, also inside its functions."""
    path = MODULES[module]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "lessonpress":
                yield name if name in MODULES else name.rpartition(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_no_arrow_runs_back_up(module: str) -> None:
    here = room_of(module)
    assert here in ARROWS or here == "writers", f"{here} is no room of the house"
    allowed = ARROWS.get(here, set()) | {here, ""} | (GROUND - {here})
    strays = {name for name in imports(module) if room_of(name) not in allowed}
    assert not strays, f"{module} must not import {', '.join(sorted(strays))}"


def test_there_is_no_circle() -> None:
    graph = {module: set(imports(module)) - {module, "lessonpress"} for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"These import each other: {' -> '.join(error.args[1])}")


@pytest.mark.parametrize("module", MODULES)
def test_every_module_opens_with_what_it_is_for(module: str) -> None:
    docstring = ast.get_docstring(ast.parse(MODULES[module].read_text("utf-8")))
    assert docstring is not None
    assert docstring.splitlines()[0].endswith((".", ":")), docstring.splitlines()[0]


@pytest.mark.parametrize("module", MODULES)
def test_every_module_fits_a_reader(module: str) -> None:
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= MOST_LINES


def test_every_package_is_shipped() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shipped = set(settings["tool"]["setuptools"]["packages"])
    assert shipped - {"lessonpress.builtin_layouts"} == {
        name for name, path in MODULES.items() if path.name == "__init__.py"
    }


def test_the_architecture_page_is_true() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| [^|]+ \| ?([^|]*?) ?\|$", page, flags=re.M)
    told = {room: set(re.findall(r"`([\w.]+)`", names)) for room, names in rows}
    assert told == {room: names for room, names in ARROWS.items() if room and room not in GROUND}
    ground = page.partition("**The ground**")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", ground)) >= GROUND


def run_tool(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_fit() -> None:
    run_tool("mypy")


def test_the_linter_finds_nothing() -> None:
    run_tool("ruff", "check", ".")


def test_the_code_is_formatted() -> None:
    run_tool("ruff", "format", "--check", ".")
