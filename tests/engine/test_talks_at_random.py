"""Talks at random, with seats that people leave and come back to, clocks that jump and exercises that end.

No talk is lost and none waits for ever, the log tells the same story as live play, times are in order, and a seat sees
its own talks alone.
"""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.talks import SEATS, Talking, writing

from simulator.engine import commands as c
from simulator.engine import presence_commands as p
from simulator.engine import talk_commands as t
from simulator.engine.due import next_due
from simulator.engine.events import Entry
from simulator.engine.fold import fold
from simulator.engine.talk_chains import chains, outcome
from simulator.engine.talk_events import ContactEnded, ContactOpened, ContactPassedOn, ContactUnanswered, MessageSent
from simulator.engine.talk_state import REACHED, UNANSWERED, WAITING, Talk
from simulator.engine.talk_views import office_talks
from simulator.engine.talks import is_open
from simulator.engine.views import seat_view
from simulator.engine.wire import decode, encode

WORLDS = {office: writing(office=office, duties={"desk": ["guard"], "guard": ["desk"]}) for office in (False, True)}
"""Here two stand in for each other."""

SEAT = st.sampled_from([seat.id for seat in SEATS])
ROLE = {seat.id: seat.roles[0] for seat in SEATS}
WHO = st.sampled_from(["desk", "boss", "staff", "guard", "clerk", "press", "mayor", "field"])
WAY = st.sampled_from(["phone", "in_person", "email", "chat", "letter"])
TALK = st.integers(0, 5)
"""Which of the talks that there are, whatever its name."""
WAIT = st.sampled_from([0, 0, 1, 60, 300, 900, 5000])
"""Real seconds."""

Step = tuple[type, dict[str, Any], int]


def _contact(seat: str, to: tuple[str, ...], by: str) -> tuple[type, dict[str, Any]]:
    parts = {"message": "m"}
    return c.SubmitResponse, {
        "seat": seat, "role": ROLE[seat], "kind": "contact", "to": to, "by": by, "parts": parts,
    }  # fmt: skip


def _of(cls: type, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[type, dict[str, Any]]]:
    return st.tuples(st.just(cls), st.fixed_dictionaries(parts))


TO = st.lists(WHO, min_size=1, max_size=3, unique=True).map(tuple)
CONTACT = st.builds(_contact, SEAT, TO, WAY)
MOVE = st.one_of(
    CONTACT,
    CONTACT,
    _of(t.SendMessage, sender=WHO, to=TO, by=WAY, text=st.just("m")),
    _of(t.PickUp, seat=SEAT, talk=TALK),
    _of(t.PickUp, seat=SEAT, talk=TALK),
    _of(t.Say, seat=SEAT, talk=TALK, text=st.just("more")),
    _of(t.HangUp, seat=SEAT, talk=TALK),
    _of(t.AnswerAs, talk=TALK, who=WHO, text=st.sampled_from(["", "more"])),
    _of(t.EndTalk, talk=TALK),
    _of(p.TakeSeat, seat=SEAT, person=SEAT),
    _of(p.LeaveSeat, seat=SEAT, person=SEAT),
    _of(p.HandSeat, chair=SEAT, to=st.sampled_from(["script", "people"])),
    _of(c.Tick),
    _of(c.Pause),
    _of(c.Resume),
    _of(c.SetPace, percent=st.sampled_from([50, 100, 1000])),
    _of(c.JumpTo, scenario=st.integers(32_400, 60_000)),
)
GAME = st.lists(st.tuples(MOVE, WAIT).map(lambda pair: (*pair[0], pair[1])), max_size=30)


def begin(office: bool) -> Talking:
    play = Talking(WORLDS[office].world)
    play.start()
    return play


def go(play: Talking, game: list[Step]) -> None:
    for cls, parts, wait in game:
        play.real += wait * 1000
        play.do(c.Tick(at=play.real))
        talks = list(play.state.talks)
        which = {"talk": talks[parts["talk"] % len(talks)] if talks else "r1"} if "talk" in parts else {}
        play.do(cls(at=play.real, **{**parts, **which}))
        play.do(c.Tick(at=play.real))


def go_on(play: Talking) -> None:
    """Nobody does anything more until nothing falls due that has to do with talks."""
    play.do(c.Resume(at=play.real))
    play.tick()
    while (second := next_due(play.world, play.state, play.now)) is not None and second < 500_000:
        play.until(second)


def seats_of(talk: Talk) -> set[str]:
    return {talk.seat, *(seat for line in talk.lines for seat in line.seats)} - {""}


