"""PDF of a page by a browser that is installed here (Chromium, Chrome, Edge): no window, no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

BROWSER_VARIABLE = "TABLETOP_BROWSER"
"""Names the browser to use, where it is somewhere unusual."""

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "chrome",
)
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_WINDOWS = (r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe")
_SECONDS = 180


class NoPdf(Exception):
    """There is no PDF. ``code``: ``no_browser``, ``failed`` or ``too_slow``; ``detail`` names the browser."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


def find_browser() -> str | None:
    """The program that prints pages; None where there is none."""
    return next(_browsers(), None)


def _browsers() -> Iterator[str]:
    named = os.environ.get(BROWSER_VARIABLE)
    if named:
        found = shutil.which(named)
        if found:
            yield found
        return
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            yield found
    folders = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    places = [*_MAC, *(str(Path(folder, path)) for folder in folders if folder for path in _WINDOWS)]
    yield from (place for place in places if Path(place).is_file())


def pdf_of(page: str) -> bytes:
    """The page as PDF; raises NoPdf."""
    browser = find_browser()
    if browser is None:
        raise NoPdf("no_browser")
    with tempfile.TemporaryDirectory(prefix="tabletop-pdf-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(page, encoding="utf-8")
        call = [
            browser,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-extensions",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-pdf-header-footer",
            f"--user-data-dir={Path(folder, 'profile')}",
            *_without_sandbox(),
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        try:
            subprocess.run(call, check=False, capture_output=True, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            raise NoPdf("too_slow", browser) from None
        except OSError:
            raise NoPdf("failed", browser) from None
        if not target.is_file() or not target.stat().st_size:
            raise NoPdf("failed", browser)
        return target.read_bytes()


def _without_sandbox() -> tuple[str, ...]:
    """Root has no sandbox (containers); the page is our own and runs no script."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return ("--no-sandbox",)
    return ()
