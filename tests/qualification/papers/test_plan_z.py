"""Plan Z: one PDF the day before, for an evening on which nothing works."""

from __future__ import annotations

from biq_tui.qualification.options import set_option
from biq_tui.qualification.papers.plan_z import notice_part

from .press import LOCKED, PRINTED_NAMES, Press


def page_with(printed: Press, title: str) -> str:
    """The one page with this title."""
    (page,) = (page for page in printed.pages("plan-z") if page.startswith(title))
    return page


def test_it_says_what_to_do_in_short_sentences(printed: Press) -> None:
    page = page_with(printed, "Was tun, wenn")
    assert "Block 1, Freitag, 5. März 2027, 16:00–19:00 Uhr" in page
    for trouble in (
        "das WLAN nicht geht?",
        "der Laptop nicht geht?",
        "ein Handy nicht geht?",
        "jemand kommt, den niemand kennt?",
        "jemand nicht schreiben kann oder will?",
        "ein Name nicht auf die Liste darf?",
        "Zählen Sie die Menschen im Raum:",
    ):
        assert trouble in page
    assert "Seite 1 von 1" in page


def test_it_has_the_list_and_more_empty_rows_with_numbers_that_follow(printed: Press) -> None:
    listed = [page for page in printed.pages("plan-z") if "Bemerkung 1 Ada Muster" in page]
    assert listed[0].startswith("Unterschriftenliste Träger")  # no head of a second page
    assert "Olena Zrazok" in listed[0]
    spare = page_with(printed, "Unterschriftenliste: leere Zeilen")
    assert " 12 Gast" in listed[0]
    assert "Bemerkung 13 Gast 14 Gast" in spare
    assert not any(name in spare for name in PRINTED_NAMES)


def test_a_locked_name_is_on_her_own_sheet_only_and_never_on_a_back(printed: Press) -> None:
    pages = printed.pages("plan-z")
    with_name = [place for place, page in enumerate(pages) if LOCKED in page]
    assert len(with_name) == 1
    assert pages[with_name[0]].startswith("Einzelblatt")
    assert with_name[0] % 2 == 0


def test_the_privacy_sheet_says_what_the_phones_page_says(printed: Press) -> None:
    page = page_with(printed, "Ihre Daten")
    for said in (
        "Wer ist verantwortlich? Haus am Park",
        "Was speichern wir? Ihren Namen, so wie Sie ihn schreiben. Und die Uhrzeit.",
        "Auf der Liste: auch Ihre Unterschrift.",
        "Wie lange speichern wir das? 5 Jahre",
        "Ihre Rechte",
    ):
        assert said in page
    assert "Wer achtet auf den Datenschutz?" not in page  # nobody has typed it


def test_what_the_house_has_typed_stands_there_as_typed(printed: Press) -> None:
    printed.run.do(set_option, "notice.recipients", "Amt {X} #eval")
    part = printed.database.read(notice_part)
    said = [line for _title, lines in part.data["sections"] for line in lines]
    assert "Die Menschen, die diesen Kurs leiten. Und: Amt {X} #eval" in said
