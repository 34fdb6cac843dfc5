"""What every seat port does, wherever the exercise runs: one suite for all of them.

A test module makes a subclass of ``SeatContract`` and a fixture ``game`` that gives a ``Game``.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

from simulator.engine.commands import Command, FinishTeam, MarkRead, Pause, Refusal, SubmitResponse
from simulator.session.port import SeatPort
from support.patience import PATIENCE
from support.small import SECRET

HOSTILE = "\x1b]0;owned\x07<script>alert(1)</script>\u202eevil\u2028 data: x\n\nid: 99\n\n保育課\U0001f525"


class Game(Protocol):
    """A seat that holds the roles desk and boss of the small exercise, which has just started."""

    seat: SeatPort

    def happen(self, command: Command) -> None:
        """Something that exercise control does."""
        ...

    def pass_time(self, seconds: float) -> None:
        """Real time goes on, and what falls due comes."""
        ...


async def until(holds: Callable[[], bool]) -> None:
    """Wait until ``holds``; a seat far away takes a moment."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.002)


def reply(seat: SeatPort, text: str, inject: str | None = "I1") -> SubmitResponse:
    name = seat.view().seat
    return SubmitResponse(
        at=seat.now(), actor=f"seat:{name}", seat=name, role="desk", kind="text", inject=inject, parts={"text": text}
    )


def said(seat: SeatPort) -> list[str]:
    return [words for line in seat.view().chronology for _, words in line.words]


class SeatContract:
    async def test_the_view_holds_what_the_roles_received(self, game: Game) -> None:
        view = game.seat.view()

        assert [inject.id for inject in view.inbox] == ["I1"]
        assert {role.id for role in view.roles} == {"desk", "boss"}
        assert SECRET not in repr(view)

    async def test_the_manual_is_there_without_its_rubric(self, game: Game) -> None:
        manual = game.seat.manual()

        assert [step.id for chapter in manual.chapters for step in chapter.steps] == ["S1", "S2", "S3", "S4", "N1"]
        assert SECRET not in repr(manual)

    async def test_what_was_sent_is_in_the_view_when_send_returns(self, game: Game) -> None:
        assert await game.seat.send(reply(game.seat, "we asked the nursery")) is None
        assert said(game.seat) == ["we asked the nursery"]
        assert game.seat.view().inbox[0].answered_at is not None

    async def test_words_arrive_as_they_were_typed_whatever_they_are(self, game: Game) -> None:
        assert await game.seat.send(reply(game.seat, HOSTILE)) is None
        assert said(game.seat) == [HOSTILE]
        await game.seat.send(reply(game.seat, "next"))
        assert said(game.seat) == [HOSTILE, "next"]

    async def test_a_refusal_comes_back_with_its_gaps_and_changes_nothing(self, game: Game) -> None:
        before = game.seat.view()

        assert await game.seat.send(reply(game.seat, "  ")) == Refusal("response.empty")
        refusal = await game.seat.send(reply(game.seat, "x" * 50_000))
        assert refusal is not None
        assert (refusal.code, set(refusal.params)) == ("response.too_long", {"limit"})
        assert game.seat.view() == before

    async def test_what_others_do_arrives_by_itself(self, game: Game) -> None:
        changes = game.seat.changes()
        coming = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0)
        game.happen(Pause(at=game.seat.now()))
        async with asyncio.timeout(PATIENCE):
            view = await coming
            while view.clock.running:
                view = await anext(changes)
        await changes.aclose()  # type: ignore[attr-defined]

        assert game.seat.view() == view

    async def test_time_brings_what_falls_due(self, game: Game) -> None:
        game.pass_time(61)
        await until(lambda: "I2" in [inject.id for inject in game.seat.view().inbox])

    async def test_changes_tell_the_latest_view_only(self, game: Game) -> None:
        changes = game.seat.changes()
        coming = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0)
        await game.seat.send(reply(game.seat, "one"))
        await game.seat.send(reply(game.seat, "two"))
        async with asyncio.timeout(PATIENCE):
            seqs = [(await coming).seq]
            while seqs[-1] < game.seat.view().seq:
                seqs.append((await anext(changes)).seq)
        await changes.aclose()  # type: ignore[attr-defined]

        assert said(game.seat) == ["one", "two"]
        assert seqs == sorted(set(seqs))

    async def test_reading_is_told(self, game: Game) -> None:
        seat = game.seat
        await seat.send(MarkRead(at=seat.now(), actor="seat:x", seat=seat.view().seat, inject="I1"))

        assert seat.view().inbox[0].read

    async def test_the_clock_is_the_exercises_own(self, game: Game) -> None:
        view = game.seat.view()

        assert 0 <= view.clock.at(game.seat.now()) - view.clock.scenario < 600

    async def test_a_draft_is_kept_until_it_is_empty(self, game: Game) -> None:
        game.seat.keep_draft("I1", {"text": "half a sent"})
        assert game.seat.draft("I1") == {"text": "half a sent"}
        game.seat.keep_draft("I1", {"text": " "})
        assert game.seat.draft("I1") == {}
        assert game.seat.draft(None) == {}

    async def test_all_is_well(self, game: Game) -> None:
        assert game.seat.trouble() == ""
        assert game.seat.log_path() != "" or not game.seat.alone

    async def test_the_score_comes_with_the_end(self, game: Game) -> None:
        await game.seat.send(reply(game.seat, "we told the boss"))
        assert game.seat.score() is None
        changes = game.seat.changes()
        coming = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0)
        game.happen(FinishTeam(at=game.seat.now()))
        async with asyncio.timeout(PATIENCE):
            view = await coming
            while not view.finished:
                view = await anext(changes)
        await changes.aclose()  # type: ignore[attr-defined]
        card = game.seat.score()

        assert card is not None
        assert [team.finished for team in card.teams] == [True]
