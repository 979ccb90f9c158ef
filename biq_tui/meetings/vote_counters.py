"""Who counted hands or dots in a vote: by what those who typed had said of themselves."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from ..core.journal import JournalEntry, JournalRow
from ..core.language import _
from ..core.rows import table_of
from ..voting.models import HandCount, PollOption
from .places import place_of


def counters(session: Session, meeting_id: int, poll_id: int) -> tuple[str, ...]:
    """The names, in the order in which they counted first; who has not said a name is not told.

    A number that was taken back was not counted.
    """
    entries, rows = table_of(JournalEntry), table_of(JournalRow)
    undoing = entries.alias()
    counts = (
        select(col(HandCount.id))
        .join(PollOption, col(PollOption.id) == col(HandCount.option_id))
        .where(col(PollOption.poll_id) == poll_id)
    )
    query = (
        select(entries.c.by)
        .join(rows, rows.c.entry == entries.c.number)
        .outerjoin(undoing, undoing.c.undo_of == entries.c.number)
        .where(
            entries.c.place == place_of(meeting_id),
            entries.c.by != "",
            entries.c.undo_of.is_(None),
            undoing.c.number.is_(None),
            rows.c.table == HandCount.__tablename__,
            rows.c.row_id.in_(counts),
        )
        .order_by(entries.c.number)
    )
    return tuple(dict.fromkeys(session.connection().execute(query).scalars()))


def counted_by(names: tuple[str, ...]) -> str:
    """Said of a vote only where several people have counted; else ""."""
    if len(names) < 2:
        return ""
    return _("Counted by: {names}").format(names=", ".join(names))
