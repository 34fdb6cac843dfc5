"""A facilitator at the console, for its tests: two teams, a clock set by hand, and the keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fake_content import look_content
from grid_snapshot_review import grid
from support.control_desk import ControlDesk
from textual import events
from textual.pilot import Pilot

from simulator.engine import commands as c
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.engine.state import TeamState
from simulator.session.room_port import Grant, JoinSheet, Part
from simulator.tui.console.app import ConsoleApp
from simulator.tui.console.screen import ConsoleScreen

TEAMS = (("a", "Ａグループ", "Team A"), ("b", "Ｂグループ", "Team B"))

SEATS = (SeatSetup("front", ("desk",)), SeatSetup("chief", ("head",)), SeatSetup("net", ("lead",), human=False))

CODES = (
    (Grant("g1", Part.SEAT, "a", "front"), "K7QF-3MNP-W2RT"),
    (Grant("g2", Part.SEAT, "b", "front"), "9ZX4-QQ7M-H1BV"),
    (Grant("g3", Part.EVALUATOR), "EVAL-EVAL-EVAL"),
)


class Sheet:
    """Implements ``CodeDesk``; ``why`` is what everything is refused with."""

    def __init__(self) -> None:
        self.codes = CODES
        self.why: c.Refusal | None = None

    async def sheet(self) -> JoinSheet | c.Refusal:
        return self.why or JoinSheet(("https://192.0.2.7:8443", "ssh -p 8722 join@192.0.2.7"), self.codes)

    async def renew(self, grant: str) -> JoinSheet | c.Refusal:
        self.codes = tuple((one, "NEW1-NEW2-NEW3" if one.id == grant else code) for one, code in self.codes)
        return await self.sheet()


class Office:
    """A facilitator at the terminal."""

    def __init__(self, app: ConsoleApp, pilot: Pilot[str], desk: ControlDesk, sheet: Sheet | None = None) -> None:
        self.app, self.pilot, self.desk, self.sheet = app, pilot, desk, sheet or Sheet()

    @property
    def screen(self) -> ConsoleScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, ConsoleScreen))

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def write(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def pass_time(self, seconds: float) -> None:
        self.desk.pass_time(seconds)
        await self.pilot.pause()
        self.screen.tick()
        await self.pilot.pause()

    async def at(self, inject: str) -> None:
        """Open the list with the cursor on ``inject``."""
        if self.screen.pane != "msel":
            await self.press("f3")
        self.screen.query_one("#msel-rows").put_cursor(inject)  # type: ignore[attr-defined]

    def grid(self) -> str:
        return grid(self.app)

    def state(self, team: str) -> TeamState:
        return self.desk.session.states[team]


@asynccontextmanager
async def running(
    lang: str = "en",
    size: tuple[int, int] = (120, 40),
    *,
    teams: int = 2,
    started: bool = True,
    closes_room: bool = False,
    together: bool = False,
) -> AsyncIterator[Office]:
    setups = tuple(TeamSetup(name, {"ja": ja, "en": en}, SEATS) for name, ja, en in TEAMS[:teams])
    desk = ControlDesk(look_content(), setups, lang, started=started)
    desk.session.world.together = together
    sheet = Sheet()
    app = ConsoleApp(desk, lang, sheet, closes_room=closes_room)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Office(app, pilot, desk, sheet)
