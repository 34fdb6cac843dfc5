"""Join cards: everything that somebody types who has never used ssh stands on the card, and fits on it."""

import asyncio
import shutil
from html.parser import HTMLParser

import pytest
from playwright.async_api import async_playwright

from simulator.report.join_cards import JoinCard, Joining, hand_out, steps_at
from simulator.words import translator

CHROMIUM = shutil.which("chromium") or ""
PROOF = "SHA256:La3HPJLcjoYz+WYPsc9e1Jx/PEQjDVC65mfN4ow7BJ4"
LONG = {
    "ja": ("置き忘れたファイルがネットに載った日", "データ管理活用グループ リーダー", "データ管理活用グループ"),
    "en": ("The day a forgotten file went online", "Head, Child and Family Section", "Child and Family Section"),
}


def joining(lang: str, proof: str = PROOF) -> Joining:
    title, heading, detail = LONG[lang]
    link = "https://192.0.2.107:8765/join#code=K7QF-3MNP-W2RT"
    card = JoinCard("Team 1", heading, detail, "K7QF-3MNP-W2RT", "team1/a", link, ("佐藤 花子", "高橋 太郎"))
    addresses = {
        "browser": ("https://192.0.2.107:8765",),
        "terminal": ("tabletop join https://192.0.2.107:8765",),
        "ssh": ("ssh -p 8722 join@192.0.2.107",),
    }
    return Joining(title, "x", addresses, (), (card,) * 5, proof)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_whoever_has_never_used_ssh_finds_each_step_on_the_card(lang: str) -> None:
    reader = _Text()
    reader.feed(hand_out(joining(lang), translator("report", lang), lang))
    card = "\n".join(reader.found)
    order = [card.index(one) for one in ("ssh -p 8722 join@192.0.2.107", "cmd", "yes")]

    assert order == sorted(order)
    assert PROOF in card
    assert "SEAT@" not in card
    assert "席名" not in card


def test_without_a_fingerprint_none_is_spoken_of() -> None:
    steps = steps_at("ssh -p 8722 join@192.0.2.107", translator("report", "en"))

    assert len(steps) == 4
    assert not any("SHA256" in one or "{" in one for one in steps)


@pytest.mark.skipif(not CHROMIUM, reason="needs Chromium as /usr/bin/chromium")
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_nothing_on_a_card_is_cut_off(lang: str) -> None:
    page_text = hand_out(joining(lang), translator("report", lang), lang)

    async def cut() -> list[str]:
        async with async_playwright() as playwright:
            chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            try:
                page = await chromium.new_page()
                await page.emulate_media(media="print")
                await page.set_content(page_text)
                found: list[str] = await page.evaluate(
                    "[...document.querySelectorAll('.card')].filter((one) => one.scrollHeight > one.clientHeight"
                    " || one.scrollWidth > one.clientWidth).map((one) => one.innerText)"
                )
                return found
            finally:
                await chromium.close()

    assert asyncio.run(cut()) == []
