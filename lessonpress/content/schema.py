"""The JSON Schema of a lesson spec, by which editors complete and check one as it is typed.

`python -m lessonpress.content.schema` prints it as it is shipped in lessons/schema/.
"""

from __future__ import annotations

import json
from typing import Any

from lessonpress.content.forms import LessonForm


def lesson_schema() -> dict[str, Any]:
    """The schema, in JSON Schema draft 2020-12."""
    schema = LessonForm.model_json_schema()
    definitions = schema.pop("$defs")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lesson",
        **_plain(schema),
        "$defs": {name: _plain(one) for name, one in sorted(definitions.items())},
    }


def schema_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(lesson_schema(), indent=2, ensure_ascii=False) + "\n"


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
    print(schema_text(), end="")
