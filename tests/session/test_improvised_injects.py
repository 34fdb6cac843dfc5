"""Injects made up during an exercise: the same in the log, live, on another process and in every report."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.small import DAY_ONE, content, team

from simulator.engine import commands as c
from simulator.engine.control_commands import ExtendPhase, Improvise
from simulator.engine.control_view import Standing, control_view
from simulator.engine.views import seat_view
from simulator.log.memory import MemoryStore
from simulator.report.msel import msel
from simulator.report.phase_graph import phase_graph
from simulator.report.timeline import timeline
from simulator.session.opening import OpenedLog, create_exercise, opened_log
from simulator.session.runner import Session
from simulator.session.scoring import score_card

START = 1_700_000_000_000
CONTENT = content()


def new() -> tuple[MemoryStore, Session]:
    store = MemoryStore("exercise")
    opened = create_exercise(store, CONTENT, (team("blue"), team("red")), {}, DAY_ONE, "en", START)
    session = Session(store, opened.world, dict(opened.states))
    for name in ("blue", "red"):
        session.submit(name, c.StartTeam(at=START))
    return store, session


def draft(**more: Any) -> Improvise:
    return Improvise(**{"at": START, "lang": "en", "title": "A call", "body": "The mayor wants to know.", **more})


def made(session: Session, **more: Any) -> str:
    found = session.improvise(draft(**more))
    assert isinstance(found, str), found
    return found


def give(session: Session, name: str, inject: str) -> None:
    assert session.submit(name, c.SendNow(at=START, inject=inject)) is None


def reopened(store: MemoryStore) -> OpenedLog:
    return opened_log(store, "memory")


def test_it_comes_to_those_it_was_given_to_and_to_no_other_team() -> None:
    _, session = new()
    inject = made(session, to=("desk",), sender="press", channel="phone", asks="text", prompt="Well?", limit=600)
    give(session, "blue", inject)
    front = seat_view(session.world, "blue", session.states["blue"], "front", "ja")
    red = seat_view(session.world, "red", session.states["red"], "front", "ja")

    assert front is not None
    assert red is not None
    shown = front.inbox[-1]
    assert (shown.id, shown.title, shown.sender) == ("X01", "A call", "press（日）")
    assert shown.ask is not None
    assert shown.ask.due == shown.at + 600
    assert [one.id for one in red.inbox] == ["I1"]


def test_without_addressees_everybody_gets_it() -> None:
    _, session = new()
    inject = made(session)

    assert set(session.world.receivers[inject]) == {"desk", "boss", "staff"}


def test_it_never_comes_by_itself() -> None:
    _, session = new()
    inject = made(session)
    session.submit("blue", c.JumpTo(at=START, scenario=10 * 86_400))

    assert inject not in session.states["blue"].delivered


def test_a_reply_to_it_is_taken_and_judged_like_any_other() -> None:
    store, session = new()
    give(session, "blue", made(session, asks="text"))
    answer = c.SubmitResponse(at=START, seat="front", role="desk", kind="text", inject="X01", parts={"text": "Done."})

    assert session.submit("blue", answer) is None
    assert reopened(store).states["blue"].answered["X01"] is not None


def test_opening_the_log_knows_it_again() -> None:
    store, session = new()
    give(session, "blue", made(session))
    opened = reopened(store)

    assert opened.world.improvised == {"X01"}
    assert opened.states == session.states
    assert opened.world.scenario == session.world.scenario


def test_another_process_on_the_same_log_learns_of_it() -> None:
    store, session = new()
    other = Session(store, reopened(store).world, dict(reopened(store).states))
    give(session, "blue", made(session))
    other.catch_up("blue")

    assert seat_view(other.world, "blue", other.states["blue"], "front", "en") is not None
    assert made(other, title="Second") == "X02"
    give(session, "red", "X02")
    assert reopened(store).world.improvised == {"X01", "X02"}


def test_the_authored_list_stays_what_it_was() -> None:
    store, session = new()
    give(session, "blue", made(session))
    world = reopened(store).world

    assert "X01" not in {row.id for row in msel(world.authored, DAY_ONE, "en").rows}
    assert world.authored == CONTENT
    assert "X01" not in {tag.id for tag in phase_graph(world, "en").anywhere}
    view = control_view(world, session.states, "en")
    line = next(line for line in view.msel if line.id == "X01")
    cell = next(cell for cell in view.teams[0].cells if cell.inject == "X01")
    assert line.improvised
    assert cell.standing is Standing.DELIVERED
    assert not [line for line in view.msel if line.improvised and line.id != "X01"]


def test_reports_tell_of_it_as_improvised() -> None:
    store, session = new()
    give(session, "blue", made(session))
    session.submit("blue", ExtendPhase(at=START, minutes=5))
    opened = reopened(store)
    rows = timeline(opened.world, "blue", opened.entries["blue"], "ja")
    row = next(row for row in rows if row.inject == "X01")

    assert ("追加の付与", "進行管理表にないもの") in row.words
    assert not [label for row in rows if row.inject == "I1" for label, _ in row.words if label == "追加の付与"]
    assert [row.title for row in rows if "延長" in row.title] == ["局面を5分延長"]
    assert score_card(opened).teams[0].team == "blue"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "response.empty"),
        ({"body": "\n"}, "response.empty"),
        ({"title": "x" * 201}, "response.too_long"),
        ({"body": "x" * 10_001}, "response.too_long"),
        ({"sender": "ghost"}, "contact.unknown"),
        ({"to": ("ghost",)}, "contact.unknown"),
        ({"to": ("press",)}, "improvise.nobody"),
        ({"channel": "pigeon"}, "improvise.channel_unknown"),
        ({"asks": "song"}, "response.kind_unknown"),
        ({"limit": 0, "asks": "text"}, "improvise.limit"),
    ],
)
def test_what_is_refused_leaves_no_trace(change: dict[str, Any], code: str) -> None:
    store, session = new()
    refused = session.improvise(draft(**change))

    assert isinstance(refused, c.Refusal)
    assert refused.code == code
    assert len(store.read("control")) == 1


def test_one_team_alone_cannot_be_given_what_nobody_made_up() -> None:
    _, session = new()
    refused = session.submit("blue", draft())

    assert refused is not None
    assert refused.code == "improvise.one_team"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["improvise", "give", "extend", "back", "answer", "advance", "wait", "skip", "hold"]),
        st.sampled_from(["blue", "red"]),
        st.text(max_size=12),
    ),
    max_size=15,
)


@given(STEPS)
def test_live_and_replayed_exercises_are_one(steps: list[tuple[str, str, str]]) -> None:
    store, session = new()
    now = START
    for number, (move, name, text) in enumerate(steps):
        now += 60_000 * number
        _do(session, move, name, text, now)
    opened = reopened(store)

    assert opened.states == session.states
    assert opened.world.scenario == session.world.scenario
    assert opened.world.receivers == session.world.receivers
    for lang in ("ja", "en"):
        assert control_view(opened.world, opened.states, lang) == control_view(session.world, session.states, lang)


def _do(session: Session, move: str, name: str, text: str, now: int) -> None:
    last = f"X{len(session.world.improvised):02}"
    if move == "improvise":
        session.improvise(draft(at=now, title=text, body=text, asks="text"))
        return
    answer = {"seat": "front", "role": "desk", "kind": "text", "inject": last, "parts": {"text": text}}
    commands: dict[str, c.Command] = {
        "give": c.SendNow(at=now, inject=last),
        "extend": ExtendPhase(at=now, minutes=7),
        "back": ExtendPhase(at=now, minutes=-3),
        "answer": c.SubmitResponse(at=now, **answer),
        "advance": c.AdvancePhase(at=now),
        "wait": c.Tick(at=now),
        "skip": c.Skip(at=now, inject=last, reason=text),
        "hold": c.Hold(at=now, inject=last),
    }
    session.submit(name, commands[move])
