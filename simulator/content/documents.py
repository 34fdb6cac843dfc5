"""One document of content: read, translated by its overlays, validated. Nothing is raised, everything is reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from simulator.content.overlay import KIND as OVERLAY
from simulator.content.overlay import Overlaid, overlays_of
from simulator.content.positions import Loc, Place, dotted
from simulator.content.problems import Problem, Severity, shown, suggestion
from simulator.content.reading import read_file
from simulator.content.shapes import KINDS, Visit, walk
from simulator.content.taking_over import Base, TakenOver
from simulator.content.translations import missing_translations
from simulator.content.validation import validate
from simulator.model.base import LANGUAGES, Frozen
from simulator.words import mark


@dataclass(frozen=True, slots=True)
class Document:
    """A file of content with its overlays applied.

    ``file`` is its name in problems. ``kind`` is "" where the file is no document of a known kind; ``data`` is then
    empty. ``model`` is None where the data is not valid.
    """

    path: Path
    file: str
    kind: str
    data: dict[str, Any]
    place: Place
    model: Frozen | None
    problems: tuple[Problem, ...]
    visits: tuple[Visit, ...] = ()
    """Every value that has the shape its model gives it."""

    @property
    def id(self) -> str:
        """The document's id, "" where it has none that can be used."""
        found = self.data.get("id")
        return found if isinstance(found, str) else ""

    def problem(
        self,
        loc: Loc,
        code: str,
        message: str,
        remedy: str = "",
        /,
        *,
        severity: Severity = "error",
        on_key: bool = False,
        **params: Any,
    ) -> Problem:
        """A problem of the value at ``loc``, or of the key it stands under."""
        file, line, col = self.place.key(loc) if on_key else self.place.value(loc)
        return Problem(file, line, col, dotted(self.data, loc), code, message, params, severity, remedy)


FindManual = Callable[[str, Path], "Document | Problem"]
"""The manual of an id as seen from the file that names it; what is wrong where there is none (without its place)."""


def open_document(path: Path, file: str | None = None, find_manual: FindManual | None = None) -> Document:
    """The document in ``path`` with the overlays beside it; ``file`` is the name that problems show.

    A manual that takes over another finds it by ``find_manual``.
    """
    name = str(path) if file is None else file
    reading = read_file(path, name)
    nothing = Place(name, 1, 1)
    if reading.place is None:
        return Document(path, name, "", {}, nothing, None, reading.problems)
    problems = list(reading.problems)
    if not isinstance(reading.data, dict):
        place = reading.place
        message = mark("A document of content begins with 'kind:' and 'id:'.")
        remedy = mark("Write 'key: value' lines.")
        problems.append(Problem(name, place.line, place.col, "", "kind.missing", message, remedy=remedy))
        return Document(path, name, "", {}, nothing, None, tuple(problems))
    kind, found = _kind_of(reading.data, reading.place)
    if found is not None:
        return Document(path, name, "", {}, reading.place, None, (*problems, found))
    return _opened(path, name, kind, reading.data, reading.place, problems, find_manual)


def _opened(
    path: Path,
    file: str,
    kind: str,
    data: dict[str, Any],
    place: Place,
    problems: list[Problem],
    find_manual: FindManual | None,
) -> Document:
    model = KINDS[kind]
    lang = data.get("lang")
    lang = lang if isinstance(lang, str) and lang in LANGUAGES else LANGUAGES[0]
    langs: dict[str, str] = {}  # language of each overlay -> its file
    broken: set[str] = set()
    for beside in overlays_of(path):
        shown_as = str(Path(file).with_name(beside.name))
        overlaid = Overlaid(model, data, place, read_file(beside, shown_as), lang)
        data, place = overlaid.data, overlaid.place
        problems += overlaid.problems
        if overlaid.lang:
            langs[overlaid.lang] = shown_as
        else:
            broken.add(beside.suffixes[-2].removeprefix("."))
    if kind == "manual" and find_manual is not None:
        data, place = _with_base(path, data, place, problems, find_manual)
    visits = walk(model, data)
    value, mistakes = validate(model, data, place, lang, visits)
    problems += mistakes
    own_files = {file, *langs.values()}
    # Texts below extends: stand in the steps that they change as well.
    own = [v for v in visits if v.loc[:1] != ("extends",) and place.value(v.loc)[0] in own_files]
    problems += missing_translations(own, data, place, lang, langs, broken)
    return Document(path, file, kind, data, place, value, tuple(problems), tuple(visits))


def _with_base(
    path: Path, data: dict[str, Any], place: Place, problems: list[Problem], find_manual: FindManual
) -> tuple[dict[str, Any], Place]:
    """A manual's data and places with those of the one that it takes over."""
    extends = data.get("extends")
    name = extends.get("manual") if isinstance(extends, dict) else None
    if not isinstance(name, str):
        return data, place
    base = find_manual(name, path)
    if isinstance(base, Problem):
        file, line, col = place.value(("extends", "manual"))
        problems.append(replace(base, file=file, line=line, col=col, path="extends.manual"))
        return data, place
    taken = TakenOver(Base(base.data, base.place, base.visits), data, place)
    problems += taken.problems
    return taken.data, taken.place


def _kind_of(data: dict[str, Any], place: Place) -> tuple[str, Problem | None]:
    """The kind of a base document, or what is wrong with what it says."""
    if "kind" not in data:
        file, line, col = place.spot
        message = mark("The key {key} is missing here.")
        remedy, params = suggestion("", KINDS)
        return "", Problem(file, line, col, "", "kind.missing", message, {"key": "kind", **params}, remedy=remedy)
    kind = data["kind"]
    file, line, col = place.value(("kind",))
    if kind == OVERLAY:
        message = mark("An overlay is named after the document it translates, like NAME.en.yaml.")
        return "", Problem(file, line, col, "kind", "overlay.name", message, remedy=mark("Rename the file."))
    if isinstance(kind, str) and kind in KINDS:
        return kind, None
    remedy, params = suggestion(shown(kind), (*KINDS, OVERLAY))
    message = mark("{value} is not a kind of document.")
    gaps = {"value": shown(kind), **params}
    return "", Problem(file, line, col, "kind", "kind.unknown", message, gaps, remedy=remedy)
