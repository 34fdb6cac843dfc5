"""What has changed of a view since a version of it, so that a door sends changes and not the whole.

Works on every view that is a frozen dataclass (a seat's, a desk's, an observer's). A field whose value is a tuple of
items with unique ids goes item by item; any other field goes whole. A ``Tracked`` view keeps for each such part the
version at which it last changed, so that any version since its start can be brought up to date without keeping it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from operator import is_
from typing import Any, Generic, NamedTuple, TypeVar

V = TypeVar("V")


_LONGEST = 20
"""Characters of a version: more than counters ever reach."""


class Version(NamedTuple):
    """``seq`` of the stream that the view is made of; ``turn`` counts views that differ at the same ``seq``."""

    seq: int
    turn: int = 0

    def __str__(self) -> str:
        return str(self.seq) if self.turn == 0 else f"{self.seq}.{self.turn}"


def parse_version(text: str) -> Version | None:
    """The version that ``str`` wrote; None for anything else."""
    seq, dot, turn = text.partition(".")
    if not (seq.isascii() and seq.isdigit()) or (dot and not (turn.isascii() and turn.isdigit())):
        return None
    if len(text) > _LONGEST:
        return None
    return Version(int(seq), int(turn) if dot else 0)


@dataclass(frozen=True, slots=True)
class Delta:
    """What to put into a view. ``fields`` replace whole fields; of a field that goes item by item, ``items`` are the
    new ones by id and ``order`` all ids as they stand now, where that has changed."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields or self.items or self.order)


Part = tuple[str, str | None, bool]
"""Field; id of an item in it; whether it is the order of the field's items."""


class Tracked(NamedTuple, Generic[V]):
    """A view with the version at which each part of it changed last. ``base`` is the first version known."""

    view: V
    base: Version
    version: Version
    changed: Mapping[Part, Version]


def track(view: V, seq: int) -> Tracked[V]:
    """Begin to follow a view; its parts count as old as its beginning."""
    version = Version(seq)
    return Tracked(view, version, version, {})


def follow(tracked: Tracked[V], view: V, seq: int) -> Tracked[V]:
    """``tracked`` with the newer ``view``; unchanged where nothing differs."""
    old = tracked.view
    if view is old:
        return tracked
    touched = [part for name in _names(view) for part in _touched(name, getattr(old, name), getattr(view, name))]
    if not touched:
        return tracked
    last = tracked.version
    version = Version(seq) if seq > last.seq else Version(last.seq, last.turn + 1)
    return Tracked(view, tracked.base, version, {**tracked.changed, **dict.fromkeys(touched, version)})


def whole(view: object) -> Delta:
    """Everything of ``view``: the change from nothing."""
    return Delta(fields={name: getattr(view, name) for name in _names(view)})


def since(tracked: Tracked[V], version: Version | None) -> Delta | None:
    """What has changed since ``version``; None where that is not known any more and only the whole will do."""
    if version is None or not tracked.base <= version <= tracked.version:
        return None
    whole_fields: dict[str, Any] = {}
    items: dict[str, dict[str, Any]] = {}
    order: dict[str, tuple[str, ...]] = {}
    for (name, item, is_order), at in tracked.changed.items():
        if at <= version or name in whole_fields:
            continue
        value = getattr(tracked.view, name)
        by_id = _by_id(value)
        if by_id is None or (item is None and not is_order):
            whole_fields[name] = value
        elif is_order:
            order[name] = tuple(by_id)
        elif item in by_id:
            items.setdefault(name, {})[item] = by_id[item]
    for name in whole_fields:
        items.pop(name, None)
        order.pop(name, None)
    return Delta(whole_fields, items, order)


def apply(view: V, delta: Delta) -> V:
    """``view`` as it stands after ``delta``. Raises KeyError where the delta is of another version of it."""
    values: dict[str, Any] = dict(delta.fields)
    for name in {*delta.items, *delta.order}:
        by_id = {**(_by_id(getattr(view, name)) or {}), **delta.items.get(name, {})}
        values[name] = tuple(by_id[one] for one in delta.order.get(name, tuple(by_id)))
    return replace(view, **values) if values else view  # type: ignore[type-var]


def _names(view: object) -> list[str]:
    return [one.name for one in fields(view)]  # type: ignore[arg-type]


def _touched(name: str, old: Any, new: Any) -> list[Part]:
    if old is new:
        return []
    grown = _grown(name, old, new)
    if grown:
        return grown
    if old == new:
        return []
    before, after = _by_id(old), _by_id(new)
    if before is None or after is None:
        return [(name, None, False)]
    parts: list[Part] = [(name, one, False) for one, item in after.items() if before.get(one) != item]
    if list(before) != list(after):
        parts.append((name, None, True))
    return parts


def _grown(name: str, old: Any, new: Any) -> list[Part]:
    """The new parts of a tuple that has only got longer: logs of all kinds, of which most views are made."""
    if not (type(old) is type(new) is tuple and 0 < len(old) < len(new) and all(map(is_, old, new))):
        return []
    ids = [getattr(item, "id", None) for item in (old[0], *new[len(old) :])]
    if not all(isinstance(one, str) for one in ids):
        return []
    return [*((name, one, False) for one in ids[1:]), (name, None, True)]


def _by_id(value: Any) -> dict[str, Any] | None:
    """The items of a tuple by their ids; None for anything that is not a tuple of items with ids of their own."""
    if not isinstance(value, tuple) or hasattr(value, "_fields"):
        return None
    found: dict[str, Any] = {}
    for item in value:
        one = getattr(item, "id", None)
        if not isinstance(one, str) or one in found:
            return None
        found[one] = item
    return found
