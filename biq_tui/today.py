"""Heute, the first screen: what is on today and next. Numbers only, no names of participants."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import getters, on
from textual.widget import Widget

from .core import clock
from .core.dates import long_date, same_day, short_date
from .core.intention import Intention
from .core.language import LANGUAGES, _, ngettext
from .ui.item_list import Item, ItemList, Tone
from .ui.screen import YES, BiqScreen

if TYPE_CHECKING:
    from .attendance.sheet import Date


class TodayScreen(BiqScreen):
    """One Enter opens today's sitting."""

    days = getters.query_one("#days", ItemList)

    def __init__(self) -> None:
        super().__init__()
        self._dates: tuple[Date, ...] | None = None
        self._marked: int | None = None

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Today")

    def state(self) -> str:
        """Row 2: greeting and date."""
        return _("Good day. Today is {date}.").format(date=long_date(clock.now()))

    def tabs(self) -> tuple[str, ...]:
        """Row 3."""
        return (_("Today"),)

    def label(self) -> str:
        """What the line is for."""
        return _("Search")

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="days", label_width=11)

    async def reload(self) -> None:
        """Read the dates anew, once the database is open."""
        if self.app.ready:
            self._dates = await self.app.upcoming()

    def read(self, text: str) -> Intention:
        """Enter opens the marked date; another day than today wants a `ja`."""
        word = text.strip().casefold()
        for code, name in LANGUAGES.items():
            if word == name.casefold():
                said = _("Enter: {sentence}").format(sentence=name)
                return Intention(said, command=f"speak {code}")
        if self._dates is None:
            return Intention(_("One moment …"))
        if not self._dates:
            return Intention(
                _("There is no date yet. To see an example, close BIQ and start:  biq demo")
            )
        marked = self._marked_date(text)
        if marked is None:
            return Intention(_("Nothing is called that."))
        return self._opening(self._dates[marked], confirmed=self._says_yes(text))

    def show_body(self) -> None:
        """Today, then what comes after."""
        if self._dates is None:
            return
        marked = self._marked_date(self.text)
        items: list[Item] = []
        heading = ""
        for place, date in enumerate(self._dates):
            belongs = _("TODAY") if same_day(date.starts_at, clock.now()) else _("AFTER THAT")
            if belongs != heading:
                if heading:
                    items.append(Item(""))
                items.append(Item("", label=f"{belongs:<11}", tone=Tone.STRONG))
                heading = belongs
            items += self._lines(date, place == marked)
        if not self._dates:
            items = [Item(_("No dates yet."), tone=Tone.DIM)]
        self.days.items = tuple(items)

    def move(self, step: int) -> None:
        """Choose a date."""
        if self._dates:
            self._marked = ((self._marked_date("") or 0) + step) % len(self._dates)

    def forget_marks(self) -> None:
        """A word was typed: what it finds is meant, unless it is the beginning of a yes."""
        word = self.text.strip().casefold()
        if not any(yes.startswith(word) for yes in YES):
            self._marked = None

    async def run_command(self, command: str) -> None:
        """Open a date, ask for a `ja`, or change the language."""
        verb, _space, value = command.partition(" ")
        if verb == "speak":
            self.app.speak(value)
        elif verb == "ask":
            self._marked = int(value)
        elif verb == "open":
            await self.app.open_gathering(int(value))

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks the date it hits."""
        rows = [
            place
            for place, date in enumerate(self._dates or ())
            for _line in self._lines(date, False)
        ]
        offset = sum(1 for item in self.days.items[: event.place] if not item.text)
        if 0 <= event.place - offset < len(rows):
            self._marked = rows[event.place - offset]
            self.show_intention()

    async def go_back(self) -> None:
        """Heute is the last step back; Esc never ends the program."""

    def _marked_date(self, text: str) -> int | None:
        if not self._dates:
            return None
        words = text.casefold().split()
        if words and not self._says_yes(text):
            found = [
                place
                for place, date in enumerate(self._dates)
                if all(word in date.title.casefold() for word in words)
            ]
            return found[0] if found else None
        if self._marked is not None and self._marked < len(self._dates):
            return self._marked
        running = [place for place, date in enumerate(self._dates) if date.sitting == "open"]
        return running[0] if running else 0

    def _says_yes(self, text: str) -> bool:
        """Whether `text` is the yes that the marked date asks for."""
        marked = self._marked_date("") if text.strip().casefold() in YES else None
        return marked is not None and _asks((self._dates or ())[marked])

    def _opening(self, date: Date, confirmed: bool = False) -> Intention:
        opens = _("Enter: opens “{title}”.").format(title=date.title)
        if _asks(date) and not confirmed:
            place = (self._dates or ()).index(date)
            asks = _("This is not until {date}  Open it all the same? Type: yes").format(
                date=short_date(date.starts_at)
            )
            return Intention(asks, command=f"ask {place}")
        people = _("People arrive.") if date.sitting == "planned" else ""
        return Intention(f"{opens} {people}".strip(), command=f"open {date.gathering_id}")

    def _lines(self, date: Date, marked: bool) -> list[Item]:
        today = same_day(date.starts_at, clock.now())
        starts = clock.clock_time(date.starts_at)
        label = starts if today else f"{short_date(date.starts_at)} {starts}"
        tone = Tone.MARKED if marked else Tone.PLAIN
        first = Item(date.title, label=f"{label:<11}", sign="▸" if marked else " ", tone=tone)
        if not today:
            return [first]
        facts = [ngettext("{n} person on the list", "{n} people on the list", date.expected)]
        if date.sitting == "open":
            facts.append(ngettext("{n} is here", "{n} are here", date.here))
        elif date.sitting == "ended":
            facts.append(_("has ended"))
        if date.excused:
            facts.append(ngettext("{n} has cancelled", "{n} have cancelled", date.excused))
        until = _("until {time}").format(time=clock.clock_time(date.ends_at))
        place = " · ".join(filter(None, (until, date.venue)))
        return [first, Item(" · ".join(facts), tone=Tone.DIM), Item(place, tone=Tone.DIM)]


def _asks(date: Date) -> bool:
    """Whether to open this date is most likely a mistake: it is not today's."""
    return date.sitting == "planned" and not same_day(date.starts_at, clock.now())
