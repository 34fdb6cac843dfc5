"""``check``: every document below some paths by itself, and every scenario with all that it is played from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from simulator.content.bundles import content_of, lexicons_of, manual_problems, own_problems
from simulator.content.documents import Document
from simulator.content.examples import example_problems
from simulator.content.library import PLACES, default_roots, find, listed, scripts_beside
from simulator.content.lint import lint_bundle, lint_manual, lint_script
from simulator.content.lint.plans import plan_fits
from simulator.content.overlay import base_of, overlay_language
from simulator.content.paths import is_file, is_folder, is_there, shown_path
from simulator.content.positions import dotted
from simulator.content.problems import Problem, errors_of, in_order, shown, suggestion
from simulator.content.shelf import Bundle, Shelf
from simulator.content.translations import in_short
from simulator.model.content import Content
from simulator.words import Translate, mark

ExtraCheck = Callable[[Content], list[Problem]]
"""A check of sound content. Its problems may leave ``line`` at 0, name a part in ``file`` (``scenario``, ``manual``,
``organization``) and the place in ``path`` as problems print it; the report fills in file, line and column."""

_SUFFIXES = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what was found, in a stable order. ``lost`` are paths that mean nothing."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    lost: tuple[Problem, ...] = ()

    @property
    def errors(self) -> int:
        return len(errors_of(self.problems)) + len(self.lost)

    @property
    def warnings(self) -> int:
        return len(self.problems) + len(self.lost) - self.errors

    def as_json(self, t: Translate) -> dict[str, Any]:
        """``{"files": […], "errors": n, "warnings": n, "problems": [{"file", "line", "col", "path", "code", …}]}``."""
        return {
            "files": list(self.files),
            "errors": self.errors,
            "warnings": self.warnings,
            "problems": [problem.as_json(t) for problem in (*self.lost, *self.problems)],
        }


def check(
    paths: Sequence[str],
    *,
    extra_checks: Sequence[ExtraCheck] = (),
    roots: Sequence[Path] | None = None,
    translations: bool = False,
) -> Report:
    """Check files, folders with everything below them, and documents of the library by id.

    Of documents that are only needed by the checked ones (a manual in the library), errors alone are reported.
    Texts without a wording in a language are counted by file; ``translations`` names each.
    """
    libraries = default_roots() if roots is None else tuple(roots)
    files, lost = _files(paths, libraries)
    bases: list[Path] = []
    problems: list[Problem] = []
    for file in files:
        base = base_of(file) if overlay_language(file) else file
        if is_file(base) or base == file:
            bases.append(base)
        else:
            problems.append(_without_base(file, base))
    shelf = Shelf(libraries, tuple(dict.fromkeys(bases)))
    documents = list({id(document): document for document in map(shelf.open, bases)}.values())
    problems += _Round(shelf, documents, extra_checks).run()
    told = problems if translations else in_short(problems)
    return Report(tuple(shown_path(file) for file in files), in_order(told), tuple(lost))


class _Round:
    """One run over the given documents; each of the documents they need is looked at once."""

    def __init__(self, shelf: Shelf, given: list[Document], extra_checks: Sequence[ExtraCheck]) -> None:
        self._shelf = shelf
        self._given = {id(document) for document in given}
        self._documents = given
        self._extra_checks = extra_checks
        self._seen: set[int] = set()
        self._played: set[int] = set()  # scripts that were looked at with their scenario

    def run(self) -> Iterator[Problem]:
        for document in self._documents:
            yield from self._own(document)
        for document in self._documents:
            if document.kind == "manual":
                yield from self._manual(self._shelf.manual_bundle(document))
            elif document.kind == "scenario":
                yield from self._scenario(document)
        for document in self._documents:
            if document.kind == "script" and id(document) not in self._played:
                yield from self._script(document)

        for document in self._documents:
            if document.kind == "plan":
                yield from self._plan(document)

    def _own(self, document: Document) -> Iterator[Problem]:
        if id(document) in self._seen:
            return
        self._seen.add(id(document))
        found = list(own_problems(document))
        yield from found if id(document) in self._given else errors_of(found)

    def _manual(self, bundle: Bundle) -> Iterator[Problem]:
        for lexicon in bundle.lexicons:
            yield from self._own(lexicon)
        yield from bundle.missing
        yield from lint_manual(bundle)
        manual = bundle.manual
        if manual is not None and id(manual) in self._given and not errors_of(manual_problems(bundle)):
            yield from example_problems(manual, lexicons_of(bundle))

    def _scenario(self, document: Document) -> Iterator[Problem]:
        bundle = self._shelf.bundle(document)
        if bundle.manual is not None:
            yield from self._own(bundle.manual)
        if bundle.organization is not None:
            yield from self._own(bundle.organization)
        yield from self._manual(bundle)
        yield from lint_bundle(bundle)
        for path in scripts_beside(document.path):
            script = self._shelf.open(path)
            yield from self._own(script)
            if script.kind == "script":
                self._played.add(id(script))
                yield from lint_script(script, bundle)
        content = content_of(bundle)
        if content is not None:
            for extra in self._extra_checks:
                yield from (_placed(problem, bundle) for problem in extra(content))

    def _plan(self, document: Document) -> Iterator[Problem]:
        """A plan with the scenario that it is for."""
        name = document.data.get("scenario")
        if not isinstance(name, str):
            return
        scenario = self._shelf.find("scenario", name, document.path)
        if scenario is None:
            yield self._shelf.missing("scenario", name, document, ("scenario",))
            return
        content = content_of(self._shelf.bundle(scenario))
        if content is not None:
            scripts = [self._shelf.open(path).id for path in scripts_beside(scenario.path)]
            yield from plan_fits(document, content, scripts)

    def _script(self, document: Document) -> Iterator[Problem]:
        """A script that was given by itself, with its scenario."""
        name = document.data.get("scenario")
        if not isinstance(name, str):
            return
        beside = document.path.parent.parent / PLACES["scenario"][1]
        scenario = self._shelf.find("scenario", name, beside)
        if scenario is not None:
            yield from lint_script(document, self._shelf.bundle(scenario))
            return
        yield self._shelf.missing("scenario", name, document, ("scenario",))


def _files(paths: Iterable[str], roots: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The YAML files meant by ``paths``, each once, and what is not there."""
    found: dict[Path, Path] = {}
    lost: list[Problem] = []
    for name in paths:
        path = Path(name)
        if is_folder(path):
            inside = [one for one in sorted(path.rglob("*")) if one.suffix in _SUFFIXES and _is_content(one, path)]
            if not inside:
                message = mark("There is no YAML file in this folder.")
                lost.append(Problem(name, 0, 0, "", "file.missing", message, remedy=mark("Check the name.")))
        elif is_there(path):
            inside = [path]
        else:
            inside = [one for kind in PLACES if (one := find(kind, name, roots)) is not None]
            if not inside:
                lost.append(_lost(name, roots))
        for one in inside:
            found.setdefault(one.absolute(), one)
    return list(found.values()), lost


