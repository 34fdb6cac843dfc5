"""Watching an exercise in a terminal: an observer's page and the room's screen. Nothing can be sent from here."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from simulator.engine.watch_views import ObserverView, ProjectorView, WatchedTeam
from simulator.model.safe_text import visible_line
from simulator.session.room_port import ControlPort
from simulator.tui.key_line import KeyLine
from simulator.tui.lines import Line, line
from simulator.tui.prose import Prose
from simulator.tui.watch_lines import clock_lines, observer_lines, projector_lines
from simulator.tui.wording import Wording
from simulator.words import mark

Watched = ObserverView | ProjectorView


class WatchScreen(Screen[None]):
    """Follows the port's view. An observer of several teams looks at one at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right", "team(1)", mark("Next team"), tooltip=mark("Look at the next team.")),
        Binding("shift+tab,left", "team(-1)", mark("other team"), show=False),
        Binding("home", "edge(0)", mark("Beginning"), show=False),
        Binding("end", "edge(1)", mark("Newest"), tooltip=mark("Go to what came last, and stay there.")),
        Binding("q", "app.quit", mark("Leave"), tooltip=mark("Leave; the exercise goes on.")),
    ]

    class Ended(Message):
        """The port was closed from the other side."""

    def __init__(self, port: ControlPort[Watched], words: Wording) -> None:
        super().__init__()
        self._port, self._words = port, words
        self._view = port.view()
        self._team = 0

    def compose(self) -> ComposeResult:
        yield Prose(id="clocks")
        with VerticalScroll(id="text"):
            yield Prose(id="told")
        yield KeyLine(self._words)

    def on_mount(self) -> None:
        scroll = self.query_one("#text", VerticalScroll)
        scroll.border_title = Content(visible_line(self._view.scenario_title))
        scroll.focus()
        # What happened before the worker began to listen is in no change that it will see.
        self.call_after_refresh(lambda: self.take(self._port.view()))
        self.set_interval(1.0, self.tick)
        self.run_worker(self._follow(), name="changes")

    async def _follow(self) -> None:
        async for view in self._port.changes():
            self.take(view)
        self.post_message(self.Ended())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action == "team":
            return isinstance(self._view, ObserverView) and len(self._view.teams) > 1
        return True

    def take(self, view: Watched) -> None:
        """Show ``view``; whoever reads at the end stays at the end."""
        if view.seq < self._view.seq or not self.is_mounted:
            return
        self._view = view
        scroll = self.query_one("#text", VerticalScroll)
        at_end = scroll.scroll_offset.y >= scroll.max_scroll_y
        team = self._watched()
        if isinstance(view, ObserverView) and team is not None:
            self.query_one("#told", Prose).show(observer_lines(self._words, view, team))
            if at_end:
                self.call_after_refresh(scroll.scroll_end, animate=False)
        self.tick()

    def tick(self) -> None:
        """Once a second: the clocks."""
        if not self.is_mounted:
            return
        now, view = self._port.now(), self._view
        if isinstance(view, ProjectorView):
            self.query_one("#told", Prose).show(projector_lines(self._words, view, now))
            self.query_one("#clocks", Prose).show([])
            return
        team = self._watched()
        lines: list[Line] = [line(self._words.t("No team is watched here."), "dim")]
        if team is not None:
            lines = [line(visible_line(team.title), "head"), *clock_lines(self._words, view.day_one, team, now)]
        self.query_one("#clocks", Prose).show(lines)

    def action_team(self, step: int) -> None:
        if isinstance(self._view, ObserverView):
            self._team = (self._team + step) % max(1, len(self._view.teams))
            self.take(self._view)

    def action_edge(self, end: int) -> None:
        scroll = self.query_one("#text", VerticalScroll)
        if end:
            scroll.scroll_end(animate=False)
        else:
            scroll.scroll_home(animate=False)

    def _watched(self) -> WatchedTeam | None:
        view = self._view
        if not isinstance(view, ObserverView) or not view.teams:
            return None
        return view.teams[self._team % len(view.teams)]


class WatchApp(App[None]):
    """An observer's page or the room's screen on ``port``, which the app closes when it ends."""

    TITLE = "tabletop"
    CSS_PATH = "play.tcss"
    CSS = (
        "WatchScreen #text { border: solid $foreground 30%; padding: 0 1; } WatchScreen #clocks { background: $panel; }"
    )
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "app.quit", mark("Leave"), show=False, priority=True),
    ]

    def __init__(self, port: ControlPort[Watched], lang: str) -> None:
        super().__init__()
        self.words = Wording(lang)
        self._port = port
        self.farewell = ""

    def on_mount(self) -> None:
        self.push_screen(WatchScreen(self._port, self.words))

    async def on_unmount(self) -> None:
        await self._port.close()

    def on_watch_screen_ended(self) -> None:
        self.farewell = self.words.t("This page was closed by the exercise office.")
        self.exit(message=self.farewell)
