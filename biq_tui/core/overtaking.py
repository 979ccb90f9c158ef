"""Nobody overwrites unknowingly what somebody else has just changed (no lost update).

A screen says as of which journal entry its writer has seen the data. If since then another entry
has given a column of a row another value, and hers is a third one, nothing is written; she is told
what was done meanwhile, and what she typed stays in the line. Once she has seen it, the same Enter
does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session, col, select

from .errors import Refused
from .journal import Image, JournalRow, head, image_of
from .language import _


def refuse_if_overtaken(
    session: Session,
    as_of: int,
    table: Table,
    rows: Mapping[int, Mapping[str, Any]],
    values: Mapping[str, Any],
) -> None:
    """Look whether `values` would overwrite, in `rows` (by id, as they are now), what came after
    journal entry `as_of`. Raises Refused, with what was done meanwhile and its value.
    """
    later = session.exec(
        select(JournalRow)
        .where(
            col(JournalRow.entry) > as_of,
            JournalRow.table == table.name,
            col(JournalRow.row_id).in_(sorted(rows)),
        )
        .order_by(col(JournalRow.entry).desc(), col(JournalRow.position))
    )
    wanted = image_of(dict(values))
    for touched in later:
        for column in sorted(wanted):
            if _changed(touched.before, touched.after, column):
                raise Refused(_overtaken(session, touched.entry, rows[touched.row_id][column]))


def _changed(before: Image | None, after: Image | None, column: str) -> bool:
    return before is not None and after is not None and before.get(column) != after.get(column)


def _overtaken(session: Session, number: int, value: Any) -> str:
    from .telling import told  # it knows how to undo, and that how to write

    said = told(session, [head(session, number)])[0].sentence
    if isinstance(value, str) and value and value not in said and " " in value:
        said = f"{said} „{value}“"  # words of somebody; a single one may be a state's code
    elif isinstance(value, date):
        said = f"{said} ({value.day}.{value.month}.)"
    return _("Just before: {sentence} Do it anyway? Enter.").format(sentence=said)
