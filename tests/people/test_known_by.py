"""What tells two people of one name apart is never a date of birth."""

from __future__ import annotations

import pytest

from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.people import service
from biq_tui.people.directory import Known, directory_of, everybody
from biq_tui.people.known_by import checked
from biq_tui.qualification.enrolment import Newcomer, collect_all

from .test_directory import ACT


@pytest.mark.parametrize(
    "words",
    [
        "12.3.1980", "12.3.", "1980-03-12", "12/3/80", "12. März", "geb. im März", "geboren 1980",
        "Jahrgang achtzig", "*80", "45 Jahre", "born in May", "Geburtstag im Mai", "80er",
        "١٢٫٣٫١٩٨٠", "den ⅻ.", "doğum mayıs", "DOB unknown",
    ],
)  # fmt: skip
def test_a_date_is_refused_however_it_is_written(words: str) -> None:
    with pytest.raises(Refused, match="Geburtsdatum"):
        checked(words)


@pytest.mark.parametrize(
    "words", ["rote Brille", "große Schwester", "Rollstuhl mit Fähnchen", "Mai-Lins Mutter", "🌻"]
)
def test_words_are_taken(words: str) -> None:
    assert checked(words) == words


def test_more_than_forty_letters_are_refused() -> None:
    assert checked("x" * 40) == "x" * 40
    with pytest.raises(Refused, match="höchstens 40"):
        checked("x" * 41)


def test_it_is_shown_only_where_two_have_the_same_name() -> None:
    two = (Known(7, "Ali Muster", "", "rote Brille"), Known(9, "Muster, Ali", ""))
    one = (Known(3, "Ada Muster", "", "Hut"),)
    directory = directory_of((*one, *two))

    assert directory.told_apart(two[0]) == "Ali Muster (rote Brille)"
    assert directory.told_apart(two[1]) == "9 Muster, Ali"
    assert directory.told_apart(one[0]) == "Ada Muster"


def test_people_are_meant_by_number_by_whole_words_or_by_beginnings() -> None:
    people = (Known(4, "Theo", ""), Known(12, "Theodor Muster", ""))
    directory = directory_of(people)

    assert directory.meant("12") == people[1:]
    assert directory.meant("theo") == people[:1]
    assert directory.meant("theod") == people[1:]
    assert directory.found("theo") == people
    assert directory.meant("5") == directory.meant("xyzzy") == ()


def test_it_is_kept_and_taken_away(database: Database) -> None:
    database.write(ACT, collect_all, [Newcomer("Ali Muster")]).result()
    (ali,) = database.read(everybody)
    database.write(ACT, service.tell_apart, ali.person_id, " rote  Brille ").result()
    assert database.read(everybody)[0].known_by == "rote Brille"
    database.write(ACT, service.tell_apart, ali.person_id, "").result()
    assert database.read(everybody)[0].known_by == ""
    with pytest.raises(Refused, match="Geburtsdatum"):
        database.write(ACT, service.tell_apart, ali.person_id, "12.3.1980").result()
    with pytest.raises(Refused, match="nicht mehr da"):
        database.write(ACT, service.tell_apart, 4711, "Hut").result()
