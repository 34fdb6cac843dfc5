"""What comes in while somebody is working: seen, and never in the way."""

from play_pilot import LARGE, SMALL, playing

from simulator.engine.commands import SubmitResponse
from simulator.tui.composer.box import ReplyBox
from simulator.tui.inbox import Inbox
from simulator.tui.inject_pane import InjectPane
from simulator.tui.prose import Prose


async def test_an_arrival_is_seen_and_does_not_take_the_focus() -> None:
    async with playing("desk", size=SMALL) as player:
        await player.press("enter", "enter")
        await player.write("typing")
        focused = player.app.screen.focused
        await player.pass_time(31)

        assert "NEW" in player.grid()
        assert "Question from building services" in player.grid()
        assert player.app.screen.focused is focused
        await player.write(" on")
        assert player.desk.query_one(ReplyBox).draft() == {"text": "typing on"}


async def test_marks_for_unread_waiting_overdue_and_done() -> None:
    async with playing("desk") as player:
        assert "new  13:05" in player.grid()
        await player.press("enter")
        assert "todo 13:05" in player.grid()

        await player.pass_time(181)
        assert "late 13:05" in player.grid()
        assert "1 overdue" in player.grid()

        await player.open("I01")
        await player.press("enter")
        await player.write("better late")
        await player.press("f9")
        assert "done 13:05" in player.grid()
        assert "overdue" not in player.grid()


async def test_overdue_shows_when_time_alone_passes() -> None:
    async with playing("desk") as player:
        await player.press("enter", "f8")
        state = player.seat.state
        player.seat.state = state._replace(clock=state.clock._replace(scenario=state.clock.scenario + 3600))
        player.desk.take(player.seat.view())
        player.desk.tick()
        await player.pilot.pause()

        assert "late 13:05" in player.grid()


async def test_the_nearest_limit_stands_at_the_top() -> None:
    async with playing("desk") as player:
        await player.pass_time(60)
        assert "next deadline 13:35: 20 min left (real 2 min)" in player.grid().splitlines()[1]
        assert "real 0:01:00" in player.grid().splitlines()[1]
        assert "Thu 29 Feb 2024, D1 13:15" in player.grid().splitlines()[0]


async def test_the_date_is_told_in_japanese() -> None:
    async with playing("desk", lang="ja", size=SMALL) as player:
        assert "令和6年2月29日（木） D1 13:05" in player.grid().splitlines()[0]


async def test_control_n_opens_what_is_due_first() -> None:
    async with playing("desk") as player:
        await player.pass_time(190)
        await player.press("ctrl+n")
        assert player.desk.opened == "I01"


async def test_a_colleagues_response_is_told_and_stands_in_the_chronology() -> None:
    async with playing("desk") as player:
        player.seat.happen(
            SubmitResponse(
                at=player.seat.now(),
                actor="seat:head",
                seat="head",
                role="head",
                kind="contact",
                to=("police",),
                by="phone",
                parts={"message": "A list is missing"},
            )
        )
        await player.pilot.pause()

        assert "13:05 Head has acted" in player.grid()
        assert "To Police station by phone" in player.grid()


async def test_a_colleague_does_not_hide_what_has_come_in() -> None:
    async with playing("desk") as player:
        await player.press("enter")
        await player.pass_time(31)
        told = SubmitResponse(
            at=player.seat.now(), actor="seat:head", seat="head", role="head", kind="contact",
            to=("police",), by="phone", parts={"message": "A list is missing"},
        )  # fmt: skip
        player.seat.happen(told)
        await player.pilot.pause()
        notice = player.desk.query_one("#notice", Prose).plain

        assert notice.index("NEW") < notice.index("Question from building services") < notice.index("Head has acted")


async def test_enter_opens_what_arrives_while_only_the_phase_is_listed() -> None:
    async with playing("head") as player:
        assert player.desk.query_one(Inbox).cursor == "phase:discovery"
        await player.pass_time(151)
        await player.press("enter")

        assert player.desk.opened == "I06"


async def test_the_bell_is_off_until_it_is_asked_for() -> None:
    async with playing("desk") as player:
        rung = []
        player.app.bell = lambda: rung.append(1)
        await player.pass_time(31)
        assert rung == []

        await player.press("ctrl+b")
        await player.pass_time(30)
        assert rung == [1]


async def test_trouble_with_the_record_is_told() -> None:
    async with playing("desk") as player:
        player.seat.trouble_told = "The disk is full. Free some space."
        player.desk.tick()
        await player.pilot.pause()

        assert "The disk is full. Free some space." in player.grid()
        player.seat.trouble_told = ""
        player.desk.tick()
        await player.pilot.pause()

        assert "The disk is full" not in player.grid()
        assert "All is well again." in player.grid()


async def test_a_view_older_than_the_one_shown_is_passed_over() -> None:
    async with playing("desk", size=LARGE) as player:
        old = player.seat.view()
        await player.pass_time(31)
        player.desk.take(old)

        assert len(player.desk.view.inbox) == 2


async def test_a_first_time_user_is_told_what_to_do() -> None:
    async with playing("desk") as player:
        assert "1 waiting. Next: The list of names is missing" in player.grid()
        await player.press("enter")
        assert "Read it, then press Enter" in player.grid()
        await player.press("enter")
        await player.write("done")
        await player.press("f9", "escape")
        assert "Nothing is waiting." in player.desk.query_one(InjectPane).plain
        await player.press("down", "home", "enter")
        assert "Read it, then press Enter" not in player.grid()
