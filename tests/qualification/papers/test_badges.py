"""Badges, numbers and table cards: what others read of somebody, and what a scanner does."""

from __future__ import annotations

import io
import re
from pathlib import Path

from pypdf import PdfReader

from biq_tui.core import journal
from biq_tui.core.telling import last_event
from biq_tui.people import badges
from biq_tui.qualification.course import place_of
from tests.papers.reading import codes, letters, picture

from .press import LOCKED, NAMES, PRINTED_NAMES, Press, press


def test_every_code_of_a_printed_page_is_read_and_is_its_persons(printed: Press) -> None:
    read = codes(printed.pdf("badges"))
    found = {printed.database.read(badges.find, code).name for code in read}
    assert len(read) == len(NAMES)
    assert found == set(NAMES)


def test_everybody_without_a_code_gets_one_in_one_step_and_only_once(tmp_path: Path) -> None:
    with press(tmp_path) as fresh:
        kept = fresh.run.do(badges.card, fresh.run.person("Ada Muster"))
        before = fresh.database.read(journal.last_number)
        first = codes(fresh.print_anew("badges").pdf)
        assert fresh.database.read(journal.last_number) == before + 1
        event = fresh.database.read(last_event, place_of(fresh.run.run_id))
        assert event is not None
        assert event.sentence == "6 Menschen haben jetzt eine Karte."
        assert kept in first
        assert codes(fresh.print_anew("badges").pdf) == first
        assert fresh.database.read(journal.last_number) == before + 1


def test_a_badge_shows_name_number_and_that_no_photo_is_allowed(printed: Press) -> None:
    page = printed.text("badges")
    for name in PRINTED_NAMES:
        assert set(letters(name)) <= set(letters(page))
    assert page.count("Foto: nein") == len(NAMES) - 1  # Ada has said yes
    assert "Foto" not in printed.text("badges", name="Ada Muster")


def test_who_has_a_privacy_lock_has_a_badge_and_a_card_without_a_name(printed: Press) -> None:
    for key in ("badges", "cards", "numbers"):
        assert LOCKED not in printed.text(key)
    (her_code,) = codes(printed.pdf("badges", name=LOCKED))
    assert printed.database.read(badges.find, her_code).name == LOCKED


def test_a_table_card_has_the_name_on_both_sides_but_is_read_aloud_once(printed: Press) -> None:
    page = printed.pages("cards")[0]
    assert page.count("Şükrü") == 2
    contents = PdfReader(io.BytesIO(printed.pdf("cards"))).pages[0].get_contents()
    assert contents is not None
    marked = contents.get_data().decode("latin-1")
    silent = re.findall(r"/Artifact\b.*?EMC", marked, re.DOTALL)
    assert sum("TJ" in part for part in silent) == 2  # one for each card


def test_number_cards_have_no_names_and_some_for_guests(printed: Press) -> None:
    pages = printed.pages("numbers")
    numbers = [int(word) for word in " ".join(pages).split() if word.isdecimal()]
    assert numbers == list(range(1, len(NAMES) + 6))
    assert not any(name in " ".join(pages) for name in PRINTED_NAMES)


def test_one_person_alone(printed: Press) -> None:
    made = printed.made("badges", name="Ada Muster")
    assert made.file == "BIQ-Huchting-Namensschilder-Nr-1.pdf"
    assert len(codes(made.pdf)) == 1
    assert "Şükrü" not in printed.text("badges", name="Ada Muster")


def test_a_badge_is_as_large_as_a_card_and_nothing_touches_the_cutting_line(printed: Press) -> None:
    page = picture(printed.pdf("badges"), dpi=100).convert("L")
    left, top, wide, high = (round(mm / 25.4 * 100) for mm in (20, 13.5, 85, 54))
    inside = page.crop((left + 4, top + 4, left + wide - 4, top + high - 4))
    framed = inside.crop((6, 6, inside.width - 6, inside.height - 6))
    dark = sum(value < 128 for value in inside.tobytes())
    assert dark > 0
    assert dark == sum(value < 128 for value in framed.tobytes())
