"""The PIN is thought of, typed twice, and asked for: one masked line, for whatever was locked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ..core.intention import Intention
from ..core.language import _, ngettext
from ..core.pin import LONGEST, SHORTEST, Lock, digits_of, is_easy
from .locked import CoverScreen, LockedScreen, MaskedScreen


@dataclass(frozen=True, slots=True)
class Asked:
    """How things stand where the PIN is asked for."""

    wait: int = 0
    """Seconds until the next try."""
    wrong: bool = False
    """The last one was not it."""
    can_go_back: bool = True


def read_pin(text: str, asked: Asked) -> Intention:
    """What Enter will do with the PIN that was typed. Pure."""
    said = [_("This is not the PIN.")] if asked.wrong and not text else []
    if asked.wait:
        wait = ngettext("Please wait {n} more second.", "Please wait {n} more seconds.", asked.wait)
        return Intention("  ".join([*said, wait]))
    if not text:
        back = [_("Esc: back")] if asked.can_go_back else []
        return Intention("   ".join([*said, _("Type the PIN, then Enter."), *back]))
    if not digits_of(text):
        return Intention(_length())
    return Intention(_("Enter: if this is the PIN, it opens."), command="open")


def read_new_pin(text: str, first: str) -> Intention:
    """What Enter will do with a new PIN, which is typed twice. Pure."""
    pin = digits_of(text)
    if not text:
        again = _("The same PIN once more, please.") if first else _("Think of 4 to 8 digits.")
        return Intention(again + "   " + _("Esc: back"))
    if not pin:
        return Intention(_length())
    if not first:
        if is_easy(pin):
            return Intention(_("This one is guessed at once. Please take another one."))
        return Intention(_("Enter: then type it once more."), command="first")
    if pin != first:
        return Intention(_("Enter: this is not the same. You begin again."), command="anew")
    return Intention(_("Enter: this is your PIN."), command="set")


def _length() -> str:
    return _("A PIN has {least} to {most} digits.").format(least=SHORTEST, most=LONGEST)


class PinScreen(MaskedScreen):
    """Asks for the PIN; the right one opens what was locked."""

    def __init__(self, lock: Lock) -> None:
        super().__init__()
        self._lock = lock
        self._asked = Asked()

    def state(self) -> str:
        """Row 2."""
        return _("From here on it takes the PIN.")

    async def on_mount(self) -> None:
        """The seconds that one has to wait are counted down."""
        self.set_interval(1, self._count_down)

    def _count_down(self) -> None:
        if self._asked.wait:
            self.show_intention()

    def read(self, text: str) -> Intention:
        """The PIN, or how long to wait for the next try."""
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        back = isinstance(below, LockedScreen) and not isinstance(below, CoverScreen)
        self._asked = Asked(self._lock.wait(), self._asked.wrong, back)
        return read_pin(text, self._asked)

    async def run_command(self, command: str) -> None:
        """Try it."""
        if command == "open":
            right = await self._lock.open(digits_of(self.text))
            self._asked = Asked(wrong=not right)
            if right:
                await self.app.unlocked()

    async def go_back(self) -> None:
        """To the locked screen; after a start, there may be none yet."""
        if self._asked.can_go_back:
            self.app.pop_screen()


class NewPinScreen(MaskedScreen):
    """Asks twice for a new PIN, and then goes on."""

    def __init__(self, lock: Lock, go_on: Callable[[], Awaitable[None]]) -> None:
        """`go_on`: what the PIN is for."""
        super().__init__()
        self._lock = lock
        self._first = ""
        self._go_on = go_on

    def state(self) -> str:
        """Row 2."""
        return _("Please remember the PIN: nothing else leads back.")

    def label(self) -> str:
        """What the line is for."""
        return _("PIN again") if self._first else _("New PIN")

    def read(self, text: str) -> Intention:
        """The new PIN, or the same once more."""
        return read_new_pin(text, self._first)

    async def run_command(self, command: str) -> None:
        """Twice the same is the PIN."""
        pin, self._first = digits_of(self.text), ""
        if command == "first":
            self._first = pin
        elif command == "anew":
            self.say(_("That was not the same. Please begin again."))
        elif command == "set":
            await self._lock.set_pin(pin)
            await self._go_on()

    async def go_back(self) -> None:
        """No PIN, and nothing is locked."""
        self.app.pop_screen()
