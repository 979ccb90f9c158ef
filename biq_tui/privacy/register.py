"""Drafts for whoever is responsible: processing register (Art. 30), measures (Art. 32), notice.

Made from the record classes and the settings as they are. They are drafts: nobody here knows the
house's contracts, its controller or its law.
"""

from __future__ import annotations

from sqlmodel import Session

from ..attendance.notice import Facts, facts
from ..core.language import _, speaking
from ..core.settings import value_of
from ..papers.house import PROVIDER
from .classes import CLASSES, RecordClass, months_of, period
from .documents import Document, Section

OPEN = "__________ (bitte ergänzen)"

_NOT_PROTECTED = (
    "Wer den Laptop offen in der Hand hat, sieht alles, was das Programm zeigt.",
    "Ohne Verschlüsselung der Festplatte kann jemand, der den Laptop stiehlt, die Daten lesen.",
    "Was die Handys im Raum-WLAN senden, ist nicht verschlüsselt: nur Namen, keine Adressen.",
    "Ausgedruckte Listen, verschickte Dateien und alte Sticks löscht das Programm nicht.",
    "Ältere Sicherungen enthalten gelöschte Namen, bis sie selbst gelöscht sind.",
)

_MEASURES = (
    ("Zutritt und Zugang", (
        "Laptop mit Anmeldung, Festplatte verschlüsselt (BitLocker, FileVault, LUKS): " + OPEN,
        "Bildschirm „Namen weg“ mit einer Taste; PIN, wenn der Laptop aus der Hand gegeben wird.",
    )),
    ("Zugriff", (
        "Handys sehen nie die Liste. Die Seite antwortet auf jeden Namen gleich.",
        "Sperrvermerk: der Name steht auf keiner Liste für andere und nie auf der Leinwand.",
        "Dateien nur für das eigene Konto lesbar (0700/0600).",
    )),
    ("Weitergabe", (
        "Keine Cloud, keine Nutzungsmessung, keine Updates über das Netz.",
        "Der Server läuft nur im Raum und nur, solange jemand ankommt oder abstimmt.",
    )),
    ("Eingabe und Nachweis", (
        "Jede Änderung steht im Verlauf: wann, wo, was. Fast alles kann zurückgenommen werden.",
        "Abstimmungen: Wer gestimmt hat und was gestimmt wurde, liegt getrennt.",
    )),
    ("Verfügbarkeit", (
        "Gespeichert ist erst, was auf der Platte steht.",
        "Sicherungen werden nach dem Kopieren geprüft.",
        "Papier-Listen als Plan Z.",
    )),
    ("Löschen", (
        "Fristen je Klasse (Verzeichnis), einmal im Jahr ein Löschlauf mit Vorschau.",
        "Gelöschtes wird in der Datei überschrieben (secure_delete, VACUUM), auch im Verlauf.",
    )),
)  # fmt: skip


def register(session: Session) -> Document:
    """The draft of the processing register, a row for each class of records."""
    known, months = facts(session), months_of(session)
    with speaking("de"):
        rows = tuple(
            (its.called, _(its.purpose), _(its.basis), period(its, months), _groups(its))
            for its in CLASSES
        )
    return Document(
        "Verzeichnis der Verarbeitungstätigkeiten (Art. 30 DSGVO)",
        ("Vorlage aus den Einstellungen des Programms. Vor dem Gebrauch prüfen und ergänzen.",),
        (
            _responsible(session, known),
            Section(
                "Klassen von Daten",
                header=("Daten", "Zweck", "Grundlage (Hinweis)", "Löschen", "Wer"),
                rows=rows,
            ),
            Section("Empfänger", (known.recipients or OPEN, "Keine Übermittlung in Drittländer.")),
            Section("Maßnahmen", ("Siehe das Blatt „Technische und organisatorische Maßnahmen“.",)),
        ),
        is_draft=True,
        is_wide=True,
    )


def measures(session: Session) -> Document:
    """The draft of the sheet of technical and organisational measures (Art. 32)."""
    return Document(
        "Technische und organisatorische Maßnahmen (Art. 32 DSGVO)",
        ("Was das Programm tut, und was die Einrichtung noch sagen muss.",),
        (
            _responsible(session, facts(session)),
            *(Section(title, lines) for title, lines in _MEASURES),
            Section("Was nicht geschützt ist", _NOT_PROTECTED),
            Section(
                "Wenn etwas passiert (Art. 33)",
                (
                    "Laptop oder Stick verloren: sofort der verantwortlichen Person sagen.",
                    "Binnen 72 Stunden prüfen, ob es der Aufsicht gemeldet werden muss.",
                    "Aufschreiben: wann, was war darauf, war es verschlüsselt, wer ist betroffen.",
                ),
            ),
        ),
        is_draft=True,
    )


def notice(session: Session) -> Document:
    """The draft of the notice for people (Art. 13), in plain German."""
    known, months = facts(session), months_of(session)
    with speaking("de"):
        kept = tuple(f"{its.called}: {period(its, months)}" for its in CLASSES if its.after)
    return Document(
        "Ihre Daten bei uns (Art. 13 DSGVO)",
        ("Wir speichern nur, was wir brauchen. Hier steht, was, wozu und wie lange.",),
        (
            _responsible(session, known),
            Section("Auf welcher Grundlage", (known.basis or OPEN,)),
            Section("Wer es noch liest", (known.recipients or OPEN,)),
            Section("Wie lange", kept),
            Section(
                "Ihre Rechte",
                (
                    "Sie dürfen wissen, was wir über Sie gespeichert haben (Auskunft).",
                    "Ist etwas falsch, berichtigen wir es.",
                    "Sie können verlangen, dass wir löschen. Was wir aufheben müssen, sperren wir.",
                    "Eine Erlaubnis (zum Beispiel für Fotos) können Sie jederzeit zurücknehmen.",
                    "Sie können sich bei der Datenschutz-Aufsicht Ihres Landes beschweren.",
                ),
            ),
            *([Section("Außerdem", (known.more,))] if known.more else []),
        ),
        is_draft=True,
    )


DRAFTS = {
    "verzeichnis": register,
    "massnahmen": measures,
    "hinweis": notice,
}
"""By the name of its file."""


def _groups(its: RecordClass) -> str:
    by_key = {
        "contacts": "Ansprechpersonen",
        "helpers": "Helfende",
        "journal": "alle, auch die Leitung",
        "backups": "alle",
    }
    return by_key.get(its.key, "Teilnehmende" if its.after else "–")


def _responsible(session: Session, known: Facts) -> Section:
    provider = value_of(session, PROVIDER)
    return Section(
        "Verantwortlich",
        (
            f"Verantwortlich: {known.controller or provider or OPEN}",
            f"Erreichbar: {known.contact or OPEN}",
            f"Datenschutz-Beauftragte: {known.officer or OPEN}",
            "Gemeinsam verantwortlich mit Partnern (Art. 26)? " + OPEN,
        ),
    )
