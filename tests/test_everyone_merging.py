"""Menschen: a guest is found to be somebody, two of one name are told apart, somebody is locked."""

from __future__ import annotations

from pathlib import Path

import pytest

from biq_tui.attendance import service
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.people.service import lock
from biq_tui.qualification.enrolment import Newcomer, collect_all

from .room import Room, both_sizes, course, folder_of, started

ACT = Act(Actor.PROGRAM, "test", "")


def course_with_guests(database: Database) -> None:
    """Six people are enrolled. Today Theo, who is number 7, and Teddy, number 8, came as guests."""
    course(database)
    database.write(ACT, service.open_sitting, 1).result()
    for name in ("Theo", "Teddy"):
        database.write(ACT, service.add_guest, 1, name).result()


def two_of_one_name(database: Database) -> None:
    """Ali Muster, twice: numbers 1 and 2."""
    people = [Newcomer("Ali Muster"), Newcomer("Ali Muster"), Newcomer("Ada Beispiel")]
    database.write(ACT, collect_all, people).result()


async def turn_to_people(room: Room) -> None:
    await room.press("shift+tab")
    await room.sees("[Menschen]", "Name ›")


@both_sizes
async def test_a_guest_is_somebody_enrolled_and_it_is_seen_before(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course_with_guests), size) as room:
        await turn_to_people(room)
        await room.type("7 ist 4")
        await room.reads("Enter: Theo ist Jonas Müller. 1 Termin geht mit. Davon 1 als Gast.")
        assert [row.split()[1:3] for row in room.body[:2]] == [["7", "Theo"], ["4", "Jonas"]]
        assert room.body[-2:] == [
            "Theo steht auf keiner Liste mehr.",
            "Was war, bleibt bei beiden.",
        ]
        await room.press("enter")
        await room.until(lambda: room.state == "7 Menschen.")
        assert room.journal()[-1] == "Theo ist Jonas Müller."
        assert "Strg+Z" in room.event
        await room.enter("jonas")
        await room.sees("Jonas Müller.", "12 Termine.")
        assert "5.3.2027 Block 1 · Hallo Nachbar! war da" in room.body
        await room.press("escape", "escape", "escape")


async def test_the_step_is_taken_back_at_once(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course_with_guests)) as room:
        await turn_to_people(room)
        await room.type("theo ist jonas")
        await room.reads("Enter: Theo ist Jonas Müller.")
        await room.press("enter")
        await room.until(lambda: room.state == "7 Menschen.")
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Theo ist Jonas Müller.", "8 Menschen.")


async def test_and_later_too_though_other_steps_came_since(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course_with_guests)) as room:
        await turn_to_people(room)
        for typed, hint in (("7 ist 4", "Theo ist"), ("8 ist 4", "Teddy ist")):
            await room.type(typed)
            await room.reads(f"Enter: {hint} Jonas Müller.")
            await room.press("enter")
            await room.until(lambda: room.line == "")
        await room.until(lambda: room.state == "6 Menschen.")
        await room.enter("ada heißt Ada Meister")
        await room.sees("Ada Meister")
        await room.type("4 trennen")
        assert room.hint == "Wer ist jemand anderes? Bitte auch den Namen:  4 trennen Teddy, Theo"
        await room.type(" te")
        await room.reads("Enter: Zurückgenommen: Teddy ist Jonas Müller.")
        await room.press("enter")
        await room.until(lambda: room.state == "7 Menschen.")
        await room.type("1 trennen")
        assert room.hint == "Ada Meister ist nur eine Person."


async def test_what_stays_with_the_double_is_shown_with_its_name(tmp_path: Path) -> None:
    def both_came(database: Database) -> None:
        course_with_guests(database)
        database.write(ACT, service.come, 1, 4).result()

    async with started(folder_of(tmp_path, both_came)) as room:
        await turn_to_people(room)
        await room.type("7 ist 4")
        await room.reads("Enter: Theo ist Jonas Müller. An 1 Termin steht bei beiden etwas.")
        await room.press("enter")
        await room.until(lambda: room.state == "7 Menschen.")
        await room.enter("4")
        await room.sees("war da (als Theo)", "auch: Theo")
        assert sum("Block 1 · Hallo Nachbar!" in row for row in room.body) == 2


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("7 ist", "Wer ist es wirklich? Zum Beispiel: 12 ist 7"),
        ("7 ist 7", "Das ist schon dieselbe Person."),
        ("7 ist xyzzy", "Niemand heißt so."),
        ("te ist jonas", "Enter: Teddy ist Jonas Müller."),
        ("mül ist 7", "Wer ist gemeint? Bitte die Nummern schreiben, zum Beispiel: 12 ist 7"),
        ("7 ist mül", "Wer ist gemeint? Bitte die Nummern schreiben, zum Beispiel: 12 ist 7"),
        ("99 ist 7", "Niemand heißt so."),
        ("7 is 4", "Enter: Theo ist Jonas Müller."),
        ("7 trennen", "Theo ist nur eine Person."),
        ("7 heißt", "Schreiben Sie dahinter den richtigen Namen."),
    ],
)
async def test_whom_the_line_means(tmp_path: Path, typed: str, hint: str) -> None:
    async with started(folder_of(tmp_path, course_with_guests)) as room:
        await turn_to_people(room)
        await room.type(typed)
        await room.until(lambda: " ".join(room.hint.split()).startswith(hint))


