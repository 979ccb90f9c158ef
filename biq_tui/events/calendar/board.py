"""All events by how they stand, drawn as columns. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ...core.language import N_, _, ngettext
from ...ui.cells import Cell, Ink, Lines
from ..models import EventState
from .entries import Entry, Key
from .month import entry_cells

COLUMNS = (
    (EventState.WISH, N_("WISHES")),
    (EventState.PLANNED, N_("PLANNED")),
    (EventState.FIXED, N_("FIXED")),
    (EventState.DONE, N_("OVER")),
    (EventState.EVALUATED, N_("EVALUATED")),
)
"""What each column holds, and what it is called."""

CANCELLED = N_("CANCELLED")


def columns(events: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """The events of each state in turn; what is over has its newest at the top. Cancelled last."""
    each: dict[EventState | None, list[Entry]] = {}
    for entry in events:
        each.setdefault(entry.state, []).append(entry)
    coming = [each.get(state, []) for state, _name in COLUMNS[:3]]
    over = [each.get(state, [])[::-1] for state, _name in COLUMNS[3:]]
    return tuple(map(tuple, (*coming, *over, each.get(EventState.CANCELLED, [])[::-1])))


def in_words(events: Iterable[Entry]) -> str:
    """3 Wünsche, 2 geplant, 1 steht fest."""
    wishes, planned, fixed, *_over = map(len, columns(events))
    facts = (
        ngettext("{n} wish", "{n} wishes", wishes) if wishes or not (planned or fixed) else "",
        ngettext("{n} is planned", "{n} are planned", planned) if planned else "",
        ngettext("{n} is fixed", "{n} are fixed", fixed) if fixed else "",
    )
    return f"{', '.join(filter(None, facts))}."


def column_of(events: Iterable[Entry], chosen: Key | None) -> tuple[Key, ...]:
    """The column that holds the chosen one; without one, the first that holds anything."""
    filled = _filled(events)
    return next((keys for keys in filled if chosen in keys), next(iter(filled), ()))


def beside(events: Iterable[Entry], chosen: Key | None, step: int) -> Key | None:
    """What stands in the next column that holds anything, as far down; None if nothing does."""
    filled = _filled(events)
    if not filled:
        return None
    now = next((n for n, keys in enumerate(filled) if chosen in keys), None)
    if now is None or chosen is None:
        return filled[0][0]
    keys = filled[(now + step) % len(filled)]
    return keys[min(filled[now].index(chosen), len(keys) - 1)]


def _filled(events: Iterable[Entry]) -> list[tuple[Key, ...]]:
    return [tuple(entry.key for entry in column) for column in columns(events) if column]


def board_lines(
    events: Iterable[Entry],
    size: tuple[int, int],
    chosen: Key | None = None,
    lit: Collection[Key] = (),
) -> Lines:
    """Five columns, and below them in one line what is cancelled."""
    width, height = size
    *states, cancelled = columns(events)
    column = width // len(states)
    room = max(height - 1 - (2 if cancelled else 0), 1)
    heads = tuple(
        Cell(" " + _(name) + (f" ({len(its)})" if its else ""), column, Ink.STRONG)
        for its, (_state, name) in zip(states, COLUMNS, strict=True)
    )
    parts = [_part(its, room, chosen) for its in states]
    lines = [heads]
    for row in range(max(map(len, parts), default=0)):
        cells: list[Cell] = []
        for part in parts:
            one = part[row] if row < len(part) else None
            if isinstance(one, Entry):
                cells += entry_cells(one, column, chosen, lit)
            else:
                cells.append(Cell(f" {one or ''}", column, Ink.DIM))
        lines.append(tuple(cells))
    if cancelled:
        lines += [() for _row in range(height - 1 - len(lines))]
        lines.append(_line_of(cancelled, width, chosen, lit))
    return tuple(lines)


def _part(its: Sequence[Entry], room: int, chosen: Key | None) -> list[Entry | str]:
    """As many as fit, around the chosen one; what is left out is counted."""
    if len(its) <= room:
        return list(its)
    keys = [entry.key for entry in its]
    at = keys.index(chosen) if chosen in keys else 0
    first = max(min(at - room // 2, len(its) - room), 0)
    shown: list[Entry | str] = list(its[first : first + room])
    if first:
        shown[0] = f"… {first + 1}"
    if first + room < len(its):
        shown[-1] = f"… {len(its) - first - room + 1}"
    return shown


def _line_of(
    cancelled: Sequence[Entry], width: int, chosen: Key | None, lit: Collection[Key]
) -> tuple[Cell, ...]:
    """What is cancelled, side by side, as far as there is room; the chosen one is among it."""
    head = " " + _(CANCELLED) + f" ({len(cancelled)})"
    cells = [Cell(head, len(head) + 1, Ink.DIM)]
    room = width - len(head) - 1
    wide = max(width // len(COLUMNS), 8)
    count = max(room // wide, 1)
    keys = [entry.key for entry in cancelled]
    first = keys.index(chosen) // count * count if chosen in keys else 0
    for entry in cancelled[first : first + count]:
        cells += entry_cells(entry, wide, chosen, lit)
    return tuple(cells)
