"""New content to start from: commented files that pass ``check`` as they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from simulator.content.json_schema import FOLDER, all_schemas
from simulator.content.library import PLACES
from simulator.content.reading import read_bytes
from simulator.model.manual import Manual, Polarity, Step
from simulator.model.manual_needs import known_in, needs_of
from simulator.model.organization import Organization

KINDS = ("scenario", "manual", "roles", "plan")
"""What can be started; a scenario brings its manual and roles where none are named."""

_TEMPLATE = {"scenario": "scenario", "manual": "manual", "roles": "organization", "plan": "plan"}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_MARK = re.compile(r"\b[A-Z]+[0-9]?(?:_TITLE)?\b")
_OWN = {"ROLE1": "clerk", "ROLE2": "head", "CALLER": "visitor"}
"""Who plays in templates with roles of their own."""


def is_name(name: str) -> bool:
    """Whether ``name`` can be an id, and so the name of a folder."""
    return _NAME.fullmatch(name) is not None


def new_files(
    kind: str, name: str, lang: str, manual: Manual | None = None, roles: Organization | None = None
) -> dict[Path, str]:
    """The files of a new ``kind`` called ``name``, by path below the folder of the library.

    A scenario is played from ``manual`` and ``roles``; where one is None, it is made too, under the same name. Where
    ``roles`` lack somebody whom ``manual`` names, a manual that takes it over without those steps is made.
    """
    if kind != "scenario":
        template = _TEMPLATE[kind]
        return {_place(template, name): _filled(template, lang, {**_OWN, "NAME": name})}
    marks = {"NAME": name, "MANUAL": name, "ROLES": name if roles is None else roles.id}
    found: dict[Path, str] = {}
    organization = roles
    if organization is None:
        found[_place("organization", name)] = _filled("organization", lang, marks)
        organization = own_roles(lang)
    if manual is None:
        marks |= _players(organization)
        found[_place("manual", name)] = _filled("manual", lang, marks)
        story, script = "scenario", "script"
    else:
        left_out = needs_of(manual).steps_without(known_in(organization))
        if left_out:
            extending = {**marks, "BASE": manual.id, "WITHOUT": ", ".join(left_out)}
            found[_place("manual", name)] = _filled("extending", lang, extending)
        else:
            marks["MANUAL"] = manual.id
        story, script = "fitted", "fitted-script"
        steps = [step for step in manual.steps.values() if step.id not in left_out]
        marks |= _from_manual(manual, steps, organization, lang)
    place = _place("scenario", name)
    made = {place: _filled(story, lang, marks), place.parent / "teams" / "model.yaml": _filled(script, lang, marks)}
    return {**made, **found}


def own_roles(lang: str) -> Organization:
    """The roles that are made for a scenario that names none."""
    text = _filled("organization", lang, {"NAME": "roles"})
    data = read_bytes(text.encode("utf-8"), "").data
    return Organization.model_validate(data, context={"lang": lang, "yaml": True}, by_alias=True, by_name=False)


def duties_left(manual: Manual, roles: Organization) -> int:
    """How many duties of ``manual`` name nobody whom ``roles`` lack."""
    left_out = needs_of(manual).steps_without(known_in(roles))
    return len([s for s in manual.steps.values() if s.polarity is Polarity.DO and s.id not in left_out])


def schema_files() -> dict[Path, str]:
    """The schemas that the first line of new files names."""
    return {
        Path(FOLDER) / name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in all_schemas().items()
    }


def _players(organization: Organization) -> dict[str, str]:
    """The first two roles of an organisation (one may be both), and who calls."""
    roles = list(organization.roles)
    caller = "visitor" if "visitor" in organization.titles else "control"
    return {"ROLE1": roles[0], "ROLE2": roles[min(1, len(roles) - 1)], "CALLER": caller}


def _from_manual(manual: Manual, steps: list[Step], organization: Organization, lang: str) -> dict[str, str]:
    """The first two duties of ``steps`` with who answers for them, the first must-not, and the manual's moments."""
    duties = [step for step in steps if step.polarity is Polarity.DO]
    first, second = duties[0], duties[min(1, len(duties) - 1)]
    must_not = next((step for step in steps if step.polarity is Polarity.REFRAIN), None)
    players = _players(organization)
    return {
        "ROLE1": _answering(first, organization) or players["ROLE1"],
        "ROLE2": _answering(second, organization) or players["ROLE2"],
        "STEPS": ", ".join(dict.fromkeys((first.id, second.id))),
        "STEP1": first.id,
        "STEP1_TITLE": _line(first.title.to(lang)),
        "STEP2": second.id,
        "STEP2_TITLE": _line(second.title.to(lang)),
        "MUSTNOT": must_not.id if must_not is not None else "",
        "MUSTNOT_TITLE": _line(must_not.title.to(lang)) if must_not is not None else "",
        "MOMENT": "\n".join(moment.id for moment in manual.moments),
        "MOMENT_TITLE": "\n".join(_line(moment.title.to(lang)) for moment in manual.moments),
    }


def _answering(step: Step, organization: Organization) -> str | None:
    """The first role that answers for a step itself or with its section."""
    found = (r for r, s in organization.section_of.items() if r in step.roles or s.id in step.roles)
    return next(found, None)


def _line(words: str) -> str:
    return " ".join(words.split())


def _place(kind: str, name: str) -> Path:
    folder, file = PLACES[kind]
    return Path(folder) / name / file


def _filled(template: str, lang: str, marks: Mapping[str, str]) -> str:
    """A template with its marks filled: a line whose mark has several values is repeated, one with none is left out."""
    text = files("simulator.content").joinpath("templates", f"{template}.{lang}.yaml").read_text(encoding="utf-8")
    lines = [filled for line in text.split("\n") for filled in _lines(line, marks)]
    return "\n".join(lines).replace("\nmoments:\nstart:", "\nmoments: {}\nstart:")


def _lines(line: str, marks: Mapping[str, str]) -> list[str]:
    used = [word for word in _MARK.findall(line) if word in marks]
    values = {word: marks[word].split("\n") if marks[word] else [] for word in used}
    count = max(map(len, values.values()), default=1)
    if any(not listed for listed in values.values()):
        return []

    def at(n: int) -> str:
        return _MARK.sub(
            lambda found: values[found[0]][n % len(values[found[0]])] if found[0] in values else found[0], line
        )

    return [at(n) for n in range(count)]
