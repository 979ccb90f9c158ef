"""The app: it opens the database and wires screens, server and journal; it knows no pillar's rules.

Nothing heavy is imported before the first screen is painted: the database, the pillars and the
server come in when they are needed.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work

from .core.errors import CannotStart, Refused, Told
from .core.folders import DATABASE_FILE, KEY_FILE
from .core.language import N_, _
from .core.log import log_fault, stopped
from .core.signals import end_on_signals
from .doorkeeper import Doorkeeper
from .house import PHONE_PORT, Options
from .locking import Locking
from .overview import glance
from .safekeeping.life import KeepingSafe
from .today import TodayScreen
from .ui.frame import JournalChanged
from .ui.home_screen import COURSES, EVENTS, MEETINGS, PEOPLE, TODAY
from .ui.screen import BiqScreen

if TYPE_CHECKING:
    from .attendance.doors import Doors
    from .attendance.phone_door import PhoneDoor
    from .attendance.sheet import Sheet
    from .core.database import Database

__all__ = ["PHONE_PORT", "BiqApp", "Options"]

PAINT_SECONDS = 0.05
"""How long the first screen has to itself."""

GATHER_SECONDS = 0.05
"""How long news of commits is gathered before the screen reads anew."""

SWITCH_SECONDS = 0.0005
"""So long a key waits at most for each thread that reads or writes (Python's own: ten times)."""

LOOK_SECONDS = 1.0
"""How often it is asked whether the data can be read; what others write is told at once."""

_PACKAGE = Path(__file__).parent
_CHECKOUT_STYLES = _PACKAGE.parent / "styles"
STYLES = _CHECKOUT_STYLES if (_PACKAGE.parent / "pyproject.toml").exists() else _PACKAGE / "styles"
"""The style sheets: beside the package in a checkout, inside it when installed."""


HOMES = {"courses": COURSES, "meetings": MEETINGS, "events": EVENTS, "people": PEOPLE}
"""The tabs of the house by the journal's names of their places."""


class BiqApp(KeepingSafe, Locking):
    """The session room: the ways between its screens, and its life from start to end."""

    CSS_PATH: ClassVar[list[str | Path]] = [
        STYLES / "app.tcss",
        STYLES / "attendance.tcss",
        STYLES / "events.tcss",
        STYLES / "meetings.tcss",
        STYLES / "qualification.tcss",
    ]  # type: ignore[assignment]  # Textual names its own alias
    TITLE = "BIQ"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._doors: Doors | None = None
        self._opening = asyncio.Lock()
        self._put_signals_back: Callable[[], None] = lambda: None
        self._keeper = Doorkeeper(self)
        self._seen = 0
        self._telling = False
        self.home_place = TODAY
        """The tab of the house that is open, or will be once the database is."""
        self.wants_example = False
        """She wants to practise: whoever started the app shows the example next."""

    # The tabs of the house -------------------------------------------------------------------

    def home_names(self) -> tuple[str, ...]:
        """What the tabs are called."""
        return (_("Today"), _("Courses"), _("Meetings"), _("Events"), _("People"))

    async def turn_home(self, place: int) -> None:
        """Turn to a tab of the house; each keeps what was typed in it."""
        self.home_place = place
        if not self.ready:
            self.once_open(lambda: self.turn_home(place))
            return
        self._install(place)
        await self.switch_screen(_home(place))

    def _install(self, place: int) -> None:
        if self.is_screen_installed(_home(place)):
            return
        if place == COURSES:
            from .qualification.courses_screen import CoursesScreen

            self.install_screen(CoursesScreen(), _home(place))
        elif place == MEETINGS:
            from .meetings.meetings_screen import MeetingsScreen

            self.install_screen(MeetingsScreen(), _home(place))
        elif place == EVENTS:
            from .events.calendar.home import EventsScreen

            self.install_screen(EventsScreen(), _home(place))
        elif place == PEOPLE:
            from .everyone import EveryoneScreen

            self.install_screen(EveryoneScreen(), _home(place))

    async def go_home(self) -> None:
        """Back one screen, at last to the tabs of the house; an open sitting stays open."""
        self._memory.remember(place="")
        if len(self.screen_stack) > 2:
            self.pop_screen()

    # Other ways ------------------------------------------------------------------------------

    def show_help(self, topics: tuple[tuple[str, str], ...]) -> None:
        """Help for the screen below."""
        from .ui.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(topics))

    async def open_course(self, run_id: int) -> None:
        """One course run with its dates and people."""
        from .qualification.course import course
        from .qualification.course_screen import CourseScreen

        await self.push_screen(CourseScreen(await self.read(course, run_id, self.station.id)))

    async def open_papers(self, run_id: int) -> None:
        """What can be printed for one course run."""
        from .qualification.course_screen import PAPERS

        await self.open_course(run_id)
        assert isinstance(self.screen, BiqScreen)
        self.screen.current_tab = PAPERS

    async def open_new_course(self) -> None:
        """The questions that make a new course run."""
        from .qualification.new_course_screen import NewCourseScreen

        await self.push_screen(NewCourseScreen())

    async def open_fetch(self, run_id: int | None = None, pasted: str = "") -> None:
        """Fetch people from a file or from pasted text, for a course or for the house."""
        from .qualification.fetch_screen import FetchScreen

        await self.push_screen(FetchScreen(run_id, pasted))

    def news_of_phones(self) -> str:
        """What changed by itself at an open door for phones; "" if nothing."""
        return "" if self._doors is None else self.door.sign.notice

    async def open_phone_test(self) -> None:
        """Does a phone get through to this laptop? With a door and a page of its own."""
        from .attendance.home_test import HomeTestScreen
        from .attendance.phone_door import PhoneDoor

        door = PhoneDoor(self.options.host, self.options.port, lambda: screen.door_changed())
        screen = HomeTestScreen(door)
        await self.push_screen(screen)

    def open_doctor(self) -> None:
        """Something is wrong: what, and what to do."""
        from .doctor.screen import DoctorScreen

        self.push_screen(DoctorScreen())

    async def open_privacy(self) -> None:
        """What is kept, how long, and what goes once a year."""
        from .privacy.privacy_screen import PrivacyScreen

        await self.push_screen(PrivacyScreen())

    async def open_scanner_test(self) -> None:
        """Does the scanner for badges type as it should?"""
        from .scanner_test import ScannerTestScreen

        await self.push_screen(ScannerTestScreen())

    async def people_fetched(self, run_id: int | None, said: str) -> None:
        """Show where the fetched people are, and say how it went."""
        if run_id is None:
            await self.turn_home(PEOPLE)
        else:
            from .qualification.course_screen import PEOPLE as ENROLLED
            from .qualification.course_screen import CourseScreen

            if not (isinstance(self.screen, CourseScreen) and self.screen.course.run_id == run_id):
                await self.open_course(run_id)
            if isinstance(self.screen, BiqScreen):
                self.screen.current_tab = ENROLLED
        if isinstance(self.screen, BiqScreen):
            await self.screen.read_anew()
            self.screen.tell(said)

    async def open_person(self, person_id: int) -> None:
        """Somebody, among all people."""
        from .everyone import EveryoneScreen

        await self.turn_home(PEOPLE)
        screen = self.get_screen(_home(PEOPLE))
        assert isinstance(screen, EveryoneScreen)
        screen.mark(person_id)

    def practise(self) -> None:
        """Leave for the example; whoever started the app comes back here afterwards."""
        self.wants_example = True
        self.exit()

    # Gatherings ------------------------------------------------------------------------------

    @property
    def doors(self) -> Doors:
        """The doors for phones and the projector; made when the first gathering opens."""
        if self._doors is None:
            from .attendance.doors import Doors
            from .attendance.phone_door import PhoneDoor

            phone = PhoneDoor(self.options.host, self.options.port, self._door_changed)
            self._doors = Doors(
                self.database, self.station.id, phone, lambda: self.names_hidden, self._memory
            )
        return self._doors

    @property
    def door(self) -> PhoneDoor:
        """The door for phones."""
        return self.doors.phone

    async def open_gathering(self, gathering_id: int) -> None:
        """Open a meeting or an event with all its tabs; of every other date, its arrivals."""
        from .events.lookup import event_at
        from .meetings.lookup import meeting_at

        meeting_id = await self.read(meeting_at, gathering_id)
        event_id = await self.read(event_at, gathering_id)
        if meeting_id is not None:
            await self.open_meeting(meeting_id)
        elif event_id is not None:
            await self.open_event(event_id)
        else:
            await self.open_arrivals(gathering_id)

    async def open_event(self, event_id: int) -> None:
        """One event, from its plan to what remains of it."""
        from .events.places import place_of
        from .events.reading import plan
        from .events.screens import EventScreen

        async with self._opening:
            if isinstance(self.screen, BiqScreen) and self.screen.place == place_of(event_id):
                return
            first = await self.read(plan, event_id, self.station.id)
            if first.event.venue and self.seen_at(first.event.venue):
                self.names_hidden = True  # before anything is painted
            await self.event_door(event_id, anew=False)
            await self.push_screen(EventScreen(first, self.tab_at(place_of(event_id))))

    async def open_tally(self, event_id: int) -> None:
        """Count who comes to an event."""
        from .events.day.screen import TallyScreen
        from .events.day.tally import tally

        await self.push_screen(TallyScreen(await self.read(tally, event_id, self.station.id)))

    async def open_card(self, event_id: int) -> None:
        """Look back on an event: what was good, what was not, next time."""
        from .events.after.card_reading import card
        from .events.after.card_screen import CardScreen
        from .meetings.ideas import collect_next

        first = await self.read(card, event_id, self.station.id)
        await self.push_screen(CardScreen(first, collect_next))

    async def open_tidying(self, event_id: int) -> None:
        """What would be deleted of an event's personal data."""
        from .events.after.tidy_screen import TidyScreen
        from .events.after.tidying import preview

        await self.push_screen(TidyScreen(await self.read(preview, event_id)))

    async def plan_wishes(self, wishes: Sequence[int]) -> None:
        """Make one event of these wishes of meetings, and open it.

        Where it was done it can be taken back. Raises Refused for a wish that is gone.
        """
        from .events.wishes import event_from_wishes
        from .meetings.wishes import receipt

        receipts = [await self.read(receipt, wish_id) for wish_id in wishes]
        await self.open_event(await self.write(event_from_wishes, receipts))

    async def open_meeting(self, meeting_id: int) -> None:
        """One meeting, from its agenda to its minutes."""
        from .meetings.places import place_of
        from .meetings.reading import board
        from .meetings.screens import MeetingScreen

        async with self._opening:
            if isinstance(self.screen, BiqScreen) and self.screen.place == place_of(meeting_id):
                return
            first = await self.read(board, meeting_id, self.station.id)
            if self.seen_at(first.venue):
                self.names_hidden = True  # before anything is painted
            await self.meeting_door(meeting_id, taking=False)
            await self.push_screen(MeetingScreen(first, self.tab_at(place_of(meeting_id))))

    def dropped(self, text: str) -> Path | None:
        """The path that a terminal pastes for a file dropped on its window; None if it is none."""
        from .qualification.roster_places import dropped_path

        return dropped_path(text)

    def be_at(self, place: str) -> None:
        """Remember where she is: after a crash or a restart it opens there."""
        self._memory.remember(place=place)

    async def open_arrivals(self, gathering_id: int) -> None:
        """Open the list of a gathering, the door for phones and the projector's page."""
        from .attendance import service
        from .attendance.places import place_of
        from .attendance.screens import GatheringScreen
        from .attendance.sheet import sheet
        from .core.journal import Actor
        from .qualification.money_sheet import run_at

        async with self._opening:  # a key may come twice while it is on its way
            if isinstance(self.screen, BiqScreen) and self.screen.place == place_of(gathering_id):
                return
            act = self.act(Actor.PROGRAM, place_of(gathering_id))
            await self.database.writes(act, service.open_sitting, gathering_id)
            first = await self.read(sheet, gathering_id, self.station.id)
            self._memory.remember(place=place_of(gathering_id))
            await self.open_door(first)
            if self.seen_at(first.venue):
                self.names_hidden = True  # before anything is painted
            run_id = await self.read(run_at, gathering_id)
            if run_id is None:
                await self.push_screen(GatheringScreen(first))
            else:
                from .qualification.block_screen import BlockScreen

                await self.push_screen(BlockScreen(first, run_id))

    async def open_door(self, sheet: Sheet) -> None:
        """Let phones in to what is open here: the list, a meeting's ideas, or both."""
        report = await self._keeper.open(sheet)
        if report is not None and self.is_example:
            from .demo import phones_arrive

            self.run_worker(phones_arrive(report), group="example", exclusive=True)

    async def meeting_door(self, meeting_id: int, taking: bool = True) -> None:
        """Bring the door for phones in line with what is open at a meeting.

        Unless `taking`, a door that is open for another gathering stays there.
        """
        await self._keeper.at_meeting(meeting_id, taking)

    async def event_door(self, event_id: int, anew: bool = True) -> None:
        """Bring the door for phones in line with what events invite to, this one first.

        Unless `anew`, a door that is open stays as it is.
        """
        await self._keeper.at_event(event_id, anew)

    async def show_code(self, gathering_id: int) -> None:
        """The code for whatever phones can do there, as large as the screen."""
        from .meetings.code_screen import CodeScreen

        scan = N_("Scan the picture with your phone. Then choose what you want to do.")
        await self.push_screen(CodeScreen(gathering_id, scan, N_("Enter: back.")))

    async def wrong_ticket(self) -> None:
        """Somebody has typed a ticket that is none: all who try wait for each other."""
        await self._keeper.wrong_ticket()

    @property
    def has_doors(self) -> bool:
        """Whether any door was opened here since the program began."""
        return self._doors is not None

    def phones_elsewhere(self, gathering_id: int) -> str:
        """What the page for phones is open for, if that is another gathering; else ""."""
        if self._doors is None or self.door.gathering_id in (None, gathering_id):
            return ""
        return self._doors.title

    async def end_sitting(self, gathering_id: int) -> str:
        """Close this gathering's door and make a backup; the sentence that tells how it went."""
        await self.doors.close(gathering_id)
        await self._forget_tickets()
        return await self.back_up_sitting()

    async def _forget_tickets(self) -> None:
        """Papers with the letters of tickets go once their meeting is over."""
        from .delivering import FOLDER

        folder = self.options.folder / FOLDER
        if not any(folder.glob("Zettel*.pdf")):
            return  # the papers' modules are not even needed
        from .meetings.tickets_paper import forget_over

        with suppress(Told, OSError):  # the next start tries it again
            await asyncio.to_thread(forget_over, self.database, folder)

    async def projector(self) -> str:
        """Show who arrives on the projector's page; a sentence that says where it is."""
        return await self.doors.show_projector()

    @property
    def on_wall(self) -> str:
        """What the projector's page was turned to; "" if it was not."""
        return "" if self._doors is None else self._doors.on_wall

    # Life ------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Paint first; then open the database."""
        sys.setswitchinterval(SWITCH_SECONDS)
        self._put_signals_back = end_on_signals(self.exit)
        if self._is_shut():
            self._ask_passphrase()
        else:
            self._show_first()

    def _is_shut(self) -> bool:
        """Whether the data are encrypted, and nobody has given the passphrase yet."""
        if not (self.options.folder / KEY_FILE).exists():
            return False
        from .core.sealed import is_shut

        with suppress(CannotStart):  # of a wrong address; the opening says so
            return is_shut(self.options.folder, self.options.database_url)
        return False

    def _ask_passphrase(self) -> None:
        from .core.sealed import check_installed
        from .ui.passphrase_screen import PassphraseScreen

        try:
            check_installed()
        except Refused as refusal:
            self.exit(return_code=2, message=Text(refusal.sentence))
            return
        self.push_screen(PassphraseScreen(self.options.folder, self._unsealed))

    async def _unsealed(self) -> None:
        self.pop_screen()  # not awaited: it is called from there
        self._show_first()

    def _show_first(self) -> None:
        file = None if self.options.database_url else self.options.folder / DATABASE_FILE
        self.install_screen(TodayScreen(None if file is None else glance(file)), _home(TODAY))
        if self.lock.locked_to:
            self.cover()
        else:
            self.push_screen(_home(TODAY))
        # Heute is painted first: the database's modules take a thread, and the thread the GIL.
        self.set_timer(PAINT_SECONDS, self._begin)

    @work(group="begin")
    async def _begin(self) -> None:
        gc.enable()
        try:
            self._database = await asyncio.to_thread(self._open_database)
        except CannotStart as refusal:
            if await self.offer_backup():
                return
            self._opened.set()  # nobody waits for it any more
            self.exit(return_code=2, message=Text(refusal.sentence))
            return
        self.database.listen(lambda numbers: self._tell_screens(numbers[-1]))
        if not self.lock.locked_to:
            await self.get_screen(_home(TODAY), TodayScreen).read_anew()
        await self._go_where_it_was()
        self._opened.set()
        self.database.watch(self._others_wrote)
        self.set_interval(LOOK_SECONDS, self._look_for_others)
        self.start_keeping()
        if self.options.said and isinstance(self.screen, BiqScreen):
            self.screen.say(self.options.said)
        await self._forget_tickets()

    def _open_database(self) -> Database:
        from . import sentences as _all_known_before_anything_is_told  # noqa: F401
        from .core.opening import open_database

        return open_database(self.options.folder, self.options.database_url)

    async def _go_where_it_was(self, was: str = "") -> None:
        """After a crash or a restart: the same screen, and phones may go on; locked, if it was.

        `was`: the journal's name of that screen, if another one has been seen since.
        """
        from .attendance.places import gathering_of
        from .attendance.sheet import sheet, still_open
        from .events.day.places import tally_of
        from .events.lookup import is_there as event_is_there
        from .events.phone_helpers import inviting_today
        from .events.places import event_of
        from .meetings.lookup import is_there
        from .meetings.phone_ideas import still_inviting
        from .meetings.places import meeting_of, voting_at

        await self._keeper.begin()
        place = self.lock.locked_to or was or self.station.place
        booth = voting_at(self.lock.locked_to)
        meeting_id = meeting_of(place) if booth is None else booth
        is_gathering = gathering_of(place) is not None and not self.lock.locked_to
        at_gathering = place if is_gathering else ""
        gathering_id = await self.read(still_open, at_gathering)
        if gathering_id is not None and at_gathering:
            await self.open_arrivals(gathering_id)
        elif gathering_id is not None:
            await self.open_door(await self.read(sheet, gathering_id, self.station.id))
        elif (inviting := await self.read(still_inviting)) is not None:
            await self.meeting_door(inviting)
        elif (event_today := await self.read(inviting_today)) is not None:
            await self.event_door(event_today)
        if meeting_id is not None and not await self.read(is_there, meeting_id):
            meeting_id = None
        if meeting_id is None:
            if self.lock.locked_to:
                self.push_pin()  # what was handed over is not there any more
        elif self.lock.locked_to:
            await self.meeting_door(meeting_id, taking=False)
            await (self.open_handed if booth is None else self.open_booth)(meeting_id)
        else:
            await self.open_meeting(meeting_id)
        counting = tally_of(place)
        event_id = event_of(place) if counting is None else counting
        if event_id is not None and await self.read(event_is_there, event_id):
            await self.open_event(event_id)
            if counting is not None:
                await self.open_tally(counting)
        await self._go_to_course(place)
        if place in HOMES:
            await self.turn_home(HOMES[place])

    async def _go_to_course(self, place: str) -> None:
        from .qualification.course import is_there, run_of

        run_id = run_of(place)
        if run_id is not None and await self.read(is_there, run_id):
            from .qualification.course_screen import CourseScreen

            await self.open_course(run_id)
            if isinstance(self.screen, CourseScreen):
                self.screen.open_again()

    async def open_first(self) -> None:
        """It was started locked, and that is over: as after any start."""
        was_ready, was = self.ready, self.station.place
        await self.push_screen(_home(TODAY))
        if was_ready:
            await self._go_where_it_was(was)

    def _others_wrote(self) -> None:
        """Called in the thread that watches for it."""
        self.call_later(self._look_for_others)

    async def _look_for_others(self) -> None:
        from .core.journal import last_number

        before = self.trouble
        try:
            number = await self.read(last_number)
            self.trouble = ""
        except Refused as refusal:
            self.trouble = refusal.sentence
        else:
            if number > self._seen:
                self._tell_screens(number)
        if self.trouble != before and isinstance(self.screen, BiqScreen):
            self.screen.show_bars()

    def _tell_screens(self, number: int) -> None:
        """Called from any thread. Many commits in a moment are one message."""
        self._seen = max(self._seen, number)
        if not self._telling:
            self._telling = True
            self.call_later(self.set_timer, GATHER_SECONDS, self._pass_on)

    def _pass_on(self) -> None:
        self._telling = False
        if self.screen_stack:
            self.screen.post_message(JournalChanged(self._seen))
            place = self.screen.place if isinstance(self.screen, BiqScreen) else ""
            self.run_worker(self._keeper.follow(place, self._seen), group="door")

    def _door_changed(self) -> None:
        news = "" if self._doors is None else self._doors.phone_changed()
        if self.screen_stack and isinstance(self.screen, BiqScreen) and self.screen.is_mounted:
            if news:
                self.screen.tell(news)
            self.screen.repaint()

    async def on_unmount(self) -> None:
        """Close the doors; what was acknowledged is on disk already."""
        await self.end_keeping()
        if self._doors is not None:
            await self._doors.close_all()
        if self._database is not None:
            await asyncio.to_thread(self._database.close)
        self._turn.close()
        self._put_signals_back()

    def _handle_exception(self, error: Exception) -> None:
        """A crash prints one sentence and where the log is: no traceback, no locals, no names."""
        log_fault(error)
        super()._handle_exception(error)
        self._exit_renderables[:] = [Text(stopped(self.options.log_file))]


def _home(place: int) -> str:
    """The name under which Textual keeps a tab of the house."""
    return f"home-{place}"
