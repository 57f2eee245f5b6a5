"""Layouts: folders of templates with a `layout.yaml`, found by name. What the press asks for looks.

A layout rests on the one that it `extends` (on `base` where it doesn't say), and a workspace's
folder of the same name lies on top of the built-in one. So an editor keeps only what is different:
one template, or two keys. The lesson itself is an opaque thing that templates print.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic_core import PydanticCustomError

from lessonpress.document.blocks import Document, Stage
from lessonpress.document.markup import parse_markup
from lessonpress.document.origins import NOWHERE
from lessonpress.files import as_on_disk, no_file
from lessonpress.inside import is_plain_name, leads_inside
from lessonpress.layout.cascade import (
    LayerFile,
    LayoutFile,
    find_size,
    make_theme,
    unknown_documents,
)
from lessonpress.layout.measures import PAPERS, parse_paper
from lessonpress.layout.templates import SUFFIX, Layer, Templates, forget_links
from lessonpress.layout.theme import StyleName, Theme
from lessonpress.layout.theme_file import LayoutKeys
from lessonpress.layout.wording import Sayings, check_words, words_of
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry.accommodations import Part
from lessonpress.registry.accommodations import accommodation as accommodation_of
from lessonpress.registry.kinds import TEACHER_KINDS
from lessonpress.spelling import advise
from lessonpress.validation import validate
from lessonpress.words import SOURCE_LANGUAGE, Words
from lessonpress.yamlfile import YamlFile, read_yaml

__all__ = ["PAPERS", "Layout", "forget_templates", "list_layouts", "load_layout"]

FILE = "layout.yaml"
BASE = "base"


class Layout:
    """A layout, ready to render documents and to say how they look."""

    def __init__(
        self,
        name: str,
        files: Sequence[LayoutFile],
        templates: Templates,
        paper: str | None,
        layers: Sequence[Layer] = (),
        search: Sequence[Path] = (),
    ) -> None:
        self.name = name
        self._files = tuple(files)
        self._templates = templates
        self._paper = paper
        self._layers, self._search = tuple(layers), tuple(search)
        self._themes: dict[tuple[str, Stage, str], Theme] = {}
        self._accommodations: dict[str, list[LayerFile]] = {}
        self._words: dict[str, Words] = {}
        said = (file.keys.quotes for file in self._files)
        self._quotes = next(filter(None, said), "typographic")

    @property
    def description(self) -> str:
        """What the layout says of itself; empty where it doesn't."""
        return next((text for file in self._files if (text := file.keys.description)), "")

    @property
    def documents(self) -> tuple[str, ...]:
        """The kinds of documents that it has a template for."""
        return self._templates.names()

    def messages(self) -> frozenset[str]:
        """What the layout's templates say, in English."""
        return self._templates.messages()

    def theme(self, kind: str, stage: Stage = "secondary", accommodation: str = "") -> Theme:
        """How a document of that kind looks for pupils of that stage, or for those who need that
        accommodation. Raises ProblemError."""
        looks = accommodation_of(accommodation).looks if accommodation else None
        key = "" if looks is None else looks.key
        theme = self._themes.get((kind, stage, key))
        if theme is None:
            theme = self._themes[kind, stage, key] = self._make_theme(kind, stage, looks)
        return theme

    def _make_theme(self, kind: str, stage: Stage, asked: Part | None) -> Theme:
        if asked is None:
            return make_theme(self.name, self._files, kind, self._paper, stage)
        from lessonpress.layout.accommodations import read_layers

        layers = self._accommodations.get(asked.name)
        if layers is None:
            layers = read_layers(asked.name, self._layers, self.documents, self._search)
            self._accommodations[asked.name] = layers
        paper = asked.paper or self._paper
        return make_theme(self.name, self._files, kind, paper, stage, layers, asked)

    def says_size(self, kind: str, style: StyleName) -> Location | None:
        """Where a layout of the workspace says what size a style of that document has."""
        return find_size(self._files, kind, style)

    def words(self, language: str = SOURCE_LANGUAGE) -> Words:
        """What documents say in a language (BCP 47), in the layout's own words where it has any."""
        words = self._words.get(language)
        if words is None:
            words = self._words[language] = words_of(self._files, language)
        return words

    def compose(
        self, kind: str, lesson: object, *, load_image: Callable[[str], bytes] | None = None
    ) -> Document:
        """The document of that kind, answers and all (the teacher's edition).

        `load_image` gives the bytes of a picture by the path that the event has for it. Raises
        ProblemError with the template's file and line, also for what is wrong with its markup.
        """
        return self._compose(kind, self._seen(kind, lesson), load_image=load_image)

    def compose_packet(
        self,
        kind: str,
        language: str,
        seen: Mapping[str, object],
        *,
        load_document: Callable[[int, str], Document],
        load_image: Callable[[str], bytes] | None = None,
    ) -> Document:
        """A packet of that kind, as `compose` gives a document; the template sees what `seen` names.

        `load_document` gives the documents that go into it (see document.markup).
        """
        context = {**seen, **self._said(language)}
        return self._compose(kind, context, load_image=load_image, load_document=load_document)

    def _compose(
        self,
        kind: str,
        context: Mapping[str, object],
        *,
        load_image: Callable[[str], bytes] | None,
        load_document: Callable[[int, str], Document] | None = None,
    ) -> Document:
        def read(*, marked: bool) -> Document:
            markup = self._templates.render(kind + SUFFIX, marked=marked, **context)
            return parse_markup(
                markup,
                kind,
                load_image=load_image,
                load_document=load_document,
                as_written=self._quotes == "as-written",
            )

        try:
            return read(marked=False)
        except ProblemError:
            # Once more, slower, to learn which line of which template yielded what is wrong.
            try:
                read(marked=True)
            except ProblemError as error:
                raise ProblemError(self._placed(error.problems, kind)) from None
            raise  # a template that yields something else each time

    def _placed(self, problems: Sequence[Problem], kind: str) -> Iterator[Problem]:
        """What stands before a template's first element has no place of its own: it has that template."""
        file = self._templates.file(kind + SUFFIX)
        for one in problems:
            nowhere = one.location.file == NOWHERE
            yield replace(one, location=Location(file)) if nowhere and file else one

    def render(self, kind: str, lesson: object) -> str:
        """The markup of a document of that kind. Raises ProblemError with the template's line."""
        return self._templates.render(kind + SUFFIX, marked=False, **self._seen(kind, lesson))

    def _seen(self, kind: str, lesson: object) -> dict[str, object]:
        """What the template of a lesson's document of that kind sees."""
        language = str(getattr(lesson, "language", SOURCE_LANGUAGE))
        event = getattr(lesson, "event", None)
        seen = {"lesson": lesson, "event": event, "for_teachers": kind in TEACHER_KINDS}
        return {**seen, **self._said(language)}

    def _said(self, language: str) -> dict[str, object]:
        """By what names a template says words: those that gettext has."""
        sayings = Sayings(self.words(language), language)
        return {"_": sayings, "ngettext": sayings.plural}