def _is_content(path: Path, below: Path) -> bool:
    """Hidden folders (of version control, of editors) hold no content."""
    return is_file(path) and not any(part.startswith(".") for part in path.relative_to(below).parts)


def _lost(name: str, roots: Sequence[Path]) -> Problem:
    known = [entry.id for kind in PLACES for entry in listed(kind, roots)]
    message = mark("There is no file, folder or document of the library called {name}.")
    remedy, params = suggestion(name, known)
    return Problem(shown(name), 0, 0, "", "file.missing", message, {"name": shown(name), **params}, remedy=remedy)


def _without_base(file: Path, base: Path) -> Problem:
    message = mark("The document that this overlay translates is missing: {base}.")
    remedy = mark("Put it beside the overlay, or rename the file if it is no overlay.")
    return Problem(shown_path(file), 1, 1, "", "overlay.no_document", message, {"base": base.name}, remedy=remedy)


def _placed(problem: Problem, bundle: Bundle) -> Problem:
    """A problem of an extra check with its place filled in."""
    parts = {"scenario": bundle.scenario, "manual": bundle.manual, "organization": bundle.organization}
    document = parts.get(problem.file)
    if problem.line or document is None:
        return problem
    locs = {dotted(document.data, visit.loc): visit.loc for visit in document.visits}
    file, line, col = document.place.value(locs.get(problem.path, ()))
    return replace(problem, file=file, line=line, col=col)
