"""Papers of an event: for eyes and screen readers, whatever people wrote, with no locked name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pypdfium2
import pytest

from biq_tui.core.database import Database
from biq_tui.core.language import speaking
from biq_tui.core.write import Write
from biq_tui.events import events, standing
from biq_tui.events.checklist import tasks
from biq_tui.events.checklist.due import Due
from biq_tui.events.helpers import shifts
from biq_tui.events.models import Answer as Yes
from biq_tui.events.models import Event, Pledge, PledgeRole, PledgeState
from biq_tui.events.papers import heading, poster
from biq_tui.events.papers.catalogue import Made, make
from biq_tui.events.papers.sources import Sources, sources
from biq_tui.events.papers.wanted import KEYS, Order
from biq_tui.events.partners import joining
from biq_tui.events.partners.gifts import Answer, Gift, Giver
from biq_tui.events.partners.pledges import record
from biq_tui.events.plan import OriginRow
from biq_tui.papers.look import Look, look_of
from biq_tui.papers.typeset import typeset_many
from biq_tui.people.service import lock
from tests.events.event_at import Fest
from tests.papers.reading import codes, faults, left_to_right, pages

from .conftest import CLUB, HOUSE, june

WILD = 'Fest #eval("1") $x$ *b* _i_ <l> @r [x] \\ // {name} `r`'


def made(fest: Fest, *keys: str, partner_id: int | None = None, look: Look | None = None) -> Made:
    return make(fest.database, fest.event_id, Order(keys, partner_id), look or Look())


def read(fest: Fest, *keys: str, partner_id: int | None = None) -> list[str]:
    """The pages of these papers, which are PDF/UA-1 and show all that is written."""
    paper = made(fest, *keys, partner_id=partner_id)
    assert (paper.notices, faults(paper.pdf)) == ((), [])
    return pages(paper.pdf)


def of(fest: Fest) -> Sources:
    return fest.database.read(sources, fest.event_id)


def test_a_partner_gets_only_what_is_its_own(party: Fest) -> None:
    first, empty, second = read(party, "partner")
    assert "Straßenfest Plan für: Bremer Heimstiftung Tag Samstag, 12. Juni 2027" in first
    assert "Ort Haus am Park, Parkstraße 1" in first
    assert "Mit Aufbau und Abbau 14:00–18:30 Uhr" in first
    assert "1 Raum, Strom zugesagt 2 20 Tische gefragt" in first
    assert "Schlüssel bringen Fr 11.6.2027" in first
    assert "20 Tische: Geht das? Bitte bis Fr 2.4.2027." in first
    assert "Bei uns fragen Sie: Olha Beispiel" in first
    assert "Frau Kontakt" in first
    for others in ("Assistenz", "Müll", "Waffeln", CLUB, "Cem", "0421"):
        assert others not in first
    assert empty == "", "each has sheets of its own"
    assert "Plan für: Martinsclub Bremen" in second
    assert "Sie haben gesagt: ja, wenn Jan Zeit hat." in second
    assert "Tanz" not in second, "what was declined is over"
    (alone,) = read(party, "partner", partner_id=party.plan.partners[1].partner_id)
    assert CLUB in alone


def test_helpers_find_free_numbered_lines(party: Fest) -> None:
    (page,) = read(party, "list")
    setting_up, taking_down = (shift.number for shift in party.plan.shifts)
    assert f"{setting_up} · Aufbau 14:00–15:00 Uhr · Es fehlt noch 1 Mensch. Nr. Name" in page
    assert "1 Cem Muster 2 Theo 3" in page
    assert (
        f"{taking_down} · Abbau 18:00–19:00 Uhr · Es fehlen noch 2 Menschen. Nr. Name 1 2" in page
    )
    assert f"die Nummer der Schicht und die Namen: {setting_up} Kim, Cem" in page


def test_the_running_order_says_who_does_what_in_the_order_of_the_day(party: Fest) -> None:
    text = " ".join(read(party, "order"))
    said = (
        "Ablauf: Straßenfest Samstag, 12. Juni 2027 · 15:00–18:00 Uhr · Haus am Park",
        "Verantwortlich: Olha Beispiel",
        "14:00 Uhr Der Aufbau beginnt 14:00–15:00 Uhr Aufbau",
        "Cem Muster, Theo Es fehlt noch 1 Mensch.",
        "15:00 Uhr Beginn für alle 18:00 Uhr Ende für alle, der Abbau beginnt",
        "18:30 Uhr Alles ist abgebaut",
        "Das ist an diesem Tag zu tun Müll wegbringen – Cem Muster",
        "Raum Bremer Heimstiftung Raum, Strom",
        "Assistenz Martinsclub Bremen Dabei Cem Muster Waffeln",
        "Notfall: 112.",
    )
    places = [text.find(part) for part in said]
    assert -1 not in places, said[places.index(-1)]
    assert places == sorted(places)
    assert "Tische" not in text, "nobody has promised them"


def test_the_poster_tells_how_to_get_in_and_its_code_is_the_date(party: Fest) -> None:
    (page,) = read(party, "poster")
    assert "Straßenfest Tag Samstag, 12. Juni 2027 Zeit 15:00–18:00 Uhr Ort Haus am Park" in page
    assert "Sie kommen ohne Stufen hinein." in page
    assert "kein WC für Rollstühle" in page
    for day in ("Saturday", "Cumartesi", "Sobota", "Субота"):
        assert f"{day}, 12.6.2027, 15:00–18:00" in page
    assert "Mit: Bremer Heimstiftung" in page
    assert CLUB not in page, "it has not promised anything for sure"
    for name in ("Olha", "Cem", "Theo", "Kontakt"):
        assert name not in page
    (code,) = codes(made(party, "poster").pdf)
    assert code.split("\r\n") == [
        "BEGIN:VEVENT",
        "SUMMARY:Straßenfest",
        f"DTSTART:{june(15).astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTEND:{june(18).astimezone(UTC):%Y%m%dT%H%M%SZ}",
        "LOCATION:Haus am Park",
        "END:VEVENT",
    ]


def test_across_midnight_and_on_other_days_the_day_is_said(party: Fest) -> None:
    night = replace(party.plan.event, starts_at=june(22), ends_at=june(22) + timedelta(hours=4))
    assert heading.times(night) == "22:00 Uhr bis Sonntag, 13. Juni 2027, 02:00 Uhr"
    assert heading.at(june(22) + timedelta(hours=4), night) == "So 13.6.2027, 02:00 Uhr"
    begins, ends = (june(hour) - timedelta(days=1) for hour in (15, 16))
    assert heading.span_with_day(begins, ends, night) == "Fr 11.6.2027, 15:00–16:00 Uhr"


def test_a_name_is_on_the_poster_only_if_the_logo_may_be(party: Fest) -> None:
    its = of(party)
    (partner, *_others) = its.plan.partners
    unasked = replace(its.institutions[partner.organisation_id], logo_allowed=None)
    known = {**its.institutions, partner.organisation_id: unasked}
    (part,) = poster.parts(replace(its, institutions=known))
    assert part.data["partners"] == []


def test_the_code_gets_no_larger_than_a_phone_can_read(party: Fest) -> None:
    event = party.plan.event
    long_place = replace(event, venue="Saal " * 30)
    assert "LOCATION" not in poster.calendar_entry(long_place)
    assert poster.calendar_entry(replace(long_place, title="Ж" * 100)) == ""
    hostile = poster.calendar_entry(replace(event, title="Tee, Kaffee; \\ und mehr"))
    assert "SUMMARY:Tee\\, Kaffee\\; \\\\ und mehr\r\n" in hostile


def test_the_poster_says_whose_idea_it_was_and_never_a_name(party: Fest) -> None:
    ideas = [
        {"short": "", "text": "Straßenfest!", "names": ["Olha Beispiel"]},
        {"short": "Musik von uns", "text": "…", "names": []},
    ]
    receipt = {"wording": "Ein Fest", "day": "2026-11-05", "ideas": ideas}
    its = of(party)
    (part,) = poster.parts(replace(its, plan=replace(its.plan, origins=(OriginRow(1, receipt),))))
    assert part.data["wished"] == "5.11.2026"
    assert part.data["ideas"] == ["Musik von uns"], "the title says the other one"
    assert "Olha" not in f"{part.data}"


def test_a_poster_with_much_to_say_stays_one_page(party: Fest) -> None:
    its = of(party)
    title = "Ausstellung: Bilder aus der Nachbarschaft und Geschichten dazu"
    weeks = june(18) + timedelta(days=14)
    rows = tuple(replace(row, answer=Yes.YES, note="Notiz " * 10) for row in its.plan.access)
    ideas = [{"short": "", "text": "Ein langer Gedanke " * 10, "names": []}]
    origins = (OriginRow(1, {"wording": "", "day": "2026-11-05", "ideas": ideas}),)
    event = replace(its.plan.event, title=title, ends_at=weeks)
    full = replace(its.plan, event=event, access=rows, origins=origins)
    with speaking("de"):
        parts = poster.parts(replace(its, plan=full))
    (page,) = pages(typeset_many(parts, title, Look(notice="Gefördert vom Land.")).pdf)
    assert "Zeit 15:00 Uhr bis Samstag, 26. Juni 2027, 18:00 Uhr" in page
    assert "Saturday, 12.6.2027, 15:00 – Saturday, 26.6.2027, 18:00" in page


def test_the_permit_sheet_is_no_application_and_leaves_open_what_nobody_knows(party: Fest) -> None:
    text = " ".join(read(party, "permit"))
    assert "Datenblatt, kein Antrag." in text
    assert (
        "Verantwortliche Person Olha Beispiel Anschrift Telefon Telefon am Tag selbst E-Mail"
        in text
    )
    assert "Ort (Straße, Hausnummern, Platz) Haus am Park, Parkstraße 1" in text
    assert "Mit Aufbau und Abbau Samstag, 12. Juni 2027, 14:00–18:30 Uhr" in text
    assert "Wie viele Menschen kommen Was passiert dort" in text
    assert "(notiert)" not in text
    party.do(_answered)
    text = " ".join(read(party, "permit"))
    assert "Musik ja (notiert) nein" in text
    assert "Alkohol ja nein (notiert)" in text
    assert "Notiert ist: nicht auf öffentlichem Grund." in text


def _answered(write: Write) -> None:
    write.change(Event, music=True, alcohol=False, public_ground=False)
    write.tell("test.answered", undoable=False)


def test_the_agreement_is_a_draft_about_everything_that_has_to_be_said(party: Fest) -> None:
    paper = made(party, "agreement")
    text = " ".join(pages(paper.pdf))
    assert faults(paper.pdf) == []
    title = pypdfium2.PdfDocument(paper.pdf).get_metadata_value("Title")
    assert "Kooperationsvereinbarung" in title
    assert text.count("ENTWURF") == len(pages(paper.pdf)), "across every page"
    assert "Entwurf zum Besprechen. Das ist kein fertiger Vertrag" in text
    for said in (
        "Alle sollen sich kennenlernen",
        "Raum, Strom (zugesagt)",
        "Schlüssel bringen (bis Fr 11.6.2027)",
        "Verantwortlich: Frau Kontakt",
        "Assistenz (ja, wenn Jan Zeit hat)",
        "Bei uns verantwortlich: Olha Beispiel",
        "Getränke 60 Euro Spende Zelt 40 Euro noch niemand",
        "Es fehlen noch 40 Euro.",
        "Versicherung der Veranstaltung bei:",
        "Die Erlaubnis vom Amt beantragt und hat:",
        "Logo von Bremer Heimstiftung auf Plakaten: ja",
        "Wenn jemand nicht mehr kann",
        f"Datum {HOUSE}",
    ):
        assert said in text
    assert "Tanz" not in text


def test_the_phone_list_warns_and_has_the_contacts(party: Fest) -> None:
    (page,) = read(party, "phones")
    assert page.startswith("Bitte nicht aushängen. Nach der Veranstaltung vernichten.")
    assert "Verantwortlich Olha Beispiel" in page
    assert "Bremer Heimstiftung Frau Kontakt 0421 123 k@example.org" in page
    assert "Aufbau 14:00–15:00 Uhr Cem Muster" in page


def test_thanks_go_to_everybody_and_to_who_kept_a_promise(party: Fest) -> None:
    everybody, _empty, partner = read(party, "thanks")
    assert "2 Menschen aus der Nachbarschaft haben geholfen." in everybody
    assert "Cem" not in everybody, "who wants to be named is asked first"
    assert "Danke! Bremer Heimstiftung" in partner
    assert "Das kam von Ihnen: • Raum, Strom" in partner


def test_all_papers_are_one_document(party: Fest) -> None:
    read_pages = read(party, *KEYS)
    assert sum(" Seite 1 von" in page for page in read_pages) >= len(KEYS) - 2, "each from 1"
    assert made(party, *KEYS).file == "Straßenfest-2027-06-12-alle-Papiere.pdf"
    assert made(party, "order").pdf == made(party, "order").pdf, "the same bytes each time"


def test_nobody_with_a_privacy_lock_stands_on_any_paper(party: Fest) -> None:
    here = party.event_id
    vera = party.person("Vera Verborgen")
    setting_up = party.plan.shifts[0].shift_id
    party.do(events.set_lead, here, party.plan.event.person_id, vera)
    party.do(
        record, here, Giver(None, vera), Gift(PledgeRole.OWN, "Kuchen"), Answer(PledgeState.PLEDGED)
    )
    party.do(tasks.add_task, here, "Kasse holen", vera, None, Due(offset_days=0))
    party.do(shifts.sign_up, setting_up, [vera])
    party.do(shifts.sign_up, party.plan.shifts[1].shift_id, [], ["vera VERBORGEN"])
    assert "Vera" in read(party, "list")[0]
    party.do(lock, vera, True)
    text = " ".join(read(party, *KEYS))
    assert "verborgen" not in text.casefold()
    assert "Theo, 1 weitere Person" in text
    assert "3 schon vergeben" in text, "her place is hers"
    assert "eine Person aus der Nachbarschaft Kuchen" in text


def test_nothing_set_gives_sheets_to_write_on(house: Database) -> None:
    wish = Fest(house, "Kino", None, venue="")
    text = " ".join(read(wish, *KEYS))
    for said in (
        "Plan für: Tag noch offen",
        "Wir haben noch nichts verabredet.",
        "Nr. Name Was ich mache Von – bis 1 2 3 4 5 6 7 8 9 10 11 12",
        "Noch nichts hat eine Zeit.",
        "Tag sagen wir noch Zeit sagen wir noch Ort sagen wir noch",
        "Brauchen Sie etwas? Bitte sagen Sie es uns.",
        "Verantwortliche Person Anschrift",
        "Danke an alle, die mitgemacht haben.",
    ):
        assert said in text
    paper = made(wish, "poster")
    assert "ENTWURF" in pages(paper.pdf)[0], "no day yet"
    assert codes(paper.pdf) == []
    assert paper.file == "Kino-Plakat.pdf"


def test_a_cancelled_event_says_so_on_every_paper(party: Fest) -> None:
    party.do(events.set_venue, party.event_id, "Haus am Park", "Hof")
    party.do(standing.cancel, party.event_id, "Sturm")
    text = " ".join(read(party, *KEYS))
    sheets = {"partner": 2, "roles": 6, "thanks": 0}
    assert text.count("ABGESAGT") == sum(sheets.get(key, 1) for key in KEYS)
    assert "Danke an alle, die dabei sein wollten." in text
    assert codes(made(party, "poster").pdf) == []


@pytest.mark.parametrize(
    "title", [WILD, "عيد الجيران في الشارع", "Ж" * 80, "Fest der Farben " * 5], ids=range(4)
)
def test_whatever_somebody_wrote_is_shown_as_it_is(house: Database, title: str) -> None:
    fest = Fest(house, title, june(15), venue=title)
    gift = Gift(PledgeRole.MATERIAL, title)
    fest.do(record, fest.event_id, Giver(title), gift, Answer(PledgeState.PLEDGED_IF, title))
    fest.do(tasks.add_task, fest.event_id, title, None, title, Due(offset_days=0))
    shift = fest.do(shifts.add_shift, fest.event_id, title, june(15), june(18), 2)
    fest.do(shifts.sign_up, shift, [], [title])
    paper = made(fest, *KEYS)
    assert (paper.notices, faults(paper.pdf)) == ((), [])
    written = "".join(" ".join(pages(paper.pdf)).split())
    if title == WILD:
        assert written.count("".join(WILD.split())) > 10
    for number, page in enumerate(pypdfium2.PdfDocument(paper.pdf)):
        text = page.get_textpage()
        rights = [text.get_charbox(n)[2] for n in range(text.count_chars())]
        assert max(rights, default=0) <= page.get_width() - 25, pages(paper.pdf)[number]


def test_arabic_runs_from_the_right_and_the_number_stays_behind(house: Database) -> None:
    fest = Fest(house, "Fest", june(15))
    fest.do(shifts.add_shift, fest.event_id, "شاي", june(15), june(18), 2)
    order = left_to_right(made(fest, "order").pdf)
    arabic = [at for at, letter in enumerate(order) if "\u0600" <= letter <= "\u06ff"]
    assert arabic


def test_emojis_are_a_word_and_said(house: Database) -> None:
    paper = made(Fest(house, "Fest 🎉"), "poster")
    assert faults(paper.pdf) == []
    assert "Fest (Emoji)" in pages(paper.pdf)[0]
    assert paper.notices == ("Das Papier zeigt keine Emojis.",)


def test_two_hundred_pledges_go_over_pages_that_know_their_number(house: Database) -> None:
    fest = Fest(house)
    fest.do(_many, fest.event_id)
    paper = made(fest, "partner", "agreement", "order")
    assert faults(paper.pdf) == []
    read_pages = pages(paper.pdf)
    assert len(read_pages) > 10
    assert " ".join(read_pages).count("Ding 200") >= 3
    heads = [page for page in read_pages if page.startswith("Plan für Partner · Straßenfest")]
    assert heads, "pages may be parted"


def _many(write: Write, event_id: int) -> None:
    partner_id = joining.join(write, event_id, HOUSE)
    write.insert_all(
        [
            Pledge(
                event_id=event_id,
                number=number,
                partner_id=partner_id,
                role=PledgeRole.MATERIAL,
                what=f"Ding {number}",
                state=PledgeState.PLEDGED,
            )
            for number in range(1, 201)
        ]
    )


def test_a_house_has_its_own_template_logos_and_words(party: Fest, tmp_path: Path) -> None:
    own = tmp_path / "papers"
    own.mkdir()
    (own / "poster.typ").write_text(
        '#import "common.typ": *\n#show: base\n= Unser #d.event', encoding="utf-8"
    )
    (own / "profile.toml").write_text('[texts]\nthanks-title = "Merci!"', encoding="utf-8")
    look = look_of(tmp_path, notice="Gefördert vom Land.")
    (page,) = pages(made(party, "poster", look=look).pdf)
    assert page.startswith("Unser Straßenfest")
    assert "Gefördert vom Land." in page
    assert pages(made(party, "thanks", look=look).pdf)[0].startswith("Merci!")
