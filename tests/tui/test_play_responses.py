"""The main job: read an inject, compose a response of each kind, send it."""

import pytest
from play_pilot import LARGE, SMALL, playing

from simulator.engine.commands import MarkRead, SubmitResponse
from simulator.tui.composer.box import ReplyBox
from simulator.tui.inbox import Inbox
from simulator.tui.inject_pane import InjectPane

ALL = 190
"""Real seconds after which every inject of the small exercise has arrived."""


def responses(player) -> list[SubmitResponse]:
    return [command for command in player.seat.sent if isinstance(command, SubmitResponse)]


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_enter_enter_type_f9(lang: str, size: tuple[int, int]) -> None:
    async with playing("desk", lang=lang, size=size) as player:
        await player.press("enter")
        assert [command.inject for command in player.seat.sent if isinstance(command, MarkRead)] == ["I01"]
        body = player.seat.view().inbox[0].body
        assert body[:10] in player.desk.query_one(InjectPane).plain

        await player.press("enter")
        await player.write("所属長に報告する")
        await player.press("f9")

        [sent] = responses(player)
        assert (sent.inject, sent.kind, sent.role, sent.parts) == ("I01", "text", "desk", {"text": "所属長に報告する"})
        assert (sent.actor, sent.seat, sent.at) == ("seat:me", "me", player.seat.now())
        assert player.seat.view().inbox[0].answered_at is not None
        assert "所属長に報告する" in player.desk.query_one(InjectPane).plain
        assert player.desk.query_one(Inbox).has_focus


async def test_what_was_sent_stands_in_the_chronology_with_its_time() -> None:
    async with playing("desk") as player:
        await player.pass_time(12)
        await player.press("enter", "enter")
        await player.write("Told the head")
        await player.press("f9")

        assert "SENT" in player.grid()
        assert "at 13:07" in player.grid()
        await player.press("f5")
        assert "13:07 Clerk" in player.grid()
        assert "Told the head" in player.grid()


async def test_a_choice_takes_several_options() -> None:
    async with playing("desk") as player:
        await player.pass_time(ALL)
        await player.open("I02")
        await player.press("enter", "space", "down", "space", "f9")

        [sent] = responses(player)
        assert (sent.inject, sent.kind, sent.options) == ("I02", "choice", ("keep", "wait"))


async def test_a_tick_can_be_taken_back() -> None:
    async with playing("desk") as player:
        await player.pass_time(ALL)
        await player.open("I02")
        await player.press("enter", "space", "space", "down", "enter", "f9")

        assert responses(player)[0].options == ("wait",)


async def test_a_form_marks_what_is_required_and_sends_its_fields() -> None:
    async with playing("desk") as player:
        await player.pass_time(ALL)
        await player.open("I03")
        assert player.grid().count("* required") == 2

        await player.press("enter")
        await player.write("A list\nis missing")
        await player.press("f9")
        assert '"Noticed at" must be filled in' in player.grid()

        await player.write("13:05")
        assert "must be filled in" not in player.grid()
        await player.press("f9")

        sent = responses(player)[-1]
        assert (sent.kind, sent.parts) == ("form", {"what": "A list\nis missing", "when": "13:05", "number": ""})
        assert player.seat.view().chronology[0].words == (
            ("What happened", "A list\nis missing"),
            ("Noticed at", "13:05"),
        )


async def test_a_decision_takes_one_option_and_a_reason() -> None:
    async with playing("desk") as player:
        await player.pass_time(ALL)
        await player.open("I05")
        await player.press("enter", "space", "down", "space", "tab")
        await player.write("The facts are not certain yet")
        await player.press("f9")

        [sent] = responses(player)
        assert (sent.kind, sent.options) == ("decision", ("no",))
        assert sent.parts == {"reason": "The facts are not certain yet"}


