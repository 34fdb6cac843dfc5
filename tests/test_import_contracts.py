"""The import contracts hold, and each of them fails where somebody breaks it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

VIOLATIONS = {
    "a lower room imports a higher one": ("model/base.py", "import simulator.engine.clock"),
    "engine imports scoring": ("engine/clock.py", "import simulator.scoring.record"),
    "scoring imports engine": ("scoring/record.py", "import simulator.engine.clock"),
    "a pure room reads the clock": ("engine/clock.py", "import time"),
    "a pure room rolls dice": ("scoring/record.py", "import random"),
    "a pure room touches files": ("model/base.py", "import pathlib"),
    "a pure room speaks to the user": ("engine/clock.py", "import simulator.words"),
    "the session draws on the screen": ("session/clocks.py", "import textual"),
    "a screen opens the database": ("tui/wording.py", "import sqlalchemy"),
    "the command line reads YAML": ("cli/exit_codes.py", "import yaml"),
    "a report builds a machine": ("report/width.py", "import transitions"),
    "a room that nobody placed": ("attic/__init__.py", ""),
}


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"], cwd=tree, capture_output=True, text=True, env={"PYTHONPATH": str(tree), "PATH": ""}
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package that may be broken."""
    tree = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "simulator", tree / "simulator", ignore=shutil.ignore_patterns("__pycache__", "*.mo", "library")
    )
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


def test_the_contracts_hold(house: Path) -> None:
    found = lint(house)

    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("what", VIOLATIONS)
def test_a_planted_violation_breaks_the_build(house: Path, what: str) -> None:
    name, line = VIOLATIONS[what]
    path = house / "simulator" / name
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    try:
        path.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")

        assert lint(house).returncode == 1
    finally:
        if before is None:
            shutil.rmtree(path.parent)
        else:
            path.write_text(before, encoding="utf-8")
