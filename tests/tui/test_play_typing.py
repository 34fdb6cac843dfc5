"""Typing is never lost: it goes into the text beside it or searches the list; faults are found and mended."""

from typing import Any

import pytest
from fake_content import INJECTS, look_content
from play_pilot import SMALL, playing
from textual import events

from simulator.engine.commands import SubmitResponse
from simulator.tui.composer.box import ReplyBox
from simulator.tui.contacts import ContactsScreen
from simulator.tui.inject_pane import InjectPane
from simulator.tui.prose import Prose

ALL = 190
"""Real seconds after which every inject of the small exercise has arrived."""

FIELDS = [
    {"id": name, "label": {"ja": f"欄{name}", "en": f"Field {name}"}, "kind": kind, "required": name == "zeta"}
    for name, kind in (("zeta", "line"), ("mid", "lines"), ("b", "line"), ("a", "line"), ("c", "lines"), ("d", "line"))
]


def form(**ask: Any) -> list[dict[str, Any]]:
    inject = {key: value for key, value in INJECTS[0].items() if key != "hints"}
    prompt = {"ja": "書いてください。", "en": "Fill it in."}
    return [{**inject, "ask": {"kind": "form", "prompt": prompt, "fields": FIELDS, **ask}}]


def focused(player) -> str | None:
    return player.app.screen.focused.id if player.app.screen.focused else None


def labels(player) -> str:
    return "\n".join(label.plain for label in player.desk.query("FormComposer Prose").results(Prose))


@pytest.mark.parametrize("row", ["whom", "by"])
async def test_typing_beside_the_message_goes_into_the_message(row: str) -> None:
    async with playing("desk", lang="ja") as player:
        await player.pass_time(ALL)
        await player.open("I04")
        await player.press("enter")
        player.desk.query_one(f"#{row}").focus()
        await player.pilot.pause()
        # An input method hands over a whole word as keys in one go.
        for character in "至急　報告します。":
            player.app.post_message(events.Key("x", character))
        await player.pilot.pause()
        await player.pilot.pause()
        await player.press("A")

        assert player.desk.query_one("#message").text == "至急　報告します。A"
        assert focused(player) == "message"


async def test_pasting_beside_the_message_goes_into_the_message() -> None:
    async with playing("desk") as player:
        await player.press("f2")
        assert focused(player) == "whom"
        await player.write("名簿が\n見当たりません")
        await player.write("。")

        assert player.desk.query_one(ReplyBox).draft()["message"] == "名簿が\n見当たりません。"


async def test_space_and_arrows_still_work_the_controls() -> None:
    async with playing("desk") as player:
        await player.press("f2")
        player.desk.query_one("#by").focus()
        await player.press("space", "right")
        assert player.desk.query_one("#message").text == ""
        player.desk.query_one("#whom").focus()
        await player.press("space")
        assert isinstance(player.app.screen, ContactsScreen)


async def test_the_recipient_list_filters_and_shows_whom_it_has() -> None:
    async with playing("desk") as player:
        await player.press("f4", *"pol")
        assert "Police station" in player.grid()
        assert "Mayor" not in player.grid()

        await player.press("enter")
        assert "Chosen so far: Police station" in player.grid()
        assert "Mayor" in player.grid()
        await player.press(*"mayor", "enter")
        assert "Chosen so far: " in player.grid()
        await player.press("f9")
        assert set(player.desk.chosen_contacts()) == {"police", "mayor"}


async def test_the_caller_is_under_the_cursor_and_not_yet_chosen() -> None:
    async with playing("desk") as player:
        await player.pass_time(ALL)
        await player.open("I05")
        await player.press("f4")
        assert "Mayor  sent you what is open" in player.grid()
        assert "Chosen so far: nobody yet" in player.grid()
        await player.press("enter", "f9")
        assert player.desk.chosen_contacts() == ("mayor",)


async def test_the_manual_filters_while_a_clause_is_read() -> None:
    async with playing("desk") as player:
        await player.press("f3", "down", "enter")
        assert focused(player) == "clause-scroll"
        await player.press(*"n01")

        assert focused(player) == "search"
        assert "Nothing is erased" in player.grid()
        assert "A02" not in player.grid()


