"""What Menschen does for privacy once Enter was pressed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ..core import clock
from ..core.language import _, ngettext
from ..delivering import FOLDER, Delivery, Told, deliver
from .forgetting import drop_papers, forget
from .person_line import CONSENTS, ERASE, FORGET, HELD, HELD_STICK

if TYPE_CHECKING:
    from sqlmodel import Session

    from ..everyone import EveryoneScreen


async def run_command(screen: EveryoneScreen, command: str) -> None:
    """Carry out a command of `person_line`."""
    verb, _space, number = command.partition(" ")
    if verb in (HELD, HELD_STICK):
        _deliver(screen, int(number), verb == HELD_STICK)
    elif verb == CONSENTS:
        await _show_consents(screen, int(number))
    elif verb == ERASE:
        await _open_erasing(screen, int(number))
    elif verb == FORGET:
        screen.tell(await _renamed(screen, int(number)))


def _deliver(screen: EveryoneScreen, person_id: int, onto_stick: bool) -> None:
    database, data = screen.app.database, screen.app.options.folder

    def job(_told: Told) -> Delivery:
        from .delivering import everything_held

        made = everything_held(database, person_id, data, data / FOLDER)
        said = _("Everything held is on paper, and in a file for programs.")
        return Delivery(made.files, 1, made.notices, said, opens=len(made.files) == 1)

    deliver(screen, job, onto_stick)


async def _show_consents(screen: EveryoneScreen, person_id: int) -> None:
    from ..people.consents import given
    from .whereabouts import ids_of

    its = await screen.app.read(lambda session: given(session, ids_of(session, person_id)))
    lines = [
        (
            _day(one.given_on),
            one.wording or _("photos") if one.kind == "photo" else one.wording or one.kind,
            _answer(one.given, one.revoked_on),
        )
        for one in its
    ]
    nothing = ("", _("Nothing was asked yet. No answer means no."), "")
    screen.show_lines(person_id, tuple(lines) or (nothing,))


def _answer(given: bool, revoked_on: date | None) -> str:
    if given:
        return _("yes")
    return _("taken back on {day}").format(day=_day(revoked_on)) if revoked_on else _("no")


async def _open_erasing(screen: EveryoneScreen, person_id: int) -> None:
    from .erasing import plan
    from .erasing_screen import ErasingScreen

    today = clock.local(clock.now()).date()
    first = await screen.app.read(plan, person_id, today)
    name = await screen.app.read(_name, person_id)
    await screen.app.push_screen(ErasingScreen(first, name))


async def _renamed(screen: EveryoneScreen, person_id: int) -> str:
    """The files forget the old name; what still shows it is said."""
    from .renaming import renaming

    said = await forget(screen.app.database, screen.outcome)
    await drop_papers(screen.app.options.folder)
    name = await screen.app.read(_name, person_id)
    papers = (await screen.app.read(renaming, person_id, name)).valid_papers
    wrong = ngettext(
        "{n} certificate shows the old name: issue it anew, then type this once more.",
        "{n} certificates show the old name: issue them anew, then type this once more.",
        papers,
    )
    return " ".join(filter(None, (_("✓ The old name is gone."), said, wrong if papers else "")))


def _name(session: Session, person_id: int) -> str:
    from ..people.models import Person

    person = session.get(Person, person_id)
    return "" if person is None else person.name


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day}.{day.month}.{day.year}"
