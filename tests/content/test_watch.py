"""``check --watch``: checks again after a file was saved, until Ctrl+C."""

from pathlib import Path

import pytest
from content_files import FILES, write_library

from simulator.cli import watching
from simulator.cli.main import main
from simulator.cli.watching import stamp, wait_for_change


def test_waiting_ends_when_a_file_is_changed_made_or_removed(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "deep" / "b.yml"
    second.parent.mkdir()
    first.write_text("a", encoding="utf-8")
    (tmp_path / "note.txt").write_text("no content", encoding="utf-8")
    changes = [
        lambda: first.write_text("aa", encoding="utf-8"),
        lambda: second.write_text("b", encoding="utf-8"),
        first.unlink,
    ]
    for change in changes:
        before = stamp([tmp_path])
        pauses: list[float] = []

        def pause(seconds: float, change=change, pauses=pauses) -> None:
            pauses.append(seconds)
            if len(pauses) == 2:
                change()
            assert len(pauses) < 4, "the change goes unnoticed"

        assert wait_for_change([tmp_path], before, pause) != before
        assert len(pauses) == 2


def test_it_checks_again_after_each_save(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write_library(tmp_path)
    texts = [FILES["manual"][1].replace("weight: 3", "weight: 9"), FILES["manual"][1]]

    def save_and_go_on(_: object, before: watching.Stamp) -> watching.Stamp:
        if not texts:
            raise KeyboardInterrupt
        paths["manual"].write_text(texts.pop(0), encoding="utf-8")
        return before

    monkeypatch.setattr(watching, "wait_for_change", save_and_go_on)
    assert main(["check", str(tmp_path), "--watch", "--lang", "en"]) == 130

    summaries = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Files:")]
    assert [line.split(", ")[1] for line in summaries] == ["errors: 0", "errors: 1", "errors: 0"]


def test_json_and_watch_do_not_go_together(tmp_path: Path) -> None:
    write_library(tmp_path)
    assert main(["check", str(tmp_path), "--watch", "--json"]) == 2
