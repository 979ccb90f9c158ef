"""Names are read from CSV in any dress, and from what people paste."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from biq_tui.core.errors import Refused
from biq_tui.core.text import clean
from biq_tui.qualification.roster_columns import guess
from biq_tui.qualification.roster_people import people
from biq_tui.qualification.roster_text import pasted_table, text_table

PASTED = {
    "Ada Muster\nAli Beispiel": None,
    "Ada Muster\r\n\r\nAli Beispiel\r\n": None,
    "1. Ada Muster\n2. Ali Beispiel": None,
    "1) Ada Muster\n2) Ali Beispiel": None,
    "1 Ada Muster\n2 Ali Beispiel": None,
    "- Ada Muster\n- Ali Beispiel": None,
    "• Ada Muster\n• Ali Beispiel": None,
    "☐ Ada Muster\n☑ Ali Beispiel": None,
    "[ ] Ada Muster\n[x] Ali Beispiel": None,
    "> Ada Muster\n> Ali Beispiel": None,
    "Ada Muster <ada@example.org>\nAli Beispiel <ali@example.org>": None,
    "Ada Muster <ada@example.org>; Ali Beispiel <ali@example.org>": None,
    "Ada Muster <ada@example.org>, Ali Beispiel <ali@example.org>,": None,
    "Muster, Ada <ada@example.org>; Beispiel, Ali <ali@example.org>;": None,
    '"Muster, Ada" <ada@example.org>, "Beispiel, Ali" <ali@example.org>': None,
    "Ada Muster (ada@example.org)\nAli Beispiel (ali@example.org)": None,
    "Ada Muster; Ali Beispiel": None,
    "Ada Muster;\nAli Beispiel;": None,
    "Ada Muster, Ali Beispiel": None,
    "Muster, Ada\nBeispiel, Ali": None,
    "Muster, Ada; Beispiel, Ali": None,
    "Muster; Ada\nBeispiel; Ali\n": ("Muster Ada", "Beispiel Ali"),  # told, and changed by hand
    "Vorname\tNachname\nAda\tMuster\nAli\tBeispiel": None,
    "Nachname\tVorname\tPLZ\nMuster\tAda\t28195\nBeispiel\tAli\t28197": None,
    "Nachname;Vorname;PLZ\nMuster;Ada;28195\nBeispiel;Ali;28197": None,
    "Vorname,Nachname\nAda,Muster\nAli,Beispiel": None,
    "Ada Muster\t28195\nAli Beispiel\t28197": None,
    "Hallo, hier die Liste:\n\nAda Muster\nAli Beispiel\n\nViele Grüße": None,
    "Ada Muster und Ali Beispiel": ("Ada Muster und Ali Beispiel",),
    "Ada Muster, Ali Beispiel und Cem Probe": ("Ada Muster", "Ali Beispiel", "Cem Probe"),
    "Ada; Ali; Cem": ("Ada", "Ali", "Cem"),
    "Ada": ("Ada",),
    "Muster, Dr. Ada": ("Dr. Ada Muster",),
    "Ada Muster, M.A.": ("M.A. Ada Muster",),
    "Олена Зразок\nليلى مثال": ("Олена Зразок", "ليلى مثال"),
}


@pytest.mark.parametrize("text", PASTED)
def test_pasted_names_are_understood(text: str) -> None:
    table = pasted_table(text)
    taken = people(table, guess(table))
    assert tuple(listed.name for listed in taken.people) == (
        PASTED[text] or ("Ada Muster", "Ali Beispiel")
    )


def test_an_address_without_a_name_is_not_lost_silently() -> None:
    table = pasted_table("Ada Muster <ada@example.org>\nali@example.org")
    (refused,) = people(table, guess(table)).refused
    assert (refused.row, refused.cells) == (2, ("ali@example.org",))
    assert refused.reason == "Das ist eine E-Mail-Adresse, kein Name."


def test_a_quotation_mark_never_closed_swallows_nobody() -> None:
    table = text_table(b'Vorname;Nachname\r\n"Ada;Muster\r\nAli;Beispiel\r\n', "liste.csv")
    assert [listed.name for listed in people(table, guess(table)).people] == [
        "Ada Muster",
        "Ali Beispiel",
    ]


def test_a_cell_of_several_lines_is_one_row() -> None:
    table = text_table(b'Name;Anschrift\r\nAda Muster;"Weg 1\r\nBremen"\r\n', "liste.csv")
    assert table.rows[1] == ("Ada Muster", "Weg 1 Bremen")


LETTERS = st.sampled_from("abcdefgmnorstuvwzäöüßéçñABCDEFGMNORSTUVWZÄÖÜ")
WORDS = st.text(LETTERS, min_size=2, max_size=12)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


@given(
    st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=2, max_size=20),
    st.sampled_from(";,\t|"),
    st.sampled_from(ENCODINGS),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\r\n", "\n"]),
)
def test_a_table_reads_back_as_it_was_written(
    rows: list[tuple[str, str, str]], delimiter: str, encoding: str, quoting: int, end: str
) -> None:
    rows = [("Vorname", "Nachname", "Ort"), *rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)  # type: ignore[arg-type]  # typeshed wants its own literals
    try:
        table = text_table(out.getvalue().encode(encoding), "liste.csv")
    except Refused:
        assume(encoding != "cp1252")  # three umlauts in a row: it can't be told from Cyrillic
        raise
    assert table.rows == tuple(rows)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_only_clean_names_come_out(lines: list[str]) -> None:
    try:
        table = pasted_table("\n".join(lines))
    except Refused:
        return
    taken = people(table, guess(table))
    for listed in taken.people:
        assert listed.name == clean(listed.name) != ""
        assert any(map(str.isalpha, listed.name))
    shown = [cell for row in table.rows for cell in row]
    assert all(unicodedata.category(sign) not in ("Cc", "Cs", "Cn") for sign in "".join(shown))
