"""Plain data into a content model; every mistake at once, each at the key or value that the author has to change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from simulator.content.positions import Loc, Place, dotted
from simulator.content.problems import Problem, Severity, suggestion
from simulator.content.shapes import Visit, fields, shape_at
from simulator.content.wording import (
    Saying,
    explain,
    missing_key,
    not_a_date,
    not_a_number,
    not_a_text,
    split_by_comma,
    unknown_key,
)
from simulator.model.base import LANGUAGES, Frozen
from simulator.words import mark

_THOUSANDS = re.compile(r"[0-9]{3}(?![0-9])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def validate(
    model: type[Frozen], data: Any, place: Place, lang: str, visits: list[Visit]
) -> tuple[Frozen | None, list[Problem]]:
    """The value that ``data`` describes, or None; and what is wrong with it.

    ``lang`` is the language of texts that are plain strings, ``visits`` a walk over ``data``. Where pydantic would read
    more into a value than its author wrote (a number as a date, true as 1) that is a mistake too.
    """
    found: dict[Loc, Problem] = {}
    for loc, saying, on_key in _beyond_pydantic(visits):
        found[loc] = problem_at(data, place, loc, saying, on_key=on_key)
    value: Frozen | None = None
    try:
        value = model.model_validate(data, context={"lang": lang, "yaml": True}, by_alias=True, by_name=False)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            known = _explained(model, data, place, one)
            if known is None:
                continue
            loc, problem = known
            if not any(loc[:n] in found for n in range(len(loc) + 1)):
                found[loc] = problem
    return (None if found else value), list(found.values())


def problem_at(
    data: Any, place: Place, loc: Loc, saying: Saying, *, on_key: bool = False, severity: Severity = "error"
) -> Problem:
    """The problem that says ``saying`` of the value at ``loc``, or of the key it stands under."""
    file, line, col = place.key(loc) if on_key else place.value(loc)
    path = dotted(data, loc)
    return Problem(file, line, col, path, saying.code, saying.message, saying.params, severity, saying.remedy)


def _explained(model: type[Frozen], data: Any, place: Place, error: Any) -> tuple[Loc, Problem] | None:
    """Where ``error`` is and what to say of it; None for one that only repeats another."""
    kind, raw = error["type"], error["loc"]
    if kind == "missing":
        above, _, _ = _resolved(model, data, raw[:-1])
        problem = problem_at(data, place, above, missing_key(str(raw[-1])))
        return (*above, str(raw[-1])), problem
    loc, value, other_branch = _resolved(model, data, raw)
    if other_branch:
        return None
    if kind == "extra_forbidden":
        owner = shape_at(model, loc[:-1])
        known = list(fields(owner.model)) if owner is not None and owner.model is not None else []
        return loc, problem_at(data, place, loc, unknown_key(str(loc[-1]), known), on_key=True)
    if kind == "too_short" and isinstance(value, list) and len(value) >= error["ctx"]["min_length"]:
        return None  # pydantic counts only the entries that are valid, and the others have problems of their own
    on_key = raw[-1:] == ("[key]",)
    shape = shape_at(model, loc)
    shape = shape.of(value) if shape is not None else None
    said = _comma(data, loc, value) or explain(error, shape, loc[-1] if on_key else value)
    return ((*loc, "[key]") if on_key else loc), problem_at(data, place, loc, said, on_key=on_key)


def _comma(data: Any, loc: Loc, value: Any) -> Saying | None:
    """What to say of a number that was meant to go on after its comma: ``[1,200 sheets]``; None for any other."""
    if not loc or not isinstance(loc[-1], int) or not isinstance(value, int) or isinstance(value, bool):
        return None
    around = data
    for step in loc[:-1]:
        around = around[step]
    after = around[loc[-1] + 1 : loc[-1] + 2] if isinstance(around, list) else []
    rest = str(after[0]) if after else ""
    return split_by_comma(value, rest) if _THOUSANDS.match(rest) else None


def _resolved(model: type[Frozen], data: Any, raw: tuple[str | int, ...]) -> tuple[Loc, Any, bool]:
    """``raw`` without the names of union branches that pydantic puts between, and the value there.

    The last part tells that the error belongs to the branch of a union that the author did not take.
    """
    loc: list[str | int] = []
    value = data
    other_branch = False
    for step in raw:
        if isinstance(value, dict) and step in value:
            value = value[step]
            loc.append(step)
            continue
        if isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
            loc.append(step)
            continue
        shape = shape_at(model, tuple(loc))
        if shape is not None and shape.single and isinstance(step, str):
            other_branch |= step.startswith("tuple") != isinstance(value, list)
    return tuple(loc), value, other_branch


def _beyond_pydantic(visits: list[Visit]) -> Iterator[tuple[Loc, Saying, bool]]:
    """Places with what to say of them; the last part tells that it is about the key."""
    for visit in visits:
        shape, value = visit.shape, visit.value
        if shape.kind == "date" and not (isinstance(value, str) and _DATE.fullmatch(value)):
            yield visit.loc, not_a_date(value), False
        elif shape.kind == "int" and isinstance(value, bool):
            yield visit.loc, not_a_number(value), False
        elif shape.kind == "text" and isinstance(value, dict):
            yield from _languages(visit.loc, value)
        elif visit.field == "lang" and len(visit.loc) == 1 and isinstance(value, str) and value not in LANGUAGES:
            yield visit.loc, _unknown_language(value), False


def _languages(loc: Loc, value: dict[str, Any]) -> Iterator[tuple[Loc, Saying, bool]]:
    """A text in place is a mapping of languages to strings."""
    if any(str(key).startswith(("term:", "who:", "{")) for key in value):
        yield loc, not_a_text(value), False
        return
    if not value:
        yield loc, not_a_text(None), False
    for key in value:
        if key not in LANGUAGES:
            yield (*loc, key), _unknown_language(key), True


def _unknown_language(name: str) -> Saying:
    remedy, params = suggestion(name, LANGUAGES)
    message = mark("{name} is not a language of the product.")
    return Saying("lang.unknown", message, remedy, {"name": name, **params})
