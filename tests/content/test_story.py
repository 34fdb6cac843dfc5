"""What can happen in a story: dead ends, circles, and injects that can never come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.content.documents import open_document
from simulator.content.lint.story import story

BOTH = {"ja": "あ", "en": "a"}


def phase(name: str, *exits: tuple[str, dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": BOTH, "exits": [{"to": to, "when": when} for to, when in exits], **more}


def inject(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": BOTH, "from": "control", "to": ["x"], "channel": "phone", "body": BOTH, **more}


END = {"id": "over", "title": BOTH, "end": True}
FIRST = inject("I1", at="D1 09:00")


def found(root: Path, phases: list[dict[str, Any]], injects: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Path and code of what ``story`` says; of an inject that never comes the reason too."""
    scenario = {
        "kind": "scenario",
        "id": "s",
        "lang": "ja",
        "title": BOTH,
        "version": "1",
        "summary": BOTH,
        "briefing": BOTH,
        "organization": "o",
        "manual": "m",
        "day_one": "2026-04-01",
        "start": phases[0]["id"],
        "phases": phases,
        "injects": injects,
    }
    path = root / "scenario.yaml"
    path.write_text(yaml.dump(scenario, Dumper=_NoAliases, allow_unicode=True, sort_keys=False), encoding="utf-8")
    document = open_document(path)
    assert document.model is not None, document.problems
    return [(p.path, str(p.params.get("reason", p.code))) for p in story(document)]


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


AT_10 = {"time": "D1 10:00"}


def test_a_sound_story_has_nothing_to_say(tmp_path: Path) -> None:
    assert found(tmp_path, [phase("a", ("over", AT_10), start="D1 09:00"), END], [FIRST]) == []


@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        ([phase("a")], [("phases", "phase.no_end"), ("phases[a]", "phase.no_exit")]),
        ([phase("a"), END], [("phases[a]", "phase.no_exit"), ("phases[over]", "phase.unreachable")]),
        (
            [phase("a", ("b", AT_10)), phase("b", ("a", AT_10)), END],
            [("phases[a]", "phase.circle"), ("phases[b]", "phase.circle"), ("phases[over]", "phase.unreachable")],
        ),
        # A circle with a way out is fine.
        ([phase("a", ("b", AT_10)), phase("b", ("a", AT_10), ("over", {"phase_time": "1h"})), END], []),
        ([phase("a", ("a", AT_10), ("over", AT_10)), END], []),
        # What nothing leads to, however many ways lead on from it.
        (
            [phase("a", ("over", AT_10)), phase("b", ("c", AT_10)), phase("c", ("over", AT_10)), END],
            [("phases[b]", "phase.unreachable"), ("phases[c]", "phase.unreachable")],
        ),
        # A name that leads nowhere is reported as such and makes nothing else unreachable.
        ([phase("a", ("oever", AT_10)), END], []),
        # A dead end is one mistake, not one for each phase before it.
        (
            [phase("a", ("b", AT_10)), phase("b"), END],
            [("phases[b]", "phase.no_exit"), ("phases[over]", "phase.unreachable")],
        ),
        # A way that can never be taken does not lead anywhere.
        (
            [phase("a", ("b", {"answered": "I2"}), ("over", AT_10)), phase("b", ("over", AT_10)), END],
            [("phases[a].exits[1]", "exit.never"), ("phases[b]", "phase.unreachable")],
        ),
        ([phase("a", ("b", {"not": {"answered": "I2"}}), ("over", AT_10)), phase("b", ("over", AT_10)), END], []),
        ([phase("a", ("over", {"any": [{"answered": "I2"}, {"time": "D1 10:00"}]})), END], []),
        ([phase("a", ("over", {"all": [{"step": {"id": "S", "is": "met"}}, {"harm": "N"}]})), END], []),
    ],
)
def test_phases(tmp_path: Path, phases: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    never = inject("I2", after={"inject": "I2"})

    everything = found(tmp_path, phases, [FIRST, never])

    assert [one for one in everything if one[0] != "injects[I2]"] == expected


NEVER = {
    "end": "its phases only end the exercise",
    "unreached": "none of its phases is ever reached",
    "after": "it waits for an inject that is never delivered",
    "when": "its condition can never hold",
    "late": "its time comes when its phases are certainly over",
}


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"phases": ["over"], "at": "D1 09:00"}, "end"),
        ({"phases": ["over"], "by_hand": True}, "end"),
        ({"phases": ["alone"], "at": "D1 09:00"}, "unreached"),
        ({"phases": ["alone", "a"], "at": "D1 09:00"}, None),
        ({"phases": ["alone", "unknown"], "at": "D1 09:00"}, None),
        ({"after": {"inject": "I2"}}, "after"),
        ({"after": {"inject": "lost"}}, "after"),
        ({"after": {"inject": "unknown"}}, None),
        ({"after": {"inject": "lost"}, "by_hand": True}, None),
        ({"when": {"delivered": "lost"}}, "when"),
        ({"when": {"all": [{"time": "D1 09:00"}, {"answered": "lost"}]}}, "when"),
        (
            {
                "when": {
                    "any": [
                        {"chose": {"inject": "lost", "option": "a"}},
                        {"unanswered": {"inject": "lost", "within": "5m"}},
                    ]
                }
            },
            "when",
        ),
        ({"when": {"any": [{"delivered": "lost"}, {"harm": "N"}]}}, None),
        ({"when": {"not": {"delivered": "lost"}}}, None),
        # The phase a is left at 10:00, and b one hour after that at the latest.
        ({"phases": ["a"], "at": "D1 10:00"}, None),
        ({"phases": ["a"], "at": "D1 10:01"}, "late"),
        ({"phases": ["a"], "when": {"time": "D1 10:01"}}, "late"),
        ({"phases": ["a"], "when": {"any": [{"time": "D1 10:01"}, {"harm": "N"}]}}, None),
        ({"phases": ["a"], "after": {"inject": "I1", "delay": "2h"}}, "late"),
        ({"phases": ["a"], "when": {"unanswered": {"inject": "I1", "within": "2h"}}}, "late"),
        ({"phases": ["a", "b"], "at": "D1 11:00"}, None),
        ({"phases": ["a", "b"], "at": "D1 11:01"}, "late"),
        ({"at": "D1 11:01"}, "late"),
        ({"at": "D1 11:01", "by_hand": True}, None),
    ],
)
def test_injects(tmp_path: Path, more: dict[str, Any], reason: str | None) -> None:
    phases = [
        phase("a", ("b", {"answered": "I1"}), ("b", AT_10), start="D1 09:00"),
        phase("b", ("over", {"any": [{"phase_time": "1h"}, {"answered": "I1"}]})),
        END,
        phase("alone", ("over", AT_10)),
    ]
    lost = inject("lost", after={"inject": "lost"})

    everything = found(tmp_path, phases, [FIRST, lost, inject("I2", **more)])

    expected = [("injects[I2]", NEVER[reason])] if reason else []
    assert [one for one in everything if one[0] == "injects[I2]"] == expected


