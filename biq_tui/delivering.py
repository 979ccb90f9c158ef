"""Papers made on the screen: in a thread, with progress in the hint, then shown or on a stick."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .core.errors import Refused
from .core.folders import PAPER_FOLDER
from .core.language import _, ngettext
from .ui.screen import BiqScreen

FOLDER = PAPER_FOLDER
"""Where papers lie, in the data folder."""

Told = Callable[[int, int], None]
"""Is told how many of how many papers are made; may be called from any thread."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files that are ready for the printer, whole."""

    files: tuple[Path, ...]
    count: int
    """Papers in them."""
    notices: tuple[str, ...] = ()
    """What the person has to know: letters that could not be shown as they are."""
    said: str = ""
    """What is ready, in a sentence; without it, how many papers."""
    opens: bool = True
    """They are shown at once, to be printed; else it is only said where they are."""


Job = Callable[[Told], Delivery]
"""Makes papers and saves them. Raises Refused with a sentence; takes its time."""


def deliver(screen: BiqScreen, job: Job, onto_stick: bool = False) -> None:
    """Do `job` beside everything else, and say on `screen` how it went."""
    screen.run_worker(_deliver(screen, job, onto_stick), group="papers", exclusive=True)


async def _deliver(screen: BiqScreen, job: Job, onto_stick: bool) -> None:
    loop = asyncio.get_running_loop()

    def told(done: int, of: int) -> None:
        if of > 1:
            said = _("{n} of {all} papers").format(n=done, all=of)
            loop.call_soon_threadsafe(screen.say, said)

    try:
        made = await asyncio.to_thread(job, told)
        # With names hidden others see this screen, and would see the papers.
        shows = made.opens and not onto_stick and not screen.app.names_hidden
        where = await asyncio.to_thread(_where, made, onto_stick, shows)
    except Refused as refusal:
        screen.say(refusal.sentence)
        return
    await screen.read_anew()  # else news of what was written would take the answer away
    said = made.said or ngettext("{n} paper is ready.", "{n} papers are ready.", made.count)
    screen.tell(" ".join((f"✓ {said}", *made.notices)))
    screen.say(where)


def _where(made: Delivery, onto_stick: bool, shows: bool) -> str:
    """Bring the files to where they are wanted; the sentence that says where that is."""
    from .core.sticks import sticks
    from .papers.keeping import copy_to, show

    files = made.files
    if onto_stick:
        found = sticks()
        if not found:
            lies = _("There is no stick. The paper is here: {file}")
            return lies.format(file=files[0])
        for file in files:
            copied = copy_to(file, found[0])
        return _("On the stick: {file}").format(file=copied)
    what = files[0] if len(files) == 1 else files[0].parent
    if shows and show(what):
        where = _("It is open now: {file}")
    else:
        where = _("To print it, open: {file}") if made.opens else _("It is here: {file}")
    return where.format(file=f"{what.name} ({what.parent})")  # a long path is cut at its end
