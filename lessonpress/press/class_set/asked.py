"""Which document of which lessons a class set is asked for."""

from __future__ import annotations

from dataclasses import replace

from lessonpress.content.wishes import Wishes
from lessonpress.press.planning.job import Job
from lessonpress.press.planning.plan import find_specs, plan, unit_named
from lessonpress.press.planning.request import Request
from lessonpress.problems import ProblemError
from lessonpress.registry.formats import PAGED_FORMATS
from lessonpress.registry.kinds import STUDENT_KINDS
from lessonpress.workspace import UsageError, Workspace


def plan_class_set(workspace: Workspace, name: str, request: Request) -> Job:
    """The lesson that a person means by `name`, of which the request asks for one document in one format.

    Raises UsageError for what does not exist, and where it asks for none or for several, ProblemError where two lessons share the name.
    """
    specs = find_specs(workspace, name, workspace.lesson_files())
    wishes = request.wishes.over(
        Wishes(documents=("worksheet",), formats=("pdf",), accommodations=())
    )
    request = replace(request, wishes=wishes, letterhead=None)
    asked = {(file.document, file.format) for file in request.files()}
    if len(asked) != 1 or not {*(request.settle().formats or ())} <= {*PAGED_FORMATS}:
        raise UsageError(
            "A class set is one document in one format.",
            f"Ask for one of {', '.join(STUDENT_KINDS)} in one of {', '.join(PAGED_FORMATS)}.",
        )
    jobs = list(plan(workspace, [str(spec) for spec in specs], request))
    if refused := [job.refused for job in jobs if job.refused is not None]:
        raise ProblemError(refused)
    return jobs[0]


def plan_class_sets(workspace: Workspace, name: str, request: Request) -> tuple[Job, ...]:
    """As `plan_class_set`, and for a unit each of its lessons, in its order."""
    lessons, units = workspace.lesson_files(), workspace.unit_files()
    unit = None if name in lessons else unit_named(workspace, name, units)
    if unit is None or unit in lessons:
        return (plan_class_set(workspace, name, request),)
    packets = plan(workspace, [unit], request)
    if errors := [one for one in packets.doubts if one.is_error]:
        raise ProblemError(errors)
    return tuple(
        plan_class_set(workspace, str(job.spec), request) for job in packets if job.lessons is None
    )
