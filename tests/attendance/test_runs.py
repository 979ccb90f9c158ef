"""Several numbers in one line: an evening on paper, typed back in one step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from biq_tui.attendance import paper, service
from biq_tui.attendance.line import read
from biq_tui.attendance.look import Look
from biq_tui.attendance.models import State
from biq_tui.attendance.roster import Roster
from biq_tui.attendance.runs import NoSuchNumber, rows_of_run
from biq_tui.core import language
from biq_tui.core.intention import Intention
from biq_tui.core.text import clean
from biq_tui.ui.line import LINE_LENGTH

from .test_line import HERE, listed, row, sheet_of

NAMES = ("Ada", "Ali", "Anna", "Ayşe", "Bernd", "Cem", "Dana", "Emil", "Frieda", "Hatice", "Ida")
COURSE = listed(*NAMES, "3 Bänke")
"""Twelve people, nobody is here yet; the last one is called 3 Bänke."""

UNDER_WAY = Look(
    sheet_of(
        row(1, "Ada", HERE),
        row(2, "Ali", HERE, left=True),
        row(3, "Anna"),
        row(4, "Ayşe", State.EXCUSED),
        row(7, "Dana", State.ABSENT),
    )
)
"""Some are here; the numbers 5 and 6 have left the course."""


def numbers(intention: Intention) -> list[int]:
    """Whom Enter means."""
    return [person_id - 100 for person_id in intention.args[1]] if intention.use_case else []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1-4 7 9-11", [1, 2, 3, 4, 7, 9, 10, 11]),
        ("1 - 4", [1, 2, 3, 4]),
        ("1–4", [1, 2, 3, 4]),
        ("4-1", [1, 2, 3, 4]),
        ("7,9", [7, 9]),
        ("9, 7, 7 9", [7, 9]),
        ("7;9", [7, 9]),
        ("1-3 2-4", [1, 2, 3, 4]),
        ("07 09", [7, 9]),
        ("7,", [7]),
        ("  7   9  da", [7, 9]),
    ],
)
def test_numbers_and_spans_of_numbers_are_all_these_people(typed: str, meant: list[int]) -> None:
    intention = read(typed, COURSE)
    assert intention.use_case is paper.all_come
    assert numbers(intention) == meant
    assert intention.lit == set(meant)


def test_the_hint_says_how_many_and_who_before_enter_does_anything() -> None:
    intention = read("1-4 7 9-11", COURSE)
    assert intention.hint == "Enter: 8 Menschen sind da. (Ada, Ali, Anna, …)"
    assert intention.sentence == "8 Menschen sind da."
    assert read("3 7", COURSE).hint == "Enter: 2 Menschen sind da. (Anna, Dana)"


def test_who_is_here_already_is_counted_apart_and_stays_as_she_is() -> None:
    intention = read("1-4 7", UNDER_WAY)
    assert numbers(intention) == [2, 3, 4, 7]
    assert intention.hint == "Enter: 4 Menschen sind da. 1 ist schon da. (Ali, Anna, Ayşe, …)"
    for verb in ("", " da"):
        nobody = read(f"1 1{verb}", UNDER_WAY)
        assert (nobody.use_case, nobody.hint) == (None, "Das ist schon so.")


@pytest.mark.parametrize("typed", ["1 31", "31 1", "1-31", "1 2 31 40", "1 31 fehlt", "0-3"])
def test_a_number_that_nobody_has_stops_all_until_it_is_corrected(typed: str) -> None:
    intention = read(typed, COURSE)
    assert intention.use_case is None
    assert intention.keeps_text
    missing = "0" if typed == "0-3" else "31"
    assert intention.hint == f"Die Nummer {missing} gibt es nicht."


def test_inside_of_a_span_a_number_may_be_missing_but_not_at_its_ends() -> None:
    assert numbers(read("3-7", UNDER_WAY)) == [3, 4, 7]
    assert read("3-6", UNDER_WAY).hint == "Die Nummer 6 gibt es nicht."
    with pytest.raises(NoSuchNumber):
        rows_of_run("5-7", UNDER_WAY.sheet.rows)


@pytest.mark.parametrize(
    ("typed", "use_case", "meant", "said"),
    [
        ("3 4 fehlt", paper.all_absent, [3, 4], "2 Menschen fehlen."),
        ("3 7 fehlt", paper.all_absent, [3], "1 Mensch fehlt."),
        ("1-4 abgesagt", paper.all_excused, [1, 2, 3], "3 Menschen haben abgesagt."),
        ("1 2 geht", paper.all_leave, [1], "1 Mensch ist gegangen."),
        ("1 3 spät", paper.all_come_late, [1, 3], "2 Menschen sind da, aber zu spät."),
        ("3, 4 absent", paper.all_absent, [3, 4], "2 Menschen fehlen."),
    ],
)
def test_a_word_at_the_end_is_said_of_all_of_them(
    typed: str, use_case: object, meant: list[int], said: str
) -> None:
    intention = read(typed, UNDER_WAY)
    assert intention.use_case is use_case
    assert numbers(intention) == meant
    assert intention.hint.startswith(f"Enter: {said}")
    assert intention.sentence == said


def test_who_is_here_is_not_said_to_be_absent_without_a_word_of_it() -> None:
    assert read("1 3 fehlt", UNDER_WAY).hint == (
        "Enter: 2 Menschen fehlen. 1 davon ist gerade da! (Ada, Anna)"
    )
    assert "gerade" not in read("3 4 fehlt", UNDER_WAY).hint


def test_who_never_came_can_not_leave_with_the_others() -> None:
    assert read("1 3 geht", UNDER_WAY).hint == "Anna ist noch nicht da."
    assert read("1 3 geht", UNDER_WAY).use_case is None


def test_roles_are_given_one_by_one() -> None:
    intention = read("1 3 Assistenz", UNDER_WAY)
    assert intention.use_case is None
    assert "Bitte einen Menschen nach dem anderen" in intention.hint


def test_a_span_on_its_way_asks_for_its_end() -> None:
    for typed in ("1-", "1 3-", "1 -"):
        assert read(typed, COURSE).hint == "Bis zu welcher Nummer? Zum Beispiel: 1-4"


@pytest.mark.parametrize("typed", ["3 Bänke", "3 bän", "3. Klasse", "+1 2", "7b", "12:30", "1--4"])
def test_what_only_looks_like_numbers_is_a_name(typed: str) -> None:
    intention = read(typed, replace(COURSE, pressed=typed))
    assert intention.use_case in (service.come, service.add_guest, None)
    assert "Menschen" not in intention.hint


def test_somebody_called_like_a_number_and_a_word_is_still_found() -> None:
    assert read("3 Bänke", COURSE).args == (7, 112)


def test_more_than_the_line_holds_is_not_taken_in_part() -> None:
    for start in ("1 ", "11 "):
        cut = clean(start + "12 " * 100, LINE_LENGTH)
        assert read(cut, COURSE).hint == "Das ist zu lang. Bitte in zwei Schritten."


def test_with_names_hidden_the_hint_has_numbers_and_first_names_only() -> None:
    shown = read("1-2", replace(listed("Ada Muster", "Ali Öz"), names_hidden=True))
    assert shown.hint == "Enter: 2 Menschen sind da. (1 Ada, 2 Ali)"
    assert shown.sentence == "2 Menschen sind da."


def test_people_of_one_name_are_told_apart_in_a_run_too() -> None:
    ali = replace(row(1, "Ali"), known_by="rote Brille")
    look = Look(sheet_of(ali, row(2, "Ali"), row(3, "Bo")))
    assert read("1-3", look).hint == "Enter: 3 Menschen sind da. (1 Ali (rote Brille), 2 Ali, Bo)"


def test_a_span_over_thousands_looks_at_no_number_that_nobody_has() -> None:
    rows = Roster([row(1, "Ada"), row(999_999_999, "Zita")])
    assert [found.number for found in rows_of_run("1-999999999", rows)] == [1, 999_999_999]


def test_runs_are_complete_in_english() -> None:
    language.speak("en")
    assert read("1-4 7", UNDER_WAY).hint == (
        "Enter: 4 people are here. 1 is here already. (Ali, Anna, Ayşe, …)"
    )
