"""Which texts have no wording in a language of the product. Warnings only: the base language is shown instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from simulator.content.positions import Place, dotted
from simulator.content.problems import Problem
from simulator.content.shapes import Visit
from simulator.model.base import LANGUAGES
from simulator.words import mark

_CODE = "i18n.missing"


def missing_translations(
    visits: list[Visit], data: dict[str, Any], place: Place, lang: str, overlays: Mapping[str, str], skip: set[str]
) -> Iterator[Problem]:
    """One warning for each text without a language, or a single one where nothing is translated into it at all.

    ``overlays`` names the file of each language that has an overlay; languages in ``skip`` have one that is broken.
    """
    texts = [visit for visit in visits if visit.shape.kind == "text"]
    for wanted in LANGUAGES:
        if wanted == lang or wanted in skip:
            continue
        missing = [visit for visit in texts if not isinstance(visit.value, dict) or wanted not in visit.value]
        if wanted not in overlays and len(missing) == len(texts) and texts:
            file, line, col = place.spot
            message = mark("None of the {count} texts has a wording in {lang}.")
            remedy = mark("Write them into an overlay beside this file, if the exercise needs {lang}.")
            params: dict[str, object] = {"count": len(texts), "lang": wanted}
            yield Problem(file, line, col, "", _CODE, message, params, "warning", remedy)
            continue
        for visit in missing:
            file, line, col = place.value(visit.loc)
            message = mark("This text has no wording in {lang}.")
            remedy = mark("Add it to {overlay}.") if wanted in overlays else mark("Add '{lang}: …' beside it.")
            params = {"lang": wanted, "overlay": overlays.get(wanted, ""), "count": len(texts)}
            yield Problem(file, line, col, dotted(data, visit.loc), _CODE, message, params, "warning", remedy)


def in_short(problems: Iterable[Problem]) -> Iterator[Problem]:
    """``problems`` with one for each file and language in the place of all its texts without a wording."""
    texts: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.code == _CODE and problem.path:
            texts.setdefault((problem.file, str(problem.params["lang"])), []).append(problem)
        else:
            yield problem
    for missing in texts.values():
        first = min(missing, key=lambda problem: (problem.line, problem.col))
        message = mark("{lang}: {missing} of {count} texts have no wording.")
        remedy = mark("'tabletop check --translations' lists each of them.")
        params = {**first.params, "missing": len({problem.path for problem in missing})}
        yield replace(first, path="", message=message, remedy=remedy, params=params)
