"""The JSON Schema of a case file, for completion and checks while typing in an editor."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from irenic.case.document import FORMAT, Document
from irenic.case.fields import SHARED_SCHEMAS


def json_schema() -> dict[str, Any]:
    """Return the schema, generated from the sections.

    Examples
    --------
    >>> json_schema()["properties"]["irenic"]["const"]
    1
    """
    schema = _shortened(Document.model_json_schema())
    definitions = {**schema.pop("$defs"), **SHARED_SCHEMAS}
    head = {"$schema": GenerateJsonSchema.schema_dialect, "title": f"An Irenic case, format {FORMAT}"}
    return {**head, **schema, "$defs": definitions}


def _shortened(part: Any) -> Any:
    """Refer to what many fields share, and leave out defaults and titles, which say nothing."""
    if isinstance(part, list):
        return [_shortened(item) for item in part]
    if not isinstance(part, dict):
        return part
    for kind, shared in SHARED_SCHEMAS.items():
        if all(part.get(key) == value for key, value in shared.items() if key != "description"):
            return {
                "$ref": f"#/$defs/{kind}",
                **({"description": part["description"]} if "description" in part else {}),
            }
    return {key: _shortened(value) for key, value in part.items() if key != "default" and not _is_title(key, value)}


def _is_title(key: str, value: Any) -> bool:
    return key == "title" and isinstance(value, str)


def schema_text() -> str:
    """Return the schema as it is shipped."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"
