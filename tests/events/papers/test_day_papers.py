"""Papers of the day itself: a sheet for each role in large print, and the day on one page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from biq_tui.core.errors import Refused
from biq_tui.core.language import speaking
from biq_tui.events.events import set_lead
from biq_tui.events.helpers import shifts
from biq_tui.events.papers import day_sheet
from biq_tui.events.papers.catalogue import make
from biq_tui.events.papers.sources import Sources
from biq_tui.events.papers.wanted import Order
from biq_tui.papers.look import Look
from biq_tui.papers.typeset import typeset_many
from biq_tui.people.service import lock
from tests.events.event_at import Fest
from tests.papers.reading import faults, pages

from .conftest import CLUB, HOUSE, june
from .test_papers import made, of, read


def sheets(fest: Fest) -> dict[str, str]:
    """The sheets for the roles, by their first words."""
    return {page.split(" Straßenfest ")[0]: page for page in read(fest, "roles") if page}


def test_each_role_has_a_sheet_that_says_who_when_what_where_and_whom_to_call(party: Fest) -> None:
    found = sheets(party)
    assert list(found) == [
        "Verantwortlich Olha Beispiel", "Aufbau", "Abbau", HOUSE, CLUB, "Cem Muster",
    ]  # fmt: skip
    setting_up = found["Aufbau"]
    assert "Samstag, 12. Juni 2027, 15:00–18:00 Uhr" in setting_up
    assert (
        "Wann und mit wem? 14:00–15:00 Uhr Cem Muster, Theo Es fehlt noch 1 Mensch." in setting_up
    )
    assert "Wo? Haus am Park, Parkstraße 1" in setting_up
    assert "Wen rufe ich an? Olha Beispiel, Telefon: Notfall: 112. Polizei: 110." in setting_up
    assert "Waffeln" not in setting_up
    assert "Das kommt von hier Raum, Strom Wo?" in found[HOUSE], "nobody has promised the tables"
    assert "Assistenz (wenn Jan Zeit hat)" in found[CLUB]
    cem = found["Cem Muster"]
    assert "14:00–15:00 Uhr Aufbau Cem Muster, Theo" in cem
    assert "Das ist zu tun Müll wegbringen Das kommt von hier Waffeln" in cem
    whole = found["Verantwortlich Olha Beispiel"]
    assert "14:00 Uhr Der Aufbau beginnt 14:00–15:00 Uhr Aufbau 15:00 Uhr Beginn" in whole


def test_two_shifts_of_one_work_are_one_sheet_and_the_lead_has_hers_only(party: Fest) -> None:
    here = party.event_id
    party.do(shifts.add_shift, here, "aufbau", june(13), june(14), 1)
    cem = _person(party, "Cem Muster")
    party.do(set_lead, here, party.plan.event.person_id, cem)
    found = sheets(party)
    assert "13:00–14:00 Uhr" in found["aufbau"]
    assert "14:00–15:00 Uhr" in found["aufbau"]
    assert "Cem Muster" not in found, "what she brings stands on the sheet of who answers for it"
    assert "Müll wegbringen" in found["Verantwortlich Cem Muster"]


def _person(fest: Fest, name: str) -> int:
    rows = (row for shift in fest.plan.shifts for row in shift.helpers)
    return next(row.person_id for row in rows if row.name == name and row.person_id)


def test_one_sheet_alone_is_named_by_its_role(party: Fest) -> None:
    order = Order(("roles",), whose="abb")
    paper = make(party.database, party.event_id, order, Look())
    (page,) = pages(paper.pdf)
    assert page.startswith("Abbau Straßenfest")
    assert paper.file == "Straßenfest-2027-06-12-Zettel-je-Rolle-abb.pdf"
    with pytest.raises(Refused, match="Einen Zettel für „feuer“ gibt es nicht"):
        make(party.database, party.event_id, replace(order, whose="feuer"), Look())


def test_who_stands_on_no_paper_has_a_sheet_to_write_the_name_on(party: Fest) -> None:
    party.do(lock, _person(party, "Cem Muster"), True)
    found = sheets(party)
    assert "Das ist zu tun Müll wegbringen" in found["Name:"]
    assert "Cem" not in " ".join(found.values())


def test_nothing_on_a_role_sheet_is_smaller_than_16_points(party: Fest) -> None:
    small = set()

    def look(text: str, _cm: Any, matrix: Any, _font: Any, size: float) -> None:
        if text.strip() and size * abs(matrix[3]) < 15.9:
            small.add(text.strip())

    for page in PdfReader(io.BytesIO(made(party, "roles").pdf)).pages:
        page.extract_text(visitor_text=look)
    assert small == set()


def test_the_day_is_on_one_page_with_everything_that_is_needed_there(party: Fest) -> None:
    text, *more = read(party, "day")
    assert more == []
    for said in (
        "Tagesblatt: Straßenfest Samstag, 12. Juni 2027, 15:00–18:00 Uhr",
        "mit Aufbau und Abbau 14:00–18:30 Uhr Haus am Park, Parkstraße 1",
        "Notfall: 112. Polizei: 110. Bitte nicht aushängen.",
        "Verantwortlich: Olha Beispiel Vertretung:",
        "14:00 Der Aufbau beginnt 14:00–15:00 Aufbau",
        "Cem Muster, Theo; es fehlen 1",
        "Das ist an diesem Tag zu tun Müll wegbringen – Cem Muster",
        "Bremer Heimstiftung Frau Kontakt: 0421 123 bringt: Raum, Strom",
        "Martinsclub Bremen Telefon: bringt: Assistenz (wenn Jan Zeit hat)",
        "Das bringen Nachbarinnen und Nachbarn Waffeln – Cem Muster",
        "Rampe ja · WC nein Schlüssel bringen – Bremer Heimstiftung",
        "Noch offen 20 Tische (Heimstiftung, bis 2.4.)",
        "ab 15:00 ab 16:00 ab 17:00 Zusammen",
    ):
        assert said in text


def test_an_event_with_very_much_is_counted_and_stays_one_page(party: Fest) -> None:
    its = _crowded(of(party))
    with speaking("de"):
        (part,) = day_sheet.parts(its)
    paper = typeset_many([part], "Tagesblatt", Look(notice="Gefördert vom Land."))
    assert faults(paper.pdf) == []
    (page,) = pages(paper.pdf)
    for said in (
        "Menschen (Liste der Helfenden)",
        "weitere Schichten: Ablauf",
        "weitere: Telefonliste",
        "weitere: Ablauf",
        "weitere: am Laptop",
        "Der Aufbau beginnt",
        "Alles ist abgebaut",
        "ab 17:00 Zusammen",
    ):
        assert said in page
    left_out = re.search(r"und (\d+) weitere Schichten", page)
    assert left_out is not None
    shown = len(re.findall(r"\(Nr\. \d+\)", page))
    assert int(left_out[1]) + shown == len(its.plan.shifts), "nothing is silently left out"


def _crowded(its: Sources) -> Sources:
    """Forty shifts of twelve helpers, forty partners, and all with long names."""
    plan = its.plan
    long = " mit einem wirklich langen Namen, den niemand kürzt"
    more = [
        replace(
            plan.shifts[0],
            number=100 + n,
            what=f"Schicht-Nummer {n}{long}",
            helpers=tuple(
                replace(plan.shifts[0].helpers[1], name=f"Helferin {n} {k}{long}")
                for k in range(12)
            ),
        )
        for n in range(40)
    ]
    partners = [
        replace(plan.partners[0], partner_id=100 + n, name=f"Verein {n}{long}") for n in range(40)
    ]
    gifts = [
        replace(plan.pledges[0], partner_id=100 + n % 40, what=f"Sache {n}{long}")
        for n in range(200)
    ]
    own = [replace(plan.pledges[-1], what=f"Kuchen {n}{long}") for n in range(60)]
    tasks = [replace(plan.tasks[-1], number=900 + n, what=f"Tun {n}{long}") for n in range(60)]
    return replace(
        its,
        plan=replace(
            plan,
            shifts=(*plan.shifts, *more),
            partners=(*plan.partners, *partners),
            pledges=(*plan.pledges, *gifts, *own),
            tasks=(*plan.tasks, *tasks),
        ),
    )
