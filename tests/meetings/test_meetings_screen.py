"""The house's tab Treffen: what comes, what is to be done, what anybody has ever said."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.core import journal, telling
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, ideas, results, tasks
from biq_tui.meetings.all_meetings import all_meetings, findable
from biq_tui.meetings.meetings_line import Scene, found, read_meetings
from biq_tui.meetings.models import IdeaState
from biq_tui.ui.help import HelpScreen
from tests.room import LARGE, SMALL, Room, both_sizes, bremen, course, do, folder_of, started

NARROW = (60, 20)
FEBRUARY, LAST_WEEK, MARCH = (
    datetime(2027, 2, 17, 17, tzinfo=UTC),
    datetime(2027, 2, 24, 17, tzinfo=UTC),
    datetime(2027, 3, 17, 17, tzinfo=UTC),
)


def house(database: Database) -> None:
    """Two meetings that are over and one to come; ideas, two of them the same; three tasks."""
    course(database)
    act = Act(Actor.PROGRAM, "test", "")

    def does(use_case: object, *args: object) -> None:
        database.write(act, use_case, *args).result()  # type: ignore[arg-type]

    for day, topic in ((FEBRUARY, "Wege"), (LAST_WEEK, "Feste"), (MARCH, "Was fehlt im Park?")):
        does(agenda.make_meeting, topic, day, day + timedelta(hours=2), "Haus am Park")
    does(agenda.end_meeting, 1)
    does(agenda.end_meeting, 2)
    does(ideas.collect_many, 1, [("Bank am See", 2, None), ("Rampe am Kiosk", 1, None)])
    does(ideas.collect_many, 2, [("Лавка біля води", 1, None), ("Flohmarkt", 1, None)])
    does(ideas.say_again, 2, 1)
    does(ideas.merge, 1, [3])
    does(ideas.stand, [2], IdeaState.PARKED)
    does(results.decide, 2, "Wir feiern.", "", "")
    for number, (what, who, due) in enumerate((
        ("Plakat drucken", 3, date(2027, 3, 3)),
        ("Raum fragen", None, date(2027, 3, 17)),
        ("Strom suchen", None, None),
    ), start=1):  # fmt: skip
        does(tasks.add_task, 2, number, what, who, due)


@asynccontextmanager
async def at_meetings(
    tmp_path: Path, size: tuple[int, int] = SMALL, fill: object = house, code: str = "de"
) -> AsyncIterator[Room]:
    """The tab Treffen, as Tab leads to it."""
    async with started(folder_of(tmp_path, fill), size, code) as room:  # type: ignore[arg-type]
        await room.press("tab")
        await room.sees("[Kurs]" if code == "de" else "[Courses]")
        await room.press("tab")
        await room.sees("[Treffen]" if code == "de" else "[Meetings]")
        yield room


@both_sizes
async def test_coming_meetings_open_tasks_and_past_meetings_stand_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_meetings(tmp_path, size) as room:
        assert room.state == ("1 Treffen ist geplant. 3 Aufgaben sind offen. 1 ist zu spät.")
        assert room.body == [
            "ALS NÄCHSTES",
            "▸ Mi 17.3. 18:00 Was fehlt im Park? Haus am Park",
            "AUFGABEN, DIE OFFEN SIND",
            "Aufgabe 1 Plakat drucken ! Mi 3.3. · Ayşe Beispiel",
            "Aufgabe 2 Raum fragen Mi 17.3. · niemand",
            "Aufgabe 3 Strom suchen niemand",
            "FRÜHER",
            "24.2.2027 Feste 2 Ideen · 1 Beschluss",
            "17.2.2027 Wege 2 Ideen",
        ]
        assert room.hint == "Enter: öffnet „Treffen · Was fehlt im Park?“."


async def test_on_a_small_screen_all_tabs_and_facts_fit(tmp_path: Path) -> None:
    async with at_meetings(tmp_path, NARROW) as room:
        tabs = ["Heute", "Kurs", "[Treffen]", "Veranstaltungen", "Menschen"]
        assert room.rows[2].split() == tabs
        assert room.row("Plakat drucken") == "Aufgabe 1 Plakat drucken ! Mi 3.3. · Ayşe…"
        assert room.row("Feste") == "24.2.2027 Feste 2 Ideen", "a fact stands there whole or not"
        await room.type("бі")
        await room.sees("Idee 1")


async def test_enter_opens_the_meeting_and_escape_leads_back(tmp_path: Path) -> None:
    async with at_meetings(tmp_path) as room:
        await room.press("enter")
        await room.sees("[Ablauf]", "BIQ · Treffen am 17.3.")
        await room.press("escape")
        await room.sees("[Treffen]")
        await room.press(*["down"] * 4)
        assert room.hint == "Enter: öffnet „Treffen · Feste“."
        await room.press("enter")
        await room.sees("BIQ · Treffen am 24.2.")
        await room.press("escape", "escape", "escape")
        await room.sees("[Heute]")


async def test_a_day_and_a_time_plan_a_meeting_and_ctrl_z_takes_that_back(tmp_path: Path) -> None:
    async with at_meetings(tmp_path) as room:
        await room.type("14.4. 18-20 Was fehlt am Kanal?")
        said = "Geplant: „Treffen · Was fehlt am Kanal?“, Mi 14.4.2027, 18:00."
        assert room.hint == f"Enter: {said}"
        await room.press("enter")
        await room.sees("✓ Geplant")
        assert room.row("Kanal") == "Mi 14.4. 18:00 Was fehlt am Kanal? Haus am Park"
        assert room.event.startswith("✓ Geplant: „Treffen · Was fehlt am Kanal?“")
        await room.press("ctrl+z")
        await room.until(lambda: "Kanal" not in "\n".join(room.body))
        await room.enter("treffen 14.4. 18:00 Mit dem Wort davor")
        await room.sees("Mi 14.4. 18:00   Mit dem Wort davor")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("31.2. 18:00", "Den 31. Februar gibt es nicht."),
        ("14.4.", "Um wie viel Uhr?"),
        ("xyzzy", "Nichts heißt so. Ein neues Treffen:  14.4. 18-20 Was fehlt im Park?"),
        ("99 erledigt", "Eine Aufgabe 99 gibt es nicht."),
    ],
)
async def test_what_can_not_be_is_said_and_the_text_stays(
    tmp_path: Path, typed: str, hint: str
) -> None:
    async with at_meetings(tmp_path) as room:
        before = room.journal()
        await room.type(typed)
        await room.reads(hint)
        await room.press("enter")
        assert room.line == typed
        assert room.journal() == before


async def test_a_day_alone_finds_its_meeting(tmp_path: Path) -> None:
    async with at_meetings(tmp_path) as room:
        for typed in ("17.2.", "17.2.2027", "24.2."):
            await room.type(typed)
            assert len(room.body) == 1
            assert room.hint.startswith("Enter: öffnet „Treffen · ")
            await room.press("escape")


async def test_an_idea_of_any_meeting_is_found_with_its_way_through_the_meetings(
    tmp_path: Path,
) -> None:
    async with at_meetings(tmp_path) as room:
        await room.type("bank")
        await room.sees("Idee 1")
        assert room.body == ["▸ Idee 1 Bank am See Treffen 17.2., 24.2."]
        assert room.hint == "Enter: öffnet das Treffen mit der Idee 1 Bank am See."
        await room.press("escape")
        await room.type("rampe")
        await room.sees("Treffen 17.2. · später")
        await room.press("enter")
        await room.sees("BIQ · Treffen am 17.2.")


@pytest.mark.parametrize("typed", ["лавка", "3"])
async def test_another_wording_or_its_number_finds_the_idea_that_it_is(
    tmp_path: Path, typed: str
) -> None:
    async with at_meetings(tmp_path, LARGE) as room:
        await room.type(typed)
        await room.sees("Idee 1")
        assert "Bank am See = 3 Лавка біля води" in room.row("Idee 1")


async def test_a_number_finds_the_task_and_the_idea_of_that_number(tmp_path: Path) -> None:
    async with at_meetings(tmp_path) as room:
        await room.type("2")
        await room.sees("Idee 2")
        assert [row.split("2")[0] for row in room.body] == ["▸ Aufgabe ", "Idee "]
        assert room.hint == "Enter: holt Aufgabe 2 in die Zeile.   „Raum fragen“"
        await room.press("enter")
        assert room.line == "2"
        await room.enter("erledigt")
        await room.sees("✓ Aufgabe 2 ist erledigt: „Raum fragen“.")


async def test_a_task_is_done_given_and_dated_as_on_its_own_tab(tmp_path: Path) -> None:
    async with at_meetings(tmp_path) as room:
        await room.enter("1 erledigt")
        await room.sees("✓ erledigt")
        assert room.row("Plakat") == "Aufgabe 1 Plakat drucken ✓ erledigt · Ayşe Beispiel"
        assert room.state == "1 Treffen ist geplant. 2 Aufgaben sind offen."
        await room.type("2 sabine")
        await room.reads("Enter: Sabine Müller macht Aufgabe 2 „Raum fragen“.")
        await room.press("enter")
        await room.sees("Mi 17.3. · Sabine Müller")
        await room.enter("3 vor dem treffen")
        await room.sees("Mi 17.3. · niemand")
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen:")
        assert room.row("Strom") == "Aufgabe 3 Strom suchen niemand"
        await room.enter("1 offen")
        await room.sees("1 ist zu spät.")


async def test_with_names_hidden_nobody_is_named_and_typing_goes_on(tmp_path: Path) -> None:
    async with at_meetings(tmp_path) as room:
        await room.press("ctrl+b")
        assert room.row("Plakat") == "Aufgabe 1 Plakat drucken ! Mi 3.3."
        await room.type("ayşe")
        await room.reads("Nichts heißt so.")
        await room.press("escape")
        await room.type("2 sabine")
        await room.reads("Enter: Sabine macht Aufgabe 2")
        assert "Müller" not in room.text


async def test_the_mouse_marks_and_a_click_on_the_hint_opens(tmp_path: Path) -> None:
    async with at_meetings(tmp_path) as room:
        await room.click("Wege")
        assert room.hint == "Enter: öffnet „Treffen · Wege“."
        await room.click("Enter: öffnet")
        await room.sees("BIQ · Treffen am 17.2.")


async def test_an_empty_house_says_how_to_begin(tmp_path: Path) -> None:
    async with at_meetings(tmp_path, fill=None) as room:
        assert room.body == ["Es gibt noch kein Treffen."]
        assert room.hint == "Planen Sie ein Treffen:  14.4. 18-20 Was fehlt im Park?"
        await room.press("enter")
        await room.enter("14.4. 18-20 Erstes")
        await room.sees("✓ Geplant")
        assert room.row("Erstes").startswith("▸ Mi 14.4. 18:00 Erstes")


async def test_a_meeting_that_is_taken_back_meanwhile_is_said_to_be_gone(tmp_path: Path) -> None:
    async with at_meetings(tmp_path) as room:
        await room.enter("14.4. 18-20 Kurz da")
        await room.sees("✓ Geplant")
        await room.type("kurz")
        number = room.app.database.read(journal.last_number)
        act = Act(Actor.FACILITATOR, "other", "meetings")
        room.app._telling = True  # the news of it has not come yet
        room.app.database.write(act, telling.take_back, number).result()
        await room.press("enter")
        await room.reads("Dieses Treffen gibt es nicht mehr.")
        assert "Kurz da" not in "\n".join(room.body)


async def test_what_happens_elsewhere_is_seen_here(tmp_path: Path) -> None:
    async with at_meetings(tmp_path) as room:
        await room.type("flohmarkt")
        await room.sees("Idee 4")
        act = Act(Actor.FACILITATOR, "other", "")
        room.app.database.write(act, ideas.collect, 3, 5, "Kinder-Flohmarkt").result()
        await room.sees("Idee 5")


async def test_braces_and_brackets_stand_as_they_are(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, house)
    do(folder, ideas.collect, 3, 5, "Tisch {x} [b]")
    do(folder, tasks.add_task, 3, 4, "{number} [red]")
    async with started(folder, LARGE) as room:
        await room.press("tab")
        await room.sees("[Kurs]")
        await room.press("tab")
        await room.sees("Aufgabe 4        {number} [red]")
        await room.type("{x}")
        await room.sees("Tisch {x} [b]")
        assert room.hint == "Enter: öffnet das Treffen mit der Idee 5 Tisch {x} [b]."


async def test_help_and_english(tmp_path: Path) -> None:
    async with at_meetings(tmp_path, LARGE, code="en") as room:
        await room.sees("NEXT", "TASKS THAT ARE OPEN", "BEFORE", "2 ideas · 1 decision")
        await room.press("?")
        await room.until(lambda: isinstance(room.app.screen, HelpScreen))
        await room.sees("14.4. 18-20 What is missing here?", "4 done")


TEXTS = st.lists(
    st.sampled_from(
        ["1", "4", "99", "17.2.", "31.2.", "14.4.", "18-20", "18:00", "morgen", "treffen", "bank",
         "erledigt", "niemand", "ayşe", "{x}", "[b]", "=", "+", '"', "Bänke", ","]
    ) | st.text(max_size=5),
    max_size=5,
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS)
def test_whatever_is_typed_the_hint_says_what_enter_does(tmp_path: Path, words: list[str]) -> None:
    text = " ".join(words)
    with bremen():
        intention = read_meetings(text, scene_of(tmp_path))
        assert intention.hint
        if intention.use_case is not None:
            assert intention.hint.startswith(f"Enter: {intention.sentence}")
        assert found(text, scene_of(tmp_path)) is not None


def scene_of(tmp_path: Path) -> Scene:
    """The house, as the screen reads it; read once."""
    if tmp_path not in _scenes:
        database = open_database(folder_of(tmp_path, house))
        _scenes[tmp_path] = Scene(database.read(all_meetings), database.read(findable))
        database.close()
    return _scenes[tmp_path]


_scenes: dict[Path, Scene] = {}
