"""A manual that takes over another's steps: one tree of data made of both, each value with the place it is written at.

Everything after this (validation, lint, loading) sees one manual, so a problem in a step that was taken over is
reported where that step is written; only what the author's organisation lacks is told at ``extends:`` (see
``lint.inherited``).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from simulator.content.positions import Loc, Place, dotted
from simulator.content.problems import Problem, shown, suggestion
from simulator.content.shapes import Visit
from simulator.words import mark

_BY_ID = ("terms", "moments")
_WORDS = ("title", "text")
_PATCHES = ("roles", "deadline", "after", "weight")


class Base(NamedTuple):
    """The manual that is taken over: its data with overlays applied, its places, every value it holds."""

    data: dict[str, Any]
    place: Place
    visits: tuple[Visit, ...]


class _Named(NamedTuple):
    """One entry of a list with its place."""

    value: Any
    place: Place


class TakenOver:
    """``data`` and ``place`` of the manual as it is used, made from its own and its base's; and ``problems``.

    Keys of its own win. ``lexicons`` are the base's and its own; ``terms`` and ``moments`` of the same id replace the
    base's. A step of its own with the id of one of the base's stands in that one's place; a section with the id of one
    of the base's adds its steps there; everything else of its own comes last. Of the steps and the emergency plan
    taken over, references to steps left out fall away, and so does a limit that starts or ends with one.
    """

    def __init__(self, base: Base, data: dict[str, Any], place: Place) -> None:
        self.problems: list[Problem] = []
        self._own, self._own_place = data, place
        extends = data["extends"]
        inherited = _in_language(base)
        steps = {step["id"] for section in _dicts(inherited.get("sections")) for step in _dicts(section.get("steps"))}
        self._without = self._known("without", extends.get("without"), steps)
        self._changes = self._known("changes", extends.get("changes"), steps - self._without)
        merged = {**inherited, **data}
        inner = {**_inner(base.place), **_inner(place)}
        for key in ("lexicons", *_BY_ID):
            merged[key], inner[key] = self._joined(key, inherited, base.place)
        merged["sections"], inner["sections"] = self._sections(inherited, base.place)
        if isinstance(merged.get("plan"), dict) and "plan" not in data:
            merged["plan"], inner["plan"] = self._plan(merged["plan"], inner["plan"])
        self.data = {key: value for key, value in merged.items() if value not in ([], None)}
        self.place = Place(place.file, place.line, place.col, {**(base.place.keys or {}), **(place.keys or {})}, inner)

    def _plan(self, plan: dict[str, Any], place: Place) -> tuple[dict[str, Any], Place]:
        """The base's emergency plan whose levels no longer name steps that were left out."""
        levels = []
        for level in _entries(plan, place, "levels"):
            if not isinstance(level.value, dict) or not isinstance(level.value.get("steps"), list):
                levels.append(level)
                continue
            kept = [one for one in _entries(level.value, level.place, "steps") if _id(one.value) not in self._without]
            names, at = _list(kept, level.place.child("steps") or level.place)
            inner = {**_inner(level.place), "steps": at}
            levels.append(_Named({**level.value, "steps": names}, _with_inner(level.place, inner)))
        listed, at = _list(levels, place.child("levels") or place)
        return {**plan, "levels": listed}, _with_inner(place, {**_inner(place), "levels": at})

    def _known(self, key: str, names: Any, steps: set[str]) -> set[str]:
        """The names below ``extends`` that are steps of the base; the others are reported."""
        found: set[str] = set()
        for n, name in enumerate(names if isinstance(names, list | dict) else ()):
            if name in steps:
                found.add(name)
                continue
            remedy, params = suggestion(str(name), sorted(steps))
            message = mark("The manual that is taken over has no step {name}.")
            loc: Loc = ("extends", key, n if isinstance(names, list) else str(name))
            file, line, col = self._own_place.key(loc)
            path = dotted(self._own, loc)
            gaps = {"name": shown(name), **params}
            self.problems.append(Problem(file, line, col, path, "ref.unknown", message, gaps, remedy=remedy))
        return found

    def _joined(self, key: str, inherited: dict[str, Any], place: Place) -> tuple[list[Any], Place]:
        """The base's list and the own one; of two entries that say the same (or have the same id) the own one."""
        own = _entries(self._own, self._own_place, key)
        taken = {_id(one.value) for one in own}
        kept = [one for one in _entries(inherited, place, key) if _id(one.value) not in taken]
        return _list([*kept, *own], self._own_place.child(key) or place.child(key) or self._own_place)

    def _sections(self, inherited: dict[str, Any], place: Place) -> tuple[list[Any], Place]:
        own = _entries(self._own, self._own_place, "sections")
        steps = {
            one.value["id"]: one
            for section in own
            for one in _entries(section.value, section.place, "steps")
            if _id(one.value)
        }
        by_id = {_id(section.value): section for section in own if _id(section.value)}
        kept: list[list[_Named]] = []
        heads: list[tuple[_Named, _Named | None]] = []
        replaced: set[str] = set()
        for section in _entries(inherited, place, "sections"):
            here: list[_Named] = []
            for step in _entries(section.value, section.place, "steps"):
                name = _id(step.value)
                if name in steps:
                    replaced.add(name)
                    here.append(steps[name])
                elif name not in self._without:
                    here.append(self._changed(name, step))
            heads.append((section, by_id.pop(_id(section.value), None)))
            kept.append(here)
        for (_, more), here in zip(heads, kept, strict=True):
            if more is not None:
                here.extend(_fresh(more, replaced))
        made = [_section(*head, here) for head, here in zip(heads, kept, strict=True) if here]
        for section in own:
            if _id(section.value) in by_id or not _id(section.value):
                fresh = _fresh(section, replaced)
                if fresh or not _entries(section.value, section.place, "steps"):
                    made.append(_section(section, None, fresh) if fresh else section)
        present = {_id(step) for one in made for step in _dicts(one.value.get("steps"))}
        moments = {_id(one.value) for key in (self._own, inherited) for one in _entries(key, place, "moments")}
        own_files = {one.place.file for one in steps.values()}
        made = [_without_gaps(one, present, moments, own_files) for one in made]
        return _list(made, self._own_place.child("sections") or place.child("sections") or self._own_place)

    def _changed(self, name: str, step: _Named) -> _Named:
        """The step with the keys that ``changes`` gives it."""
        if name not in self._changes:
            return step
        change = self._own["extends"]["changes"][name]
        if not isinstance(change, dict):
            return step
        places = self._own_place.child("extends")
        places = places.child("changes") if places else None
        at = (places.child(name) if places else None) or self._own_place
        value, inner = dict(step.value), _inner(step.place)
        for key in _PATCHES:
            if key in change:
                value[key], inner[key] = change[key], at.child(key) or at
        for key in _WORDS:
            if change.get(key) is not None:
                value[key], inner[key] = change[key], at.child(key) or at
        if "contact" in change:
            value["rubric"], inner["rubric"] = self._contact(value.get("rubric"), change["contact"], step.place, at)
        value = {key: one for key, one in value.items() if one is not None}
        return _Named(value, Place(step.place.file, step.place.line, step.place.col, step.place.keys, inner))

    def _contact(self, rubric: Any, contact: Any, step: Place, at: Place) -> tuple[dict[str, Any], Place]:
        """The rubric with another contact, or with none where that is None."""
        kept = dict(rubric) if isinstance(rubric, dict) else {}
        place = step.child("rubric") or step
        if contact is None:
            kept.pop("contact", None)
            return kept, place
        inner = {**_inner(place), "contact": at.child("contact") or at}
        return {**kept, "contact": contact}, _with_inner(place, inner)


