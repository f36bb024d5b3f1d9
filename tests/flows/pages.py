"""What a form shows and offers."""

from collections.abc import Mapping
from typing import Any


def shown_values(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form shows in its fields, sections as dicts."""
    return _values(result["data_schema"].schema)


def _values(fields: Mapping[Any, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, field in fields.items():
        if hasattr(field, "options"):
            values[str(key)] = _values(field.schema.schema)
        elif key.description and "suggested_value" in key.description:
            values[str(key)] = key.description["suggested_value"]
    return values


def offered(result: Mapping[str, Any], field: str) -> dict[str, str]:
    """Return the labels that a list of a form offers, by value."""
    (selector,) = [selector for key, selector in result["data_schema"].schema.items() if key == field]
    return {option["value"]: option["label"] for option in selector.config["options"]}
