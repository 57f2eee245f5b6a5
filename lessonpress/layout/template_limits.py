"""Limits: what a template may use up, so that none can hang a build or fill the memory.

Whoever writes a template need not mean harm: a loop in a loop does it, or a width with three zeros
too many. Every turn of a loop, every call of a macro and every start of a template or block is a
step; steps and printed characters are counted, and what grows is measured before it is made. So a
refusal is the same on every machine; the limit of time stands behind for what the counts miss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from time import thread_time
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateRuntimeError
from jinja2.filters import make_attrgetter

# Far above what any document needs: a unit of two hundred lessons takes some ten thousand steps and
# prints a million characters.
MOST_STEPS = 200_000
MOST_PRINTED = 20_000_000
MOST_SECONDS = 20.0
#: The longest text, and the most values in lists within lists, that an expression may yield.
LONGEST_TEXT = 1_000_000
MOST_VALUES = 100_000
#: The largest template, in bytes.
LARGEST_TEMPLATE = 1_000_000
LONGEST_RANGE = 1000
# Integers beyond that are no longer read by anybody: 300 digits.
_MOST_BITS = 1000
_MOST_COLUMNS = 1000
# Filters whose work grows faster than their text.
_SLOW = frozenset({"wordwrap", "urlize", "striptags", "wordcount", "title"})
_LONGEST_FOR_SLOW = 20_000

_WIDE_FORMAT = re.compile(r"%[^a-zA-Z%]*(?:\*|\d{4})|\{[^{}]*:[^{}]*\d{4}|\{[^{}]+\{")


class TooMuch(TemplateRuntimeError):
    """A template asks for more than any document needs."""


class Budget:
    """What is left to one rendering."""

    __slots__ = ("_end", "_printed", "_steps")

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self._steps = self._printed = 0
        self._end = thread_time() + MOST_SECONDS

    def step(self, text: int = 0) -> None:
        """One turn of a loop, or one call, in which the template prints `text` characters of its own."""
        self._steps += 1
        self._printed += text
        if self._steps > MOST_STEPS:
            raise TooMuch(f"its loops and macros take more than {MOST_STEPS:,} steps")
        if self._printed > MOST_PRINTED:
            self._refuse_length()
        if not self._steps & 255:
            self.check_time()

    def printed(self, characters: int) -> None:
        self._printed += characters
        if self._printed > MOST_PRINTED:
            self._refuse_length()

    def check_time(self) -> None:
        if thread_time() > self._end:
            raise TooMuch(f"it takes longer than {MOST_SECONDS:.0f} seconds")

    def _refuse_length(self) -> None:
        raise TooMuch(f"it prints more than {MOST_PRINTED:,} characters")


def bounded(value: Any) -> Any:
    """The value, unless it is too large. Lists that hold a list twice count it twice."""
    if isinstance(value, str):
        _check_length(len(value))
    elif isinstance(value, (list, tuple, dict)):
        _check_values([value])
    return value


def _check_length(length: int) -> None:
    if length > LONGEST_TEXT:
        raise TooMuch(f"it makes a text of more than {LONGEST_TEXT:,} characters")


def _check_values(values: list[Any]) -> None:
    count = length = 0
    while values:
        value = values.pop()
        count += 1
        if isinstance(value, str):
            length += len(value)
        elif isinstance(value, (list, tuple)):
            values += value[: MOST_VALUES + 1]
        elif isinstance(value, dict):
            values += value.values()
        if count + len(values) > MOST_VALUES:
            raise TooMuch(f"it makes a list of more than {MOST_VALUES:,} values")
        _check_length(length)


# --- operators -----------------------------------------------------------------------------------

OPERATORS = frozenset({"+", "*", "**", "%"})


def check_operator(operator: str, left: Any, right: Any) -> None:
    """Raises TooMuch where the result of the operation would be too large to make."""
    match operator:
        case "*":
            for one, other in ((left, right), (right, left)):
                if isinstance(one, (str, list, tuple)) and isinstance(other, int):
                    _check_repeated(one, other)
            if isinstance(left, int) and isinstance(right, int):
                _check_bits(left.bit_length() + right.bit_length())
        case "**":
            if isinstance(left, int) and isinstance(right, int) and right > 0:
                _check_bits(left.bit_length() * right)
        case "+":
            if isinstance(left, str) and isinstance(right, str):
                _check_length(len(left) + len(right))
            elif isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
                _check_values([left, right])
        case "%" if isinstance(left, str):
            check_format(left)


def _check_repeated(value: str | list[Any] | tuple[Any, ...], times: int) -> None:
    if isinstance(value, str):
        _check_length(len(value) * times)
    elif len(value) * times > MOST_VALUES:
        raise TooMuch(f"it makes a list of more than {MOST_VALUES:,} values")
    else:
        _check_values([value] * max(times, 0))


def _check_bits(bits: int) -> None:
    if bits > _MOST_BITS:
        raise TooMuch("it makes a number of more than 300 digits")


def check_format(text: str) -> None:
    """Refuses a format with a width that is very large, or that isn't known beforehand."""
    if _WIDE_FORMAT.search(text):
        raise TooMuch("a format has a width of more than 999, or one that is not a number")


# --- calls of what text can do ---------------------------------------------------------------------


def check_method(
    text: str, name: str, arguments: tuple[Any, ...], named: Mapping[str, Any]
) -> None:
    """Raises TooMuch where a method of `text` would yield too much."""
    whole = [*arguments, *named.values()]
    match name:
        case "center" | "ljust" | "rjust" | "zfill":
            _check_columns(whole[:1])
        case "expandtabs":
            size = next((one for one in whole if isinstance(one, int)), 8)
            _check_length(len(text) + text.count("\t") * max(size, 0))
        case "replace":
            _check_replaced(text, *map(str, whole[:2]))
        case "join":
            _check_joined(text, list(whole[0]) if whole else [])


