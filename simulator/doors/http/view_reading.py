"""Views as they come over the wire, back into what the engine made: JSON to frozen dataclasses, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from simulator.engine.view_delta import Delta, apply

V = TypeVar("V")


class ViewReader(Generic[V]):
    """Reads views of class ``view``. Parts that this version does not know are passed over.

    Raises pydantic.ValidationError or KeyError for what is no such view.
    """

    def __init__(self, view: type[V]) -> None:
        self._view = view
        self._whole: TypeAdapter[V] = TypeAdapter(view)
        self._hints: dict[type, dict[str, Any]] = {}
        self._adapters: dict[Any, TypeAdapter[Any]] = {}

    def whole(self, data: Mapping[str, Any]) -> V:
        """The view of a change from nothing."""
        return self._whole.validate_python(data["fields"])

    def changed(self, view: V, data: Mapping[str, Any]) -> V:
        """``view`` with a change put in."""
        fields = cast("Mapping[str, Any]", data["fields"])
        items = cast("Mapping[str, Mapping[str, Any]]", data["items"])
        order, tail = data["order"], data.get("tail", {})
        types = {name: self._type_of(name) for name in (*fields, *items, *order, *tail)}
        inside = {name: _item_type(found) for name, found in types.items()}
        delta = Delta(
            fields={name: self._read(types[name], value) for name, value in fields.items() if types[name] is not None},
            items={
                name: {one: self._read(inside[name], item) for one, item in found.items()}
                for name, found in items.items()
                if inside[name] is not None
            },
            order={name: tuple(keys) for name, keys in order.items() if inside[name] is not None},
            tail={name: tuple(keys) for name, keys in tail.items() if inside[name] is not None},
        )
        return apply(view, delta)

    def _read(self, kind: Any, value: Any) -> Any:
        adapter = self._adapters.get(kind)
        if adapter is None:
            adapter = self._adapters[kind] = TypeAdapter(kind)
        return adapter.validate_python(value)

    def _type_of(self, name: str) -> Any:
        """The type of the part ``name``; None where this version has no such part."""
        found: Any = self._view
        for step in name.split("/"):
            inside = _item_type(found)
            if inside is not None:
                found = inside
                continue
            if not (isinstance(found, type) and is_dataclass(found)):
                return None
            if found not in self._hints:
                self._hints[found] = get_type_hints(found)
            found = self._hints[found].get(step)
        return found


def _item_type(kind: Any) -> Any:
    """The type of the items of a tuple of any length; None for anything else."""
    args = get_args(kind)
    return args[0] if get_origin(kind) is tuple and args[1:] == (Ellipsis,) else None