async def test_an_enter_before_anything_is_known_does_nothing(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course_with_guests)) as room:
        await turn_to_people(room)
        before = room.journal()
        await room.pilot.press(*"7 ist 4", "enter")
        await room.reads("Theo ist Jonas Müller.")
        await room.settle()
        assert room.journal() in (before, [*before, "Theo ist Jonas Müller."])


async def test_of_two_who_are_in_the_course_it_is_said_what_counts(tmp_path: Path) -> None:
    def locked(database: Database) -> None:
        course(database)
        database.write(ACT, lock, 4, True).result()

    async with started(folder_of(tmp_path, locked)) as room:
        await turn_to_people(room)
        await room.type("jonas ist sabine")
        await room.reads("Enter: Jonas Müller ist Sabine Müller. Beide sind in 1 Kurs.")
        assert room.body[2:] == [
            "Beide sind in 1 Kurs.",
            "Dort zählt, was bei Sabine Müller steht.",
            "Der Sperrvermerk geht mit.",
            "Jonas Müller steht auf keiner Liste mehr.",
            "Was war, bleibt bei beiden.",
        ]
        await room.press("enter")
        await room.until(lambda: room.state == "5 Menschen.")
        assert "§ Sperrvermerk" in room.row("Sabine Müller")


async def test_with_names_hidden_a_merging_shows_first_names_only(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course_with_guests)) as room:
        await turn_to_people(room)
        await room.press("ctrl+b")
        await room.type("7 ist 4")
        await room.reads("Enter: Theo ist Jonas. 1 Termin geht mit.")
        assert "Müller" not in room.text
        await room.press("enter")
        await room.until(lambda: room.state == "7 Menschen.")
        assert room.journal()[-1] == "Theo ist Jonas Müller."
        assert "Müller" not in room.text


async def test_two_of_one_name_are_told_apart_by_what_only_the_facilitator_sees(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path, two_of_one_name)) as room:
        await turn_to_people(room)
        await room.type("1 erkennbar geb. 12.3.1980")
        assert room.hint == "Bitte keine Zahlen: Ein Geburtsdatum gehört nicht hierher."
        await room.press("enter", "escape")
        await room.enter("1 erkennbar an roter Brille")
        await room.sees("Ali Muster (roter Brille)")
        assert room.row("(roter Brille)").startswith("1 Ali Muster")
        await room.type("ali")
        assert room.hint == "Enter: zeigt Ali Muster (roter Brille)."
        await room.press("down")
        assert room.hint == "Enter: zeigt 2 Ali Muster."
        await room.press("escape")
        await room.press("ctrl+b")
        assert "Brille" not in room.text
        await room.press("ctrl+b")
        await room.enter("1 bekannt nichts")
        await room.until(lambda: "Brille" not in "\n".join(room.body))


async def test_a_double_of_the_same_name_is_named_by_its_number(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, two_of_one_name)) as room:
        await turn_to_people(room)
        await room.type("ali ist 1")
        await room.reads("Enter: 2 Ali Muster ist 1 Ali Muster.")
        await room.press("enter")
        await room.until(lambda: room.state == "2 Menschen.")


async def test_a_privacy_lock_is_seen_with_its_word_and_ends_only_with_ja(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, two_of_one_name)) as room:
        await turn_to_people(room)
        await room.type("ada sperrvermerk")
        said = "Ada Beispiel hat einen Sperrvermerk. Andere sehen diesen Namen nie."
        assert room.hint == f"Enter: {said}"
        await room.press("enter")
        await room.sees("§ Sperrvermerk")
        assert room.row("Ada Beispiel") == "3 Ada Beispiel § Sperrvermerk"
        await room.enter("ada sperrvermerk weg")
        assert "sperrvermerk weg ja" in room.hint
        await room.settle()
        assert room.journal()[-1] == said
        await room.press("ctrl+b")
        assert "§" not in room.text
        await room.press("ctrl+b", "escape")
        await room.enter("ada sperrvermerk weg ja")
        await room.until(lambda: "§" not in room.text)
        await room.press("ctrl+z")
        await room.sees("§ Sperrvermerk")


async def test_the_same_in_english(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course_with_guests), code="en") as room:
        await room.press("shift+tab")
        await room.sees("[People]")
        await room.type("7 is 4")
        await room.reads("Enter: Theo is Jonas Müller. 1 date goes over. 1 of them as a guest.")
        await room.press("escape")
        await room.enter("7 known by red glasses")
        await room.until(lambda: room.journal()[-1] == "Theo is known by: red glasses.")
        await room.enter("7 privacy lock")
        await room.sees("§ privacy lock")
