"""A Treffen at the laptop: keys, the wall, what the hint says and what stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, clusters, ideas
from biq_tui.meetings.minutes_files import MINUTES_FOLDER
from biq_tui.meetings.places import place_of
from biq_tui.meetings.screens import AGENDA, COLLECT, MINUTES, ORDER, TASKS
from biq_tui.qualification.enrolment import Newcomer, enrol_all
from tests.room import LARGE, SMALL, Room, both_sizes, course, folder_of, started

TOPIC = "Was fehlt im Quartier?"


def meeting(database: Database) -> None:
    """A course with its people, and this evening's meeting, after it was planned on Heute."""
    course(database)
    starts = datetime(2027, 3, 5, 17, tzinfo=UTC)
    ends = datetime(2027, 3, 5, 19, tzinfo=UTC)
    act = Act(Actor.PROGRAM, "test", "")
    database.write(act, agenda.make_meeting, TOPIC, starts, ends, "Haus am Park").result()


def wall(database: Database) -> None:
    """The same with ideas: twelve in no group, two in one."""
    meeting(database)
    act = Act(Actor.PROGRAM, "test", "")
    lines = ("Hochbeete", "Café ohne Geld", *(f"Idee Nr. {n}" for n in range(3, 15)))
    new = tuple((line, 1, None) for line in lines)
    database.write(act, ideas.collect_many, 1, new).result()
    database.write(act, clusters.new_group, 1, "a", "Grün", (1, 2)).result()


@asynccontextmanager
async def at_meeting(
    tmp_path: Path, size: tuple[int, int] = SMALL, tab: int = COLLECT, fill: object = meeting
) -> AsyncIterator[Room]:
    """The meeting's screen, on one of its tabs."""
    async with started(folder_of(tmp_path, fill), size) as room:  # type: ignore[arg-type]
        await room.enter("treffen")
        await room.sees("Ablauf")
        await room.press(*["tab"] * tab)
        yield room


@both_sizes
async def test_a_meeting_is_planned_on_heute_and_opened_by_enter(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path), size) as room:
        await room.type("treffen 17.3. 18:00 Was fehlt im Quartier?")
        assert room.hint == (
            "Enter: Geplant: „Treffen · Was fehlt im Quartier?“, Mi 17.3.2027, 18:00."
        )
        await room.press("enter")
        assert "Mi 17.3. 18:00" in room.row("Was fehlt im Quartier?")
        await room.press("enter")
        await room.sees("[Ablauf]")
        assert room.where == "BIQ · Treffen am 17.3."
        assert room.state == "Thema: Was fehlt im Quartier?"
        await room.press("escape")
        assert room.where == "BIQ · Heute"


async def test_thirty_ideas_without_leaving_the_line(tmp_path: Path) -> None:
    async with at_meeting(tmp_path) as room:
        before = room.keys
        texts = [f"{n} Bus" for n in range(1, 31)]
        for number, text in enumerate(texts, start=1):
            assert room.label == f"Idee {number}"
            await room.enter(text)
            assert room.line == ""
        assert "30 Ideen." in room.state
        assert "30 Bus" in room.text, "the newest is in sight"
        assert len(room.journal()) == 33, "one step each"
        assert room.keys - before == sum(map(len, texts)) + 30, "nothing but letters and Enter"


async def test_what_is_typed_ahead_of_the_program_is_not_lost(tmp_path: Path) -> None:
    async with at_meeting(tmp_path) as room:
        keys = [key for text in ("Bank", "Beet", "Bus") for key in (*text, "enter")]
        await room.pilot.press(*keys)
        await room.until(lambda: len(room.journal()) == 6)
        await room.sees("1  Bank", "2  Beet", "3  Bus")


async def test_a_number_says_an_idea_again_and_ctrl_z_takes_that_back(tmp_path: Path) -> None:
    async with at_meeting(tmp_path) as room:
        await room.enter("Bank am See x3")
        await room.enter("1")
        assert room.row("Bank am See").endswith("×4")
        assert room.event.startswith("✓ Idee 1 jetzt 4 Mal genannt: „Bank am See“.")
        await room.press("ctrl+z")
        assert room.row("Bank am See").endswith("×3")


