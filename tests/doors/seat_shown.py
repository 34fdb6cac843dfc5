"""A seat of the made-up exercise with its pages, rendered as the door does."""

from dataclasses import replace
from typing import Any

from page_reader import Element, read
from tui.fake_content import look_content
from tui.fake_port import FakeSeat

from simulator.doors.http.pages.web_pages import WebPages
from simulator.doors.http.pages_port import PageContext, PageKind
from simulator.engine.commands import SubmitResponse
from simulator.model.content import Content
from simulator.session.room_port import Part

LANGS = ("ja", "en")
PAGES = WebPages()


class Shown:
    """The seat, and its pages as somebody would get them now."""

    def __init__(self, lang: str = "en", content: Content | None = None, roles: tuple[str, ...] = ("desk",)) -> None:
        self.seat = FakeSeat(content or look_content(), roles, lang)
        self.lang = lang

    def later(self, seconds: float = 400) -> "Shown":
        """Real seconds pass."""
        self.seat.pass_time(seconds)
        return self

    def context(self, **more: Any) -> PageContext:
        view = self.seat.view()
        base = PageContext(
            lang=self.lang,
            part=Part.SEAT,
            team="team",
            now=self.seat.now(),
            form_token="token-1",
            key="key-1",
            seat=view,
            manual=self.seat.manual(),
        )
        return replace(base, **more)

    def html(self, kind: PageKind, item: str = "", **more: Any) -> str:
        view: object = self.seat.view()
        if kind is PageKind.MANUAL:
            view = self.seat.manual()
        elif kind in {PageKind.SCORE, PageKind.JOIN, PageKind.REFUSED}:
            view = more.pop("view", None)
        return PAGES.render(kind, view, self.context(item=item, **more))

    def page(self, kind: PageKind = PageKind.SEAT, item: str = "", **more: Any) -> Element:
        return read(self.html(kind, item, **more))

    def inject(self, name: str, **more: Any) -> Element:
        return self.page(PageKind.INJECT, name, **more)

    def send(self, kind: str, inject: str | None = None, role: str = "desk", **more: Any) -> None:
        command = SubmitResponse(at=self.seat.now(), seat="me", role=role, kind=kind, inject=inject, **more)
        assert self.seat._apply(command) is None
