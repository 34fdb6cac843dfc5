"""Circles in "this comes after that"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def cycles(edges: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """One circle for each group of names that lead to one another, from its first name in the order of ``edges``.

    ``("a", "b")`` stands for a → b → a. Names that are not keys of ``edges`` lead nowhere.
    """
    order = {name: n for n, name in enumerate(edges)}
    found: list[tuple[str, ...]] = []
    covered: set[str] = set()
    for name in order:
        if name in covered:
            continue
        way = _way_back(name, edges, order)
        if way:
            found.append(way)
            covered |= _group(name, edges, order)
    return found


def reachable(start: str, edges: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything that ``start`` leads to, itself included."""
    seen = {start}
    todo = [start]
    while todo:
        for name in edges.get(todo.pop(), ()):
            if name not in seen:
                seen.add(name)
                todo.append(name)
    return seen


def _way_back(name: str, edges: Mapping[str, Iterable[str]], known: Mapping[str, int]) -> tuple[str, ...]:
    """A shortest way from ``name`` to itself, () where there is none."""
    came_from: dict[str, str] = {}
    todo = [name]
    for here in todo:
        for there in edges.get(here, ()):
            if there == name:
                way = [here]
                while way[-1] != name:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if there in known and there not in came_from:
                came_from[there] = here
                todo.append(there)
    return ()


def _group(name: str, edges: Mapping[str, Iterable[str]], known: Mapping[str, int]) -> set[str]:
    """Names that lead to ``name`` and that it leads to."""
    return {other for other in reachable(name, edges) if other in known and name in reachable(other, edges)}
