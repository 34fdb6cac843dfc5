"""A real exercise on a real server, and Chromium in front of it. Real time is set by hand."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, async_playwright, expect

from simulator.content.loading import load_scenario
from simulator.doors.http.server import HttpDoor
from simulator.engine.commands import StartTeam, Tick
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.log.memory import MemoryStore
from simulator.model.content import Content
from simulator.model.verdict import Reply
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_opening import open_hall
from simulator.session.room_port import Part
from simulator.words import translator

START = 1_700_000_000_000
CHROMIUM = shutil.which("chromium") or ""
SKIP = "needs Chromium as /usr/bin/chromium (apt-get install chromium fonts-noto-cjk)"
TEAM = "blue"
CLERK, HEAD = "child-family-clerk", "child-family-head"
"""The seats of the flagship at which people sit."""

PATIENCE = 30_000
"""Milliseconds that anything may take on a busy machine; nothing waits for it that comes sooner."""
expect.set_options(timeout=PATIENCE)


def seat_pages(inject: str) -> tuple[str, ...]:
    """The address of every kind of page that a seat has; ``inject`` is one that it has received."""
    names = ("own", "manual", "contacts", "log", "team", "talks", "help", "score")
    return ("/seat", f"/seat/inject/{inject}", *(f"/seat/{name}" for name in names))


def flagship() -> Content:
    found = load_scenario("lost-file-posted-online").content
    assert found is not None
    return found


def team_of(content: Content, people: tuple[str, ...]) -> TeamSetup:
    """A seat for each role; ``people`` are played by persons, the others stay silent."""
    seats = tuple(SeatSetup(role, (role,), human=role in people) for role in content.played)
    return TeamSetup(TEAM, {"ja": "第１グループ", "en": "Team 1"}, seats)


class House:
    """A hall behind an HTTP door."""

    def __init__(self, hall: Hall, door: HttpDoor, clock: SetClock, folder: Path) -> None:
        self.hall, self.door, self.clock, self.folder = hall, door, clock, folder
        self.errors: list[BaseException] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.door.port}"

    def code(self, part: Part, seat: str | None = None) -> str:
        return next(code for grant, code in self.hall.codes() if (grant.part, grant.seat) == (part, seat))

    async def begin(self) -> None:
        assert await self.hall.batches.submit(TEAM, StartTeam(at=self.clock.now())) is None

    async def reopen_door(self, meanwhile: Callable[[], Awaitable[None]]) -> None:
        """The server goes away and comes back at the same address; ``meanwhile`` is done while it is away."""
        port = self.door.port
        await self.door.stop()
        await meanwhile()
        self.door = HttpDoor(self.hall, port=port, t=translator("doors", "ja"), folder=self.folder)
        await self.door.start()

    async def pass_time(self, seconds: float) -> None:
        """Real seconds pass, and what has fallen due by then is given."""
        self.clock.set(self.clock.now() + round(seconds * 1000))
        await self.hall.batches.submit(TEAM, Tick(at=self.clock.now()))
        self.hall.conductor.wake()


@asynccontextmanager
async def open_house(
    folder: Path, people: tuple[str, ...], content: Content | None = None, *, port: int = 0
) -> AsyncIterator[House]:
    content = content or flagship()
    clock = SetClock(START)
    hall = open_hall(
        MemoryStore("browsing"),
        content,
        (team_of(content, people),),
        {},
        lang="ja",
        t=translator("log", "ja"),
        day_one=date(2024, 2, 29),
        clock=clock,
    )
    await hall.start()
    errors: list[BaseException] = []
    door = HttpDoor(hall, port=port, t=translator("doors", "ja"), folder=folder, on_error=errors.append)
    await door.start()
    house = House(hall, door, clock, folder)
    house.errors = errors
    try:
        yield house
    finally:
        await house.door.stop()
        await hall.stop()


def replies(house: House) -> list[Reply]:
    """What the team has sent so far."""
    return [response.reply for response in house.hall.session.states[TEAM].responses]


class Desk:
    """One person's browser: what it asked for, and what it complained about."""

    def __init__(self, base: str, context: BrowserContext, page: Page) -> None:
        self.base, self.context, self.page = base, context, page
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        context.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:")):
            self.elsewhere.append(request.url)

    async def open(self, path: str) -> Page:
        await self.page.goto(self.base + path)
        return self.page

    async def come_in(self, code: str, name: str = "", lang: str = "ja") -> Page:
        await self.open(f"/join?lang={lang}")
        await self.page.fill("#code", code)
        await self.page.fill("#name", name)
        await self.page.press("#name", "Enter")
        await self.page.wait_for_selector("#connection", state="attached")
        return self.page

    async def serious(self) -> list[str]:
        """What axe-core finds wrong with the page, of the two worst degrees."""
        found: dict[str, Any] = (await Axe().run(self.page)).response
        return [
            f"{self.page.url} {one['id']}: {[node['html'][:120] for node in one['nodes']]}"
            for one in found["violations"]
            if one["impact"] in {"serious", "critical"}
        ]


class Browsers:
    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium
        self.desks: list[Desk] = []

    async def desk(self, house: House, **more: Any) -> Desk:
        context = await self.chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **more})
        context.set_default_timeout(PATIENCE)
        desk = Desk(house.base, context, await context.new_page())
        self.desks.append(desk)
        return desk


@asynccontextmanager
async def open_browsers() -> AsyncIterator[Browsers]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield Browsers(chromium)
        finally:
            await chromium.close()
