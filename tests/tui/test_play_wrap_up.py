"""Hot wash and survey at the seat: one question after the other, by keys, in the last phase and after the end."""

from dataclasses import replace
from typing import Any

import pytest
from fake_content import look_content, two
from fake_port import FakeSeat
from play_pilot import LARGE, SMALL, Player, check_screen, playing

from simulator.engine.commands import AdvancePhase, Command, FinishTeam, Refusal
from simulator.engine.evaluation_commands import AnswerSurvey
from simulator.engine.evaluation_state import Answer
from simulator.model.content import Content
from simulator.tui.closing import Closing
from simulator.tui.desk import Desk
from simulator.tui.wrap_up import WrapUpScreen

QUESTIONS: dict[str, Any] = {
    "debrief": [
        {"id": "q1", "text": two("気付いてから課長に届くまで、何分かかりましたか。", "How long until the head knew?")},
        {
            "id": "q2",
            "text": two("来週から何が変わりますか。担当は誰ですか。", "What changes next week, and who sees to it?"),
        },
    ],
    "survey": [
        {
            "id": "s1",
            "text": two("状況は現実にありそうだった（１ 思わない ～ ５ とても思う）", "It felt real (1 no - 5 very)"),
            "scale": 5,
        },
        {"id": "s2", "text": two("良かったこと", "What was good")},
    ],
}


def asking() -> Content:
    return look_content(**QUESTIONS)


async def finish(player: Player) -> None:
    await player.seat.send(FinishTeam(at=player.seat.now()))
    await player.pilot.pause()
    await player.pilot.pause()
    assert isinstance(player.app.screen, Closing)


def answers(player: Player) -> list[tuple[str, str, int | None, str]]:
    found: tuple[Answer, ...] = tuple(player.seat.state.evaluation.answered().values())
    return [(one.part, one.question, one.value, one.text) for one in found]


async def test_after_the_end_every_question_is_answered_with_few_keys() -> None:
    async with playing("desk", content=asking()) as player:
        await finish(player)
        assert "4 of 4 questions are open" in player.grid()
        await player.press("f12")
        assert isinstance(player.app.screen, WrapUpScreen)
        await player.write("Twelve minutes.")
        await player.press("f9", "f8", "4")
        await player.write("The calm.")
        await player.press("f9")
        assert "3 of 4 answered." in player.grid()
        await player.press("escape")
        assert "1 of 4 questions are open" in player.grid()

        assert answers(player) == [
            ("debrief", "q1", None, "Twelve minutes."),
            ("survey", "s1", 4, ""),
            ("survey", "s2", None, "The calm."),
        ]


async def test_it_opens_at_what_is_open_and_answering_again_corrects() -> None:
    async with playing("desk", content=asking()) as player:
        await finish(player)
        await player.press("f12", "f8", "f8", "2", "escape", "f12")
        assert "How long until the head knew?" in player.grid()
        await player.press("f8", "f8")
        assert "[2]" in player.grid()
        await player.press("right", "enter")

        assert answers(player) == [("survey", "s1", 3, "")]


async def test_at_a_seat_that_people_share_the_screen_remembers_its_own_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The seat's view is theirs together and holds nobody's answers."""
    whole = FakeSeat.send

    async def send(seat: FakeSeat, command: Command) -> Refusal | None:
        return await whole(seat, replace(command, person="p9") if isinstance(command, AnswerSurvey) else command)

    monkeypatch.setattr(FakeSeat, "send", send)
    async with playing("desk", content=asking()) as player:
        await finish(player)
        await player.press("f12", "f8", "f8", "2", "f7")
        assert "[2]" in player.grid()
        await player.press("4", "escape")
        assert "3 of 4 questions are open" in player.grid()
        assert not any(question.answered for question in player.seat.view().wrap_up.questions)

        assert answers(player) == [("survey", "s1", 4, "")]


async def test_full_width_figures_count_and_others_do_nothing() -> None:
    async with playing("desk", lang="ja", content=asking()) as player:
        await finish(player)
        await player.press("f12", "f8", "f8", "9", "x", "0")
        assert answers(player) == []
        await player.press("５")

        assert answers(player) == [("survey", "s1", 5, "")]


async def test_a_draft_outlives_the_window() -> None:
    async with playing("desk", content=asking()) as player:
        await finish(player)
        await player.press("f12")
        await player.write("Half a thou")
        await player.press("escape", "f12")
        assert "Half a thou" in player.grid()
        await player.press("f9", "escape")

        assert answers(player) == [("debrief", "q1", None, "Half a thou")]
        assert "wrap-up debrief q1" not in player.seat.drafts


TWO_PHASES: list[dict[str, Any]] = [
    {
        "id": "discovery",
        "title": two("発覚", "Discovery"),
        "start": "D1 13:05",
        "pace": 10,
        "exits": [{"to": "after", "when": {"time": "D3 09:00"}}],
    },
    {
        "id": "after",
        "title": two("事後", "Afterwards"),
        "start": "D9 09:00",
        "pace": 10,
        "exits": [{"to": "ended", "when": {"time": "D20 09:00"}}],
    },
    {"id": "ended", "title": two("終了", "End"), "end": True},
]


async def test_the_last_phase_asks_already_and_the_one_before_does_not() -> None:
    async with playing("desk", content=look_content(**QUESTIONS, phases=TWO_PHASES)) as player:
        await player.press("f12")
        assert isinstance(player.app.screen, Desk)
        assert "F12" not in player.grid()
        await player.seat.send(AdvancePhase(at=player.seat.now()))
        await player.pass_time(1)
        assert player.seat.view().wrap_up is not None
        await player.press("ctrl+o")
        assert "4. Questions of the hot wash" in player.grid()
        await player.press("f12")
        await player.write("In ten minutes.")
        await finish(player)
        await player.press("f12")

        assert "In ten minutes." in player.grid(), "the draft goes with the seat"


async def test_without_questions_there_is_the_one_line_and_no_key() -> None:
    async with playing("desk") as player:
        await finish(player)
        assert "Questions" not in player.grid().splitlines()[-1]
        await player.press("f12")

        assert isinstance(player.app.screen, Closing)
        assert player.app.screen.query_one("#reflection").display


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_screens(lang: str, size: tuple[int, int]) -> None:
    name = f"{lang}-{size[0]}x{size[1]}"
    async with playing("desk", lang=lang, size=size, content=asking()) as player:
        await finish(player)
        check_screen(player, f"wrap-up-closing-{name}")
        await player.press("f12")
        check_screen(player, f"wrap-up-words-{name}")
        await player.press("f8", "f8", "right")
        check_screen(player, f"wrap-up-scale-{name}")
        await player.press("3", "f8")
        check_screen(player, f"wrap-up-end-{name}")
