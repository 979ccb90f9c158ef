"""Heute from the facilitator's chair: what is on, what to mind, and one Enter to the sitting."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from biq_tui.attendance.beforehand import excuse
from biq_tui.core.database import Database
from biq_tui.core.folders import BACKUP_FOLDER
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act, Write
from biq_tui.qualification.curriculum import curriculum
from biq_tui.qualification.enrolment import Newcomer, collect_all, leave, need
from biq_tui.qualification.new_course import planned
from biq_tui.qualification.papers.printed import printed
from biq_tui.qualification.rhythm import read_rhythm
from biq_tui.qualification.runs import new_run
from biq_tui.qualification.schedule import propose
from biq_tui.today import TodayScreen

from .room import (
    LARGE,
    NOW,
    PEOPLE,
    SMALL,
    both_sizes,
    course,
    do,
    example,
    folder_of,
    slow,
    started,
)

BLOCK_1 = "Block 1 · Hallo Nachbar!"
STILL_TO_PRINT = "Noch drucken: Liste für Unterschriften, Plan Z"
FIRST, ADA, AYSE, JONAS = 1, 1, 3, 4
"""The ids of the first date and of people in `course`."""


def minded(database: Database) -> None:
    """A course whose people need things and of whom one has cancelled."""
    course(database)

    def say(write: Write) -> None:
        need(write, 1, ADA, "Platz für Rollstuhl, Hörschleife")
        need(write, 1, AYSE, "Hörschleife")
        need(write, 1, JONAS, "Ruhiger Platz")
        excuse(write, FIRST, JONAS)

    database.write(Act(Actor.PROGRAM, "test", ""), say).result()


def neglected(database: Database) -> None:
    """A course without people, one of whose dates was never ended."""
    act = Act(Actor.PROGRAM, "test", "")
    dates = planned(propose(curriculum(), date(2027, 3, 3), read_rhythm("weekly Wed 10-12")), "")
    database.write(act, new_run, "BIQ Woltmershausen", dates).result()


# What is seen ------------------------------------------------------------------------------------


@both_sizes
async def test_heute_says_where_todays_date_is_how_many_come_and_what_to_mind(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, minded), size) as room:
        assert room.where == "BIQ · Heute"
        assert room.state == "Guten Tag. Heute ist Freitag, 5. März 2027."
        body = room.body
        assert body[:2] == ["HEUTE", f"▸ 17:00 {BLOCK_1}"]
        for fact in ("bis 20:15", "6 Menschen auf der Liste", "Haus am Park, Raum 2"):
            assert fact in body[2]
        assert body[3] == (
            "Bitte beachten: 2 × Hörschleife · 1 × Platz für Rollstuhl · 1 hat abgesagt"
        )  # what Jonas needs does not count, since he does not come
        assert body[4] == STILL_TO_PRINT
        assert body[5] == "Gehen Handys? Testen Sie es zu Hause. Schreiben Sie probe"
        assert body[6] == "DANACH"
        assert body[7].startswith("Sa 6.3. 10:00 Block 1, Tag 2 · Hallo Nachbar!")


async def test_heute_speaks_english(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, minded), LARGE, "en") as room:
        assert room.state == "Good day. Today is Friday, 5 March 2027."
        assert room.body[0] == "TODAY"
        assert "Please mind: 2 × Hörschleife" in room.text
        assert "1 has cancelled" in room.text
        assert "6 people on the list" in room.text
        assert room.hint == f"Enter: opens “{BLOCK_1}”. People arrive."


@both_sizes
@pytest.mark.parametrize("fill", [course, minded, example], ids=lambda fill: fill.__name__)
async def test_nothing_is_cut_and_nothing_overlaps(
    tmp_path: Path, size: tuple[int, int], fill: Callable[[Database], None]
) -> None:
    async with started(folder_of(tmp_path, fill), size) as room:
        width, height = size
        rows = room.rows
        assert len(rows) == height
        assert all(cell_len(row) == width for row in rows)
        assert not any("…" in row for row in rows), room.text
        assert rows[3] == rows[-5] == "─" * width
        assert rows[2].startswith("[Heute]")
        assert rows[-4].startswith(" Suchen ›")
        assert rows[-1].startswith(" ? Hilfe")


@both_sizes
async def test_no_name_stands_on_heute_until_letters_are_typed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, minded), size) as room:
        seen = room.text
        for key in ("down", "down", "up", "pagedown", "escape"):
            await room.press(key)
            seen += room.text
        words = {word for name in PEOPLE for word in name.split()}
        assert not [word for word in words if word in seen]
        await room.type("ada")
        await room.sees("Ada Muster")
        await room.press("escape")
        assert "Ada" not in room.text


async def test_heute_says_the_day_before_what_is_still_to_be_printed(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    do(folder, printed, FIRST, "plan-z")  # today's; it holds the list for signatures, too
    do(folder, printed, FIRST + 1, "signature-sheet")
    async with started(folder, LARGE) as room:
        printing = [row for row in room.body if "Noch drucken" in row]
        assert printing == ["Noch drucken: Plan Z"]
        after = room.body.index("Noch drucken: Plan Z") - 1
        assert room.body[after] == "Sa 6.3. 10:00 Block 1, Tag 2 · Hallo Nachbar!"
        await room.press("down", "down")
        assert room.hint == "Enter: öffnet die Papiere von „Block 1, Tag 2 · Hallo Nachbar!“."
        await room.press("enter")
        await room.sees("[Papiere]", "Plan Z: alles für einen Abend auf Papier")


async def test_heute_lists_what_is_left_to_do(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, neglected)
    backups = folder / BACKUP_FOLDER
    backups.mkdir()
    made = (NOW - timedelta(days=9)).timestamp()
    (backups / "old.db").touch()
    os.utime(backups / "old.db", (made, made))
    async with started(folder, LARGE) as room:
        body = room.body
        to_do = body[body.index("BITTE ERLEDIGEN") + 1 :]
        assert to_do[0] == f"Mi 3.3. 10:00 {BLOCK_1}: noch nicht beendet."
        assert to_do[1] == "Kurs BIQ Woltmershausen: Noch steht niemand auf der Liste."
        assert to_do[2] == "Daten sichern. Das letzte Mal war vor 9 Tagen."
        assert "Heute ist nichts." in room.text


async def test_a_fresh_backup_and_a_full_list_are_nothing_to_do(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    (folder / BACKUP_FOLDER).mkdir()
    (folder / BACKUP_FOLDER / "new.db").touch()
    os.utime(folder / BACKUP_FOLDER / "new.db", (NOW.timestamp(), NOW.timestamp()))
    async with started(folder, LARGE) as room:
        assert "BITTE ERLEDIGEN" not in room.text


async def test_heute_says_how_it_was_last_time(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, example), LARGE) as room:
        body = room.body
        assert body[body.index("LETZTES MAL") + 1] == (
            "Sa 6.2. 17 waren da. Block 2 · Zivilgesellschaft vorantreiben!"
        )


# Opening -----------------------------------------------------------------------------------------


@both_sizes
async def test_one_enter_opens_todays_sitting(tmp_path: Path, size: tuple[int, int]) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        assert room.hint == f"Enter: öffnet „{BLOCK_1}“. Die Menschen kommen an."
        await room.enter()
        await room.sees("[Ankommen]", "6 fehlen noch.", "Ada Muster")
        await room.press("escape")
        await room.sees("[Heute]", "6 Menschen auf der Liste", "0 sind da")


@both_sizes
async def test_nothing_moves_when_the_database_opens_behind_the_first_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    gate = threading.Event()

    async with started(folder_of(tmp_path, course), size, kind=slow(gate)) as room:
        await room.sees(BLOCK_1, "Enter: öffnet")
        await room.settle()
        before = room.rows
        gate.set()
        await room.opened()
        assert room.rows == before


async def test_an_enter_that_is_quicker_than_the_database_waits_for_it(tmp_path: Path) -> None:
    gate = threading.Event()

    async with started(folder_of(tmp_path, course), SMALL, kind=slow(gate)) as room:
        await room.sees(BLOCK_1, "Enter: öffnet")
        await room.press("enter")
        gate.set()
        await room.sees("[Ankommen]", "6 fehlen noch.")


async def test_an_evening_that_is_open_comes_before_one_that_begins_earlier(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, example)) as room:
        assert room.hint == "Enter: öffnet „Block 3 · Niemand ist eine Insel!“."
        assert "3 sind da" in room.text


async def test_another_day_wants_the_word_yes_and_no_enter_opens_it(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.press("down", "down")
        assert room.hint == "Das ist erst am Sa 6.3.  Trotzdem öffnen? Schreiben Sie: ja"
        await room.press("enter", "enter", "enter")
        assert isinstance(room.app.screen, TodayScreen)
        await room.enter("nein")
        assert isinstance(room.app.screen, TodayScreen)
        await room.press("escape")
        await room.press(*["down"] * 4)
        assert "Fr 2.4." in room.row("▸")
        await room.enter("ja")
        await room.sees("BIQ · Block 2 · Zivil", "[Ankommen]")


async def test_the_mouse_marks_and_a_click_on_the_hint_opens(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.click("Block 1, Tag 2")
        assert room.row("▸").startswith("▸ Sa 6.3.")
        await room.click("Hallo Nachbar!")
        assert room.row("▸").startswith("▸ 17:00")
        await room.click("Enter: öffnet")
        await room.sees("[Ankommen]")


# Searching ---------------------------------------------------------------------------------------


async def test_a_word_finds_dates_courses_and_people(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.type("block 4")
        assert room.body == [
            "▸ Fr 4.6. 17:00 Block 4 · Die unterstützende Gemeinde!",
            "Sa 5.6. 10:00 Block 4, Tag 2 · Die unterstützende Gemeinde!",
        ]
        await room.press("escape")
        await room.type("hucht")
        assert room.hint == "Enter: öffnet „BIQ Huchting“."
        await room.press("enter")
        await room.sees("BIQ · Kurs BIQ Huchting")
        await room.press("escape")
        await room.type("muster ada")
        await room.reads("Enter: zeigt Ada Muster.")
        await room.press("enter")
        await room.sees("[Menschen]")
        assert room.row("Ada Muster").startswith("▸ 1 Ada Muster")


async def test_letters_find_somebody_by_the_latin_spelling(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.type("olena")
        await room.reads("Enter: zeigt Олена Зразок.")
        await room.press("escape")
        await room.type("олена")
        await room.reads("Enter: zeigt Олена Зразок.")


async def test_what_nobody_is_called_finds_nothing_and_stays_to_be_corrected(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.enter("xyzzy")
        await room.reads("Nichts heißt so.")
        assert room.line == "xyzzy"
        await room.press("escape")
        assert room.line == ""
        assert room.hint.startswith("Enter: öffnet")


# Excuses -----------------------------------------------------------------------------------------


@both_sizes
async def test_an_excuse_is_said_before_noted_and_taken_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    said = "Jonas Müller hat für den 5.3.2027 abgesagt."
    async with started(folder_of(tmp_path, course), size) as room:
        await room.type("jonas abgesagt")
        await room.reads(f"Enter: {said}")
        await room.press("enter")
        await room.sees("Bitte beachten: 1 hat abgesagt")
        assert room.line == ""
        assert room.journal()[-1] == said
        assert f"„{said}“" in room.event or "Strg+Z nimmt es zurück" in room.event
        await room.press("ctrl+z")
        await room.sees(f"Zurückgenommen: {said}")
        assert "hat abgesagt" not in "\n".join(room.body)


async def test_of_several_one_is_chosen_by_enter_or_an_arrow(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.type("mül abgesagt")
        await room.reads("Wer ist es? Jonas Müller, Sabine Müller.")
        await room.press("enter")
        assert room.journal()[-1] == "6 Menschen sind neu auf der Liste."
        assert room.line == "mül abgesagt"
        assert room.hint == "Enter: Jonas Müller hat für den 5.3.2027 abgesagt."
        await room.press("down")
        assert room.hint == "Enter: Sabine Müller hat für den 5.3.2027 abgesagt."
        await room.press("enter")
        await room.sees("1 hat abgesagt")
        assert room.journal()[-1] == "Sabine Müller hat für den 5.3.2027 abgesagt."
        await room.type("sabine abgesagt")
        await room.reads("6.3.2027")  # the next date she is expected at
        await room.press("enter")
        await room.until(
            lambda: room.journal()[-1] == "Sabine Müller hat für den 6.3.2027 abgesagt."
        )


async def test_who_is_expected_nowhere_can_not_cancel(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    do(folder, collect_all, [Newcomer("Theo Gast")])
    do(folder, leave, 1, ADA, date(2027, 3, 1))
    async with started(folder) as room:
        for who, name in (("theo", "Theo Gast"), ("ada", "Ada Muster")):
            await room.type(f"{who} abgesagt")
            await room.reads(f"{name} steht bei keinem Termin mehr auf der Liste.")
            before = room.journal()
            await room.press("enter")
            assert room.journal() == before
            await room.press("escape")


# Names hidden ------------------------------------------------------------------------------------


async def test_with_names_hidden_only_first_names_show_and_only_while_typing(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.press("ctrl+b")
        assert room.hint == "Namen weg. Sie können weiter schreiben."
        await room.type("mül")
        await room.sees("Jonas", "Sabine")
        assert "Müller" not in room.text
        await room.press("escape")
        assert "Jonas" not in room.text
        await room.type("jonas abgesagt")
        await room.reads("Enter: Jonas hat für den 5.3.2027 abgesagt.")
        await room.press("enter")
        await room.sees("1 hat abgesagt")
        assert "Jonas" not in room.text
        assert "Strg+Z" in room.event
        await room.press("ctrl+z")
        await room.settle()
        assert "Jonas" not in room.text
        assert room.journal()[-1].startswith("Zurückgenommen: Jonas Müller")


# An empty database -------------------------------------------------------------------------------


@both_sizes
async def test_an_empty_database_offers_three_things_and_nothing_else(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path), size) as room:
        assert room.body == [
            "Hier ist noch nichts. Wie möchten Sie anfangen?",
            "▸ 1 Einen neuen Kurs machen",
            "2 Eine Liste mit Menschen holen",
            "3 Das Beispiel ansehen",
        ]
        assert room.hint == "Enter: ein neuer Kurs. Drei Fragen."


@pytest.mark.parametrize(
    ("number", "leads_to"), [("1", "BIQ · Neuer Kurs"), ("2", "BIQ · Liste holen")]
)
async def test_a_number_or_an_arrow_chooses_among_the_three(
    tmp_path: Path, number: str, leads_to: str
) -> None:
    async with started(folder_of(tmp_path)) as room:
        await room.enter(number)
        await room.sees(leads_to)
        await room.press("escape")
        await room.sees("[Heute]")
        await room.press(*["down"] * (int(number) - 1), "enter")
        await room.sees(leads_to)


async def test_the_example_is_left_for_by_a_word_or_the_third_choice(tmp_path: Path) -> None:
    for keys in (("3", "enter"), ("up", "enter"), (*"üben", "enter"), (*"practise", "enter")):
        (tmp_path / "-".join(keys)).mkdir()
        async with started(folder_of(tmp_path / "-".join(keys))) as room:
            assert not room.app.wants_example
            await room.press(*keys)
            assert room.app.wants_example
            assert room.app.return_code == 0


async def test_every_word_of_help_begins_something(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        for typed, leads_to in (("neuer kurs", "Neuer Kurs"), ("liste holen", "Liste holen")):
            await room.enter(typed)
            await room.sees(f"BIQ · {leads_to}")
            await room.press("escape")
            await room.sees("[Heute]")


# Pasting -----------------------------------------------------------------------------------------


async def test_names_pasted_on_heute_ask_for_their_course_first(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.paste("Neu Eins\nNeu Zwei\n")
        await room.sees("In welchen Kurs kommen die Menschen?", "BIQ Huchting", "Ohne Kurs")
        await room.press("enter")
        await room.sees("2 Menschen.", "Neu Eins", "Neu Zwei")
        await room.enter("ja")
        await room.sees("BIQ · Kurs BIQ Huchting", "[Menschen]", "8 Menschen.")


# Hostile -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "[/zz]",
        "[bold]x[/bold] abgesagt",
        "\x1b[2Jx",
        "‮evil",
        "a" * 10_000,
        "🧑‍🦽",
        "%s{0}{person}",
        "'",
    ],
    ids=["markup", "closing", "escape", "rtl", "long", "emoji", "format", "quote"],
)
async def test_whatever_is_pasted_is_only_text(tmp_path: Path, text: str) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.paste(text)
        await room.press("enter")
        await room.settle()
        assert isinstance(room.app.screen, TodayScreen)
        assert "\x1b" not in room.text
        assert "‮" not in room.text
        await room.press("escape")
        assert room.hint == f"Enter: öffnet „{BLOCK_1}“. Die Menschen kommen an."


async def test_names_that_look_like_commands_are_shown_as_they_are(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    do(folder, collect_all, [Newcomer("[/b] [red]Rot"), Newcomer("{person} %s")])
    async with started(folder) as room:
        await room.type("rot")
        await room.sees("[/b] [red]Rot")
        await room.press("escape")
        await room.type("person")
        await room.sees("{person} %s")


async def test_a_search_that_comes_back_when_the_program_closes_disturbs_nobody(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.type("ada")
        screen = room.app.screen
        assert isinstance(screen, TodayScreen)
    screen.show_intention()  # as its worker does, once the database has answered
    screen.repaint()
