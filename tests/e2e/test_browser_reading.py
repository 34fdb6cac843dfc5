"""What is read on a page: whole words at every width, and nothing that is not true without a script."""

import pytest
from support.browsing import CHROMIUM, CLERK, HEAD, SKIP, TEAM, Browsers, House, seat_pages

from simulator.engine.commands import FinishTeam
from simulator.session.room_port import Part

pytestmark = pytest.mark.skipif(not CHROMIUM, reason=SKIP)

SEAT_PAGES = seat_pages("I03")
BROKEN = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const word of node.data.matchAll(/[A-Za-z]{2,20}/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter((r) => r.width > 1).map((r) => Math.round(r.top)));
      if (lines.size > 1) found.add(word[0]);
    }
  }
  return [...found];
}"""


async def test_no_english_word_is_broken_at_any_width(house: House, browsers: Browsers) -> None:
    await house.begin()
    await house.pass_time(310)
    broken, wide = [], []
    people = [
        (Part.SEAT, HEAD, SEAT_PAGES),
        (Part.FACILITATOR, None, ("/control",)),
        (Part.OBSERVER, None, ("/observer",)),
        (Part.PROJECTOR, None, ("/projector",)),
    ]
    for part, seat, paths in people:
        desk = await browsers.desk(house)
        page = await desk.come_in(house.code(part, seat), lang="en")
        for path in paths:
            if path == "/seat/score":
                assert await house.hall.batches.submit(TEAM, FinishTeam(at=house.clock.now())) is None
            await desk.open(path)
            for width in (320, 390, 640, 900, 1280):
                await page.set_viewport_size({"width": width, "height": 800})
                broken += [(path, width, word) for word in await page.evaluate(BROKEN)]
                if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    wide.append((path, width))

    assert broken == []
    assert wide == [], "tables are scrolled by themselves, never the page"


async def test_whoever_is_named_so_comes_first_and_the_others_say_why(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, CLERK))
    await desk.open("/seat/contacts?q=警察")
    rows = await page.locator("tbody th").all_inner_texts()
    assert rows[0].startswith("水郷警察署")
    assert len(rows) > 1
    assert set(await page.locator("main mark").all_inner_texts()) == {"警察"}

    await desk.open("/seat/own")
    await page.check("#c-mayor")
    await page.fill("#f-filter", "警察")
    shown = [await one.inner_text() for one in await page.locator("#whom-list .choice:visible").all()]
    assert shown[0].startswith("水郷警察署")
    assert "夜間 警察又は" in next(one for one in shown if one.startswith("支援措置の世帯"))
    assert any(one.startswith("市長") for one in shown), "whoever is ticked stays in sight"
    await page.fill("#f-filter", "だれでもない")
    assert await page.locator("#f-filter-none").is_visible()
    await page.fill("#f-filter", "")
    assert await page.locator("#whom-list > *").first.inner_text() == "庁内"
    assert desk.complaints == []


TRUE_WITH_SCRIPT = {
    "ja": ("自動で変わります", "自動で現れ", "自動で並び", "送信されることはありません"),
    "en": ("renews itself when", "by itself", "never sends"),
}
STILL = {"ja": "自動で更新されず", "en": "does not renew itself"}


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_with_and_without_a_script_only_what_is_true_is_said(house: House, browsers: Browsers, lang: str) -> None:
    told = {}
    for script in (True, False):
        desk = await browsers.desk(house, java_script_enabled=script)
        page = desk.page
        await desk.open(f"/join?lang={lang}")
        await page.fill("#code", house.code(Part.SEAT, CLERK))
        await page.locator("main form button").click()
        if await page.locator("#share").count():
            await page.locator("main form button").click()
        await page.locator("#overview").wait_for()
        told[script] = await page.locator("body").inner_text()
        await desk.open("/seat/help")
        told[script] += await page.locator("body").inner_text()

    assert [words for words in TRUE_WITH_SCRIPT[lang] if words not in told[True]] == []
    assert [words for words in TRUE_WITH_SCRIPT[lang] if words in told[False].replace(STILL[lang], "")] == []
    assert STILL[lang] in told[False]
    assert STILL[lang] not in told[True]
