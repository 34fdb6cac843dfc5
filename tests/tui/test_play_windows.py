"""The windows over the desk: manual, contacts, chronology, hint, clock, help, commands, quitting, the end."""

import pytest
from fake_content import look_content
from play_pilot import LARGE, SMALL, playing

from simulator.cli.main import COMMANDS
from simulator.engine.commands import AdvancePhase, JumpTo, Pause, Resume, SetPace, ShowHint
from simulator.model.base import parse_time
from simulator.scoring.scorecard import ScoreCard, TeamScore, Total
from simulator.tui.clock_control import next_morning
from simulator.tui.closing import LATER, Closing, score_lines
from simulator.tui.composer.box import ReplyBox
from simulator.tui.desk import Desk
from simulator.tui.dialogs import Confirm
from simulator.tui.help import screen_bindings
from simulator.tui.manual_reader import ManualScreen
from simulator.tui.typed_time import typed_time
from simulator.tui.wording import Wording


async def test_the_manual_is_found_by_words_in_any_order() -> None:
    async with playing("desk") as player:
        await player.press("f3")
        await player.write("commission　ＲＥＰＯＲＴ")

        shown = player.grid()
        assert "A02" in shown
        assert "N01" not in shown
        assert "within 5 calendar days" in shown


async def test_the_manual_is_found_by_step_number() -> None:
    async with playing("desk", lang="ja") as player:
        await player.press("f3", *"a01", "enter")

        shown = player.grid()
        assert "気付いた者は、直ちに所属長に報告する。" in shown
        assert "「紛失に気付いた時」から10分以内" in shown
        assert "市規程第5条" in shown
        assert "担当: 担当" in shown


async def test_the_manual_opens_where_it_was_left() -> None:
    async with playing("desk") as player:
        await player.press("f3", "end", "f3")
        assert isinstance(player.app.screen, Desk)

        await player.press("f3")
        assert isinstance(player.app.screen, ManualScreen)
        assert "MUST NOT be done." in player.grid()


async def test_reading_the_manual_leaves_the_composer_as_it_is() -> None:
    async with playing("desk") as player:
        await player.press("enter", "enter")
        await player.write("half")
        await player.press("f3", "escape")
        await player.write(" done")

        assert player.desk.query_one(ReplyBox).draft() == {"text": "half done"}


async def test_a_hint_is_shown_only_after_asking() -> None:
    async with playing("desk") as player:
        await player.press("enter", "f6", "enter")
        assert not [c for c in player.seat.sent if isinstance(c, ShowHint)]

        await player.press("f6", "right", "enter")
        assert [c.inject for c in player.seat.sent if isinstance(c, ShowHint)] == ["I01"]
        assert "Hint 1: Whom do you tell first?" in player.grid()

        await player.press("f6", "right", "enter", "f6")
        assert "Hint 2: Look at step A01." in player.grid()
        assert "There is no (further) hint" in player.grid()


async def test_a_hint_without_an_open_inject_says_what_to_do() -> None:
    async with playing("desk") as player:
        await player.press("f6")

        assert "Open an inject first" in player.grid()


async def test_pausing_stops_both_clocks_and_the_same_key_goes_on() -> None:
    async with playing("desk") as player:
        await player.press("f8")
        assert isinstance(player.seat.sent[-1], Pause)
        assert "PAUSED" in player.grid()
        await player.pass_time(600)
        assert "D1 13:05" in player.grid()

        await player.press("f8")
        assert isinstance(player.seat.sent[-1], Resume)
        await player.pass_time(60)
        assert "D1 13:15" in player.grid()


async def test_the_pace_is_chosen_with_its_real_figures() -> None:
    async with playing("desk") as player:
        await player.press("f7")
        assert "x5 (real 1 min = 50 min)" in player.grid()
        assert "(x) x1 (real 1 min = 10 min)" in player.grid()

        await player.press("down", "down", "enter")
        assert isinstance(player.seat.sent[-1], SetPace)
        assert player.seat.sent[-1].percent == 500
        assert "x5 (real 1 min = 50 min)" in player.grid()


async def test_jumping_to_the_next_thing_and_to_the_next_morning() -> None:
    async with playing("desk") as player:
        await player.press("f7")
        assert "to the next thing for me: Thu 29 Feb 2024, D1 13:10" in player.grid()
        await player.press("down", "down", "down", "down", "enter")
        assert player.seat.sent[-1] == JumpTo(at=player.seat.now(), actor="seat:me", scenario=parse_time("D1 13:10"))

        await player.press("f7", "end", "up", "enter")
        assert isinstance(player.app.screen, Confirm)
        assert "Jump to Fri 1 Mar 2024, D2 08:40?" in player.grid()
        assert "Limits that pass without your response (" in player.grid()
        assert "- D1 13:35 The list of names is missing" in player.grid()
        await player.press("enter")
        assert player.seat.sent[-1].scenario == parse_time("D1 13:10")

        await player.press("f7", "end", "up", "enter", "right", "enter")
        assert player.seat.sent[-1].scenario == parse_time("D2 08:40")
        assert "Fri 1 Mar 2024, D2 08:40" in player.grid()


