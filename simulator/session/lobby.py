"""Opening an exercise on this machine alone: one person's seat, scripted players for the other roles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from simulator.engine.commands import Resume, SetPace, StartTeam
from simulator.engine.events import CONTROL_STREAM, SeatSetup, TeamSetup
from simulator.engine.views import RoleView
from simulator.log.store import EventStore, LogUnreadable, Reason
from simulator.model.base import Text
from simulator.model.content import Content
from simulator.model.script import Script
from simulator.session.clocks import Clock, ShiftedClock, WallClock
from simulator.session.drafts import Drafts
from simulator.session.local_seat import LocalSeat
from simulator.session.new_log import new_log
from simulator.session.opening import OpenedLog, create_exercise, open_log
from simulator.session.port import Offer, SeatPort, Unfinished
from simulator.session.rehearsal import scripted_seats
from simulator.session.runner import Session
from simulator.words import Translate

TEAM = "team"
SEAT = "me"
"""Ids of the one team and of the person's seat."""

TEAM_TITLE = Text({"ja": "この端末のグループ", "en": "Team at this terminal"})
_NEWEST = 20
"""How many of the newest logs are looked through for exercises to take up again."""


class LocalLobby:
    """Implements ``LobbyPort``: logs go to ``folder``, names in force are those of ``day_one``."""

    def __init__(
        self,
        content: Content,
        script: Script | None,
        *,
        lang: str,
        day_one: date,
        folder: Path,
        t: Translate,
        clock: Clock | None = None,
    ) -> None:
        self._content = content
        self._script = script
        self._lang = lang
        self._day_one = day_one
        self._folder = folder
        self._t = t
        self._clock = clock or WallClock()

    def offer(self) -> Offer:
        content = self._content
        words = content.wording(self._lang, self._day_one)
        return Offer(
            scenario_title=words(content.scenario.title),
            briefing=words(content.scenario.briefing),
            manual_title=words(content.manual.title),
            organization_title=words(content.organization.title),
            day_one=self._day_one.isoformat(),
            minutes=sum(phase.minutes for phase in content.scenario.phases),
            roles=tuple(
                RoleView(
                    role.id, words(role.title), words(content.organization.section_of[role.id].title), words(role.duty)
                )
                for role in content.played.values()
            ),
            unfinished=self._unfinished(),
        )

    async def open(self, roles: tuple[str, ...], percent: int = 100) -> SeatPort:
        """Raises LogUnreadable where no log can be written."""
        from simulator.log.sqlite import create_log

        now = self._clock.now()
        exercise, path = new_log(self._folder, self._content.scenario.id, now)
        store = create_log(path, exercise)
        others = scripted_seats(self._content, frozenset(roles))
        team = TeamSetup(TEAM, dict(TEAM_TITLE.root), (SeatSetup(SEAT, roles), *others))
        scripts = {TEAM: self._script} if self._script else {}
        opened = create_exercise(store, self._content, (team,), scripts, self._day_one, self._lang, now)
        session = Session(store, opened.world, dict(opened.states))
        session.submit(TEAM, StartTeam(at=now))
        if percent != 100:
            session.submit(TEAM, SetPace(at=now, percent=percent))
        return self._seat(session, opened, path, self._clock)

    async def resume(self, exercise: str) -> SeatPort:
        """Raises LogUnreadable."""
        opened = open_log(exercise, self._folder, read_only=False)
        session = Session(opened.store, opened.world, dict(opened.states))
        ahead = opened.states[TEAM].last_at - self._clock.now()
        clock = ShiftedClock(self._clock, ahead) if ahead > 0 else self._clock
        now = clock.now()
        if not opened.states[TEAM].started:
            session.submit(TEAM, StartTeam(at=now))
        else:
            session.submit(TEAM, Resume(at=now, after_gap=True))
        return self._seat(session, opened, self._folder / f"{exercise}.sqlite", clock)

    def _seat(self, session: Session, opened: OpenedLog, path: Path, clock: Clock) -> SeatPort:
        return LocalSeat(
            session,
            opened,
            TEAM,
            SEAT,
            lang=self._lang,
            clock=clock,
            drafts=Drafts(path.with_suffix(".draft.json")),
            log_path=str(path),
            t=self._t,
        )

    def _unfinished(self) -> tuple[Unfinished, ...]:
        """Exercises of this scenario that were left before their end, newest first; unreadable logs are passed over."""
        try:
            files = sorted(self._folder.glob("*.sqlite"), key=lambda p: p.stat().st_mtime, reverse=True)[:_NEWEST]
        except OSError:
            return ()
        found = []
        for path in files:
            try:
                one = self._look_at(path)
            except LogUnreadable:
                continue
            if one is not None:
                found.append(one)
        return tuple(found)

    def _look_at(self, path: Path) -> Unfinished | None:
        from simulator.log import sqlite

        store = sqlite.open_log(path, read_only=True)
        try:
            return self._glance(store, path)
        finally:
            store.close()

    def _glance(self, store: EventStore, path: Path) -> Unfinished | None:
        """What the list shows of a log, without building the exercise."""
        control = store.read(CONTROL_STREAM)
        if not control or any(record.kind == "exercise.ended" for record in control):
            return None
        opened = control[0].payload
        try:
            seats = {seat["id"]: seat for team in opened["teams"] for seat in team["seats"] if team["id"] == TEAM}
            if opened["content"]["scenario"]["id"] != self._content.scenario.id or SEAT not in seats:
                return None
            roles = tuple(str(role) for role in seats[SEAT]["roles"])
        except (KeyError, TypeError):
            raise LogUnreadable(Reason.DAMAGED, str(path), detail="exercise.opened") from None
        records = store.read(TEAM)
        if any(record.kind == "team.finished" for record in records):
            return None
        phases = [record.payload.get("phase") for record in records if record.kind == "phase.entered"]
        phase = self._content.scenario.phase.get(str(phases[-1])) if phases else None
        words = self._content.wording(self._lang, self._day_one)
        return Unfinished(
            exercise=path.stem,
            title=words(self._content.scenario.title),
            phase=words(phase.title) if phase else "",
            roles=tuple(words(self._content.title_of(role)) for role in roles),
            started=control[0].at,
            last=records[-1].at if records else control[0].at,
        )
