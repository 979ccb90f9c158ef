"""The minutes as papers: for eyes and screen readers, whatever people wrote, over many pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from biq_tui.meetings import ideas
from biq_tui.meetings.minutes import Minutes, Section
from biq_tui.meetings.minutes_files import left_behind, save_all, save_paper
from biq_tui.meetings.minutes_paper import MinutesPaper, minutes_paper
from biq_tui.papers import compositor
from biq_tui.papers.look import Logo, Look, look_of
from tests.papers.reading import faults, left_to_right, pages

from .meetings_at import TOPIC, Treffen

DAY = "2027-03-17"
WILD = '3 Bänke #eval("1") $x$ *b* _i_ <l> @r [x] \\ // {name} `r`'
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
LOOK = Look(logos=(Logo("logo.svg", _SVG, "svg", "Logo"),), notice="Gefördert vom Land Bremen.")


def paper(here: Treffen, **form: Any) -> MinutesPaper:
    left = here.database.read(left_behind, here.meeting_id)
    made = left.short if form.get("large") else left.minutes
    return minutes_paper(made, left.day, LOOK, **form)


def letters_of(pdf: bytes) -> list[float]:
    """The heights of the capital letters I on the first page, above its foot, in points."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    boxes = [
        text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1) == "I"
    ]
    return [top - bottom for _left, bottom, _right, top in boxes if bottom > 100]


def test_the_paper_says_what_the_minutes_say_and_is_accessible(here: Treffen) -> None:
    here.collect("Hochbeete", WILD, "Більше лавок", "ሰላም", "O'Brien „Zoë“", said=3)
    here.order("1 2 Grün")
    made = paper(here)
    assert (made.notices, faults(made.pdf)) == ((), [])
    (page,) = pages(made.pdf)
    assert page.startswith(f"Protokoll: {TOPIC} Mittwoch, 17. März 2027, 18:00–20:00 Ort: Haus am")
    assert "Ideen: Grün 1 Hochbeete ×3 2 3 Bänke #eval" in page, "numbers of ideas, then words"
    assert WILD in page
    assert "Andere Ideen 3 Більше лавок ×3 4 ሰላም ×3 5 O'Brien „Zoë“ ×3" in page
    assert page.endswith("Gefördert vom Land Bremen. Seite 1 von 1")
    title = pypdfium2.PdfDocument(made.pdf).get_metadata_value("Title")
    assert title == f"Protokoll: {TOPIC}"
    assert paper(here).pdf == made.pdf, "the same bytes each time"


def test_a_count_behind_arabic_words_stays_behind_them(here: Treffen) -> None:
    here.collect("مقاعد", said=7)
    made = paper(here)
    assert faults(made.pdf) == []
    order = left_to_right(made.pdf)
    arabic = [at for at, letter in enumerate(order) if "\u0600" <= letter <= "\u06ff"]
    at_seven = [at for at, letter in enumerate(order) if letter == "×"]
    assert max(arabic) < max(at_seven)


def test_long_minutes_go_over_pages_that_know_their_number(here: Treffen) -> None:
    texts = [*(f"Idee Nr. {n}" for n in range(1, 100)), "Ein " + "langer Gedanke " * 120]
    here.do(ideas.collect_many, here.meeting_id, tuple((text, 1, None) for text in texts))
    made = paper(here)
    assert faults(made.pdf) == []
    read = pages(made.pdf)
    assert len(read) > 2
    for number, page in enumerate(read, start=1):
        assert page.endswith(f"Seite {number} von {len(read)}")
    assert all(page.startswith(f"Protokoll: {TOPIC}") for page in read), "pages may be parted"
    assert "99 Idee Nr. 99 100 Ein langer Gedanke" in " ".join(read)


def test_words_without_a_blank_stay_on_the_page() -> None:
    word = "https://example.org/" + "abc" * 200
    made = minutes_paper(Minutes("P", (word,), (Section(word, (word,)),)), DAY, Look())
    document = pypdfium2.PdfDocument(made.pdf)
    right = max(
        box.get_charbox(n)[2]
        for box in (page.get_textpage() for page in document)
        for n in range(box.count_chars())
    )
    assert right <= document[0].get_width() - 40


def test_the_short_form_has_large_letters(here: Treffen) -> None:
    here.collect("Idee")
    here.order("1 machen wir")
    small, large = paper(here), paper(here, large=True)
    assert faults(large.pdf) == []
    assert "Das machen wir: • Idee" in pages(large.pdf)[0]
    assert min(letters_of(large.pdf)) > min(letters_of(small.pdf)) * 1.4


def test_emojis_that_no_font_has_are_a_word_and_said(here: Treffen) -> None:
    here.collect("Mehr 🌳🌳 und 👩‍👩‍👧!", "Bus → See")
    made = paper(here)
    assert faults(made.pdf) == []
    assert "1 Mehr (Emoji) und (Emoji)! 2 Bus -> See" in pages(made.pdf)[0]
    assert made.notices == ("Emojis fehlen im PDF, nicht in den Texten.",)


def test_letters_that_no_font_has_are_said(here: Treffen) -> None:
    here.collect("Mehr \U00016a40\U00016a41")
    made = paper(here)
    assert "Mehr" in pages(made.pdf)[0]
    assert len(made.notices) == (1 if faults(made.pdf) else 0), "a system may have a font for it"


def test_a_broken_template_of_the_house_leaves_the_texts_and_a_sentence(
    here: Treffen, tmp_path: Path
) -> None:
    here.collect("Hochbeete")
    own = tmp_path / "papers"
    own.mkdir()
    left = here.database.read(left_behind, here.meeting_id)
    (own / "minutes.typ").write_text("#let x = ", encoding="utf-8")
    saved = save_all(left, lambda: look_of(tmp_path), tmp_path / "out")
    assert "minutes.typ" in saved.missing
    assert [file.suffix for file in saved.files] == [".md", ".txt", ".txt", ".xlsx"]
    assert "Hochbeete" in saved.files[0].read_text(encoding="utf-8")
    saved = save_all(left, lambda: look_of(tmp_path, "no.svg"), tmp_path / "out")
    assert "no.svg" in saved.missing
    assert len(saved.files) == 4


def test_without_fonts_there_is_a_sentence_and_no_white_paper(
    here: Treffen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = here.database.read(left_behind, here.meeting_id)
    monkeypatch.setattr(compositor, "_FONTS", tmp_path)
    compositor._fonts.cache_clear()
    try:
        saved = save_all(left, Look, tmp_path / "out")
    finally:
        compositor._fonts.cache_clear()
    assert saved.missing.startswith("Die Schriften für Papiere fehlen.")
    assert len(saved.files) == 4


@pytest.mark.parametrize("short", [False, True])
def test_a_paper_made_twice_is_one_file(here: Treffen, tmp_path: Path, short: bool) -> None:
    left = here.database.read(left_behind, here.meeting_id)
    (first,) = save_paper(left, Look(), tmp_path, short=short).files
    assert save_paper(left, Look(), tmp_path, short=short).files == (first,)
    assert first.name == f"Protokoll {DAY}{' kurz' if short else ''}.pdf"
