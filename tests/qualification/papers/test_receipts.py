"""Receipts: the only paper that speaks of money."""

from __future__ import annotations

import pytest

from biq_tui.core.errors import Refused
from biq_tui.papers.look import Look
from biq_tui.papers.typeset import typeset_many
from biq_tui.qualification.papers.receipt import part_of, receipts
from biq_tui.qualification.papers.wanted import Wanted
from biq_tui.qualification.papers.words_of_money import in_digits, in_words
from tests.papers.reading import pages

from .press import LOCKED, Press


@pytest.mark.parametrize(
    ("cents", "digits", "words"),
    [
        (5000, "50,00 Euro", "fünfzig Euro"),
        (2050, "20,50 Euro", "zwanzig Euro und fünfzig Cent"),
        (100, "1,00 Euro", "ein Euro"),
        (1, "0,01 Euro", "ein Cent"),
        (2101, "21,01 Euro", "einundzwanzig Euro und ein Cent"),
        (1700, "17,00 Euro", "siebzehn Euro"),
        (13600, "136,00 Euro", "einhundertsechsunddreißig Euro"),
        (9999999, "99999,99 Euro", "neunundneunzigtausendneunhundertneunundneunzig Euro und "
         "neunundneunzig Cent"),
    ],
)  # fmt: skip
def test_an_amount_in_digits_and_in_words(cents: int, digits: str, words: str) -> None:
    assert (in_digits(cents), in_words(cents)) == (digits, words)


def test_a_receipt_says_what_was_paid_by_whom_for_what_and_when(printed: Press) -> None:
    (page,) = printed.pages("receipt", name="Ada Muster")
    for said in (
        "Quittung Nr. 2027-1",
        "50,00 Euro in Worten: fünfzig Euro",
        "Ada Muster",
        "Kostenbeitrag für den Kurs „Bürgerin/Bürger im Quartier“ BIQ Huchting",
        "4.3.2027",
        "Haus am Park e. V.",
        "Unterschrift (Geld erhalten)",
    ):
        assert said in page
    assert "Umsatzsteuer" not in page


def test_each_receipt_is_a_page_of_its_own_that_nobody_elses_is_on_the_back_of(
    printed: Press,
) -> None:
    all_of_them = printed.pages("receipt")
    assert [page for page in all_of_them if page and "Nr. 2027-1" not in page][-1].count(LOCKED)
    assert all_of_them[0].count("Ada Muster") == 1
    assert len(all_of_them) == 3  # the middle one is a back


def test_tax_is_only_what_the_house_writes_itself(printed: Press) -> None:
    (receipt,) = printed.database.read(
        receipts, Wanted(printed.run.run_id, person_id=printed.run.person("Ada Muster"))
    )
    look = Look(texts={"receipt-tax": "Umsatzsteuerfrei nach § 4 Nr. 22 UStG."})
    (page,) = pages(typeset_many([part_of(receipt)], "Quittung", look).pdf)
    assert "Umsatzsteuerfrei nach § 4 Nr. 22 UStG." in page


def test_who_has_not_paid_has_no_receipt(printed: Press) -> None:
    with pytest.raises(Refused, match="Es ist noch nichts bezahlt"):
        printed.print_anew("receipt", name="محمد علي")


@pytest.mark.parametrize(
    "key", ["signature-sheet", "plan-z", "badges", "cards", "numbers", "slips", "record", "poster"]
)
def test_no_other_paper_speaks_of_money(printed: Press, key: str) -> None:
    said = printed.text(key)
    assert "Euro" not in said
    assert "20,50" not in said
    assert "bezahlt" not in said
