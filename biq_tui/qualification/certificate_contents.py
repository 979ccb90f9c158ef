"""Everything that a certificate says: taken from the course as it is now, then frozen for ever.

No disability, fee, birth date or reason stands on a paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from ..core import clock
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..people.public import BLOCKED, ERASED
from .ceremony import Handover
from .certificate_models import CertificateKind
from .curriculum import Curriculum, curriculum
from .models import TITLE_LENGTH
from .passport import BlockPass, BlockState, Passport, Passports, Standing
from .statement import Statement

COURSE = "course"
"""The scope of a paper about the whole course; others are "module 2" and "block 3"."""


@dataclass(frozen=True, slots=True)
class BlockSaid:
    """One block that somebody took part in."""

    number: int
    title: str
    module: str
    """Title of its module."""
    units: int
    of_units: int
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a paper says, in the order of a reader."""

    number: str = ""
    """Like "BIQ-2027-0001"; "" on a draft."""
    kind: CertificateKind
    scope: str
    name: str
    latin: str
    course: str
    """Title of the curriculum."""
    curriculum: str
    run: str
    first: date
    last: date
    units: int
    of_units: int
    unit_minutes: int
    blocks: tuple[BlockSaid, ...]
    forms: tuple[str, ...]
    """The forms of learning."""
    share: int
    """The percentage of the rule at that time."""
    mandatory: tuple[int, ...]
    """Numbers of the blocks that it demanded."""
    by_rule: bool
    """It is met, and that is why she gets the paper."""
    provider: str
    place: str
    issued_on: date
    signers: tuple[str, ...]
    replaces: str = ""
    """Number of the paper in whose stead it is."""

    @property
    def rule(self) -> str:
        """The rule that is met, shortly: "80 %" or "80 %, Block 1, 6"."""
        if not self.by_rule:
            return ""
        blocks = ", ".join(map(str, self.mandatory))
        return f"{self.share} %" + (f", Block {blocks}" if blocks else "")

    def statement(self) -> Statement:
        """The same, to be signed."""
        both = f"{self.name} ({self.latin})" if self.latin else self.name
        return Statement(
            number=self.number,
            kind=self.kind.value,
            scope=self.scope,
            course=self.course,
            curriculum=self.curriculum,
            run=self.run,
            first=self.first,
            last=self.last,
            units=self.units,
            of_units=self.of_units,
            blocks=tuple(block.number for block in self.blocks if block.done),
            rule=self.rule,
            place=self.place,
            issued_on=self.issued_on,
            signers=self.signers,
            name=both,
            replaces=self.replaces,
        )

    def stored(self) -> dict[str, Any]:
        """As JSON holds it."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        blocks = [
            {field.name: getattr(block, field.name) for field in fields(block)}
            for block in self.blocks
        ]
        days = {name: values[name].isoformat() for name in ("first", "last", "issued_on")}
        lists = {name: list(values[name]) for name in ("forms", "mandatory", "signers")}
        return values | days | lists | {"kind": self.kind.value, "blocks": blocks}


def read_said(stored: Mapping[str, Any]) -> Said:
    """What `Said.stored` gave; what a newer program added to it is left out."""
    known = {field.name for field in fields(Said)}
    values = {name: value for name, value in stored.items() if name in known}
    days = {name: date.fromisoformat(values[name]) for name in ("first", "last", "issued_on")}
    lists = {name: tuple(values[name]) for name in ("forms", "mandatory", "signers")}
    blocks = tuple(
        BlockSaid(**{field.name: block[field.name] for field in fields(BlockSaid)})
        for block in values["blocks"]
    )
    return Said(
        **{**values, **days, **lists, "kind": CertificateKind(values["kind"]), "blocks": blocks}
    )


def said_of(
    seen: Passports, person: Passport, handover: Handover, scope: str = COURSE
) -> Said | None:
    """What a paper about `scope` says of somebody as of now; None if she has no unit of it.

    Place and signers that nobody has set are blank: a draft may be without. Pure.
    """
    plan = curriculum(seen.curriculum)
    numbers = blocks_in(plan, scope)
    passes = [block for block in person.blocks if block.number in numbers]
    units = sum(block.counted for block in passes)
    if not units:
        return None
    whole = scope == COURSE
    kind = CertificateKind.CERTIFICATE if whole and person.gets_it else CertificateKind.ATTENDANCE
    by_rule = kind is CertificateKind.CERTIFICATE and person.standing is Standing.REACHED
    days = [
        clock.local(date.starts_at).date() for date in person.dates if date.block in numbers
    ] or [handover.day]
    return Said(
        kind=kind,
        scope=scope,
        name=clean(person.name),
        latin=clean(person.latin),
        course=plan.title,
        curriculum=plan.key,
        run=clean(seen.title, TITLE_LENGTH),
        first=min(days),
        last=max(days),
        units=units,
        of_units=sum(block.units for block in passes),
        unit_minutes=handover.unit_minutes,
        blocks=tuple(_block(plan, block) for block in passes if block.counted),
        forms=plan.forms if whole else (),
        share=seen.rule.share,
        mandatory=tuple(sorted(seen.rule.mandatory)),
        by_rule=by_rule,
        provider=handover.provider,
        place=handover.place,
        issued_on=handover.day,
        signers=handover.signers,
    )


def blocks_in(plan: Curriculum, scope: str) -> frozenset[int]:
    """Numbers of the blocks of "course", "module 2" or "block 3". Raises Refused for no such."""
    what, _blank, number = scope.partition(" ")
    if scope == COURSE:
        return frozenset(block.number for block in plan.blocks)
    wanted = int(number) if number.isdecimal() else 0
    if what == "module" and 1 <= wanted <= len(plan.modules):
        return frozenset(block.number for block in plan.modules[wanted - 1].blocks)
    if what == "block" and any(block.number == wanted for block in plan.blocks):
        return frozenset({wanted})
    if what == "module":
        raise Refused(_("There is no module {number}.").format(number=number))
    raise Refused(_("There is no block {number}.").format(number=number))


def differs(now: Said, printed: Said) -> bool:
    """Whether a paper made now would say something else than its number."""
    return replace(now, number="", replaces="") != replace(printed, number="", replaces="")


def is_renamed(name: str, latin: str, printed: Said) -> bool:
    """Whether a paper bears another name than hers: the old one is not to be seen any more."""
    if name in (ERASED, BLOCKED):  # she wanted to be erased: her paper is kept as it is
        return False
    return (clean(name), clean(latin)) != (printed.name, printed.latin)


def _block(plan: Curriculum, block: BlockPass) -> BlockSaid:
    return BlockSaid(
        number=block.number,
        title=plan.block(block.number).title,
        module=plan.module_of(block.number).title,
        units=block.counted,
        of_units=block.units,
        done=block.state is BlockState.DONE,
    )
