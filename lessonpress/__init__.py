"""makelesson for other programs: event content and lesson specs in, printable documents out.

>>> import lessonpress
>>> workspace = lessonpress.open_workspace("school")
>>> run = lessonpress.check(workspace)
>>> [report.lesson for report in run]
['the-berlin-wall-falls']

What stands in `__all__` is promised, and is told of in docs/api.md. It is loaded when it is first used, so that
importing this takes no time.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lessonpress.api import (
        FORMATS,
        KINDS,
        DocumentKind,
        Draft,
        Event,
        File,
        Format,
        Kept,
        LessonGone,
        LessonReport,
        Location,
        Made,
        Misfits,
        Options,
        Problem,
        ProblemError,
        Pruned,
        Request,
        Run,
        Severity,
        StateDamaged,
        Tally,
        UsageError,
        Waiting,
        Wishes,
        Workspace,
        adopt,
        build,
        check,
        draft,
        import_article,
        keep_article,
        load_lesson,
        mark,
        open_workspace,
        print_document,
        prompt,
        write_lesson,
    )

__version__ = "0.1.0"
__all__ = [
    "FORMATS",
    "KINDS",
    "DocumentKind",
    "Draft",
    "Event",
    "File",
    "Format",
    "Kept",
    "LessonGone",
    "LessonReport",
    "Location",
    "Made",
    "Misfits",
    "Options",
    "Problem",
    "ProblemError",
    "Pruned",
    "Request",
    "Run",
    "Severity",
    "StateDamaged",
    "Tally",
    "UsageError",
    "Waiting",
    "Wishes",
    "Workspace",
    "adopt",
    "build",
    "check",
    "draft",
    "import_article",
    "keep_article",
    "load_lesson",
    "mark",
    "open_workspace",
    "print_document",
    "prompt",
    "write_lesson",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module
    from os import environ

    # Pydantic would look through every installed package for plug-ins, of which we want none.
    environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    value = globals()[name] = getattr(import_module("lessonpress.api"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
