"""By which rule somebody gets the certificate: versions that stay, the newest is in force."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import _
from ..core.write import Write
from . import sentences
from .certificate_models import CourseRule
from .curriculum import Curriculum, curriculum


@dataclass(frozen=True, slots=True)
class Rule:
    """Units that must be attended, in percent of the whole course, and blocks that must be done."""

    number: int = 0
    """Version; 0: as it is while nobody has set one."""
    share: int = 80
    mandatory: frozenset[int] = frozenset()
    """Numbers of blocks in the curriculum."""

    def is_met(self, counted: int, units: int) -> bool:
        """Whether `counted` of `units` are enough. Nothing attended is never enough."""
        return counted > 0 and 100 * counted >= self.share * units


def rule_in_force(session: Session) -> Rule:
    """The newest version."""
    row = session.exec(select(CourseRule).order_by(col(CourseRule.number).desc()).limit(1)).first()
    if row is None:
        return Rule()
    return Rule(row.number, row.share, frozenset(map(int, filter(None, row.mandatory.split(",")))))


def set_rule(
    write: Write, share: int | None = None, mandatory: Collection[int] | None = None
) -> None:
    """A new version with what is given; None leaves a part as it is.

    Raises Refused for a share that is no percentage, or a block that is not taught.
    """
    now = rule_in_force(write.session)
    share = now.share if share is None else share
    blocks = now.mandatory if mandatory is None else frozenset(mandatory)
    if not 0 <= share <= 100:
        raise Refused(_("Please write a number from {least} to {most}.").format(least=0, most=100))
    taught = {block.number for block in curriculum().blocks}
    if not blocks <= taught:
        raise Refused(_("There is no block {number}.").format(number=min(blocks - taught)))
    if (share, blocks) == (now.share, now.mandatory):
        return
    write.insert(
        CourseRule(
            number=now.number + 1,
            share=share,
            mandatory=listed(blocks, ","),
            since=clock.local(clock.now()).date(),
        )
    )
    write.tell(sentences.RULE)


def listed(blocks: Collection[int], between: str = ", ") -> str:
    """ "1, 6": numbers of blocks in their order; "" for none."""
    return between.join(f"{number}" for number in sorted(blocks))


def said(rule: Rule, plan: Curriculum) -> str:
    """The rule in one sentence."""
    needs = _("The certificate needs {share} % of the units (UE)").format(share=rule.share)
    if not rule.mandatory:
        return f"{needs}."
    if rule.mandatory >= {block.number for block in plan.blocks}:
        return f"{needs} " + _("and each of the blocks.")
    which = _("and block {blocks}.") if len(rule.mandatory) == 1 else _("and the blocks {blocks}.")
    return f"{needs} " + which.format(blocks=listed(rule.mandatory))
