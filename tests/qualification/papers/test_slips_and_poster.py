""" "Stimmt Ihr Name so?", and the poster for the door."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2

from biq_tui.core.phone_texts import phone_languages
from biq_tui.papers.typeset import typeset
from biq_tui.qualification.papers.poster import parts as poster_parts
from biq_tui.qualification.papers.poster import welcomes
from biq_tui.qualification.papers.wanted import Wanted
from tests.papers.reading import codes, letters, pages

from .press import LOCKED, LOOK, NAMES, PRINTED_NAMES, Press


def where(pdf: bytes, said: str) -> tuple[float, float]:
    """Bottom and top of the last place with these words on the page, in points from below."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    at = [place for place, _letters in iter(text.search(said).get_next, None)][-1]
    boxes = [text.get_charbox(at + n) for n in range(len(said))]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)


def test_everybody_is_asked_about_her_name_also_who_has_a_privacy_lock(printed: Press) -> None:
    said = printed.text("slips")
    assert said.count("Stimmt Ihr Name so?") == len(NAMES)
    assert said.count("Nein, so:") == len(NAMES)
    for name in (*PRINTED_NAMES, LOCKED):
        assert set(letters(name)) <= set(letters(said))


def test_the_slip_of_who_has_a_lock_is_on_a_page_of_its_own_and_given_by_hand(
    printed: Press,
) -> None:
    (page,) = (page for page in printed.pages("slips") if LOCKED in page)
    assert page.count("Stimmt Ihr Name so?") == 1
    assert "Bitte nur dieser Person geben." in page


def test_the_poster_says_what_when_where_and_how_in_short_sentences(printed: Press) -> None:
    (page,) = printed.pages("poster")
    for said in (
        "Willkommen!",
        "Bürgerin/Bürger im Quartier",
        "Block 1: Hallo Nachbar!",
        "Freitag, 5. März 2027",
        "16:00–19:00 Uhr",
        "Haus am Park",
        "Rampe, Hörschleife",
        "1 Kommen Sie herein.",
        "2 Sagen Sie Ihren Namen.",
        "3 Oder mit dem Handy: Scannen Sie den Code an der Wand.",
    ):
        assert said in page


def test_a_long_word_about_place_and_access_leaves_room_for_every_step(printed: Press) -> None:
    wanted = Wanted(printed.run.run_id, printed.run.gatherings[0], address="http://192.168.8.2/k")
    (part,) = printed.database.read(poster_parts, wanted)
    long = {
        "place": "Haus am Park, Hintereingang, " * 6 + "Saal",
        "access": "Rampe mit Geländer, " * 18 + "Hörschleife",
    }
    pdf = typeset(part.template, {**part.data, **long}, LOOK).pdf
    (page,) = pages(pdf)
    assert all(value in page for value in long.values())
    lines = ("Hörschleife", "Kommen Sie herein.", "Oder mit dem Handy", "Namen.", "Kein Handy?")
    places = [where(pdf, line) for line in lines]
    assert all(below[1] < above[0] for above, below in pairwise(places))


def test_it_welcomes_in_every_language_of_the_phones(printed: Press) -> None:
    assert [language for language, _said in welcomes()] == list(phone_languages())
    assert len({said for _language, said in welcomes()}) == len(phone_languages()) >= 9
    for _language, said in welcomes():
        assert set(letters(said)) <= set(letters(printed.text("poster")))


def test_it_names_nobody_and_has_no_code_unless_it_is_given_an_address(printed: Press) -> None:
    assert not any(name in printed.text("poster") for name in NAMES)
    assert codes(printed.pdf("poster")) == []
    address = "http://192.168.8.2:8421/k3f"
    assert codes(printed.pdf("poster", address=address)) == [address]
    assert "Scannen Sie diesen Code." in printed.text("poster", address=address)