async def test_what_arrives_on_the_way_is_counted_and_never_named() -> None:
    async with playing("desk") as player:
        await player.press("f7", "end", "up", "enter")

        assert "each at its own time: " in player.grid()
        assert "Question from building services" not in player.grid()


async def test_jumping_to_a_typed_time() -> None:
    async with playing("desk") as player:
        await player.press("f7", "tab")
        await player.write("yesterday")
        await player.press("enter")
        assert "A time is written like D2 08:40" in player.grid()

        await player.press("ctrl+u")
        await player.write("12:00")
        await player.press("enter")
        assert "The clock only goes forward" in player.grid()

        await player.press("ctrl+u")
        await player.write("ｄ２　０８：４０")
        await player.press("enter", "right", "enter")
        assert player.seat.sent[-1] == JumpTo(at=player.seat.now(), actor="seat:me", scenario=parse_time("D2 08:40"))


@pytest.mark.parametrize(
    ("typed", "now", "found"),
    [
        ("D2 08:40", "D1 13:05", "D2 08:40"),
        ("15:30", "D1 13:05", "D1 15:30"),
        ("8時40分", "D2 01:00", "D2 08:40"),
        ("d58 9:00", "D6 09:00", "D58 09:00"),
        ("D0 09:00", "D1 13:05", None),
        ("25:00", "D1 13:05", None),
        ("", "D1 13:05", None),
    ],
)
def test_times_as_people_type_them(typed: str, now: str, found: str | None) -> None:
    assert typed_time(typed, parse_time(now)) == (None if found is None else parse_time(found))


@pytest.mark.parametrize(
    ("now", "morning"), [("D1 13:05", "D2 08:40"), ("D3 07:30", "D3 08:40"), ("D2 08:40", "D3 08:40")]
)
def test_the_next_morning(now: str, morning: str) -> None:
    assert next_morning(parse_time(now)) == parse_time(morning)


async def test_leaving_the_phase_asks_first_and_the_last_phase_leads_to_the_closing() -> None:
    async with playing("desk") as player:
        await player.press("f7", "end", "enter")
        assert isinstance(player.app.screen, Confirm)
        await player.press("enter")
        assert not [c for c in player.seat.sent if isinstance(c, AdvancePhase)]

        await player.press("f7", "end", "enter", "right", "enter")

        assert isinstance(player.app.screen, Closing)
        assert "logs/look-1.sqlite" in player.grid()
        await player.press("escape")
        assert player.app.return_value == "logs/look-1.sqlite"


async def test_the_end_closes_windows_that_are_open() -> None:
    async with playing("desk") as player:
        await player.press("enter", "enter", "f3")
        player.seat.happen(AdvancePhase(at=player.seat.now()))
        await player.pilot.pause()
        await player.pilot.pause()

        assert isinstance(player.app.screen, Closing)


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_the_help_lists_every_binding_with_what_it_does(lang: str, size: tuple[int, int]) -> None:
    async with playing("desk", lang=lang, size=size) as player:
        bindings = screen_bindings(player.app.screen)
        await player.press("f1")
        told = player.app.screen.query_one("#text Prose").plain

        assert {"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "ctrl+n", "ctrl+p", "ctrl+q"} <= {
            binding.key for binding in bindings
        }
        assert [b.tooltip for b in bindings if player.app.words.t(b.tooltip) not in told] == []


async def test_every_binding_shown_in_the_foot_has_a_label_and_an_explanation() -> None:
    async with playing("desk") as player:
        for active in player.app.screen.active_bindings.values():
            if active.binding.show:
                assert active.binding.description
                assert active.binding.tooltip


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_nine_keys_fit_into_the_foot_of_80_columns(lang: str) -> None:
    async with playing("desk", lang=lang, size=SMALL) as player:
        foot = player.grid().splitlines()[23]

        assert [key for key in (f"F{n}" for n in range(1, 10)) if key not in foot] == []


async def test_an_action_is_found_by_name_and_done() -> None:
    async with playing("desk") as player:
        await player.press("ctrl+p")
        await player.write("pause")
        await player.press("enter")

        assert isinstance(player.seat.sent[-1], Pause)


async def test_the_commands_offer_only_what_is_possible() -> None:
    async with playing("desk") as player:
        await player.press("f8", "ctrl+p")
        await player.write("F8")

        assert "Go on" in player.grid()
        assert "Pause  F8" not in player.grid()


