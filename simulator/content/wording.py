"""pydantic's errors in an author's words, by error type: a code, a message, a remedy and their parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from simulator.content.problems import shown, suggestion
from simulator.content.shapes import Shape
from simulator.words import mark


class Saying(NamedTuple):
    """What to tell the author about one value."""

    code: str
    message: str
    remedy: str
    params: dict[str, object]


def missing_key(key: str) -> Saying:
    return Saying("key.missing", mark("The key {key} is missing here."), mark("Add it."), {"key": key})


def unknown_key(key: str, known: list[str]) -> Saying:
    """``known`` are the keys that are possible there."""
    if not key:
        return Saying("key.unknown", mark("A key is missing before ':'."), mark("Write one."), {})
    if "\u3000" in key:
        remedy = mark("Use half-width spaces.")
        return Saying("key.unknown", mark("The key {key} holds a full-width space."), remedy, {"key": shown(key)})
    remedy, params = suggestion(key, known, most=20)
    return Saying("key.unknown", mark("There is no key {key} here."), remedy, {"key": shown(key), **params})


def not_a_text(value: Any) -> Saying:
    """For anything but a string where words of the author's are needed."""
    if value is None:
        return _empty()
    if isinstance(value, bool | int):
        words = str(value).lower() if isinstance(value, bool) else str(value)
        message = mark("{value} is read as a number or as true/false, and a text is needed here.")
        return Saying("value.text", message, mark("Put it in quotes: '{value}'."), {"value": words})
    if isinstance(value, list):
        message = mark("A text is needed here, and this is a list.")
        remedy = mark("Write one text; if it begins with '[' or '- ', put it in quotes.")
        return Saying("value.text", message, remedy, {})
    if any(str(key).startswith(("term:", "who:", "{")) for key in value):
        message = mark("A text that begins with '{{' is not read as a text.")
        return Saying("value.text", message, mark("Put the text in quotes."), {"value": ""})
    message = mark("A text is needed here, and this is a mapping.")
    return Saying("value.text", message, mark("Write one text; if it holds ': ', put it in quotes."), {})


def split_by_comma(first: int, rest: str) -> Saying:
    """For a number with a comma in a list in brackets, which YAML reads as two entries."""
    message = mark("In brackets a comma ends an entry, so {whole} is read as the two entries {first} and {rest}.")
    params: dict[str, object] = {"whole": shown(f"{first},{rest}"), "first": first, "rest": shown(rest)}
    return Saying("value.text", message, mark('Put it in quotes: "{whole}".'), params)


def not_a_date(value: Any) -> Saying:
    if value is None:
        return _empty()
    message = mark("{value} is not a date.")
    return Saying("value.date", message, mark("Write one like 2026-04-01."), {"value": shown(value)})


def not_a_number(value: Any) -> Saying:
    if value is None:
        return _empty()
    message = mark("{value} is not a whole number.")
    return Saying("value.number", message, mark("Write digits only, without quotes."), {"value": _said(value)})


def explain(error: Any, shape: Shape | None, value: Any) -> Saying:
    """What to say about ``error`` (one of pydantic's ``errors()``) of ``value``, which should have had ``shape``."""
    handler = _BY_TYPE.get(error["type"])
    if handler is not None:
        return handler(error.get("ctx") or {}, shape, value)
    message = mark("{value} is not possible here: {reason}.")
    params: dict[str, object] = {"value": _said(value), "reason": shown(error["msg"])}
    return Saying("value.other", message, mark("Look at a scenario of the library for an example."), params)


_Handler = Callable[[dict[str, Any], Shape | None, Any], Saying]


def _empty() -> Saying:
    return Saying("value.empty", mark("Nothing is written here."), mark("Write a value, or take the key out."), {})


def _string(_ctx: dict[str, Any], shape: Shape | None, value: Any) -> Saying:
    if shape is not None and shape.single:
        shape = shape.item
    if shape is not None and shape.kind == "id" and isinstance(value, list | dict):
        return Saying("value.id", mark("One name is needed here."), mark("Write the id alone, without '- '."), {})
    return not_a_text(value)


def _id(_ctx: dict[str, Any], _shape: Shape | None, value: Any) -> Saying:
    message = mark("{value} cannot be used as an id.")
    remedy = mark("Begin with a letter from A to Z; then only letters, digits, '-' and '_'.")
    return Saying("value.id", message, remedy, {"value": _said(value)})


