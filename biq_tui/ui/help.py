"""Help and menu in one: what can be done here, each with an example to take over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import getters, on
from textual.widget import Widget

from ..core.intention import Intention
from ..core.language import LANGUAGES, N_, _
from .item_list import Item, ItemList, Tone
from .screen import BiqScreen

KEYS = (
    (N_("Tab"), N_("The next tab in the third row.")),
    (N_("↑ ↓"), N_("Choose in the list. Enter then does what stands under the line.")),
    (N_("Esc"), N_("Clears the line, then goes one step back.")),
    (N_("Ctrl+Z"), N_("Takes back your last step. It is named in the row above the keys.")),
    (N_("Ctrl+B"), N_("Takes the names off the screen and the projector.")),
    (N_("Ctrl+L"), N_("Locks the screen. Only your PIN opens it; phones go on.")),
    (N_("Ctrl+Q"), N_("Close BIQ. Everything is saved at all times.")),
)
DOCTOR = N_("is wrong")
EVERYWHERE = (
    (DOCTOR, N_("Something is wrong? BIQ looks at one thing after the other.")),
    (N_("english"), N_("BIQ speaks English.")),
    (N_("deutsch"), N_("BIQ speaks German.")),
)


class HelpScreen(BiqScreen):
    """The topics of the screen below; Enter takes an example into its line."""

    topics_list = getters.query_one("#topics", ItemList)

    BESIDE: ClassVar[tuple[tuple[str, str], ...]] = (*EVERYWHERE, *KEYS)
    """What can be done beside the topics."""

    def __init__(self, topics: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._examples = tuple(topics)
        self._marked: int | None = None

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Help")

    def state(self) -> str:
        """Row 2: the line in one sentence."""
        return _("Type. Under the line stands what Enter will do.")

    def label(self) -> str:
        """What the line is for."""
        return _("Search")

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="topics", label_width=16)

    def read(self, text: str) -> Intention:
        """Enter takes the marked example back to the screen below, or changes the language."""
        found = self._found(text)
        chosen = self._chosen(text, len(found))
        if chosen is None:
            return Intention(_("↑↓ chooses an example. Typing searches. Esc: back"))
        example, meaning = found[chosen]
        for code, name in LANGUAGES.items():
            if example == name.casefold():
                said = _("Enter: {sentence}").format(sentence=meaning)
                return Intention(said, command=f"speak {code}")
        if example == _(DOCTOR):
            return Intention(_("Enter: {sentence}").format(sentence=meaning), command="doctor")
        if any(example == _(key) for key, _meaning in KEYS):
            return Intention(meaning)
        return Intention(
            _("Enter: takes “{example}” into the line.").format(example=example),
            args=(example,),
            command="take",
        )

    def show_body(self) -> None:
        """Paint what was found."""
        found = self._found(self.text)
        chosen = self._chosen(self.text, len(found))
        self.topics_list.items = tuple(
            Item(
                text=meaning,
                label=example,
                sign="▸" if place == chosen else " ",
                tone=Tone.MARKED if place == chosen else Tone.PLAIN,
            )
            for place, (example, meaning) in enumerate(found)
        )
        if self._marked is not None:
            self.topics_list.show(self._marked)

    def move(self, step: int) -> None:
        """Choose an example."""
        count = len(self._found(self.text))
        if count:
            start = -1 if self._marked is None and step > 0 else self._marked or 0
            self._marked = (start + step) % count

    def forget_marks(self) -> None:
        """Another search."""
        self._marked = None

    async def run_command(self, command: str) -> None:
        """Take the example to the screen below, or change the language."""
        verb, _space, code = command.partition(" ")
        if verb == "speak":
            self._marked = None
            self.app.speak(code)
        elif verb == "doctor":
            self.app.pop_screen()
            self.app.open_doctor()
        elif verb == "take":
            self.app.pop_screen()
            below = self.app.screen
            if isinstance(below, BiqScreen):
                below.line.value = self.intention.args[0]

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks."""
        self._marked = event.place
        self.show_intention()

    def _chosen(self, text: str, count: int) -> int | None:
        """Which of so many examples Enter means; the only one that a search has found, too."""
        if self._marked is None:
            return 0 if count == 1 and text.strip() else None
        return self._marked if self._marked < count else None

    def _found(self, text: str) -> list[tuple[str, str]]:
        every = [(_(example), _(meaning)) for example, meaning in (*self._examples, *self.BESIDE)]
        words = text.casefold().split()
        return [pair for pair in every if all(word in " ".join(pair).casefold() for word in words)]
