"""The line of Sammeln: any text is an idea, a bare number says one again. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ..attendance.models import Sitting
from ..core.dates import full_date
from ..core.intention import Intention
from ..core.language import N_, _
from ..core.telling import sentence
from . import ideas, sentences
from .board import Board, IdeaRow
from .idea_text import Typed, as_typed, called, typed_as
from .memory import Memory
from .models import IDEA_LENGTH
from .waiting_line import read_waiting

if TYPE_CHECKING:
    from .likeness import Likeness

GRAMMAR = (
    (N_("Bench at the lake"), N_("A new idea, word for word as you type it.")),
    (N_("Bench at the lake x3 #a"), N_("At the very end: said 3 times, and in group A.")),
    (N_("12"), N_("Idea 12 is said again. Numbers of earlier meetings work, too.")),
    (N_('"Speed 50 x3'), N_("Begins with a quotation mark: everything stays as it is.")),
    (N_("↑ ↓"), N_("Marks the newest idea. Enter takes it into the line, to change it.")),
    (N_("↑ Enter"), N_("An idea from a phone that waits comes to the wall.")),
    (N_("↑ More light"), N_("It gets a short line. Its own words stay beside it.")),
    (N_("↑ remove"), N_("It does not come to the wall.")),
)


ADD_LATE = "add_late"
"""The command of the yes to adding something after the end."""

_ADDING = (ideas.collect, ideas.collect_many, ideas.say_again)


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    board: Board
    memory: Memory = field(default_factory=Memory)
    marked: int | None = None
    """Number of the marked idea."""
    editing: int | None = None
    """Number of the idea that is in the line, to be changed."""
    was: str | None = None
    """Its words when it came into the line: somebody else may change them meanwhile."""
    pasted: tuple[str, ...] = ()
    """Lines that were pasted and wait for an Enter."""
    sent: int | None = None
    """Id of the marked idea from a phone, which waits for a look."""
    adds_late: bool = False
    """She has said that she adds something although the meeting has ended."""


def groups_of(board: Board) -> Mapping[str, int]:
    """The ids of the groups, by letter and by title as they are compared."""
    titles = {called(group.title): group.cluster_id for group in board.groups}
    return titles | {group.letter: group.cluster_id for group in board.groups}


def in_the_line(idea: IdeaRow, board: Board) -> str:
    """An idea as it is typed, to be changed."""
    group = board.group_of(idea.cluster_id)
    letter = "" if group is None else group.letter
    return as_typed(idea.text, idea.own_said, letter, groups_of(board))


def read_idea(text: str, look: Look) -> Intention:
    """What Enter will do with `text`.

    Before something is added to a meeting that has ended it asks once: what was forgotten is
    welcome, but somebody may have opened last week's meeting by mistake.
    """
    intention = _read_idea(text, look)
    if look.board.sitting is not Sitting.ENDED or intention.use_case not in _ADDING:
        return intention
    if look.adds_late:
        return replace(intention, hint=f"{intention.hint}   " + _("Added afterwards."))
    asks = _("This meeting has ended. Add something to it?   Enter: yes   Esc: no")
    return Intention(asks, command=ADD_LATE, keeps_text=True)


def _read_idea(text: str, look: Look) -> Intention:
    if look.pasted:
        return _read_pasted(text, look)
    if look.sent is not None:
        return read_waiting(text, look.board, look.sent)
    typed = typed_as(text, groups_of(look.board))
    if look.editing is not None:
        return _changing(typed, look)
    if not text.strip():
        return _read_empty(look)
    if not typed.text:
        return Intention(_("Please write the idea."))
    if len(typed.text) > IDEA_LENGTH:
        return Intention(ideas.too_long(len(typed.text)))
    if typed.number is not None:
        return _again(typed.number, typed, look)
    board = look.board
    said = typed.said or 1
    message = sentences.COLLECTED if said == 1 else sentences.COLLECTED_OFTEN
    told = sentence(message, said, number=f"{board.next_idea}", idea=typed.text)
    args = (board.meeting_id, board.next_idea, typed.text, said, typed.cluster_id)
    return Intention(_enter(told) + _in_group(typed.cluster_id, board), ideas.collect, args, told)


def _read_empty(look: Look) -> Intention:
    idea = None if look.marked is None else look.board.by_number.get(look.marked)
    if idea is None:
        return Intention(_("Type an idea. A number: said again.   ? shows all"))
    hint = _("Enter: takes idea {number} into the line, to change it.   “{idea}”").format(
        number=idea.number, idea=idea.text
    )
    return Intention(hint, args=(idea.number,), command="change", chosen=idea.number)


def _again(number: int, typed: Typed, look: Look) -> Intention:
    board, more, history = look.board, typed.said or 1, ""
    if number not in board.by_number:
        number = look.memory.stands_for.get(number, number)
    idea = board.by_number.get(number)
    args: tuple[int | None, ...]
    if idea is not None:
        message, own, times = sentences.SAID_AGAIN, idea.number, idea.own_said + more
        args = (board.meeting_id, idea.idea_id, more, typed.cluster_id)
        told = sentence(message, times, number=f"{own}", idea=idea.text)
        chosen: int | None = own
    else:
        earlier = look.memory.by_number.get(number)
        if earlier is None:
            return Intention(
                _("There is no idea {number}. A text begins with a quotation mark:  \"{number}")
                .format(number=number)
            )  # fmt: skip
        args = (board.meeting_id, earlier.idea_id, more, typed.cluster_id)
        told = sentence(sentences.BROUGHT_BACK, number=f"{earlier.number}", idea=earlier.text)
        chosen, history = None, f"   ({earlier.history})"
    hint = _enter(told) + history + _in_group(typed.cluster_id, board)
    return Intention(hint, ideas.say_again, args, told, chosen=chosen)


def _changing(typed: Typed, look: Look) -> Intention:
    board = look.board
    idea = board.by_number.get(look.editing or 0)
    if idea is None:
        return Intention(_("This is not there any more."))
    if not typed.text:
        return Intention(
            _("Idea {number}: please write it.   Esc: it stays as it is.").format(
                number=idea.number
            )
        )
    if len(typed.text) > IDEA_LENGTH:
        return Intention(ideas.too_long(len(typed.text)))
    # What stands verbatim in the line says nothing of count and group: they stay.
    said = idea.own_said if typed.verbatim else typed.said or 1
    cluster_id = idea.cluster_id if typed.verbatim else typed.cluster_id
    if (typed.text, said, cluster_id) == (idea.text, idea.own_said, idea.cluster_id):
        return Intention(_("It is so already.   Esc: back"), chosen=idea.number)
    told = sentence(sentences.REWORDED, number=f"{idea.number}", idea=typed.text)
    args = (board.meeting_id, idea.idea_id, idea.text, typed.text, said, cluster_id)
    times = _(" ×{n}").format(n=said) if said > 1 else ""
    hint = _enter(told) + times + _in_group(cluster_id, board)
    if look.was not in (None, idea.text):
        hint = ideas.changed_meanwhile(idea.text)
    return Intention(hint, ideas.reword, args, told, chosen=idea.number)


def _read_pasted(text: str, look: Look) -> Intention:
    if text.strip():
        return Intention(_("Pasted lines wait. Please empty the line.   Esc: none of them"))
    board = look.board
    groups = groups_of(board)
    new = [typed_as(line, groups) for line in look.pasted]
    for at, typed in enumerate(new, start=1):
        if len(typed.text) > IDEA_LENGTH:
            line = _("Line {number}:").format(number=at)
            return Intention(f"{line} {ideas.too_long(len(typed.text))}   " + _("Esc: none"))
    told = sentence(sentences.COLLECTED_MANY, len(new))
    last = board.next_idea + len(new) - 1
    numbers = _("Numbers {first} to {last}.").format(first=board.next_idea, last=last)
    args = (
        board.meeting_id,
        tuple((typed.text, typed.said or 1, typed.cluster_id) for typed in new),
    )
    hint = f"{_enter(told)} {numbers}   " + _("Esc: none of them")
    return Intention(hint, ideas.collect_many, args, told)


def likest(text: str, look: Look) -> tuple[int, str] | None:
    """Number and words of the idea that most resembles what is typed; None if none does.

    Looks through this meeting's ideas and all earlier ones.
    """
    typed = typed_as(text, groups_of(look.board))
    if len(typed.text) < SHORTEST or typed.number is not None or look.pasted:
        return None
    others = [idea for idea in look.board.ideas if idea.number != look.editing]
    here = [(idea, words) for idea in others for words in (idea.text, idea.short) if words]
    found: list[tuple[float, int, str]] = []
    if (hit := _likeness(tuple(words for _idea, words in here)).likest(typed.text)) is not None:
        idea, words = here[hit[0]]
        found.append((hit[1], idea.number, words))
    if (hit := look.memory.likeness.likest(typed.text)) is not None:
        earlier, words = look.memory.worded[hit[0]]
        found.append((hit[1], earlier.number, f"{words} ({full_date(earlier.day)})"))
    if not found:
        return None
    _share, number, words = max(found, key=lambda each: (each[0], -each[1]))
    return number, words


@lru_cache(maxsize=2)
def _likeness(words: tuple[str, ...]) -> Likeness:
    """Made anew only when an idea has come or changed, not at every pause."""
    from .likeness import Likeness

    return Likeness(words)


MOST_SHOWN = 36
"""So many letters of a double are shown: what to type for it stands behind them."""

SHORTEST = 4
"""From so many letters on it is worth looking for a double."""


def similar(number: int, words: str) -> str:
    """The quiet row that shows the likeliest double."""
    return _("Similar:  {number} “{idea}”   The same? Then only  {number}").format(
        number=number, idea=words if len(words) <= MOST_SHOWN else f"{words[: MOST_SHOWN - 1]}…"
    )


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)


def _in_group(cluster_id: int | None, board: Board) -> str:
    group = board.group_of(cluster_id)
    if group is None:
        return ""
    return "   " + _("Group {letter} “{title}”.").format(
        letter=group.letter.upper(), title=group.title
    )


def numbers(rows: Sequence[IdeaRow]) -> list[int]:
    """The numbers of ideas, in their order."""
    return [row.number for row in rows]
