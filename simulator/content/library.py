"""Where content lies: in ``scenarios/``, ``manuals/`` and ``roles/`` here, around a file, or shipped with the product.

- ``scenarios/NAME/scenario.yaml``, ``scenarios/NAME/teams/*.yaml`` (scripts)
- ``manuals/NAME/manual.yaml``, ``manuals/NAME/lexicon.yaml``
- ``roles/NAME/organization.yaml``
- ``plans/NAME/plan.yaml``
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from simulator.content.overlay import overlay_language
from simulator.content.paths import is_file, is_folder
from simulator.content.problems import Noun, Problem, shown, suggestion
from simulator.words import mark

PLACES: dict[str, tuple[str, str]] = {
    "scenario": ("scenarios", "scenario.yaml"),
    "manual": ("manuals", "manual.yaml"),
    "lexicon": ("manuals", "lexicon.yaml"),
    "organization": ("roles", "organization.yaml"),
    "plan": ("plans", "plan.yaml"),
}
"""Folder and file name of each kind that is looked up by id."""

_NOUNS = {
    "scenario": mark("scenario"),
    "manual": mark("manual"),
    "lexicon": mark("lexicon"),
    "organization": mark("organisation"),
    "plan": mark("plan"),
}
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_SUFFIXES = {".yaml", ".yml"}


class Entry(NamedTuple):
    """A document of the library, called by the name of its folder."""

    kind: str
    id: str
    path: Path


def shipped_root() -> Path:
    """The library in an installed package, or the checkout that this is run from."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "library"
    return inside if inside.is_dir() else package.parent


def default_roots() -> tuple[Path, ...]:
    """Where an id is looked up: the current folder first, then what ships with the product."""
    return Path(), shipped_root()


def roots_around(path: Path) -> tuple[Path, ...]:
    """Folders above the document at ``path`` that hold a library of their own, the nearest first."""
    parents = list(path.absolute().parents)[:4]
    return tuple(folder for folder in parents if any(is_folder(folder / name) for name, _ in PLACES.values()))


def find(kind: str, name: str, roots: Iterable[Path]) -> Path | None:
    """The file of the ``kind`` called ``name`` in the first root that has it."""
    if not _ID.fullmatch(name):
        return None
    folder, file = PLACES[kind]
    return next((path for root in roots if is_file(path := root / folder / name / file)), None)


def listed(kind: str, roots: Iterable[Path] | None = None) -> tuple[Entry, ...]:
    """Everything of a ``kind``, by id; of two with the same id the one that ``find`` takes."""
    folder, file = PLACES[kind]
    found: dict[str, Entry] = {}
    for root in default_roots() if roots is None else roots:
        for path in sorted((root / folder).glob(f"*/{file}")):
            found.setdefault(path.parent.name, Entry(kind, path.parent.name, path))
    return tuple(found[name] for name in sorted(found))


def locate(kind: str, name: str | os.PathLike[str], roots: Sequence[Path] | None = None) -> Path | Problem:
    """The file meant by ``name``: a path to a file or to the folder that holds it, else an id of the library.

    A path that does not exist is returned as it is: reading it says so.
    """
    words = os.fspath(name)
    file = PLACES[kind][1]
    path = Path(words)
    if is_file(path):
        return path
    if is_file(path / file):
        return path / file
    if path.suffix in _SUFFIXES or len(path.parts) > 1 or words.endswith(("/", os.sep)):
        return path / file if is_folder(path) else path
    places = default_roots() if roots is None else tuple(roots)
    return find(kind, words, places) or unknown(kind, words, places)


def unknown(kind: str, name: str, roots: Iterable[Path]) -> Problem:
    """The problem that the library has no document of this ``kind`` and ``name``."""
    remedy, params = suggestion(name, [entry.id for entry in listed(kind, roots)])
    message = mark("There is no {what} called {name}.")
    gaps: dict[str, Any] = {"what": Noun(_NOUNS[kind]), "name": shown(name), **params}
    return Problem(shown(name) or ".", 0, 0, "", "library.unknown", message, gaps, remedy=remedy)


def noun_of(kind: str) -> Noun:
    """What messages call a document of this kind."""
    return Noun(_NOUNS[kind])


def scripts_beside(scenario: Path) -> list[Path]:
    """The scripted teams that lie beside the scenario file, the model team first, then by name."""
    found = [
        path
        for path in (scenario.parent / "teams").glob("*")
        if path.suffix in _SUFFIXES and path.is_file() and overlay_language(path) is None
    ]
    return sorted(found, key=lambda path: (path.stem != "model", path.name))
