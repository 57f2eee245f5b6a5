"""The JSON Schemas of what people write, by which editors complete and check it as it is typed.

`python -m lessonpress.content.schema` prints the one of a lesson as it is shipped in
lessons/schema/; `unit`, `bank` or `settings` behind it ask for the others.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from lessonpress.activities import kinds
from lessonpress.activities.base import Form
from lessonpress.activities.pools import list_of
from lessonpress.content.forms import whole_form


def lesson_schema() -> dict[str, Any]:
    """The schema of a lesson spec, in JSON Schema draft 2020-12."""
    schema = _schema(whole_form(), "Lesson")
    definitions = schema["$defs"]
    for kind in kinds().values():
        draws = _allow_draws(definitions[kind.__name__], list_of(kind))
        definitions.setdefault("Draws", draws)
    schema["$defs"] = dict(sorted(definitions.items()))
    return schema


def _allow_draws(schema: dict[str, Any], listed: tuple[str, Any] | None) -> dict[str, Any]:
    """What an activity lists may be drawn from a bank, instead or besides; where it lists nothing,
    nothing can be drawn. Gives what may stand behind `from`, which is written once for all."""
    draws: dict[str, Any] = schema["properties"].pop("from")
    if listed is not None:
        schema["properties"]["from"] = {
            "$ref": "#/$defs/Draws",
            "description": draws["description"],
        }
        if (key := listed[0]) in schema["required"]:
            schema["required"].remove(key)
            schema["anyOf"] = [{"required": [key]}, {"required": ["from"]}]
    return draws


def unit_schema() -> dict[str, Any]:
    """The schema of a unit spec, in JSON Schema draft 2020-12."""
    from lessonpress.content.unit import UnitForm

    return _schema(UnitForm, "Unit")


def bank_schema() -> dict[str, Any]:
    """The schema of a bank of questions, in JSON Schema draft 2020-12."""
    from lessonpress.content.bank import whole_bank_form

    return _schema(whole_bank_form(), "Bank")


def settings_schema() -> dict[str, Any]:
    """The schema of a workspace's settings, in JSON Schema draft 2020-12."""
    from lessonpress.content.settings import SettingsForm

    return _schema(SettingsForm, "Settings")


SCHEMAS = {
    "lesson": lesson_schema,
    "unit": unit_schema,
    "bank": bank_schema,
    "settings": settings_schema,
}


def schema_text(name: str = "lesson") -> str:
    """The schema of a `lesson`, a `unit`, a `bank` or the `settings`, as the text of its file."""
    return json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"


def _schema(form: type[Form], title: str) -> dict[str, Any]:
    schema = form.model_json_schema()
    definitions = schema.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_plain(schema),
        "$defs": {name: _plain(one) for name, one in sorted(definitions.items())},
    }


def _plain(schema: Any) -> Any:
    """Without what pydantic adds and nobody who writes a lesson needs: titles, nulls, defaults."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {
        # Among `properties`, `title` is a key that people write.
        key: {name: _plain(one) for name, one in value.items()}
        if key == "properties"
        else _plain(value)
        for key, value in schema.items()
        if key not in ("title", "default")
    }
    options = [one for one in plain.get("anyOf", ()) if one != {"type": "null"}]
    if len(options) == 1:
        del plain["anyOf"]
        plain |= options[0]
    return plain


if __name__ == "__main__":
    print(schema_text(*sys.argv[1:2]), end="")
