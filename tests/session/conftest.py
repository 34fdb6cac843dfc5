"""What tests of the session share."""

import pytest
from support.halls import START

from simulator.session.clocks import SetClock


@pytest.fixture
def clock() -> SetClock:
    """Real time, set by hand."""
    return SetClock(START)
