"""The shipped scenarios: generated teams reach every part of each, and score every step that it expects."""

import pytest

from simulator.content.library import listed
from simulator.content.loading import load_scenario, load_scripts
from simulator.session.exploring.exploration import explore


@pytest.mark.parametrize("name", [entry.id for entry in listed("scenario")])
def test_every_shipped_scenario_is_reached_in_every_part(name: str) -> None:
    content = load_scenario(name).content
    assert content is not None
    found = explore(content, load_scripts(name).scripts, content.scenario.day_one, "ja")

    assert (found.missing, found.unscored, found.dead_ends, found.circles) == ((), (), (), 0)
