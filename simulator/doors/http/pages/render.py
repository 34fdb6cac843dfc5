"""Templates: every value that is filled in is text, never markup, and what would act or hide is a visible mark."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from simulator.doors.http.pages import paths
from simulator.model.safe_text import visible, visible_line
from simulator.tui.wording import Wording, d_time, factor, hour, stopwatch
from simulator.words import LANGUAGES, translator

DOMAIN = "web"

_NAMES = {"ja": "日本語", "en": "English"}


def render(template: str, lang: str, /, **values: object) -> str:
    """The template's text in ``lang``. Templates find ``t`` (the pages' words), ``w`` (how values are worded)."""
    words = Wording(lang)
    return (
        environment()
        .get_template(template)
        .render(
            lang=lang,
            t=translator(DOMAIN, lang),
            w=words,
            others={code: _NAMES[code] for code in LANGUAGES if code != lang},
            **values,
        )
    )


@cache
def environment() -> Environment:
    """The one environment; templates are read once."""
    found = Environment(
        loader=PackageLoader("simulator.doors.http.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters.update(line=visible_line, json=_json, typed=_typed)
    found.globals.update(paths=paths, hour=hour, d_time=d_time, stopwatch=stopwatch, factor=factor)
    return found


def _shown(value: object) -> object:
    """Runs before escaping: text is made visible, markup of our own templates stays."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _typed(value: str) -> Markup:
    """What somebody typed, given back to them in a field exactly as it was (escaped, but without visible marks)."""
    return Markup.escape(value)


def _json(value: Mapping[str, object] | tuple[object, ...] | list[object]) -> str:
    return json.dumps(value, ensure_ascii=False)