def _check_columns(values: Iterable[Any]) -> None:
    if any(isinstance(value, (int, float)) and value > _MOST_COLUMNS for value in values):
        raise TooMuch(f"it asks for a width of more than {_MOST_COLUMNS:,}")


def _check_replaced(text: str, old: str = "", new: str = "") -> None:
    _check_length(len(text) + text.count(old) * len(new))


def _check_joined(between: str, parts: list[Any]) -> None:
    lengths = (len(part) if isinstance(part, str) else 1 for part in parts)
    _check_length(sum(lengths) + len(between) * len(parts))


# --- filters -------------------------------------------------------------------------------------

#: What a template is better without: it yields another thing each time, or serves to look inside.
LEFT_OUT = frozenset({"random", "pprint"})


def limited(name: str, filter_: Callable[..., Any], budget: Budget) -> Callable[..., Any]:
    """The filter with its arguments checked before and its result after."""
    skipped = 1 if hasattr(filter_, "jinja_pass_arg") else 0

    @wraps(filter_)
    def run(*arguments: Any, **named: Any) -> Any:
        passed, rest = arguments[:skipped], list(arguments[skipped:])
        if name == "join":
            rest, named = _joinable(passed[0], rest, named)
        elif rest:
            _check_filter(name, rest[0], rest[1:], named)
        result = filter_(*passed, *rest, **named)
        if isinstance(result, str) and len(result) > _LONGEST_FOR_SLOW:
            budget.check_time()
        return bounded(result)

    return run


def _joinable(
    passed: Any, arguments: list[Any], named: dict[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    values = dict(zip(("value", "d", "attribute"), arguments, strict=False)) | named
    parts = list(values.get("value", ()))
    if (attribute := values.get("attribute")) is not None:
        parts = list(map(make_attrgetter(passed.environment, attribute), parts))
    between = values.get("d", "")
    _check_values([parts])
    _check_joined(str(between), parts)
    return [parts, between], {}


def _check_filter(name: str, value: Any, arguments: list[Any], named: Mapping[str, Any]) -> None:
    whole = [*arguments, *named.values()]
    text = value if isinstance(value, str) else ""
    if name in _SLOW and len(text) > _LONGEST_FOR_SLOW:
        raise TooMuch(f"`{name}` is given more than {_LONGEST_FOR_SLOW:,} characters")
    match name:
        case "center" | "batch" | "slice" | "truncate" | "tojson":
            _check_columns(whole)
        case "round":
            if any(isinstance(one, int) and abs(one) > 20 for one in whole):
                raise TooMuch("it rounds to more than 20 places")
        case "indent":
            _check_columns(whole)
            widths = [len(one) if isinstance(one, str) else int(one) for one in whole]
            _check_length(len(text) + (text.count("\n") + 1) * max(widths, default=4))
        case "wordwrap":
            _check_columns(whole)
            between = max((len(one) for one in whole if isinstance(one, str)), default=1)
            _check_length(len(text) * (1 + between))
        case "replace":
            _check_replaced(text, *map(str, whole[:2]))
        case "format":
            check_format(text)
        case "sum":
            start = named.get("start", arguments[1] if len(arguments) > 1 else 0)
            if not isinstance(start, (int, float)):
                raise TooMuch("`sum` is for numbers")


# --- counting ------------------------------------------------------------------------------------


def count_steps(template: nodes.Template) -> None:
    """Has every loop, macro, block and template in the tree count its steps (`environment.step`) and
    what grows measured (`environment.bounded`)."""
    for node in template.find_all((nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)):
        assert isinstance(node, (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block))
        node.body.insert(0, _step(node, node.body))
    template.body.insert(0, _step(template, template.body))
    _measure(template)


#: Counts up with every change in what templates are compiled to: compiled ones are kept.
CODE = 2


class CountingCode(CodeGenerator):
    """Calls what counts directly, not through the sandbox: it is in every loop."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        self.visit(node.args[0], frame)
        self.write(")")


def _step(node: nodes.Node, body: list[nodes.Node]) -> nodes.Node:
    line = node.lineno or 1
    own = nodes.Const(_own_text(body), lineno=line)
    return nodes.ExprStmt(_call("step", own, line), lineno=line)


def _call(name: str, argument: nodes.Expr, line: int) -> nodes.Call:
    function = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(function, [argument], [], None, None, lineno=line)


def _own_text(body: Iterable[nodes.Node]) -> int:
    """The characters that the body prints itself, without what counts on its own."""
    total = 0
    for node in body:
        if isinstance(node, nodes.TemplateData):
            total += len(node.data)
        elif not isinstance(node, (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)):
            total += _own_text(node.iter_child_nodes())
    return total


_GROWING = (nodes.Concat, nodes.List, nodes.Tuple, nodes.Dict)


def _measure(node: nodes.Node) -> None:
    """Wraps what an expression makes larger out of its parts, save where it is assigned to."""
    for name, value in node.iter_fields():
        if isinstance(value, list):
            value[:] = [_measured(one) for one in value]
        elif isinstance(value, nodes.Node):
            setattr(node, name, _measured(value))


def _measured(value: Any) -> Any:
    if not isinstance(value, nodes.Node):
        return value
    _measure(value)
    if (
        isinstance(value, _GROWING)
        and getattr(value, "ctx", "load") == "load"
        and any(not isinstance(one, nodes.Const) for one in value.iter_child_nodes())
    ):
        return _call("bounded", value, value.lineno or 1)
    return value
