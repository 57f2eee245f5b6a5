"""Accommodations of a layout: the files that say what they lay over it, found along its chain.

Read when one is asked for; a layout's own file comes before those of the layouts that it rests on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lessonpress.inside import leads_inside
from lessonpress.layout.cascade import LayerFile, unknown_documents
from lessonpress.layout.templates import Layer
from lessonpress.layout.theme_file import LayerKeys
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry.accommodations import ACCOMMODATIONS
from lessonpress.spelling import advise
from lessonpress.validation import validate
from lessonpress.yamlfile import read_yaml

FOLDER = "accommodations"
_ENDING = ".yaml"


def read_layers(
    name: str, layers: Sequence[Layer], documents: Sequence[str], search: Sequence[Path]
) -> list[LayerFile]:
    """What the layouts of a chain say of the accommodation of that name, the nearest first.
    `search` are the folders of layouts.

    Raises ProblemError with everything that is wrong, also with files that belong to no accommodation.
    """
    found: list[LayerFile] = []
    problems: list[Problem] = list(_misplaced(search))
    for layer in layers:
        folder = layer.folder / FOLDER
        if not os.path.isdir(folder):
            continue
        problems += _strangers(folder)
        path = folder / f"{name}{_ENDING}"
        if not os.path.isfile(path):
            continue
        if not leads_inside(path, layer.within):
            message = "This link leads out of the workspace."
            hint = "Copy what it leads to, or name that folder under `folders:`."
            problems.append(Problem(message, Location(path), hint, code="outside"))
            continue
        try:
            file = _read(path)
        except ProblemError as error:
            problems.extend(error.problems)
        else:
            problems += unknown_documents(file, documents)
            found.append(file)
    if problems:
        raise ProblemError(problems)
    return found


def _read(path: Path) -> LayerFile:
    source = read_yaml(path)
    return LayerFile(source, validate(LayerKeys, source))


def _misplaced(layouts: Iterable[Path]) -> Iterator[Problem]:
    """A folder of accommodations beside the layouts, where it would be as if it weren't there."""
    for folder in (path / FOLDER for path in layouts):
        if os.path.isdir(folder) and any(path.stem in ACCOMMODATIONS for path in folder.iterdir()):
            message = "These accommodations are of no layout."
            hint = f"Move the folder into a layout's own, such as layouts/classic/{FOLDER}."
            yield Problem(message, Location(folder), hint, code="no-layout")


def _strangers(folder: Path) -> Iterator[Problem]:
    """Files called like no accommodation, which would be as if they weren't there."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~")) or path.suffix not in (_ENDING, ".yml"):
            continue
        if path.suffix != _ENDING or path.stem not in ACCOMMODATIONS:
            message = f"There is no accommodation that {path.name} could be of."
            hint = advise(path.stem, ACCOMMODATIONS) or f"Its name ends in {_ENDING}."
            yield Problem(message, Location(path), hint, code="unknown-accommodation")
