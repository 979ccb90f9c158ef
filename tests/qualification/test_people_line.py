"""The line of a course's people: first who, then what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from biq_tui.core import journal, language
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.intention import Intention
from biq_tui.core.journal import Actor
from biq_tui.core.language import LANGUAGES, _
from biq_tui.core.opening import open_database
from biq_tui.core.text import NAME_LENGTH
from biq_tui.core.write import Act
from biq_tui.qualification import enrolment
from biq_tui.qualification.course import EnrolledRow, course, place_of
from biq_tui.qualification.people_line import GRAMMAR, VERBS, Look, read_people

from .. import room

FIRST, SECOND, THIRD = range(1, 4)
"""Gatherings on 5.3., 6.3. and 2.4."""


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with room.bremen():
        yield


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(room.folder_of(tmp_path, room.course))
    yield opened
    opened.close()


@pytest.fixture
def look(database: Database) -> Look:
    """Six people: 1 Ada, 2 Ali, 3 Ayşe, 4 Jonas Müller, 5 Олена, 6 Sabine Müller."""
    return Look(database.read(course, 1, "test"))


def changed(look: Look, number: int, **facts: object) -> Look:
    """The same, but for one person."""
    people = tuple(
        replace(row, **facts) if row.number == number else row  # type: ignore[arg-type]  # by name
        for row in look.course.people
    )
    return replace(look, course=replace(look.course, people=people))


# Who ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [("ada", 1), ("muster al", 2), ("3", 3), ("ayse", 3), ("olena", 5), ("олена", 5), ("sab m", 6)],
)
def test_letters_or_the_number_find_one_person(typed: str, number: int, look: Look) -> None:
    intention = read_people(typed, look)
    assert intention.chosen == number
    assert intention.command == "edit"
    assert intention.lit == {number}


def test_of_several_the_first_enter_only_marks(look: Look) -> None:
    intention = read_people("mül", look)
    assert (intention.command, intention.args, intention.keeps_text) == ("mark", (4,), True)
    assert intention.lit == {4, 6}
    assert read_people("mül", replace(look, marked=6)).chosen == 6
    assert read_people("mül abgesagt", look).command == "mark"
    assert read_people("mül abgesagt", replace(look, marked=6)).args == (FIRST, 6)


@pytest.mark.parametrize("typed", ["99", "99 abgesagt", "0"])
def test_a_number_that_nobody_has_is_nobody(typed: str, look: Look) -> None:
    intention = read_people(typed, look)
    assert intention.use_case is None
    assert "gibt es nicht" in intention.hint or typed == "99 abgesagt"


def test_an_unknown_name_is_enrolled_by_the_second_enter(look: Look) -> None:
    first = read_people("Theo Neu", look)
    assert (first.command, first.keeps_text) == ("press", True)
    assert first.hint == (
        "Niemand auf der Liste heißt so. Noch einmal Enter: Theo Neu ist neu dabei."
    )
    second = read_people("Theo Neu", replace(look, pressed="Theo Neu"))
    assert second.hint == "Enter: Theo Neu steht auf der Liste."
    assert second.use_case is enrolment.enrol
    assert read_people("Theo Neuer", replace(look, pressed="Theo Neu")).command == "press"


def test_plus_enrols_at_once_and_says_who_is_called_alike(look: Look) -> None:
    intention = read_people("+Ayşe Beispiel", look)
    assert intention.use_case is enrolment.enrol
    assert intention.args == (1, "Ayşe Beispiel", None)
    assert "Ayşe Beispiel" in intention.hint.partition("(")[2]


def test_who_joins_late_says_since_when(look: Look) -> None:
    for typed in ("+Theo Neu seit 12.3.", "+Theo Neu ab 12.3.2027", "+Theo Neu since 12.3."):
        intention = read_people(typed, look)
        assert intention.args == (1, "Theo Neu", date(2027, 3, 12))
        assert "12.3.2027" in intention.hint


@pytest.mark.parametrize("typed", ["+", "+   ", "+\x1b", "+Theo seit 31.4.", "+Theo seit bald"])
def test_nobody_is_enrolled_without_a_name_or_from_a_day_that_is_none(
    typed: str, look: Look
) -> None:
    assert read_people(typed, look).use_case is None


def test_a_name_that_is_too_long_is_refused_and_never_cut(look: Look) -> None:
    assert read_people("+" + "a" * NAME_LENGTH, look).use_case is enrolment.enrol
    for typed in ("+" + "a" * (NAME_LENGTH + 1), "1 heißt " + "a" * 10_000, "1 latin " + "a" * 81):
        intention = read_people(typed, look)
        assert intention.use_case is None
        assert "zu lang" in intention.hint


# What --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7", None),
        ("1 heißt Ada Beispiel", "Der Name ist jetzt: Ada Beispiel."),
        ("1 heisst Ada Beispiel", "Der Name ist jetzt: Ada Beispiel."),
        ("1 CALLED [/b]", "Der Name ist jetzt: [/b]."),
        (
            "3 lateinisch Ayse",
            "Ayşe Beispiel wird jetzt auch mit lateinischen Buchstaben gefunden.",
        ),
        ("5 latin nichts", "Олена Зразок hat keinen Namen in lateinischen Buchstaben."),
        ("ada abgesagt", "Ada Muster hat für den 5.3.2027 abgesagt."),
        ("ada excused 6.3.", "Ada Muster hat für den 6.3.2027 abgesagt."),
        ("ada abgesagt 2", "Ada Muster hat für den 6.3.2027 abgesagt."),
        ("ada seit 6.3.", "Ada Muster kommt ab 6.3.2027."),
        ("ada ausgetreten 6.3.", "Ada Muster kommt ab 6.3.2027 nicht mehr."),
        ("ada left 6.3.", "Ada Muster kommt ab 6.3.2027 nicht mehr."),
        ("ada seit anfang", "Ada Muster kommt die ganze Zeit."),
        ("ada braucht Hörschleife, Rampe", "Ada Muster braucht: Hörschleife, Rampe."),
        ("1 needs nothing", "Ada Muster braucht nichts Besonderes."),
        ("1 weg ja", "Ada Muster steht nicht mehr auf der Liste."),
        ("1 remove yes", "Ada Muster steht nicht mehr auf der Liste."),
    ],
)
def test_a_word_after_the_person_says_what_of_her(typed: str, said: str | None, look: Look) -> None:
    intention = read_people(typed, changed(look, 1, needs="x", joined_on=date(2027, 3, 2)))
    if said is None:
        assert intention.use_case is None
    else:
        assert intention.sentence == said, intention.hint
        assert intention.hint == f"Enter: {said}"


def test_what_is_so_already_is_said_and_not_done_again(look: Look) -> None:
    day = date(2027, 3, 6)
    facts = changed(look, 1, needs="Rampe", joined_on=day)
    gone = changed(look, 1, left_on=day)
    for typed, shown in (
        ("1 bleibt", look),
        ("1 seit anfang", look),
        ("1 braucht nichts", look),
        ("1 braucht Rampe", facts),
        ("1 seit 6.3.", facts),
        ("1 ausgetreten 6.3.", gone),
    ):
        assert read_people(typed, shown).hint == "Das ist schon so.", typed
    assert read_people("1 bleibt", gone).sentence == "Ada Muster kommt die ganze Zeit."


def test_who_comes_after_all_says_for_which_date(look: Look) -> None:
    away = changed(look, 1, excused=(FIRST, SECOND))
    assert read_people("ada kommt", away).args == (FIRST, 1)
    assert read_people("ada comes 6.3.", away).args == (SECOND, 1)
    assert read_people("ada kommt 2.4.", away).use_case is None
    assert read_people("ali kommt", away).use_case is None
    assert read_people("ada abgesagt", away).args == (THIRD, 1)
    assert read_people("ada abgesagt 5.3.", away).use_case is None


@pytest.mark.parametrize(
    "typed",
    ["1 weg", "1 weg bitte", "1 seit", "1 seit bald", "1 ausgetreten", "1 abgesagt 7.3.",
     "1 abgesagt 31.4.", "1 braucht", "1 heißt", "1 heißt Ada Muster", "1 latin"],
)  # fmt: skip
def test_half_of_a_sentence_does_nothing(typed: str, look: Look) -> None:
    intention = read_people(typed, look)
    assert intention.use_case is None
    assert intention.hint


def test_a_fixed_word_counts_only_after_somebody_who_is_known(look: Look) -> None:
    assert read_people("+Ab Müller", look).args[1] == "Ab Müller"
    assert read_people("+Ab Seit", look).use_case is None  # since when?
    assert read_people("Neu Weg", replace(look, pressed="Neu Weg")).args[1] == "Neu Weg"
    named = changed(look, 1, name="Ada Weg")
    assert read_people("ada weg", named).use_case is None
    assert read_people("1 heißt Ada Seit Weg", look).args == (1, "Ada Seit Weg")


def test_what_does_not_fit_to_her_dates_is_refused_by_the_use_case(
    database: Database, look: Look
) -> None:
    act = Act(Actor.FACILITATOR, "test", place_of(1))
    leaves = read_people("ada ausgetreten 6.3.", look)
    assert leaves.use_case is not None
    database.write(act, leaves.use_case, *leaves.args).result()
    joins = read_people("ada seit 7.3.", Look(database.read(course, 1, "test")))
    assert joins.use_case is not None
    with pytest.raises(Refused, match="vor dem ersten Tag"):
        database.write(act, joins.use_case, *joins.args).result()


# Dates that are none of hers ---------------------------------------------------------------------


def expected_on(database: Database, person_id: int) -> list[str]:
    """The days of the course on which she is expected."""
    from sqlmodel import select

    from biq_tui.attendance.models import Expected, Gathering
    from biq_tui.core.dates import full_date

    with database.reading() as session:
        gatherings = session.exec(
            select(Gathering)
            .join(Expected, Expected.gathering_id == Gathering.id)  # type: ignore[arg-type]
            .where(Expected.person_id == person_id)
            .order_by(Gathering.starts_at)  # type: ignore[arg-type]  # SQLModel's columns
        ).all()
        return [full_date(gathering.starts_at) for gathering in gatherings]


def test_who_joined_late_and_left_early_is_expected_only_between(database: Database) -> None:
    act = Act(Actor.FACILITATOR, "test", place_of(1))
    for typed in ("ada seit 6.3.", "ada ausgetreten 3.4.", "+Theo seit 7.8."):
        intention = read_people(typed, Look(database.read(course, 1, "test")))
        assert intention.use_case is not None
        database.write(act, intention.use_case, *intention.args).result()
    assert expected_on(database, 1) == ["6.3.2027", "2.4.2027"]
    assert expected_on(database, 7) == ["7.8.2027"]
    assert len(expected_on(database, 2)) == 12
    for typed, back in (("ada bleibt", 11), ("ada seit anfang", 12)):
        intention = read_people(typed, Look(database.read(course, 1, "test")))
        assert intention.use_case is not None
        database.write(act, intention.use_case, *intention.args).result()
        assert len(expected_on(database, 1)) == back


# Names hidden ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["4", "4 abgesagt", "4 weg", "4 weg ja", "müller", "4 kommt", "4 heißt Jonas Möller",
     "4 braucht Rampe", "4 seit 6.3."],
)  # fmt: skip
def test_with_names_hidden_no_hint_has_a_surname(typed: str, look: Look) -> None:
    hint = read_people(typed, replace(look, names_hidden=True)).hint
    assert "Müller" not in hint
    assert "Möller" not in hint


def test_with_names_hidden_the_hint_has_number_and_first_name(look: Look) -> None:
    hidden = replace(look, names_hidden=True)
    assert read_people("4 abgesagt", hidden).hint == (
        "Enter: 4 Jonas hat für den 5.3.2027 abgesagt."
    )
    assert read_people("+Theo Geheim", hidden).hint == "Enter: Theo steht auf der Liste."


# The empty line and help -------------------------------------------------------------------------


def test_enter_on_a_marked_person_takes_her_name_into_the_line(look: Look) -> None:
    intention = read_people("", replace(look, marked=4))
    assert (intention.command, intention.args) == ("edit", ("4 heißt Jonas Müller",))
    assert read_people("4 heißt Jonas Müller", look).use_case is None
    assert read_people("", look).command == ""


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_example_in_help_does_what_it_says(code: str, look: Look) -> None:
    language.speak(code)
    people = (
        EnrolledRow(7, 7, "Jonas Müller", "", None, None, "", (SECOND,)),
        *look.course.people[:3],
    )
    dates = tuple(
        replace(row, starts_at=row.starts_at.replace(month=3, day=12)) if row.number == 2 else row
        for row in look.course.dates
    )
    shown = replace(look, course=replace(look.course, people=people, dates=dates))
    excused_already = ("mül excused 12.3.",)
    for typed, _what in GRAMMAR:
        intention = read_people(_(typed), shown)
        assert intention.use_case or intention.command or typed in excused_already, _(typed)


def test_every_fixed_word_is_understood_in_every_language(look: Look) -> None:
    for code in LANGUAGES:
        language.speak(code)
        for verb in VERBS:
            intention = read_people(f"1 {verb}", look)
            assert intention.chosen == 1, verb


# Whatever is typed -------------------------------------------------------------------------------

names = st.one_of(
    st.sampled_from(["Ada", "Theo Neu", "[/b]", "{person}", "%s", "Ali\x1b[2J", "‮Evil", "Да"]),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=10),
)
rests = st.one_of(
    st.sampled_from(
        ["", "", "ja", "yes", "nichts", "anfang", "12.3.", "6.3.", "2", "31.4.", "2.4.2027", "7.8."]
    ),
    names,
)
persons = st.one_of(
    st.integers(0, 9).map(str), st.sampled_from(["ada", "ali", "mül", "olena"]), names,
    names.map(lambda name: f"+{name}"),
)  # fmt: skip
lines = st.tuples(persons, st.sampled_from(["", *sorted(VERBS)]), rests).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(lines, st.integers(0, 6), st.booleans(), st.booleans()), min_size=1, max_size=4
    ),
    code=st.sampled_from(["de", "en"]),
)
@example(steps=[("1 karte ", 0, False, False), ("1 karte neu", 0, False, False)], code="de")
def test_what_the_hint_says_is_what_the_journal_says(
    database: Database, steps: list[tuple[str, int, bool, bool]], code: str
) -> None:
    language.speak(code)
    act = Act(Actor.FACILITATOR, "test", place_of(1))
    for typed, marked, twice, hidden in steps:
        before = database.read(course, 1, "test")
        look = Look(before, marked=marked or None, names_hidden=hidden)
        intention = read_people(typed, look)
        if twice and intention.command == "press":
            look = replace(look, pressed=typed.strip())
            intention = read_people(typed, look)
        assert intention.hint
        if intention.use_case is None:
            assert not intention.sentence
            assert intention.command in ("", "mark", "press", "edit", "fetch")
            continue
        if not hidden:
            assert intention.sentence in intention.hint
        _do(database, act, intention, before.as_of)


def _do(database: Database, act: Act, intention: Intention, as_of: int) -> None:
    assert intention.use_case is not None
    try:
        database.write(act, intention.use_case, *intention.args).result()
    except Refused:  # what only the use case knows: then nothing is done
        assert database.read(journal.last_number) == as_of
        return
    if not intention.sentence:  # it answers with the code of a card, and makes one for who has none
        assert intention.answer
        assert database.read(journal.last_number) <= as_of + 1
        return
    assert room.newest(database) == intention.sentence
    assert database.read(journal.last_number) == as_of + 1
