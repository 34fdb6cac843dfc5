"""Views as they come over the wire, back into what the engine made: JSON to frozen dataclasses, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from simulator.engine.view_delta import Delta, apply

V = TypeVar("V")


class ViewReader(Generic[V]):
    """Reads views of class ``view``. Fields that this version does not know are passed over.

    Raises pydantic.ValidationError or KeyError for what is no such view.
    """

    def __init__(self, view: type[V]) -> None:
        hints = get_type_hints(view)
        self._whole: TypeAdapter[V] = TypeAdapter(view)
        self._fields: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(hint) for name, hint in hints.items()}
        self._items: dict[str, TypeAdapter[Any]] = {
            name: TypeAdapter(get_args(hint)[0])
            for name, hint in hints.items()
            if get_origin(hint) is tuple and get_args(hint)[1:] == (Ellipsis,)
        }

    def whole(self, data: Mapping[str, Any]) -> V:
        """The view of a change from nothing."""
        return self._whole.validate_python(data["fields"])

    def changed(self, view: V, data: Mapping[str, Any]) -> V:
        """``view`` with a change put in."""
        fields = cast("Mapping[str, Any]", data["fields"])
        items = cast("Mapping[str, Mapping[str, Any]]", data["items"])
        order = cast("Mapping[str, list[str]]", data["order"])
        delta = Delta(
            fields={
                name: self._fields[name].validate_python(value)
                for name, value in fields.items()
                if name in self._fields
            },
            items={
                name: {one: self._items[name].validate_python(item) for one, item in found.items()}
                for name, found in items.items()
                if name in self._items
            },
            order={name: tuple(ids) for name, ids in order.items() if name in self._items},
        )
        return apply(view, delta)
