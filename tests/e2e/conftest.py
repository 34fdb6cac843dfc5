"""What the tests with a browser begin with; a file that needs another room or stricter browsers has its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.browsing import Browsers, House


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """The flagship with people at two seats, not started; nothing went wrong inside the server."""
    from support.browsing import CLERK, HEAD, open_house

    async with open_house(tmp_path, (CLERK, HEAD)) as found:
        yield found
        assert found.errors == []


@pytest.fixture
async def browsers() -> AsyncIterator[Browsers]:
    """Browsers that ask nobody but the server for anything."""
    from support.browsing import open_browsers

    async with open_browsers() as found:
        yield found
        for desk in found.desks:
            assert desk.elsewhere == []
