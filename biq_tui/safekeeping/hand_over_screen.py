"""Übergabe: what lies on the stick and what is here; then one way or the other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual import getters, work
from textual.widget import Widget

from ..core.errors import Refused
from ..core.intention import YES, Intention
from ..core.language import N_, _
from ..core.standing import Relation
from ..ui.item_list import Item, ItemList
from ..ui.screen import BiqScreen
from .exchange import stage_and_preview, take_over
from .hand_over import Beside, hand_over, look
from .here import Here
from .preview import Preview
from .rows import Reading, side_items, state_items, words_item
from .sheet import write_sheet
from .staging import clear
from .words import relation_words

FROM_STICK, FROM_HERE = "stick", "laptop"
"""What she types where both have gone on: whose state is to stay."""

GRAMMAR = (
    (N_("(nothing)"), N_("Looks at the stick again.")),
    (N_("yes"), N_("Does what the line asks.")),
    (N_("stick yes"), N_("Both have gone on: takes the state of the stick.")),
    (N_("laptop yes"), N_("Both have gone on: brings the state of this laptop onto the stick.")),
)

WRITE, ANYWAY, TAKE, LOOK = "write", "write anyway", "take", "look"


@dataclass(frozen=True, slots=True)
class Scene:
    """What she sees when she presses a key."""

    beside: Beside | None = None
    """None while no stick could be looked at."""
    seen: Preview | None = None
    """What either side has, where the stick has something that is not here."""
    trouble: str = ""
    """Why there is nothing to see."""
    done: tuple[str, ...] = ()
    """What was brought onto the stick, and what to do now."""


def read_hand_over(text: str, scene: Scene) -> Intention:
    """What Enter will do. Pure."""
    words = text.casefold().split()
    says_yes = bool(words) and words[-1] in YES
    chosen = next((word for word in words if word in (FROM_STICK, FROM_HERE)), "")
    if scene.done:
        return Intention(_("Done. You may pull the stick out.      Esc: back"), command="back")
    if scene.beside is None:
        again = _("{why}  Enter: looks again.").format(why=scene.trouble)
        return Intention(again, command=LOOK)
    stick = scene.beside.found.stick.name
    match scene.beside.relation:
        case Relation.SAME:
            return Intention(_("There is nothing to do. Esc: back."))
        case Relation.NEWER if scene.seen is not None:
            if says_yes:
                return Intention(_("Enter: takes it over. BIQ starts anew."), command=TAKE)
            who = relation_words(Relation.NEWER, scene.beside.found.standing)
            return Intention(_("{sentence} Take it over? Type: yes").format(sentence=who))
        case Relation.PARTED | Relation.OTHER if scene.seen is not None:
            return _read_parted(chosen, says_yes)
        case None if scene.beside.found.file is not None:
            if says_yes:
                said = _("Enter: brings all data onto the stick. The old file stays there.")
                return Intention(said, command=ANYWAY)
            why = scene.beside.found.why_not
            return Intention(_("{why} Write it anew? Type: yes").format(why=why))
    if says_yes or scene.beside.is_known:
        said = _("Enter: brings all data onto the stick {stick}. Whoever has it can read them.")
        return Intention(said.format(stick=stick), command=WRITE)
    asks = _("Bring all data with all names onto the stick {stick}? Type: yes")
    return Intention(asks.format(stick=stick))


def _read_parted(chosen: str, says_yes: bool) -> Intention:
    if chosen == FROM_STICK and says_yes:
        return Intention(_("Enter: takes the state of the stick. BIQ starts anew."), command=TAKE)
    if chosen == FROM_HERE and says_yes:
        said = _("Enter: brings this state onto the stick. The other file stays there.")
        return Intention(said, command=ANYWAY)
    if chosen == FROM_STICK:
        return Intention(_("What is only on this laptop will be missing. Type: stick yes"))
    if chosen == FROM_HERE:
        return Intention(_("What is only on the stick stays in another file. Type: laptop yes"))
    return Intention(_("Which one shall stay? Type: stick   or: laptop      Esc: neither"))


class HandOverScreen(BiqScreen):
    """Both states side by side, and one question."""

    KEEPS_UNDONE = True

    rows = getters.query_one("#states", ItemList)

    def __init__(self, here: Here) -> None:
        super().__init__()
        self._here = here
        self._scene = Scene(trouble=_("One moment …"))
        self._looked = False
        self._pages: Reading

    @property
    def place(self) -> str:
        """What is done here is told on Heute."""
        return "today"

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Hand-over")

    def state(self) -> str:
        """Row 2: how the stick stands to this laptop."""
        beside = self._scene.beside
        if beside is None:
            return _("Only one laptop writes at a time. The stick carries the data.")
        return relation_words(beside.relation, beside.found.standing, beside.found.why_not)

    def label(self) -> str:
        """What the line is for."""
        return _("Hand-over")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="states", label_width=0)

    async def reload(self) -> None:
        """The first look begins by itself."""
        if not self._looked:
            self._looked, self._pages = True, Reading(self.rows)
            self._look()

    def read(self, text: str) -> Intention:
        """As the scene is."""
        return read_hand_over(text, self._scene)

    def show_body(self) -> None:
        """Both states."""
        self.rows.items = tuple(self._items())

    def _items(self) -> Iterator[Item]:
        scene = self._scene
        yield from map(words_item, scene.done)
        if scene.beside is None:
            return
        found = scene.beside.found
        yield words_item(_("ON THIS LAPTOP"))
        yield from state_items(scene.beside.ours)
        yield Item("")
        yield words_item(_("ON THE STICK {stick}").format(stick=found.stick.name))
        if found.standing is None:
            nothing = _("Nothing was handed over there yet.")
            yield Item(f"   {found.why_not or nothing}")
        else:
            yield from state_items(found.standing)
        if scene.seen is None:
            return
        hidden = self.app.names_hidden
        for head, side in (
            (_("Only on the stick:"), scene.seen.theirs),
            (_("Only on this laptop:"), scene.seen.ours),
        ):
            if side.count:
                yield Item("")
                yield from side_items(f"{head} {side.count}", side, hidden)

    def move(self, step: int) -> None:
        """Page through what stands there."""
        self._pages.move(step)

    async def run_command(self, command: str) -> None:
        """Look, take over, or bring the data onto the stick."""
        scene = self._scene
        if command == TAKE and scene.seen is not None:
            take_over(self.app, self._here, scene.seen)
        elif command in (WRITE, ANYWAY) and scene.beside is not None:
            self.say(_("One moment. Please leave the stick in."))
            self._write(scene.beside, anyway=command == ANYWAY)
        elif command == "back":
            await self.go_back()
        elif command == LOOK:
            self._scene = Scene(trouble=_("One moment …"))
            self._look()

    @work(exclusive=True, group="stick")
    async def _look(self) -> None:
        try:
            beside = await asyncio.to_thread(look, self._here)
            seen = None
            if beside.would_be_lost and beside.found.file is not None:
                seen = await stage_and_preview(self.app, beside.found.file, self._here)
            self._show(Scene(beside, seen))
        except Refused as refusal:
            self._show(Scene(trouble=refusal.sentence))

    def _show(self, scene: Scene) -> None:
        """Another scene: nothing that was typed for the last one is meant."""
        self._scene, self._pages = scene, Reading(self.rows)
        self._hint_again()
        self.clear_line()
        self.repaint()

    @work(exclusive=True, group="stick")
    async def _write(self, beside: Beside, *, anyway: bool) -> None:
        try:
            made = await asyncio.to_thread(hand_over, self._here, beside, anyway=anyway)
        except Refused as refusal:
            self.say(refusal.sentence)
            return
        done = [_("✓ On the stick: {file}").format(file=made)]
        try:
            sheet = await asyncio.to_thread(write_sheet, self.app.database, self._here, made)
            done.append(_("✓ Please print the sheet for it: {file}").format(file=sheet))
        except Refused as refusal:  # the data are there; a sheet can be made another time
            done.append(refusal.sentence)
        done.append(_("From now on only the other laptop writes."))
        self._show(Scene(done=tuple(done)))

    async def go_back(self) -> None:
        """Nothing of the stick's data stays here."""
        await asyncio.to_thread(clear, self._here)
        await super().go_back()
