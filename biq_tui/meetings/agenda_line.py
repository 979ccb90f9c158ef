"""The line of Ablauf: points of the agenda, and what is to be known of the meeting. Pure.

`Ideen sammeln, 35` · `3` · `weiter` · `23 Menschen` · `ort Haus am Park` · `ankommen`
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..attendance.models import Sitting
from ..core.date_words import folded
from ..core.errors import Refused
from ..core.intention import YES, Intention
from ..core.language import N_, _, ngettext
from ..core.telling import sentence
from ..core.text import clean
from . import agenda, ideas, phone_ideas, sentences, show_line
from .agenda import MOST_HEADS, MOST_MINUTES, Point
from .board import Board, PointRow
from .idea_text import VERBATIM
from .meeting_line import when_of
from .models import TOPIC_LENGTH, PhoneIdeas
from .show_line import AGENDA, read_show

GRAMMAR = (
    (N_("Collect ideas, 35"), N_("A new point of the agenda, with 35 minutes.")),
    (N_("proposal"), N_("An agenda for two hours, as a beginning.")),
    (N_("3"), N_("The group is at point 3 now. Its time runs, silently.")),
    (N_("next"), N_("The group goes on to the next point.")),
    (N_("3 = Break, 15"), N_("Point 3 has another title or other minutes.")),
    (N_("3 remove yes"), N_("Point 3 is taken out.")),
    (N_("clock away"), N_("The time is not shown.  clock here  shows it again.")),
    (N_("23 people"), N_("So many are in the room. No names are needed.  +1  one more")),
    (N_("arrivals"), N_("People sign in by name or by phone.")),
    (N_("look back"), N_("What was good at the event? What was not? Next time?")),
    (N_("phones"), N_("Phones may send ideas. You see each one first.")),
    (N_("phones free"), N_("Ideas from phones are on the wall at once.")),
    (N_("phones off"), N_("Phones can not send ideas any more.")),
    (N_("qr"), N_("The code for phones, as large as the screen.")),
    (N_("topic What is missing?"), N_("What the meeting is about.")),
    (N_("place Haus am Park"), N_("Where the meeting is.")),
    (N_("when 24.3. 18-20"), N_("The meeting is at another time.")),
    (N_("fetch ideas"), N_("All ideas that were parked come back.")),
    (N_("hand over"), N_("Others type ideas and see nothing else. Your PIN leads back.")),
    (N_("hand over new"), N_("The same, with a new PIN.")),
    *show_line.GRAMMAR,
    (N_("what happened"), N_("Everything that happened. There you can take back anything.")),
)

PROPOSAL = frozenset({"vorschlag", "proposal"})
NEXT = frozenset({"weiter", "next"})
ARRIVALS = frozenset({"ankommen", "arrivals", "wer ist da", "wer ist da?"})
CLOCK = {
    "uhr weg": "clock_away",
    "clock away": "clock_away",
    "uhr da": "clock_here",
    "clock here": "clock_here",
}
FETCH = frozenset({"ideen holen", "fetch ideas"})
LOOK_BACK = frozenset({"auswertung", "auswerten", "look back"})
HAND_OVER = frozenset({"weitergeben", "laptop weitergeben", "hand over"})
HAND_OVER_NEW = frozenset({"weitergeben neu", "weitergeben neue pin", "hand over new"})
HAPPENED = frozenset({"was war", "what happened"})
PHONES = {
    "handys": PhoneIdeas.HELD,
    "phones": PhoneIdeas.HELD,
    "handys frei": PhoneIdeas.FREE,
    "phones free": PhoneIdeas.FREE,
    "handys zu": PhoneIdeas.OFF,
    "phones off": PhoneIdeas.OFF,
}
QR = frozenset({"qr", "qr code", "qr-code"})
TOPIC = frozenset({"thema", "topic"})
PLACE = frozenset({"ort", "place"})
WHEN = frozenset({"wann", "when"})
REMOVE = frozenset({"weg", "remove"})

USUAL = (
    Point(N_("Arriving"), 10),
    Point(N_("How is everybody?"), 10),
    Point(N_("What became of our tasks?"), 10),
    Point(N_("Collecting and sorting ideas"), 35),
    Point(N_("Break"), 15),
    Point(N_("What is important?"), 15),
    Point(N_("Who does what until when?"), 20),
    Point(N_("How was it?"), 5),
)
"""Two hours, as groups of 6 to 25 people often spend them."""

_HEADS = re.compile(r"(\d{1,3}) (?:menschen|leute|personen|da|people|here)")
_MORE_HEADS = re.compile(r"\+(\d{1,3})")
_NO_POINT = re.compile(r"[\d\s,]*[\s,][\d\s,]*|ja|yes|fertig|done")
"""What is typed on another tab, and is the title of nothing."""
_NUMBER = re.compile(r"(\d{1,3})(?:\s+|(?==)|$)(.*)", re.DOTALL)
_MINUTES = re.compile(r"(\d{1,3})(?: ?min(?:uten|utes|\.)?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    board: Board
    marked: int | None = None
    """Number of the marked point."""
    has_pin: bool = False
    """Whether there is a PIN that leads back when the laptop was handed over."""
    phones_elsewhere: str = ""
    """For what else the page for phones is open now; "" if for nothing."""


def read_agenda(text: str, look: Look) -> Intention:
    """What Enter will do with `text`."""
    typed = clean(text, 400)
    board = look.board
    if not typed:
        return _read_empty(look)
    if typed.startswith(VERBATIM):
        return _new(typed[1:].strip(), board)
    word = folded(typed)
    if word in ARRIVALS:
        return Intention(_("Enter: people arrive, by name or by phone."), command="arrivals")
    if word in CLOCK:
        shown = CLOCK[word] == "clock_here"
        said = _("Enter: the time is shown.") if shown else _("Enter: the time is not shown.")
        return Intention(said, command=CLOCK[word])
    if (looking := _look_back(word, board)) is not None:
        return looking
    if word in PROPOSAL:
        return _proposal(board)
    if word in NEXT:
        return _next(board)
    if word in FETCH:
        return _fetch(board)
    if word in HAND_OVER_NEW or (word in HAND_OVER and not look.has_pin):
        hint = _("Enter: asks for a new PIN. Then others can type, on Collect only.")
        return Intention(hint, command="hand_over_new")
    if word in HAND_OVER:
        hint = _("Enter: others can type, on Collect only. Back with your PIN.")
        return Intention(hint, command="hand_over")
    order, _space, last = word.rpartition(" ")
    if word in PHONES or (order in PHONES and last in YES):
        confirmed = word not in PHONES
        return _phones(PHONES[order if confirmed else word], look, confirmed)
    if word in QR:
        if not board.phones_invited:
            return Intention(_("No phone is invited.   For ideas from phones:  phones"))
        return Intention(_("Enter: shows the code for phones, large."), command="qr")
    if (wall := read_show(typed, board, AGENDA)) is not None:
        return wall
    if word in HAPPENED:
        return Intention(_("Enter: shows what happened."), command="happened")
    if (heads := _heads(word, board)) is not None and heads <= MOST_HEADS:
        told = sentence(sentences.HEADS, heads)
        return Intention(_enter(told), agenda.count_heads, (board.meeting_id, heads), told)
    if _NO_POINT.fullmatch(word):
        return Intention(
            _('This belongs to another tab.   As a point:  "{text}').format(text=typed)
        )
    first, _space, rest = typed.partition(" ")
    if rest and (about := _about(first.casefold().rstrip(":"), rest.strip(), board)):
        return about
    found = _NUMBER.fullmatch(typed)
    changing = _change(int(found[1]), found[2].strip(), board) if found else None
    return changing or _new(typed, board)


def _look_back(word: str, board: Board) -> Intention | None:
    """An event that is over: the oldest one, or the one whose name begins so."""
    verb = next((verb for verb in LOOK_BACK if word == verb or word.startswith(f"{verb} ")), None)
    if verb is None:
        return None
    called = word.removeprefix(verb).strip()
    past = [each for each in board.past_events if each.title.casefold().startswith(called)]
    if not past:
        return None  # then it is a point of the agenda
    hint = _("Enter: looks back on “{title}”. Three questions.").format(title=past[0].line)
    return Intention(hint, args=(past[0].event_id,), command="look_back")


def _heads(word: str, board: Board) -> int | None:
    """How many people are in the room by what was typed: "25 da", or "+1" at the door."""
    if found := _HEADS.fullmatch(word):
        return int(found[1])
    if found := _MORE_HEADS.fullmatch(word):
        return (board.heads or 0) + int(found[1])
    return None


def as_text(point: PointRow) -> str:
    """A point as it is typed: read again, it is the same."""
    minutes = "" if point.minutes is None else f", {point.minutes}"
    return f"{point.number} = {point.title}{minutes}"


def _read_empty(look: Look) -> Intention:
    point = next((row for row in look.board.agenda if row.number == look.marked), None)
    if point is not None:
        hint = _("Enter: takes point {number} into the line, to change it.").format(
            number=point.number
        )
        return Intention(hint, args=(as_text(point),), command="edit", chosen=point.number)
    if not look.board.agenda:
        return Intention(_("Type a point and its minutes:  Collect ideas, 35   Or:  proposal"))
    return Intention(_("A number: the group is at this point now.   Or:  next"))


def _new(typed: str, board: Board) -> Intention:
    point = _point(typed)
    if not point.title:
        return Intention(_("Please write what the point is called."))
    told = sentence(sentences.ITEM_ADDED, item=point.title)
    args = (board.meeting_id, (point,))
    return Intention(_enter(told) + _minutes(point), agenda.add_points, args, told)


def _change(number: int, rest: str, board: Board) -> Intention | None:
    """What is said of a point; None if the text is a new one that begins with a number."""
    point = next((row for row in board.agenda if row.number == number), None)
    if point is None:
        if rest:
            return None
        return Intention(_("There is no point {number}.").format(number=number))
    args: tuple[int | Point, ...] = (board.meeting_id, point.item_id)
    if not rest:
        told = sentence(sentences.ITEM_BEGUN, item=point.title)
        return Intention(_enter(told), agenda.begin_point, args, told, chosen=number)
    if rest.startswith("="):
        new = _point(rest[1:].strip())
        if not new.title:
            return Intention(_("Please write what the point is called."), chosen=number)
        told = sentence(sentences.ITEM_CHANGED, item=new.title)
        hint = _enter(told) + _minutes(new)
        return Intention(hint, agenda.change_point, (*args, new), told, chosen=number)
    words = folded(rest).split()
    if words and words[0] in REMOVE:
        if words[1:2] and words[1] in YES:
            told = sentence(sentences.ITEM_REMOVED, title=point.title)
            return Intention(_enter(told), agenda.remove_point, args, told, chosen=number)
        asks = _("Take out “{title}”?  Type:  {number} remove yes")
        return Intention(asks.format(title=point.title, number=number), chosen=number)
    return None


def _next(board: Board) -> Intention:
    at = board.in_hand
    left = [row for row in board.agenda if at is None or row.number > at.number]
    if not left:
        return Intention(_("There is no further point."))
    told = sentence(sentences.ITEM_BEGUN, item=left[0].title)
    args = (board.meeting_id, left[0].item_id)
    return Intention(_enter(told), agenda.begin_point, args, told, chosen=left[0].number)


def _proposal(board: Board) -> Intention:
    if board.agenda:
        return Intention(_("There is an agenda already."))
    points = tuple(Point(_(point.title), point.minutes) for point in USUAL)
    told = sentence(sentences.AGENDA_PROPOSED, len(points))
    return Intention(_enter(told), agenda.add_points, (board.meeting_id, points), told)


def _phones(phones: PhoneIdeas, look: Look, confirmed: bool) -> Intention:
    """Phones are invited to send ideas, or not any more; not away from where they are, unseen."""
    board = look.board
    if board.sitting is Sitting.ENDED:
        return Intention(_("The meeting has ended already."))
    if look.phones_elsewhere and phones is not PhoneIdeas.OFF and not confirmed:
        asks = _("Phones are at “{title}” now. That page closes. Type:  {order} yes")
        orders = {PhoneIdeas.HELD: N_("phones"), PhoneIdeas.FREE: N_("phones free")}
        return Intention(asks.format(title=look.phones_elsewhere, order=_(orders[phones])))
    if board.phones is phones:
        if not board.phones_invited:
            return Intention(_("It is so already."))
        here = _("Enter: the page for phones is open for this meeting.")
        return Intention(here, command="phones")
    told = sentence(sentences.PHONES[phones])
    args = (board.meeting_id, phones)
    return Intention(_enter(told), phone_ideas.invite, args, told, command="phones")


def _fetch(board: Board) -> Intention:
    if not board.parked:
        return Intention(_("No idea is parked."))
    told = sentence(sentences.BROUGHT_MANY, len(board.parked))
    args = (board.meeting_id, tuple(idea.idea_id for idea in board.parked))
    return Intention(_enter(told), ideas.bring_back, args, told)


def _about(word: str, rest: str, board: Board) -> Intention | None:
    """What is said of the meeting itself."""
    if word in TOPIC:
        topic = clean(rest, TOPIC_LENGTH)
        told = sentence(sentences.TOPIC, topic=topic)
        return Intention(_enter(told), agenda.set_topic, (board.meeting_id, topic), told)
    if word in PLACE:
        venue = clean(rest, agenda.VENUE_LENGTH)
        told = sentence(sentences.VENUE, venue=venue)
        return Intention(_enter(told), agenda.set_venue, (board.meeting_id, venue), told)
    if word in WHEN:
        try:
            when = when_of(rest)
        except Refused as refusal:
            return Intention(refusal.sentence)
        if when is None or when.times is None or when.rest:
            return Intention(_("Day and time, please:  when 24.3. 18-20"))
        told = sentence(sentences.MOVED, day=agenda.day_in_words(when.starts_at))
        args = (board.meeting_id, when.starts_at, when.ends_at)
        return Intention(_enter(told), agenda.move_meeting, args, told)
    return None


def _point(typed: str) -> Point:
    """Title and minutes; a number is one only as the last part after a comma."""
    title, comma, last = typed.rpartition(",")
    minutes = _MINUTES.fullmatch(last.strip())
    if comma and minutes and 0 < int(minutes[1]) <= MOST_MINUTES and title.strip():
        return Point(clean(title, TOPIC_LENGTH), int(minutes[1]))
    return Point(clean(typed, TOPIC_LENGTH))


def _minutes(point: Point) -> str:
    if point.minutes is None:
        return ""
    return "   " + ngettext("{n} minute.", "{n} minutes.", point.minutes)


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)
