"""Circles in "this comes after that". Time grows with the number of links, and no depth of them exhausts the stack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def cycles(edges: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """One circle for each group of names that lead to one another, from its first name in the order of ``edges``.

    ``("a", "b")`` stands for a → b → a. Names that are not keys of ``edges`` lead nowhere.
    """
    order = {name: n for n, name in enumerate(edges)}
    found: list[tuple[str, ...]] = []
    for group in _groups(edges):
        way = _way_back(min(group, key=order.__getitem__), edges, group)
        if way:
            found.append(way)
    return sorted(found, key=lambda way: order[way[0]])


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


def _way_back(name: str, edges: Mapping[str, Iterable[str]], group: set[str]) -> tuple[str, ...]:
    """A shortest way within ``group`` from ``name`` to itself, () where there is none."""
    came_from: dict[str, str] = {}
    todo = [name]
    for here in todo:
        for there in edges[here]:
            if there == name:
                way = [here]
                while way[-1] != name:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if there in group and there not in came_from:
                came_from[there] = here
                todo.append(there)
    return ()


def _groups(edges: Mapping[str, Iterable[str]]) -> Iterator[set[str]]:
    """Names in groups that lead to one another (Kosaraju: backwards from each, the one finished last first)."""
    backwards: dict[str, list[str]] = {name: [] for name in edges}
    for name, targets in edges.items():
        for target in targets:
            if target in backwards:
                backwards[target].append(name)
    taken: set[str] = set()
    for name in reversed(_finished(edges)):
        if name in taken:
            continue
        group = {name}
        todo = [name]
        while todo:
            for before in backwards[todo.pop()]:
                if before not in group and before not in taken:
                    group.add(before)
                    todo.append(before)
        taken |= group
        yield group


def _finished(edges: Mapping[str, Iterable[str]]) -> list[str]:
    """Names in the order in which a walk in depth is done with them."""
    seen: set[str] = set()
    done: list[str] = []
    for start in edges:
        if start in seen:
            continue
        seen.add(start)
        stack = [(start, iter(edges[start]))]
        while stack:
            name, targets = stack[-1]
            following = next((target for target in targets if target in edges and target not in seen), None)
            if following is None:
                stack.pop()
                done.append(name)
            else:
                seen.add(following)
                stack.append((following, iter(edges[following])))
    return done
