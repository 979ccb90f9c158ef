"""The tab of the ceremony: everybody in calling order, with a paper for each."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from ..core.intention import Intention
from ..core.journal import Actor
from ..core.language import N_, _, ngettext
from ..delivering import FOLDER, Delivery, Told, deliver
from ..people.public import LOCK
from ..ui.item_list import Drawn, Item
from ..ui.screen import BiqScreen
from .ceremony_calls import Call, Calls, calls
from .ceremony_line import GRAMMAR, read_ceremony
from .ceremony_words import DRAFT, ISSUED, PRINT, Look, kind_words, scope_words
from .certificate_models import CertificateKind
from .course_tab import CourseTab
from .enrolment import day_number

if TYPE_CHECKING:
    from .papers.printing import Printed


class CeremonyTab(CourseTab):
    """Who is called, and what she gets. Why somebody decided so stands elsewhere."""

    ID = "ceremony"
    NAME, LABEL = N_("Certificates"), N_("Name")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR
    NOTE_WIDTH = 38

    def __init__(self, screen: BiqScreen, run_id: int) -> None:
        """`run_id`: of the course run."""
        super().__init__(screen)
        self.run_id = run_id
        self.calls: Calls | None = None

    async def reload(self) -> None:
        """Read everybody's paper."""
        self.calls = await self.screen.app.read(calls, self.run_id)

    def read(self, text: str) -> Intention:
        """The line of the ceremony."""
        if self.calls is None:
            return Intention("")
        return read_ceremony(text, Look(self.calls, self.marked, self.screen.app.names_hidden))

    def numbers(self) -> list[int]:
        """As they are called."""
        return [] if self.calls is None else [call.number for call in self.calls.people]

    def items(self) -> Sequence[Item]:
        """By number; below them what stands on every paper."""
        if self.calls is None:
            return ()
        if not self.calls.people:
            return (Item(_("Nobody is in the course yet.")),)
        rows: list[Call | Item] = [
            *self.calls.people,
            *_held(self.calls, self.screen.app.names_hidden),
        ]
        return Drawn(rows, self._row)

    def state(self) -> str:
        """Row 2: what is left to do before the ceremony."""
        seen = self.calls
        if seen is None or not seen.people:
            return ""
        waiting, issued, unchecked = len(seen.waiting), len(seen.issued), len(seen.unchecked)
        renamed = sum(call.is_renamed for call in seen.people)
        facts = []
        if waiting:
            facts.append(
                ngettext("{n} paper is not issued yet.", "{n} papers are not issued yet.", waiting)
            )
        if issued:
            facts.append(ngettext("{n} is issued.", "{n} are issued.", issued))
        if unchecked:
            facts.append(
                ngettext("{n} name is not checked.", "{n} names are not checked.", unchecked)
            )
        if renamed:
            facts.append(
                ngettext("{n} has another name now.", "{n} have another name now.", renamed)
            )
        return " ".join(facts)

    async def run_command(self, command: str) -> None:
        """Papers are made; meanwhile everything else goes on."""
        screen, args = self.screen, self.screen.intention.args
        if command == DRAFT:
            deliver(screen, self._drafts)
        elif command == PRINT:
            ids, onto_stick = args
            deliver(screen, lambda told: self._papers(ids, told), onto_stick)
        elif command == ISSUED:
            made = screen.outcome
            deliver(screen, lambda told: self._papers(made, told))

    def _drafts(self, _told: Told) -> Delivery:
        """Blocks; belongs into a thread."""
        from ..papers.house import house_look
        from .papers.printing import draft_paper

        app, seen = self.screen.app, self.calls
        people = [call.person_id for call in seen.waiting] if seen else []
        look = house_look(app.database, app.options.folder)
        return self._saved(draft_paper(app.database, self.run_id, people, look))

    def _papers(self, ids: Sequence[int], told: Told) -> Delivery:
        """Blocks; belongs into a thread."""
        from ..papers.house import house_look
        from .papers.printing import issued_paper

        app = self.screen.app
        act = app.act(Actor.FACILITATOR, self.screen.place)

        printed = issued_paper(
            app.database, act, ids, lambda: house_look(app.database, app.options.folder), told
        )
        return self._saved(printed)

    def _saved(self, printed: Printed) -> Delivery:
        from ..papers.keeping import save

        folder = self.screen.app.options.folder / FOLDER
        for name in printed.outdated:
            with contextlib.suppress(OSError):  # there is none, or Windows has it open
                (folder / name).unlink()
        file = save(printed.paper.pdf, folder / printed.file)
        return Delivery((file,), printed.count, printed.paper.notices)

    def _row(self, row: Call | Item) -> Item:
        if isinstance(row, Item):
            return row
        lit = self.is_lit(row.number)
        sign, tone = self.look_of(row.number, row.now is not None or row.issued is not None, lit)
        if self.screen.app.names_hidden:
            name = row.name.split()[0] if lit and self.screen.text else ""
            return Item(name, f"{row.number}", "", sign, tone)
        name = f"{LOCK} {row.name}" if row.locked else row.name
        name += f" ({row.latin})" if row.latin else ""
        name += " ✓" if row.name_checked else ""
        name = " · ".join((name, *(scope_words(one.said.scope) for one in row.parts)))
        return Item(name, f"{row.number}", _paper(row), sign, tone)


def _paper(call: Call) -> str:
    """What she gets, or has."""
    if call.issued is not None:
        if call.is_renamed:
            return _("! other name · {number}").format(number=call.issued.number)
        if call.is_promoted:
            return _("! decision is new · {number}").format(number=call.issued.number)
        if call.has_other_units:
            return _("! other units · {number}").format(number=call.issued.number)
        return f"{kind_words(call.issued.said.kind)} {call.issued.number}"
    if call.now is None:
        return _("no paper: 0 UE")
    kind = kind_words(call.now.kind)
    if call.now.kind is CertificateKind.CERTIFICATE:
        return f"{kind} · " + _("decision") if call.decided else kind
    units = _("{counted} of {all} UE").format(counted=call.now.units, all=call.now.of_units)
    return f"{kind} ({units})"


def _held(seen: Calls, names_hidden: bool) -> tuple[Item, ...]:
    """Place, day and signers, as far as they are known."""
    held = seen.held
    day = day_number(held.held_on) if held.held_on else ""
    signers = "…" if held.signers and names_hidden else ", ".join(held.signers)
    facts = ((_("Place"), held.place), (_("Day"), day), (_("Signed by"), signers))
    return (Item(""), *(Item(name, note=value or "–") for name, value in facts))
