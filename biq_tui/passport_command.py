"""`biq passport`: who has how much of a course, in lines to read or for other programs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .core.errors import CannotStart, Refused, Told
from .core.language import _
from .core.text import clean

if TYPE_CHECKING:
    from .qualification.passport import Passport, Passports


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Make the command known to the parser."""
    passport = commands.add_parser(
        "passport", parents=[shared], help=_("how far everybody in a course is")
    )
    passport.add_argument("--run", required=True, dest="title", help=_("title or id of the course"))
    passport.add_argument("--person", help=_("number or name of one person"))
    passport.add_argument("--json", action="store_true", help=_("for other programs"))
    passport.set_defaults(run=_passport)


def _passport(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from .core.opening import open_database
    from .qualification.called import run_called
    from .qualification.passport import passports

    with closing(open_database(folder, url)) as database:
        try:
            seen = database.read(passports, database.read(run_called, given.title))
            people = seen.people if given.person is None else _found(seen, given.person)
        except Told as told:
            raise CannotStart(told.sentence) from told
    if given.json:
        yield json.dumps(_as_json(seen, people), ensure_ascii=False, indent=2)
    else:
        yield from _in_lines(seen, people)


def _found(seen: Passports, who: str) -> tuple[Passport, ...]:
    from .people.names import same

    who = clean(who)
    if who.isdecimal():
        found = tuple(one for one in seen.people if one.number == int(who))
    else:
        found = tuple(
            one
            for one in seen.people
            if same(who, one.name) or (one.latin and same(who, one.latin))
        )
    if not found:
        raise Refused(_("Nobody in the course has this name: {name}").format(name=who))
    return found


def _in_lines(seen: Passports, people: tuple[Passport, ...]) -> Iterator[str]:
    """The rule, then two lines for each person: how far she is, and each block in words."""
    from .qualification.curriculum import curriculum
    from .qualification.passport import share_said
    from .qualification.progress_words import blocks_in_words, standing_in_words
    from .qualification.rule import said

    yield seen.title
    yield said(seen.rule, curriculum(seen.curriculum))
    for one in people:
        share = share_said(one.counted, one.units)
        yield f"{one.number:>3}  {one.name}: {share}, {standing_in_words(one)}"
        yield "     " + "  ".join(blocks_in_words(one))


def _as_json(seen: Passports, people: tuple[Passport, ...]) -> dict[str, Any]:
    """Everything but why somebody was decided upon, and the name of who has a privacy lock: both
    are nobody's business outside."""
    return {
        "run": {"id": seen.run_id, "title": seen.title, "units": seen.units},
        "rule": {
            "number": seen.rule.number,
            "share": seen.rule.share,
            "mandatory": sorted(seen.rule.mandatory),
        },
        "people": [
            {
                "number": one.number,
                "id": one.person_id,
                "name": None if one.locked else one.name,
                "units": one.counted,
                "percent": None if one.tenths is None else one.tenths / 10,
                "standing": one.standing,
                "needs_make_up": one.needs_make_up,
                "decided": bool(one.decided_because),
                "certificate": one.gets_it,
                "blocks": [
                    {
                        "block": block.number,
                        "units": block.counted,
                        "of": block.units,
                        "made_up": block.made_up,
                        "state": block.state,
                        "mandatory": block.mandatory,
                        "make_up": block.make_up
                        and {
                            "run": block.make_up.run,
                            "starts_at": block.make_up.starts_at.isoformat(),
                        },
                    }
                    for block in one.blocks
                ],
            }
            for one in people
        ],
    }
