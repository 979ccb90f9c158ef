"""What a column means is guessed from its heading or its content, and changed with a word."""

from __future__ import annotations

import pytest

from biq_tui.core.errors import Refused
from biq_tui.qualification.roster_columns import Columns, Meaning, guess
from biq_tui.qualification.roster_people import people
from biq_tui.qualification.roster_table import Table, numbered, table

FIRST, LAST, NAME, LATIN, NOTHING = (
    Meaning.FIRST, Meaning.LAST, Meaning.NAME, Meaning.LATIN, Meaning.NOTHING,
)  # fmt: skip

HEADINGS = {
    "Vorname|Nachname": (FIRST, LAST),
    "Nachname|Vorname": (LAST, FIRST),
    "Name|Vorname": (LAST, FIRST),
    "Vorname|Name": (FIRST, LAST),
    "Familienname|Rufname": (LAST, FIRST),
    "Zuname|Vorname(n)": (LAST, FIRST),
    "NACHNAME:|VORNAME:": (LAST, FIRST),
    "Surname|First name": (LAST, FIRST),
    "Given name|Family name": (FIRST, LAST),
    "First Name|Last Name": (FIRST, LAST),
    "Name|Ort": (NAME, NOTHING),
    "Teilnehmer/in|Telefon": (NAME, NOTHING),
    "Teilnehmer*in|Telefon": (NAME, NOTHING),
    "Name der Teilnehmerin|Tel.": (NAME, NOTHING),
    "Nachname Teilnehmer|Vorname Teilnehmer": (LAST, FIRST),
    "Name, Vorname|PLZ": (NAME, NOTHING),
    "Vor- und Nachname|E-Mail": (NAME, NOTHING),
    "Full name|Age": (NAME, NOTHING),
    "Nr.|Name|Geburtsname": (NOTHING, NAME, NOTHING),
    "Anrede|Titel|Vorname|Nachname|Straße": (NOTHING, NOTHING, FIRST, LAST, NOTHING),
    "Name|Name (lateinisch)": (NAME, LATIN),
    "Name|Ort|Name": (NAME, NOTHING, NOTHING),
}


def of(*lines: str) -> Table:
    return table("", numbered([line.split("|") for line in lines]))


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_tells_what_its_column_holds(heading: str) -> None:
    columns = guess(of(heading, "|".join("Ada" for _cell in HEADINGS[heading])))
    assert (columns.header, columns.meanings) == (0, HEADINGS[heading])


CONTENT = {
    ("Ada|Muster", "Ali|Beispiel", "Zoë|Probe"): (FIRST, LAST),
    ("Beispiel|Zoë", "Muster|Ada", "Probe|Ali", "Sample|Eva", "Test|Cem"): (
        LAST,
        FIRST,
    ),  # in the order of last names
    ("MUSTER|Ada", "BEISPIEL|Ali"): (LAST, FIRST),
    ("Ada Muster|28195", "Ali Beispiel|28197"): (NAME, NOTHING),
    ("1|Ada Muster|Bremen", "2|Ali Beispiel|Bremen", "3|Zoë Probe|Bremen"): (
        NOTHING,
        NAME,
        NOTHING,
    ),
    ("Am Markt 1|Ada Muster", "Weg 2|Ali Beispiel"): (NOTHING, NAME),
    ("ada@example.org|Ada|Muster", "ali@example.org|Ali|Beispiel"): (NOTHING, FIRST, LAST),
    ("1|2", "3|4"): (NOTHING, NOTHING),
}


@pytest.mark.parametrize("lines", CONTENT)
def test_without_headings_the_content_tells(lines: tuple[str, ...]) -> None:
    columns = guess(of(*lines))
    assert (columns.header, columns.start, columns.meanings) == (None, 0, CONTENT[lines])


@pytest.mark.parametrize(
    "title", ["Teilnehmende", "Teilnehmendenliste BIQ Huchting", "Kurs ab 5.3.", "Liste:"]
)
def test_a_title_over_the_table_is_no_person(title: str) -> None:
    listed = of(title, "Ada|Muster", "Ali|Beispiel")
    taken = people(listed, guess(listed))
    assert [person.name for person in taken.people] == ["Ada Muster", "Ali Beispiel"]


def test_a_name_in_its_heading_s_order_is_turned_where_it_is_certain() -> None:
    listed = of("Nachname Vorname", "Muster Ada", "von der Heide Ada", "Beispiel, Ali Cem")
    names = [person.name for person in people(listed, guess(listed)).people]
    assert names == ["Ada Muster", "von der Heide Ada", "Ali Cem Beispiel"]


def test_first_and_last_name_change_places_with_one_word() -> None:
    columns = Columns(None, 0, (FIRST, LAST, NOTHING))
    assert columns.with_meaning(1, LAST).meanings == (LAST, FIRST, NOTHING)
    assert columns.with_meaning(3, LAST).meanings == (FIRST, NOTHING, LAST)


def test_a_whole_name_stands_alone_and_beside_a_first_name_is_the_last() -> None:
    assert Columns(None, 0, (FIRST, LAST)).with_meaning(2, NAME).meanings == (NOTHING, NAME)
    assert Columns(None, 0, (NAME, NOTHING)).with_meaning(2, FIRST).meanings == (LAST, FIRST)
    assert Columns(None, 0, (NAME, NOTHING)).with_meaning(2, LATIN).meanings == (NAME, LATIN)
    assert Columns(None, 0, (NAME, NOTHING)).with_meaning(1, LATIN).meanings == (LATIN, NOTHING)


@pytest.mark.parametrize("column", [0, 3, -1])
def test_a_column_that_is_not_there_is_told(column: int) -> None:
    with pytest.raises(Refused, match="Bitte wählen Sie 1 bis 2"):
        Columns(None, 0, (FIRST, LAST)).with_meaning(column, NAME)


def test_latin_letters_are_taken_where_they_differ() -> None:
    listed = of("Name|Latein", "Олена Зразок|Olena Zrazok", "Ada Muster|Ada Muster")
    taken = people(listed, guess(listed))
    assert [person.latin for person in taken.people] == ["Olena Zrazok", ""]