@given(st.booleans(), GAME)
def test_no_talk_is_lost_and_a_seat_sees_its_own_alone(office: bool, game: list[Step]) -> None:
    play = begin(office)
    go(play, game)
    begun = [
        one.event.id if isinstance(one.event, MessageSent) else one.event.reply
        for one in play.entries
        if isinstance(one.event, (ContactOpened, MessageSent))
    ]

    assert begun == list(play.state.talks)
    assert [one.id for one in office_talks(play.world, play.team, play.state, "en")] == begun
    for seat in SEATS:
        view = seat_view(play.world, play.team, play.state, seat.id, "en")
        assert view is not None
        assert [one.id for one in view.talks] == [name for name in begun if seat.id in seats_of(play.state.talks[name])]


@given(st.booleans(), GAME)
def test_the_log_tells_what_was_played(office: bool, game: list[Step]) -> None:
    play = begin(office)
    go(play, game)
    again = [Entry(one.seq, one.at, one.scenario, one.actor, decode(*encode(one.event))) for one in play.entries]

    assert fold(play.world.scenario, again) == play.state
    assert [one.seq for one in again] == list(range(1, len(again) + 1))


@given(st.booleans(), GAME)
def test_nothing_waits_for_ever_and_no_chain_goes_round(office: bool, game: list[Step]) -> None:
    play = begin(office)
    go(play, game)
    go_on(play)

    for talk in play.state.talks.values():
        assert not talk.live
        names = Counter(line.who for line in talk.lines)
        assert max(names.values()) == 1
        for line in talk.waiting:
            assert not talk.heard
            # What is left lies with the exercise office, or somebody has read it already.
            read = [one for chain in chains(talk) if line in chain for one in chain if one.status == REACHED]
            elsewhere = all(outcome(talk, chain) == REACHED for chain in chains(talk))
            assert line.by == "office" or read or elsewhere


@given(st.booleans(), GAME)
def test_whoever_has_read_it_is_not_waited_for(office: bool, game: list[Step]) -> None:
    play = begin(office)
    go(play, game)
    go_on(play)

    for talk in play.state.talks.values():
        for line in talk.lines:
            if line.by == "person" and not talk.heard and line.status != REACHED:
                assert {seat for seat in line.seats if talk.seen_by(seat) >= 0} <= {talk.seat}


@given(st.booleans(), GAME)
def test_times_are_in_order(office: bool, game: list[Step]) -> None:
    play = begin(office)
    go(play, game)

    scenario = [one.scenario for one in play.entries if one.scenario is not None]
    assert scenario == sorted(scenario)
    for talk in play.state.talks.values():
        said = [one.at for one in talk.said]
        assert said == sorted(said)
        assert talk.at <= min(said, default=talk.at)
        for line in talk.lines:
            assert talk.at <= line.at
            assert line.until is None or line.at <= line.until
            assert line.status != REACHED or (line.reached is not None and line.at <= line.reached)
            assert line.ended is None or (line.until is not None and line.until <= line.ended)
            assert line.status != WAITING or line.ended is None
            assert line.status != UNANSWERED or line.ended is not None
            if line.for_:
                before = talk.line(line.for_)
                assert before is not None
                assert before.ended == line.at
        assert talk.ended is None or talk.last <= talk.ended


@given(st.booleans(), GAME)
def test_everybody_has_had_real_time_to_read_in(office: bool, game: list[Step]) -> None:
    play = begin(office)
    go(play, game)
    go_on(play)
    since: dict[tuple[str, str], int] = {}
    for one in play.entries:
        event = one.event
        if isinstance(event, (ContactOpened, MessageSent)):
            name = event.id if isinstance(event, MessageSent) else event.reply
            since.update({(name, line.first.who): one.at for line in event.lines})
        elif isinstance(event, ContactPassedOn):
            since[event.reply, event.to] = one.at
        elif isinstance(event, ContactUnanswered) and not play.state.talks[event.reply].heard:
            line = play.state.talks[event.reply].line(event.who)
            assert line is not None
            nobody_there = line.until == line.at
            # The story's clock counts whole seconds.
            assert nobody_there or one.at - since[event.reply, event.who] >= 299_000


@given(st.booleans(), GAME, st.sampled_from([c.FinishTeam, c.AdvancePhase]))
def test_the_end_leaves_nothing_open_and_ends_nothing_twice(office: bool, game: list[Step], how: type) -> None:
    play = begin(office)
    go(play, game)
    still = [talk.id for talk in play.state.talks.values() if is_open(talk)]
    play.do(how(at=play.real, **({"to": "over"} if how is c.AdvancePhase else {})))

    assert play.state.finished
    assert not any(is_open(talk) for talk in play.state.talks.values())
    ended = [one.event for one in play.entries if isinstance(one.event, ContactEnded)]
    assert {one.reply for one in ended if one.why == "finished"} == set(still)
    assert len({one.reply for one in ended}) == len(ended)
    for seat in SEATS:
        view = seat_view(play.world, play.team, play.state, seat.id, "en")
        assert view is not None
        assert not {one.status for one in view.talks} & {"ringing", "calling", "talking"}
        assert not any(one.can_answer or one.can_say or one.can_hang_up for one in view.talks)
