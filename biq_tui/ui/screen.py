"""What every screen of the program is: fixed places, one line, seven keys.

A screen reads the line with a pure function (`read`); the hint prints the intention and Enter
runs the same one. If what the screen shows changed in between, nothing runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from ..core import clock
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _
from .bars import Bar, Choices, Hint, Rule
from .line import Line

if TYPE_CHECKING:
    from ..app import BiqApp

YES = frozenset({"ja", "yes"})

KEYS = (
    (N_("? Help"), N_("? Help"), "help"),
    (N_("Tab next"), N_("Tab next"), "tab(1)"),
    (N_("↑↓ choose"), N_("↑↓ choose"), "move(1)"),
    (N_("Enter do"), N_("Enter do"), "enter"),
    (N_("Esc back"), N_("Esc back"), "back"),
    (N_("Ctrl+Z undo"), N_("Ctrl+Z wrong?"), "undo"),
    (N_("Ctrl+B hide names"), N_("Ctrl+B names"), "names"),
)
"""The key row, the same on every screen: long words, short words, the action of a click."""

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


class BiqScreen(Screen[None]):
    """The frame. A screen of a pillar says what stands in its places and what the line means."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "in_turn('tab(1)')", show=False, priority=True),
        Binding("shift+tab", "in_turn('tab(-1)')", show=False, priority=True),
        Binding("up", "in_turn('move(-1)')", show=False, priority=True),
        Binding("down", "in_turn('move(1)')", show=False, priority=True),
        Binding("pageup", "in_turn('page(-1)')", show=False, priority=True),
        Binding("pagedown", "in_turn('page(1)')", show=False, priority=True),
        Binding("escape", "in_turn('back')", show=False, priority=True),
        Binding("ctrl+z", "in_turn('undo')", show=False, priority=True),
        Binding("ctrl+b,f8", "in_turn('names')", show=False, priority=True),
        Binding("f1", "in_turn('help')", show=False, priority=True),
        Binding("ctrl+s", "in_turn('saved')", show=False, priority=True),
        Binding("ctrl+q,ctrl+c", "in_turn('leave')", show=False, priority=True),
        Binding("ctrl+p,ctrl+f,ctrl+l", "in_turn('nothing')", show=False, priority=True),
    ]
    AUTO_FOCUS = "#line"
    STEADY_SECONDS: ClassVar[float] = 0.3
    """What was painted, or an Enter pressed, less than this ago does not count for an Enter."""

    current_tab: reactive[int] = reactive(0, init=False)
    """Place of the open tab."""

    line = getters.query_one("#line", Line)
    hint = getters.query_one("#hint", Hint)
    if TYPE_CHECKING:
        app: BiqApp  # the one app these screens run in

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        """What the line holds, as far as this screen has read it."""
        self.intention = Intention("")
        self._leaving = False
        self._changed_at = 0.0
        self._entered_at = 0.0
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
        """Row 3: the names of the tabs."""
        return ()

    def label(self) -> str:
        """What the line is for."""
        return ""

    def event(self) -> str:
        """The last row but one: what just happened."""
        return ""

    def read(self, text: str) -> Intention:  # noqa: ARG002 - for the screens to come
        """What Enter will do with `text`. Pure."""
        return Intention("")

    def body(self) -> Iterable[Widget]:
        """What stands between the rules."""
        return ()

    def show_body(self) -> None:
        """Paint the body from what the screen knows; `self.intention` is fresh."""

    async def reload(self) -> None:
        """Read anew what the screen shows."""

    async def run_command(self, command: str) -> None:
        """Carry out an intention that changes only the screen."""

    def move(self, step: int) -> None:
        """An arrow up (-1) or down (1)."""

    def my_step(self) -> Step | None:
        """The last step, which Ctrl+Z would take back."""
        return None

    # The frame ---------------------------------------------------------------------------------

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

    async def on_mount(self) -> None:
        """Read and paint for the first time; then keep the clock right."""
        await self._read_anew()
        self.set_interval(10, self.show_bars)

    async def on_screen_resume(self) -> None:
        """Things may have changed while another screen was on top."""
        if self.is_mounted:
            await self._read_anew()

    async def on_journal_changed(self, changed: JournalChanged) -> None:
        """Somebody changed something: read it, and let no key act on what was painted before."""
        if changed.number <= self.as_of:
            return
        before = self.intention
        await self._read_anew()
        if self.intention != before:
            self._changed_at = self.app.monotonic()

    async def _read_anew(self) -> None:
        """Read and paint; if the database does not answer, row 1 says so and what is seen stays."""
        try:
            await self.reload()
        except Refused as refusal:
            self.app.trouble = refusal.sentence
        self.repaint()

    def repaint(self) -> None:
        """Paint everything anew from what the screen knows."""
        self.show_intention()
        self.show_bars()

    def show_bars(self) -> None:
        """Paint the fixed rows."""
        self.query_one("#where", Bar).left = f" {self.where()}"
        saved = self.app.trouble or _("everything is saved")
        facts = [_("EXAMPLE")] if self.app.is_example else []
        facts += [saved, clock.clock_time(clock.now())]
        self.query_one("#where", Bar).right = " · ".join(facts) + " "
        self.query_one("#state", Bar).left = f" {self.state()}"
        tabs = self.query_one("#tabs", Choices)
        tabs.names, tabs.current = self.tabs(), self.current_tab
        name = _("Leave?") if self._leaving else self.label()
        label = f" {name} ›"
        self.query_one("#label", Bar).left = label
        self.query_one("#label", Bar).styles.width = len(label) + 1
        self._show_event()
        keys = self.query_one("#keys", Choices)
        keys.names = tuple(
            _(long if self.size.width >= WIDE else short) for long, short, _action in KEYS
        )
        if self.app.names_hidden:
            keys.names = (*keys.names[:-1], _("Ctrl+B names back"))

    def _show_event(self) -> None:
        """What just happened, and what Ctrl+Z would take back: said before it is pressed."""
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

    def show_intention(self) -> None:
        """Read the line anew and print what Enter will do."""
        self.intention = self._reading()
        self.hint.left = f" {self.intention.hint}"
        self.show_body()

    def say(self, sentence: str) -> None:
        """Answer in the hint's place; the next key brings the hint back."""
        self.hint.left = f" {sentence}"

    def _say_no(self, refusal: Refused) -> None:
        """Say why it was refused; what stands in the way may be a step with a name."""
        covered = _("That did not work. Take the names back to see why.")
        self.say(covered if self.app.names_hidden else refusal.sentence)

    def tell(self, sentence: str) -> None:
        """Keep a sentence in the last-event row until something else happens."""
        self._happened = sentence
        self.show_bars()

    def _reading(self) -> Intention:
        if not self._leaving:
            return self.read(self.text)
        if self.text.strip().casefold() in YES:
            return Intention(_("Enter: BIQ closes. Everything is saved."), command="leave")
        return Intention(_("Close BIQ? Type: yes      Esc: stay here"))

    @on(Line.Changed)
    def typed(self, event: Line.Changed) -> None:
        """Every letter changes what Enter will do."""
        self.text = event.value
        self._entered_at = 0.0
        self.forget_marks()
        self.show_intention()

    def forget_marks(self) -> None:
        """The text changed, so what the arrows had marked is no longer meant."""

    def settle_marks(self) -> None:
        """A step is done, so what was marked for it is no longer meant."""
        self.forget_marks()

    @on(Hint.Clicked)
    def action_enter(self) -> None:
        """A click on the hint is an Enter."""
        self.line.enter(self.app.monotonic())

    @on(Line.Entered)
    async def entered(self, event: Line.Entered) -> None:
        """Do what the hint says, if it still holds."""
        repeated = event.pressed_at - self._entered_at < self.STEADY_SECONDS
        self._entered_at = event.pressed_at
        if repeated:
            self._put_back(event.text)
            return
        self.text = event.text
        fresh = self._reading()
        if fresh != self.intention or event.pressed_at - self._changed_at < self.STEADY_SECONDS:
            self._put_back(event.text)
            self.show_intention()
            changed = _("Something has just changed. Please press Enter again.")
            self.say(f"{changed}  {self.intention.hint}")
            return
        await self._carry_out(fresh)

    async def _carry_out(self, intention: Intention) -> None:
        self._happened = ""
        if intention.use_case is not None:
            try:
                await self.app.write(intention.use_case, *intention.args)
            except Refused as refusal:
                self._put_back(self.text)
                await self._read_anew()
                self._say_no(refusal)
                return
        if intention.command == "leave":
            self.app.exit()
            return
        if intention.command:
            await self.run_command(intention.command)
        if intention.keeps_text:
            self._put_back(self.text)
        else:
            self.text = self.line.value  # empty, or what came since
        if intention.use_case is not None:
            self.settle_marks()
            await self._read_anew()
        self.repaint()

    def _put_back(self, text: str) -> None:
        """Nothing was done with the text: it stands in the line again, before what came since."""
        since = self.line.value
        if text and since:  # told as a change, so that it is read after those still on their way
            self.line.value = text + since
            self.line.cursor_position = len(text + since)
        elif text:
            self.line.hold(text)
        self.text = self.line.value

    # Keys --------------------------------------------------------------------------------------

    def action_in_turn(self, action: str) -> None:
        """Keys are done in the order in which they were pressed, also when it gets busy."""
        self.line.in_turn(action)

    @on(Line.Turn)
    async def take_turn(self, event: Line.Turn) -> None:
        """Now."""
        await self.run_action(event.action)

    def action_tab(self, step: int) -> None:
        """Turn to the next or previous tab."""
        count = len(self.tabs())
        if count:
            self.current_tab = (self.current_tab + step) % count

    @on(Choices.Chosen, "#tabs")
    def tab_clicked(self, event: Choices.Chosen) -> None:
        """The mouse turns tabs, too."""
        self.current_tab = event.place

    @on(Choices.Chosen, "#keys")
    def key_clicked(self, event: Choices.Chosen) -> None:
        """The key row can be clicked."""
        self.line.in_turn(KEYS[event.place][2])

    def watch_current_tab(self) -> None:
        """Another tab: another line, and nothing marked."""
        if self.is_mounted:
            self.clear_line()
            self.forget_marks()
            self.repaint()

    def clear_line(self) -> None:
        """An empty line; told like any change, after those that are still on their way."""
        self.line.value = self.text = ""

    def action_move(self, step: int) -> None:
        """Arrows choose; they never act."""
        self.move(step)
        self.show_intention()

    def action_page(self, step: int) -> None:
        """Page through the list."""
        for _step in range(5):
            self.move(step)
        self.show_intention()

    async def action_back(self) -> None:
        """Esc: first clear the line, then go one step back; never end the program."""
        self._happened = ""
        if self.line.value:
            self.clear_line()
            self.forget_marks()
        elif self._leaving:
            self._leaving = False
        elif not self.unmark():
            await self.go_back()
        self.repaint()

    def unmark(self) -> bool:
        """Take the mark away; whether there was one."""
        return False

    async def go_back(self) -> None:
        """Leave this screen for the one before."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    async def action_undo(self) -> None:
        """Ctrl+Z: with text in the line take the text back, else my last step on this screen."""
        if self.line.value:
            self.clear_line()
            self.forget_marks()
            self.repaint()
            return
        step = self.my_step()
        if step is None:
            self.say(_("There is nothing to take back here."))
            return
        try:
            await self.app.take_back(step.number)
        except Refused as refusal:
            self._say_no(refusal)
            return
        self.forget_marks()
        await self._read_anew()
        self._happened = _("Taken back: {sentence}").format(sentence=step.sentence)
        self.repaint()

    def action_names(self) -> None:
        """Ctrl+B: names off the screen and the projector, or back."""
        self.app.names_hidden = not self.app.names_hidden
        self.repaint()
        if self.app.names_hidden:
            self.say(_("Names hidden. You can go on typing."))

    @on(Line.HelpWanted)
    def action_help(self) -> None:
        """`?` on the empty line, or F1: what can be done here."""
        self.app.show_help(self.help_topics())

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """Examples for the line and what each does; from the table that parses it."""
        return ()

    def action_saved(self) -> None:
        """Ctrl+S: nothing to do."""
        self.say(_("It is saved already."))

    def action_leave(self) -> None:
        """Ctrl+Q, Ctrl+C: ask, never end at once."""
        self._leaving = True
        self.clear_line()
        self.repaint()

    def action_nothing(self) -> None:
        """A key of Textual that has no meaning here yet."""