def list_layouts(search: Sequence[Path]) -> tuple[str, ...]:
    """The names of the layouts in the folders of `search`, without `base`, which is only to rest on."""
    found = {
        unicodedata.normalize("NFC", path.name)
        for folder in search
        if folder.is_dir()
        for path in folder.iterdir()
        if os.path.isdir(path) and not path.name.startswith((".", "_"))
    }
    return tuple(sorted(found - {BASE}))


def load_layout(
    name: str, search: Sequence[Path], *, paper: str | None = None, folders: Sequence[Path] = ()
) -> Layout:
    """The layout called `name` from the folders of layouts in `search`, the first of them on top.

    Links in them may lead to where `search` lies and to `folders`, nowhere else.

    `paper`, one of PAPERS, comes before what the layout says. Raises ProblemError with everything
    that is wrong in the `layout.yaml` files along the chain.
    """
    chosen = None if paper is None else _check_paper(paper)
    layers, files = _follow(name, search, folders)
    layout = Layout(name, files, _templates(layers), chosen, layers, search)
    _check_documents(layout, files)
    return layout


@lru_cache(maxsize=16)
def _templates(layers: tuple[Layer, ...]) -> Templates:
    """One environment for a chain: compiled templates stay for the life of the process."""
    return Templates(layers)


