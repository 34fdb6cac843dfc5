"""New content to start from: commented files that pass ``check`` as they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from simulator.content.json_schema import FOLDER, all_schemas
from simulator.content.library import PLACES

KINDS = ("scenario", "manual", "roles")
"""What can be started; a scenario brings its manual and roles where none are named."""

_TEMPLATE = {"scenario": "scenario", "manual": "manual", "roles": "organization"}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


def is_name(name: str) -> bool:
    """Whether ``name`` can be an id, and so the name of a folder."""
    return _NAME.fullmatch(name) is not None


def new_files(kind: str, name: str, lang: str, manual: str | None = None, roles: str | None = None) -> dict[Path, str]:
    """The files of a new ``kind`` called ``name``, by path below the folder of the library.

    A scenario is played from ``manual`` and ``roles``; where one is None, it is made too, under the same name.
    """
    found: dict[Path, str] = {}
    if kind == "scenario":
        names = {"NAME": name, "MANUAL": manual or name, "ROLES": roles or name}
        found[_place("scenario", name)] = _filled("scenario", lang, names)
        found[_place("scenario", name).parent / "teams" / "model.yaml"] = _filled("script", lang, names)
        if manual is None:
            found |= new_files("manual", name, lang)
        if roles is None:
            found |= new_files("roles", name, lang)
        return found
    template = _TEMPLATE[kind]
    found[_place(template, name)] = _filled(template, lang, {"NAME": name})
    return found


def schema_files() -> dict[Path, str]:
    """The schemas that the first line of new files names."""
    return {
        Path(FOLDER) / name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in all_schemas().items()
    }


def _place(kind: str, name: str) -> Path:
    folder, file = PLACES[kind]
    return Path(folder) / name / file


def _filled(template: str, lang: str, names: Mapping[str, str]) -> str:
    text = files("simulator.content").joinpath("templates", f"{template}.{lang}.yaml").read_text(encoding="utf-8")
    return re.sub(r"\b(?:NAME|MANUAL|ROLES)\b", lambda found: names.get(found[0], found[0]), text)
