"""makelesson itself, in a process that has been at work for a while."""

from __future__ import annotations

from benchmarks.contest import Content, Files, Make, class_set
from lessonpress import __version__
from lessonpress.press.delivery.run import deliver
from lessonpress.press.planning.job import Job
from lessonpress.press.printing.loaded import Loaded
from lessonpress.press.printing.print_job import print_job
from lessonpress.writers.docx import write_docx
from lessonpress.writers.pdf import write_bound, write_pdf


def version() -> str:
    return f"makelesson {__version__}"


def prepare_handout(content: Content) -> Make:
    """From blocks to a tagged PDF, as the others start from their source."""
    documents, theme = content.documents("handout"), content.themes["handout"]
    return lambda turn: (write_pdf(documents[turn], theme).data,)


def prepare_remembered(content: Content) -> Make:
    """The same text each turn, with every word of it known."""
    document, theme = content.documents("handout")[0], content.themes["handout"]
    return lambda turn: (write_pdf(document, theme).data,)


def prepare_worksheet(content: Content) -> Make:
    documents, theme = content.documents("worksheet"), content.themes["worksheet"]
    return lambda turn: (write_docx(documents[turn], theme),)


def prepare_worksheet_pdf(content: Content) -> Make:
    documents, theme = content.documents("worksheet"), content.themes["worksheet"]
    return lambda turn: (write_pdf(documents[turn], theme).data,)


def prepare_class_set(content: Content) -> Make:
    """A copy with each pupil's name on it, in one file."""
    documents, theme = content.documents("worksheet"), content.themes["worksheet"]
    return lambda turn: (write_bound(class_set(documents[turn], theme, content.words)).data,)


def prepare_lesson(content: Content) -> Make:
    """From the YAML to six files on the disk: read, checked, composed, fitted, set and written.

    The layout stays on the loaded from one lesson to the next, as in a run of many.
    """
    return lambda turn: print_lesson(content.wordings[turn].job, content.loaded)


def prepare_remembered_lesson(content: Content) -> Make:
    """The same lesson each turn, all over again, but with every word of it known."""
    return lambda turn: print_lesson(content.wordings[0].job, content.loaded)


def print_lesson(job: Job, loaded: Loaded) -> Files:
    outcome = print_job(job, loaded)
    report = deliver(outcome, job.workspace.output, write=True)
    if report.failed:
        raise RuntimeError("\n".join(map(str, report.problems)))
    return tuple(file.data for file in outcome.files)
