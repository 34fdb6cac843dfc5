"""YAML text into plain data and the tree of its places, in one pass over the parser's events.

Only null (``null``, ``~``, nothing), ``true``, ``false`` and decimal integers are converted; everything else stays the
text that the author wrote (``12:30``, ``no``, ``4.10``). Nothing here recurses, so no nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from simulator.content.positions import Place
from simulator.content.problems import Problem, shown
from simulator.content.syntax import explain_syntax
from simulator.words import mark

MAX_DEPTH = 50
"""Mappings and lists inside one another."""

MAX_VALUES = 400_000
"""Values of a document, those that aliases repeat included."""

CONTROL_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""C0 and C1 controls, line separators that editors do not count as lines, lone surrogates and non-characters."""

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_CONSTANTS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def grow(text: str, file: str, loader: Any = None) -> tuple[Any, Place | None, list[Problem]]:
    """Plain data, places and problems of the one document in ``text``; no data where it cannot be read at all."""
    builder = _Builder(text, file)
    try:
        builder.run(yaml.parse(text, Loader=loader or _LOADER))
    except _Stop as stop:
        return None, None, [stop.problem]
    except yaml.MarkedYAMLError as error:
        return None, None, [explain_syntax(error, text, file)]
    except (yaml.YAMLError, OverflowError, ValueError) as error:
        # The pure Python scanner lets chr() fail on an escape such as "\UFFFFFFFF".
        message = mark("This is not valid YAML: {reason}.")
        return None, None, [Problem(file, 1, 1, "", "yaml.escape", message, {"reason": shown(error)})]
    if builder.data is None:
        message = mark("The file is empty.")
        remedy = mark("Write at least 'kind:' and 'id:'.")
        return None, None, [Problem(file, 1, 1, "", "file.empty", message, remedy=remedy)]
    return builder.data, builder.root, builder.problems


def plain(text: str) -> Any:
    """The value of an unquoted scalar."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


class _Stop(Exception):
    """Ends the reading with a problem that leaves no usable data."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class _Frame:
    """A mapping or list that is still open."""

    __slots__ = ("anchor", "before", "data", "height", "key", "place", "waits_for_key")

    def __init__(self, data: Any, place: Place, anchor: str | None, before: int) -> None:
        self.data = data
        self.place = place
        self.anchor = anchor
        self.before = before  # values of the document when it was opened
        self.height = 1  # levels below and including this one
        self.key: str | None = None  # None also for a key that is written twice: its value is dropped
        self.waits_for_key = isinstance(data, dict)


