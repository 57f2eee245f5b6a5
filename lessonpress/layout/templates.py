"""Templates: Jinja in a sandbox, looked up along a chain of layouts. Knows no lesson and no looks.

What a lesson says is escaped wherever it is printed; no event can bring in markup. Control
characters, which XML cannot hold, are left out on the way.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from pathlib import Path, PurePath
from types import NoneType, SimpleNamespace
from typing import Any

from jinja2 import BytecodeCache, StrictUndefined, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.loaders import BaseLoader, split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from lessonpress.cache import cache_folder
from lessonpress.document.origins import mark_template
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.richtext import ProseBlock, RichText
from lessonpress.spelling import advise

SUFFIX = ".xml"

# What XML 1.0 (https://www.w3.org/TR/xml/#charsets) has no place for.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder of templates in the chain: a layout's in the workspace, or the built-in one."""

    layout: str
    folder: Path


class Templates:
    """The templates of one chain of layers; the first layer that has a template has the word."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = tuple(layers)
        self._environment = _Environment(self._layers)
        self._marking: _Environment | None = None

    def names(self) -> tuple[str, ...]:
        """The documents that there is a template for."""
        found = {
            path.stem
            for layer in self._layers
            for path in layer.folder.glob(f"*{SUFFIX}")
            if not path.name.startswith(("_", "."))
        }
        return tuple(sorted(found))

    def file(self, name: str) -> Path | None:
        """The file that a template comes from, such as `handout.xml`."""
        found = self._environment.find(name)
        return None if found is None else self._environment.path_of(found)

    def render(self, name: str, *, marked: bool = False, **context: object) -> str:
        """What the template yields. Raises ProblemError with the template's file and line.

        `marked` leaves marks in it that say where each element comes from (see document.origins).
        """
        environment = self._environment
        if marked:
            environment = self._marking = self._marking or _Environment(self._layers, marked=True)
        try:
            found = environment.find(name)
            if found is None:
                raise TemplateNotFound(name)
            return environment.get_template(found).render(context)
        except ProblemError:
            raise
        except Exception as error:
            raise ProblemError([self._describe(error, name)]) from error

    def _describe(self, error: Exception, name: str) -> Problem:
        location = self._locate(error) or Location(self.file(name) or self._layers[0].folder)
        match error:
            case TemplateNotFound():
                asked = error.message or str(error)
                hint = advise(asked, self._environment.list_templates(), at_most=0)
                message = f"There is no template `{asked}` in {_sentence(self._layers)}."
                return Problem(message, location, hint, code="no-template")
            case TemplateSyntaxError():
                message = f"The template cannot be read: {error.message}"
                return Problem(_full_stop(message), location, code="template-syntax")
            case UndefinedError():
                message = f"The template asks for something that isn't there: {error.message}"
                hint = "docs/layouts.md lists what a lesson has."
                return Problem(_full_stop(message), location, hint, code="template-undefined")
            case SecurityError():
                message = f"The template does what it must not: {error.message}"
                return Problem(_full_stop(message), location, code="template-unsafe")
            case TemplateError():
                message = f"The template fails: {error.message}"
            case _:
                message = f"The template fails: {type(error).__name__}: {error}"
        return Problem(_full_stop(message), location, code="template-fault")

    def _locate(self, error: Exception) -> Location | None:
        """Where in a template the error arose; Jinja puts templates' lines into tracebacks."""
        if isinstance(error, TemplateSyntaxError) and error.filename:
            return Location(Path(error.filename), error.lineno)
        folders = {str(layer.folder) for layer in self._layers}
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if any(frame.filename.startswith(folder) for folder in folders):
                return Location(Path(frame.filename), frame.lineno)
        return None