async def test_a_contact_is_chosen_by_searching_the_network() -> None:
    async with playing("desk") as player:
        await player.pass_time(ALL)
        await player.open("I04")
        await player.press("enter", "enter")
        assert "Contact network" in player.grid()

        await player.press(*"POLICE", "enter", "f9")
        assert "Police station" in player.desk.query_one(ReplyBox).query_one("#whom").plain

        await player.press("shift+tab", "right", "tab")
        await player.write("A file is missing")
        await player.press("f9")

        [sent] = responses(player)
        assert (sent.inject, sent.kind, sent.to, sent.by) == ("I04", "contact", ("police",), "in_person")
        assert sent.parts == {"message": "A file is missing"}


async def test_taking_note_needs_one_key() -> None:
    async with playing("desk") as player:
        await player.pass_time(ALL)
        await player.open("I06")
        await player.press("enter", "enter")

        [sent] = responses(player)
        assert (sent.inject, sent.kind, sent.parts) == ("I06", "acknowledge", {})


async def test_information_asks_for_nothing_and_points_to_acting_unasked() -> None:
    async with playing("desk") as player:
        await player.pass_time(ALL)
        await player.open("I07")

        assert "No response is asked for" in player.grid()
        assert "press F2" in player.grid()
        await player.press("f9")
        assert responses(player) == []


async def test_as_whom_is_asked_only_where_several_roles_received_it() -> None:
    async with playing("desk", "head") as player:
        await player.pass_time(ALL)
        await player.open("I01")
        assert not player.desk.query("#as")

        await player.open("I06")
        await player.press("enter")
        player.desk.query_one("#as").focus()
        await player.press("right", "f9")

        assert responses(player)[-1].role == "head"


async def test_acting_unasked_as_a_contact() -> None:
    async with playing("desk", "head") as player:
        await player.press("f2", "enter", "end", "enter", "f9")
        await player.write("We may have lost a list")
        await player.press("f9")

        [sent] = responses(player)
        assert (sent.inject, sent.kind, sent.role, sent.by) == (None, "contact", "desk", "phone")
        assert len(sent.to) == 1


async def test_acting_unasked_in_words() -> None:
    async with playing("desk") as player:
        await player.press("enter", "f2")
        player.desk.query_one("#way").focus()
        await player.press("right", "tab")
        await player.write("I search the corridor")
        await player.press("f9")

        [sent] = responses(player)
        assert (sent.inject, sent.kind, sent.parts) == (None, "text", {"text": "I search the corridor"})
        assert player.desk.query_one(ReplyBox).inject.id == "I01"


async def test_the_contact_network_starts_a_contact() -> None:
    async with playing("desk") as player:
        await player.press("f4", "enter", "down", "enter", "f9")
        await player.write("Please come")
        await player.press("f9")

        [sent] = responses(player)
        assert sent.inject is None
        assert sent.to == ("head", "desk")


async def test_a_second_response_to_the_same_inject_can_be_added() -> None:
    async with playing("desk") as player:
        for words in ("First", "Second"):
            await player.press("enter", "enter")
            await player.write(words)
            await player.press("f9")

        assert [sent.parts["text"] for sent in responses(player)] == ["First", "Second"]


async def test_an_attachment_opens_and_closes() -> None:
    async with playing("desk") as player:
        await player.press("enter", "tab", "enter")
        assert "13:05 call." in player.grid()

        await player.press("escape")
        assert "13:05 call." not in player.grid()


async def test_escape_goes_back_one_step_at_a_time() -> None:
    async with playing("desk") as player:
        await player.press("enter", "enter")
        await player.write("half a thought")
        await player.press("escape")
        assert player.desk.query_one(InjectPane).has_focus
        await player.press("escape")
        assert player.desk.query_one(Inbox).has_focus
        await player.press("escape")
        assert player.desk.opened is None
        assert "What do I do now?" in player.grid()
        assert player.seat.drafts["I01"] == {"text": "half a thought"}
