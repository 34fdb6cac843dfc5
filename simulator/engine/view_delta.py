"""What has changed of a view since a version of it, so that a door sends changes and not the whole.

Works on every view that is a frozen dataclass (a seat's, a desk's, an observer's). A field whose value is a tuple of
items with keys of their own (``key``, else ``id``) goes item by item; any other field goes whole. What says
``IN_PARTS`` of its class goes field by field itself, as a field of the view or as an item of a tuple: the name of such
a part is its path, ``teams/blue/verdicts``. A ``Tracked`` view keeps for each part the version at which it last
changed, so that any version since its start can be brought up to date without keeping it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    """What to put into a view, by the name of the part. ``fields`` replace whole parts; of a part that goes item by
    item, ``items`` are the new ones by key. ``order`` are all keys as they stand now, where they have changed places;
    where items only left at the front and came at the end, ``tail`` is the key that now stands first and then those
    that came.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tail: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields or self.items or self.order or self.tail)

    @property
    def names(self) -> frozenset[str]:
        """The parts that have changed."""
        return frozenset((*self.fields, *self.items, *self.order, *self.tail))


Part = tuple[str, str | None, bool]
"""Name; key of an item in it; whether it is about places: the order of all items, or that the item came at the end."""


class Tracked(NamedTuple, Generic[V]):
    """A view with the version at which each part of it changed last. ``base`` is the first version known."""

    view: V
    base: Version
    version: Version
    changed: dict[Part, Version]
    """In the order in which they changed."""


def track(view: V, seq: int) -> Tracked[V]:
    """Begin to follow a view; its parts count as old as its beginning."""
    version = Version(seq)
    return Tracked(view, version, version, {})


def follow(tracked: Tracked[V], view: V, seq: int) -> Tracked[V]:
    """``tracked`` with the newer ``view``; unchanged where nothing differs."""
    old = tracked.view
    if view is old:
        return tracked
    gone: set[tuple[str, str]] = set()
    touched = [part for name in _names(view) for part in _touched(name, getattr(old, name), getattr(view, name), gone)]
    if not touched:
        return tracked
    last = tracked.version
    version = Version(seq) if seq > last.seq else Version(last.seq, last.turn + 1)
    changed = dict(tracked.changed)
    for part in touched if not gone else [*touched, *(part for part in changed if _is_of(part, gone))]:
        changed.pop(part, None)
    changed.update(dict.fromkeys(touched, version))
    return Tracked(view, tracked.base, version, changed)


def whole(view: object) -> Delta:
    """Everything of ``view``: the change from nothing."""
    return Delta(fields={name: getattr(view, name) for name in _names(view)})


def since(tracked: Tracked[V], version: Version | None) -> Delta | None:
    """What has changed since ``version``; None where that is not known any more and only the whole will do."""
    if version is None or not tracked.base <= version <= tracked.version:
        return None
    changed: dict[str, list[tuple[str | None, bool]]] = {}
    for (name, item, is_place), at in reversed(tracked.changed.items()):
        if at <= version:
            break
        changed.setdefault(name, []).append((item, is_place))
    fields_: dict[str, Any] = {}
    items: dict[str, dict[str, Any]] = {}
    order: dict[str, tuple[str, ...]] = {}
    tail: dict[str, tuple[str, ...]] = {}
    goes_whole: list[str] = []
    for name in sorted(changed):
        # What lies below it goes with it.
        if any(name.startswith(f"{outer}/") for outer in goes_whole):
            continue
        parts, value = changed[name], _value_at(tracked.view, name)
        by_key = _by_key(value)
        if by_key is None or (None, False) in parts:
            fields_[name] = value
            goes_whole.append(name)
            continue
        new = {item for item, is_place in parts if not is_place}
        if new:
            items[name] = {key: item for key, item in by_key.items() if key in new}
            goes_whole += [f"{name}/{key}" for key in items[name]]
        came = {item for item, is_place in parts if is_place}
        if None in came:
            order[name] = tuple(by_key)
        elif came:
            keys = list(by_key)
            tail[name] = (keys[0], *(key for key in keys[-len(came) :] if key in came))
    return Delta(fields_, items, order, tail)


