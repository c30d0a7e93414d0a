"""The inputs of a what-if in the JSON Schema of a question's inputs, for doors that describe it."""

from collections.abc import Mapping
from typing import Any

from foedus.asking.whatif.inputs import WhatIfInputs


def with_supposed(schema: Mapping[str, Any], template: str = "#/$defs/{model}") -> dict[str, Any]:
    """The schema, and what may be supposed with every question; an input of its own stays."""
    common = WhatIfInputs.model_json_schema(ref_template=template)
    found = dict(schema)
    found["properties"] = {**common["properties"], **schema.get("properties", {})}
    found["$defs"] = {**common.get("$defs", {}), **schema.get("$defs", {})}
    return found
