"""The list for signatures: who is on it, who never is, and what a funder asks for."""

from __future__ import annotations

import io
import re
from itertools import pairwise

from pypdf import PdfReader

from biq_tui.attendance import service
from biq_tui.papers.typeset import typeset_many
from biq_tui.people.service import lock
from biq_tui.qualification.papers.signature_sheet import (
    SignatureSheet,
    list_part,
    signature_sheet,
)
from tests.attendance.rooms import facilitator
from tests.papers.reading import faults, letters, pages

from .press import LOCKED, LOOK, NAMES, PRINTED_NAMES, Press

SHEET = "signature-sheet"


def rows_of(page: str) -> list[int]:
    """The numbers of the rows, top to bottom."""
    table = page.partition("Bemerkung")[2].partition("UE heißt")[0]
    return [int(number) for number in re.findall(r"\b\d+\b", table)]


def test_the_head_is_filled_before_anybody_signs(printed: Press) -> None:
    page = printed.pages(SHEET)[0]
    for said in (
        "Haus am Park e. V.",
        "Bürgerin/Bürger im Quartier",
        "BIQ Huchting",
        "AB-123/2026",
        "Modul 1 · Horizonte öffnen",
        "Block 1 Hallo Nachbar! Das Quartier neu entdecken",
        "Freitag, 5. März 2027",
        "16:00–19:00 Uhr",
        "15 Minuten",
        "3 UE (je 45 Minuten)",
        "Haus am Park",
        "Kim, Jan",
        "Gefördert vom Land Bremen.",
        "Seite 1 von",
    ):
        assert said in page


def test_everybody_stands_on_it_in_her_own_script(printed: Press) -> None:
    page = printed.pages(SHEET)[0]
    for name in PRINTED_NAMES:
        assert set(letters(name)) <= set(letters(page))
    for name in ("Şükrü Yıldız İğdır", "Олена Зразок Olena Zrazok", "ሰላም ተስፋይ"):
        assert name in page
    assert printed.made(SHEET).notices == (
        "In lateinischen Buchstaben, weil die Schrift des Namens fehlt: Sonne.",
    )


def test_the_numbers_are_those_of_the_screen_and_guests_follow(printed: Press) -> None:
    numbers = printed.run.numbers
    round_ = [numbers[name] for name in NAMES if name != LOCKED]
    assert rows_of(printed.pages(SHEET)[0]) == [*round_, 8, 9, 10, 11, 12]


def test_a_guest_on_the_screen_gets_the_number_of_the_first_empty_row(printed: Press) -> None:
    sheet = printed.database.read(signature_sheet, printed.run.gatherings[1])
    printed.run.open(1)
    printed.run.on_date(1, service.add_guest, "Theo")
    assert printed.run.list_of(1)["Theo"][0] == sheet.next_number


def test_who_has_a_privacy_lock_is_on_no_list_but_has_a_sheet_of_her_own(printed: Press) -> None:
    with_name = [page for page in printed.pages(SHEET) if LOCKED in page]
    assert len(with_name) == 1
    assert with_name[0].startswith("Einzelblatt für eine Unterschrift")
    assert not any(name in with_name[0] for name in PRINTED_NAMES)
    assert "Dieses Blatt sehen nur Sie und die Kursleitung." in with_name[0]
    assert "Seite 1 von 1" in with_name[0]


def test_a_single_sheet_never_begins_on_the_back_of_the_list(printed: Press) -> None:
    pages = printed.pages(SHEET)
    place = next(place for place, page in enumerate(pages) if LOCKED in page)
    assert place % 2 == 0


def test_nobody_has_to_write(printed: Press) -> None:
    said = printed.text(SHEET)
    assert "Ein Zeichen genügt." in said
    assert "Nachweis durch die Kursleitung" in said
    assert "Zweite Person" in said
    for closing in ("Teilnehmende", "UE zusammen", "Datum", "Unterschrift der Kursleitung"):
        assert closing in said


def test_a_long_list_has_its_head_and_page_number_on_every_page(printed: Press) -> None:
    few = printed.database.read(signature_sheet, printed.run.gatherings[0])
    rows = tuple((n, {"name": f"Mensch {n} {'lang' * 19}", "latin": ""}) for n in range(1, 61))
    many = SignatureSheet(few.head, rows, (), 61)
    paper = typeset_many([list_part(many)], "Liste", LOOK)
    read = pages(paper.pdf)
    assert len(read) > 2
    assert faults(paper.pdf) == []
    for number, page in enumerate(read[:-1], start=1):
        assert "Nr. Name, Vorname Unterschrift UE Bemerkung" in page
        assert f"Seite {number} von {len(read)}" in page
        running = "Unterschriftenliste · BIQ Huchting · Block 1 · Freitag, 5. März 2027"
        assert (running in page) is (number > 1)


def test_the_rows_are_high_enough_to_sign_in(printed: Press) -> None:
    page = PdfReader(io.BytesIO(printed.pdf(SHEET))).pages[0]
    found: list[float] = []

    def see(text: str, _cm: object, matrix: list[float], _font: object, _size: float) -> None:
        if text.strip() in {"8", "9", "10", "11", "12"}:
            found.append(_cm[5] + matrix[5] if isinstance(_cm, list) else matrix[5])

    page.extract_text(visitor_text=see)
    gaps = [abs(above - below) * 25.4 / 72 for above, below in pairwise(found)]
    assert gaps
    assert min(gaps) >= 9


def test_a_lock_given_today_holds_on_the_next_print(printed: Press) -> None:
    her = printed.run.person("Ada Muster")
    act = facilitator(printed.run.gatherings[0])
    printed.database.write(act, lock, her, True).result()
    try:
        sheet = printed.print_anew(SHEET)
        with_name = [page for page in pages(sheet.pdf) if "Ada Muster" in page]
        assert len(with_name) == 1
        assert with_name[0].startswith("Einzelblatt")
    finally:
        printed.database.write(act, lock, her, False).result()