async def test_an_arrow_up_and_enter_bring_the_newest_idea_into_the_line(tmp_path: Path) -> None:
    async with at_meeting(tmp_path) as room:
        await room.enter("Hochbeete")
        await room.enter("Bank am See x3")
        await room.press("up")
        assert room.hint.startswith("Enter: holt Idee 2 in die Zeile")
        await room.press("enter")
        assert (room.label, room.line) == ("Idee 2", "Bank am See x3")
        await room.press(*["backspace"] * 14)
        assert "Bitte schreiben Sie sie" in room.hint
        await room.enter("Bänke am Kanal x2")
        assert room.event.startswith("✓ Idee 2 heißt jetzt: „Bänke am Kanal“.")
        assert room.label == "Idee 3"
        await room.press("up", "enter", "escape")
        assert (room.label, room.line) == ("Idee 3", ""), "it stays as it is"
        assert len(room.journal()) == 6


async def test_after_a_pause_one_quiet_row_shows_the_likeliest_double(tmp_path: Path) -> None:
    async with at_meeting(tmp_path) as room:
        await room.enter("Bänke am Wasser")
        await room.enter("Hochbeete")
        await room.type("Bank am See")
        await room.sees("Ähnlich:  1 „Bänke am Wasser“   Die gleiche? Dann nur  1")
        await room.type(" und Tische")
        await room.press("escape")
        await room.type("Zebra")
        assert "Ähnlich" not in room.text


async def test_pasted_lines_become_ideas_after_a_glance(tmp_path: Path) -> None:
    async with at_meeting(tmp_path) as room:
        await room.enter("Hochbeete")
        await room.paste("- Bank am See x3\n- Müll sammeln\n- 3 Bänke\n")
        assert room.label == "Einfügen"
        assert room.hint.startswith("Enter: 3 neue Ideen. Nummer 2 bis 4.")
        assert room.row("Müll") == "3 Müll sammeln"
        await room.press("escape")
        assert room.label == "Idee 2"
        assert len(room.journal()) == 4, "none of them"
        await room.paste("Bank am See x3\nMüll sammeln\n3 Bänke\n")
        await room.press("enter")
        assert [row for row in room.body if "Bank" in row] == ["2 Bank am See ×3"]
        assert room.event.startswith("✓ 3 neue Ideen.")
        await room.press("ctrl+z")
        assert room.body == ["1 Hochbeete"]


async def test_a_file_of_ideas_is_dropped_on_the_window(tmp_path: Path) -> None:
    file = tmp_path / "Ideen vom Fest.csv"
    file.write_text("Idee;Mal\nBank am See;3\n3 Bänke;1\n12;1\n", encoding="utf-8")
    async with at_meeting(tmp_path) as room:
        await room.drop(file)
        assert room.hint.startswith("Enter: 3 neue Ideen. Nummer 1 bis 3.")
        await room.press("enter")
        assert room.body == ["1 Bank am See ×3", "2 3 Bänke", "3 12"]
        await room.drop(tmp_path / "gibt es nicht.csv")
        assert room.hint.startswith("Diese Datei lässt sich nicht lesen:")


async def test_ten_thousand_letters_are_said_at_the_place_and_stay_in_the_line(
    tmp_path: Path,
) -> None:
    async with at_meeting(tmp_path) as room:
        await room.paste("Bank am See " * 900)
        await room.press("enter")
        assert "Das ist zu lang: 10799 Zeichen." in room.hint
        assert len(room.screen.line.value) == 10799
        assert len(room.journal()) == 3


