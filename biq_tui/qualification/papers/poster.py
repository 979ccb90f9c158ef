"""The poster for the door, in Einfache Sprache, with a welcome in the languages of the phones."""

from __future__ import annotations

from sqlmodel import Session

from ...core.language import _, speaking
from ...core.phone_texts import phone_languages
from ...papers.typeset import Part, qr_rows
from .heading import date_head
from .wanted import Wanted, template


def parts(session: Session, wanted: Wanted) -> list[Part]:
    """One page for a date."""
    head = date_head(session, wanted.date)
    data = {
        "title": head.run.course,
        "dated": head.dated,
        "block": head.block,
        "theme": head.theme,
        "day": head.day,
        "times": head.times,
        "place": head.place,
        "access": head.access,
        "welcomes": welcomes(),
        "address": wanted.address,
        "qr": qr_rows(wanted.address, "Q") if wanted.address else [],
    }
    return [Part(template("poster"), data)]


def welcomes() -> list[tuple[str, str]]:
    """Code of each language that the phones' page speaks, and its "Welcome!"; German first."""
    said = []
    for language in phone_languages():
        with speaking(language):
            said.append((language, str(_("Welcome!"))))
    return said
