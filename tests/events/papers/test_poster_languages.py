"""The poster in the languages of phones: all that is ours, and the German with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from biq_tui.core.errors import Refused
from biq_tui.core.language import speaking
from biq_tui.core.phone_texts import phone_languages
from biq_tui.events.access import Found, note_access
from biq_tui.events.models import Answer, Feature
from biq_tui.events.papers import poster
from biq_tui.events.papers.catalogue import make
from biq_tui.events.papers.wanted import Order
from biq_tui.events.papers_line import read_papers
from biq_tui.papers.look import Look
from biq_tui.papers.typeset import typeset_many
from biq_tui.qualification.options import LANGUAGES, set_option
from tests.events.event_at import Fest
from tests.papers.reading import codes, faults, pages
from tests.room import folder_of
from tests.test_commands import Biq

from .conftest import Kept
from .test_papers import of


def posters(fest: Fest, *languages: str, is_free: bool = False) -> list[str]:
    """A page for each language, all of them PDF/UA-1."""
    order = Order(("poster",), languages=languages, is_free=is_free)
    paper = make(fest.database, fest.event_id, order, Look())
    assert (paper.notices, faults(paper.pdf)) == ((), [])
    return pages(paper.pdf)


def test_every_language_has_a_page_with_all_that_is_ours(party: Fest) -> None:
    turkish, ukrainian, english = posters(party, "tr", "uk", "en", is_free=True)
    for said in (
        "Hoş geldiniz! Willkommen! Straßenfest Gün Tag Cumartesi, 12.6.2027",
        "Samstag, 12. Juni 2027",
        "Saat Zeit 15:00–18:00",
        "Yer Ort Haus am Park, Parkstraße 1",
        "Giriş ücretsiz Eintritt frei",
        "Basamaksız girebilirsiniz.",
        "Sie kommen ohne Stufen hinein.",
        "Telefonla tarayın",
        "Katılanlar: Bremer Heimstiftung",
    ):
        assert said in turkish
    assert "Субота, 12.6.2027" in ukrainian
    assert "Немає туалету для людей на кріслі колісному." in ukrainian
    assert "Saturday, 12.6.2027" in english
    assert "You can get in without steps." in english
    assert "Stufen" not in english, "English needs no German beside it"
    assert "Kontakt" not in turkish + ukrainian + english


def test_right_to_left_the_page_begins_on_the_right_and_numbers_stay(party: Fest) -> None:
    order = Order(("poster",), languages=("ar", "fa", "tr"))
    paper = make(party.database, party.event_id, order, Look())
    assert faults(paper.pdf) == []
    assert all("BEGIN:VEVENT" in codes(paper.pdf, page)[0] for page in range(3))
    for number, is_rtl in enumerate((True, True, False)):
        left = _left_edges(paper.pdf, number)
        middle = pypdfium2.PdfDocument(paper.pdf)[number].get_width() / 2
        assert left("15:00") < left("18:00"), "and not the other way round"
        assert (left("Zeit") > middle) is is_rtl, "labels stand where the page begins"


def _left_edges(pdf: bytes, page: int) -> Callable[[str], float]:
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()

    def left(words: str) -> float:
        found = text.search(words).get_next()
        assert found is not None, words
        return float(text.get_charbox(found[0])[0])

    return left


def test_a_note_and_what_is_unknown_come_in_both_languages(party: Fest) -> None:
    door = Found(Feature.DOOR, Answer.YES, "90 cm")
    party.do(note_access, "Haus am Park", [door])
    with speaking("de"):
        (part,) = poster.parts(of(party), ("pl",))
    access = part.data["access"]
    assert "Drzwi są wystarczająco szerokie dla wózka inwalidzkiego (90 cm)." in access["text"]
    assert "Die Tür ist breit genug für einen Rollstuhl (90 cm)." in access["german"]
    assert "To jeszcze wyjaśniamy: przystanek, pętla" in access["text"]
    assert "Das klären wir noch: die Haltestelle, die Hörschleife" in access["german"]


def test_a_long_event_stays_one_page(party: Fest) -> None:
    its = of(party)
    title = "Ausstellung: Bilder aus der Nachbarschaft und Geschichten dazu, für alle"
    rows = tuple(replace(row, answer=Answer.YES, note="Notiz " * 10) for row in its.plan.access)
    plan = replace(its.plan, event=replace(its.plan.event, title=title), access=rows)
    languages = ("de", "fa", "ru", "tr")
    with speaking("de"):
        parts = poster.parts(replace(its, plan=plan), languages, is_free=True)
    assert len(pages(typeset_many(parts, title, Look(notice="Gefördert.")).pdf)) == len(languages)


def test_a_house_has_its_languages_and_a_line_names_others(party: Fest) -> None:
    def languages(*named: str) -> list[str]:
        with speaking("de"):
            return [part.data["lang"] for part in poster.parts(of(party), named)]

    assert languages() == ["de"]
    party.do(set_option, LANGUAGES.key, "Deutsch, arabisch")
    assert languages() == ["de", "ar"]
    assert languages("tr") == ["tr"]
    with pytest.raises(Refused, match="Es gibt: Deutsch, Englisch"):
        party.do(set_option, LANGUAGES.key, "deutsch, klingonisch")


@pytest.mark.parametrize(
    ("text", "named", "languages", "is_free"),
    [
        ("plakat ar tr", "Plakat (Arabisch, Türkisch)", ("ar", "tr"), False),
        ("drucken plakat auf Türkisch und Polski", "Plakat (Türkisch, Polnisch)",
         ("tr", "pl"), False),
        ("plakat farsi eintritt frei", "Plakat (Persisch, Eintritt frei)", ("fa",), True),
        ("plakat", "Plakat", (), False),
        ("drucken ablauf plakat uk", "Ablauf, Plakat (Ukrainisch)", ("uk",), False),
    ],
)  # fmt: skip
def test_languages_are_typed_by_code_or_name(
    kept: Kept, text: str, named: str, languages: tuple[str, ...], is_free: bool
) -> None:
    read: Any = read_papers(text, kept.plan)
    assert read.hint == f"Enter: macht und zeigt: {named}."
    order = read.args[0].order
    assert (order.languages, order.is_free) == (languages, is_free)


def test_all_languages_are_one_word(kept: Kept) -> None:
    read: Any = read_papers("plakat alle sprachen stick", kept.plan)
    assert read.args[0].order.languages == tuple(phone_languages())
    assert read.args[0].onto_stick


def test_the_command_names_languages_in_the_file(tmp_path: Path) -> None:
    biq = Biq(folder_of(tmp_path))
    biq.says("events", "add", "Straßenfest 12.6.2027 15-18, Haus am Park")
    out = f"{tmp_path / 'out'}"
    given = ("events", "papers", "1", "plakat", "--out", out, "--languages", "ar,tr", "--free")
    (file,) = biq.says(*given)
    assert Path(file).name == "Straßenfest-2027-06-12-Plakat-ar-tr.pdf"
    arabic, turkish = pages(Path(file).read_bytes())
    assert "Eintritt frei" in arabic
    assert "Giriş ücretsiz" in turkish
    said = biq.refuses("events", "papers", "1", "--out", out, "--languages", "klingonisch")
    assert said.startswith("Bitte schreiben Sie Sprachen. Es gibt: Deutsch, Englisch,")