@both_sizes
async def test_groups_stand_where_they_are_and_grow_at_their_end(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_meeting(tmp_path, size, ORDER, wall) as room:
        await room.sees("NOCH OHNE GRUPPE (12)", "A  GRÜN (2)")
        await room.type("9 4 wege")
        assert room.hint == "Enter: 9, 4: neue Gruppe B „wege“."
        await room.press("enter")
        await room.enter("b = Wege")
        await room.sees("B  WEGE (2)", "NOCH OHNE GRUPPE (10)")
        rows = room.rows
        (nine,) = [y for y, row in enumerate(rows) if "Nr. 9" in row]
        (four,) = [y for y, row in enumerate(rows) if "Nr. 4" in row]
        assert four == nine + 1, "as they were named, not by number"
        if size == LARGE:
            heads = rows[4]
            order = [heads.index(word) for word in ("NOCH OHNE", "A  GRÜN", "B  WEGE")]
            assert order == sorted(order), "columns grow to the right"
        await room.press("ctrl+z", "ctrl+z")
        await room.sees("NOCH OHNE GRUPPE (12)")


async def test_more_than_fits_is_counted_and_not_scrolled(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, LARGE, ORDER) as room:
        act = Act(Actor.PROGRAM, "test", place_of(1))
        new = tuple((f"Idee {n}", 1, None) for n in range(1, 90))
        room.app.database.write(act, ideas.collect_many, 1, new).result()
        await room.sees("NOCH OHNE GRUPPE (89)")
        assert room.text.count("OHNE GRUPPE, weiter") == 3
        await room.enter("1-30 Grün")
        await room.sees("A  GRÜN (30)", "… 12 weitere")


async def test_the_mouse_chooses_an_idea_and_the_hint_takes_it(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, LARGE, ORDER, wall) as room:
        await room.click("Café ohne Geld")
        assert room.hint.startswith("Enter: holt die Nummer 2 in die Zeile.")
        await room.click("Enter: holt")
        assert room.line == "2"


async def test_ideas_come_into_a_group_by_the_mouse_alone(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, LARGE, ORDER, wall) as room:
        await room.click("Idee Nr. 3")
        await room.click("Enter: holt")
        await room.click("Idee Nr. 7")
        assert room.line.split() == ["3", "7"]
        await room.click("A  GRÜN (2)")
        assert room.hint.startswith("Enter: 3, 7:")
        await room.click("Enter: 3, 7")
        await room.sees("A  GRÜN (4)")


async def test_the_other_laptop_adds_an_idea_and_what_is_typed_stays(tmp_path: Path) -> None:
    async with at_meeting(tmp_path) as room:
        await room.type("Bank am")
        other = open_database(tmp_path / "folder")
        act = Act(Actor.FACILITATOR, "other", place_of(1))
        other.write(act, ideas.collect, 1, 1, "Hochbeete").result()
        other.close()
        await room.sees("1  Hochbeete", "Idee 2 ›")
        assert room.line == "Bank am"
        await room.enter(" See")
        await room.sees("2  Bank am See")


async def test_tasks_are_what_who_and_when(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, SMALL, TASKS) as room:
        await room.reads("Was, wer, bis wann")
        await room.type("Plakat drucken, ayse, in 2 Wochen")
        await room.reads(
            "Enter: Aufgabe 1 „Plakat drucken“ · macht: Ayşe Beispiel · bis Fr 19.3.2027."
        )
        await room.press("enter")
        assert room.row("Plakat") == "1 Plakat drucken Fr 19.3.2027 · Ayşe Beispiel"
        await room.enter("Tische, Stühle, Bänke")
        assert room.row("Tische") == "2 Tische, Stühle, Bänke niemand"
        await room.enter("2 ali, morgen")
        assert room.row("Tische") == "2 Tische, Stühle, Bänke Sa 6.3.2027 · Ali Muster"
        await room.enter("1 erledigt")
        assert room.row("Plakat") == "1 Plakat drucken ✓ erledigt · Ayşe Beispiel"
        await room.press("ctrl+b")
        assert "Ayşe" not in room.text
        assert "Muster" not in room.text
        await room.press("ctrl+b", "ctrl+z")
        assert "✓ erledigt" not in room.text


async def test_the_minutes_are_read_out_saved_and_the_meeting_ends_by_yes(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, LARGE, MINUTES) as room:
        await room.enter("beschluss Wir machen ein Fest, 12 ja, 3 nein")
        await room.enter("frage Wer hat einen Schlüssel?")
        await room.enter("treffen 14.4. 18:00 Das Fest")
        assert "1. Wir machen ein Fest (12 ja, 3 nein)." in room.body
        assert "- Wer hat einen Schlüssel?" in room.body
        assert "- Mittwoch, 14. April 2027, 18:00" in room.body
        await room.enter("speichern")
        await room.sees("✓ Das Protokoll ist fertig.")
        files = sorted(file.name for file in (tmp_path / "folder" / MINUTES_FOLDER).iterdir())
        assert files == [
            "Ergebnisse 2027-03-05.xlsx",
            "Protokoll 2027-03-05 kurz.pdf",
            "Protokoll 2027-03-05 kurz.txt",
            "Protokoll 2027-03-05.md",
            "Protokoll 2027-03-05.pdf",
            "Protokoll 2027-03-05.txt",
        ]
        assert room.hint.startswith(f"Hier: {MINUTES_FOLDER}")
        await room.enter("ende")
        assert room.hint == "Treffen beenden? Schreiben Sie: ja      Esc: noch nicht"
        await room.press("enter")
        assert room.hint == "Treffen beenden? Schreiben Sie: ja      Esc: noch nicht"
        await room.enter("ja")
        await room.sees("Fertig. Alles ist gesichert.")
        assert room.journal()[-1] == "Das Treffen ist zu Ende."


async def test_people_arrive_from_the_agenda_and_are_counted(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, LARGE, 0) as room:
        await room.enter("ankommen")
        await room.sees("[Ankommen]")
        await room.enter("+Theo")
        await room.press("escape")
        await room.sees("[Ablauf]")
        await room.until(lambda: "1 Mensch im Raum." in room.state)


async def test_time_runs_silently_and_can_be_hidden(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, LARGE, 0) as room:
        await room.enter("Ideen sammeln, 35")
        await room.enter("1")
        assert "Noch 35 Minuten." in room.state
        await room.enter("uhr weg")
        assert "Noch" not in room.state
        await room.enter("uhr da")
        assert "Noch 35 Minuten." in room.state


async def test_a_draft_and_an_idea_in_the_line_wait_on_their_tab(tmp_path: Path) -> None:
    async with at_meeting(tmp_path) as room:
        await room.enter("Hochbeete")
        await room.press("up", "enter")
        await room.type(" am Platz")
        await room.press("tab")
        assert (room.label, room.line) == ("Nummern", "")
        await room.press("shift+tab")
        assert (room.label, room.line) == ("Idee 1", "Hochbeete am Platz")
        await room.press("enter")
        assert room.body == ["1 Hochbeete am Platz"]


async def test_after_a_restart_the_meeting_is_open_again(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, meeting)
    async with started(folder) as room:
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        await room.press("tab")
        await room.enter("Hochbeete")
    async with started(folder) as room:
        await room.sees("[Sammeln]")
        assert "1 Idee." in room.state


async def test_help_shows_what_the_line_of_the_open_tab_can_do(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, LARGE, TASKS) as room:
        await room.press("?")
        await room.sees("Plakat drucken, ayse, in 2 Wochen", "5 +cem")


async def test_people_are_counted_one_by_one_at_the_door(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=AGENDA) as room:
        for _person in range(3):
            await room.enter("+1")
        assert "3 Menschen im Raum." in room.state
        await room.type("5 4 3")
        assert room.hint.startswith("Das gehört in einen anderen Reiter.")


async def test_somebody_called_like_a_word_gets_her_task(tmp_path: Path) -> None:
    def with_da_silva(database: Database) -> None:
        meeting(database)
        act = Act(Actor.PROGRAM, "test", "")
        database.write(act, enrol_all, 1, [Newcomer("Maria Da Silva", "")]).result()

    async with at_meeting(tmp_path, tab=TASKS, fill=with_da_silva) as room:
        await room.sees("[Aufgaben]")
        await room.type("Kuchen backen, da silva, morgen")
        assert "Maria Da Silva" in room.hint
        await room.press("enter")
        assert "Kuchen backen" in room.row("Maria Da Silva")
