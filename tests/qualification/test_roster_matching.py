"""The same people again are recognised; who only has the same name is not taken for another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biq_tui.people.directory import Known
from biq_tui.people.names import fold
from biq_tui.qualification.roster_matching import House, Recognised, newcomers, recognise

from .courses import listed

OLENA, OLENA_LATIN = "Олена Зразок", "Olena Zrazok"


def house(*known: str, enrolled: tuple[int, ...] = ()) -> House:
    """Known people, numbered from 1."""
    parted = (name.partition("/") for name in known)
    people = tuple(Known(n, name, latin) for n, (name, _, latin) in enumerate(parted, start=1))
    return House(people, frozenset(enrolled))


def found(seen: tuple[Recognised, ...]) -> list[int | None]:
    return [person.person_id for person in seen]


def test_nobody_known_means_all_are_new() -> None:
    seen = recognise(listed(["Ada Muster", "Ali Beispiel"]), house())
    assert found(seen) == [None, None]
    assert [person.name for person in newcomers(seen)] == ["Ada Muster", "Ali Beispiel"]


@pytest.mark.parametrize(
    "written",
    ["Sabine Müller", "SABINE MUELLER", "Müller, Sabine", "Dr. Sabine Muller", "sabine  müller"],
)
def test_a_name_written_otherwise_is_the_same_person(written: str) -> None:
    assert found(recognise(listed([written]), house("Sabine Müller"))) == [1]


@pytest.mark.parametrize("written", ["Sabine", "Sabine Müller-Groß", "Sabina Müller", "Müller"])
def test_a_name_that_only_resembles_is_somebody_new(written: str) -> None:
    assert found(recognise(listed([written]), house("Sabine Müller"))) == [None]


def test_each_known_person_stands_for_one_row() -> None:
    seen = recognise(listed(["Ada Muster", "Ada Muster"]), house("Ada Muster"))
    assert found(seen) == [1, None]


def test_of_two_of_one_name_it_is_the_one_on_the_list_of_the_course() -> None:
    known = house("Ada Muster", "Ada Muster", enrolled=(2,))
    (seen,) = recognise(listed(["Ada Muster"]), known)
    assert (seen.person_id, seen.enrolled) == (2, True)
    assert newcomers([seen]) == ()


def test_of_two_of_one_name_on_no_list_it_could_be_either_so_she_is_new() -> None:
    assert found(recognise(listed(["Ada Muster"]), house("Ada Muster", "Ada Muster"))) == [None]


def test_two_of_one_name_on_the_list_are_both_recognised() -> None:
    known = house("Ada Muster", "Ada Muster", enrolled=(1, 2))
    assert found(recognise(listed(["Ada Muster"] * 3), known)) == [1, 2, None]


def test_the_other_one_of_two_is_recognised_when_the_first_is_on_the_list() -> None:
    known = house("Ada Muster", "Ada Muster", enrolled=(1,))
    seen = recognise(listed(["Ada Muster"] * 2), known)
    assert [(person.person_id, person.enrolled) for person in seen] == [(1, True), (2, False)]
    assert [person.person_id for person in newcomers(seen)] == [2]


def test_a_row_said_to_be_somebody_else_is_new() -> None:
    seen = recognise(listed(["Ada Muster", "Ali Beispiel"]), house("Ada Muster"), {2})
    assert found(seen) == [None, None]
    seen = recognise(listed(["Ada Muster", "Ada Muster"]), house("Ada Muster"), {2})
    assert found(seen) == [None, 1], "the other row may still be her"


# Latin letters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("written", [f"{OLENA}/{OLENA_LATIN}", OLENA, OLENA_LATIN, "ZRAZOK Olena"])
def test_she_is_recognised_in_either_script(written: str) -> None:
    assert found(recognise(listed([written]), house(f"{OLENA}/{OLENA_LATIN}"))) == [1]


def test_who_is_known_in_latin_letters_is_recognised_by_the_latin_column() -> None:
    assert found(recognise(listed([f"{OLENA}/{OLENA_LATIN}"]), house(OLENA_LATIN))) == [1]


def test_the_name_itself_says_more_than_its_latin_spelling() -> None:
    known = house(OLENA_LATIN, f"{OLENA}/{OLENA_LATIN}", enrolled=(1,))
    assert found(recognise(listed([OLENA, OLENA_LATIN]), known)) == [2, 1]
    assert found(recognise(listed([OLENA_LATIN, OLENA]), known)) == [1, 2]


def test_two_of_one_latin_spelling_could_be_either_so_she_is_new() -> None:
    known = house(f"{OLENA}/{OLENA_LATIN}", f"Елена Зразок/{OLENA_LATIN}")
    assert found(recognise(listed([OLENA_LATIN]), known)) == [None]


# Whatever the lists ------------------------------------------------------------------------------

NAMES = st.sampled_from(
    [
        "Ada Muster", "Muster Ada", "ada muster", "Ali Beispiel", "Ali Beispiel/Ali B",
        OLENA, f"{OLENA}/{OLENA_LATIN}", OLENA_LATIN, f"Елена Зразок/{OLENA_LATIN}", "Ali B",
    ]
)  # fmt: skip


@given(
    rows=st.lists(NAMES, max_size=8),
    known=st.lists(NAMES, max_size=6),
    enrolled=st.sets(st.integers(1, 6)),
)
def test_nobody_stands_for_two_rows_and_everybody_found_has_the_name(
    rows: list[str], known: list[str], enrolled: set[int]
) -> None:
    people = house(*known, enrolled=tuple(enrolled))
    seen = recognise(listed(rows), people)
    assert [person.name for person in seen] == [row.partition("/")[0] for row in rows]
    ids = [person_id for person_id in found(seen) if person_id is not None]
    assert len(ids) == len(set(ids))
    by_id = {person.person_id: person for person in people.known}
    for person in seen:
        if person.person_id is not None:
            her = by_id[person.person_id]
            assert person.enrolled == (person.person_id in people.enrolled)
            called = {tuple(sorted(fold(name))) for name in (her.name, her.latin) if name}
            written = {tuple(sorted(fold(name))) for name in (person.name, person.latin) if name}
            assert called & written


@given(rows=st.lists(NAMES, max_size=10))
def test_who_was_taken_from_a_list_is_found_by_the_same_list_in_any_order(rows: list[str]) -> None:
    everybody = house(*rows, enrolled=tuple(range(1, len(rows) + 1)))
    for again in (rows, rows[::-1], sorted(rows)):
        assert newcomers(recognise(listed(again), everybody)) == ()


def test_ten_thousand_of_one_name_cost_no_more_than_ten_thousand_names() -> None:
    known = house(*["Ada Muster"] * 10_000)
    assert found(recognise(listed(["Ada Muster"] * 10_000), known)) == [None] * 10_000
    all_enrolled = House(known.known, frozenset(range(1, 10_001)))
    assert newcomers(recognise(listed(["Ada Muster"] * 10_000), all_enrolled)) == ()