def apply(view: V, delta: Delta) -> V:
    """``view`` as it stands after ``delta``. Raises KeyError where the delta is of another version of it."""
    for name in sorted(delta.names, key=lambda name: name.count("/")):
        if name in delta.fields:
            value = delta.fields[name]
        else:
            before = _by_key(_value_at(view, name)) or {}
            by_key = {**before, **delta.items.get(name, {})}
            value = tuple(by_key[key] for key in _keys_after(name, delta, before, by_key))
        view = _put(view, name.split("/"), value)
    return view


def _keys_after(name: str, delta: Delta, before: Mapping[str, Any], by_key: Mapping[str, Any]) -> Iterable[str]:
    if name in delta.order:
        return delta.order[name]
    if name not in delta.tail:
        return by_key
    first, *came = delta.tail[name]
    if first in came:
        return came
    keys = list(before)
    if first not in before:
        raise KeyError(first)
    return (*keys[keys.index(first) :], *came)


def _names(view: object) -> list[str]:
    return [one.name for one in fields(view)]  # type: ignore[arg-type]


def _touched(name: str, old: Any, new: Any, gone: set[tuple[str, str]]) -> list[Part]:
    """What differs below ``name``; into ``gone`` go the name and key of each item that is there no more."""
    if old is new:
        return []
    if type(old) is type(new) and _goes_in_parts(old):
        return [
            part
            for one in _names(new)
            for part in _touched(f"{name}/{one}", getattr(old, one), getattr(new, one), gone)
        ]
    grown = _grown(name, old, new)
    if grown:
        return grown
    if old == new:
        return []
    before, after = _by_key(old), _by_key(new)
    if before is None or after is None:
        return [(name, None, False)]
    gone |= {(name, key) for key in before if key not in after}
    parts: list[Part] = []
    for key, item in after.items():
        was = before.get(key)
        if _goes_in_parts(item) and type(was) is type(item) and "/" not in key:
            parts += _touched(f"{name}/{key}", was, item, gone)
        elif was != item:
            parts.append((name, key, False))
    return [*parts, *_places(name, list(before), list(after))]


def _places(name: str, before: list[str], after: list[str]) -> list[Part]:
    """How the keys have changed places."""
    if before == after:
        return []
    left = before.index(after[0]) if after and after[0] in before else len(before)
    stayed = before[left:]
    came = after[len(stayed) :]
    if came and after[: len(stayed)] == stayed:
        return [(name, key, True) for key in came]
    return [(name, None, True)]


def _grown(name: str, old: Any, new: Any) -> list[Part]:
    """The new parts of a tuple that has only got longer: logs of all kinds, of which most views are made."""
    if not (type(old) is type(new) is tuple and 0 < len(old) < len(new) and all(map(is_, old, new))):
        return []
    keys = [_key(item) for item in (old[0], *new[len(old) :])]
    if not all(isinstance(one, str) for one in keys):
        return []
    return [part for key in keys[1:] for part in ((name, key, False), (name, key, True))]


def _is_of(part: Part, gone: set[tuple[str, str]]) -> bool:
    """Whether ``part`` is of an item that is there no more."""
    name, key, _ = part
    if (name, key) in gone:
        return True
    return "/" in name and any(f"{name}/".startswith(f"{outer}/{one}/") for outer, one in gone)


def _goes_in_parts(value: object) -> bool:
    return getattr(type(value), "IN_PARTS", False) is True


def _key(item: object) -> Any:
    key = getattr(item, "key", None)
    return getattr(item, "id", None) if key is None else key


def _by_key(value: Any) -> dict[str, Any] | None:
    """The items of a tuple by their keys; None for anything that is not a tuple of items with keys of their own."""
    if not isinstance(value, tuple) or hasattr(value, "_fields"):
        return None
    found: dict[str, Any] = {}
    for item in value:
        one = _key(item)
        if not isinstance(one, str) or one in found:
            return None
        found[one] = item
    return found


def _value_at(view: object, name: str) -> Any:
    """The part ``name`` of ``view``. Raises KeyError where it has none."""
    value: Any = view
    for step in name.split("/"):
        if isinstance(value, tuple):
            value = (_by_key(value) or {})[step]
        elif hasattr(value, step):
            value = getattr(value, step)
        else:
            raise KeyError(name)
    return value


def _put(value: Any, path: list[str], new: Any) -> Any:
    """``value`` with ``new`` at ``path`` in it."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, tuple):
        return tuple(_put(item, rest, new) if _key(item) == step else item for item in value)
    return replace(value, **{step: _put(getattr(value, step), rest, new)})
