"""Drafts of responses not yet sent, kept in a small file beside the log. They are no facts, so the log has none."""

from __future__ import annotations

import json
from pathlib import Path

from simulator.session.port import Draft

WRAP_UP = "wrap-up "
"""Begins the names of drafts of answers to the questions of hot wash and survey."""


class Drafts:
    """Drafts of one seat, by inject. A file that cannot be read or written costs a draft and nothing else."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._kept: dict[str, Draft] = _read(path) if path else {}

    def get(self, inject: str | None) -> Draft:
        return dict(self._kept.get(inject or "", {}))

    def keep(self, inject: str | None, draft: Draft) -> None:
        """Keep ``draft``; an empty one forgets what was kept."""
        name = inject or ""
        kept = dict(draft) if any(text.strip() for text in draft.values()) else None
        if kept == self._kept.get(name):
            return
        if kept is not None:
            self._kept[name] = kept
        else:
            del self._kept[name]
        self._write()

    def forget_all(self) -> None:
        """Forget every response not sent; what is asked at the end may still be answered."""
        self._kept = {name: draft for name, draft in self._kept.items() if name.startswith(WRAP_UP)}
        self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            if self._kept:
                self._path.write_text(json.dumps(self._kept, ensure_ascii=False), encoding="utf-8")
            else:
                self._path.unlink(missing_ok=True)
        except OSError:
            return


def _read(path: Path) -> dict[str, Draft]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(inject): {str(name): str(text) for name, text in draft.items()}
        for inject, draft in found.items()
        if isinstance(draft, dict)
    }
