"""The phase graph as lines for a terminal: phases down the page, ways out below each, and the way that a team took."""

from __future__ import annotations

from typing import NamedTuple

from simulator.report.mermaid import trouble_words
from simulator.report.phase_graph import PhaseBox, PhaseGraph, Stay, WayOut
from simulator.report.phrases import clock_words
from simulator.words import Translate, mark, translator


class Piece(NamedTuple):
    """Words in one style: ``strong``, ``dim``, ``good``, ``bad`` or none."""

    text: str
    style: str = ""


class LaneLine(NamedTuple):
    """A line before it is wrapped. Lines that go on below it begin after ``indent`` columns."""

    pieces: tuple[Piece, ...]
    indent: int = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def lanes(graph: PhaseGraph, lang: str, path: tuple[Stay, ...] | None = None) -> tuple[LaneLine, ...]:
    """The graph in ``lang``, with the ``path`` of a team where one has played."""
    t = translator("report", lang)
    numbers = {box.id: number for number, box in enumerate(graph.phases, 1)}
    out: list[LaneLine] = []
    for box in graph.phases:
        stays = [] if path is None else [stay for stay in path if stay.phase == box.id]
        out.append(_heading(box, numbers, t, bool(stays), played=path is not None))
        out += [_stay(stay, t) for stay in stays if not box.end]
        out += [_end(stay, t) for stay in stays if box.end]
        out += _ways(box, graph, numbers, t, path)
        out.append(LaneLine((Piece("   │" if box.ways else ""),)))
    return tuple(out[:-1])


def _heading(box: PhaseBox, numbers: dict[str, int], t: Translate, seen: bool, *, played: bool) -> LaneLine:  # noqa: FBT001
    sign = "■" if box.end else "●" if seen or not played else "○"
    pieces = [Piece(f"{numbers[box.id]:>2} {sign} {box.title}", "strong" if seen or not played else "dim")]
    if not box.end:
        plan = t("{minutes} min planned, pace ×{pace}", minutes=box.minutes, pace=box.pace)
        pieces.append(Piece(f"  {plan}", "dim"))
    if box.trouble:
        pieces.append(Piece(f"  !! {trouble_words(t, box)}", "bad"))
    elif played and not seen:
        pieces.append(Piece("  " + t("not visited"), "dim"))
    return LaneLine(tuple(pieces), 5)


def _stay(stay: Stay, t: Translate) -> LaneLine:
    minutes, seconds = divmod(stay.seconds, 60)
    message = mark("moved here by the exercise office at {time}, {minutes} min {seconds} s of real time")
    if not stay.by_hand:
        message = mark("here from {time}, {minutes} min {seconds} s of real time")
    words = t(message, time=clock_words(stay.at), minutes=minutes, seconds=seconds)
    return LaneLine((Piece("   │ "), Piece(words, "good")), 5)


def _end(stay: Stay, t: Translate) -> LaneLine:
    return LaneLine((Piece("     "), Piece(t("ended here {time}", time=clock_words(stay.at)), "good")), 5)


def _ways(
    box: PhaseBox, graph: PhaseGraph, numbers: dict[str, int], t: Translate, path: tuple[Stay, ...] | None
) -> list[LaneLine]:
    taken: set[int] = set()
    by_hand: list[str] = []
    for before, after in zip(path or (), (path or ())[1:], strict=False):
        if before.phase == box.id and after.by is not None:
            taken.add(after.by)
        elif before.phase == box.id and after.by_hand:
            by_hand.append(after.phase)
    out = [_way(way, numbers, t, way.number in taken) for way in box.ways]
    titles = {one.id: one.title for one in graph.phases}
    for to in by_hand:
        words = t("sent on by the exercise office to {phase}", phase=f"{numbers[to]} {titles[to]}")
        out.append(LaneLine((Piece("   ├▶ ", "good"), Piece(words, "good")), 8))
    return out


def _way(way: WayOut, numbers: dict[str, int], t: Translate, taken: bool) -> LaneLine:  # noqa: FBT001
    to = numbers.get(way.to, 0)
    head = f"→ {to}  "
    label = t("{label}: {condition}", label=way.label, condition=way.condition) if way.label else way.condition
    pieces = [
        Piece("   ├▶ " if taken else "   ├─ ", "good" if taken else "dim"),
        Piece(head, "good" if taken else "dim"),
    ]
    pieces.append(Piece(label, "" if taken else "dim"))
    if taken:
        pieces.append(Piece("  " + t("(taken)"), "good"))
    if way.never:
        pieces.append(Piece("  " + t("!! can never hold"), "bad"))
    return LaneLine(tuple(pieces), 12)
