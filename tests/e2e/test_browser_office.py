"""The exercise office at a browser: what it is told on the page of control while that page stays open."""

import errno

import pytest
from playwright.async_api import expect
from support.browsing import CHROMIUM, SKIP, Browsers, House

from simulator.session.room_port import Part

pytestmark = pytest.mark.skipif(not CHROMIUM, reason=SKIP)


@pytest.mark.parametrize(("lang", "told"), [("ja", "参加コード"), ("en", "join codes")])
async def test_codes_that_cannot_be_saved_are_told_as_long_as_it_lasts(
    house: House, browsers: Browsers, lang: str, told: str
) -> None:
    desk = await browsers.desk(house, viewport={"width": 390, "height": 800})
    page = await desk.come_in(house.code(Part.FACILITATOR), lang=lang)
    await expect(page.locator("#trouble")).to_be_empty()

    house.hall.access.unkept = OSError(errno.ENOSPC, "no space")
    await expect(page.locator("#trouble")).to_contain_text(told)
    assert await desk.serious() == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    house.hall.access.unkept = None
    await expect(page.locator("#trouble")).to_be_empty()
