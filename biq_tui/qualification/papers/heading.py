"""What stands at the top of a paper: who offers what, when and where. German on every laptop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from ...attendance.models import Gathering
from ...core import clock
from ...core.clock import clock_time
from ...core.dates import full_date, long_date, short_date
from ...core.language import speaking
from ...core.settings import values_of
from ..curriculum import curriculum
from ..models import CourseDate, CourseRun
from ..options import ACCESS, GRANT_REF, PROVIDER, UNIT_MINUTES
from ..runs import run_gone


@dataclass(frozen=True, slots=True)
class RunHead:
    """What is known of the whole run."""

    provider: str
    grant: str
    """The reference of the grant."""
    course: str
    """What is taught: the curriculum's title."""
    run: str
    """What this run is called."""
    facilitators: str
    unit_minutes: str


@dataclass(frozen=True, slots=True)
class DateHead:
    """What is known of one date."""

    run: RunHead
    module: str
    block: str
    """ "Block 3, Tag 2": as on the screens."""
    theme: str
    """The block's whole title."""
    starts_at: datetime
    ends_at: datetime
    break_minutes: int
    units: int
    place: str
    access: str

    @property
    def day(self) -> str:
        """Freitag, 5. März 2027."""
        return german_day(self.starts_at)

    @property
    def times(self) -> str:
        """17:00–20:15 Uhr."""
        return f"{clock_time(self.starts_at)}–{clock_time(self.ends_at)} Uhr"

    @property
    def dated(self) -> str:
        """The day as files are named by it."""
        return f"{clock.local(self.starts_at):%Y-%m-%d}"


def run_head(session: Session, run_id: int) -> RunHead:
    """Read the run. Raises Refused if it is gone."""
    run = session.get(CourseRun, run_id)
    if run is None:
        raise run_gone()
    house = values_of(session, (PROVIDER, GRANT_REF, UNIT_MINUTES))
    return RunHead(
        provider=house[PROVIDER.key],
        grant=house[GRANT_REF.key],
        course=curriculum(run.curriculum).title,
        run=run.title,
        facilitators=run.facilitators,
        unit_minutes=house[UNIT_MINUTES.key],
    )


def date_head(session: Session, gathering_id: int) -> DateHead:
    """Read one date of a run. Raises Refused if it is gone."""
    date = session.exec(
        select(CourseDate).where(CourseDate.gathering_id == gathering_id)
    ).one_or_none()
    if date is None:
        raise run_gone()
    gathering = session.get_one(Gathering, gathering_id)
    plan = curriculum(session.get_one(CourseRun, date.run_id).curriculum)
    module = plan.module_of(date.block)
    return DateHead(
        run=run_head(session, date.run_id),
        module=f"Modul {plan.modules.index(module) + 1} · {module.title}",
        block=gathering.title.partition(" · ")[0],
        theme=plan.block(date.block).title,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        break_minutes=date.break_minutes,
        units=date.units,
        place=gathering.venue,
        access=values_of(session, (ACCESS,))[ACCESS.key],
    )


def facts_of_run(head: RunHead) -> list[tuple[str, str]]:
    """Label and value of everything that is known, for the head of a paper."""
    return _known(
        {
            "Träger": head.provider,
            "Projekt und Kurs": head.course,
            "Durchgang": head.run,
            "Förderkennzeichen": head.grant,
            "Kursleitung": head.facilitators,
        }
    )


def facts_of_date(head: DateHead) -> list[tuple[str, str]]:
    """The same for a date. What nobody has set is left out, so that nothing looks forgotten."""
    breaks = f"{head.break_minutes} Minuten" if head.break_minutes else "keine"
    return _known(
        {
            "Träger": head.run.provider,
            "Projekt und Kurs": head.run.course,
            "Durchgang": head.run.run,
            "Förderkennzeichen": head.run.grant,
            "Modul": head.module,
            head.block: head.theme,
            "Datum": head.day,
            "Beginn und Ende": head.times,
            "Pausen": breaks,
            "Unterricht": f"{head.units} UE (je {head.run.unit_minutes} Minuten)",
            "Ort": head.place,
            "Kursleitung": head.run.facilitators,
        }
    )


def german_day(moment: datetime) -> str:
    """Freitag, 5. März 2027."""
    with speaking("de"):
        return long_date(moment)


def german_short_day(moment: datetime) -> str:
    """Fr 5.3."""
    with speaking("de"):
        return short_date(moment)


def german_numbers(day: date | datetime) -> str:
    """5.3.2027."""
    return full_date(day) if isinstance(day, datetime) else f"{day.day}.{day.month}.{day.year}"


def _known(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in facts.items() if value]
