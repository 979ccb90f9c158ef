"""`biq events papers`: the papers of an event as files, one for each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .core.errors import Refused
from .core.language import _
from .meeting_commands import Opened

KEYS = (
    "partner", "list", "order", "roles", "day", "poster", "permit", "agreement", "phones", "thanks",
    "report",
)  # fmt: skip
"""All there are; a test holds them equal to the pillar's, which is not read for each command."""


def add_command(of_events: Any, shared: argparse.ArgumentParser, opened: Opened) -> None:
    """Make the command known to the parser of `biq events`."""
    papers = of_events.add_parser("papers", parents=[shared], help=_("papers of an event, as PDF"))
    papers.add_argument("event", help=_("its number, its name or its day, like 2027-06-12"))
    only = _("only these: {papers}; without it, all").format(papers=", ".join(KEYS))
    papers.add_argument("papers", nargs="*", metavar="PAPER", help=only)
    papers.add_argument("--out", required=True, metavar="DIR", help=_("the folder for the files"))
    languages = _("languages of the poster, like ar,tr; without it, those of the house")
    papers.add_argument("--languages", metavar="LANGUAGES", default="", help=languages)
    papers.add_argument("--free", action="store_true", help=_("the poster says: free admission"))
    papers.set_defaults(run=lambda *given: _papers(opened, *given))


def _papers(
    opened: Opened, given: argparse.Namespace, folder: Path, url: str | None
) -> Iterator[str]:
    from .event_commands import event_called
    from .events.papers.catalogue import make
    from .events.papers.wanted import POSTER, Order
    from .papers.house import house_look
    from .papers.keeping import save
    from .papers.languages import accepted

    keys = [_key(word) for word in given.papers] or list(KEYS)
    languages = tuple(accepted(given.languages).split(", ")) if given.languages else ()
    with opened(folder, url) as (database, _act):
        event_id = event_called(database, given.event)
        look = house_look(database, folder)
        for key in keys:
            order = Order((key,))
            if key == POSTER:
                order = Order((key,), languages=languages, is_free=given.free)
            made = make(database, event_id, order, look)
            yield f"{save(made.pdf, Path(given.out) / made.file)}"
            yield from made.notices


def _key(word: str) -> str:
    """The paper that is called so here or on the screen. Raises Refused if there is none."""
    from .events.papers_line import key_of

    key = key_of(word)
    if key is None:
        said = _("There is no paper “{paper}”. There are: {papers}")
        raise Refused(said.format(paper=word, papers=", ".join(KEYS)))
    return key
