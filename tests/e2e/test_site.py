"""The documentation site: builds without a warning, is whole in both languages, and asks nothing of the network."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.content.code_help import code_help
from simulator.content.shapes import KINDS

ROOT = Path(__file__).parent.parent.parent
OUTSIDE = re.compile(r'<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)="(?:https?:)?//')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    call = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_site_is_whole_local_and_in_both_languages(site: Path) -> None:
    pages = {str(page.relative_to(site)) for page in site.rglob("*.html")}
    wanted = ["index", "guide", "rubrics", *(f"reference/{kind}" for kind in KINDS), "codes/index"]
    wanted += [f"codes/{code.replace('.', '-')}" for code in code_help()]
    assert {f"{below}{page}.html" for page in wanted for below in ("", "ja/")} <= pages

    outside = {
        found[0]: page for page in pages for found in OUTSIDE.finditer((site / page).read_text(encoding="utf-8"))
    }
    assert outside == {}, "a page would ask for something from elsewhere"

    text = (site / "ja" / "reference" / "scenario.html").read_text(encoding="utf-8")
    assert "届く想定時刻。例 D1 13:05" in text
    assert "Scenario time of delivery" not in text
    assert "シナリオを作る" in text, "the navigation is translated too"
