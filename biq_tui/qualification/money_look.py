"""What the line of money and slips is read on, and how it names people, amounts and receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.amounts import euros
from ..core.intention import Intention, UseCase
from ..core.language import _, ngettext
from ..core.telling import sentence
from ..people.directory import told_apart
from .dues import Dues
from .money_sheet import Money, Payer

NAMED = 3
"""As many of several people are named in the hint."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    money: Money
    marked: int | None = None
    names_hidden: bool = False
    guests: tuple[tuple[int, str], ...] = ()
    """Number and name of everybody on tonight's list who is not in the course."""


def shown(payer: Payer, look: Look) -> str:
    """The name; with names hidden the number and first name, and only while somebody types."""
    return covered(payer.number, payer.name) if look.names_hidden else payer.name


def covered(number: int, name: str) -> str:
    """What may be seen of somebody while names are hidden."""
    return f"{number} {name.split()[0]}"


def has_double(payer: Payer, look: Look) -> bool:
    """Whether somebody else in the course has her name."""
    return len(look.money.names.same(payer.name)) > 1


def called(payers: Sequence[Payer], look: Look, most: int = 2) -> str:
    """The first of these people by name; those whose name others have, too, so that it is clear."""
    names = [
        told_apart(payer.name, payer.known_by, payer.number)
        if has_double(payer, look) and not look.names_hidden
        else shown(payer, look)
        for payer in payers[:most]
    ]
    return ", ".join(names) + (", …" if len(payers) > most else "")


def money_words(dues: Dues) -> str:
    """How things stand: "offen 50 €", "20 von 50 €", "bezahlt", "befreit"."""
    if dues.over:
        return _("{amount} € too much").format(amount=euros(dues.over))
    if dues.waived:
        return _("waived")
    if not dues.due:
        return "–"
    if not dues.open:
        return _("paid")
    if dues.paid:
        return _("{paid} of {due} €").format(paid=euros(dues.paid), due=euros(dues.due))
    return _("open {amount} €").format(amount=euros(dues.open))


def numbers_of(payers: Sequence[Payer]) -> frozenset[int]:
    """Which rows light up."""
    return frozenset(payer.number for payer in payers)


def no(said: str, payers: Sequence[Payer] = ()) -> Intention:
    """Nothing is done, and why; the line stays, to be corrected."""
    return Intention(said, lit=numbers_of(payers), keeps_text=True)


def act(
    use_case: UseCase,
    args: tuple[object, ...],
    one: str,
    many: str,
    fitting: Sequence[Payer],
    look: Look,
    notes: Sequence[str] = (),
    **names: str,
) -> Intention:
    """Enter runs `use_case`; the journal then says `one` of a person, `many` of several.

    `notes` follow in the hint. With names hidden the hint says only for whom.
    """
    if len(fitting) == 1:
        said = sentence(one, person=fitting[0].name, **names)
    else:
        said = sentence(many, len(fitting), **names)
    hint = _("Enter: {sentence}").format(sentence=said)
    if look.names_hidden:
        hint = _("Enter: writes it down for {who}.").format(who=called(fitting, look, NAMED))
    else:
        whom = [f"({called(fitting, look, NAMED)})"]
        is_clear = len(fitting) == 1 and not has_double(fitting[0], look)
        hint = " ".join([hint, *notes, *([] if is_clear else whom)])
    chosen = fitting[0].number if len(fitting) == 1 else None
    return Intention(hint, use_case, args, said, lit=numbers_of(fitting), chosen=chosen)


def already(count: int) -> list[str]:
    """Of how many it was so before."""
    return (
        [ngettext("For {n} it is so already.", "For {n} it is so already.", count)] if count else []
    )
