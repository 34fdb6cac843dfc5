"""What a call shows is judged at the time at which it was answered, also where the clock leapt over that time."""

import pytest
from support.calls import drill_world
from support.play import START
from support.small import text

from simulator.engine import call_commands as cc
from simulator.engine import commands as c
from simulator.engine.events import Entry
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.model.base import parse_time
from simulator.scoring.judge import Judge
from simulator.session.working_out import work_out

PHASES = [
    {
        "id": "first",
        "title": text("First"),
        "start": "D1 09:00",
        "exits": [{"to": "then", "when": {"phase_time": "1h"}}],
    },
    {"id": "then", "title": text("Then"), "start": "D3 09:00", "exits": [{"to": "over", "when": {"phase_time": "1h"}}]},
    {"id": "over", "title": text("Over"), "end": True},
]


@pytest.mark.parametrize(
    "leap", [c.AdvancePhase(at=START, to="then"), c.JumpTo(at=START, scenario=parse_time("D3 09:00"))]
)
def test_a_step_that_a_call_shows_on_the_way_is_done_then(leap: c.Command) -> None:
    shows = [{"step": "S1", "when": "reached", "calls": ["C1"]}, {"step": "S2", "when": "reached", "calls": ["C2"]}]
    calls = [
        {"id": "C0", "who": "desk"},
        {"id": "C1", "who": "vendor", "called_by": "C0", "answers": {"after": "5m"}},
        {"id": "C2", "who": "press", "called_by": "C0", "answers": {"after": "9m"}},
    ]
    world = drill_world(shows=shows, calls=calls, phases=PHASES)
    content = world.content
    judge = Judge(content.manual, content.lexicons, content.scenario)
    state, entries = TeamState(), list[Entry]()

    def make(call: str) -> c.Command:
        return cc.MakeCall(at=START, actor="seat:front", seat="front", role="desk", call=call, by="phone")

    for command in (c.StartTeam(at=START), make("C1"), make("C2"), leap):
        found = work_out(world, judge, "blue", state, command)
        assert isinstance(found, list), found
        entries += found
        state = fold(world.scenario, found, state)
    nine = parse_time("D1 09:00")

    assert state.clock.at(START) == parse_time("D3 09:00")
    assert (state.done["S1"], state.done["S2"]) == (nine + 300, nine + 540)
    assert [one.seq for one in entries] == list(range(1, len(entries) + 1))
