"""A course with people of many scripts, and its papers: each made once for a module of tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from biq_tui.core import clock
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.papers.look import Logo, Look
from biq_tui.people.consents import answer
from biq_tui.people.models import Allowed
from biq_tui.people.service import lock, spell
from biq_tui.qualification import money
from biq_tui.qualification.course import place_of
from biq_tui.qualification.money_sheet import money as money_of
from biq_tui.qualification.options import set_option
from biq_tui.qualification.papers.catalogue import Made, make
from biq_tui.qualification.papers.wanted import Wanted
from biq_tui.qualification.runs import set_facilitators
from tests.attendance.rooms import STATION
from tests.papers.reading import pages
from tests.qualification.courses import Run

NOW = datetime(2027, 3, 4, 15, tzinfo=UTC)
"""The day before the first date."""

NAMES = (
    "Ada Muster",
    "Şükrü Yıldız İğdır",
    "Nour Geheim",
    "محمد علي",
    "Олена Зразок",
    "ሰላም ተስፋይ",
    "🌻",
)
LOCKED, EMOJI = "Nour Geheim", "🌻"
PRINTED_NAMES = (
    "Ada Muster",
    "Şükrü Yıldız İğdır",
    "محمد علي",
    "Олена Зразок",
    "ሰላም ተስፋይ",
    "Sonne",
)
"""As papers show those without a lock: no font here has the sunflower, so its Latin spelling."""

HOUSE = {
    "house.provider": "Haus am Park e. V.",
    "house.access": "Rampe, Hörschleife",
    "funder.grant_ref": "AB-123/2026",
    "notice.controller": "Haus am Park",
    "notice.period": "5 Jahre",
}
_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0h30v10H0z"/></svg>'
)
LOOK = Look(logos=(Logo("logo.svg", _SVG, "svg", "Logo"),), notice="Gefördert vom Land Bremen.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper as it came out."""

    file: str
    pdf: bytes
    notices: tuple[str, ...]


class Press:
    """The course, and its papers."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run = run
        self.folder = folder
        self.database = run.database
        self.act = Act(Actor.FACILITATOR, STATION, place_of(run.run_id))
        self.made = cache(self.print_anew)

    def print_anew(
        self, key: str, place: int | None = 0, name: str = "", address: str = ""
    ) -> Sheet:
        """A paper, for the date at this place in the course."""
        person = self.run.person(name) if name else None
        date = None if place is None else self.run.gatherings[place]
        wanted = Wanted(self.run.run_id, date, person, address)
        return sheet_of(make(self.database, self.act, key, wanted, LOOK))

    def pdf(self, key: str, **wanted: str) -> bytes:
        return self.made(key, **wanted).pdf

    def pages(self, key: str, **wanted: str) -> list[str]:
        """The text of each page."""
        return pages(self.pdf(key, **wanted))

    def text(self, key: str, **wanted: str) -> str:
        return "\n".join(self.pages(key, **wanted))


def sheet_of(made: Made) -> Sheet:
    """The one file of a paper."""
    ((file, pdf),) = made.files.items()
    return Sheet(file, pdf, made.notices)


@contextmanager
def press(folder: Path) -> Iterator[Press]:
    """The course in a new folder; the clock stands."""
    with clock.standing_at(NOW):
        database = open_database(folder)
        run = Run(database)
        run.do(set_facilitators, run.run_id, "Kim, Jan")
        run.enrol(*NAMES)
        run.do(lock, run.person(LOCKED), True)
        run.do(spell, run.person(EMOJI), "Sonne")
        run.do(spell, run.person("Олена Зразок"), "Olena Zrazok")
        run.do(answer, [run.person("Ada Muster")], Allowed.PHOTO, True)
        for key, value in HOUSE.items():
            run.do(set_option, key, value)
        payers = {payer.name: payer for payer in database.read(money_of, run.run_id).people}
        for name, cents in (("Ada Muster", 5000), (LOCKED, 2050)):
            run.do(money.pay, [payers[name].enrolment_id], cents)
        yield Press(run, folder)
        database.close()
