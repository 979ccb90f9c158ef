"""Tickets of the room on paper: to print, to cut, and to be forgotten when the meeting is over.

Only the paper has the letters. Its file is readable by its owner alone, is never opened by itself
(the projector may show this screen), and is deleted at the end of the meeting; one that was
forgotten, at the next start of the program.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from ..attendance.models import Gathering, Sitting
from ..core import clock
from ..core.database import Database
from ..core.language import _, speaking
from ..core.write import Act
from ..papers.keeping import save
from ..papers.look import Look
from ..papers.typeset import Paper, qr_rows, typeset
from ..voting.tickets import draw, give_out, grouped, next_number
from .models import Meeting

TEMPLATE = Path(__file__).with_name("tickets.typ")

STAYS = timedelta(days=1)
"""So long after its end a meeting that nobody has closed keeps its papers."""

_OURS = re.compile(r"Zettel Treffen (\d+) Nr\. (\d+)-\d+\.pdf").fullmatch


@dataclass(frozen=True, slots=True)
class Printed:
    """Tickets that are good, and the file that they are printed from."""

    file: Path
    notices: tuple[str, ...] = ()


def print_tickets(
    database: Database, act: Act, meeting_id: int, count: int, url: str, look: Look, folder: Path
) -> Printed:
    """Make so many tickets and the paper to cut them from; `url`: where phones vote, or "".

    Blocks, some 10 ms a ticket. Raises Refused if there would be too many, or if no paper can be
    made or written: then no ticket is given out.
    """
    drawn = draw(meeting_id, count)
    first = database.read(next_number, meeting_id)

    def printed(numbers: tuple[int, ...]) -> Printed:
        letters = [each.letters for each in drawn]
        paper = tickets_paper(tuple(zip(numbers, letters, strict=True)), url, look)
        return Printed(save(paper.pdf, folder / _name(meeting_id, numbers)), paper.notices)

    made = printed(tuple(range(first, first + count)))
    try:
        numbers = database.write(act, give_out, meeting_id, drawn).result()
    except BaseException:
        made.file.unlink(missing_ok=True)
        raise
    if numbers[0] == first:
        return made
    made.file.unlink(missing_ok=True)  # another laptop was quicker: these have other numbers
    return printed(numbers)


def tickets_paper(tickets: Sequence[tuple[int, str]], url: str, look: Look) -> Paper:
    """The paper for these tickets (number, letters), sixteen a page."""
    with speaking("de"):
        data = {
            "title": _("Tickets for voting"),
            "qr": qr_rows(url) if url else [],
            "address": url.removeprefix("http://"),
            "tickets": [
                {"number": number, "letters": grouped(letters)} for number, letters in tickets
            ],
        }
        return typeset(TEMPLATE, data, look)


def papers_of(meeting_id: int, folder: Path) -> tuple[Path, ...]:
    """The papers with the tickets of a meeting that are in `folder`, by the numbers on them."""
    ours = [(int(found[2]), file) for file in folder.glob("*.pdf")
            if (found := _OURS(file.name)) and int(found[1]) == meeting_id]  # fmt: skip
    return tuple(file for _first, file in sorted(ours))


def forget_over(database: Database, folder: Path) -> int:
    """Delete the papers of meetings that are over; how many files these were. Blocks."""
    files = [(file, int(found[1])) for file in folder.glob("*.pdf") if (found := _OURS(file.name))]
    if not files:
        return 0
    kept = database.read(_going_on, clock.now())
    over = [file for file, meeting_id in files if meeting_id not in kept]
    return sum(_is_gone(file) for file in over)


def _is_gone(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
    except OSError:  # Windows keeps what a viewer has open: the next start tries it again
        return False
    return True


def _going_on(session: Session, now: datetime) -> frozenset[int]:
    """The meetings that are to come or have not ended."""
    query = (
        select(col(Meeting.id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(
            col(Gathering.sitting) != Sitting.ENDED,
            col(Gathering.ends_at) > now - STAYS,
        )
    )
    return frozenset(id or 0 for id in session.connection().execute(query).scalars())


def _name(meeting_id: int, numbers: Sequence[int]) -> str:
    return f"Zettel Treffen {meeting_id} Nr. {numbers[0]}-{numbers[-1]}.pdf"
