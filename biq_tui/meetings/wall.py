"""The wall of ideas: a column for each group where there is room, else one list. Pure.

Nothing reorders: ideas join their column at its end, columns grow to the right, and what does not
fit is counted ("… 5 more").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from ..core.language import _, ngettext
from ..ui.item_list import GUTTER, Item, Tone
from ..ui.shown import set_off
from .board import Board, IdeaRow
from .models import IdeaState

COLUMN = 23
"""Least width of a column, in cells: four of them stand in 100."""

HEAD = 2
"""Lines above the ideas of a column."""

SIGNS = {IdeaState.PARKED: "…", IdeaState.CHOSEN: "✓", IdeaState.OPEN: ""}

Look = Callable[[IdeaRow], tuple[str, Tone]]
"""Sign and tone of an idea."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One line, and the number of the idea that stands in it, or the letter of a group's title."""

    item: Item
    number: int | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    """The room there is: so many columns of so many lines, each so many cells wide."""

    columns: int
    height: int
    width: int

    @classmethod
    def of(cls, width: int, height: int) -> Space:
        """As many columns as fit side by side, and as `ItemList` draws them."""
        columns = max((width + GUTTER) // (COLUMN + GUTTER), 1)
        return cls(columns, height, (width - GUTTER * (columns - 1)) // columns)

    @property
    def room(self) -> int:
        """How many ideas stand in one column."""
        return max(self.height - HEAD, 1)


def idea_item(idea: IdeaRow, look: Look, tail: str = "") -> Item:
    """One idea in one line: number, words, how often, and whether it is parked or chosen."""
    sign, tone = look(idea)
    text = "  ".join(filter(None, [set_off(idea.line), idea.times, SIGNS[idea.state], tail]))
    return Item(text, f"{idea.number}", sign=sign, tone=tone)


def listed(board: Board, look: Look) -> list[Shown]:
    """All ideas below the titles of their groups."""
    lines: list[Shown] = []
    for letter, title, ideas in _groups(board):
        if not ideas and title is None:
            continue
        if lines:
            lines.append(Shown(Item("")))
        lines.append(Shown(Item(_heading(title, len(ideas)), tone=Tone.STRONG), letter=letter))
        lines += [Shown(idea_item(idea, look), idea.number) for idea in ideas]
    return lines


def in_columns(board: Board, look: Look, space: Space) -> list[Shown]:
    """A column for each group; what is in no group goes on where no group stands yet.

    More groups than columns stand on further pages.
    """
    (_letter, _none, loose), *groups = _groups(board)
    free = max(space.columns - 1 - len(groups), 0)
    runs_over = loose[space.room :] if free else ()
    first = loose[: space.room] if free else loose
    columns = [_column(_heading(None, len(loose)), first, look, space)]
    columns += [
        _column(_heading(title, len(ideas)), ideas, look, space, letter)
        for letter, title, ideas in groups
    ]
    for left in range(free, 0, -1):
        if runs_over:
            shown = runs_over if left == 1 else runs_over[: space.room]
            columns.append(_column(_("IN NO GROUP, more"), shown, look, space))
            runs_over = runs_over[len(shown) :]
    return [line for column in columns for line in column]


def _column(
    heading: str, ideas: Sequence[IdeaRow], look: Look, space: Space, letter: str = ""
) -> list[Shown]:
    lines = [
        Shown(Item(f" {_cut(heading, space.width - 2)}", tone=Tone.STRONG), letter=letter),
        Shown(Item(f" {'─' * (space.width - 3)}")),
    ]
    fits = len(ideas) <= space.room
    shown = ideas if fits else ideas[: space.room - 1]
    lines += [Shown(_narrow(idea, look, space.width), idea.number) for idea in shown]
    if not fits:
        rest = ngettext("… {n} more", "… {n} more", len(ideas) - len(shown))
        lines.append(Shown(Item(f" {rest}", tone=Tone.DIM)))
    lines += [Shown(Item(""))] * (space.height - len(lines))
    return lines[: space.height]


def _narrow(idea: IdeaRow, look: Look, width: int) -> Item:
    """An idea in a column: its words give way to how often it was said."""
    sign, tone = look(idea)
    number = f"{idea.number:<2} "
    facts = "".join(f" {fact}" for fact in (idea.times, SIGNS[idea.state]) if fact)
    room = width - 2 - cell_len(number) - cell_len(facts)
    return Item(f"{number}{set_off(_cut(idea.line, room))}{facts}", sign=sign, tone=tone)


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…"


def _groups(board: Board) -> list[tuple[str, str | None, tuple[IdeaRow, ...]]]:
    """Letter, title and ideas: those in no group first, then every group by its letter."""
    groups: list[tuple[str, str | None, tuple[IdeaRow, ...]]] = [("", None, board.ideas_of(None))]
    groups += [
        (
            group.letter,
            f"{group.letter.upper()}  {group.title.upper()}",
            board.ideas_of(group.cluster_id),
        )
        for group in board.groups
    ]
    return groups


def _heading(title: str | None, count: int) -> str:
    loose = _("IN NO GROUP YET")
    return f"{set_off(title or loose)} ({count})"
