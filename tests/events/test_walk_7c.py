"""Planning a street party with three partners, as the walk-through of practice has it; its keys.

From a voted idea to a plan that says what is missing: domain-practice, section 7c.
"""

from __future__ import annotations

from pathlib import Path

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act, Write
from biq_tui.meetings.screens import MINUTES
from biq_tui.people.models import Person
from tests.attendance.rooms import STATION
from tests.meetings.meetings_at import Treffen
from tests.meetings.test_meeting_screen import at_meeting
from tests.room import both_sizes


def people(write: Write, *names: str) -> None:
    write.insert_all([Person(name=name) for name in names])
    write.tell("test.people", undoable=False)


def a_wish(database: Database) -> None:
    here = Treffen(database)
    here.collect("Straßenfest mit Musik")
    here.order("1 veranstaltung Straßenfest")
    act = Act(Actor.FACILITATOR, STATION, "test")
    names = ("Kim Beispiel", "Olha Beispiel", "Cem Muster")
    database.write(act, people, *names).result()


@both_sizes
async def test_from_the_wish_to_a_plan_with_its_keys_counted(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_meeting(tmp_path, size, MINUTES, a_wish) as room:
        before = room.keys
        typed: list[str] = []
        tabs = 0

        async def says(*lines: str) -> None:
            for line in lines:
                typed.append(line)
                await room.enter(line)

        async def turn() -> None:
            nonlocal tabs
            tabs += 1
            await room.press("tab")

        await says("w1 planen")  # 0–5: the idea becomes an event
        await room.sees("BIQ · Straßenfest · noch ohne Tag")
        await says("12.6. 15-18", "ort Haus am Park", "jjnj", "geplant")
        await room.sees("Sa 12.6.2027, 15:00–18:00", "Geplant.")
        await turn()  # 15–35: partners
        await says(
            "heim raum, strom, wc gefragt bis 2.4.",
            "martins assistenz ja am telefon",
            "+Schule am Markt",
            "schule 20 tische wenn hausmeister kann",
            "heim mitveranstalter ja",
        )
        await turn()  # 35–55: tasks
        numbers = sorted(
            int(row.split()[0]) for row in room.body if row.split() and row.split()[0].isdecimal()
        )
        first = numbers[0]
        await says(f"{first} kim", f"{first + 1} olha", "Programm schreiben, cem, 1.5.")
        await turn()  # helpers
        await says("Aufbau 13-15, 4", "Abbau 18-20, 4")
        await turn()  # 55–70: money
        await says("Hüpfburg 120, Globalmittel", "Plakate 60, heim", "Kaffee 40, Spende")
        await turn()  # 70–80: access
        await says("rampe ja, tür 90 cm, wc ja, hörschleife klären, haltestelle Linie 4")
        await says("braucht 2 hörschleife")
        await turn()  # and once more the whole
        await room.sees("[Überblick]", "Es fehlt noch:", "8 Helfende")
        await room.sees("Schule am Markt: 20 Tische", "Zugesagt: 100 Euro.")
        said = sum(len(line) + 1 for line in typed)
        assert room.keys - before == said + tabs, "a text and Enter each, and a Tab a page"
        assert len(typed) <= 25, "so many lines for ninety minutes of talk"
        assert said <= 480
