"""The evidence pack: a ZIP with a page, the data, an extract of the log and hashes for each section."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from simulator.log.store import EventStore
from simulator.model.safe_text import visible_json
from simulator.report.aar_html import html_of
from simulator.report.aar_markdown import markdown_of
from simulator.report.evidence import SectionEvidence
from simulator.report.evidence_document import evidence_document
from simulator.report.plain_files import zip_of
from simulator.words import Translate


def evidence_pack(
    store: EventStore,
    sections: Sequence[SectionEvidence],
    lang: str,
    t: Translate,
    printed: Callable[[str], bytes] | None = None,
) -> bytes:
    """The ZIP. ``printed`` makes a PDF of a page, where a browser is there to do it."""
    files: dict[str, bytes] = {}
    rows = {(row.stream, row.seq): row for _, row in store.rows()}
    for evidence in sections:
        folder = _name(evidence.section)
        paper = evidence_document(evidence, lang, t)
        page = html_of(paper, None)
        files[f"{folder}/evidence.html"] = page.encode()
        files[f"{folder}/evidence.md"] = markdown_of(paper).encode()
        if printed is not None:
            files[f"{folder}/evidence.pdf"] = printed(page)
        files[f"{folder}/evidence.json"] = _json(asdict(evidence))
        lines = [
            visible_json(rows[stream, seq].line())
            for stream, seqs in evidence.seqs
            for seq in seqs
            if (stream, seq) in rows
        ]
        files[f"{folder}/log-extract.jsonl"] = "".join(line + "\n" for line in lines).encode()
    heads = {row.stream: (row.seq, row.hash) for row in rows.values()}
    files["log-heads.json"] = _json(
        {"exercise": store.exercise, "streams": {name: {"rows": seq, "hash": h} for name, (seq, h) in heads.items()}}
    )
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items())]
    files["SHA256SUMS"] = ("\n".join(sums) + "\n").encode()
    return zip_of(dict(sorted(files.items())))


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _name(section: str) -> str:
    """A section's id as a folder: ids hold letters, figures, hyphens and underscores only."""
    return "".join(c for c in section if c.isalnum() or c in "-_") or "section"
