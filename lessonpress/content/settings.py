"""The workspace's settings: what a school says once for all that it prints, in `makelesson.yaml`."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field

from lessonpress.activities.base import Form
from lessonpress.activities.texts import Text, Texts
from lessonpress.content.forms import wishes_of
from lessonpress.content.spec import SpecSource
from lessonpress.content.unit import DefaultsForm
from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.files import as_on_disk
from lessonpress.inside import leads_inside
from lessonpress.problems import Problem, ProblemError
from lessonpress.validation import validate
from lessonpress.yamlfile import YamlFile

_NO_SPEC = SpecSource("", YamlFile(Path(), None, {}, {}))


class SettingsForm(Form):
    """What holds in the whole workspace."""

    school: Text | None = Field(None, description="The school's name, for covers.")
    logo: Text | None = Field(
        None, description="Its logo, a PNG, JPEG or SVG file beside this one."
    )
    letterhead: Text | None = Field(None, description="The DOCX file that documents start from.")
    folders: Texts = Field(
        (), description="Folders outside the workspace that files may be taken from."
    )
    workers: Annotated[int, Field(ge=1, le=256)] | None = Field(
        None, description="How many processes print at the same time."
    )
    defaults: DefaultsForm = Field(
        DefaultsForm(), description="What holds where neither a lesson nor a unit says anything."
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, resolved: paths are whole. Without a file, nothing is set."""

    school: str = ""
    logo: Path | None = None
    letterhead: Path | None = None
    workers: int | None = None
    defaults: Wishes = NO_WISHES
    spec: SpecSource = field(default=_NO_SPEC, compare=False, repr=False)


def read_settings(path: Path, text: str | None = None) -> Settings:
    """The settings in the file at `path`; `text` stands for its text if it is given.

    Paths in it count from its folder. Raises ProblemError with everything that is wrong with it.
    """
    source = SpecSource.read(path, text)
    form = validate(SettingsForm, source.file)
    problems = []
    found: dict[str, Path | None] = {}
    folders = (path.parent, *(path.parent / folder for folder in form.folders))
    for key, value in (("logo", form.logo), ("letterhead", form.letterhead)):
        found[key] = None if value is None else as_on_disk(path.parent / value)
        if (file := found[key]) is None:
            continue
        if not leads_inside(file, folders):
            message = f"The file {value} lies outside the workspace."
            hint = "Copy it beside this file, or name its folder under `folders:`."
            problems.append(Problem(message, source.location((key,)), hint, code="outside"))
        elif not os.path.isfile(file):
            message, hint = f"There is no file {value}.", "Its path counts from this file's folder."
            problems.append(Problem(message, source.location((key,)), hint, code="no-file"))
    if problems:
        raise ProblemError(problems)
    return Settings(
        school=form.school or "",
        logo=found["logo"],
        letterhead=found["letterhead"],
        workers=form.workers,
        defaults=wishes_of(form.defaults),
        spec=source,
    )
