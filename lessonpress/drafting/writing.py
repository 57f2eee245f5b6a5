"""Writing: data as YAML that reads as a person would write it; long text is folded, lists are indented."""

from __future__ import annotations

from typing import Any

import yaml

_WIDTH = 100
_LONG = 84


class _Folded(str):
    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _folded(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">")


_Dumper.add_representer(_Folded, _folded)


def as_yaml(data: Any, indent: int = 0) -> str:
    """The data in lines, each behind so many spaces. What is read is what was given, letter by letter."""
    text = yaml.dump(
        _with_folds(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    margin = " " * indent
    return "".join(f"{margin}{line}" if line.strip() else line for line in text.splitlines(True))


def _with_folds(data: Any) -> Any:
    """The same, with long text marked to be folded; lists of a few short words in one line stay lists."""
    if isinstance(data, dict):
        return {str(key): _with_folds(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_with_folds(one) for one in data]
    if isinstance(data, str) and len(data) > _LONG and _can_fold(data):
        return _Folded(data)
    return data


def _can_fold(text: str) -> bool:
    """Folding joins lines by single spaces, and begins no line with one."""
    plain = "\n" not in text and "  " not in text and text == text.strip() and text.isprintable()
    return plain and not any(word.startswith("#") for word in text.split(" "))


def as_comment(text: str, indent: int = 0) -> str:
    """The text as lines of a comment."""
    return "".join(f"{' ' * indent}# {line}".rstrip() + "\n" for line in text.splitlines())
