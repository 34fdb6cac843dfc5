"""Documents opened once each, and what belongs together: a scenario with its manual, organisation and lexicons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.content.documents import Document, open_document
from simulator.content.library import PLACES, default_roots, find, listed, noun_of, roots_around
from simulator.content.paths import is_file, shown_path
from simulator.content.positions import Loc
from simulator.content.problems import Problem, shown, suggestion
from simulator.words import mark


@dataclass(frozen=True, slots=True)
class Bundle:
    """Documents that are played together, None for one that is not there; ``missing`` says what could not be found."""

    scenario: Document | None = None
    manual: Document | None = None
    organization: Document | None = None
    lexicons: tuple[Document, ...] = ()
    missing: tuple[Problem, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        found = (self.scenario, self.manual, self.organization, *self.lexicons)
        return tuple(document for document in found if document is not None)


class Shelf:
    """Opens each document once. ``given`` are files that win over every library when their id is asked for."""

    def __init__(self, roots: Sequence[Path] | None = None, given: Sequence[Path] = ()) -> None:
        self._roots = default_roots() if roots is None else tuple(roots)
        self._given = tuple(given)
        self._open: dict[Path, Document] = {}
        self._opening: set[Path] = set()

    def open(self, path: Path) -> Document:
        """The document in ``path``, the same one however often it is asked for."""
        key = path.absolute()
        if key not in self._open:
            self._opening.add(key)
            self._open[key] = open_document(path, shown_path(path), self._base)
            self._opening.discard(key)
        return self._open[key]

    def _base(self, name: str, near: Path) -> Document | Problem:
        """The manual called ``name`` that the one at ``near`` takes over."""
        found = self.find("manual", name, near)
        if found is not None and found.kind == "manual":
            return found
        message = mark("There is no {what} called {name}, or it takes over this one.")
        remedy, params = suggestion(name, tuple(self._ids("manual", near)))
        return Problem(
            "", 0, 0, "", "ref.unknown", message, {"what": noun_of("manual"), "name": name, **params}, remedy=remedy
        )

    def find(self, kind: str, name: str, near: Path) -> Document | None:
        """The document of ``kind`` called ``name``: among the given files, beside ``near``, around it, in a library."""
        for path in (*self._given, near.parent / PLACES[kind][1]):
            if is_file(path) and path.absolute() not in self._opening:
                document = self.open(path)
                if document.kind == kind and document.id == name:
                    return document
        path_found = find(kind, name, self._roots_for(near))
        return None if path_found is None or path_found.absolute() in self._opening else self.open(path_found)

    def bundle(self, scenario: Document) -> Bundle:
        """A scenario with all that it names."""
        missing: list[Problem] = []
        manual = self._named("manual", scenario, missing)
        organization = self._named("organization", scenario, missing)
        of_manual = self.manual_bundle(manual) if manual else Bundle()
        missing += of_manual.missing
        return Bundle(scenario, manual, organization, of_manual.lexicons, tuple(missing))

    def manual_bundle(self, manual: Document) -> Bundle:
        """A manual with its lexicons."""
        missing: list[Problem] = []
        lexicons: list[Document] = []
        names = manual.data.get("lexicons")
        for n, name in enumerate(names if isinstance(names, list) else []):
            found = self._fitting("lexicon", name, manual, ("lexicons", n), missing) if isinstance(name, str) else None
            if found is not None:
                lexicons.append(found)
        return Bundle(None, manual, None, tuple(lexicons), tuple(missing))

    def _named(self, kind: str, scenario: Document, missing: list[Problem]) -> Document | None:
        name = scenario.data.get(kind)
        if not isinstance(name, str):
            return None  # the scenario itself is reported
        return self._fitting(kind, name, scenario, (kind,), missing)

    def _fitting(self, kind: str, name: str, by: Document, loc: Loc, missing: list[Problem]) -> Document | None:
        """The document of ``kind`` that ``by`` names at ``loc``; one that cannot be read is of no kind yet."""
        found = self.find(kind, name, by.path)
        if found is None:
            missing.append(self.missing(kind, name, by, loc))
            return None
        if found.kind in {kind, ""}:
            return found
        message = mark("The file found for {name} is a document of kind {kind}: {file}.")
        remedy = mark("Change its kind, or name another one.")
        gaps: dict[str, Any] = {"name": shown(name), "kind": found.kind, "file": found.file}
        missing.append(by.problem(loc, "kind.wrong", message, remedy, **gaps))
        return None

    def missing(self, kind: str, name: str, by: Document, loc: Loc) -> Problem:
        """The problem that ``by`` names a document at ``loc`` that is nowhere."""
        remedy, params = suggestion(name, tuple(self._ids(kind, by.path)))
        message = mark("There is no {what} called {name}.")
        return by.problem(loc, "ref.unknown", message, remedy, what=noun_of(kind), name=shown(name), **params)

    def _ids(self, kind: str, near: Path) -> Iterator[str]:
        for path in self._given:
            if path.absolute() in self._opening:
                continue
            document = self.open(path)
            if document.kind == kind and document.id:
                yield document.id
        yield from (entry.id for entry in listed(kind, self._roots_for(near)))

    def _roots_for(self, near: Path) -> tuple[Path, ...]:
        return (*roots_around(near), *self._roots)
