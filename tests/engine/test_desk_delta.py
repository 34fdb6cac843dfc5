"""Changes of the large desks travel as changes: feed, boards, steps and scores line by line, however lists move."""

from dataclasses import dataclass, replace
from unittest.mock import patch

from engine.test_view_delta import MOVES, move
from hypothesis import given
from hypothesis import strategies as st
from support.play import Play
from support.small import world

from simulator.engine import commands as c
from simulator.engine import control_feed
from simulator.engine import evaluation_commands as v
from simulator.engine.control_view import ControlView, control_view
from simulator.engine.state import TeamState
from simulator.engine.view_delta import Delta, Tracked, Version, apply, follow, since, track
from simulator.model.rating import About, Rating
from simulator.model.verdict import Verdict
from simulator.session.evaluating import DeskMaker, EvaluatorDesk

DECIDING = ["judge", "confirm", "correct", "withdraw", "rate", "unrate", "note"]


def act(play: Play, name: str) -> None:
    """A move of the team, or an evaluator's."""
    if name not in DECIDING:
        move(play, name)
        return
    at, ann = play.real, {"actor": "evaluator:Ann"}
    if name == "judge" and play.state.responses and not play.state.finished:
        play.judge("S1", Verdict.PARTIAL if len(play.state.judged) % 2 else Verdict.MET)
    command: c.Command | None = {
        "confirm": v.ConfirmVerdict(at=at, step="S2", verdict=Verdict.NOT_OBSERVED, **ann),
        "correct": c.SetVerdict(at=at, step="S1", verdict=Verdict.NOT_MET, reason="seen", actor="evaluator:Ben"),
        "withdraw": v.WithdrawVerdict(at=at, step="S2", **ann),
        "rate": v.SetRating(at=at, about=About.SECTION, id="one", rating=Rating.M, reason="x", **ann),
        "unrate": v.WithdrawRating(at=at, about=About.SECTION, id="one", **ann),
        "note": c.NoteObservation(at=at, text="They waited."),
    }.get(name)
    if command is not None:
        play.do(command)


def console(play: Play) -> ControlView:
    return control_view(play.world, {"blue": play.state, "red": TeamState()}, "en", {"blue": play.entries})


@given(st.lists(st.sampled_from([*MOVES, *DECIDING]), max_size=15))
def test_changes_since_any_version_make_the_present_console(moves: list[str]) -> None:
    with patch.object(control_feed, "FEED", 6):
        play = Play(world()).start()
        view = console(play)
        tracked = track(view, view.seq)
        seen = [(tracked.version, view)]
        for name in moves:
            act(play, name)
            view = console(play)
            tracked = follow(tracked, view, view.seq)
            assert tracked.view == view
            seen.append((tracked.version, view))
            for version, before in seen:
                delta = since(tracked, version)
                assert delta is not None
                assert apply(before, delta) == view


@given(st.lists(st.sampled_from([*MOVES, *DECIDING]), max_size=12))
def test_changes_since_any_version_make_the_present_desk(moves: list[str]) -> None:
    play = Play(world()).start()
    maker = DeskMaker("small", play.world)

    def desk() -> EvaluatorDesk:
        return maker.desk({"blue": play.state, "red": TeamState()}, "en", "evaluator:Ann")

    tracked = track(desk(), 0)
    seen = [(tracked.version, tracked.view)]
    for name in moves:
        act(play, name)
        tracked = follow(tracked, desk(), 0)
        seen.append((tracked.version, tracked.view))
        for version, before in seen:
            delta = since(tracked, version)
            assert delta is not None
            assert apply(before, delta) == desk()


def test_a_line_of_the_feed_travels_alone_while_the_window_moves_on() -> None:
    with patch.object(control_feed, "FEED", 4):
        play = Play(world()).start()
        for number in range(6):
            play.do(c.NoteObservation(at=play.real, text=str(number)))
        view = console(play)
        tracked = track(view, view.seq)
        play.do(c.NoteObservation(at=play.real, text="last"))
        fresh = console(play)
        delta = since(follow(tracked, fresh, fresh.seq), tracked.version)

    assert delta is not None
    newest = fresh.feed[-1].key
    assert set(delta.items["feed"]) == {newest}
    assert delta.tail["feed"] == (fresh.feed[0].key, newest)
    assert "feed" not in delta.fields | delta.order


