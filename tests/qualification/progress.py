"""A house with a course whose first block has taken place, and another course to come."""

from __future__ import annotations

from datetime import date, timedelta

from biq_tui.attendance import service
from biq_tui.attendance.places import place_of as place_of_gathering
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.qualification.course import course
from biq_tui.qualification.curriculum import curriculum
from biq_tui.qualification.new_course import planned
from biq_tui.qualification.rhythm import DEFAULT_RHYTHM
from biq_tui.qualification.runs import new_run
from biq_tui.qualification.schedule import propose

from .. import room

OTHER = "BIQ Walle"
LATE = {(0, "Ayşe Beispiel"): 40}
AWAY = {(0, "Ali Muster"), (1, "Ali Muster"), (1, "Jonas Müller")}


def first_block(database: Database) -> None:
    """On 5.3. (4 UE) Ali was missing and Ayşe came 40 minutes late, on 6.3. (7 UE) Ali and Jonas
    were missing; BIQ Walle begins on 16.4."""
    room.course(database)
    other = planned(propose(curriculum(), date(2027, 4, 16), DEFAULT_RHYTHM), "")
    database.write(Act(Actor.PROGRAM, "test", ""), new_run, OTHER, other).result()
    seen = database.read(course, 1, "test")
    for place, row in enumerate(seen.dates[:2]):
        act = Act(Actor.PROGRAM, "test", place_of_gathering(row.gathering_id))
        with clock.standing_at(row.starts_at):
            database.write(act, service.open_sitting, row.gathering_id).result()
            database.write(act, service.begin, row.gathering_id).result()
        for person in seen.people:
            late = LATE.get((place, person.name), 0)
            if (place, person.name) not in AWAY:
                come = service.come_late if late else service.come
                with clock.standing_at(row.starts_at + timedelta(minutes=late)):
                    database.write(act, come, row.gathering_id, person.person_id).result()
        with clock.standing_at(row.ends_at):
            database.write(act, service.end, row.gathering_id).result()