class _Builder:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.data: Any = None
        self.root: Place | None = None
        self.problems: list[Problem] = []
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, Place, int, int]] = {}  # value, place, size, height
        self.count = 0

    def run(self, events: Iterator[Event]) -> None:
        documents = 0
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                self.scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self.open(event, {} if kind is MappingStartEvent else [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.close()
            elif kind is AliasEvent:
                self.alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = mark("A second document begins here ('---').")
                    self.stop(event, "yaml.documents", message, mark("Put it into a file of its own."))

    def scalar(self, event: Any) -> None:
        at = event.start_mark
        line, col, value = at.line + 1, at.column + 1, event.value
        if event.style in {'"', "'"}:
            # The text was searched before it was parsed, but an escape in double quotes can make any character.
            if "\\" in self.text and CONTROL_CHARACTER.search(value):
                message = mark("This text holds an invisible character, written with a backslash.")
                self.stop(event, "file.control_character", message, mark("Delete it, or use single quotes."))
        elif event.implicit[0] and self.is_value_next():
            value = plain(value)
        if event.tag:
            self.tag(event)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.waits_for_key:
            self.key(frame, event, line, col)
            return
        place = Place(self.file, line, col)
        self.add(value, place, 0)
        if event.anchor:
            self.anchors[event.anchor] = (value, place, 1, 0)

    def is_value_next(self) -> bool:
        return not (self.stack and self.stack[-1].waits_for_key)

    def key(self, frame: _Frame, event: Any, line: int, col: int) -> None:
        name: str = event.value
        keys = frame.place.keys
        frame.waits_for_key = False
        frame.key = name
        if name == "<<" and event.implicit[0]:
            message = mark("'<<' would merge another mapping in here, and that is not supported.")
            self.stop(event, "yaml.merge", message, mark("Write the keys out."))
        if keys is None:
            return
        if name in keys:
            frame.key = None
            message = mark("The key {key} is written twice; the first is in line {line}.")
            remedy = mark("Keep one of them.")
            self.report(event, "yaml.duplicate_key", message, remedy, key=shown(name), line=keys[name][0])
        else:
            keys[name] = (line, col)

    def open(self, event: Any, data: Any) -> None:
        if not self.is_value_next():
            message = mark("A key must be a plain word, and this is a mapping or a list.")
            self.stop(event, "yaml.key", message, mark("If it is meant as text, put it in quotes."))
        if event.tag:
            self.tag(event)
        if len(self.stack) >= MAX_DEPTH:
            self.too_deep(event)
        at = event.start_mark
        empty_keys: dict[str, tuple[int, int]] | None = {} if isinstance(data, dict) else None
        place = Place(self.file, at.line + 1, at.column + 1, empty_keys, {} if isinstance(data, dict) else [])
        self.stack.append(_Frame(data, place, event.anchor, self.count))

    def close(self) -> None:
        frame = self.stack.pop()
        if frame.anchor:
            size = self.count - frame.before + 1
            self.anchors[frame.anchor] = (frame.data, frame.place, size, frame.height)
        self.add(frame.data, frame.place, frame.height)

    def alias(self, event: Any) -> None:
        name = event.anchor
        if not self.is_value_next():
            message = mark("A key must be a plain word, and this is an alias.")
            self.stop(event, "yaml.key", message, mark("If it is meant as text, put it in quotes."))
        if name not in self.anchors:
            message = mark("*{name} refers to an anchor &{name} that is not written before it.")
            self.stop(event, "yaml.alias", message, mark("If it is meant as text, put it in quotes."), name=shown(name))
        value, place, size, height = self.anchors[name]
        if len(self.stack) + height > MAX_DEPTH:
            self.too_deep(event)
        self.count += size - 1
        at = event.start_mark
        # What is inside an alias is written at its anchor; only the alias itself is written here.
        self.add(value, Place(self.file, at.line + 1, at.column + 1, place.keys, place.inner), height)

    def add(self, value: Any, place: Place, height: int) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            message = mark("The document holds more than {limit} values (aliases count as often as they are used).")
            raise _Stop(
                Problem(
                    place.file,
                    place.line,
                    place.col,
                    "",
                    "yaml.too_many",
                    message,
                    {"limit": MAX_VALUES},
                    remedy=mark("Use fewer aliases, or split the file."),
                )
            )
        if not self.stack:
            self.data, self.root = value, place
            return
        frame = self.stack[-1]
        frame.height = max(frame.height, height + 1)
        inner = frame.place.inner
        if isinstance(inner, list):
            frame.data.append(value)
            inner.append(place)
            return
        frame.waits_for_key = True
        if frame.key is not None and inner is not None:
            frame.data[frame.key] = value
            inner[frame.key] = place

    def tag(self, event: Any) -> None:
        message = mark("'{tag}' is a YAML tag, and tags are not used.")
        remedy = mark("Leave it out; if it is meant as text, put the text in quotes.")
        self.report(event, "yaml.tag", message, remedy, tag=shown(event.tag))

    def too_deep(self, event: Any) -> None:
        message = mark("Mappings and lists are nested more than {limit} deep.")
        self.stop(event, "yaml.depth", message, mark("Check the brackets and the indentation."), limit=MAX_DEPTH)

    def report(self, event: Any, code: str, message: str, remedy: str, **params: object) -> None:
        at = event.start_mark
        self.problems.append(Problem(self.file, at.line + 1, at.column + 1, "", code, message, params, remedy=remedy))

    def stop(self, event: Any, code: str, message: str, remedy: str, **params: object) -> None:
        self.report(event, code, message, remedy, **params)
        raise _Stop(self.problems.pop())
