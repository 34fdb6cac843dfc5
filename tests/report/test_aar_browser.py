"""The page in a real browser: no complaint, nothing asked for elsewhere, readable without eyes, right on paper."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.evaluated import evaluated, sample

from simulator.report.aar import AarOptions
from simulator.report.aar_build import after_action_report
from simulator.report.aar_html import html_page
from simulator.report.aar_pdf import find_browser, pdf_of

CHROMIUM = find_browser()

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium, Chrome or Edge here")


@pytest.fixture(scope="module", params=["ja", "en"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flagship's report with what evaluators added, as a file."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(
        html_page(after_action_report(evaluated(), request.param, AarOptions(team="model"))), encoding="utf-8"
    )
    return path


@pytest.fixture
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def test_the_browser_has_nothing_to_complain_of(page: Path, browser: object) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = browser.new_page(viewport={"width": 1000, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page.as_uri())
    # A page that is wider than a narrow window would have to be pushed about.
    tab.set_viewport_size({"width": 480, "height": 900})
    wide = tab.evaluate("document.documentElement.scrollWidth")
    found = Axe().run(tab).response["violations"]

    assert said == []
    assert asked == [page.as_uri()]
    assert wide <= 480
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here")
@pytest.mark.parametrize(
    ("lang", "head"),
    [("ja", "番号"), ("en", "No.")],
)
def test_on_paper_pages_are_numbered_and_tables_go_on_with_their_heads(lang: str, head: str, tmp_path: Path) -> None:
    aar = after_action_report(sample(), lang, AarOptions(team="late", responses=False))
    target = tmp_path / "report.pdf"
    target.write_bytes(pdf_of(html_page(aar)))
    text = subprocess.run(["pdftotext", "-layout", str(target), "-"], check=True, capture_output=True).stdout.decode()
    pages = text.split("\f")[:-1]

    assert len(pages) > 10
    for number, one in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in one, number
    items = [one for one in pages if any(re.match(r"\s*K\d\d\b", line) for line in one.split("\n"))]
    assert len(items) > 1
    assert all(head in one for one in items)
    # No page ends with a heading whose text stands on the next.
    headings = {block.text.strip() for block in _headings(aar)}
    for number, one in enumerate(pages, 1):
        body = [line.strip() for line in one.strip().split("\n") if line.strip()][:-1]
        assert body[-1] not in headings, (number, body[-1])


def _headings(aar: object) -> list[object]:
    from simulator.report.aar_blocks import Heading
    from simulator.report.aar_document import document

    return [block for block in document(aar).blocks if isinstance(block, Heading)]
