"""The end of an exercise ends every talk that is open then, with an event that says so."""

import pytest
from support.play import Play
from support.talks import writing

from simulator.engine import commands as c
from simulator.engine import talk_commands as t
from simulator.engine.fold import fold
from simulator.engine.talk_events import ContactEnded
from simulator.engine.talk_views import office_talks, waiting_talks
from simulator.engine.talks import talk_due


def finish(play: Play, how: str) -> None:
    if how == "stopped":
        play.do(c.FinishTeam(at=play.real))
    else:
        play.do(c.AdvancePhase(at=play.real, to="over"))


def closed(play: Play) -> dict[str, str]:
    """Why the talks ended, by their ids."""
    return {one.event.reply: one.event.why for one in play.entries if isinstance(one.event, ContactEnded)}


@pytest.mark.parametrize("how", ["stopped", "story"])
def test_what_rings_what_is_said_and_what_is_unread_ends_with_the_exercise(how: str) -> None:
    play = writing(office=True)
    mail = play.call("staff", by="email")
    play.wait(1800)
    talking = play.call("guard", seat="back", role="staff")
    play.pick_up("third", talking)
    ringing, waiting = play.call("staff"), play.call("press")
    play.wait(30)
    finish(play, how)

    assert closed(play) == dict.fromkeys((mail, talking, ringing, waiting), "finished")
    assert play.entries[-1].event.kind == "team.finished"
    assert all(play.state.talks[talk].ended == play.now for talk in closed(play))
    assert list(talk_due(play.state)) == []
    statuses = {seat: play.status(seat, talk) for seat, talk in (("front", ringing), ("back", ringing))}
    assert statuses == {"front": "unanswered", "back": "missed"}
    assert (play.status("back", talking), play.status("third", talking)) == ("over", "over")
    over = play.sees("third", talking)
    assert over is not None
    assert (over.seconds, over.real_seconds, over.why) == (30, 10, "finished")
    assert (play.status("front", mail), play.status("third", mail)) == ("passed_on", "unread")
    assert {one.status for one in office_talks(play.world, "blue", play.state, "en")} == {"over"}
    assert waiting_talks(play.world, {"blue": play.state}, "en") == ()


def test_what_was_over_stays_as_it_was() -> None:
    play = writing()
    called, read, told = play.call("staff"), play.call("staff", by="email"), play.call("clerk")
    play.pick_up("back", called)
    play.hang_up("front", called)
    play.pick_up("back", read)
    finish(play, "stopped")

    assert closed(play) == {called: "hung_up"}
    assert play.state.talks[told].why == ""


def test_an_answer_that_nobody_has_read_is_unread_at_the_end() -> None:
    play = writing(office=True)
    mail = play.call("staff", by="email")
    play.say("back", mail, "thank you")
    asked = play.call("press", by="email")
    play.do(t.AnswerAs(at=play.real, talk=asked, who="press", text="When?"))
    play.pick_up("front", asked)
    play.do(t.SendMessage(at=play.real, sender="control", to=("staff",), by="email", text="Lunch."))
    play.say("back", "m1", "Thanks.")
    finish(play, "stopped")

    assert closed(play) == {mail: "finished", "m1": "finished"}


def test_a_script_owes_nobody_an_answer() -> None:
    play = writing()
    play.answer_as("auto", "clerk", to=("staff",), parts={"message": "the lift is stuck"}, by="email")
    play.pick_up("back", play.state.responses[-1].reply.id)
    finish(play, "stopped")

    assert closed(play) == {}


def test_the_end_of_a_team_that_was_never_called_has_no_more_rows_than_before() -> None:
    play = writing()
    before = len(play.entries)
    finish(play, "story")

    assert [entry.event.kind for entry in play.entries[before:]] == ["phase.entered", "team.finished"]


def test_a_log_of_before_that_ends_without_such_rows_is_seen_as_it_was() -> None:
    play = writing()
    talk = play.call("staff")
    finish(play, "stopped")
    old = [entry for entry in play.entries if not isinstance(entry.event, ContactEnded)]
    play.state = fold(play.world.scenario, old)

    assert (play.status("front", talk), play.status("back", talk)) == ("unanswered", "missed")
