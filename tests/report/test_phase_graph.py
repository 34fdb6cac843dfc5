"""The phase graph: from the compiled machine, as Mermaid and as lines; what is in trouble; the way of a team."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from support import small
from support.reviewed import opened

from simulator.engine.world import World
from simulator.report.mermaid import mermaid
from simulator.report.phase_graph import PhaseGraph, path_of, phase_graph
from simulator.report.phase_lanes import lanes

DIAGRAMS = Path(__file__).parent / "diagrams"


def graph(lang: str = "en", **changes: Any) -> PhaseGraph:
    return phase_graph(World(small.content(**changes), small.DAY_ONE, ()), lang)


def phases(*more: dict[str, Any], **first: Any) -> list[dict[str, Any]]:
    start = {
        "id": "first",
        "title": small.text("First"),
        "exits": [{"to": "over", "when": {"time": "D1 12:00"}}],
        **first,
    }
    return [start, *more, {"id": "over", "title": small.text("Over"), "end": True}]


def small_story(*more: dict[str, Any], **first: Any) -> dict[str, Any]:
    return {"phases": phases(*more, **first), "injects": [small.inject("I1", at="D1 09:00")], "moments": {}}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_diagram_is_the_one_that_was_looked_at(lang: str) -> None:
    path = DIAGRAMS / f"small-{lang}.mmd"
    found = mermaid(graph(lang), lang, injects=True, taken=["first", "second"])
    if os.environ.get("TABLETOP_UPDATE_SCREENS") == "1":
        path.write_text(found, encoding="utf-8")

    assert found == path.read_text(encoding="utf-8")


def test_ways_are_those_of_the_machine_in_their_order() -> None:
    first = graph().phases[0]

    assert [(way.number, way.to) for way in first.ways] == [(0, "trouble"), (1, "second"), (2, "second")]
    assert first.ways[0].condition == "S2 not done by its limit"
    assert [tag.id for tag in first.injects] == ["I2"]
    assert {tag.id for tag in graph().anywhere if tag.contingency} == {"I4"}


@pytest.mark.parametrize(
    ("more", "first", "trouble"),
    [
        (
            [{"id": "trap", "title": small.text("Trap")}],
            {"exits": [{"to": "trap", "when": {"answered": "I1"}}]},
            {"trap": "dead_end", "over": "unreachable"},
        ),
        (
            [{"id": "isle", "title": small.text("Isle"), "exits": [{"to": "over", "when": {"time": "D1 12:00"}}]}],
            {},
            {"isle": "unreachable"},
        ),
        (
            [{"id": "back", "title": small.text("Back"), "exits": [{"to": "first", "when": {"phase_time": "1m"}}]}],
            {"exits": [{"to": "back", "when": {"phase_time": "1m"}}]},
            {"first": "circle", "back": "circle", "over": "unreachable"},
        ),
        ([], {"exits": [{"to": "over", "when": {"chose": {"inject": "I9", "option": "x"}}}]}, {}),
    ],
)
def test_phases_in_trouble_are_marked(
    more: list[dict[str, Any]], first: dict[str, Any], trouble: dict[str, str]
) -> None:
    found = graph(**small_story(*more, **first))

    assert {box.id: box.trouble for box in found.in_trouble} == trouble
    drawn = mermaid(found, "en")
    names = {box.id: f"p{number}_{box.id}" for number, box in enumerate(found.phases, 1)}
    assert re.findall(r"class (\w+) trouble", drawn) == [names[name] for name in names if name in trouble]
    shown = "\n".join(line.text for line in lanes(found, "en"))
    assert shown.count("!!") == len(trouble)


def test_an_exit_whose_condition_can_never_hold_is_said_so() -> None:
    injects = [small.inject("I1", at="D1 09:00"), small.inject("I2", phases=["over"])]
    story = {**small_story(exits=[{"to": "over", "when": {"answered": "I2"}}]), "injects": injects}
    found = graph(**story)

    assert found.phases[0].ways[0].never
    assert found.phases[0].trouble == "dead_end"
    assert "can never hold" in mermaid(found, "en")


def test_words_of_authors_cannot_break_the_diagram() -> None:
    hostile = 'a "b"; end note : <script> {x} %%{init: 1}%% #quot; --> [*]\nstate'
    found = mermaid(graph(**small_story(title=small.text(hostile), id="first")), "en", injects=True)

    head, *lines = found.splitlines()
    assert head == "stateDiagram-v2"
    (drawn,) = (line for line in lines if " as p1_first" in line)
    label = drawn.split('"')[1]
    assert drawn.count('"') == 2
    assert (
        not re.sub(r"#\w+;|<br/>", "", label)
        .translate(str.maketrans("", "", "abcdefghijklmnopqrstuvwxyz"))
        .strip(" -[]*01!,×=␊日（）")
    )


def test_names_that_mermaid_could_not_read_are_replaced() -> None:
    one, other = (
        {"id": name, "title": small.text(name), "exits": [{"to": "over", "when": {"time": "D1 12:00"}}]}
        for name in ("a-b", "a_b")
    )
    found = mermaid(
        graph(
            **small_story(
                one, other, exits=[{"to": "a-b", "when": {"time": "D1 12:00"}}, {"to": "a_b", "when": {"harm": "N1"}}]
            )
        ),
        "en",
    )

    assert "p1_first --> p2_a_b :" in found
    assert "p1_first --> p3_a_b :" in found


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_way_of_a_team(lang: str) -> None:
    log = opened("good")
    path = path_of(log.world, log.entries["good"])
    found = phase_graph(log.world, lang)

    assert [stay.phase for stay in path] == [box.id for box in found.phases]
    assert [stay.by for stay in path] == [None, 0, 0]
    assert path[0].seconds > 0
    assert path[-1].seconds == 0
    text = "\n".join(line.text for line in lanes(found, lang, path))
    assert text.count("▶") == 2
    assert "○" not in text


def test_a_phase_that_the_team_did_not_see_and_one_it_was_moved_to() -> None:
    log = opened("odd")
    path = path_of(log.world, log.entries["odd"])
    moved = path[0]._replace(phase=log.world.scenario.phases[-1].id, by_hand=True, at=99_000)
    found = lanes(phase_graph(log.world, "en"), "en", (*path, moved))
    text = "\n".join(line.text for line in found)

    assert "not visited" in text
    assert "○" in text
    assert "sent on by the exercise office" in text
