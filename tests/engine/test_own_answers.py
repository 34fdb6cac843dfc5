"""What a seat is told of its own answers, of those of others, and of contacts to itself."""

from support.play import Play
from support.small import world

from simulator.engine.commands import AdvancePhase
from simulator.engine.views import InjectView, ReplyView, seat_view
from simulator.model.scenario import Ask, in_form_order


def inbox(play: Play, seat: str) -> dict[str, InjectView]:
    view = seat_view(play.world, play.team, play.state, seat, "en")
    assert view is not None
    return {inject.id: inject for inject in view.inbox}


def chronology(play: Play, seat: str) -> tuple[ReplyView, ...]:
    view = seat_view(play.world, play.team, play.state, seat, "en")
    assert view is not None
    return view.chronology


def test_an_answer_is_the_seats_own_or_that_of_others() -> None:
    play = Play(world()).start()
    play.answer("I1")
    mine = inbox(play, "front")["I1"]

    assert (mine.answered_at, mine.others_at) == (play.now, None)
    assert [reply.own for reply in chronology(play, "front")] == [True]
    assert [reply.own for reply in chronology(play, "back")] == [False]


def test_only_the_first_own_answer_counts() -> None:
    play = Play(world()).start()
    first = play.now
    play.answer("I1")
    play.until(first + 60)
    play.answer("I1")

    assert inbox(play, "front")["I1"].answered_at == first


def test_a_contact_to_one_of_ones_own_roles_says_so() -> None:
    play = Play(world()).start()
    play.answer(None, kind="contact", parts={"message": "come"}, to=("boss", "staff"), by="phone")

    assert len(chronology(play, "front")[0].to) == 2
    assert chronology(play, "front")[0].to_own == (chronology(play, "front")[0].to[0],)
    assert chronology(play, "back")[0].to_own == (chronology(play, "front")[0].to[1],)


def test_a_form_comes_back_in_its_own_order_whatever_the_log_keeps() -> None:
    play = Play(world()).start()
    while "I5" not in play.delivered:
        assert play.do(AdvancePhase(at=play.real)) is None
        play.tick()
    play.answer("I5", kind="form", parts={"how-many": "3", "what": "x"})

    assert chronology(play, "front")[-1].words == (("What", "x"), ("How many", "3"))
    assert [text for _, text in chronology(play, "back")[-1].words] == ["x", "3"]


def test_parts_that_are_no_field_come_last() -> None:
    fields = [{"id": name, "label": name} for name in ("z", "a")]
    ask = Ask.model_validate({"kind": "form", "prompt": "?", "fields": fields})

    assert in_form_order(ask, {"a": "1", "b": "2", "z": "3"}) == (("z", "3"), ("a", "1"), ("b", "2"))
    assert in_form_order(None, {"b": "1", "a": "2"}) == (("b", "1"), ("a", "2"))


def test_who_sent_an_inject_is_named_only_where_the_network_lists_it() -> None:
    play = Play(world()).start()

    assert inbox(play, "front")["I1"].sender
    assert inbox(play, "front")["I1"].caller is None