def _fresh(section: _Named, replaced: set[str]) -> list[_Named]:
    """Steps of an own section that do not stand in the place of one of the base's."""
    return [one for one in _entries(section.value, section.place, "steps") if _id(one.value) not in replaced]


def _section(head: _Named, more: _Named | None, steps: list[_Named]) -> _Named:
    """A section of the base with ``steps``, under the own section's title where it has one."""
    over = {} if more is None else {key: one for key, one in more.value.items() if key != "steps"}
    value = {**head.value, **over}
    inner = {**_inner(head.place), **({} if more is None else _inner(more.place))}
    value["steps"], inner["steps"] = _list(steps, head.place.child("steps") or head.place)
    return _Named(value, Place(head.place.file, head.place.line, head.place.col, head.place.keys, inner))


def _without_gaps(section: _Named, present: set[str], moments: set[str], own_files: set[str]) -> _Named:
    """The section whose steps taken over no longer name what was left out."""
    steps = []
    for step in _entries(section.value, section.place, "steps"):
        value = step.value
        if isinstance(value, dict) and step.place.file not in own_files:
            value = dict(value)
            if isinstance(value.get("after"), list):
                value["after"] = [name for name in value["after"] if name in present]
            limit = value.get("deadline")
            named = (limit.get("before"), limit.get("from")) if isinstance(limit, dict) else ()
            if any(name is not None and name not in present and name not in moments for name in named):
                del value["deadline"]
        steps.append(_Named(value, step.place))
    return _section(section, None, steps)


def _in_language(base: Base) -> dict[str, Any]:
    """The base's data with every text that is a plain string under its language, as the own one may be another."""
    lang = base.data.get("lang")
    texts = {visit.loc for visit in base.visits if visit.shape.kind == "text" and isinstance(visit.value, str)}
    return {key: _told(value, (key,), texts, lang) for key, value in base.data.items()}


def _told(value: Any, loc: Loc, texts: set[Loc], lang: Any) -> Any:
    if loc in texts:
        return {lang: value}
    if isinstance(value, dict):
        return {key: _told(one, (*loc, key), texts, lang) for key, one in value.items()}
    if isinstance(value, list):
        return [_told(one, (*loc, n), texts, lang) for n, one in enumerate(value)]
    return value


def _entries(data: Any, place: Place, key: str) -> list[_Named]:
    listed = data.get(key) if isinstance(data, dict) else None
    below = place.child(key) or place
    return [_Named(one, below.child(n) or below) for n, one in enumerate(listed if isinstance(listed, list) else ())]


def _list(entries: list[_Named], at: Place) -> tuple[list[Any], Place]:
    return [one.value for one in entries], Place(at.file, at.line, at.col, None, [one.place for one in entries])


def _dicts(listed: Any) -> list[dict[str, Any]]:
    return [one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict) and _id(one)]


def _with_inner(place: Place, inner: dict[str, Place]) -> Place:
    return Place(place.file, place.line, place.col, place.keys, inner)


def _inner(place: Place) -> dict[str, Place]:
    return dict(place.inner) if isinstance(place.inner, dict) else {}


def _id(value: Any) -> str:
    """What an entry is known by: its id, or itself where it is a name; "" where it has none."""
    found = value.get("id") if isinstance(value, dict) else value
    return found if isinstance(found, str) else ""