def test_of_a_board_only_what_changed_is_sent() -> None:
    play = Play(world()).start()
    view = console(play)
    tracked = track(view, view.seq)
    play.answer("I1")
    fresh = console(play)
    delta = since(follow(tracked, fresh, fresh.seq), tracked.version)

    assert delta is not None
    assert set(delta.fields) == {"seq", "teams/blue/seq", "teams/blue/replies"}
    assert {name: set(items) for name, items in delta.items.items() if name == "teams/blue/cells"} == {
        "teams/blue/cells": {"I1"}
    }
    assert not [name for name in delta.names if name.startswith("teams/red")]


@dataclass(frozen=True, slots=True)
class Leaf:
    id: str
    value: int


@dataclass(frozen=True, slots=True)
class Branch:
    IN_PARTS = True

    id: str
    leaves: tuple[Leaf, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Tree:
    branches: tuple[Branch, ...]
    trunk: Branch
    log: tuple[Leaf, ...]


LEAVES = st.lists(st.builds(Leaf, st.sampled_from("abcdef"), st.integers(0, 2)), max_size=6).map(tuple)
"""Sometimes with the same id twice, so that they go whole."""

BRANCHES = st.lists(
    st.builds(Branch, st.sampled_from("xyz"), LEAVES, st.integers(0, 1)), max_size=3, unique_by=lambda one: one.id
).map(tuple)
TREES = st.builds(Tree, BRANCHES, st.builds(Branch, st.just("t"), LEAVES, st.integers(0, 1)), LEAVES)


@st.composite
def lives(draw: st.DrawFn) -> list[Tree]:
    """A tree and what becomes of it: leaves that fall at the front and grow at the end, or anything else."""
    trees = [draw(TREES)]
    for _ in range(draw(st.integers(1, 8))):
        last = trees[-1]
        if draw(st.booleans()):
            grown = (*last.log[draw(st.integers(0, 3)) :], *draw(LEAVES))
            trees.append(replace(last, log=grown))
        elif last.branches and draw(st.booleans()):
            first = replace(last.branches[0], leaves=draw(LEAVES))
            trees.append(replace(last, branches=(first, *last.branches[1:])))
        else:
            trees.append(draw(TREES))
    return trees


@given(lives())
def test_whatever_becomes_of_a_tree_changes_make_it(trees: list[Tree]) -> None:
    tracked: Tracked[Tree] = track(trees[0], 0)
    seen: list[tuple[Version, Tree]] = [(tracked.version, trees[0])]
    for tree in trees[1:]:
        tracked = follow(tracked, tree, 0)
        seen.append((tracked.version, tree))
        for version, before in seen:
            delta = since(tracked, version)
            assert delta is not None
            assert apply(before, delta) == tree
            assert not [one for one in delta.names if any(one.startswith(f"{whole}/") for whole in delta.fields)]
    assert since(tracked, tracked.version) == Delta()


def test_what_has_left_a_list_is_not_remembered() -> None:
    tree = Tree((), Branch("t", (), 0), (Leaf("0", 0),))
    tracked = track(tree, 0)
    for number in range(1, 200):
        tree = replace(tree, log=(*tree.log[-3:], Leaf(str(number), number)))
        tracked = follow(tracked, tree, number)

    assert len(tracked.changed) <= 2 * len(tree.log) + 1


def test_what_came_within_an_item_that_is_new_itself_comes_once() -> None:
    trunk = Branch("t", (), 0)
    before = Tree((Branch("x", (), 0),), trunk, ())
    tracked = track(before, 0)
    for leaves in ((Leaf("b", 0),), (Leaf("b", 0), Leaf("a", 0))):
        tree = Tree((before.branches[0], Branch("y", leaves, 0)), trunk, ())
        tracked = follow(tracked, tree, 0)
    delta = since(tracked, Version(0))

    assert delta is not None
    assert apply(before, delta) == tree
    assert not [name for name in delta.names if name.startswith("branches/")]