def forget_templates() -> None:
    """Has templates read anew, also where two saves came within one tick of the disk's clock."""
    _templates.cache_clear()
    forget_links()


def _follow(
    name: str, search: Sequence[Path], named: Sequence[Path]
) -> tuple[tuple[Layer, ...], list[LayoutFile]]:
    """The layers and files from a layout down to the one that everything rests on."""
    layers: list[Layer] = []
    files: list[LayoutFile] = []
    problems: list[Problem] = []
    seen: list[str] = []
    current: str | None = name
    asked = Location(search[0] if search else Path(name))
    while current is not None:
        folders = _folders(current, search, named)
        if not folders or current in seen:
            problems.append(_lost(current, seen, asked, search))
            break
        seen.append(current)
        layers += [
            Layer(current, folder.absolute(), (folder.absolute().parent.parent, *named))
            for folder in folders
        ]
        following: str | None = None if current == BASE else BASE
        own: list[LayoutFile] = []
        for folder in folders:
            path = folder / FILE
            problems += _no_files(folder)
            if not os.path.isfile(path):
                continue
            if leads_inside(path, (folder.parent.parent, *named)):
                try:
                    own.append(_read(path))
                except ProblemError as error:
                    problems.extend(error.problems)
            else:
                hint = "Copy what it leads to, or name that folder under `folders:`."
                message = "This link leads out of the workspace."
                problems.append(Problem(message, Location(path), hint, code="outside"))
        files += own
        for file in own:
            if file.keys.extends is not None:
                following = file.keys.extends
                asked = file.source.locate(("extends",))
                break
        current = following
    if not problems and not files:
        hint = "Write one with `fonts: {body: …}` in it, or extend a layout that has one."
        problems.append(Problem(f"There is no {FILE}.", Location(layers[0].folder), hint))
    if problems:
        raise ProblemError(problems)
    return tuple(layers), files


def _no_files(folder: Path) -> Iterator[Problem]:
    """What is named like a file of a layout and is none, which would be as if it weren't there."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                entry.name for entry in entries if entry.name == FILE or entry.name.endswith(SUFFIX)
            )
    except OSError as error:
        message = f"The folder can't be read: {error.strerror}."
        yield Problem(message, Location(folder), "See who may read it.", code="unreadable")
        return
    for path in (folder / name for name in names if not name.startswith((".", "~"))):
        if what := no_file(path):
            hint = "Put the file here, or give this another name."
            message = f"This is {what}, so nothing of the layout is read from it."
            yield Problem(message, Location(path), hint, code="no-file")


def _folders(name: str, search: Sequence[Path], named: Sequence[Path]) -> list[Path]:
    """The folders of the layout called `name`; none for a path, or for a link that leads away."""
    if not is_plain_name(name):
        return []
    found = ((folder, as_on_disk(folder / name)) for folder in search)
    return [
        path
        for folder, path in found
        if os.path.isdir(path) and leads_inside(path, (folder.parent, *named))
    ]


def _read(path: Path) -> LayoutFile:
    source: YamlFile = read_yaml(path)
    return LayoutFile(source, validate(LayoutKeys, source))


def _lost(name: str, seen: Sequence[str], asked: Location, search: Sequence[Path]) -> Problem:
    if name in seen:
        circle = " → ".join(f"`{each}`" for each in [*seen, name])
        message, code = f"The layouts extend each other in a circle: {circle}.", "layout-circle"
        return Problem(message, asked, f"Let one of them extend `{BASE}`.", code=code)
    hint = advise(name, list_layouts(search))
    return Problem(f"There is no layout `{name}`.", asked, hint, code="no-layout")


def _check_paper(paper: str) -> str:
    try:
        return parse_paper(paper)
    except PydanticCustomError as error:
        hint = str((error.context or {}).get("hint", ""))
        problem = Problem(error.message(), Location(Path("paper")), hint, code="unknown-paper")
        raise ProblemError([problem]) from None


def _check_documents(layout: Layout, files: Sequence[LayoutFile]) -> None:
    """A key under `documents` that no template answers to is a slip."""
    known = layout.documents
    problems = [one for file in files for one in unknown_documents(file, known)]
    if any(file.keys.words for file in files):
        problems += check_words(files, layout.messages())
    if problems:
        raise ProblemError(problems)
