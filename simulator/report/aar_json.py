"""The after-action report as JSON for programs, and the schema of that JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from simulator.model.safe_text import visible_json
from simulator.report.aar import Aar

FORMAT = "tabletop-after-action-report"
VERSION = 1
"""Grows when a key changes its meaning or goes; new keys do not count."""


def json_page(aar: Aar) -> str:
    """The report as JSON, its control characters as escapes."""
    data = {"format": FORMAT, "version": VERSION, **asdict(aar)}
    return visible_json(json.dumps(data, ensure_ascii=False, indent=1, default=_plain)) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``json_page``."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(Aar).json_schema(mode="serialization")
    schema["properties"] = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        **schema["properties"],
    }
    schema["required"] = ["format", "version", *schema["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "After-action report", **schema}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(type(value).__name__)
