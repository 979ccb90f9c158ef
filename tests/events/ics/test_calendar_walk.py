"""Calendar files on the screen: given to partners, and dropped on the window."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from icalendar import Calendar

from biq_tui.core.database import Database
from biq_tui.core.write import Write
from biq_tui.events.helpers import shifts
from biq_tui.people.models import Person
from tests.events.calendar.summer import add, at, do
from tests.room import SMALL, Room, folder_of, started

NARROW = (60, 20)
FOREIGN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//heim//DE
BEGIN:VEVENT
UID:1@heim
DTSTART;TZID=Europe/Berlin:20270612T160000
DTEND;TZID=Europe/Berlin:20270612T180000
SUMMARY:Flohmarkt\x1b[31m {x} [b]
LOCATION:Haus am Park
END:VEVENT
BEGIN:VEVENT
UID:2@heim
DTSTART;TZID=Mars/Olympus:20270101T100000
SUMMARY:Mars
END:VEVENT
BEGIN:VEVENT
UID:3@heim
DTSTART:20270101T100000Z
RRULE:FREQ=DAILY;COUNT=1000000000
SUMMARY:Jeden Tag
END:VEVENT
END:VCALENDAR
"""


def party(database: Database) -> None:
    """A street party with a shift, and Kim, who helps."""
    start, end = at(12, 15, 18)
    add(database, "Straßenfest", (start, end), "Haus am Park")
    kim = do(database, a_person, "Kim Beispiel")
    shift = do(database, shifts.add_shift, 1, "Abbau", start, end, 2)
    do(database, shifts.sign_up, shift, [kim], [])


def a_person(write: Write, name: str) -> int:
    made = write.insert(Person(name=name))
    assert made is not None
    write.tell("test.person", undoable=False)
    return made.id or 0


@asynccontextmanager
async def at_event(folder: Path, size: tuple[int, int] = SMALL) -> AsyncIterator[Room]:
    """The event's screen."""
    async with started(folder, size) as room:
        await room.app.open_event(1)
        await room.settle()
        yield room


async def ready(room: Room) -> None:
    await room.sees("✓ Die Kalender-Datei ist fertig.")


def given(folder: Path, name: str) -> list[tuple[str, int]]:
    """UID and SEQUENCE of what stands in a file that was made."""
    found = Calendar.from_ical((folder / "papers" / f"{name}.ics").read_bytes()).walk("VEVENT")
    return [(str(each["uid"]), int(str(each["sequence"]))) for each in found]


async def test_the_program_knows_who_has_an_old_date_and_one_line_mends_it(
    tmp_path: Path,
) -> None:
    folder = folder_of(tmp_path, party)
    async with at_event(folder) as room:
        await room.enter("heim raum ja")
        await room.enter("kalender heim")
        await ready(room)
        assert room.journal()[-1] == (
            "Bremer Heimstiftung bekommt eine Kalender-Datei mit 1 Termin."
        )
        name = "Kalender-Straßenfest-Bremer-Heimstiftung"
        assert name in room.hint
        ((uid, first),) = given(folder, name)
        await room.enter("19.6. 15-18")
        old = "Heimstiftung hat noch Stand 1, altes Datum."
        assert f"KALENDER ! {old} kalender heim" in room.body
        assert room.state.endswith("neuer Stand für Heimstiftung.")
        await room.press("tab")
        assert f"! {old} kalender heim" in room.body
        await room.press("escape")
        await room.press("tab", "tab", "tab")
        await room.sees("neuer Stand für Heims")  # on Veranstaltungen
        await room.app.open_event(1)
        await room.settle()
        await room.enter("kalender heim")
        await ready(room)
        assert old not in room.text
        assert given(folder, name) == [(uid, first + 1)]
        await room.press("shift+tab")
        await room.enter("abgesagt, weil es regnet ja")
        await room.sees("Heimstiftung hat noch Stand 2, ohne die Absage.")
        await room.press("escape")
        await room.sees("[Veranstaltungen]", "Abgesagt", "neuer Stand für Heims")


