"""The small made-up scenario as a contact drill: two people, a scripted colleague, and those who are hard to reach."""

from typing import Any

from simulator.engine import call_commands as cc
from simulator.engine.commands import Refusal
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.engine.world import World
from simulator.model.content import Content
from support.play import Play
from support.small import DAY_ONE, SECRET, content, organization, scenario, text

MESSAGE = "The system is down; meet at seven."
SEATS = {"desk": "front", "boss": "back", "staff": "auto"}


def tree() -> dict[str, Any]:
    """Desk calls boss, the mayor (who does not answer), the vendor (who is not in it); boss calls press and staff."""
    return {
        "inject": "I1",
        "message": text(MESSAGE),
        "rings": "2m",
        "points": [{"id": "when", "label": text("point-when"), "any": ["seven", "/7時/"]}],
        "calls": [
            {"id": "C0", "who": "desk"},
            {"id": "C1", "who": "boss", "called_by": "C0", "limit": "10m"},
            {
                "id": "C2",
                "who": "mayor",
                "called_by": "C0",
                "by": ["phone", "email"],
                "limit": "10m",
                "answers": {"how": "no_answer", "after": "1m", "says": text("says-C2")},
                "stand_in": {"who": "deputy", "answers": {"after": "1m", "says": text("says-deputy")}},
            },
            {
                "id": "C3",
                "who": "press",
                "called_by": "C1",
                "answers": {"how": "wrong_number", "right_number": f"{SECRET} 77-1", "says": text("says-C3")},
            },
            {"id": "C4", "who": "vendor", "called_by": "C0", "answers": {"how": "declines", "after": "3m"}},
            {"id": "C5", "who": "staff", "called_by": "C1", "by": ["phone", "email"]},
        ],
        "shows": [
            {"step": "S1", "when": "called", "calls": ["C1", "C2"]},
            {"step": "S2", "when": "stand_in", "calls": ["C2"]},
            {"step": "S3", "when": "repeated", "calls": ["C1"]},
            {"step": "S4", "when": "corrected", "calls": ["C3"]},
        ],
    }


def drill_content(**changes: Any) -> Content:
    """The contact drill; ``changes`` replace keys of the call tree, and ``phases`` those of the scenario."""
    phases = changes.pop("phases", None)
    made = organization()
    made["parties"] += [
        {"id": "deputy", "title": text("deputy"), "inside": True, "stands_in_for": ["mayor"]},
        {"id": "vendor", "title": text("vendor")},
    ]
    made["contacts"] = [
        {"who": who, "day": text(f"day-{who}"), "night": text(f"night-{who}")}
        for who in ("desk", "boss", "staff", "mayor", "deputy", "press", "vendor")
    ]
    whole = content(call_tree={**tree(), **changes}, injects=scenario()["injects"][:1], moments={}).normal_form()
    whole["scenario"]["phases"] = phases or [
        {"id": "first", "title": text("First"), "start": "D1 09:00", "pace": 10, "exits": _exits()},
        {"id": "over", "title": text("Over"), "end": True},
    ]
    return Content.model_validate({**whole, "organization": made})


def _exits() -> list[dict[str, Any]]:
    return [{"to": "over", "when": {"call": {"is": "settled"}}}, {"to": "over", "when": {"phase_time": "5h"}}]


def drill_team(name: str = "blue") -> TeamSetup:
    seats = (SeatSetup("front", ("desk",)), SeatSetup("back", ("boss",)), SeatSetup("auto", ("staff",), human=False))
    return TeamSetup(name, {"en": name}, seats)


def drill_world(**changes: Any) -> World:
    return World(drill_content(**changes), DAY_ONE, (drill_team("blue"), drill_team("red")))


class Drill(Play):
    """A drill played by hand: who acts is told by the role."""

    def __init__(self, **changes: Any) -> None:
        super().__init__(drill_world(**changes))
        self.start()

    def wait(self, seconds: int) -> "Drill":
        self.until(self.now + seconds)
        return self

    def call(self, call: str, role: str = "desk", by: str = "phone", **more: Any) -> Refusal | None:
        return self.do(cc.MakeCall(at=self.real, seat=SEATS[role], role=role, call=call, by=by, **more))

    def take(self, call: str, role: str = "boss") -> Refusal | None:
        return self.do(cc.TakeCall(at=self.real, seat=SEATS[role], role=role, call=call))

    def repeat(self, call: str, role: str = "boss", words: str = "We meet at seven.") -> Refusal | None:
        return self.do(cc.AcknowledgeCall(at=self.real, seat=SEATS[role], role=role, call=call, words=words))

    def correct(self, call: str, number: str, role: str = "boss") -> Refusal | None:
        return self.do(cc.CorrectNumber(at=self.real, seat=SEATS[role], role=role, call=call, number=number))

    def outcome(self, call: str) -> str:
        """How the last try ended."""
        return self.state.calls[call].attempts[-1].outcome
