"""The classes of records: what is kept, what for, on what legal ground, and until when.

Every table belongs to a class; a test fails for a new one that doesn't. The months are defaults
with their source (`shared/reference/domain-practice.md`); the house can change them. The legal
grounds are hints for whoever is responsible, no legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from ..core.errors import Refused
from ..core.language import N_, _, ngettext
from ..core.settings import Option, store, values_of
from ..core.write import Write
from . import sentences

MOST_MONTHS = 360


@dataclass(frozen=True, slots=True)
class RecordClass:
    """One class of records. Texts are message ids."""

    key: str
    name: str
    purpose: str
    basis: str
    after: str
    """From when on the months count; "" where nobody's data are in it, and nothing is deleted."""
    months: int = 0
    source: str = ""
    tables: tuple[str, ...] = ()
    from_year_end: bool = False
    """The months count from the end of the year."""

    @property
    def called(self) -> str:
        """The name in the language in force."""
        return _(self.name)

    @property
    def least(self) -> int:
        """So many months at least: what a law asks for is not shortened."""
        return self.months if self.basis == _LAW else 0

    @property
    def option(self) -> Option:
        """Under which its months are set."""
        return Option(f"privacy.{self.key}", f"{self.months}")


_SERVICE = N_("Art. 6(1)(f) GDPR: what the meeting needs to run")
_CONTRACT = N_("Art. 6(1)(b) and (c) GDPR: the course, and proof for the funder")
_LAW = N_("Art. 6(1)(c) GDPR with § 147 AO")
_CONSENT = N_("Art. 6(1)(a) GDPR: consent; Art. 7(1): it must be proved")
_WATCH = N_("Art. 6(1)(f) and 32 GDPR: mistakes can be found and taken back")
_NONE = N_("No data of persons")

_OF_COURSE = N_("the end of the course")
_OWN, _LISTS, _FUNDER = "1.3 (own)", "1.3; 2 [22][23]", "1.3 [16]: EU 2021/1060 Art. 82, ANBest-P"

