"""Heute, the first screen: what is on today and next, what to mind, what is left to do.

Numbers only: a name of a participant shows while somebody types one, and never else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from rich.cells import cell_len
from textual import getters, on, work
from textual.widget import Widget

from . import taking_over
from .core import clock
from .core.dates import long_date, same_day, short_date
from .core.intention import YES, Intention
from .core.language import N_, _, ngettext
from .core.station import PHONES_WORK
from .overview import Date, Late, Overview
from .search import (
    GRAMMAR,
    Kind,
    Scene,
    Stop,
    date_of,
    first_stop,
    found,
    read,
    shown_name,
    stops_of,
    to_print,
)
from .ui.frame import FIXED_ROWS
from .ui.home_screen import TODAY, HomeScreen
from .ui.item_list import Item, ItemList, Tone

LABEL_WIDTH = 15
INDENT = " " * 3

_OF_DATES = (Kind.DATE, Kind.PRINT)
PAST = {
    Kind.LOOK_BACK: N_("Look back: {event}"),
    Kind.TIDY: N_("Delete the names: {event}"),
}
"""What is left to do with an event that is over."""

SOON_MINUTES = 100
"""Below this, minutes are told and not hours."""

OLD_BACKUP_DAYS = 7
"""From so many days on, Heute reminds of a backup."""

Line = tuple[Item, Stop | None]
"""A line of the list, and what a click on it marks."""


class TodayScreen(HomeScreen):
    """One Enter opens today's sitting."""

    home = TODAY
    PLACE = "today"

    days = getters.query_one("#days", ItemList)

    def __init__(self, overview: Overview | None) -> None:
        """`overview`: what could be read at once, if anything."""
        super().__init__()
        self._scene = Scene(overview)
        self._lines: tuple[Line, ...] = ()
        self._backed_up_days: int | None = None
        self._stick_days: int | None = None
        self._time_to_delete = False
        """Whether a year has gone since the last Löschlauf."""
        self._came_as_of: int | None = None
        """The journal's newest number when this screen came on top; None until that is read."""
        self._missing: Mapping[int, tuple[str, ...]] = {}
        """What each event still needs, in words; known once the database is open."""

    @property
    def as_of(self) -> int:
        """The overview says how new it is."""
        return -1 if self._scene.overview is None else self._scene.overview.as_of

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Today")

    def state(self) -> str:
        """Row 2: greeting and date."""
        by = "" if self.app.names_hidden else self.app.by
        if by:
            greeting = _("Good day, {name}. Today is {date}.")
            said = greeting.format(name=by, date=long_date(clock.now()))
            if cell_len(said) + 2 <= self.size.width:
                return said
        return _("Good day. Today is {date}.").format(date=long_date(clock.now()))

    def label(self) -> str:
        """What the line is for."""
        return _("Search")

    def event(self) -> str:
        """What was done here since she came; she may have typed a name for it, so no longer."""
        done = self._step
        if done is not None and done.latest and done.number > (self._came_as_of or 0):
            return f"✓ {done.sentence}"
        return _("Writing too small? Ctrl and + makes it larger.")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the search line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="days", label_width=0)

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read everything anew, once the database is open."""
        if not self.app.ready:
            return
        seen = await self.app.overview()
        self._missing = await self._read_missing(seen)
        await self.read_steps()
        self._time_to_delete = await self._is_time_to_delete(seen)
        if self._came_as_of is None:
            self._came_as_of = seen.as_of
        self._backed_up_days = self.app.days_since_backup()
        self._stick_days = self.app.days_since_stick()
        findable = self._scene.findable
        if self._scene.overview is not None and seen.as_of != self._scene.overview.as_of:
            findable = None
        self._scene = replace(self._scene, overview=seen, findable=findable)
        marked = self._scene.marked
        if marked is not None and marked.kind in _OF_DATES and marked not in stops_of(seen):
            self._scene = replace(self._scene, marked=None)  # it is not there any more
        if self.text and findable is None:
            self._look_for_people()

    async def _read_missing(self, seen: Overview) -> Mapping[int, tuple[str, ...]]:
        ids = [date.event_id for date in seen.dates if date.event_id is not None]
        if not ids:
            return {}
        from .events.partners.missing import missing_of_all  # only who has events pays for it

        return await self.app.read(missing_of_all, ids)

    async def _is_time_to_delete(self, seen: Overview) -> bool:
        if seen.is_empty or self.app.is_example:
            return False
        from .privacy.yearly import is_offered

        return await self.app.read(is_offered)

    async def on_screen_resume(self) -> None:
        """She comes back: what was done before is not told again."""
        self._came_as_of = None

    def read(self, text: str) -> Intention:
        """Enter opens what is marked or found; another day than today wants a `ja`."""
        app = self.app
        self._scene = replace(
            self._scene, names_hidden=app.names_hidden, is_example=app.is_example, by=app.by
        )
        if text and self._scene.findable is None and self.app.ready:
            self._look_for_people()
        return read(text, self._scene)

    @work(exclusive=True, group="people")
    async def _look_for_people(self) -> None:
        from .search import findable

        people = await self.app.read(findable)
        self._scene = replace(self._scene, findable=people)
        self.show_intention()

    def show_body(self) -> None:
        """Today, then what comes after; while somebody types, what is found."""
        if self._scene.overview is None:
            return
        searching = bool(self.text) and self.text.strip().casefold() not in YES
        lines = self._found() if searching else self._overview(self._scene.overview)
        self._lines = tuple(lines)
        height = self.days.size.height or self.app.size.height - FIXED_ROWS  # not laid out yet
        if len(self._lines) > height:  # on a small screen no row stays empty
            self._lines = tuple(line for line in self._lines if line[0] != Item(""))
        self.days.items = tuple(item for item, _stop in self._lines)
        marked = [n for n, (item, _) in enumerate(self._lines) if item.tone is Tone.MARKED]
        if marked:
            self.days.show(marked[0])

    def _found(self) -> Iterator[Line]:
        stops = found(self.text, self._scene)
        chosen = self._scene.marked if self._scene.marked in stops else next(iter(stops), None)
        for stop in stops:
            is_person = stop.kind is Kind.PERSON
            name = shown_name(stop, self._scene) if is_person else stop.name
            yield self._line(stop, self._label(stop), name, stop == chosen)

    def _label(self, stop: Stop) -> str:
        match stop.kind:
            case Kind.DATE:
                assert self._scene.overview is not None
                return _start(date_of(stop, self._scene.overview))
            case Kind.COURSE:
                return _("Course")
            case Kind.PERSON:
                return _("Person")
            case Kind.IDEA:
                return _("Idea")
            case Kind.EVENT:
                return _("Event")
            case _:
                return ""

    def _overview(self, seen: Overview) -> Iterator[Line]:
        chosen = self._scene.marked or first_stop(seen)
        if stops_of(seen)[0].kind is Kind.NEW_COURSE:
            asks = _("Nothing is here yet. How do you want to begin?")
            yield Item(f" {asks}", tone=Tone.STRONG), None
            yield Item(""), None
            for number, stop in enumerate(stops_of(seen), start=1):
                yield self._line(stop, f"{number}", _(stop.name), stop == chosen)
            if self.app.station.phones:
                yield Item(""), None
                yield from self._phones()
            return
        now = clock.now()
        today = [date for date in seen.dates if same_day(date.starts_at, now)]
        yield from _heading(_("TODAY"))
        for date in today:
            yield from self._today(date, chosen)
        if not today:
            yield _detail(_("Nothing today."))
        yield from self._phones()
        after = [date for date in seen.dates if date not in today]
        if after:
            yield from _heading(_("AFTER THAT"))
        next_meeting = next((date for date in seen.dates if date.kind == "meeting"), None)
        for date in after:
            stop = Stop(Kind.DATE, date.gathering_id, date.title)
            says = f"{date.title}{self._lacks(date)}"
            if date is next_meeting and seen.open_tasks:
                tasks = ngettext("{n} task is open", "{n} tasks are open", seen.open_tasks)
                says = f"{date.title} · {tasks}"
            yield self._line(stop, _start(date), says, stop == chosen)
            yield from self._papers(date, chosen)
        yield from self._to_do(seen, chosen)
        if seen.last:
            yield from _heading(_("LAST TIME"))
            yield _detail(_last_time(seen.last))
        yield Item(""), None
        if not self.app.is_example:
            yield _detail(_("Not been here for long? Type  practise  to try it out."))

    def _today(self, date: Date, chosen: Stop) -> Iterator[Line]:
        stop = Stop(Kind.DATE, date.gathering_id, date.title)
        says = f"{date.title}{self._lacks(date)}"
        yield self._line(stop, clock.clock_time(date.starts_at), says, stop == chosen)
        until = _("until {time}").format(time=clock.clock_time(date.ends_at))
        people = ngettext("{n} person on the list", "{n} people on the list", date.expected)
        facts = [until, people] if date.kind == "block" or date.expected else [until]
        if date.sitting == "planned" and (soon := _soon(date)):
            facts.insert(0, soon)
        if date.sitting == "open":
            facts.append(ngettext("{n} is here", "{n} are here", date.here))
        elif date.sitting == "ended":
            facts.append(_("has ended"))
        if date.venue:
            facts.append(date.venue)
        yield _detail(" · ".join(facts), stop)
        mind = [f"{count} × {need}" for need, count in date.needs]
        if date.excused:
            mind.append(ngettext("{n} has cancelled", "{n} have cancelled", date.excused))
        if mind:
            said = _("Please mind: {what}").format(what=" · ".join(mind))
            yield Item(f"{INDENT}{said}"), stop
        yield from self._papers(date, chosen)

    def _lacks(self, date: Date) -> str:
        """What an event still needs, behind its name; "" for nothing and for other dates."""
        kept = list(self._missing.get(date.event_id or 0, ()))
        room = self.size.width - LABEL_WIDTH - 7 - cell_len(date.title)  # sign, blanks, edges
        left_out = 0
        while kept:
            more = f" (+{left_out})" if left_out else ""
            lacks = _("still missing: {what}").format(what=", ".join(kept))
            said = f" · {lacks}{more}"
            if cell_len(said) <= room:
                return said
            kept.pop()  # what is missing stands there whole, or is counted
            left_out += 1
        return ""

    def _papers(self, date: Date, chosen: Stop) -> Iterator[Line]:
        """What is still to be printed for it: where it is seen, and not below all other dates."""
        if papers := to_print(date, clock.now()):
            stop = Stop(Kind.PRINT, date.gathering_id, date.title)
            said = _("Still to print: {papers}").format(papers=", ".join(map(_, papers)))
            yield self._line(stop, "", said, stop == chosen)

    def _to_do(self, seen: Overview, chosen: Stop) -> Iterator[Line]:
        left: list[Line] = []
        for date in seen.unfinished:
            stop = Stop(Kind.DATE, date.gathering_id, date.title)
            said = _("{title}: not ended yet.").format(title=date.title)
            left.append(self._line(stop, _start(date), said, stop == chosen))
        for stop in stops_of(seen):
            if stop.kind is Kind.COURSE:
                said = _("{title}: nobody is on the list yet.").format(title=stop.name)
                left.append(self._line(stop, _("Course"), said, stop == chosen))
        left += [
            self._line(stop, "", _(PAST[stop.kind]).format(event=stop.name), stop == chosen)
            for stop in stops_of(seen)
            if stop.kind in PAST
        ]
        late = () if self.app.names_hidden else seen.late_tasks  # a task may say a name
        left += [_detail(_("Task {task}: too late.").format(task=task)) for task in late]
        left += map(self._late, seen.late_at_events)
        days = self._backed_up_days
        if days is not None and days >= OLD_BACKUP_DAYS:
            said = ngettext("{n} day ago", "{n} days ago", days)
            left.append(_detail(_("Back up the data. The last time was {when}.").format(when=said)))
        days = self._stick_days
        if days is not None and days >= OLD_BACKUP_DAYS:
            said = ngettext("{n} day ago", "{n} days ago", days)
            onto = _("Back up onto the stick. The last time was {when}.")
            left.append(_detail(onto.format(when=said)))
        if news := self.app.stick_news:
            take = _("{sentence} To take it over, type  hand-over")
            left.append(_detail(take.format(sentence=news)))
        if self._time_to_delete:
            left.append(_detail(_("A year is over: look what can be deleted. Type  privacy")))
        if left:
            yield from _heading(_("PLEASE DO"))
            yield from left

    def _late(self, late: Late) -> Line:
        """Something for an event is late; a click marks the event's date, if it is on Heute."""
        what = "" if self.app.names_hidden else late.what  # it may say a name
        day = f"{late.day.day}.{late.day.month}."
        if late.institution:
            says = _("{event}: {institution} has not answered yet (until {day}).")
        elif late.is_pledge:
            what = what or _("something")
            says = _("{event}: nobody has promised {what} yet (until {day}).")
        else:
            says = _("{event}: {what} ({day}): too late.")
        said = says.format(event=late.title, institution=late.institution, what=what, day=day)
        stops = () if self._scene.overview is None else stops_of(self._scene.overview)
        its = (each for each in stops if each.kind is Kind.DATE and each.id == late.gathering_id)
        return _detail(said, next(its, None))

    def _phones(self) -> Iterator[Line]:
        """Whether phones get through, as it was tested."""
        if news := self.app.news_of_phones():
            yield Item(f"{INDENT}! {news}"), None
        station = self.app.station
        if not station.phones:
            if not self.app.is_example:
                yield _detail(_("Do phones work? Test it at home. Type  phone test"))
            return
        day = short_date(datetime.fromisoformat(station.phones_tested))
        if station.phones == PHONES_WORK:
            yield _detail(_("Phones work. Tested: {day}").format(day=day))
            return
        fails = _("Phones do not work here. The IT people must help.")
        yield Item(f"{INDENT}! {fails}"), None
        yield _detail(_("The list works, too. To test again, type  phone test"))

    def _line(self, stop: Stop, label: str, text: str, marked: bool) -> Line:
        tone = Tone.MARKED if marked else Tone.PLAIN
        sign = "▸" if marked else " "
        return Item(f" {label:<{LABEL_WIDTH}}  {text}", sign=sign, tone=tone), stop

    # Doing -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Choose among what stands there, in its order."""
        shown = [stop for _item, stop in self._lines if stop is not None]
        stops = list(dict.fromkeys(shown))
        if stops:
            marked = self._scene.marked
            if marked not in stops:
                overview = self._scene.overview
                first = None if self.text or overview is None else first_stop(overview)
                marked = first if first in stops else stops[0]
            at = stops.index(marked) + step if marked in stops else 0
            self._scene = replace(self._scene, marked=stops[at % len(stops)])

    def forget_marks(self) -> None:
        """A word was typed: what it finds is meant, unless it is the beginning of a yes."""
        word = self.text.strip().casefold()
        if not any(yes.startswith(word) for yes in YES):
            self._scene = replace(self._scene, marked=None)

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        had = self._scene.marked is not None
        self._scene = replace(self._scene, marked=None)
        return had

    async def run_command(self, command: str) -> None:
        """Open what was found, or change the language."""
        verb, _space, value = command.partition(" ")
        match verb:
            case "speak":
                self.app.speak(value)
            case "ask":
                self._scene = replace(self._scene, marked=self.intention.args[0])
            case "practise":
                self.app.practise()
            case taking_over.COMMAND:
                self.app.take_over(value)
                hidden = self.app.names_hidden  # then the row of what happened is empty
                (self.say if hidden else self.tell)(taking_over.taken_over(value))
            case _ if not self.app.ready:
                self.app.once_open(lambda: self.run_command(command))
            case "open":
                await self.app.open_gathering(int(value))
            case "course":
                await self.app.open_course(int(value))
            case "papers":
                await self.app.open_papers(int(value))
            case "meeting":
                await self.app.open_meeting(int(value))
            case "event":
                await self.app.open_event(int(value))
            case "look_back":
                await self.app.open_card(int(value))
            case "tidy":
                await self.app.open_tidying(int(value))
            case "person":
                await self.app.open_person(int(value))
            case "new_course":
                await self.app.open_new_course()
            case "fetch":
                await self.app.open_fetch()
            case "phone_test":
                await self.app.open_phone_test()
            case "scanner_test":
                await self.app.open_scanner_test()
            case "privacy":
                await self.app.open_privacy()
            case "keep_safe":
                await self.app.keep_safe(value)

    def take_pasted(self, text: str) -> bool:
        """A list of people that is pasted here is fetched."""
        if not self.app.ready:
            return False
        self.run_worker(self.app.open_fetch(pasted=text))
        return True

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks what it hits."""
        stop = self._lines[event.place][1]
        if stop is not None:
            self._scene = replace(self._scene, marked=stop)
            self.show_intention()

    async def go_back(self) -> None:
        """Heute is the last step back; Esc never ends the program."""


def _heading(text: str) -> Iterator[Line]:
    yield Item(""), None
    yield Item(f" {text}", tone=Tone.STRONG), None


def _detail(text: str, stop: Stop | None = None) -> Line:
    return Item(f"{INDENT}{text}", tone=Tone.DIM), stop


def _start(date: Date) -> str:
    starts = clock.clock_time(date.starts_at)
    if same_day(date.starts_at, clock.now()):
        return starts
    return f"{short_date(date.starts_at)} {starts}"


def _soon(date: Date) -> str:
    """How long it is until the beginning; "" once it should have begun."""
    minutes = int((date.starts_at - clock.now()).total_seconds() // 60)
    if minutes < 0:
        return ""
    if minutes < SOON_MINUTES:
        return ngettext("in {n} minute", "in {n} minutes", minutes)
    return ngettext("in {n} hour", "in {n} hours", round(minutes / 60))


def _last_time(date: Date) -> str:
    were = ngettext("{n} was here.", "{n} were here.", date.were)
    return f"{short_date(date.starts_at)}  {were} {date.title}"
