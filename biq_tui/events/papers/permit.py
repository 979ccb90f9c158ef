"""The data sheet for the Ordnungsamt: what it asks for, filled in as far as we know it.

It is no application. What is asked for a party on public ground (§ 18 Bremisches
Landesstraßengesetz), as it was read in the programme's domain study, section 5:
https://www.service.bremen.de/sixcms/detail.php?gsid=bremen128.c.1197726.de
"""

from __future__ import annotations

from typing import Any

from ...core.dates import long_date
from ...papers.typeset import Part
from .heading import base, day, span, times
from .sources import Sources, part

NAME = "Datenblatt fürs Ordnungsamt"


def parts(sources: Sources) -> list[Part]:
    """One sheet."""
    plan = sources.plan
    event = plan.event
    lead = sources.lead
    margins = ""
    if plan.needed_from is not None and plan.needed_until is not None:
        margins = f"{long_date(plan.needed_from)}, {span(plan.needed_from, plan.needed_until)}"
    data = {
        **base(sources, NAME),
        "ground": event.public_ground,
        "groups": [
            _group(
                "Wer",
                ("Veranstalter", sources.provider),
                ("Verantwortliche Person", "" if lead is None else lead),
                ("Anschrift", ""),
                ("Telefon", ""),
                ("Telefon am Tag selbst", ""),
                ("E-Mail", ""),
                ("Vertretung mit Telefon", ""),
            ),
            _group(
                "Wo und wann",
                ("Ort (Straße, Hausnummern, Platz)", sources.place),
                ("Tag", day(event)),
                ("Beginn und Ende", times(event)),
                ("Mit Aufbau und Abbau", margins),
                ("Ausweichtermin", ""),
                ("Wie viele Menschen kommen", ""),
            ),
        ],
        "questions": _questions(sources),
        "more": [
            "Straße sperren: von wo bis wo, von wann bis wann",
            "Rettungsweg: wie breit, wo",
            "Strom und Wasser: woher",
            "Toiletten: wie viele, wo",
            "Müll und Reinigung: wer",
        ],
    }
    return [part("permit", data)]


def _group(heading: str, *rows: tuple[str, Any]) -> dict[str, Any]:
    return {"heading": heading, "rows": [list(row) for row in rows]}


def _questions(sources: Sources) -> list[dict[str, Any]]:
    """What is ticked: yes, no, or empty while nobody has answered."""
    event = sources.plan.event
    asked: tuple[tuple[str, bool | None, str], ...] = (
        ("Öffentlicher Grund (Straße, Platz)", event.public_ground, ""),
        ("Öffentliche Werbung", event.advertised, ""),
        ("Aktionen und Programm", None, "Was:"),
        ("Bühne, Zelte, Aufbauten", None, "Was, wie groß:"),
        ("Musik", event.music, "Live oder abgespielt, von wann bis wann:"),
        ("Essen", None, "Selbstkosten oder gewerblich:"),
        ("Getränke ohne Alkohol", None, "Selbstkosten oder gewerblich:"),
        ("Alkohol", event.alcohol, "Selbstkosten oder gewerblich:"),
        ("Feuer, Grill, Gas", None, "Was:"),
    )
    return [{"what": what, "answer": answer, "detail": detail} for what, answer, detail in asked]
