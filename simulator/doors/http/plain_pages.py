"""Pages where none are installed: a page that says that this address is for programs."""

from __future__ import annotations

import html

from simulator.doors.http.pages_port import PageContext, PageKind


class PlainPages:
    """Implements ``Pages`` without any pages."""

    def render(self, kind: PageKind, _view: object, context: PageContext) -> str:
        told = context.refusal.code if context.refusal is not None else kind.value
        return f'<!doctype html><html lang="{context.lang}"><title>tabletop</title><p>{html.escape(told)}</p></html>'

    def asset(self, _name: str) -> tuple[bytes, str] | None:
        return None
