"""JSON Schema (draft-07) of every kind of content file, for editors: completion, warnings, hover text, both languages.

Made from the same shapes that validation uses. What only lint can know (names, conditions with one key) is left to
``tabletop check``.
"""

from __future__ import annotations

from typing import Any

from simulator.content.key_help import key_help
from simulator.content.overlay import KIND as OVERLAY
from simulator.content.shapes import KINDS, Shape, fields, has_id, holds_text, required
from simulator.model.base import LANGUAGES, Frozen
from simulator.model.manual import Section

DRAFT = "http://json-schema.org/draft-07/schema#"
FOLDER = "schema"
"""Name of the folder that holds the schemas beside a library of content."""

_INHERITED: dict[type[Frozen], frozenset[str]] = {Section: frozenset({"title"})}
"""Keys that a manual that takes over another may leave out, because they are inherited; ``check`` knows when."""

_ID = "^[A-Za-z][A-Za-z0-9_-]*$"
_LEAVES: dict[str, dict[str, Any]] = {
    "id": {"type": "string", "pattern": _ID, "maxLength": 64},
    "word": {"type": ["string", "number"]},
    "line": {"type": ["string", "number"]},
    "time": {"type": "string", "pattern": r"^D[1-9][0-9]{0,3} ([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"},
    "span": {"type": "string", "pattern": "^([1-9][0-9]{0,5}|0)[smhd]$"},
    "int": {"type": "integer"},
    "flag": {"type": "boolean"},
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}
_TEXT = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {lang: {"type": "string"} for lang in LANGUAGES},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of base documents of ``kind`` (see ``shapes.KINDS``)."""
    maker = _Base()
    root = maker.model(KINDS[kind])
    root["properties"]["kind"] = {"const": kind, **_described(KINDS[kind], "kind")}
    return {"$schema": DRAFT, "title": f"{kind}.yaml", **root, "definitions": maker.definitions}


def overlay_schema_of(kind: str) -> dict[str, Any]:
    """The schema of overlays that translate documents of ``kind``: only texts, things called by their ids."""
    maker = _Overlay()
    root = maker.model(KINDS[kind])
    head = {"kind": {"const": OVERLAY}, "of": {"type": "string"}, "lang": {"enum": list(LANGUAGES)}}
    root["properties"] = {**head, **root["properties"]}
    root["required"] = list(head)
    return {"$schema": DRAFT, "title": f"{kind}.LANG.yaml", **root, "definitions": maker.definitions}


def all_schemas() -> dict[str, dict[str, Any]]:
    """Every schema by file name."""
    base = {f"{kind}.json": schema_of(kind) for kind in KINDS}
    translated = [kind for kind, model in KINDS.items() if holds_text(Shape("model", model=model)) and kind != "script"]
    return {**base, **{f"{kind}.overlay.json": overlay_schema_of(kind) for kind in translated}}


def _described(model: type[Frozen], key: str) -> dict[str, str]:
    text = key_help().both(model, key)
    return {"description": text} if text else {}


class _Base:
    """Makes schemas of shapes; each model becomes a definition once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}

    def model(self, model: type[Frozen]) -> dict[str, Any]:
        properties = {key: {**self.shape(shape), **_described(model, key)} for key, shape in self._keys(model).items()}
        schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        if needed := self._required(model):
            schema["required"] = needed
        return schema

    def shape(self, shape: Shape) -> dict[str, Any]:
        if shape.model is not None:
            reference = self._reference(shape.model)
            return {"anyOf": [self.shape(shape.of(None)), reference]} if shape.short else reference
        if shape.kind == "text":
            return self._text()
        if shape.kind == "choice":
            return {"enum": list(shape.values)}
        if shape.item is None:
            return dict(_LEAVES[shape.kind])
        if shape.kind == "map":
            return {"type": "object", "propertyNames": _LEAVES["id"], "additionalProperties": self.shape(shape.item)}
        return self._list(shape, shape.item)

    def _list(self, shape: Shape, item: Shape) -> dict[str, Any]:
        several = {"type": "array", "items": self.shape(item)}
        return {"anyOf": [self.shape(item), several]} if shape.single else several

    def _text(self) -> dict[str, Any]:
        return dict(_TEXT)

    def _keys(self, model: type[Frozen]) -> dict[str, Shape]:
        return fields(model)

    def _required(self, model: type[Frozen]) -> list[str]:
        return sorted(required(model) - _INHERITED.get(model, frozenset()), key=list(fields(model)).index)

    def _reference(self, model: type[Frozen]) -> dict[str, Any]:
        name = model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.model(model)
        # Beside a "$ref" draft-07 ignores everything else, and then no hover text would be shown.
        return {"allOf": [{"$ref": f"#/definitions/{name}"}]}


class _Overlay(_Base):
    """The same for overlays: only what holds texts, and nothing is required."""

    def _text(self) -> dict[str, Any]:
        return {"type": "string"}

    def _keys(self, model: type[Frozen]) -> dict[str, Shape]:
        return {key: shape for key, shape in fields(model).items() if holds_text(shape)}

    def _required(self, model: type[Frozen]) -> list[str]:
        del model
        return []

    def _list(self, shape: Shape, item: Shape) -> dict[str, Any]:
        if has_id(item):
            return {"type": "object", "propertyNames": _LEAVES["id"], "additionalProperties": self.shape(item)}
        return super()._list(shape, item)
