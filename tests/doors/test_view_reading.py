"""Changes of the desks as they go over the wire, read back into the very view."""

import json
from dataclasses import replace

import pytest
from engine.test_desk_delta import DECIDING, act, console
from engine.test_view_delta import MOVES
from hypothesis import given
from hypothesis import strategies as st
from support.play import Play
from support.small import world

from simulator.doors.http.feed import Feed
from simulator.doors.http.view_reading import ViewReader
from simulator.engine.control_view import ControlView
from simulator.engine.state import TeamState
from simulator.session.evaluating import DeskMaker, EvaluatorDesk


class Reader:
    """Somebody far away who follows a feed by what comes over the wire alone."""

    def __init__(self, feed: Feed, kind: type) -> None:
        self.feed, self.reader = feed, ViewReader(kind)
        self.view = self.reader.whole(self._sent(""))
        self.position = feed.position

    def follow(self) -> None:
        data = self._sent(self.position)
        assert data["since"] == self.position
        self.view = self.reader.changed(self.view, data)
        self.position = data["position"]

    def _sent(self, position: str) -> dict[str, object]:
        frame = self.feed.frame(position).decode()
        found: dict[str, object] = json.loads(frame.partition("data: ")[2])
        return found


@given(st.lists(st.sampled_from([*MOVES, *DECIDING]), max_size=10))
def test_whoever_follows_console_and_desk_has_them(moves: list[str]) -> None:
    play = Play(world()).start()
    maker = DeskMaker("small", play.world)

    def desk() -> EvaluatorDesk:
        return maker.desk({"blue": play.state, "red": TeamState()}, "en", "evaluator:Ann")

    boards, desks = Feed(console(play)), Feed(desk())
    now_and_then = Reader(boards, ControlView), Reader(desks, EvaluatorDesk)
    always = Reader(boards, ControlView), Reader(desks, EvaluatorDesk)
    for name in moves:
        act(play, name)
        boards.take(console(play))
        desks.take(desk())
        for one in always:
            one.follow()
            assert one.view == one.feed.view
    for one in now_and_then:
        one.follow()
        assert one.view == one.feed.view


def test_a_part_that_is_not_known_is_passed_over_and_a_gap_is_not() -> None:
    view = console(Play(world()).start())
    reader = ViewReader(ControlView)
    nothing: dict[str, object] = {"fields": {}, "items": {}, "order": {}, "tail": {}}
    strange = {"fields": {"teams/blue/mood": 1, "weather/today": 2}, "tail": {"news/blue": ["a", "a"]}}

    assert reader.changed(view, nothing | strange) == view
    assert reader.changed(view, nothing | {"fields": {"teams/blue/replies": 7}}).teams[0] == replace(
        view.teams[0], replies=7
    )
    with pytest.raises(KeyError):
        reader.changed(view, nothing | {"tail": {"feed": ["nobody/1", "nobody/2"]}})
