"""The after-action report as Markdown: tables with pipes, charts in words; what somebody typed stays text."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.aar import Aar
from simulator.report.aar_blocks import Block, Bullets, Document, Facts, Figure, Heading, Line, Paragraph, Run, Table
from simulator.report.aar_document import document
from simulator.report.markdown_text import plain_markdown

_STYLES = {"strong": "**", "bad": "**"}


def markdown_page(aar: Aar) -> str:
    """The report as Markdown (CommonMark with pipe tables)."""
    return markdown_of(document(aar))


def markdown_of(paper: Document) -> str:
    """A document as Markdown."""
    lines = [f"# {plain_markdown(paper.title)}", ""]
    if paper.handling:
        lines += [f"**{plain_markdown(paper.handling)}**", ""]
    lines += [plain_markdown(paper.subtitle), ""]
    for block in paper.blocks:
        lines += [*_lines(block), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {plain_markdown(block.text)}"
    elif isinstance(block, Paragraph):
        yield _line(block.line, "  \n")
    elif isinstance(block, Bullets):
        for item in block.items:
            yield "- " + _line(item, "  \n  ")
    elif isinstance(block, Facts):
        yield "| | |"
        yield "|---|---|"
        for label, value in block.rows:
            yield f"| {plain_markdown(label)} | {_line(value, '<br>')} |"
    elif isinstance(block, Table):
        yield f"**{plain_markdown(block.caption)}**"
        yield ""
        yield "| " + " | ".join(map(plain_markdown, block.head)) + " |"
        yield "|" + "---|" * len(block.head)
        for row in block.rows:
            yield "| " + " | ".join(_line(one.line, "<br>") for one in row) + " |"
    else:
        yield from _figure(block)


def _figure(figure: Figure) -> Iterator[str]:
    yield f"*{plain_markdown(figure.caption)}* — {plain_markdown(figure.alt)}"


def _line(line: Line, broken: str) -> str:
    return "".join(_run(run, broken) for run in line)


def _run(run: Run, broken: str) -> str:
    sign = _STYLES.get(run.style, "")
    parts = [plain_markdown(part) for part in run.text.split("\n")]
    if sign:
        parts = [_signed(part, sign) for part in parts]
    return broken.join(parts)


def _signed(part: str, sign: str) -> str:
    """``part`` between signs, which may not stand beside a space; spaces stay outside."""
    words = part.strip()
    if not words:
        return part
    start = part.index(words)
    return f"{part[:start]}{sign}{words}{sign}{part[start + len(words) :]}"
