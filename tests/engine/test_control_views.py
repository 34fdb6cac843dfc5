"""What exercise control, an observer and the room's screen are shown."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from support.play import Play
from support.small import SECRET, inject, scenario, world

from simulator.engine import commands as c
from simulator.engine.control_view import ControlView, Standing, TeamBoard, control_view
from simulator.engine.presence_commands import HandSeat, TakeSeat
from simulator.engine.talk_commands import AnswerAs
from simulator.engine.watch_views import ObserverView, ProjectorView, observer_view, projector_view
from simulator.engine.world import World
from simulator.model.base import parse_time
from simulator.model.verdict import Verdict

NASTY = "\x1b[31m<b>CANARY-WORDS</b> [link=x]"


def strings(value: Any) -> list[str]:
    """Every text anywhere in a view."""
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return strings([getattr(value, field.name) for field in dataclasses.fields(value)])
    if isinstance(value, dict):
        return strings(list(value.items()))
    if isinstance(value, (list, tuple, set, frozenset)):
        return [text for item in value for text in strings(item)]
    return []


def newsy() -> World:
    """The small world with public news in its first phase."""
    news = inject("I10", at="D1 09:05", channel="news")
    return world(injects=[*scenario()["injects"], news])


@pytest.fixture
def play() -> Play:
    return Play(newsy()).start()


def control(*plays: Play, lang: str = "en") -> ControlView:
    states = {play.team: play.state for play in plays}
    return control_view(plays[0].world, states, lang, {play.team: play.entries for play in plays})


def board(play: Play) -> TeamBoard:
    return control(play).teams[0]


def standings(play: Play) -> dict[str, Standing]:
    return {cell.inject: cell.standing for cell in board(play).cells}


def test_the_list_keeps_its_plan_beside_what_was_done(play: Play) -> None:
    play.do(c.SendNow(at=play.real, inject="I2"))
    play.do(c.Hold(at=play.real, inject="I3"))
    play.do(c.Skip(at=play.real, inject="I4", reason="no time"))
    play.answer("I1")
    view = control(play)
    lines = {line.id: line for line in view.msel}
    cells = {cell.inject: cell for cell in view.teams[0].cells}

    assert (lines["I2"].planned, cells["I2"].at) == (parse_time("D1 09:10"), parse_time("D1 09:00"))
    assert cells["I2"].why == "facilitator"
    assert (cells["I1"].standing, cells["I1"].answered) == (Standing.ANSWERED, parse_time("D1 09:00"))
    assert cells["I3"].standing is Standing.HELD
    assert (cells["I4"].standing, cells["I4"].reason) == (Standing.SKIPPED, "no time")
    assert (cells["I5"].standing, cells["I5"].open) == (Standing.PENDING, False)


def test_cells_go_with_lines_and_lines_follow_the_plan(play: Play) -> None:
    view = control(play)

    assert [cell.inject for cell in view.teams[0].cells] == [line.id for line in view.msel]
    assert [line.id for line in view.msel if line.planned is not None][:3] == ["I1", "I10", "I2"]


def test_a_contingency_names_what_it_makes_up_for(play: Play) -> None:
    lines = {line.id: line for line in control(play).msel}

    assert lines["I4"].makes_up_for == (("S2", "title-S2"),)
    assert lines["I1"].makes_up_for == ()


def test_answers_and_steps_with_a_limit_are_owed_until_done(play: Play) -> None:
    owed = {(line.kind, line.id): line.due for line in board(play).awaited}
    assert owed == {("answer", "I1"): parse_time("D1 09:20"), ("step", "S1"): parse_time("D1 09:10")}

    play.answer("I1")
    play.judge("S1")

    assert board(play).awaited == ()


def test_an_evaluators_decision_stands_over_the_scorers(play: Play) -> None:
    play.answer("I1")
    play.judge("S1", Verdict.MET)
    play.do(c.SetVerdict(at=play.real, step="S1", verdict=Verdict.PARTIAL, reason="no time given"))
    line = next(line for line in board(play).verdicts if line.step == "S1")

    assert (line.verdict, line.by) == (Verdict.PARTIAL, "evaluator")


def test_a_must_not_shows_only_once_it_was_done(play: Play) -> None:
    assert "N1" not in {line.step for line in board(play).verdicts}
    play.answer("I1")
    play.judge("N1", Verdict.NOT_MET, harm=True)

    assert next(line.harm for line in board(play).verdicts if line.step == "N1")


def test_what_players_write_reaches_the_feed_as_it_is(play: Play) -> None:
    play.answer("I1", parts={"text": NASTY + "x" * 500})
    line = next(line for line in control(play).feed if line.kind == "response.submitted")

    assert line.text.startswith(NASTY)
    assert len(line.text) == 201
    assert line.who == ("role-desk",)


def test_the_feed_runs_over_all_teams_in_order_of_time(play: Play) -> None:
    other = Play(play.world, "red")
    other.real = play.real + 1_000
    other.start()
    play.real += 2_000
    play.answer("I1")
    feed = control(play, other).feed

    assert [line.at for line in feed] == sorted(line.at for line in feed)
    assert {line.team for line in feed} == {"blue", "red"}
    assert feed[-1].kind == "response.submitted"


def test_who_sits_where_and_who_is_silent_is_told(play: Play) -> None:
    play.do(TakeSeat(at=play.real, seat="front", person="p1", name=NASTY, section="General affairs", door="http"))
    play.do(HandSeat(at=play.real, chair="back", to="script"))
    front, back = control(play).seats

    assert [(one.name, one.section, one.door) for one in front.people] == [(NASTY, "General affairs", "http")]
    assert (front.human, front.unread, front.owed, front.last) == (True, 1, 1, None)
    assert (back.human, back.unread) == (False, 0)


def test_somebody_who_calls_a_party_waits_for_the_exercise_office() -> None:
    office = newsy()
    office.office = True
    play = Play(office).start()
    play.answer(None, kind="contact", to=("press",), by="phone", parts={"message": NASTY})
    view = control(play)

    assert [(talk.who, talk.by, talk.text) for talk in view.talks] == [("press", "phone", NASTY)]
    play.do(AnswerAs(at=play.real, talk=view.talks[0].reply, who="press", text="Yes?"))
    assert [line.text for line in control(play).feed if line.kind == "contact.said"] == ["Yes?"]


def test_a_view_of_one_team_holds_nothing_of_another(play: Play) -> None:
    other = Play(play.world, "red").start()
    other.answer("I1", parts={"text": "red-secret"})
    streams = {"blue": play.entries, "red": other.entries}
    view = control_view(play.world, {"blue": play.state}, "en", streams)

    assert not [text for text in strings(view) if "red-secret" in text]
    assert {line.team for line in view.seats} == {"blue"}
    assert {line.team for line in view.feed} == {"blue"}


@pytest.mark.parametrize("make", ["control", "observer", "projector"])
def test_views_survive_the_wire(play: Play, make: str) -> None:
    play.answer("I1", parts={"text": NASTY})
    states = {"blue": play.state}
    view: Any = {
        "control": lambda: control(play),
        "observer": lambda: observer_view(play.world, states, "ja"),
        "projector": lambda: projector_view(play.world, states, "en"),
    }[make]()
    adapter = TypeAdapter(type(view))

    assert adapter.validate_json(adapter.dump_json(view)) == view


def watch(play: Play) -> ObserverView:
    return observer_view(play.world, {play.team: play.state}, "en")


def project(*plays: Play) -> ProjectorView:
    return projector_view(plays[0].world, {play.team: play.state for play in plays}, "en")


def test_an_observer_sees_what_all_seats_of_a_team_see(play: Play) -> None:
    play.until(parse_time("D1 09:10"))
    play.answer("I1", parts={"text": "we told the boss"})
    team = watch(play).teams[0]

    assert {one.id for one in team.inbox} == {"I1", "I10", "I2"}
    assert team.chronology[0].words == (("", "we told the boss"),)
    assert team.chronology[0].inject == "I1"


def test_the_room_reads_news_only_when_every_team_has_it(play: Play) -> None:
    other = Play(play.world, "red").start()
    play.until(parse_time("D1 09:05"))
    assert project(play, other).news == ()

    other.until(parse_time("D1 09:05"))
    assert [line.title for line in project(play, other).news] == ["title-I10"]


def test_the_room_is_not_told_a_phase_that_some_team_has_not_reached(play: Play) -> None:
    other = Play(play.world, "red").start()
    play.do(c.AdvancePhase(at=play.real, to="second"))
    behind = project(play, other)

    assert behind.phase is not None
    assert behind.phase.id == "first"
    assert not [text for text in strings(behind) if "Second" in text]
    assert [team.step for team in behind.teams] == [2, 1]


MOVES: dict[str, Callable[[Play], object]] = {
    "wait": lambda play: play.until(play.now + 600),
    "answer": lambda play: play.answer("I1", parts={"text": NASTY}),
    "choose": lambda play: play.answer("I3", role="staff", kind="choice", options=("b",), parts={}),
    "hint": lambda play: play.do(c.ShowHint(at=play.real, seat="front", inject="I1")),
    "jump": lambda play: play.do(c.JumpTo(at=play.real, scenario=play.now + 3_600)),
    "advance": lambda play: play.do(c.AdvancePhase(at=play.real)),
    "form": lambda play: play.answer("I5", kind="form", parts={"what": NASTY}),
    "send": lambda play: play.do(c.SendNow(at=play.real, inject="I6")),
    "skip": lambda play: play.do(c.Skip(at=play.real, inject="I7", reason="CANARY-NOTE")),
    "observe": lambda play: play.do(c.NoteObservation(at=play.real, text="CANARY-NOTE")),
    "judge": lambda play: play.state.responses and play.judge("S1", Verdict.PARTIAL),
}


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=20))
def test_who_only_watches_never_sees_a_secret_or_what_did_not_come(moves: list[str]) -> None:
    play = Play(newsy()).start()
    for move in moves:
        if not play.state.finished:
            MOVES[move](play)
            play.tick()
    received = set(play.state.delivered)
    observed, projected = strings(watch(play)), strings(project(play))
    seen = {
        name
        for name in play.world.scenario.inject
        if any(t in {f"body-{name}", f"title-{name}"} or t.startswith(f"hint1-{name}") for t in observed)
    }

    assert seen == received
    for texts in (observed, projected):
        assert not [t for t in texts if SECRET in t and "WORDS" not in t]
        assert not [t for t in texts if "clause-" in t or "title-S" in t or "title-N" in t]
        assert "CANARY-NOTE" not in " ".join(texts)
    assert not [t for t in projected if "CANARY" in t or "body-" in t or "hint" in t]
    assert {t for t in projected if t.startswith("title-")} <= {"title-I10"} & {f"title-{name}" for name in received}
