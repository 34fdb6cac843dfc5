"""Answered by this seat or by others; what was sent is one line; contacts to oneself."""

from typing import Any

import pytest
from fake_content import INJECTS, look_content
from play_pilot import LARGE, SMALL, Player, check_screen, playing

from simulator.engine.commands import SubmitResponse
from simulator.tui.composer.box import ReplyBox
from simulator.tui.inbox import Inbox
from simulator.tui.inject_pane import InjectPane
from simulator.tui.standing import is_overdue, nearest_limit, next_to_open, standing

TWO = [{**INJECTS[0], "to": ["desk", "head"]}, *INJECTS[1:]]

QUIZ: dict[str, Any] = {
    **INJECTS[0],
    "to": ["desk", "head"],
    "hints": [],
    "ask": {
        "kind": "quiz",
        "prompt": {"ja": "最初に誰に伝えますか。", "en": "Whom do you tell first?"},
        "options": [
            {"id": "a", "label": {"ja": "課長", "en": "The head"}, "right": True},
            {"id": "b", "label": {"ja": "報道", "en": "The press"}},
        ],
        "explanation": {"ja": "手順A01のとおりです。", "en": "Step A01 says so."},
    },
}


def colleague_answers(player: Player, **more: Any) -> None:
    given: dict[str, Any] = {"kind": "text", "parts": {"text": "we ask the window"}, **more}
    player.seat.happen(
        SubmitResponse(at=player.seat.now(), actor="seat:head", seat="head", role="head", inject="I01", **given)
    )


async def test_a_colleagues_answer_leaves_ones_own_open() -> None:
    async with playing("desk", content=look_content(injects=TWO)) as player:
        await player.press("enter")
        colleague_answers(player)
        await player.pilot.pause()

        view, now = player.seat.view(), player.desk.scenario_now
        assert standing(view.inbox[0], now) == "todo"
        assert next_to_open(view, now) == view.inbox[0] == nearest_limit(view, now)
        assert "answered by others 13:05" in player.grid()
        assert "done" not in player.grid()

        await player.pass_time(200)
        assert is_overdue(player.seat.view().inbox[0], player.desk.scenario_now)
        assert "1 overdue" in player.grid()

        await player.press("enter")
        await player.write("I tell the head")
        await player.press("f9")
        assert standing(player.seat.view().inbox[0], player.desk.scenario_now) == "done"
        assert "answered by others" not in player.grid()


async def test_a_colleagues_answer_to_a_quiz_is_not_told() -> None:
    async with playing("desk", content=look_content(injects=[QUIZ])) as player:
        await player.press("enter")
        colleague_answers(player, kind="quiz", parts={}, options=("b",))
        await player.pilot.pause()

        assert standing(player.seat.view().inbox[0], player.desk.scenario_now) == "todo"
        assert "answered by others" not in player.grid()


async def test_what_was_sent_is_one_line_until_it_is_opened_again() -> None:
    async with playing("desk", lang="ja") as player:
        await player.pass_time(12)
        await player.press("enter", "enter")
        await player.write("所属長に報告する")
        await player.press("f9")

        box = player.desk.query_one(ReplyBox)
        assert box.composer is None
        assert box.region.height == 3
        assert "回答済み（13:07 送信）  Enter で追加・訂正" in player.grid()
        assert "期限 D1 13:35" not in player.grid()

        sent = len(player.seat.sent)
        await player.press("f9")
        assert len(player.seat.sent) == sent
        assert "回答は送信済みです" in player.grid()

        await player.press("enter", "enter")
        await player.write("追加の報告")
        assert "追加の報告" in player.grid()
        await player.press("escape", "escape", "escape", "enter")
        assert player.desk.query_one(ReplyBox).draft() == {"text": "追加の報告"}


async def test_tab_and_enter_open_what_was_sent_too() -> None:
    async with playing("desk") as player:
        await player.press("enter", "enter")
        await player.write("First")
        await player.press("f9", "tab", "tab", "tab", "enter")

        assert player.desk.query_one(ReplyBox).composer is not None
        assert player.app.screen.focused.id == "text"


async def test_a_quiz_that_was_answered_cannot_be_opened_again() -> None:
    async with playing("desk", content=look_content(injects=[QUIZ])) as player:
        await player.press("enter", "enter", "space", "f9")
        await player.press("enter", "enter")

        assert player.desk.query_one(ReplyBox).composer is None
        assert "The right answer is above." in player.grid()
        assert "Step A01 says so." in player.desk.query_one(InjectPane).plain
        await player.press("f9")
        assert "This is answered" in player.grid()


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_a_contact_to_oneself_is_told_and_recorded(lang: str) -> None:
    told = {"ja": "課長はあなたの役割です", "en": "Head: that is you."}[lang]
    received = {"ja": "（あなたが課長として受信）", "en": "(received by you, as Head)"}[lang]
    async with playing("desk", "head", lang=lang) as player:
        await player.press("f2", "enter", "enter")
        await player.press("f9")
        assert told in player.grid()
        await player.write("A list is missing")
        await player.press("f9", "f5")

        assert received in player.grid()


async def test_a_contact_to_somebody_else_says_nothing_of_oneself() -> None:
    async with playing("desk") as player:
        await player.press("f2", "enter", "enter", "f9")
        assert "that is you" not in player.grid()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_screens(lang: str, size: tuple[int, int]) -> None:
    async with playing("desk", lang=lang, size=size, content=look_content(injects=TWO)) as player:
        colleague_answers(player)
        await player.pilot.pause()
        await player.press("enter")
        check_screen(player, f"play-others-{lang}-{size[0]}x{size[1]}")
    async with playing("desk", "head", lang=lang, size=size) as player:
        await player.press("f2", "enter", "enter", "f9")
        check_screen(player, f"play-contact-self-{lang}-{size[0]}x{size[1]}")
    async with playing("desk", lang=lang, size=size, content=look_content(injects=[QUIZ])) as player:
        await player.press("enter", "enter", "space", "f9")
        assert player.desk.query_one(Inbox).has_focus
        check_screen(player, f"play-quiz-over-{lang}-{size[0]}x{size[1]}")
