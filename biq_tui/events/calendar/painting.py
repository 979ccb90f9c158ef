"""What each tab of the calendar shows: the sheet above, and the rows below it. Pure."""

from __future__ import annotations

from collections.abc import Collection

from ...ui.cells import Lines
from .board import board_lines
from .calendar_line import Scene, View
from .day_rows import Row, rows_of_day, rows_of_event, rows_of_month
from .entries import Key
from .month import month_lines
from .week import DETAIL, week_lines

BELOW_THE_BOARD = 3
"""Lines for the chosen event."""


def sheet_of(
    scene: Scene, size: tuple[int, int], chosen: Key | None, lit: Collection[Key]
) -> Lines | None:
    """The sheet, at most as large as `size`; empty for the list, None while the month is read."""
    width, height = size
    if scene.view is View.LIST:
        return ()
    if scene.view is View.BOARD:
        room = max(height - BELOW_THE_BOARD, 1)
        lines = board_lines(scene.board or (), (width, room), chosen, lit)
        return (*lines, *(() for _row in range(room - len(lines))))
    if scene.shown is None:
        return None
    days = (scene.shown, scene.day, scene.today)
    if scene.view is View.WEEK:
        return week_lines(*days, (width, height - DETAIL), chosen, lit)
    return month_lines(*days, size, chosen, lit)


def rows_below(
    scene: Scene, height: int, chosen: Key | None, names_hidden: bool
) -> tuple[Row, ...]:
    """What stands below the sheet, in so many lines: the chosen day, or the chosen event."""
    if scene.view is View.BOARD:
        entry = next((one for one in scene.here if one.key == chosen), None)
        return () if entry is None else (Row(""), *rows_of_event(entry))
    if scene.shown is None:
        return ()
    if scene.view is View.LIST:
        return rows_of_month(scene.shown, names_hidden)
    return rows_of_day(scene.shown, scene.day, height, names_hidden, chosen)
