"""The clock stands still on a Friday in March; the event is on a Saturday in June."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.events import access, events
from biq_tui.events.checklist import tasks
from biq_tui.events.checklist.due import Due
from biq_tui.events.helpers import shifts
from biq_tui.events.models import Answer, Feature, Payer, PledgeRole, PledgeState
from biq_tui.events.money.ledger import add_line
from biq_tui.events.partners import joining
from biq_tui.events.partners.gifts import Answer as Said
from biq_tui.events.partners.gifts import Gift, Giver
from biq_tui.events.partners.pledges import record
from biq_tui.events.plan import Plan
from biq_tui.people import organisations
from biq_tui.people.contact_words import Reach
from tests.attendance.rooms import STATION, opened
from tests.events.event_at import Fest
from tests.room import bremen

HOUSE, CLUB = "Bremer Heimstiftung", "Martinsclub Bremen"


def june(hour: int) -> datetime:
    """So late on the day of the party, in Bremen."""
    return clock.moment_of(date(2027, 6, 12), time(hour))


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with bremen():
        yield


class Party(Fest):
    """An event that is there already, in a copy of a file: its twenty steps are taken only once."""

    def __init__(self, database: Database) -> None:
        self.database, self.station, self.event_id = database, STATION, 1


@dataclass(frozen=True)
class Kept:
    """The party in a file, to be copied, and as its screen sees it."""

    file: Path
    plan: Plan


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory, sqlite_for_rows: Path) -> Kept:
    """The party, made once."""
    folder = tmp_path_factory.mktemp("party")
    copy = shutil.copy(sqlite_for_rows, folder / DATABASE_FILE)
    with bremen(), opened(folder, f"sqlite:///{copy}") as database:
        fest = Fest(database, start=june(15))
        _prepare(fest)
        plan = fest.plan
    return Kept(folder / DATABASE_FILE, plan)


@pytest.fixture
def party(tmp_path: Path, folder: Path, kept: Kept) -> Iterator[Fest]:
    """A street party with two partners, tasks, shifts, money and access."""
    copy = shutil.copy(kept.file, tmp_path / DATABASE_FILE)
    with opened(folder, f"sqlite:///{copy}") as database:
        yield Party(database)


def _prepare(fest: Fest) -> None:
    here = fest.event_id
    olha, cem = fest.person("Olha Beispiel"), fest.person("Cem Muster")
    fest.do(events.set_lead, here, None, olha)
    fest.do(events.set_margins, here, 60, 30)
    fest.do(events.set_why, here, "Alle sollen sich kennenlernen")
    for institution, gift, said in (
        (HOUSE, Gift(PledgeRole.ROOM, "Raum, Strom"), Said(PledgeState.PLEDGED)),
        (HOUSE, Gift(PledgeRole.MATERIAL, "20 Tische"), Said(due=date(2027, 4, 2))),
        (CLUB, Gift(PledgeRole.ASSISTANCE), Said(PledgeState.PLEDGED_IF, "Jan Zeit hat")),
        (CLUB, Gift(PledgeRole.OWN, "Tanz"), Said(PledgeState.DECLINED)),
    ):
        fest.do(record, here, Giver(institution), gift, said)
    fest.do(
        record, here, Giver(None, cem), Gift(PledgeRole.OWN, "Waffeln"), Said(PledgeState.PLEDGED)
    )
    fest.do(
        joining.set_contact, here, HOUSE, Reach("Frau Kontakt", "0421 123", "k@example.org"), False
    )
    fest.do(organisations.allow_logo, HOUSE, True)
    fest.do(organisations.allow_logo, CLUB, True)
    fest.do(tasks.add_task, here, "Schlüssel bringen", None, HOUSE, Due(day=date(2027, 6, 11)))
    fest.do(tasks.add_task, here, "Müll wegbringen", cem, None, Due(offset_days=0))
    setting_up = fest.do(shifts.add_shift, here, "Aufbau", june(14), june(15), 3)
    fest.do(shifts.sign_up, setting_up, [cem], ["Theo"])
    fest.do(shifts.add_shift, here, "Abbau", june(18), june(19), 2)
    fest.do(add_line, here, "Getränke", 6_000, Payer.DONATION)
    fest.do(add_line, here, "Zelt", 4_000)
    looked = [access.Found(Feature.STEP_FREE, Answer.YES), access.Found(Feature.TOILET, Answer.NO)]
    fest.do(access.note_access, "Haus am Park", looked, clock.now().date(), "Jan")
    fest.do(access.set_address, "Haus am Park", "Parkstraße 1")
