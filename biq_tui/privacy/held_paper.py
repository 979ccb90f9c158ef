"""What is held about somebody, told to her in plain German."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from ..core import clock
from ..core.amounts import euros
from ..core.language import _, speaking
from ..core.rows import Values
from ..people.consents import Given
from ..people.models import Allowed
from .classes import BY_KEY, CLASSES, period
from .documents import Document, Section
from .holdings import Holdings, day_in_numbers


def as_document(held: Holdings) -> Document:
    """For her, in plain German, class by class: what, what for, on what ground, how long."""
    with speaking("de"):
        sections = [_about_her(held)]
        for its in CLASSES:
            lines = [
                line
                for table in its.tables
                if table in _SAID and _first_class(table) == its.key
                for row in held.rows.get(table, [])
                for line in _SAID[table](held, row)
            ]
            if its.key == "consents":
                lines = [_consent(one) for one in held.consents]
            if lines:
                what_for, ground = _(its.purpose), _(its.basis)
                why = f"{what_for} {ground}. {_until(held, its.key)}"
                sections.append(Section(_(its.name), (why, *lines)))
        sections.append(_elsewhere(held))
    return Document(
        f"Auskunft: {held.name}",
        (
            f"Das ist alles, was wir am {day_in_numbers(held.on)} über Sie gespeichert haben "
            "(Artikel 15 DSGVO).",
            "Ist etwas falsch? Wir berichtigen es. Soll etwas weg? Wir löschen es, "
            "soweit wir es nicht aufheben müssen.",
            "Sie können sich auch bei der Datenschutz-Aufsicht beschweren.",
        ),
        tuple(sections),
    )


def _about_her(held: Holdings) -> Section:
    lines = []
    for row in held.rows.get("person", []):
        is_double = row["same_as"] is not None
        lines.append(f"Auch als: {row['name']}" if is_double else f"Name: {held.name}")
        if row["latin"]:
            lines.append(f"In lateinischen Buchstaben: {row['latin']}")
        if row["known_by"]:
            lines.append(f"Erkennbar an: {row['known_by']}")
        if row["locked"]:
            lines.append("Sperrvermerk: Andere sehen den Namen nie.")
        if row["blocked_until"]:
            lines.append(f"Gesperrt bis {day_in_numbers(row['blocked_until'])}.")
    return Section("Sie", (f"Nummer: {held.person_id}", *lines))


def _until(held: Holdings, key: str) -> str:
    for its in held.kept:
        if its.key == key:
            return f"Wir heben es bis {day_in_numbers(its.until)} auf."
    of = BY_KEY[key]
    return f"Gelöscht wird es: {period(of, held.months)}." if of.after else ""


def _elsewhere(held: Holdings) -> Section:
    lines = [f"In {its.table} {its.row_id} steht der Name in einem Text." for its in held.mentions]
    if held.has_namesake:
        lines.append("Noch jemand heißt so. In Texten kann auch diese Person gemeint sein.")
    lines.append(f"Im Verlauf (was wann geändert wurde): {held.entries} Einträge zum Namen.")
    lines.append(
        f"Wer es sonst noch liest: {held.recipients or 'niemand außerhalb, soweit bekannt'}"
    )
    lines.append("Bei Abstimmungen wird nie gespeichert, wer wie gestimmt hat.")
    return Section("Außerdem", tuple(lines))


def _consent(its: Given) -> str:
    said = "Ja" if its.given else "Nein"
    since = f", gegeben am {day_in_numbers(its.given_on)}" if its.given_on else ""
    back = f", zurückgenommen am {day_in_numbers(its.revoked_on)}" if its.revoked_on else ""
    asked = its.wording or _ASKED[its.kind]
    return f"„{asked}“ {said}{since}{back}."


_ASKED = {
    Allowed.PHOTO: "Fotos",
    Allowed.CONTACTS: "Kontakt-Liste",
    Allowed.INVITATIONS: "Einladungen",
    Allowed.PARTNERS: "Partner",
}


def _first_class(table: str) -> str:
    """In which class a table's rows are told: presences of all kinds stand together."""
    return (
        "attendance"
        if table in ("expected", "presence")
        else next(its.key for its in CLASSES if table in its.tables and its.key != "needs")
    )


def _title(held: Holdings, table: str, row_id: int) -> str:
    return held.titles.get((table, row_id), "…")


def _was_told(held: Holdings, row: Values) -> bool:
    """Whether it is known how that date went: then its presence says it."""
    at = row["gathering_id"]
    return any(its["gathering_id"] == at for its in held.rows.get("presence", []))


def _presence(held: Holdings, row: Values) -> list[str]:
    word = {"present": "war da", "excused": "hat abgesagt", "absent": "war nicht da"}[row["state"]]
    late = f", {row['late_minutes']} Minuten später" if row["late_minutes"] else ""
    return [f"{_title(held, 'gathering', row['gathering_id'])}: {word}{late}."]


def _enrolment(held: Holdings, row: Values) -> list[str]:
    lines = [f"Kurs {_title(held, 'course_run', row['run_id'])}, Nummer {row['number']}."]
    if row["needs"]:
        lines.append(f"Braucht im Raum: {row['needs']}")
    if row["fee_cents"] is not None:
        lines.append(f"Beitrag: {euros(row['fee_cents'])} Euro.")
    if row["decided_because"]:
        lines.append(f"Zertifikat trotzdem, weil: {row['decided_because']}")
    return lines


_SAID: Mapping[str, Callable[[Holdings, Values], list[str]]] = {
    "arrival": lambda held, row: [
        f"{_title(held, 'gathering', row['gathering_id'])}: gemeldet als „{row['name']}“, "
        f"{_moment(row['at'])}."
    ],
    "presence": _presence,
    "expected": lambda held, row: (
        []
        if _was_told(held, row)
        else [
            f"{_title(held, 'gathering', row['gathering_id'])}: auf der Liste, "
            f"Nummer {row['number']}."
        ]
    ),
    "enrolment": _enrolment,
    "counted_units": lambda _held, row: [f"An einem Termin zählen {row['units']} UE."],
    "payment": lambda _held, row: [
        f"Quittung {row['year']}-{row['number']}: {euros(row['cents'])} Euro am "
        f"{day_in_numbers(row['paid_on'])}{', gilt nicht mehr' if row['void'] else ''}."
    ],
    "certificate": lambda _held, row: [
        f"{row['said'].get('number', row['number'])}, ausgestellt am "
        f"{day_in_numbers(row['issued_at'])}, "
        f"auf den Namen {row['said'].get('name', '')}."
    ],
    "badge": lambda _held, row: [
        f"Karte {row['code']}{'' if row['valid'] else ' (gilt nicht mehr)'}."
    ],
    "consent": lambda _held, _row: [],
    "task": lambda _held, row: [f"Aufgabe {row['number']}: {row['what']} ({row['state']})."],
    "task_helper": lambda _held, row: [f"Hilft bei einer Aufgabe ({row['task_id']})."],
    "event_task": lambda held, row: [
        f"{_title(held, 'event', row['event_id'])}: {row['what']} ({row['state']})."
    ],
    "helper": lambda held, row: [f"Hilft bei: {_title(held, 'shift', row['shift_id'])}."],
    "pledge": lambda held, row: [
        f"{_title(held, 'event', row['event_id'])}: gibt {row['what'] or row['role']}."
    ],
    "event": lambda _held, row: [f"Verantwortlich für: {row['title']}."],
}
"""By table, how a row is told to her. The rest says itself elsewhere, or is no more than a link."""


def _moment(at: datetime) -> str:
    return f"{day_in_numbers(at)}, {clock.clock_time(at)}"
