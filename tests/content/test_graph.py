"""Circles are found whatever the shape of the graph, each group of names once, and chains of any length are fine."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.content.lint.graph import cycles, reachable

NAMES = "abcdefg"
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES + "z"), max_size=4), max_size=7)


@given(GRAPHS)
def test_each_group_of_names_that_lead_to_one_another_gives_one_circle(edges: dict[str, list[str]]) -> None:
    beyond = {name: {n for target in edges[name] for n in reachable(target, edges)} for name in edges}
    circling = {name: frozenset(o for o in edges if o in beyond[name] and name in beyond[o]) for name in edges}

    found = cycles(edges)

    groups = [circling[way[0]] for way in found]
    assert sorted(map(sorted, groups)) == sorted(map(sorted, {group for group in circling.values() if group}))
    for way, group in zip(found, groups, strict=True):
        assert set(way) <= group
        assert len(set(way)) == len(way)
        assert all(there in edges[here] for here, there in zip(way, (*way[1:], way[0]), strict=True))
        assert way[0] == min(group, key=list(edges).index)
    assert [list(edges).index(way[0]) for way in found] == sorted(list(edges).index(way[0]) for way in found)


def test_a_name_may_circle_alone() -> None:
    assert cycles({"a": ["a"], "b": ["a"], "c": ["unknown"]}) == [("a",)]


def test_long_chains_and_long_circles() -> None:
    chain = {str(n): [str(n + 1)] for n in range(50_000)}

    assert cycles(chain) == []
    assert len(cycles({**chain, "50000": ["0"]})[0]) == 50_001
