"""An organisation may hold the roles of several scenarios: a scenario is played by those that it speaks to."""

import pytest

from simulator.content.loading import load_scenario
from simulator.session.rehearsal import scripted_seats


@pytest.mark.parametrize(
    ("scenario", "plays", "sits_out"),
    [
        ("mail-sent-to-all", "event-clerk", "community-clerk"),
        ("lost-usb-stick", "community-clerk", "event-clerk"),
        ("lost-file-posted-online", "child-family-clerk", "event-clerk"),
    ],
)
def test_only_the_roles_that_something_comes_to_have_a_seat(scenario: str, plays: str, sits_out: str) -> None:
    content = load_scenario(scenario).content
    assert content is not None
    assert {plays, sits_out} <= set(content.organization.roles)

    seats = {seat.id for seat in scripted_seats(content)}

    assert plays in seats
    assert sits_out not in seats
    assert seats == {role for inject in content.scenario.injects for role in content.receivers(inject.to)}
