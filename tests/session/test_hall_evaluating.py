"""Evaluators in an exercise that is open: each in their own name, beside play; and what seats answer at its end."""

from typing import Any

from support.halls import grant_of, new_hall, person, seat_of

from simulator.engine.commands import FinishTeam, Refusal, SetVerdict, StartTeam, SubmitResponse
from simulator.engine.evaluation_commands import AnswerDebrief, AnswerSurvey, ConfirmVerdict
from simulator.model.verdict import Verdict
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.session.hall_ports import HallEvaluator
from simulator.session.room_port import Part, Person
from simulator.tui.evaluator.app import EvaluatorApp
from simulator.tui.evaluator.items import Standing
from simulator.tui.evaluator.screen import EvaluatorScreen

START = 1_700_000_000_000


def grid(app: EvaluatorApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def evaluator(hall: Hall, name: str) -> HallEvaluator:
    desk = hall.evaluate(grant_of(hall, Part.EVALUATOR), Person(name, "en", "ssh", name=name))
    assert not isinstance(desk, Refusal)
    return desk


async def started(clock: SetClock) -> Hall:
    hall = new_hall(clock)
    await hall.start()
    office = hall.control(grant_of(hall, Part.FACILITATOR), person("office"))
    assert not isinstance(office, Refusal)
    await office.send(StartTeam(at=0))
    return hall


def reply(**more: Any) -> SubmitResponse:
    parts = {"seat": "front", "role": "desk", "kind": "text", "inject": "I1", "parts": {"text": "We told the boss."}}
    return SubmitResponse(at=0, **{**parts, **more})


async def test_two_evaluators_decide_in_their_own_names_while_the_team_plays_on(clock: SetClock) -> None:
    hall = await started(clock)
    seat, ann, ben = seat_of(hall, "team1", "front"), evaluator(hall, "Ann"), evaluator(hall, "Ben")
    await seat.send(reply())
    at = hall.session.states["team1"].last_at
    clock.time = START + 60_000
    verdict = next(line for line in ann.view().view.teams[0].steps if line.step == "S1").automatic
    assert await ann.send(ConfirmVerdict(at=0, step="S1", verdict=verdict), ("team1",)) == {}
    # Whatever name a command carries, it is recorded under that of the desk.
    forged = SetVerdict(at=0, actor="evaluator:Ann", step="S1", verdict=Verdict.MET, reason="heard it")
    assert await ben.send(forged, ("team1",)) == {}

    decisions = next(line for line in ann.view().view.teams[0].steps if line.step == "S1").decisions
    assert [(one.actor, one.stands) for one in decisions] == [("evaluator:Ann", False), ("evaluator:Ben", True)]
    assert next(pair.other for pair in ann.view().agreement.pairs) == "evaluator:Ben"
    assert (ann.view().view.me, ben.view().view.me) == ("evaluator:Ann", "evaluator:Ben")
    assert hall.session.states["team1"].last_at == at
    assert await seat.send(reply(parts={"text": "And the mayor."})) is None
    await hall.stop()


async def test_the_screen_follows_the_exercise(clock: SetClock) -> None:
    hall = await started(clock)
    seat = seat_of(hall, "team1", "front")
    app = EvaluatorApp(evaluator(hall, "Ann"), "en")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, EvaluatorScreen)
        clock.set(START + 61_000)
        await seat.send(reply())
        await pilot.pause(0.2)
        screen._queue.go_to("team1 S1")
        await pilot.pause()
        item = screen._queue.item
        assert item is not None
        assert [one.parts[0][2] for one in item.replies] == ["We told the boss."]
        await pilot.press("a")
        await pilot.pause()
    found = [record.actor for record in hall.session.store.read("team1") if record.kind == "verdict.confirmed"]
    assert found == ["evaluator:Ann"]
    await hall.stop()


async def test_a_step_waits_on_the_screen_once_its_limit_has_passed(clock: SetClock) -> None:
    hall = await started(clock)
    app = EvaluatorApp(evaluator(hall, "Ann"), "en")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, EvaluatorScreen)
        assert screen._queue.item is None
        screen._queue.go_to("team1 S1")
        item = screen._queue.item
        assert item is not None
        assert item.standing is Standing.OPEN
        await pilot.pause()
        assert "still open until D1 09:10" in grid(app)
        await pilot.press("a")
        await pilot.pause()
        assert "may still be done in time" in grid(app)
        assert hall.session.states["team1"].evaluation.decided == ()

        clock.set(START + 61_000)
        screen._pass_time()
        await pilot.pause()
        assert screen._queue.item is not None
        assert screen._queue.item.standing is Standing.WAITING
    await hall.stop()


async def test_people_who_share_a_seat_answer_for_themselves_after_the_end(clock: SetClock) -> None:
    hall = await started(clock)
    one, two = seat_of(hall, "team1", "front", "p1"), seat_of(hall, "team1", "front", "p2")
    survey: dict[str, Any] = {"at": 0, "actor": "", "seat": "front", "question": "s1"}
    refused = await one.send(AnswerSurvey(**survey, value=3))
    assert refused is not None
    assert refused.code == "question.not_yet"
    office = hall.control(grant_of(hall, Part.FACILITATOR), person("office"))
    assert not isinstance(office, Refusal)
    await office.send(FinishTeam(at=0))

    assert await one.send(AnswerSurvey(**survey, value=3)) is None
    assert await two.send(AnswerSurvey(**survey, value=5, person="p1")) is None
    assert await one.send(AnswerDebrief(**{**survey, "question": "q1"}, text="Ask sooner.")) is None
    given = hall.session.states["team1"].evaluation.answered()
    assert {(who, answer.value) for (_, question, _, who), answer in given.items() if question == "s1"} == {
        ("p1", 3),
        ("p2", 5),
    }

    def own(port: Any) -> dict[str, tuple[int | None, str]]:
        shown = port.view().wrap_up
        assert shown is not None
        return {one.id: (one.value, one.words) for one in shown.questions if one.answered}

    assert own(one) == {"s1": (3, ""), "q1": (None, "Ask sooner.")}
    assert own(two) == {"s1": (5, "")}, "nobody is shown what others answered"
    await hall.stop()


async def test_a_desk_whose_code_was_taken_back_says_so(clock: SetClock) -> None:
    hall = await started(clock)
    desk = evaluator(hall, "Ann")
    app = EvaluatorApp(desk, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        hall.revoke(desk.grant.id)
        await pilot.pause(0.2)
        screen = app.screen
        assert isinstance(screen, EvaluatorScreen)
        assert "closed by the exercise office" in screen._notice.plain
        await pilot.press("a")
        await pilot.pause()
    assert not [record for record in hall.session.store.read("team1") if record.kind == "verdict.confirmed"]
    await hall.stop()
