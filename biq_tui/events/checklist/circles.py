"""What waits for what must never wait for itself. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", int, str)


def way(waits: Mapping[Node, Iterable[Node]], start: Node, goal: Node) -> tuple[Node, ...]:
    """A shortest way from `start` to `goal` along what waits for what, both named; () for none."""
    came_from: dict[Node, Node] = {}
    ahead = [start]
    for node in ahead:
        if node == goal:
            found = [node]
            while found[-1] != start:
                found.append(came_from[found[-1]])
            return tuple(reversed(found))
        for needed in sorted(waits.get(node, ())):
            if needed not in came_from and needed != start:
                came_from[needed] = node
                ahead.append(needed)
    return ()


def circle(waits: Mapping[Node, Iterable[Node]]) -> tuple[Node, ...]:
    """One circle: each waits for the next one, the last for the first; () if there is none."""
    for node in sorted(waits):
        for needed in sorted(waits[node]):
            around: tuple[Node, ...] = way(waits, needed, node)
            if around:
                return around
    return ()