async def test_a_person_and_everybody_get_files_and_no_name_is_written_while_hidden(
    tmp_path: Path,
) -> None:
    folder = folder_of(tmp_path, party)
    async with at_event(folder, NARROW) as room:
        await room.enter("kalender")
        await ready(room)
        assert len(given(folder, "Kalender-Straßenfest")) == 1
        await room.enter("kalender kim")
        await ready(room)
        assert room.journal()[-1] == "Kim Beispiel bekommt eine Kalender-Datei mit 1 Termin."
        assert len(given(folder, "Kalender-Kim-Beispiel")) == 1
        await room.press("ctrl+b")
        await room.type("kalender kim")
        assert room.hint.startswith("Die Namen sind weg.")
        await room.press("escape")
        await room.type("kalender qr")
        assert room.hint.startswith("Die Seite für Handys ist zu.")


async def test_a_dropped_file_is_seen_first_and_is_one_step(tmp_path: Path) -> None:
    file = tmp_path / "Heim Kalender ä.ICS"
    file.write_text(FOREIGN, encoding="utf-8")
    async with started(folder_of(tmp_path, party), SMALL) as room:
        await room.press("tab", "tab", "tab")
        await room.sees("[Veranstaltungen]")
        await room.drop(file)
        await room.sees("61 Termine sind neu.")
        told = " ".join(room.body)
        assert "Eine Reihe geht weiter." in told
        assert "Weggelassen: „Mars“, weil seine Zeit-Zone unbekannt ist." in told
        assert "\x1b" not in room.text
        assert room.row("16:00–18:00").endswith("Flohmarkt[31m {x} [b] neu, doppelt belegt")
        assert room.where == "BIQ · Kalender-Datei · Heim Kalender ä.ICS"
        before = len(room.journal())
        await room.enter()
        assert len(room.journal()) == before, "nothing is taken on a plain Enter"
        await room.enter("ja")
        await room.sees("[Veranstaltungen]", "2 Veranstaltungen kommen.", "62 Jeden Tag")
        await room.drop(file)  # the same once more
        await room.sees("61 Termine sind schon da.")
        assert room.hint == "Enter: zurück."
        await room.enter()
        await room.sees("[Veranstaltungen]")
        await room.press("ctrl+z")
        await room.sees("1 Veranstaltung kommt.")


async def test_a_change_and_a_cancellation_come_in_by_their_uid(tmp_path: Path) -> None:
    def of(sequence: int, hour: int, status: str = "CONFIRMED") -> str:
        return (
            f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:9@heim\nSUMMARY:Basar\n"
            f"SEQUENCE:{sequence}\nSTATUS:{status}\n"
            f"DTSTART;TZID=Europe/Berlin:20270703T{hour}0000\nEND:VEVENT\nEND:VCALENDAR\n"
        )

    async with started(folder_of(tmp_path, party), SMALL) as room:
        await room.press("tab", "tab", "tab")
        await room.sees("[Veranstaltungen]")
        for text, note in (
            (of(0, 14), "neu"),
            (of(1, 16), "ändert sich"),
            (of(2, 16, "CANCELLED"), "wird abgesagt"),
        ):
            await room.paste(text)  # from an e-mail
            await room.until(lambda: "Basar" in " ".join(room.body) and "Richtig" in room.label)
            assert room.row("3.7.2027").endswith(f"Basar {note}")
            await room.enter("ja")
            await room.sees("[Veranstaltungen]")
        await room.sees("[Veranstaltungen]")
        assert "Abgesagt" in room.row("Basar")
        await room.paste(of(1, 16))
        await room.sees("hier neuer")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"Name;Tag\r\nFest;12.6.", "Das ist keine Kalender-Datei (.ics)"),
        (None, "lässt sich nicht lesen"),
    ],
)
async def test_what_can_not_be_taken_is_one_sentence(
    tmp_path: Path, raw: bytes | None, said: str
) -> None:
    file = tmp_path / "heim.ics"
    if raw is not None:
        file.write_bytes(raw)
    async with started(folder_of(tmp_path, party), SMALL) as room:
        await room.press("tab", "tab", "tab")
        await room.enter("kalender")
        await room.sees("[Monat]")
        await room.paste(f"file://{file}")
        await room.until(lambda: said in " ".join(room.body))
        before = len(room.journal())
        await room.enter()
        await room.sees("[Monat]")
        assert len(room.journal()) == before
