"""Settings for all tests: Hypothesis profiles, and nothing of the developer's own environment."""

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TABLETOP_LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where TABLETOP_NO_SKIPS is set, a skipped test counts as failed: what it needs should have been installed."""
    report = yield
    if report.skipped and os.environ.get("TABLETOP_NO_SKIPS"):
        report.outcome = "failed"
    return report
