"""Talks at random: replay equals live, nobody hears what is not said to them, nothing rings for ever."""

import dataclasses
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.small import text
from support.talks import SEATS, talking_world

from simulator.engine import commands as c
from simulator.engine import talk_commands as t
from simulator.engine.due import next_due
from simulator.engine.views import SeatView, seat_view
from simulator.engine.world import World
from simulator.log.memory import MemoryStore
from simulator.session.opening import create_exercise, opened_log
from simulator.session.runner import Session

START = 1_700_000_000_000
WORLDS = {office: talking_world(office=office) for office in (False, True)}
_LONG = {
    "moments": {"T0": {"inject": "I1"}},
    "phases": [
        {
            "id": "first",
            "title": text("First"),
            "start": "D1 09:00",
            "pace": 10,
            "exits": [{"to": "over", "when": {"time": "D9 09:00"}}],
        },
        {"id": "over", "title": text("Over"), "end": True},
    ],
}
LONG = {office: talking_world(office=office, **_LONG) for office in (False, True)}
"""A story that goes on for days, so that no talk ends with it."""
SEAT = st.sampled_from([seat.id for seat in SEATS])
TALK = st.integers(0, 5)
"""Which of the talks that there are, whatever its name."""
WHO = st.sampled_from(["desk", "staff", "guard", "clerk", "press", "mayor", "field", "control"])
WAY = st.sampled_from(["phone", "email", "chat"])

Step = tuple[type, dict[str, Any], int]


def steps() -> st.SearchStrategy[list[Step]]:
    roles = {seat.id: seat.roles[0] for seat in SEATS}

    def of(cls: type, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[type, dict[str, Any]]]:
        return st.tuples(st.just(cls), st.fixed_dictionaries(parts))

    def contact(seat: str, to: list[str], by: str) -> tuple[type, dict[str, Any]]:
        parts = {"seat": seat, "role": roles[seat], "kind": "contact", "to": tuple(to), "by": by}
        return c.SubmitResponse, {**parts, "parts": {"message": "m"}}

    contacts = st.builds(contact, SEAT, st.lists(WHO.filter("control".__ne__), min_size=1, max_size=2), WAY)
    message = of(t.SendMessage, sender=WHO, to=st.lists(WHO, max_size=2).map(tuple), by=WAY, text=st.just("m"))
    command = st.one_of(
        contacts,
        contacts,
        message,
        of(t.PickUp, seat=SEAT, talk=TALK),
        of(t.PickUp, seat=SEAT, talk=TALK),
        of(t.Say, seat=SEAT, talk=TALK, text=st.just("")),
        of(t.HangUp, seat=SEAT, talk=TALK),
        of(t.AnswerAs, talk=TALK, who=WHO, text=st.just("")),
        of(t.EndTalk, talk=TALK),
        of(c.Tick),
        of(c.Pause),
        of(c.Resume),
        of(c.JumpTo, scenario=st.integers(32_400, 40_000)),
    )
    timed = st.tuples(command, st.sampled_from([0, 999, 60_000, 400_000]))
    return st.lists(timed.map(lambda pair: (*pair[0], pair[1])), max_size=30)


def opened(store: MemoryStore) -> Session:
    found = opened_log(store, "memory")
    return Session(store, found.world, dict(found.states))


def new(world: World) -> tuple[MemoryStore, Session]:
    store = MemoryStore("x")
    team = world.teams["blue"]
    create_exercise(store, world.content, (team,), {}, world.day_one, "en", START, office=world.office)
    session = opened(store)
    session.submit("blue", c.StartTeam(at=START))
    return store, session


def play(session: Session, game: list[Step]) -> int:
    """Words that are said are the number of the step, so that each is known again. Ends at real time returned."""
    now = START
    for number, (cls, parts, wait) in enumerate(game):
        now += wait
        said = {"text": f"canary {number} yranac"} if cls in {t.Say, t.AnswerAs} else {}
        session.submit("blue", cls(at=now, **{**parts, **said, **_existing(session, parts)}))
    return now


def _existing(session: Session, parts: dict[str, Any]) -> dict[str, str]:
    """The talk that a number stands for."""
    talks = list(session.states["blue"].talks)
    if "talk" not in parts:
        return {}
    return {"talk": talks[parts["talk"] % len(talks)] if talks else "r1"}


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [text for field in dataclasses.fields(value) for text in texts(getattr(value, field.name))]
    return [text for item in value for text in texts(item)] if isinstance(value, (list, tuple)) else []


def see(session: Session, seat: str) -> SeatView:
    view = seat_view(session.world, "blue", session.states["blue"], seat, "en")
    assert view is not None
    return view


@given(st.booleans(), steps())
def test_replay_equals_live(office: bool, game: list[Step]) -> None:
    store, session = new(WORLDS[office])
    play(session, game)
    again = opened_log(store, "memory")

    assert again.states == session.states
    assert again.world.office is office


@given(steps())
def test_a_seat_hears_only_what_is_said_in_talks_that_it_is_part_of(game: list[Step]) -> None:
    _, session = new(WORLDS[True])
    play(session, game)
    talks = session.states["blue"].talks
    for seat in SEATS:
        mine = {
            talk.id for talk in talks.values() if seat.id in {talk.seat, *(s for ln in talk.lines for s in ln.seats)}
        }
        allowed = {one.text for name in mine for one in talks[name].said}
        heard = {text for text in texts(see(session, seat.id)) if "canary" in text}

        assert {talk.id for talk in see(session, seat.id).talks} == mine
        assert heard <= allowed
        for talk in see(session, seat.id).talks:
            if talk.status in {"ringing", "taken", "missed"}:
                assert talk.words == ()


@given(st.booleans(), steps())
def test_nothing_rings_for_ever(office: bool, game: list[Step]) -> None:
    _, session = new(LONG[office])
    now = play(session, game) + 1
    session.submit("blue", c.Resume(at=now))
    session.submit("blue", c.SetPace(at=now, percent=100))
    for _ in range(200):
        state = session.states["blue"]
        second = next_due(session.world, state, state.clock.at(now))
        if second is None or second > 200_000:
            break
        now = state.clock.real_of(second) or now
        session.submit("blue", c.Tick(at=now))

    assert not session.states["blue"].finished
    for seat in SEATS:
        assert not {talk.status for talk in see(session, seat.id).talks} & {"ringing", "calling", "talking"}
