"""Names of new logs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path


def new_log(folder: Path, scenario: str, now: int) -> tuple[str, Path]:
    """An exercise id that no log in ``folder`` has yet, and its path: scenario, local date and time, a number."""
    stamp = datetime.fromtimestamp(now / 1000).astimezone().strftime("%Y%m%d-%H%M")
    base = f"{scenario}-{stamp}"
    number, name = 1, base
    while (folder / f"{name}.sqlite").exists():
        number += 1
        name = f"{base}-{number}"
    return name, folder / f"{name}.sqlite"
