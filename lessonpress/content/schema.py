"""The JSON Schema of a lesson spec, by which editors complete and check one as it is typed.

`python -m lessonpress.content.schema` prints it as it is shipped in lessons/schema/.
"""

from __future__ import annotations

import json
from typing import Any

from lessonpress.activities import any_activity
from lessonpress.content.forms import LessonForm


def lesson_schema() -> dict[str, Any]:
    """The schema, in JSON Schema draft 2020-12."""
    schema = LessonForm.model_json_schema()
    activity = any_activity().json_schema()
    definitions = {**schema.pop("$defs", {}), **activity.pop("$defs")}
    schema["properties"]["activities"]["items"] = activity
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lesson",
        **_without_titles(schema),
        "$defs": {name: _without_titles(one) for name, one in sorted(definitions.items())},
    }


def schema_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(lesson_schema(), indent=2, ensure_ascii=False) + "\n"


def _without_titles(schema: Any) -> Any:
    """Pydantic repeats every name as a title; an editor would show it in place of the description."""
    if isinstance(schema, list):
        return [_without_titles(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        # Among `properties`, `title` is a key that people write.
        key: {name: _without_titles(one) for name, one in value.items()}
        if key == "properties"
        else _without_titles(value)
        for key, value in schema.items()
        if key != "title"
    }


if __name__ == "__main__":
    print(schema_text(), end="")
