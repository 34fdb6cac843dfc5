"""What a seat may know of a contact drill: its own calls at both ends, and nothing of the rest."""

from hypothesis import given
from hypothesis import strategies as st
from support.calls import MESSAGE, Drill
from support.small import SECRET
from test_views import see, strings

from simulator.engine.call_views import CallsView

MOVES = st.sampled_from(["call", "take", "mayor", "deputy", "vendor", "press", "mail", "correct", "wait", "staff"])


def calls(drill: Drill, seat: str) -> CallsView:
    found = see(drill, seat).calls
    assert found is not None
    return found


def test_the_message_is_known_to_those_who_have_got_it() -> None:
    drill = Drill()
    assert calls(drill, "front").message == MESSAGE
    drill.call("C1")
    assert calls(drill, "back").message == ""
    assert [(one.status, one.caller) for one in calls(drill, "back").received] == [("ringing", "role-desk")]
    drill.take("C1")

    assert calls(drill, "back").message == MESSAGE


def test_calls_to_make_come_with_the_number_for_these_hours_once_the_message_is_there() -> None:
    drill = Drill()
    first = calls(drill, "front").to_make[0]
    assert (first.who.number, first.who.other, first.due) == ("night-boss", "day-boss", drill.now + 600)
    assert calls(drill, "back").to_make == ()
    drill.call("C1")
    drill.repeat("C1")

    assert [call.id for call in calls(drill, "back").to_make] == ["C3", "C5"]


def test_the_stand_in_is_proposed_when_nobody_answered() -> None:
    drill = Drill()
    drill.call("C2")
    assert calls(drill, "front").to_make[1].stand_in is None
    drill.wait(60)
    found = calls(drill, "front").to_make[1]

    assert found.status == "no_answer"
    assert found.says == "says-C2"
    assert found.stand_in is not None
    assert found.stand_in.number == "night-deputy"


def test_a_corrected_number_stands_in_the_callers_list_only() -> None:
    drill = Drill()
    drill.call("C1")
    drill.repeat("C1")
    drill.call("C3", "boss")
    drill.wait(60)
    drill.correct("C3", "88 1")

    found = next(call for call in calls(drill, "back").to_make if call.id == "C3")
    assert (found.who.number, found.corrected) == ("88 1", True)
    assert not [text for text in strings(see(drill, "front")) if "88 1" in text]


def test_a_missed_call_is_seen_as_such() -> None:
    drill = Drill()
    drill.call("C1")
    drill.wait(120)

    assert [one.status for one in calls(drill, "back").received] == ["missed"]
    assert calls(drill, "back").message == ""


@given(st.lists(MOVES, max_size=20))
def test_no_seat_ever_sees_a_secret_or_another_seats_calls(moves: list[str]) -> None:
    drill = Drill()
    for move in moves:
        _move(drill, move)
        got = drill.state.calls.get("C1")
        has_it = got is not None and got.arrived is not None
        front, back, auto = (strings(see(drill, seat)) for seat in ("front", "back", "auto"))

        assert not [text for text in (*front, *back, *auto) if SECRET in text]
        assert any(MESSAGE in text for text in back) is has_it
        # desk never learns of the calls of boss, boss never of those to mayor, deputy and vendor.
        assert not {"says-C3", "words-of-staff"} & set(front)
        assert not {"says-C2", "says-deputy"} & set(back)
        shown = see(drill, "back").calls
        assert shown is not None
        assert has_it or shown.to_make == ()
        replies = {(reply.role, reply.to) for reply in see(drill, "front").chronology}
        assert not {("boss", ("press",)), ("boss", ("role-staff",))} & replies


def _move(drill: Drill, move: str) -> None:
    if drill.state.finished:
        return
    match move:
        case "call":
            drill.call("C1")
        case "take":
            drill.repeat("C1")
        case "mayor":
            drill.call("C2")
        case "deputy":
            drill.call("C2", whom="deputy")
        case "vendor":
            drill.call("C4")
        case "press":
            drill.call("C3", "boss")
        case "mail":
            drill.call("C5", "boss", "email")
        case "correct":
            drill.correct("C3", "77-1")
        case "staff":
            drill.repeat("C5", "staff", "words-of-staff")
        case "wait":
            drill.wait(70)
    drill.tick()


def test_what_the_boss_does_with_the_message_stays_with_those_who_are_called() -> None:
    drill = Drill()
    for move in ("call", "take", "press", "mail", "wait", "staff"):
        _move(drill, move)

    assert "words-of-staff" in strings(see(drill, "back"))
    assert "words-of-staff" not in strings(see(drill, "front"))
    assert "says-C3" in strings(see(drill, "back"))
    assert "says-C3" not in strings(see(drill, "front"))
    assert [reply.to for reply in see(drill, "front").chronology] == [("role-boss",), ("role-desk",)]
