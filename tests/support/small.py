"""A small made-up scenario that has one of everything the engine knows, in Japanese and English."""

from datetime import date
from typing import Any

from simulator.engine.events import SeatSetup, TeamSetup
from simulator.engine.world import World
from simulator.model.content import Content

DAY_ONE = date(2024, 2, 29)
SECRET = "CANARY"
"""In every text that no seat may ever see before its time."""


def text(words: str) -> dict[str, str]:
    return {"ja": f"{words}（日）", "en": words}


def secret(words: str) -> dict[str, str]:
    return text(f"{SECRET} {words}")


def inject(name: str, **more: Any) -> dict[str, Any]:
    """An inject whose texts carry its id, so that a leak of it is found."""
    return {
        "id": name,
        "title": text(f"title-{name}"),
        "from": "control",
        "to": ["desk"],
        "channel": "phone",
        "body": text(f"body-{name}"),
        "notes": secret(f"notes-{name}"),
        "trap": secret(f"trap-{name}"),
        "hints": [text(f"hint1-{name}"), text(f"hint2-{name}")],
        **more,
    }


def scenario() -> dict[str, Any]:
    return {
        "kind": "scenario",
        "id": "small",
        "lang": "en",
        "title": text("Small"),
        "version": "1",
        "summary": text("A small scenario."),
        "briefing": text("Answer what you are asked."),
        "organization": "office",
        "manual": "procedure",
        "day_one": "2024-02-29",
        "moments": {"T0": {"inject": "I1"}, "PH": {"phase": "second"}},
        "start": "first",
        "phases": [
            {
                "id": "first",
                "title": text("First"),
                "start": "D1 09:00",
                "minutes": 10,
                "pace": 10,
                "exits": [
                    {"to": "trouble", "when": {"missed": {"step": "S2"}}},
                    {"to": "second", "when": {"all": [{"answered": "I1"}, {"phase_time": "1h"}]}},
                    {"to": "second", "when": {"time": "D1 12:00"}},
                ],
            },
            {
                "id": "trouble",
                "title": text("Trouble"),
                "pace": 5,
                "exits": [{"to": "second", "when": {"phase_time": "30m"}}],
            },
            {
                "id": "second",
                "title": text("Second"),
                "start": "D2 08:00",
                "minutes": 10,
                "pace": 20,
                "exits": [{"to": "over", "when": {"phase_time": "2h"}}],
            },
            {"id": "over", "title": text("Over"), "end": True},
        ],
        "injects": [
            inject(
                "I1", at="D1 09:00", expects=["S1"], ask={"kind": "text", "prompt": text("What now?"), "limit": "20m"}
            ),
            inject(
                "I2", at="D1 09:10", to=["boss"], phases=["first"], ask={"kind": "acknowledge", "prompt": text("Read?")}
            ),
            inject(
                "I3",
                after={"inject": "I1", "delay": "5m", "of": "answer"},
                to=["staff"],
                ask={
                    "kind": "choice",
                    "prompt": text("Which?"),
                    "options": [
                        {"id": "a", "label": text("Tell"), "shows": {"S2": "met"}},
                        {"id": "b", "label": text("Hide"), "harms": ["N1"]},
                    ],
                },
                expects=["S2"],
            ),
            inject(
                "I4",
                when={"missed": {"step": "S2"}},
                kind="contingency",
                ask={
                    "kind": "decision",
                    "prompt": text("Close?"),
                    "options": [{"id": "yes", "label": text("Yes")}, {"id": "no", "label": text("No")}],
                },
            ),
            inject(
                "I5",
                at="D2 08:00",
                phases=["second"],
                ask={
                    "kind": "form",
                    "prompt": text("Fill in"),
                    "fields": [
                        {"id": "what", "label": text("What"), "required": True},
                        {"id": "how-many", "label": text("How many"), "kind": "number"},
                    ],
                    "shows": [{"step": "S3", "fields": ["what", "how-many"]}],
                },
                expects=["S3"],
            ),
            inject("I6", by_hand=True, to=["desk", "boss"]),
            inject("I7", after={"inject": "I5", "delay": "10m"}, ask={"kind": "contact", "prompt": text("Tell them")}),
            inject("I8", when={"unanswered": {"inject": "I5", "within": "30m"}}, phases=["second"]),
            inject("I9", when={"harm": "N1"}),
        ],
        "objectives": [{"id": "act", "title": text("objective-act"), "steps": ["S1", "S2"]}],
        "debrief": [{"id": "q1", "text": text("question-q1")}],
        "survey": [{"id": "s1", "text": text("question-s1"), "scale": 5}, {"id": "s2", "text": text("question-s2")}],
    }


def manual() -> dict[str, Any]:
    def step(name: str, **more: Any) -> dict[str, Any]:
        return {
            "id": name,
            "title": text(f"title-{name}"),
            "text": text(f"clause-{name}"),
            "mistakes": [secret(f"mistake-{name}")],
            **more,
        }

    return {
        "kind": "manual",
        "id": "procedure",
        "lang": "en",
        "title": text("Procedure"),
        "version": "1",
        "moments": [{"id": "T0", "title": text("noticed")}, {"id": "PH", "title": text("second phase")}],
        "sections": [
            {
                "id": "one",
                "title": text("One"),
                "steps": [
                    step("S1", roles=["desk"], deadline={"within": "10m", "from": "T0"}),
                    step("S2", roles=["boss"], deadline={"within": "40m", "from": "T0"}, after=["S1"], weight=4),
                ],
            },
            {
                "id": "two",
                "title": text("Two"),
                "steps": [
                    step("S3", roles=["office"], deadline={"legal_days": 5, "from": "T0"}, critical=text("law")),
                    step("S4", roles=["desk"], deadline={"before": "S3"}),
                    step("N1", polarity="refrain", weight=3, critical=text("harm")),
                ],
            },
        ],
    }


def organization() -> dict[str, Any]:
    def role(name: str, **more: Any) -> dict[str, Any]:
        return {"id": name, "title": text(f"role-{name}"), "duty": text(f"duty-{name}"), **more}

    return {
        "kind": "organization",
        "id": "office",
        "lang": "en",
        "title": text("Office"),
        "terms": [
            {
                "id": "head",
                "names": [
                    {"name": text("old title"), "until": "2024-02-29"},
                    {"name": text("new title"), "since": "2024-03-01"},
                ],
            }
        ],
        "sections": [
            {
                "id": "office",
                "title": text("section-office"),
                "roles": [role("desk"), role("boss", stands_in_for=["mayor"])],
            },
            {"id": "field", "title": text("section-field"), "roles": [role("staff")]},
        ],
        "parties": [
            {"id": "mayor", "title": text("{term:head}"), "inside": True},
            {"id": "press", "title": text("press")},
        ],
        "contacts": [{"who": "press", "day": text("ext. 9001")}],
    }


def content(**changes: Any) -> Content:
    """The small content; ``changes`` replace keys of the scenario."""
    return Content.model_validate(
        {"scenario": {**scenario(), **changes}, "manual": manual(), "organization": organization()}
    )


def team(name: str = "blue") -> TeamSetup:
    """Two seats: one with two roles, one with the third."""
    return TeamSetup(name, {"en": name}, (SeatSetup("front", ("desk", "boss")), SeatSetup("back", ("staff",))))


def world(**changes: Any) -> World:
    return World(content(**changes), DAY_ONE, (team("blue"), team("red")))
