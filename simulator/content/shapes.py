"""The content models seen as an author sees them: which keys a mapping may have and what belongs under each.

Overlays, lint and the wording of validation all walk plain data with these shapes, so none of them repeats the models.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from simulator.content.positions import Loc
from simulator.model.base import Duration, Frozen, Id, ScenarioTime, Text
from simulator.model.manual import Manual
from simulator.model.organization import Organization
from simulator.model.plan import Plan
from simulator.model.rubric import Group, Lexicon, Word
from simulator.model.scenario import Scenario
from simulator.model.script import Script

Kind = Literal["model", "list", "map", "text", "id", "word", "line", "time", "span", "int", "flag", "date", "choice"]

KINDS: dict[str, type[Frozen]] = {
    "scenario": Scenario,
    "manual": Manual,
    "organization": Organization,
    "lexicon": Lexicon,
    "script": Script,
    "plan": Plan,
}
"""What ``kind:`` may say (beside ``overlay``), and the model it names."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What belongs under a key.

    ``item`` is the shape of a list's elements or of a map's values (a map's keys are ids);
    ``single`` of a list that one element may stand for it; ``short`` of a model the key that a plain value stands for;
    ``values`` are those of a choice.
    """

    kind: Kind
    item: Shape | None = None
    model: type[Frozen] | None = None
    values: tuple[str, ...] = ()
    single: bool = False
    short: str = ""

    def of(self, value: Any) -> Shape:
        """The shape that ``value`` is to have: that of the short form where it is no mapping."""
        return fields(self.model)[self.short] if self.model and self.short and not isinstance(value, dict) else self


@cache
def fields(model: type[Frozen]) -> dict[str, Shape]:
    """The shape under every key of ``model``, by the key that authors write."""
    hints = get_type_hints(model, include_extras=True)
    return {info.alias or name: _shape(hints[name]) for name, info in model.model_fields.items()}


@cache
def required(model: type[Frozen]) -> frozenset[str]:
    """The keys that a mapping of ``model`` must have."""
    return frozenset(info.alias or name for name, info in model.model_fields.items() if info.is_required())


@cache
def holds_text(shape: Shape) -> bool:
    """Whether something that can be translated lies anywhere below ``shape``."""
    return _holds_text(shape, frozenset())


def has_id(shape: Shape | None) -> bool:
    """Whether ``shape`` is a model whose instances are called by an id."""
    return shape is not None and shape.model is not None and "id" in fields(shape.model)


def shape_at(model: type[Frozen], loc: Loc) -> Shape | None:
    """The shape under ``loc``; None where the models know nothing there."""
    shape: Shape | None = Shape("model", model=model)
    for step in loc:
        if shape is None:
            return None
        if shape.model is not None:
            shape = fields(shape.model).get(step) if isinstance(step, str) else None
        else:
            shape = shape.item
    return shape


class Visit(NamedTuple):
    """A value met on a walk: where, in which model and under which of its keys, its shape, and itself.

    Of a map, its keys are visited too, with ``is_key``. The root belongs to its own model under the key "".
    """

    loc: Loc
    owner: type[Frozen]
    field: str
    shape: Shape
    value: Any
    is_key: bool = False


def walk(model: type[Frozen], data: Any) -> list[Visit]:
    """Every value of ``data`` that has the shape the models give it; what has another shape is left out."""
    visits: list[Visit] = []
    _walk(Shape("model", model=model), data, (), model, "", visits)
    return visits


def _walk(shape: Shape, value: Any, loc: Loc, owner: type[Frozen], field: str, visits: list[Visit]) -> None:
    if shape.model is not None:
        if isinstance(value, dict):
            visits.append(Visit(loc, owner, field, shape, value))
            known = fields(shape.model)
            for key, inner in value.items():
                if key in known and inner is not None:
                    _walk(known[key], inner, (*loc, key), shape.model, key, visits)
        elif shape.short:
            _walk(shape.of(value), value, loc, shape.model, shape.short, visits)
    elif shape.item is not None:
        _walk_items(shape, shape.item, value, loc, owner, field, visits)
    elif value is not None and (isinstance(value, str | dict) if shape.kind == "text" else _is_scalar(value)):
        visits.append(Visit(loc, owner, field, shape, value))


def _walk_items(
    shape: Shape, item: Shape, value: Any, loc: Loc, owner: type[Frozen], field: str, visits: list[Visit]
) -> None:
    if shape.kind == "list" and isinstance(value, list):
        visits.append(Visit(loc, owner, field, shape, value))
        for index, inner in enumerate(value):
            _walk(item, inner, (*loc, index), owner, field, visits)
    elif shape.kind == "map" and isinstance(value, dict):
        visits.append(Visit(loc, owner, field, shape, value))
        for key, inner in value.items():
            visits.append(Visit((*loc, key), owner, field, _ID, key, is_key=True))
            _walk(item, inner, (*loc, key), owner, field, visits)
    elif shape.single:
        _walk(item, value, loc, owner, field, visits)


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, dict | list)


def wordings(visit: Visit) -> Iterator[tuple[Loc, str]]:
    """Every language's wording of a visited text, with its place."""
    if isinstance(visit.value, str):
        yield visit.loc, visit.value
    elif isinstance(visit.value, dict):
        for lang, words in visit.value.items():
            if isinstance(words, str):
                yield (*visit.loc, lang), words


_ID = Shape("id")
_LEAVES: tuple[tuple[Any, Shape], ...] = (
    (Id, _ID),
    (Word, Shape("word")),
    (Group, Shape("list", item=Shape("word"), single=True)),
    (ScenarioTime, Shape("time")),
    (Duration, Shape("span")),
    (Text, Shape("text")),
    (bool, Shape("flag")),
    (int, Shape("int")),
    (str, Shape("line")),
    (date, Shape("date")),
)


def _shape(hint: Any) -> Shape:
    for known, shape in _LEAVES:
        if hint == known:
            return shape
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _shape(args[0])
    if origin in {Union, types.UnionType}:
        return _union([_shape(arg) for arg in args if arg is not type(None)])
    if origin is tuple:
        return Shape("list", item=_shape(args[0]))
    if origin is dict:
        return Shape("map", item=_shape(args[1]))
    if origin is Literal:
        return Shape("choice", values=tuple(str(arg) for arg in args))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Shape("choice", values=tuple(member.value for member in hint))
    if isinstance(hint, type) and issubclass(hint, Frozen):
        return Shape("model", model=hint, short=getattr(hint, "SHORT", ""))
    raise TypeError(f"no shape for {hint!r}")


def _union(shapes: list[Shape]) -> Shape:
    """``X | None`` is X; ``X | tuple[X, ...]`` a list that one X may stand for."""
    if len(shapes) == 1:
        return shapes[0]
    lists = [shape for shape in shapes if shape.kind == "list"]
    if len(shapes) == 2 and len(lists) == 1:
        return Shape("list", item=lists[0].item, single=True)
    raise TypeError(f"no shape for a choice between {shapes!r}")


def _holds_text(shape: Shape, above: frozenset[type[Frozen]]) -> bool:
    if shape.kind == "text":
        return True
    if shape.item is not None:
        return _holds_text(shape.item, above)
    if shape.model is None or shape.model in above:
        return False
    return any(_holds_text(inner, above | {shape.model}) for inner in fields(shape.model).values())
