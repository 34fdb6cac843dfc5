"""Conditions that wait for the answer of one role, or of everybody who received the inject."""

from typing import Any

import pytest
from support import small

from simulator.engine.conditions import holds
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.engine.state import Delivery, Response, TeamState
from simulator.engine.world import World
from simulator.model.condition import Condition
from simulator.model.verdict import Reply

SEATS = (SeatSetup("desk", ("desk",)), SeatSetup("boss", ("boss",)))
ONE_SEAT = (SeatSetup("you", ("desk", "boss")),)


def after(*answers: tuple[str, str], to: tuple[str, ...] = ("boss", "desk")) -> TeamState:
    """The state in which these (seat, role) have answered I6."""
    replies = [Response(n, seat, 0, Reply(f"r{n}", n, role, "text", "I6")) for n, (seat, role) in enumerate(answers)]
    answered = {"I6": 0} if answers else {}
    return TeamState(delivered={"I6": Delivery(0, 0, 1, "time", to)}, responses=tuple(replies), answered=answered)


def met(condition: Any, state: TeamState, seats: tuple[SeatSetup, ...] = SEATS) -> bool:
    world = World(small.content(), small.DAY_ONE, (TeamSetup("a", {"en": "A"}, seats),))
    return holds(Condition.model_validate({"answered": condition}), world.facts(state, 60))


def test_a_plain_id_asks_for_anybody() -> None:
    assert not met("I6", after())
    assert met("I6", after(("boss", "boss")))
    assert met({"inject": "I6"}, after(("boss", "boss")))


def test_the_answer_of_one_role() -> None:
    asked = {"inject": "I6", "by": "desk"}
    assert not met(asked, after())
    assert not met(asked, after(("boss", "boss")))
    assert met(asked, after(("boss", "boss"), ("desk", "desk")))


def test_the_answers_of_all() -> None:
    asked = {"inject": "I6", "all": True}
    assert not met(asked, after())
    assert not met(asked, after(("boss", "boss")))
    assert met(asked, after(("boss", "boss"), ("desk", "desk")))


def test_a_seat_answers_for_all_the_roles_it_plays() -> None:
    for asked in ({"inject": "I6", "all": True}, {"inject": "I6", "by": "desk"}):
        assert met(asked, after(("you", "boss")), ONE_SEAT)


def test_nobody_waits_for_a_role_that_no_seat_plays() -> None:
    asked = {"inject": "I6", "all": True}
    assert met(asked, after(("boss", "boss")), SEATS[1:])
    assert not met(asked, after(), SEATS[1:])


@pytest.mark.parametrize("written", ["I6", {"inject": "I6", "by": "desk", "all": False}])
def test_it_is_kept_as_it_is_written(written: Any) -> None:
    condition = Condition.model_validate({"answered": written})
    kept = condition.model_dump(mode="json", by_alias=True)
    assert kept["answered"] == written
    assert Condition.model_validate(kept) == condition
