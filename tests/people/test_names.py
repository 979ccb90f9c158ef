"""How a typed or reported name finds its person, and never another one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biq_tui.people.name_index import NameIndex
from biq_tui.people.names import begins, fold, same

ROSTER = (
    "Jürgen Müller", "Jörg Müller", "Anna-Lena Schäfer", "Anna Schäfer", "Ayşe Yıldız",
    "Mehmet Yıldız", "Thi Hoa Nguyễn", "Gülşen Öztürk", "Günther Groß", "Gunter Gross-Weber",
    "Maria Weiß", "Łukasz Wiśniewski", "Olena Kovalenko", "Mohammed Al-Hassan", "Ahmed Hassan",
    "Karl-Heinz von der Heide", "Heinz Heide", "Björn Sørensen", "Zoë Böhm", "Dr. Petra König",
    "Jean-Luc d'Arcy", "François Lefèvre", "Đorđe Petrović", "Ştefania Ionescu", "Manuel Bauer",
    "Manuela Bauer", "Marie Schmidt", "Ümit Çelik", "İbrahim Şahin", "Tomasz Nowak",
)  # fmt: skip

SPELLINGS = {
    "Müller, Jürgen": "Jürgen Müller",
    "Mueller Juergen": "Jürgen Müller",
    "jurgen muller": "Jürgen Müller",
    "MÜLLER JÜRGEN": "Jürgen Müller",
    "Herr Jürgen Müller": "Jürgen Müller",
    "Annalena Schaefer": "Anna-Lena Schäfer",
    "Schäfer, Anna Lena": "Anna-Lena Schäfer",
    "Ayse Yildiz": "Ayşe Yıldız",
    "AYŞE YILDIZ": "Ayşe Yıldız",
    "Nguyễn Thị Hoa": "Thi Hoa Nguyễn",
    "Guelsen Oeztuerk": "Gülşen Öztürk",
    "Gunther Gross": "Günther Groß",
    "GÜNTHER GROSS": "Günther Groß",
    "Gross Weber, Gunter": "Gunter Gross-Weber",
    "Weiss Maria": "Maria Weiß",
    "Lukasz Wisniewski": "Łukasz Wiśniewski",
    "Mohammed Alhassan": "Mohammed Al-Hassan",
    "von der Heide, Karlheinz": "Karl-Heinz von der Heide",
    "Bjoern Soerensen": "Björn Sørensen",
    "Zoe Boehm": "Zoë Böhm",
    "Petra Koenig": "Dr. Petra König",
    "Prof. Dr. Petra König": "Dr. Petra König",
    "Jean Luc D’Arcy": "Jean-Luc d'Arcy",
    "Francois Lefevre": "François Lefèvre",
    "Dorde Petrovic": "Đorđe Petrović",
    "Stefania Ionescu": "Ştefania Ionescu",
    "Uemit Celik": "Ümit Çelik",
    "IBRAHIM SAHIN": "İbrahim Şahin",
}

STRANGERS = (
    "Jens Müller", "Julia Müller", "Jürgen Möller", "Müller", "Jürgen", "Anna", "Anna Schneider",
    "Lena Schäfer", "Anna-Maria Schäfer", "Ayla Yıldız", "Mert Yıldırım", "Thi Lan Nguyễn",
    "Hoa Nguyễn", "Gülşah Öztürk", "Günther Große", "Gunter Gross", "Marta Weiß", "Maria Weise",
    "Lukas Wagner", "Olga Kovalenko", "Kovalenko", "Mahmoud Al-Hassan", "Ali Hassan",
    "Ahmed Hussein", "Karl Heide", "Heinz von der Heide", "Björn Jensen", "Zoran Böhm",
    "Petra Könitz", "Paula König", "Jean-Marc d'Arcy", "Françoise Lefèvre", "Goran Petrović",
    "Stefan Ionescu", "Manfred Bauer", "Marie Schmid", "Umut Çelik", "İsmail Şahin",
    "Thomas Nowak", "Max Mustermann",
)  # fmt: skip

ANY_NAME = st.one_of(
    st.sampled_from([*ROSTER, *SPELLINGS, *STRANGERS]),
    st.text(max_size=40),
    st.text("aeoußüäöÜşŞıİłŁ-' ’.,ue", max_size=20),
)


def similar(typed: str, names: Sequence[str], most: int = 3) -> list[int]:
    """Places of the names that a typo may mean, best first."""
    return NameIndex({place: (name,) for place, name in enumerate(names)}).similar(typed, most)


def found(name: str) -> list[str]:
    return [listed for listed in ROSTER if same(name, listed)]


@pytest.mark.parametrize(("written", "person"), SPELLINGS.items())
def test_every_spelling_finds_its_person_and_nobody_else(written: str, person: str) -> None:
    assert found(written) == [person]


@pytest.mark.parametrize("person", ROSTER)
def test_everybody_is_found_by_the_name_on_the_list_alone(person: str) -> None:
    assert found(person) == [person]


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_stranger_is_never_taken_for_somebody_on_the_list(stranger: str) -> None:
    assert found(stranger) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Mueller", "Muller"),
        ("Groß", "Gross"),
        ("Ayşe", "Ayse"),
        ("Łukasz", "Lukasz"),
        ("Mu\u0308ller", "Müller"),
        ("O'Neill", "O’Neill"),
        ("🌻", "🌻"),
        ("Anna Lena", "Annalena"),
        ("Öztürk", "OEZTUERK"),
        ("Bäuerle", "Baeuerle"),
        ("SÖREN", "Soeren"),
        ("Karl–Heinz", "Karl Heinz"),
    ],
)
def test_spelling_habits_make_no_difference(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Manuel", "Manuela"),
        ("Müller", "Möller"),
        ("Meier", "Maier"),
        ("Bauer", "Baur"),
        ("Neuer", "Neur"),
        ("Anna", "Anna Lena"),
        ("🌻", "🌼"),
        ("محمد", "محمود"),
        ("Олена", "Олег"),
        ("李小龍", "李小明"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert not same(one, other)


def test_a_title_alone_is_a_name() -> None:
    # Ing is a first name somewhere; and no name may fold to nothing, which would match anything.
    assert same("Ing", "ing")
    assert not same("Ing", "Dr")


@given(ANY_NAME)
def test_a_folded_name_folds_to_itself(name: str) -> None:
    folded = fold(name)
    assert fold(name) == folded
    assert folded != ()


@given(ANY_NAME)
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert same(name, name)


@given(ANY_NAME, ANY_NAME)
def test_who_is_named_first_makes_no_difference(one: str, other: str) -> None:
    assert same(one, other) == same(other, one)


@given(st.permutations(["Thi", "Hoa", "Nguyễn", "Müller"]), st.sampled_from([" ", ", ", " - "]))
def test_the_order_of_the_words_makes_no_difference(words: list[str], between: str) -> None:
    assert same(between.join(words), "Müller Thi Hoa Nguyễn")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mül", "Sabine Müller"),
        ("mul", "Sabine Müller"),
        ("muel", "Sabine Müller"),
        ("MÜL", "Sabine Müller"),
        ("mue", "Sabine Mueller"),
        ("mü", "Sabine Mueller"),
        ("mü", "Sabine Müller"),
        ("muell", "Sabine Muller"),
        ("mül sab", "Sabine Müller"),
        ("sab mül", "Sabine Müller"),
        ("s m", "Sabine Müller"),
        ("gross", "Günther Groß"),
        ("groß", "Gunter Gross-Weber"),
        ("web", "Gunter Gross-Weber"),
        ("ays", "Ayşe Yıldız"),
        ("ayş", "Ayse Yildiz"),
        ("yil", "Ayşe Yıldız"),
        ("luk", "Łukasz Wiśniewski"),
        ("łuk", "Lukasz Wisniewski"),
        ("darcy", "Jean-Luc d'Arcy"),
        ("müller, jür", "Jürgen Müller"),
        ("kön", "Dr. Petra König"),
        ("оле", "Олена Коваленко"),
        ("李", "李小龍"),
        ("🌻", "🌻"),
    ],
)
def test_some_letters_of_each_word_find_a_name(typed: str, name: str) -> None:
    assert begins(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ller", "Sabine Müller"),
        ("mue", "Murat Beispiel"),
        ("mül jon", "Sabine Müller"),
        ("anna anna", "Anna Schäfer"),
        ("sabinem", "Sabine Müller"),
        ("müllers", "Sabine Müller"),
        ("x", "Sabine Müller"),
        ("🌻", "Sabine Müller"),
        ("\u0301", "Sabine Müller"),
    ],
)
def test_what_does_not_begin_a_word_finds_nobody(typed: str, name: str) -> None:
    assert not begins(typed, name)


@given(st.sampled_from(ROSTER))
def test_a_whole_name_begins_itself(name: str) -> None:
    assert begins(name, name)


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("Jürgen Mülller", "Jürgen Müller"),
        ("Jürgn Müller", "Jürgen Müller"),
        ("Aysche Yildiz", "Ayşe Yıldız"),
        ("Olena Kowalenko", "Olena Kovalenko"),
        ("Muhammed Al-Hassan", "Mohammed Al-Hassan"),
        ("Djordje Petrovic", "Đorđe Petrović"),
        ("Wisnewski", "Łukasz Wiśniewski"),
        ("Manuela Baur", "Manuela Bauer"),
    ],
)
def test_a_typo_is_offered_first_and_never_taken(typo: str, meant: str) -> None:
    assert ROSTER[similar(typo, ROSTER)[0]] == meant
    assert found(typo) == []


def test_what_resembles_nobody_is_offered_nobody() -> None:
    assert similar("Xaver Quint", ROSTER) == []
    assert similar("", ROSTER) == []
    assert similar("Müller", []) == []


def test_no_more_are_offered_than_asked_for() -> None:
    assert len(similar("Muller", ["Müller"] * 9)) == 3
    assert len(similar("Muller", ["Müller"] * 9, most=5)) == 5
