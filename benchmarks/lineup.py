"""Who sets what against whom. Loads nobody before it is asked to."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from benchmarks.contest import Content, Make

BENCH = "pip install '.[bench]'"
WEASYPRINT = f"{BENCH}; apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PANDOC = "apt install pandoc"


@dataclass(frozen=True, slots=True)
class Contestant:
    """`room` is a module of `benchmarks.contestants`; `prepare` names a function in it.

    That function does whatever a long-lived process does once (imports, fonts, style sheets,
    turning blocks into the contestant's own source) and returns what is timed. `get` tells how to
    install what it needs.
    """

    name: str
    room: str
    prepare: str
    get: str = ""

    def get_ready(self, content: Content) -> tuple[Make, str]:
        """What is to be timed, and the versions it stands for.

        Raises ImportError, OSError or MissingError where something is not installed.
        """
        module = import_module(f"benchmarks.contestants.{self.room}")
        make: Make = getattr(module, self.prepare)(content)
        return make, module.version()


@dataclass(frozen=True, slots=True)
class Contest:
    """The first contestant is the engine, which the others are measured by.

    `sets` is what is set: the lesson that is asked for, or one with every activity in it. `at_most`
    is how many rounds are enough, where each takes seconds.
    """

    key: str
    title: str
    contestants: tuple[Contestant, ...]
    sets: Literal["lesson", "every activity"] = "lesson"
    at_most: int | None = None


CONTESTS = (
    Contest(
        "pdf",
        "Handout to PDF",
        (
            Contestant("makelesson, tagged", "engine", "prepare_handout"),
            Contestant("makelesson, same text again", "engine", "prepare_remembered"),
            Contestant("plain ReportLab script, untagged", "reportlab_script", "prepare_handout"),
            Contestant("WeasyPrint", "weasyprint_html", "prepare_handout", WEASYPRINT),
            Contestant("typst, cold", "typst_source", "prepare_cold", BENCH),
            Contestant("typst, compiler reused", "typst_source", "prepare_kept", BENCH),
            Contestant("typst, same text again", "typst_source", "prepare_remembered", BENCH),
        ),
    ),
    Contest(
        "docx",
        "Worksheet to DOCX",
        (
            Contestant("makelesson", "engine", "prepare_worksheet"),
            Contestant("plain python-docx script", "python_docx_script", "prepare_worksheet"),
            Contestant("pandoc", "pandoc_markdown", "prepare_worksheet", PANDOC),
        ),
    ),
    Contest(
        "lesson",
        "A lesson: four PDF and four DOCX files",
        (
            Contestant("makelesson, from YAML to files", "engine", "prepare_lesson"),
            Contestant("makelesson, same text again", "engine", "prepare_remembered_lesson"),
            Contestant(
                "WeasyPrint and pandoc",
                "weasyprint_and_pandoc",
                "prepare_lesson",
                f"{WEASYPRINT} pandoc",
            ),
            Contestant(
                "typst (compiler reused) and pandoc",
                "typst_and_pandoc",
                "prepare_lesson",
                f"{BENCH}; {PANDOC}",
            ),
        ),
    ),
    Contest(
        "every-pdf",
        "A worksheet with every activity in it, to PDF",
        (
            Contestant("makelesson, tagged", "engine", "prepare_worksheet_pdf"),
            Contestant("plain ReportLab script, untagged", "reportlab_script", "prepare_worksheet"),
        ),
        "every activity",
    ),
    Contest(
        "every-docx",
        "A worksheet with every activity in it, to DOCX",
        (
            Contestant("makelesson", "engine", "prepare_worksheet"),
            Contestant("plain python-docx script", "python_docx_script", "prepare_worksheet"),
        ),
        "every activity",
    ),
    Contest(
        "class-set",
        "A class set of 30 of it, in one PDF",
        (
            Contestant("makelesson, tagged", "engine", "prepare_class_set"),
            Contestant("plain ReportLab script, untagged", "reportlab_script", "prepare_class_set"),
        ),
        "every activity",
        at_most=3,
    ),
)
