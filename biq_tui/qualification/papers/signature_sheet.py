"""The list for signatures of one date, and a sheet of her own for whom no list may name.

The list goes round: everybody reads all of it. Who has a privacy lock gets an Einzelblatt, which
only she and the facilitator see.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from ...attendance.models import Expected
from ...attendance.slips import Signer, papers
from ...papers.typeset import Part
from .heading import DateHead, date_head, facts_of_date
from .members import Named, latin_of
from .wanted import Wanted, template

GUEST_ROWS = 5
"""Empty rows after the last number, for who comes without being on the list."""

SPARE_ROWS = 10
"""Empty rows of the sheet that lies in reserve."""


@dataclass(frozen=True, slots=True)
class SignatureSheet:
    """Who signs at a date, by number."""

    head: DateHead
    going_round: tuple[tuple[int, Named], ...]
    slips: tuple[tuple[int, Named], ...]
    next_number: int
    """The number that the first guest gets on the screen."""


def signature_sheet(session: Session, gathering_id: int) -> SignatureSheet:
    """Read who is expected. Raises Refused if the date is gone."""
    signing = papers(session, gathering_id, only_present=False)
    everybody = [*signing.going_round, *signing.slips]
    latin = latin_of(session, [signer.person_id for signer in everybody])
    highest = session.exec(
        select(func.max(col(Expected.number))).where(Expected.gathering_id == gathering_id)
    ).one()

    def row(signer: Signer) -> tuple[int, Named]:
        named = {"name": signer.name, "latin": latin.get(signer.person_id, "")}
        return signer.number, named

    return SignatureSheet(
        head=date_head(session, gathering_id),
        going_round=tuple(map(row, signing.going_round)),
        slips=tuple(map(row, signing.slips)),
        next_number=(highest or 0) + 1,
    )


def parts(session: Session, wanted: Wanted) -> list[Part]:
    """The list, then the single sheets."""
    sheet = signature_sheet(session, wanted.date)
    return [list_part(sheet), *slip_parts(sheet)]


def list_part(sheet: SignatureSheet) -> Part:
    """The list that goes round, with rows for guests."""
    rows = [{"number": number, "who": who} for number, who in sheet.going_round]
    return _list(sheet, "Unterschriftenliste", rows, sheet.next_number, GUEST_ROWS)


def spare_part(sheet: SignatureSheet) -> Part:
    """More empty rows; their numbers follow those of the list."""
    first = sheet.next_number + GUEST_ROWS
    return _list(sheet, "Unterschriftenliste: leere Zeilen", [], first, SPARE_ROWS)


def slip_parts(sheet: SignatureSheet) -> list[Part]:
    """One sheet for each person with a privacy lock."""
    return [
        Part(
            template("single_slip"),
            {
                "title": "Einzelblatt für eine Unterschrift",
                "dated": sheet.head.dated,
                "facts": facts_of_date(sheet.head),
                "units": sheet.head.units,
                "number": number,
                "who": who,
            },
            own_sheet=True,
        )
        for number, who in sheet.slips
    ]


def _list(
    sheet: SignatureSheet, title: str, rows: list[dict[str, object]], first: int, blank: int
) -> Part:
    data = {
        "title": title,
        "dated": sheet.head.dated,
        "facts": facts_of_date(sheet.head),
        "units": sheet.head.units,
        "running": f"{sheet.head.run.run} · {sheet.head.block} · {sheet.head.day}",
        "rows": rows,
        "blank": list(range(first, first + blank)),
    }
    return Part(template("signature_sheet"), data)
