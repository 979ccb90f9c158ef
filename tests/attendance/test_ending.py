"""Ending the evening: a few questions in the line, and only the word "ja" ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biq_tui.attendance import paper, service
from biq_tui.attendance.ending import Ending, Question, questions, read_ending, written
from biq_tui.attendance.line import Look
from biq_tui.attendance.models import Role, Sitting, State
from biq_tui.attendance.roster import Roster, Row
from biq_tui.attendance.sheet import Sheet
from biq_tui.core import language
from biq_tui.core.intention import Intention

BEGINS = datetime(2027, 3, 5, 16, 0, tzinfo=UTC)


def row(number: int, name: str, state: State | None = None, left: bool = False) -> Row:
    return Row(number, 100 + number, name, Role.PARTICIPANT, state, None, left)


SHEET = Sheet(
    gathering_id=7,
    title="Block 3",
    venue="",
    starts_at=BEGINS,
    ends_at=BEGINS + timedelta(hours=3),
    sitting=Sitting.OPEN,
    code="473",
    began_at=None,
    ended_at=None,
    rows=Roster(
        (
            row(1, "Ada Muster", State.PRESENT),
            row(2, "Jonas Müller", State.PRESENT),
            row(3, "Sabine Müller", State.PRESENT),
            row(4, "Cem Beispiel"),
            row(5, "Ali Muster"),
            row(6, "Bo Muster", State.PRESENT, left=True),
        )
    ),
    waiting=(),
    aside=0,
    phones=0,
    as_of=1,
    last_event=None,
    my_step=None,
)
LOOK = Look(SHEET)
COUNT, PHONES, LEFT, SURE = (Ending(question) for question in Question)


def answer(text: str, ending: Ending, look: Look = LOOK) -> Intention:
    return read_ending(text, look, ending)


def changes_data(intention: Intention) -> bool:
    return intention.use_case is not None


# How many people do you see? ---------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "ja", "viele", "-3", "3,5", "mül", "18 fehlt", "99999"])
def test_the_first_question_waits_for_a_number_or_later(text: str) -> None:
    intention = answer(text, COUNT)
    assert not changes_data(intention)
    assert not intention.command
    assert intention.hint == ("Wie viele Menschen sehen Sie? Schreiben Sie die Zahl, oder: später")


def test_the_number_is_compared_with_the_list_before_it_counts() -> None:
    fits, differs = answer("3", COUNT), answer(" 20 ", COUNT)
    assert fits.hint == "Passt. Enter: weiter."
    assert differs.hint == "Sie sehen 20, auf der Liste sind 3. Enter: weiter."
    assert (fits.command, fits.chosen, changes_data(fits)) == ("answered", 3, False)
    assert (differs.command, differs.chosen) == ("answered", 20)
    assert answer("0", COUNT).chosen == 0


@pytest.mark.parametrize("text", ["später", "spaeter", "later", "Später"])
def test_counting_can_be_left_for_later(text: str) -> None:
    intention = answer(text, COUNT)
    assert (intention.command, intention.chosen) == ("answered", None)
    assert intention.hint == "Enter: weiter, ohne zu zählen."


def test_the_questions_follow_each_other_and_remember_the_count() -> None:
    after_count = Ending().answered(SHEET, 20)
    assert after_count == Ending(Question.LEFT, 20)
    assert after_count.answered(SHEET) == Ending(Question.SURE, 20)
    assert after_count.answered(SHEET).answered(SHEET).question is Question.SURE
    assert Ending().answered(SHEET, None).counted is None
    assert Ending().answered(SHEET, 0).counted == 0


# Were all really here? ---------------------------------------------------------------------------

BY_PHONE = Look(
    replace(
        SHEET,
        rows=Roster(replace(row, unseen=row.number in (1, 3, 6)) for row in SHEET.rows),
    )
)
"""Ada and Sabine are here by their phones alone; Bo, who has left, was."""


def test_phones_are_asked_about_only_if_somebody_came_by_one_unseen() -> None:
    assert Ending().answered(SHEET).question is Question.LEFT
    assert Ending().answered(BY_PHONE.sheet, 3) == Ending(Question.PHONES, 3, phones=3)
    assert Question.PHONES not in [one.question for one in questions(LOOK, Ending())]
    assert asked(BY_PHONE, Ending())[1][0] == "3 kamen über das Handy. Waren alle wirklich hier?"


def test_the_question_names_whom_it_is_about_and_hides_the_names_with_all_others() -> None:
    ending = Ending(Question.PHONES, 3, phones=3)
    assert questions(BY_PHONE, ending)[1].whom == ("1 Ada Muster", "3 Sabine Müller", "6 Bo Muster")
    assert questions(replace(BY_PHONE, names_hidden=True), ending)[1].whom == ("1", "3", "6")
    assert "1 Ada Muster   3 Sabine Müller   6 Bo Muster" in written(BY_PHONE, ending)


def test_thirty_who_came_by_phone_leave_the_other_questions_on_a_small_screen() -> None:
    rows = [replace(row(n, f"Mensch Nummer{n}", State.PRESENT), unseen=True) for n in range(1, 61)]
    look = Look(replace(SHEET, rows=Roster(rows)))
    lines = written(look, Ending(Question.PHONES, 3, phones=60)).split("\n")
    assert len(lines) <= 16
    assert max(map(len, lines)) <= 78
    assert any(line.endswith("   …") for line in lines)
    assert all(line.strip()[0].isdecimal() for line in lines if "Nummer" in line)
    assert any("Abend beenden?" in line for line in lines)


@given(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9 ,;-]{0,9}", fullmatch=True)))
def test_whatever_is_typed_about_phones_happens_only_as_the_hint_says(text: str) -> None:
    intention = answer(text, PHONES, BY_PHONE)
    assert intention.hint
    assert bool(intention.sentence) == changes_data(intention)
    assert intention.sentence in intention.hint
    assert intention.command in ("", "answered")
    assert changes_data(intention) or intention.command == "" or "weiter" in intention.hint


def test_once_answered_the_question_keeps_its_place() -> None:
    ending = Ending(Question.PHONES, 3, phones=3).answered(BY_PHONE.sheet)
    assert ending.question is Question.LEFT
    line = "✓ 2  3 kamen über das Handy. Waren alle wirklich hier?"
    assert line in written(LOOK, ending)
    assert f"{line}   später" in written(BY_PHONE, ending)


@pytest.mark.parametrize("text", ["ja", " Ja ", "yes"])
def test_yes_says_that_all_were_really_here(text: str) -> None:
    intention = answer(text, PHONES, BY_PHONE)
    assert intention.use_case is paper.were_here
    assert intention.args == (7,)
    assert (intention.hint, intention.command) == (
        "Enter: 3 Menschen waren wirklich hier.",
        "answered",
    )


@pytest.mark.parametrize("text", ["1 6", "1,6", "6, ada", "bo muster, ada", "6 1,"])
def test_numbers_or_names_say_who_was_not_here(text: str) -> None:
    intention = answer(text, PHONES, BY_PHONE)
    assert intention.use_case is paper.were_not_here
    assert intention.args == (7, (101, 106))
    assert intention.sentence == "2 Menschen waren nicht hier."
    assert intention.hint == "Enter: 2 Menschen waren nicht hier. (Ada Muster, Bo Muster)"
    assert intention.command == "answered"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "Waren alle wirklich hier? Schreiben Sie: ja   Oder wer nicht: Nummern, Namen"),
        ("2", "Jonas Müller kam nicht über das Handy."),
        ("1 2", "Jonas Müller kam nicht über das Handy."),
        ("cem", "Cem Beispiel kam nicht über das Handy."),
        ("1 31", "Die Nummer 31 gibt es nicht."),
        ("1-", "Enter: 1 Mensch war nicht hier. (Ada Muster)"),
        ("nein", "Niemand auf der Liste heißt „nein“."),
        ("must", "Wer ist es? Ada Muster, Bo Muster. Bitte die Nummer."),
    ],
)
def test_whatever_else_is_typed_about_phones_is_answered_by_the_hint(text: str, hint: str) -> None:
    intention = answer(text, PHONES, BY_PHONE)
    assert intention.hint == hint
    assert changes_data(intention) == hint.startswith("Enter")


def test_who_came_by_phone_can_be_left_for_later() -> None:
    intention = answer("später", PHONES, BY_PHONE)
    assert (intention.command, changes_data(intention)) == ("answered", False)
    assert intention.hint == "Enter: weiter, ohne Antwort."


# Did somebody leave before the end? --------------------------------------------------------------


@pytest.mark.parametrize("text", ["nein", "no", "niemand", "nobody", "später", "NEIN"])
def test_no_goes_on_to_the_last_question(text: str) -> None:
    intention = answer(text, LEFT)
    assert (intention.command, changes_data(intention)) == ("answered", False)
    assert intention.hint == "Enter: Sonst ging niemand früher."


@pytest.mark.parametrize("text", ["ada", "1", "ada geht", "1 leaves", "ADA"])
def test_a_name_or_number_says_who_left(text: str) -> None:
    intention = answer(text, LEFT)
    assert intention.use_case is service.leave
    assert intention.args == (7, 101)
    assert intention.sentence == "Ada Muster ist gegangen."
    assert intention.hint == "Enter: Ada Muster ist gegangen."
    assert intention.command == ""


def test_of_several_people_the_marked_one_left() -> None:
    first = answer("mül", LEFT)
    assert not changes_data(first)
    assert (first.command, first.lit, first.keeps_text) == ("mark", frozenset({2, 3}), True)
    marked = answer("mül", LEFT, replace(LOOK, marked=3))
    assert marked.sentence == "Sabine Müller ist gegangen."


def test_who_was_never_here_or_has_left_already_can_not_leave() -> None:
    for text, hint in (
        ("cem", "Cem Beispiel ist noch nicht da."),
        ("bo", "Bo Muster ist schon gegangen."),
    ):
        assert not changes_data(answer(text, LEFT))
        assert answer(text, LEFT).hint == hint


@pytest.mark.parametrize(
    "text", ["", "ja", "Theo Neu", "+Theo", "ada fehlt", "ada abgesagt", "wir beginnen", "was war"]
)
def test_nothing_but_leaving_happens_in_the_second_question(text: str) -> None:
    intention = answer(text, LEFT)
    assert intention.use_case in (None, service.leave)
    assert intention.command in ("", "mark")
    if intention.use_case is service.leave:
        assert "gegangen" in intention.sentence
        assert intention.sentence in intention.hint


def test_an_unknown_name_in_the_second_question_makes_no_guest() -> None:
    for look in (LOOK, replace(LOOK, pressed="Theo Neu"), replace(LOOK, pressed="Theo Neu geht")):
        intention = answer("Theo Neu", LEFT, look)
        assert not changes_data(intention)
        assert intention.hint.startswith("Ging jemand früher? ")


# End the evening? --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", "j", "jaja", "ja bitte", "nein", "ok", "1", "mül", "+ja", "beenden", "jo", "y"]
)
def test_nothing_but_the_word_yes_ends_the_evening(text: str) -> None:
    intention = answer(text, SURE)
    assert not changes_data(intention)
    assert not intention.command
    assert intention.hint == "Abend beenden? Schreiben Sie: ja"


@pytest.mark.parametrize("text", ["ja", "Ja", " ja ", "JA", "yes"])
def test_the_word_yes_ends_the_evening_with_the_count(text: str) -> None:
    intention = answer(text, Ending(Question.SURE, counted=20))
    assert intention.use_case is service.end
    assert intention.args == (7, 20)
    assert intention.command == "ended"
    assert intention.sentence == "Der Abend ist beendet."
    assert intention.hint == "Enter: Der Abend ist zu Ende."


@pytest.mark.parametrize("ending", [COUNT, PHONES, LEFT])
def test_yes_ends_nothing_before_the_last_question(ending: Ending) -> None:
    assert answer("ja", ending).use_case is None


@pytest.mark.parametrize("ending", [COUNT, PHONES, LEFT, SURE])
def test_an_ended_evening_can_not_be_ended_again(ending: Ending) -> None:
    ended = Look(replace(SHEET, sitting=Sitting.ENDED, ended_at=BEGINS))
    for text in ("ja", "20", "ada"):
        assert answer(text, ending, ended).use_case is None
    assert answer("öffnen, Ali fehlte", ending, ended).use_case is service.reopen


# What stands in the tab --------------------------------------------------------------------------


def asked(look: Look, ending: Ending) -> list[tuple[str, str]]:
    return [(one.asks, one.answer) for one in questions(look, ending)]


def test_the_tab_asks_three_questions_and_shows_the_answers_so_far() -> None:
    assert asked(LOOK, Ending()) == [
        ("Wie viele Menschen sehen Sie?", ""),
        ("Ging jemand früher?", "1 Mensch ist gegangen."),
        ("Abend beenden?", "2 Menschen fehlen noch und gelten dann als „fehlt“."),
    ]
    assert asked(LOOK, Ending(Question.LEFT, 3))[0][1] == "3   Passt."
    assert asked(LOOK, Ending(Question.LEFT, 4))[0][1] == "4   Sie sehen 4, auf der Liste sind 3."
    assert asked(LOOK, Ending(Question.LEFT))[0][1] == "nicht gezählt"


def test_the_answers_follow_the_list() -> None:
    nobody_left = Look(replace(SHEET, rows=Roster(SHEET.rows[:3])))
    answers = [said for _question, said in asked(nobody_left, Ending(Question.SURE, 3))]
    assert answers == ["3   Passt.", "Bis jetzt niemand.", ""]


def test_the_questions_are_complete_in_english() -> None:
    language.speak("en")
    assert [question for question, _answer in asked(LOOK, Ending())] == [
        "How many people do you see?",
        "Did somebody leave before the end?",
        "End the evening?",
    ]
    assert answer("3", COUNT).hint == "That fits. Enter: goes on."
    assert answer("ada", LEFT).hint == "Enter: Ada Muster has left."
    assert answer("yes", SURE).hint == "Enter: the evening ends."