class _KeptTemplates(BytecodeCache):
    """Compiled templates: compiling them is a tenth of a cold start. Jinja compares the source before
    it takes one, but not what it made of it, which a disk may have damaged: Python would crash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            told, _, data = (self._folder / bucket.key).read_bytes().partition(b"\n")
            if told == _digest(data):
                bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        data = bucket.bytecode_to_string()
        path = self._folder / bucket.key
        aside = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            aside.write_bytes(_digest(data) + b"\n" + data)
            os.replace(aside, path)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).hexdigest().encode()


def _kept_templates() -> _KeptTemplates | None:
    folder = cache_folder("templates")
    return None if folder is None else _KeptTemplates(folder)


# What a template may get out of a lesson's data, beside further data.
_PRINTABLE = (str, int, float, tuple, list, frozenset, Mapping, NoneType)
# What it gets nine times in ten: known by its type alone, without asking about what that derives of.
_MOSTLY = frozenset({str, int, bool, tuple, NoneType, RichText})
# The longest `range` that a template may ask for.
_LONGEST_RANGE = 1000


def _short_range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > _LONGEST_RANGE:
        raise OverflowError(f"A template may count to {_LONGEST_RANGE}.")
    return numbers


def _is_data(value: object) -> bool:
    return hasattr(value, "__dataclass_fields__") or type(value) is SimpleNamespace


def _is_printable(value: object) -> bool:
    return isinstance(value, _PRINTABLE) or _is_data(value)


class _Environment(ImmutableSandboxedEnvironment):
    """Names a template by its layer and path (`1:handout.xml`), so that one which overrides
    another can still extend it: by its own name (the next one in the chain is meant), or with a
    layout's name before it (`base/handout.xml`)."""

    def __init__(self, layers: tuple[Layer, ...], *, marked: bool = False) -> None:
        self._layers = layers
        super().__init__(
            loader=_Loader(self, marked),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=finalize,
            bytecode_cache=None if marked else _kept_templates(),
        )
        self.globals["range"] = _short_range
        self.filters |= {"rich": rich, "prose": prose, "plain": plain}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As the sandbox does it, only quicker for what a lesson is made of: it is plain data."""
        if not attribute.startswith("_") and _is_data(obj):
            try:
                value = getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
            if type(value) in _MOSTLY or _is_printable(value):
                return value
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """A lesson's data may be read, and nothing that leads away from it: paths could be opened,
        and written to."""
        if _is_data(obj) and not _is_printable(value):
            return False
        return super().is_safe_attribute(obj, attr, value) and not isinstance(obj, PurePath)

    def find(self, path: str, after: int = -1, layout: str | None = None) -> str | None:
        """The full name of the first template after a layer that has that path."""
        for index in range(after + 1, len(self._layers)):
            layer = self._layers[index]
            if layout in (None, layer.layout) and (layer.folder / path).is_file():
                return f"{index}:{path}"
        return None

    def path_of(self, full_name: str) -> Path:
        index, path = _split(full_name)
        return self._layers[index].folder / path

    def join_path(self, template: str, parent: str) -> str:
        """The full name of what a template means when it extends or includes `template`."""
        template = "/".join(split_template_path(template))  # refuses `..`, takes off a first `/`
        own_layer, own_path = _split(parent)
        found = self.find(template, own_layer if template == own_path else -1)
        if found is None:
            layout, _, path = template.partition("/")
            found = self.find(path, own_layer if path == own_path else -1, layout) if path else None
        return found or template

    def list_templates(self, *_: Any) -> list[str]:
        return sorted(
            {
                path.relative_to(layer.folder).as_posix()
                for layer in self._layers
                for path in layer.folder.rglob(f"*{SUFFIX}")
            }
        )


class _Loader(BaseLoader):
    def __init__(self, environment: _Environment, marked: bool) -> None:
        self._environment = environment
        self._marked = marked

    def get_source(
        self, environment: Any, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if not re.match(r"\d+:", template):  # join_path found none
            raise TemplateNotFound(template)
        path = self._environment.path_of(template)
        try:
            changed = path.stat().st_mtime_ns
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            message = f"The template cannot be read: {reason}."
            raise ProblemError([Problem(message, Location(path), code="unreadable")]) from None
        if self._marked:
            text = mark_template(text, path)
        return text, str(path), lambda: path.is_file() and path.stat().st_mtime_ns == changed


def _split(full_name: str) -> tuple[int, str]:
    index, _, path = full_name.partition(":")
    return int(index), path


def _sentence(layers: Iterable[Layer]) -> str:
    names = list(dict.fromkeys(f"`{layer.layout}`" for layer in layers))
    if len(names) == 1:
        return f"the layout {names[0]}"
    return f"the layouts {', '.join(names[:-1])} and {names[-1]}"


def _full_stop(message: str) -> str:
    return message if message.endswith(".") else f"{message}."


# --- what is printed -------------------------------------------------------------------------------


def finalize(value: object) -> object:
    """What `{{ value }}` prints: markup as it is, nothing for None, else the words alone.

    Rich text keeps its emphasis through the filter `rich` only, so that it can stand in attributes.
    """
    return value if isinstance(value, Markup) else _clean(value)


def rich(value: RichText | str | None) -> Markup:
    """Rich text as markup: `strong`, `em` and `a` around escaped text."""
    if not isinstance(value, RichText):
        return escape(_clean(value))
    parts = []
    for span in value.spans:
        text: str = escape(_clean(span.text))
        if span.emphasis:
            text = f"<em>{text}</em>"
        if span.strong:
            text = f"<strong>{text}</strong>"
        if span.href is not None:
            text = f'<a href="{escape(_clean(span.href))}">{text}</a>'
        parts.append(text)
    return Markup("".join(parts))


def plain(value: object) -> str:
    """The words alone, without emphasis: for attributes."""
    return _clean(value)


def prose(blocks: Iterable[ProseBlock], name: str, heading: int = 3) -> Markup:
    """Running prose as markup: paragraphs, lists, quotations, figures, and subheadings of the level
    `heading` (2 to 4). The blocks' ids are `name` with `_1`, `_2` … after it."""
    return Markup("\n").join(_prose_parts(blocks, escape(name), min(max(heading, 2), 4)))


def _prose_parts(blocks: Iterable[ProseBlock], name: Markup, level: int) -> Iterator[Markup]:
    numbered = enumerate(blocks, start=1)
    for kind, group in groupby(numbered, key=lambda entry: entry[1].kind):
        parts = [(Markup(f'id="{name}_{index}"'), block) for index, block in group]
        if kind in ("bullet", "number"):
            tag = "ul" if kind == "bullet" else "ol"
            items = Markup("").join(
                Markup(f"<li {id_}>{rich(block.text)}</li>") for id_, block in parts
            )
            yield Markup(f"<{tag}>{items}</{tag}>")
            continue
        for id_, block in parts:
            if kind == "quote":
                yield Markup(f'<p {id_} class="quote">{rich(block.text)}</p>')
            elif kind == "subheading":
                yield Markup(f"<h{level} {id_}>{rich(block.text)}</h{level}>")
            elif kind == "figure":
                yield _figure(block, id_)
            else:
                yield Markup(f"<p {id_}>{rich(block.text)}</p>")


def _figure(block: ProseBlock, id_: Markup) -> Markup:
    picture = block.picture
    if picture is None:
        return Markup("")
    source, alternative = escape(_clean(picture.source)), escape(_clean(picture.alternative))
    caption = rich(picture.caption or block.text)
    inside = f"<caption>{caption}</caption>" if caption else ""
    return Markup(f'<figure {id_} src="{source}" alt="{alternative}">{inside}</figure>')


def _clean(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    # What XML has no place for is never printable to Python, so that most texts need no search.
    return text if text.isprintable() else _FORBIDDEN.sub("", text)
