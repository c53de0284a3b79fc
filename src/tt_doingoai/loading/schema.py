"""JSON Schemas of the files that people write, for editors (draft 7 features only)."""

from __future__ import annotations

from typing import Any

from tt_doingoai.loading.validate import adapter
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Roster

SCHEMAS: dict[str, type] = {"plan": Plan, "units": Roster}


def json_schema(name: str) -> dict[str, Any]:
    """Return the schema of ``plan`` or ``units`` files.

    Descriptions are the Vietnamese ones of the fields; Pydantic's own additions (titles of keys,
    English docstrings, OpenAPI's discriminator) are taken out.
    """
    made = adapter(SCHEMAS[name]).json_schema(ref_template="#/definitions/{model}")
    made["definitions"] = made.pop("$defs")
    schema = _tidied(made)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}


def _tidied(node: Any, *, is_properties: bool = False) -> Any:
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    if is_properties:
        return {key: _tidied(value) for key, value in node.items()}
    kept = {
        key: _tidied(value, is_properties=key in ("properties", "definitions"))
        for key, value in node.items()
        if key not in ("title", "discriminator")
    }
    if "properties" in kept:
        kept.pop("description", None)
        if "const" in kept["properties"].get("rule", {}):
            # The rule is what tells one deadline from another, so it must be written.
            kept["required"] = ["rule", *kept.get("required", [])]
            kept["properties"]["rule"].pop("default", None)
    if "$ref" in kept and len(kept) > 1:
        # Draft 7 ignores what stands beside a reference.
        kept = {"allOf": [{"$ref": kept.pop("$ref")}], **kept}
    return kept
