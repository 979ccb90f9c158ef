"""The frame of every screen: fixed places, painted from what the screen says of itself.

Rows 1 to 4 and the last five never change place: where, state, tabs, rule; rule, line, what Enter
does, what just happened, keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import getters
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from ..core import clock
from ..core.intention import Intention
from ..core.language import N_, _
from .bars import Bar, Choices, Hint, Rule
from .line import Line

if TYPE_CHECKING:
    from ..app import BiqApp

KEYS = (
    (N_("? Help"), N_("? Help"), "help"),
    (N_("Tab next"), N_("Tab next"), "tab(1)"),
    (N_("↑↓ choose"), N_("↑↓ choose"), "move(1)"),
    (N_("Enter do"), N_("Enter do"), "enter"),
    (N_("Esc back"), N_("Esc back"), "back"),
    (N_("Ctrl+Z undo"), N_("Ctrl+Z wrong?"), "undo"),
    (N_("Ctrl+B hide names"), N_("Ctrl+B names"), "names"),
)
"""The key row, the same on every screen that is not locked: long words, short words, the action of
a click."""

FIXED_ROWS = 9
"""Rows of a screen that are not its body."""

WIDE = 96
"""From this many columns on the key row has its long words."""


@dataclass(frozen=True, slots=True)
class Step:
    """The facilitator's last step on a screen: its journal number and sentence."""

    number: int
    sentence: str
    latest: bool
    """Nothing else has happened here since."""
    undoable: bool


class JournalChanged(Message, bubble=False):
    """Data changed, here or on another laptop: the journal has grown to `number`."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def can_replace(self, message: Message) -> bool:
        """Many changes at once are one reason to look."""
        return isinstance(message, JournalChanged)


class Frame(Screen[None]):
    """What a screen of a pillar says of itself, and how that is painted."""

    key_row: ClassVar[tuple[tuple[str, str, str], ...]] = KEYS
    """The keys that have a meaning here, as they are shown."""

    home: ClassVar[int | None] = None
    """Place among the tabs of the house (Heute, Kurs, Treffen …); None: a screen above them."""

    current_tab: reactive[int] = reactive(0, init=False)
    """Place of the open tab."""

    line = getters.query_one("#line", Line)
    hint = getters.query_one("#hint", Hint)
    if TYPE_CHECKING:
        app: BiqApp  # the one app these screens run in

    def __init__(self) -> None:
        super().__init__()
        self.intention = Intention("")
        self._leaving = False
        self._happened = ""

    # What a screen of a pillar says of itself -------------------------------------------------

    @property
    def place(self) -> str:
        """The journal's name for what is done here; "" where nothing is."""
        return ""

    @property
    def as_of(self) -> int:
        """Number of the newest journal entry that the screen shows."""
        return 0

    def where(self) -> str:
        """Row 1: the place."""
        return "BIQ"

    def state(self) -> str:
        """Row 2: how things stand, in one sentence."""
        return ""

    def tabs(self) -> tuple[str, ...]:
        """Row 3: the names of the tabs; by default those of the house, if this is one of them."""
        return () if self.home is None else self.app.home_names()

    def label(self) -> str:
        """What the line is for."""
        return ""

    def event(self) -> str:
        """The last row but one: what just happened."""
        return ""

    def body(self) -> Iterable[Widget]:
        """What stands between the rules."""
        return ()

    def show_body(self) -> None:
        """Paint the body from what the screen knows; `self.intention` is fresh."""

    async def reload(self) -> None:
        """Read anew what the screen shows."""

    def my_step(self) -> Step | None:
        """The last step, which Ctrl+Z would take back."""
        return None

    def show_intention(self) -> None:
        """Read the line anew and print what Enter will do, and the body with it."""

    # How it is painted -------------------------------------------------------------------------

    @property
    def stands(self) -> bool:
        """Whether its parts are there to be painted: no longer, once it or the program closes.

        A worker may come back from the database as late as that.
        """
        return self.display and self.is_attached

    def compose(self) -> ComposeResult:
        """Rows 1 to 4, the body, and the last five rows."""
        yield Bar(id="where")
        yield Bar(id="state")
        yield Choices(id="tabs")
        yield Rule(id="upper-rule")
        with Container(id="body"):
            yield from self.body()
        yield Rule(id="lower-rule")
        with Horizontal(id="entry"):
            yield Bar(id="label")
            yield Line()
        yield Hint(id="hint")
        yield Bar(id="event")
        yield Choices(id="keys")

    def repaint(self) -> None:
        """Paint everything anew from what the screen knows."""
        self.show_intention()
        self.show_bars()

    def show_bars(self) -> None:
        """Paint the fixed rows."""
        if not self.stands:
            return
        self._show_where()
        self.query_one("#state", Bar).left = f" {self.state()}"
        tabs = self.query_one("#tabs", Choices)
        tabs.names = self.tabs()
        tabs.current = self.current_tab if self.home is None else self.home
        name = _("Leave?") if self._leaving else self.label()
        label = f" {name} ›"
        self.query_one("#label", Bar).left = label
        self.query_one("#label", Bar).styles.width = len(label) + 1
        self.show_event()
        is_wide = self.size.width >= WIDE
        words = [_(long if is_wide else short) for long, short, _action in self.key_row]
        if self.app.names_hidden and self.key_row is KEYS:
            words[-1] = _("Ctrl+B names back")
        self.query_one("#keys", Choices).names = tuple(words)

    def _show_where(self) -> None:
        """Row 1; who types gives way where there is no room, and is a name like any other."""
        bar = self.query_one("#where", Bar)
        bar.left = f" {self.where()}"
        bar.set_class(self.app.is_example, "-practice")
        facts = [self.app.trouble or _("everything is saved"), clock.clock_time(clock.now())]
        if self.app.is_example:
            facts.insert(0, _("PRACTICE"))
        named = [*facts[:-2], self.app.by, *facts[-2:]]
        has_room = cell_len(f"{bar.left}  {' · '.join(named)} ") <= self.size.width
        if self.app.by and not self.app.names_hidden and has_room:
            facts = named
        bar.right = " · ".join(facts) + " "

    def show_event(self) -> None:
        """What just happened, and what Ctrl+Z would take back: said before it is pressed."""
        if not self.stands:
            return
        bar = self.query_one("#event", Bar)
        step = self.my_step()
        bar.left = "" if self.app.names_hidden else f" {self._happened or self.event()}"
        if step is None or not step.undoable or self._happened:
            bar.right = ""
        elif self.app.names_hidden:
            bar.right = _("Ctrl+Z takes back your last step.") + " "
        elif step.latest:
            bar.right = _("Wrong? Ctrl+Z takes it back.") + " "
        else:
            bar.right = _("Wrong? Ctrl+Z: “{sentence}”").format(sentence=step.sentence) + " "