async def test_enter_goes_through_a_form_to_its_button() -> None:
    async with playing("desk", content=look_content(injects=form())) as player:
        await player.press("enter", "enter")
        assert focused(player) == "field-zeta"
        await player.press("enter", "m", "enter", "tab")
        assert player.desk.query_one("#field-mid").text == "m\n"
        await player.press("enter", "enter", "tab")
        assert focused(player) == "field-d"
        await player.press("enter")
        assert focused(player) == "send"


async def test_a_missing_field_is_brought_into_sight_and_its_fault_goes_when_mended() -> None:
    async with playing("desk", content=look_content(injects=form()), size=SMALL) as player:
        await player.press("enter", "enter", "tab", "tab", "tab", "tab", "tab")
        await player.write("last")
        assert "Field zeta" not in player.grid()
        await player.press("f9")

        assert focused(player) == "field-zeta"
        assert "Field zeta" in player.grid()
        assert '! "Field zeta" must be filled in' in player.grid()
        player.desk.query_one("#field-d").focus()
        await player.press("x")
        assert "must be filled in" in labels(player)
        player.desk.query_one("#field-zeta").focus()
        await player.press("1")
        assert "must be filled in" not in labels(player)


@pytest.mark.parametrize(
    ("inject", "keys", "place"),
    [("I01", (), "text"), ("I02", (), "options"), ("I04", (), "whom"), ("I05", ("space",), "reason")],
)
async def test_a_refusal_leads_to_what_is_missing(inject: str, keys: tuple[str, ...], place: str) -> None:
    async with playing("desk") as player:
        await player.pass_time(ALL)
        await player.open(inject)
        await player.press("enter", *keys)
        player.desk.query_one("#send").focus()
        await player.press("f9")
        await player.pilot.pause()

        assert focused(player) == place
        assert player.desk.query_one(ReplyBox).told.startswith("! ")


async def test_a_refusal_goes_with_the_next_change() -> None:
    async with playing("desk") as player:
        await player.press("f2", "f9")
        assert player.desk.query_one(ReplyBox).told.startswith("! Nobody is chosen")
        await player.press("f4", "enter", "f9")
        assert player.desk.query_one(ReplyBox).told == ""
        await player.press("f9")
        assert player.desk.query_one(ReplyBox).told.startswith("! Nothing is written")
        await player.press("a")
        assert player.desk.query_one(ReplyBox).told == ""


async def test_a_forms_parts_come_back_in_its_own_order() -> None:
    async with playing("desk", content=look_content(injects=form())) as player:
        values = {"a": "4", "b": "3", "mid": "2", "zeta": "1"}
        await player.desk.try_out(
            SubmitResponse(
                at=player.seat.now(), actor="seat:me", seat="me", role="desk", kind="form", inject="I01", parts=values
            )
        )

        assert [text for _, text in player.seat.view().chronology[0].words] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(("limit", "told"), [("1h", True), ("2h", False)])
async def test_pausing_is_told_where_a_form_has_a_tight_limit(limit: str, told: bool) -> None:
    async with playing("desk", content=look_content(injects=form(limit=limit)), size=SMALL) as player:
        await player.press("enter", "enter")
        assert ("F8 stops the clocks" in player.grid()) == told


async def test_long_notices_wrap() -> None:
    async with playing("desk", size=SMALL) as player:
        await player.press("enter", "enter")
        await player.write("First")
        await player.press("f9", "f9")

        assert "to add or correct" in player.grid()
        assert "something." in player.grid()
        assert player.desk.query_one(InjectPane).region.height > 5


async def test_what_is_asked_stays_in_sight_where_there_is_room() -> None:
    words = "Your own section's lines are enough. " * 4
    injects = form(limit="1h", prompt={"ja": words, "en": f"BEGINS {words}"})
    async with playing("desk", content=look_content(injects=injects), size=SMALL) as player:
        await player.press("enter", "enter")
        await player.pilot.pause()

        assert focused(player) == "field-zeta"
        assert "BEGINS" in player.grid()
        assert "Field zeta" in player.grid()
