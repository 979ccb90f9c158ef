"""What the line is read on: the screen as it is seen, and how it names people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..core.intention import Intention
from ..core.language import _
from . import sentences
from .roster import Row
from .sheet import Sheet

TYPED_LENGTH = 200
"""As much of a line is read, in characters."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    sheet: Sheet
    marked: int | None = None
    """Number of the row that the arrows have marked."""
    waiting: tuple[int, int | None] | None = None
    """The marked arrival's id, and which of its choices is marked."""
    pressed: str = ""
    """The text on which Enter was pressed already: the second Enter may act."""
    names_hidden: bool = False


def act(
    use_case: Callable[..., None],
    args: tuple[Any, ...],
    message: str,
    look: Look,
    row: Row | None = None,
    name: str = "",
    arrival: str = "",
) -> Intention:
    """Enter runs `use_case`, and the journal then says `message` of the row, name or arrival."""
    said = sentences.sentence(message, person=row.name if row else name, arrival=arrival)
    shown_as = sentences.sentence(
        message,
        person=shown(row, look) if row else cover(name, look),
        arrival=cover(arrival, look),
    )
    hint = _("Enter: {sentence}").format(sentence=shown_as)
    return Intention(hint, use_case, args, said)


def shown(row: Row, look: Look) -> str:
    """The name; with names hidden the number and first name, and only while somebody types."""
    return f"{row.number} {row.name.split()[0]}" if look.names_hidden else row.name


def cover(name: str, look: Look) -> str:
    """A name of somebody without a row; with names hidden its first word."""
    return (name.split() or [""])[0] if look.names_hidden else name


def which(row: Row, look: Look) -> str:
    """What tells her from others of her name: "3 Ali Muster (red glasses)"; hidden, the number."""
    if look.names_hidden:
        return f"{row.number}"
    known_by = f" ({row.known_by})" if row.known_by else ""
    return f"{row.number} {row.name}{known_by}"


def has_double(row: Row, look: Look) -> bool:
    """Whether somebody else on the list has her name."""
    return len(look.sheet.rows.names.same(row.name)) > 1


def called(rows: Iterable[Row], look: Look, most: int = 2) -> str:
    """The first of these people by name; those whose name others have, too, so that it is clear."""
    return listed(
        (which(row, look) if has_double(row, look) else shown(row, look) for row in rows), most
    )


def listed(names: Iterable[str], most: int) -> str:
    """The first names, and a mark if there are more."""
    some = list(islice(names, most + 1))
    return ", ".join(some[:most]) + (", …" if len(some) > most else "")
