"""Templates: Jinja in a sandbox, looked up along a chain of layouts. Knows no lesson and no looks.

What it may use up is limited (see template_limits).
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path, PurePath
from types import NoneType, SimpleNamespace
from typing import Any, cast

from jinja2 import BytecodeCache, StrictUndefined, TemplateNotFound, nodes
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.ext import extract_from_ast
from jinja2.loaders import BaseLoader, split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment

from lessonpress.cache import cache_folder
from lessonpress.document.origins import mark_template
from lessonpress.inside import is_plain_path, leads_inside
from lessonpress.layout.printed import finalize, plain, prose, rich
from lessonpress.layout.template_limits import (
    CODE,
    LARGEST_TEMPLATE,
    LEFT_OUT,
    LONGEST_RANGE,
    OPERATORS,
    Budget,
    CountingCode,
    TooMuch,
    bounded,
    check_format,
    check_method,
    check_operator,
    count_steps,
    limited,
)
from lessonpress.leftovers import conflict_problems
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.richtext import RichText
from lessonpress.spelling import advise

SUFFIX = ".xml"


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder of templates in the chain: a layout's in the workspace, or the built-in one.

    Links in it may lead to `within` alone, or where that is empty, to the folder itself.
    """

    layout: str
    folder: Path
    within: tuple[Path, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether there is a file of that path in it."""
        return (self.folder / path).is_file() and _is_inside(self, path)


@lru_cache(maxsize=1024)  # a page asks some dozens of times; links are followed step by step
def _is_inside(layer: Layer, path: str) -> bool:
    return leads_inside(layer.folder / path, layer.within or (layer.folder,))


def forget_links() -> None:
    """Has links in layers followed anew."""
    _is_inside.cache_clear()


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

    def messages(self) -> frozenset[str]:
        """Every message that a template says, in English. Raises ProblemError."""
        found: set[str] = set()
        for name in self._environment.list_templates():
            try:
                source = self._environment.source(name)
                calls = extract_from_ast(self._environment.parse(source, name), ("_", "ngettext"))
            except TemplateSyntaxError:
                continue  # told when it is printed
            for _, _, texts in calls:
                said = (texts,) if isinstance(texts, str) or texts is None else texts
                found |= {text for text in said if text}
        return frozenset(found)

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
            environment.budget.start()
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
            case TooMuch():
                message = f"The template asks for too much: {error.message}"
                hint = "Look at the loops, widths and numbers in this line."
                return Problem(_full_stop(message), location, hint, code="template-too-large")
            case RecursionError():
                message = "The template goes round in a circle: it includes or calls itself."
                hint = "Let a macro or an included template end before it comes to itself."
                return Problem(message, location, hint, code="template-too-large")
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
    folder = cache_folder(f"templates-{CODE}")
    return None if folder is None else _KeptTemplates(folder)


# What a template may get out of a lesson's data, beside further data.
_PRINTABLE = (str, int, float, tuple, list, frozenset, Mapping, NoneType)
# What text can do and no template needs: ways to bytes, and to text that grows without measure.
_UNNEEDED = frozenset({"encode", "maketrans", "translate"})
# What it gets nine times in ten: known by its type alone, without asking about what that derives of.
_MOSTLY = frozenset({str, int, bool, tuple, NoneType, RichText})


def _short_range(*bounds: int) -> range:
    numbers = range(*bounds)
    try:
        short = len(numbers) <= LONGEST_RANGE
    except OverflowError:
        short = False
    if not short:
        raise TooMuch(f"it counts further than {LONGEST_RANGE:,}")
    return numbers


def _small_dict(*pairs: Any, **named: Any) -> dict[Any, Any]:
    return cast("dict[Any, Any]", bounded(dict(*pairs, **named)))


def _is_data(value: object) -> bool:
    return hasattr(value, "__dataclass_fields__") or type(value) is SimpleNamespace


def _is_printable(value: object) -> bool:
    return isinstance(value, _PRINTABLE) or _is_data(value)


class _Environment(ImmutableSandboxedEnvironment):
    """Names a template by its layer and path (`1:handout.xml`), so that one which overrides
    another can still extend it: by its own name (the next one in the chain is meant), or with a
    layout's name before it (`base/handout.xml`)."""

    intercepted_binops = OPERATORS
    code_generator_class = CountingCode

    def __init__(self, layers: tuple[Layer, ...], *, marked: bool = False) -> None:
        self._layers = layers
        self.budget = Budget()
        # What counted templates call (see template_limits).
        self.step, self.bounded = self.budget.step, bounded
        super().__init__(
            loader=_Loader(self, marked),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=self._finalize,
            bytecode_cache=None if marked else _kept_templates(),
        )
        self.globals["range"] = _short_range
        self.globals["dict"] = _small_dict
        del self.globals["lipsum"]  # yields another text each time
        self.filters = {
            name: limited(name, filter_, self.budget)
            for name, filter_ in self.filters.items()
            if name not in LEFT_OUT
        }
        self.filters |= {"rich": rich, "prose": prose, "plain": plain}

    def _finalize(self, value: object) -> str:
        printed = finalize(value)
        self.budget.printed(len(printed))
        return printed

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        count_steps(template)
        return template

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            check_format(value.__self__)
        return wrapped

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        check_operator(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, called: Any, /, *arguments: Any, **named: Any) -> Any:
        text = getattr(called, "__self__", None)
        if isinstance(text, str):
            check_method(text, called.__name__, arguments, named)
        return super().call(context, called, *arguments, **named)

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
        if isinstance(obj, (PurePath, int, float, bytes)) or attr in _UNNEEDED:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def find(self, path: str, after: int = -1, layout: str | None = None) -> str | None:
        """The full name of the first template after a layer that has that path."""
        if not is_plain_path(path):
            return None
        for index in range(after + 1, len(self._layers)):
            layer = self._layers[index]
            if layout in (None, layer.layout) and layer.holds(path):
                return f"{index}:{path}"
        return None

    def source(self, path: str) -> str:
        """The text of the first template that has that path. Raises ProblemError."""
        loader: _Loader = self.loader  # type: ignore[assignment]
        return loader.get_source(self, self.find(path) or path)[0]

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
        return found or f"{_NOT_FOUND}{template}"

    def list_templates(self, *_: Any) -> list[str]:
        return sorted(
            {
                path.relative_to(layer.folder).as_posix()
                for layer in self._layers
                for path in layer.folder.rglob(f"*{SUFFIX}")
            }
        )


# Begins the name of a template that is in no layer. A full name begins with a number: what people
# write is never taken for one.
_NOT_FOUND = "?"


class _Loader(BaseLoader):
    def __init__(self, environment: _Environment, marked: bool) -> None:
        self._environment = environment
        self._marked = marked

    def get_source(
        self, environment: Any, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template.startswith(_NOT_FOUND):
            raise TemplateNotFound(template.removeprefix(_NOT_FOUND))
        path = self._environment.path_of(template)
        try:
            told = path.stat()
            changed = told.st_mtime_ns
            if told.st_size > LARGEST_TEMPLATE:
                message = f"The template is larger than {LARGEST_TEMPLATE:,} bytes."
                problem = Problem(message, Location(path), "Split it up.", code="too-large")
                raise ProblemError([problem])
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            message = f"The template cannot be read: {reason}."
            hint = "See who may read it, and that it is saved as UTF-8."
            raise ProblemError(
                [Problem(message, Location(path), hint, code="unreadable")]
            ) from None
        if conflicts := conflict_problems(path, text):
            raise ProblemError(conflicts)
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
