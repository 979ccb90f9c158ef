"""A new course by three questions: what each of them answers, and how one goes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from ..room import COURSE, LARGE, SMALL, Room, both_sizes, course, folder_of, started

TAKEN = f"Den Kurs „{COURSE}“ gibt es schon. Bitte wählen Sie einen anderen Namen."


async def ask(room: Room, *answers: str) -> None:
    """Begin the questions from the tab of courses, and answer some."""
    await room.press("tab")
    await room.enter("neuer kurs")
    await room.sees("BIQ · Neuer Kurs", "Frage 1 von 3.")
    for answer in answers:
        await room.enter(answer)


@both_sizes
async def test_three_answers_and_the_word_yes_make_a_course(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path), size) as room:
        await ask(room)
        await room.type("BIQ Gröpelingen")
        assert room.hint == "Enter: BIQ Gröpelingen"
        await room.press("enter")
        assert room.state == "Frage 2 von 3."
        assert room.row("Wie heißt") == "✓ 1 Wie heißt der Kurs? BIQ Gröpelingen"
        assert room.row("An welchem Tag").startswith("▸ 2")
        await room.type("5.3.2027")
        assert room.hint == "Enter: Freitag, 5.3.2027"
        await room.press("enter")
        await room.type("monatlich Fr 17:00-20:15, Sa 10:00-16:00")
        assert room.hint == "Enter: monatlich, Fr 17:00–20:15 und Sa 10:00–16:00"
        await room.press("enter")
        assert room.state.startswith("12 Termine, 66 UE")
        assert room.label == "Richtig?"
        assert "Fr 5.3.2027 17:00–20:15 Block 1 · Hallo Nachbar!" in room.body
        assert all(cell_len(row) == size[0] for row in room.rows)
        await room.enter()
        assert "Schreiben Sie: ja" in room.hint
        await room.enter("nein")
        assert room.where == "BIQ · Neuer Kurs"
        await room.press("escape")
        await room.type("ja")
        assert room.hint == "Enter: Der Kurs „BIQ Gröpelingen“ ist da."
        await room.press("enter")
        await room.sees("BIQ · Kurs BIQ Gröpelingen", "[Termine]", "12 Termine.")
        assert room.journal() == ["Der Kurs „BIQ Gröpelingen“ ist da."]


@both_sizes
async def test_all_dates_stand_on_the_screen_before_yes_is_asked_for(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path), size) as room:
        await ask(room, "BIQ", "5.3.2027", "")
        shown = "\n".join(room.body)
        for key in ("down", "down"):
            await room.press(key)
            shown += "\n".join(room.body)
        for day in ("Fr 5.3.2027", "Sa 3.4.2027", "Fr 6.8.2027", "Sa 7.8.2027"):
            assert day in shown


async def test_holidays_are_marked_and_unknown_years_say_so(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path), LARGE) as room:
        await ask(room, "BIQ", "26.3.2027", "wöchentlich Fr 17-20")
        assert "! Karfreitag, Osterferien" in room.row("Fr 26.3.2027")
        assert "! Osterferien" in room.row("Fr 2.4.2027")
        assert "Schulferien" not in room.state
        await room.press("escape", "escape")
        await room.enter("6.1.2090")
        await room.enter()
        assert "Die Schulferien 2090 sind hier nicht bekannt." in room.state


async def test_the_land_of_the_house_decides_which_holidays_are_meant(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course), LARGE) as room:
        await room.press("tab")
        await room.enter()
        await room.press("shift+tab")
        await room.enter("6 bayern")
        await room.press("escape", "shift+tab")
        await room.sees("[Heute]")
        await ask(room, "BIQ Passau", "2027-11-01", "weekly Mon 17-20")
        assert "! Allerheiligen" in room.row("Mo 1.11.2027")


# Faults ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "typed", "said"),
    [
        ((), COURSE, TAKEN),
        ((), COURSE.upper(), TAKEN.replace(COURSE, COURSE.upper())),
        ((), "a" * 81, "Dieser Name ist zu lang."),
        (("Neu",), "29.2.2027", "Den 29. Februar gibt es 2027 nicht."),
        (("Neu",), "31.4.", "Den 31. April gibt es nicht."),
        (("Neu",), "Mo 5.3.2027", "Der 5.3.2027 ist ein Freitag."),
        (("Neu",), "Quatsch", "An welchem Tag beginnt er?"),
        (("Neu", "5.3.2027"), "ab und zu", "Bitte schreiben Sie, wie oft und wann"),
        (
            ("Neu", "5.3.2027"),
            "wöchentlich Fr 20-17",
            "Das Ende (17:00) muss nach dem Anfang (20:00) liegen.",
        ),
        (("Neu", "5.3.2027"), "wöchentlich Fr 25-26", "Die Uhrzeit 25:00 gibt es nicht."),
        (("Neu", "5.3.2027"), "weekly Fri 10-12, Fri 11-13", "überschneiden sich"),
    ],
)
async def test_a_wrong_answer_is_told_in_place_and_stays_to_be_corrected(
    tmp_path: Path, before: tuple[str, ...], typed: str, said: str
) -> None:
    async with started(folder_of(tmp_path, course), LARGE) as room:
        await ask(room, *before)
        await room.type(typed)
        assert said in room.hint
        await room.press("enter")
        assert said in room.hint
        assert room.line == typed
        assert room.state == f"Frage {len(before) + 1} von 3."
        await room.press("escape")
        assert room.line == ""
        assert room.state == f"Frage {len(before) + 1} von 3."


async def test_a_title_that_another_laptop_has_taken_meanwhile_is_refused_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    from datetime import date

    from biq_tui.qualification.curriculum import curriculum
    from biq_tui.qualification.new_course import planned
    from biq_tui.qualification.rhythm import DEFAULT_RHYTHM
    from biq_tui.qualification.runs import new_run
    from biq_tui.qualification.schedule import propose

    async with started(folder_of(tmp_path)) as room:
        await ask(room, COURSE, "heute", "")
        dates = planned(propose(curriculum(), date(2027, 3, 5), DEFAULT_RHYTHM), "")
        await room.app.write(new_run, COURSE, dates)
        await room.settle()
        await room.enter("ja")
        await room.reads(TAKEN)
        assert room.where == "BIQ · Neuer Kurs"
        assert len(room.journal()) == 1


# Going back --------------------------------------------------------------------------------------


async def test_escape_goes_back_one_question_at_a_time_and_keeps_the_answers(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path)) as room:
        await ask(room, "BIQ Süd", "5.3.2027", "")
        await room.press("escape")
        assert room.state == "Frage 3 von 3."
        assert room.hint == "Enter: monatlich, Fr 17:00–20:15 und Sa 10:00–16:00"
        await room.press("escape")
        assert room.state == "Frage 2 von 3."
        assert room.hint == "Enter: Freitag, 5.3.2027"
        await room.press("escape")
        assert room.hint == "Enter: BIQ Süd"
        await room.enter("BIQ Nord")
        await room.enter()
        await room.enter()
        await room.type("ja")
        assert room.hint == "Enter: Der Kurs „BIQ Nord“ ist da."
        await room.press(*["escape"] * 5)
        await room.sees("[Kurs]")
        assert room.journal() == []


async def test_ctrl_z_on_the_tab_of_courses_takes_a_new_course_back(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path)) as room:
        await ask(room, "BIQ Süd", "heute", "", "ja")
        await room.sees("BIQ · Kurs BIQ Süd")
        await room.press("escape")
        await room.sees("[Kurs]", "BIQ Süd", "12 Termine")
        assert "Der Kurs „BIQ Süd“ ist da." in room.event or "Strg+Z" in room.event
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Der Kurs „BIQ Süd“ ist da.", "0 Kurse.")
        assert "BIQ Süd" not in "\n".join(room.body)


@pytest.mark.parametrize(
    "title", ["[/b]", "[red]Rot[/red]", "{run}", "a" * 80, "‮BIQ", "\x1b[2JBIQ", "  BIQ  "]
)
async def test_whatever_a_course_is_called_is_only_a_name(tmp_path: Path, title: str) -> None:
    async with started(folder_of(tmp_path)) as room:
        await ask(room)
        await room.paste(title)
        await room.press("enter")
        assert room.state == "Frage 2 von 3."
        await room.enter("heute")
        await room.enter()
        await room.enter("ja")
        await room.sees("12 Termine.")
        assert "\x1b" not in room.text
        assert "‮" not in room.text
        assert all(cell_len(row) == 80 for row in room.rows)


async def test_the_questions_speak_english(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path), SMALL, "en") as room:
        await room.enter("1")
        assert room.state == "Question 1 of 3."
        for answer in ("BIQ South", "5 March 2027", "every 2 weeks Tue 18-20", "yes"):
            await room.enter(answer)
        await room.sees("BIQ · Course BIQ South", "6 dates.")