def test_a_phase_whose_end_is_open_keeps_no_time(tmp_path: Path) -> None:
    """The clock may stand anywhere on entering b, so that an inject whose time has passed still comes there."""
    phases = [
        phase("a", ("b", {"answered": "I1"}), start="D1 09:00"),
        phase("b", ("over", AT_10)),
        END,
    ]

    assert found(tmp_path, phases, [FIRST, inject("I2", phases=["b"], at="D2 09:00")]) == []


@pytest.mark.parametrize("step", [1, -1])
def test_a_long_chain_of_injects_is_no_trouble_whichever_way_it_is_written(tmp_path: Path, step: int) -> None:
    phases = [phase("a", ("over", {"time": "D3 00:00"}), start="D1 09:00"), END]
    chain = [inject(f"C{n}", after={"inject": f"C{n - 1}" if n else "I1", "delay": "1m"}) for n in range(3000)]

    everything = found(tmp_path, phases, [FIRST, *chain[::step]])

    # 39 hours lie between D1 09:00 and the end of the second day.
    assert sorted(everything) == sorted((f"injects[C{n}]", NEVER["late"]) for n in range(39 * 60, 3000))


def test_a_circle_keeps_no_time(tmp_path: Path) -> None:
    phases = [
        phase("a", ("b", {"phase_time": "1h"})),
        phase("b", ("a", {"phase_time": "1h"}), ("over", {"answered": "I1"})),
        END,
    ]

    assert found(tmp_path, phases, [FIRST, inject("I2", at="D9 09:00")]) == []


@pytest.mark.parametrize(
    ("phases", "at", "expected"),
    [
        (["b"], "D2 07:59", [("injects[I2].at", "inject.early")]),
        (["b"], "D2 08:00", []),
        (["b", "a"], "D1 09:30", []),
        (["b", "over"], "D2 07:59", []),
        ([], "D1 00:00", []),
    ],
)
def test_a_time_before_the_phase_is_worth_a_look(
    tmp_path: Path, phases: list[str], at: str, expected: list[tuple[str, str]]
) -> None:
    story_phases = [
        phase("a", ("b", AT_10), start="D1 09:00"),
        phase("b", ("over", {"answered": "I1"}), start="D2 08:00"),
        END,
    ]

    assert found(tmp_path, story_phases, [FIRST, inject("I2", phases=phases, at=at)]) == expected
