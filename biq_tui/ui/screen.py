"""What every screen of the program is: fixed places, one line, seven keys.

A screen reads the line with a pure function (`read`); the hint prints the intention and Enter
runs the same one. If what the screen shows changed in between, nothing runs.
"""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from ..core.errors import Refused
from ..core.intention import YES, Intention, UseCase
from ..core.language import _
from .bars import Choices, Hint
from .frame import Frame, JournalChanged
from .line import Line


class BiqScreen(Frame):
    """A frame with its line. A screen of a pillar says what the line means."""

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
        Binding("ctrl+l", "in_turn('lock')", show=False, priority=True),
        Binding("ctrl+p,ctrl+f", "in_turn('nothing')", show=False, priority=True),
    ]
    AUTO_FOCUS = "#line"
    STEADY_SECONDS: ClassVar[float] = 0.3
    """What was painted, or an Enter pressed, less than this ago does not count for an Enter."""

    CALM_SECONDS: ClassVar[float] = 0.25
    """While she types, what others do is painted at most so often: no letter waits for phones."""

    KEEPS_UNDONE: ClassVar[bool] = False
    """Whether a text with which Enter did nothing stays, to be corrected. Not where one name
    follows the other, as at the door: there the next one begins anew."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        """What the line holds, as far as this screen has read it."""
        self.outcome: Any = None
        """What the last use case returned."""
        self._answer = ""
        """An answer in the hint's place; "" while the hint stands there."""
        self._typed_at = self._read_at = 0.0
        self._news = JournalChanged(0)
        self._news_waits = False
        self._drafts: dict[int, str] = {}
        self._changed_at = 0.0
        self._entered_at = 0.0

    def read(self, text: str) -> Intention:  # noqa: ARG002 - for the screens to come
        """What Enter will do with `text`. Pure."""
        return Intention("")

    async def run_command(self, command: str) -> None:
        """Carry out an intention that changes only the screen."""

    def move(self, step: int) -> None:
        """An arrow up (-1) or down (1)."""

    def taking_back(self) -> UseCase:
        """The use case behind Ctrl+Z: (write, number of the journal entry)."""
        from ..core.telling import take_back

        return take_back

    def take_pasted(self, text: str) -> bool:  # noqa: ARG002 - for the screens to come
        """Take several lines or a file's path that were pasted; False: they go into the line."""
        return False

    @property
    def takes_scans(self) -> bool:
        """Whether letters as fast as a scanner's can be a badge here; else they are just typed."""
        return True

    def take_scan(self, code: str) -> bool:  # noqa: ARG002 - for the screen that tests a scanner
        """Take the code of a badge; False: whoever carries it is signed in."""
        return False

    # Reading ---------------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Read and paint for the first time; then keep the clock right."""
        await self.read_anew()
        self.set_interval(10, self.show_bars)

    async def on_screen_resume(self) -> None:
        """Things may have changed while another screen was on top."""
        if self.is_mounted:
            await self.read_anew()

    async def on_journal_changed(self, changed: JournalChanged) -> None:
        """Somebody changed something: read it, and let no key act on what was painted before."""
        self._news = changed
        if changed.number <= self.as_of or self._news_waits:
            return
        now = self.app.monotonic()
        calm = self._read_at + self.CALM_SECONDS - now
        if calm > 0 and now - self._typed_at < self.CALM_SECONDS:
            self._news_waits = True
            self.set_timer(calm, self._take_news)
            return
        before = self.intention
        await self.read_anew()
        if self.intention != before:
            self._changed_at = self.app.monotonic()
            self._hint_again()

    def _take_news(self) -> None:
        self._news_waits = False
        self.post_message(self._news)

    async def read_anew(self) -> None:
        """Read and paint; if the database does not answer, row 1 says so and what is seen stays."""
        try:
            await self.reload()
        except Refused as refusal:
            self.app.trouble = refusal.sentence
        self.repaint()
        self._read_at = self.app.monotonic()

    # The line ----------------------------------------------------------------------------------

    def show_intention(self) -> None:
        """Read the line anew and print what Enter will do."""
        if not self.stands:
            return
        self.intention = self._reading()
        self.hint.left = f" {self._answer or self.intention.hint}"
        self.show_body()

    def say(self, sentence: str) -> None:
        """Answer in the hint's place; the next key brings the hint back, but no news does."""
        self._answer = sentence
        if self.stands:
            self.hint.left = f" {sentence}"

    def _hint_again(self) -> None:
        """What was answered has been read."""
        self._answer = ""
        if self.stands:
            self.hint.left = f" {self.intention.hint}"

    def on_mouse_down(self) -> None:
        """A click is like a key."""
        self._hint_again()

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
        if event.value != self.text:
            self._answer = ""
        self.text = event.value
        self._typed_at = self.app.monotonic()
        self._entered_at = 0.0
        self.forget_marks()
        self.show_intention()

    def forget_marks(self) -> None:
        """The text changed, so what the arrows had marked is no longer meant."""

    def settle_marks(self) -> None:
        """A step is done, so what was marked for it is no longer meant."""
        self.forget_marks()

    @on(Line.Pasted)
    def pasted(self, event: Line.Pasted) -> None:
        """Several lines, or a file that was dropped on the window."""
        if not self.take_pasted(event.text):
            self.line.take(event.text)

    @on(Hint.Clicked)
    def action_enter(self) -> None:
        """A click on the hint is an Enter."""
        self.line.enter(self.app.monotonic())

    @on(Line.Entered)
    async def entered(self, event: Line.Entered) -> None:
        """Do what the hint says, if it still holds."""
        self._hint_again()
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
                self.outcome = await self.app.write(intention.use_case, *intention.args)
            except Refused as refusal:
                self._put_back(self.text)
                await self.read_anew()
                self._say_no(refusal)
                return
            if intention.answer:
                self._happened = f"{intention.answer}  {self.outcome}"
        if intention.command == "leave":
            self.app.exit()
            return
        if intention.command == "edit":
            self.line.hold(intention.args[0])
        elif intention.command:
            await self.run_command(intention.command)
        if self.app.screen is not self:  # another is on top; this one reads anew when it is back
            self.text = ""
            return
        undone = self.KEEPS_UNDONE and not (intention.use_case or intention.command)
        if intention.keeps_text or undone:
            self._put_back(self.text)
        else:
            self.text = self.line.value  # empty, or what came since
        if intention.use_case is not None:
            self.settle_marks()
            await self.read_anew()
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
        if self.is_mounted:
            self.line.in_turn(action)
        else:  # the key was quicker than its screen
            self.post_message(Line.Turn(action))

    @on(Line.Turn)
    async def take_turn(self, event: Line.Turn) -> None:
        """Now; if another screen is on top by now, that takes the key but undoes nothing unseen."""
        on_top = self.app.screen
        if on_top is self:
            self._hint_again()
            await self.run_action(event.action)
        elif isinstance(on_top, BiqScreen) and event.action != "undo":
            on_top.post_message(Line.Turn(event.action))

    async def action_tab(self, step: int) -> None:
        """Turn to the next or previous tab."""
        count = len(self.tabs())
        if count:
            now = self.current_tab if self.home is None else self.app.home_place
            await self._turn((now + step) % count)

    @on(Choices.Chosen, "#tabs")
    async def tab_clicked(self, event: Choices.Chosen) -> None:
        """The mouse turns tabs, too."""
        await self._turn(event.place)

    async def _turn(self, place: int) -> None:
        if self.home is None:
            self.current_tab = place
        elif place != self.app.home_place:
            await self.app.turn_home(place)

    @on(Choices.Chosen, "#keys")
    def key_clicked(self, event: Choices.Chosen) -> None:
        """The key row can be clicked."""
        self.line.in_turn(self.key_row[event.place][2])

    def watch_current_tab(self, before: int, after: int) -> None:
        """Another tab: another line with its own half-typed text, and nothing marked."""
        if self.is_mounted:
            self._drafts[before] = self.line.value
            self.line.value = self.text = self._drafts.pop(after, "")
            self.line.cursor_position = len(self.text)
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
            await self.app.write(self.taking_back(), step.number)
        except Refused as refusal:
            self._say_no(refusal)
            return
        self.forget_marks()
        await self.read_anew()
        self._happened = _("Taken back: {sentence}").format(sentence=step.sentence)
        self.repaint()

    def action_names(self) -> None:
        """Ctrl+B: names off the screen and the projector, or back."""
        self.app.names_hidden = not self.app.names_hidden
        self.repaint()
        if self.app.names_hidden:
            self.say(_("Names hidden. You can go on typing."))

    @on(Line.HelpWanted)
    def help_wanted(self) -> None:
        """`?` on the empty line is F1, whatever that is here."""
        self.action_help()

    def action_help(self) -> None:
        """What can be done here."""
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

    async def action_lock(self) -> None:
        """Ctrl+L: the laptop is left alone; only the PIN leads back."""
        await self.app.lock_screen()

    def action_nothing(self) -> None:
        """A key of Textual that has no meaning here yet."""