CLASSES = (
    RecordClass(
        "arrivals", N_("Arrivals as they were typed"), N_("To find out who has come."),
        _SERVICE, N_("the date"), 1, _OWN, ("arrival",),
    ),
    RecordClass(
        "meetings", N_("Who was at a Treffen"), N_("Minutes, and how many came."),
        _SERVICE, N_("the Treffen"), 3, _OWN, ("expected", "presence"),
    ),
    RecordClass(
        "attendance", N_("Courses: enrolment, presence, units"),
        N_("Certificate, and proof for the funder."),
        _CONTRACT, _OF_COURSE, 60, _FUNDER,
        ("enrolment", "expected", "presence", "counted_units"), from_year_end=True,
    ),
    RecordClass(
        "needs", N_("What somebody needs in the room"), N_("So that everybody can take part."),
        N_("Art. 9(2)(a) GDPR: said by choice, never a diagnosis"), _OF_COURSE, 0,
        "2 (Art. 9, own)", ("enrolment",),
    ),
    RecordClass(
        "payments", N_("Payments and receipts"), N_("Bookkeeping."),
        _LAW, N_("the payment"), 96, "§ 147 (3) AO, since 2025", ("payment",), from_year_end=True,
    ),
    RecordClass(
        "certificates", N_("Certificates"), N_("To print a lost one again; to check a real one."),
        _CONTRACT, N_("the issue"), 120, _OWN,
        ("certificate", "certificate_copy"), from_year_end=True,
    ),
    RecordClass(
        "badges", N_("Cards with codes"), N_("To sign in quickly."),
        _SERVICE, N_("the last visit"), 12, _OWN, ("badge",),
    ),
    RecordClass(
        "consents", N_("Consents"), N_("Photos, contact list, invitations, partners."),
        _CONSENT, N_("the revocation"), 36, "1.3; 2 (7(3))", ("consent",),
    ),
    RecordClass(
        "idea_names", N_("Names under ideas from phones"), N_("To ask what was meant."),
        _SERVICE, N_("the Treffen"), 1, _OWN, ("idea_by_phone",),
    ),
    RecordClass(
        "tasks", N_("Who does what"), N_("So that it is done."),
        _SERVICE, N_("it is done"), 12, _OWN,
        ("task", "task_helper", "event_task", "event_task_need"),
    ),
    RecordClass(
        "helpers", N_("Helpers at events, and who signed in there"), N_("To plan the day."),
        _SERVICE, N_("some weeks after the event: they are set there"), 0, _OWN,
        ("helper", "shift", "shift_entry", "pledge"),
    ),
    RecordClass(
        "contacts", N_("Contacts at institutions"), N_("To plan events together."),
        _SERVICE, N_("the last event with them"), 36, _OWN,
        ("contact", "venue_access"),
    ),
    RecordClass(
        "people", N_("People: name, spelling, what tells them apart, privacy lock"),
        N_("To know who it is."), _CONTRACT, N_("the last visit"), 24, _OWN, ("person",),
    ),
    RecordClass(
        "journal", N_("What happened, with the rows before and after"),
        N_("To take mistakes back, and to see who changed what."),
        _WATCH, N_("the entry"), 24, _OWN, ("journal_entry", "journal_row"),
    ),
    RecordClass(
        "votes", N_("Votes and the urn"), N_("Results, and to count again."), _NONE, "", tables=(
            "poll", "poll_option", "hand_count", "ticket", "voter_roll", "ballot",
        ),
    ),
    RecordClass(
        "treffen", N_("Treffen: ideas, groups, decisions, wishes"), N_("Minutes."), _NONE, "",
        tables=(
            "meeting", "agenda_item", "idea", "idea_at_meeting", "cluster", "decision",
            "open_question", "wish", "wish_idea",
        ),
    ),
    RecordClass(
        "events", N_("Events, places, institutions, money, cards"), N_("Planning, and the report."),
        _NONE, "", tables=(
            "event", "event_origin", "event_need", "accepted_conflict", "event_partner",
            "organisation", "venue", "budget_line", "calendar_entry", "delivery", "visit_count",
            "feedback",
        ),
    ),
    RecordClass(
        "house", N_("Courses, dates, settings, the key that signs"), N_("To run the programme."),
        N_("Names of those who lead and sign: Art. 6(1)(f) GDPR"), "", tables=(
            "gathering", "course_run", "course_date", "course_rule", "ceremony", "signing_key",
            "printed_paper", "setting",
        ),
    ),
    RecordClass(
        "erasures", N_("Numbers of people who were erased"),
        N_("A backup that comes back erases them again."), N_("Art. 17 and 5(2) GDPR"), "",
        tables=("erasure",),
    ),
    RecordClass(
        "backups", N_("Backups"), N_("If the laptop breaks."),
        N_("Art. 32 GDPR"), "", source=N_("The oldest go by themselves."),
    ),
    RecordClass(
        "log", N_("The program's log"), N_("To find faults."), _NONE, "",
        source=N_("It is overwritten by itself. No names, no addresses."),
    ),
)  # fmt: skip
BY_KEY: Mapping[str, RecordClass] = {its.key: its for its in CLASSES}


def months_of(session: Session) -> dict[str, int]:
    """How long each class that is deleted is kept, in months, as it is set now."""
    timed = [its for its in CLASSES if its.after]
    values = values_of(session, [its.option for its in timed])
    return {
        its.key: int(value) if (value := values[its.option.key]).isdecimal() else its.months
        for its in timed
    }


def set_months(write: Write, key: str, months: int) -> str:
    """Keep a class for so many months; returns "".

    Raises Refused for a class without a time, for too many months, and for fewer than the law says.
    """
    its = BY_KEY.get(key)
    if its is None or not its.after or key == "helpers":
        raise Refused(_("This is not deleted after a time."))
    if not its.least <= months <= MOST_MONTHS:
        said = _("From {least} to {most} months, please.")
        raise Refused(said.format(least=its.least, most=MOST_MONTHS))
    store(write, its.option, f"{months}")
    write.tell(sentences.MONTHS, n=months)
    return ""  # nothing more to be said of it


def due(its: RecordClass, base: date, months: int) -> date:
    """On which day a record goes whose time began on `base`."""
    if its.from_year_end:
        base = date(base.year, 12, 31)
    month = base.month - 1 + months
    year, month = base.year + month // 12, month % 12 + 1
    return date(year, month, min(base.day, _days(year, month)))


def period(its: RecordClass, months: Mapping[str, int]) -> str:
    """How long a class is kept, in the language in force; `months` as `months_of` gives them."""
    if not its.after:
        return _(its.source) if its.source else _("stays")
    if its.key == "helpers":
        return _(its.after)
    kept = months[its.key]
    if kept == 0:
        said = _("right after {what}").format(what=_(its.after))
    else:
        said = ngettext("{n} month after {what}", "{n} months after {what}", kept)
        said = said.format(what=_(its.after))
    return f"{said}, " + _("from the end of the year") if its.from_year_end else said


def _days(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days