def _too_long(ctx: dict[str, Any], _shape: Shape | None, value: Any) -> Saying:
    message = mark("{value} has more than {limit} characters.")
    params: dict[str, object] = {"value": _said(value), "limit": ctx.get("max_length", 0)}
    return Saying("value.length", message, mark("Shorten it."), params)


def _too_short(ctx: dict[str, Any], _shape: Shape | None, _value: Any) -> Saying:
    if ctx.get("field_type"):
        message = mark("This list needs at least {limit} entries.")
        return Saying("value.empty_list", message, mark("Add one."), {"limit": ctx.get("min_length", 1)})
    return Saying("value.empty", mark("The text is empty."), mark("Write at least one character."), {})


def _choice(_ctx: dict[str, Any], shape: Shape | None, value: Any) -> Saying:
    if value is None:
        return _empty()
    values = shape.values if shape is not None else ()
    remedy, params = suggestion(_said(value), values)
    return Saying("value.choice", mark("{value} is not possible here."), remedy, {"value": _said(value), **params})


def _flag(_ctx: dict[str, Any], _shape: Shape | None, value: Any) -> Saying:
    if value is None:
        return _empty()
    message = mark("{value} is neither true nor false.")
    return Saying("value.flag", message, mark("Write true or false."), {"value": _said(value)})


def _range(ctx: dict[str, Any], _shape: Shape | None, value: Any) -> Saying:
    params: dict[str, object] = {"value": _said(value)}
    if "ge" in ctx:
        message = mark("{value} is too small; the least is {limit}.")
        return Saying("value.range", message, mark("Write a larger number."), {**params, "limit": ctx["ge"]})
    message = mark("{value} is too large; the most is {limit}.")
    return Saying("value.range", message, mark("Write a smaller number."), {**params, "limit": ctx.get("le", "")})


def _list(_ctx: dict[str, Any], _shape: Shape | None, value: Any) -> Saying:
    if value is None:
        return _empty()
    remedy = mark("Write each entry on a line of its own that begins with '- '.")
    return Saying("value.list", mark("A list is needed here."), remedy, {})


def _mapping(_ctx: dict[str, Any], _shape: Shape | None, value: Any) -> Saying:
    if value is None:
        return _empty()
    remedy = mark("Write 'key: value' lines, indented below.")
    return Saying("value.mapping", mark("Keys with values are needed here."), remedy, {})


def _text_or_mapping(ctx: dict[str, Any], shape: Shape | None, value: Any) -> Saying:
    return not_a_text(value) if shape is not None and shape.kind == "text" else _mapping(ctx, shape, value)


def _time(_ctx: dict[str, Any], _shape: Shape | None, value: Any) -> Saying:
    if value is None:
        return _empty()
    message = mark("{value} is not a time of the story.")
    remedy = mark("Write the day and the time of day, like 'D1 13:05'.")
    return Saying("value.time", message, remedy, {"value": _said(value)})


def _span(_ctx: dict[str, Any], _shape: Shape | None, value: Any) -> Saying:
    if value is None:
        return _empty()
    message = mark("{value} is not a span of time.")
    return Saying("value.span", message, mark("Write it like 90s, 20m, 2h or 3d."), {"value": _said(value)})


def _number(_ctx: dict[str, Any], _shape: Shape | None, value: Any) -> Saying:
    return not_a_number(value)


def _date(_ctx: dict[str, Any], _shape: Shape | None, value: Any) -> Saying:
    return not_a_date(value)


def _said(value: Any) -> str:
    """A value as the author wrote it, where it is not a mapping or a list."""
    if isinstance(value, bool):
        return str(value).lower()
    return "[…]" if isinstance(value, list) else "{…}" if isinstance(value, dict) else shown(value)


_BY_TYPE: dict[str, _Handler] = {
    "string_type": _string,
    "string_pattern_mismatch": _id,
    "string_too_long": _too_long,
    "string_too_short": _too_short,
    "too_short": _too_short,
    "literal_error": _choice,
    "enum": _choice,
    "bool_type": _flag,
    "bool_parsing": _flag,
    "int_type": _number,
    "int_parsing": _number,
    "int_parsing_size": _number,
    "int_from_float": _number,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "date_type": _date,
    "date_parsing": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
    "tuple_type": _list,
    "dict_type": _text_or_mapping,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "scenario_time": _time,
    "duration": _span,
}