async def test_quitting_asks_and_keeps_the_draft() -> None:
    async with playing("desk") as player:
        await player.press("enter", "enter")
        await player.write("not sent yet")
        await player.press("ctrl+q")
        assert "drafts are kept" in player.grid()
        await player.press("enter")
        assert isinstance(player.app.screen, Desk)

        await player.press("ctrl+q", "right", "enter")
        assert player.app.return_value == "logs/look-1.sqlite"
    assert player.seat.drafts["I01"] == {"text": "not sent yet"}
    assert player.seat.closed == 1


async def test_the_end_comes_by_itself_when_the_story_ends() -> None:
    content = look_content(
        phases=[
            {
                "id": "discovery",
                "title": {"en": "Discovery"},
                "start": "D1 13:05",
                "pace": 10,
                "exits": [{"to": "ended", "when": {"phase_time": "5m"}}],
            },
            {"id": "ended", "title": {"en": "End"}, "end": True},
        ]
    )
    async with playing("desk", content=content) as player:
        await player.pass_time(31)

        assert isinstance(player.app.screen, Closing)
        shown = player.grid()
        assert "You: injects received: 2; asking for a response: 2; answered by you: 0." in shown
        assert "Responses sent: 0 by you, 0 by the whole group." in shown


async def test_the_overview_tells_the_phase_the_roles_and_the_team() -> None:
    async with playing("desk") as player:
        await player.press("enter", "enter", "ctrl+o")
        shown = player.grid()

        assert "It is just after noon, an ordinary day." in shown
        assert "Clerk  Child and family section" in shown
        assert "Head  played by the program" in shown


async def test_the_colours_change_and_the_words_stay() -> None:
    async with playing("desk") as player:
        before = player.grid()
        await player.press("ctrl+t")

        assert player.app.theme == "textual-light"
        assert player.grid() == before


async def test_where_the_foot_is_too_narrow_sending_stays_in_it() -> None:
    async with playing("desk", size=(60, 18)) as player:
        foot = player.grid().splitlines()[17]

        assert "F1 Help" in foot
        assert "F9 Send" in foot


async def test_a_click_on_a_row_opens_it_and_a_click_on_a_key_presses_it() -> None:
    async with playing("desk") as player:
        await player.pilot.click("#inbox", offset=(5, 2))
        await player.pilot.pause()
        assert player.desk.opened == "I01"

        at = player.grid().splitlines()[39].index("F3") + 1
        await player.pilot.click(offset=(at, 39))
        await player.pilot.pause()
        assert isinstance(player.app.screen, ManualScreen)


async def test_words_of_an_inject_are_copied_as_they_stand() -> None:
    async with playing("desk") as player:
        await player.press("enter")
        player.desk.query_one("#inject-body").text_select_all()
        await player.pilot.pause()

        copied = player.desk.get_selected_text()
        assert copied.startswith("The list of names is missing\nFrom A clerk at the window")


async def test_the_help_of_the_lobby_and_of_the_closing_tell_what_to_do() -> None:
    async with playing() as player:
        await player.press("f1")
        assert "1. Tick the roles that you take" in player.grid()
        await player.press("escape", "space", "f9")
        player.seat.happen(AdvancePhase(at=player.seat.now()))
        await player.pilot.pause()
        await player.pilot.pause()
        await player.press("f1")
        assert "See the score card with F9" in player.grid()


async def test_words_written_at_the_end_go_into_the_log() -> None:
    async with playing("desk") as player:
        await player.press("f7", "end", "enter", "right", "enter", "shift+tab")
        await player.write("report first")
        await player.press("enter")

        assert player.seat.state.observations[-1].text == "report first"
        assert "Kept in the log." in player.grid()

        await player.write("ask early")
        await player.press("escape")
        assert [note.text for note in player.seat.state.observations] == ["report first", "ask early"]


async def test_the_closing_names_only_commands_that_exist() -> None:
    assert [call for call in LATER if call.removeprefix("tabletop ") not in COMMANDS] == []


def test_the_closing_tells_own_part_first_codes_with_titles_and_nothing_twice() -> None:
    team = TeamScore(
        "team", {}, True, 300, 400, 100, ("A01", "N01"), ("N01", "N02"), 0, (), (), (), own=Total("own", 100, 200)
    )
    card = ScoreCard("look-1", "look", "manual", (team,))
    shown = "\n".join(
        row.text for row in score_lines(Wording("en"), card, {"A01": "Note the time", "N01": "Do not delete"})
    )

    assert shown.index("50.0 % for your own part") < shown.index("Whole group: 75.0 %")
    assert "- A01 Note the time" in shown
    assert shown.count("N01") == 1
    assert "N02" in shown
