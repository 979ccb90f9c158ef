"""Where and when the certificates of a run are handed over, and who signs them: asked once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import _
from ..core.settings import values_of
from ..core.text import clean
from ..core.write import Write
from . import certificate_sentences as sentences
from .certificate_models import PLACE_LENGTH, SIGNERS_LENGTH, Ceremony
from .enrolment import day_number
from .models import CourseRun
from .options import PROVIDER, UNIT_MINUTES
from .runs import run_gone

_PROVIDER_LENGTH = 120
_MOST_SIGNERS = 4
"""More lines for signatures do not fit on one page."""


@dataclass(frozen=True, slots=True)
class Handover:
    """What all papers of a run say alike, as far as somebody has said it."""

    place: str = ""
    held_on: date | None = None
    signers: tuple[str, ...] = ()
    """In the order of the lines for their signatures."""
    provider: str = ""
    unit_minutes: int = 45

    @property
    def day(self) -> date:
        """The day on the paper; today as long as nobody has said which."""
        return self.held_on or clock.local(clock.now()).date()

    @property
    def is_complete(self) -> bool:
        """Whether papers can be issued."""
        return bool(self.place and self.held_on and self.signers)


def handover(session: Session, run_id: int) -> Handover:
    """What is known of the ceremony of a run."""
    options = values_of(session, (PROVIDER, UNIT_MINUTES))
    row = session.exec(select(Ceremony).where(Ceremony.run_id == run_id)).first()
    return Handover(
        place=row.place if row else "",
        held_on=row.held_on if row else None,
        signers=signers_in(row.signers) if row else (),
        provider=clean(options[PROVIDER.key], _PROVIDER_LENGTH),
        unit_minutes=int(options[UNIT_MINUTES.key]),
    )


def set_place(write: Write, run_id: int, place: str) -> None:
    """The certificates are handed over at `place`, as it is printed. Raises Refused without one."""
    place = _short(place, PLACE_LENGTH)
    if not place:
        raise Refused(_("Please write the place, for example: place Haus am Park"))
    _set(write, run_id, place=place)
    write.tell(sentences.PLACE, place=place)


def set_day(write: Write, run_id: int, day: date) -> None:
    """The certificates are handed over, and dated, on `day`."""
    _set(write, run_id, held_on=day)
    write.tell(sentences.DAY, day=day_number(day))


def set_signers(write: Write, run_id: int, signers: str) -> None:
    """These sign, by commas. Raises Refused for nobody, or more than a page has lines for."""
    names = signers_in(_short(signers, SIGNERS_LENGTH))
    if not names:
        raise Refused(_("Please write who signs, for example: signed Kim Beispiel, Jan Muster"))
    if len(names) > _MOST_SIGNERS:
        raise Refused(_("A paper has room for {n} signatures.").format(n=_MOST_SIGNERS))
    joined = ", ".join(names)
    _set(write, run_id, signers=joined)
    write.tell(sentences.SIGNERS, signers=joined)


def signers_in(text: str) -> tuple[str, ...]:
    """Names by commas, each without blanks around it."""
    return tuple(name for name in (part.strip() for part in text.split(",")) if name)


def _short(text: str, most: int) -> str:
    text = clean(text, 2 * most)
    if len(text) > most:
        raise Refused(_("This is too long. Please write at most {n} letters.").format(n=most))
    return text


def _set(write: Write, run_id: int, **values: Any) -> None:
    if write.session.get(CourseRun, run_id) is None:
        raise run_gone()
    if write.insert(Ceremony(run_id=run_id, **values)) is None:
        write.change(Ceremony, Ceremony.run_id == run_id, **values)
