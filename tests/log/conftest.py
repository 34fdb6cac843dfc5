"""Places for logs that tests of this room share."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from log_helpers import small_log

_NOBODY = 65534


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A closed log of seven rows."""
    return small_log(tmp_path / "drill-1.sqlite")


@pytest.fixture
def no_writing() -> Iterator[Callable[[Path], AbstractContextManager[Path]]]:
    """``with no_writing(folder) as place``: a copy of ``folder`` in which this process can read and not write."""
    place = Path(tempfile.mkdtemp(prefix="tabletop-test-"))

    @contextmanager
    def as_reader(folder: Path) -> Iterator[Path]:
        if os.name != "posix":
            pytest.skip("permissions of folders are POSIX's")
        shutil.copytree(folder, place, dirs_exist_ok=True)
        for file in place.iterdir():
            file.chmod(0o444)
        place.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(_NOBODY)
        try:
            yield place
        finally:
            if root:
                os.seteuid(0)
            place.chmod(0o755)

    yield as_reader
    shutil.rmtree(place)
