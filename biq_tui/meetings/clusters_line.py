"""The line of Ordnen: first the numbers, then where they belong. Pure.

`3 7 12 Grün` · `3 7 12 b` · `a = Schöner Park` · `3 7 gleich` · `9 später` · `7 trennen`
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core.intention import YES, Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from ..people.names import fold
from . import clusters, ideas, sentences, show_line, wishes
from .board import Board, Double, GroupRow, IdeaRow
from .idea_text import VERBATIM, called
from .ideas_line import groups_of
from .models import GROUP_LENGTH, SHORT_LENGTH, WORDING_LENGTH, IdeaState
from .sentences import listed
from .show_line import IDEAS, read_show
from .waiting_line import too_long

GRAMMAR = (
    (N_("3 7 12 Green"), N_("These ideas form a group, or come into the one that is called so.")),
    (N_("3 7 12 b"), N_("These ideas come into group B.")),
    (N_("a = Nicer park"), N_("Group A gets another name.")),
    (N_("3 7 same"), N_("Idea 7 is the same as idea 3. Both texts stay.")),
    (N_("7 separate"), N_("Idea 7 stands for itself again, as it was.")),
    (N_("9 later"), N_("Idea 9 comes back at the next meeting.")),
    (N_("3 we do"), N_("The group wants to do idea 3.")),
    (N_("3 7 event Party at the canal"), N_("Ideas 3 and 7 become an event, called so.")),
    (N_("3 open"), N_("Idea 3 is neither parked nor chosen any more.")),
    (N_("3 out"), N_("Idea 3 is in no group any more.")),
    (N_("3 short Benches"), N_("A short line for idea 3, beside its own words.")),
    *show_line.GRAMMAR_OF_IDEAS,
    (N_("b remove yes"), N_("Group B is gone. Its ideas stay.")),
)

SAME = frozenset({"gleich", "same"})
SEPARATE = frozenset({"trennen", "auseinander", "separate", "split", "apart"})
OUT = frozenset({"raus", "ohne gruppe", "out", "no group"})
SHORT = frozenset({"kurz", "short"})
REMOVE = frozenset({"weg", "remove"})
EVENT = frozenset({"veranstaltung", "event"})
STATES = {
    "später": IdeaState.PARKED,
    "spaeter": IdeaState.PARKED,
    "later": IdeaState.PARKED,
    "machen wir": IdeaState.CHOSEN,
    "gewählt": IdeaState.CHOSEN,
    "we do": IdeaState.CHOSEN,
    "chosen": IdeaState.CHOSEN,
    "offen": IdeaState.OPEN,
    "open": IdeaState.OPEN,
}

_NUMBERS = re.compile(r"\d+(?:\s*[-–]\s*\d+)?(?:[\s,;]+\d+(?:\s*[-–]\s*\d+)?)*(?=[\s,;>→]|$)")
_SPAN = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_RENAME = re.compile(r"([a-zA-Z])\s*=\s*(.*)")
_OF_GROUP = re.compile(r"([a-zA-Z])\s+(.+)")
_LONGEST_SPAN = 500


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    board: Board
    marked: int | None = None
    """Number of the marked idea."""


def read_order(text: str, look: Look) -> Intention:
    """What Enter will do with `text`."""
    text = clean(text, 2 * WORDING_LENGTH)
    if not text:
        return _read_empty(look)
    if found := _RENAME.fullmatch(text):
        return _rename(found[1].lower(), found[2].strip(), look.board)
    numbers = _NUMBERS.match(text)
    if numbers is None:
        return _read_words(text, look.board)
    chosen, missing = _ideas_of(numbers[0], look.board)
    if missing is not None:
        return Intention(
            _("There is no idea {number} at this meeting.").format(number=missing), lit=_lit(chosen)
        )
    where = text[numbers.end() :].lstrip(" ,;>→").strip()
    if not where:
        return Intention(
            _("Where?  {numbers} Green · {numbers} b · {numbers} same · {numbers} later").format(
                numbers=numbers[0]
            ),
            lit=_lit(chosen),
        )
    return _where(where, numbers[0], chosen, look.board)


def _read_empty(look: Look) -> Intention:
    idea = None if look.marked is None else look.board.by_number.get(look.marked)
    if idea is None:
        return Intention(_("First the numbers, then the group:  3 7 12 Green   ? shows all"))
    hint = _("Enter: takes number {number} into the line.   “{idea}”").format(
        number=idea.number, idea=idea.text
    )
    return Intention(hint, args=(f"{idea.number} ",), command="edit", chosen=idea.number)


def _read_words(text: str, board: Board) -> Intention:
    """The wall is turned, a group is taken out, or ideas are looked for."""
    if (shown := read_show(text, board, IDEAS)) is not None:
        return shown
    if found := _OF_GROUP.fullmatch(text):
        words = found[2].casefold().split()
        if words[0] in REMOVE:
            return _remove(found[1].lower(), words[1:], board)
    words_typed = set(fold(text))
    hits = [
        idea
        for idea in board.ideas
        if all(
            any(part.startswith(word) for part in fold(f"{idea.text} {idea.short}"))
            for word in words_typed
        )
    ]
    hint = _("First the numbers, then the group:  3 7 12 Green   ? shows all")
    return Intention(hint, lit=_lit(hits))


def _where(where: str, typed: str, chosen: list[IdeaRow], board: Board) -> Intention:
    word = " ".join(where.casefold().split())
    ids, numbers = tuple(idea.idea_id for idea in chosen), listed(tuple(i.number for i in chosen))
    if word in SAME:
        return _same(chosen)
    if word in SEPARATE:
        return _separate(typed, chosen, board)
    if word in STATES:
        state = STATES[word]
        if all(idea.state is state for idea in chosen):
            return Intention(_("It is so already."), lit=_lit(chosen))
        told = sentence(sentences.STANDS[state], numbers=numbers)
        return Intention(_enter(told), ideas.stand, (ids, state), told, lit=_lit(chosen))
    if word in OUT:
        if all(idea.cluster_id is None for idea in chosen):
            return Intention(_("It is so already."), lit=_lit(chosen))
        told = sentence(sentences.UNGROUPED, numbers=numbers)
        args = (board.meeting_id, ids)
        return Intention(_enter(told), clusters.ungroup, args, told, lit=_lit(chosen))
    first, _space, rest = where.partition(" ")
    if first.casefold() in SHORT and len(chosen) == 1:
        short = rest.strip()
        if len(short) > SHORT_LENGTH:
            return Intention(too_long(short), lit=_lit(chosen))
        told = sentence(sentences.SHORTENED, number=numbers, short=short or "–")
        wanted = (chosen[0].idea_id, short)
        return Intention(_enter(told), ideas.shorten, wanted, told, lit=_lit(chosen))
    if first.casefold().rstrip(":") in EVENT:
        return _event(rest.strip(), chosen, board)
    return _grouped(where.removeprefix("#"), chosen, board)


def _event(rest: str, chosen: list[IdeaRow], board: Board) -> Intention:
    """The group wants an event of these ideas; without words for it, in those of the first one."""
    wording = rest or chosen[0].text
    if len(wording) > WORDING_LENGTH:
        return Intention(wishes.too_long(wording), lit=_lit(chosen))
    numbers = tuple(idea.number for idea in chosen)
    if any((row.wording, row.numbers) == (wording, numbers) for row in board.wishes):
        return Intention(_("It is so already."), lit=_lit(chosen))
    told = sentence(sentences.WISHED, numbers=listed(numbers), wish=wording)
    args = (board.meeting_id, tuple(idea.idea_id for idea in chosen), wording)
    return Intention(_enter(told), wishes.wish, args, told, lit=_lit(chosen))


def _grouped(where: str, chosen: list[IdeaRow], board: Board) -> Intention:
    """Into the group that is called so, or a new one."""
    title = clean(where.removeprefix(VERBATIM), GROUP_LENGTH)
    ids, numbers = tuple(idea.idea_id for idea in chosen), listed(tuple(i.number for i in chosen))
    known = board.group_of(groups_of(board).get(called(title)))
    if known is not None:
        if all(idea.cluster_id == known.cluster_id for idea in chosen):
            return Intention(_("It is so already."), lit=_lit(chosen))
        letter = known.letter.upper()
        told = sentence(sentences.GROUPED, numbers=numbers, letter=letter, cluster=known.title)
        args = (board.meeting_id, known.cluster_id, ids)
        return Intention(_enter(told), clusters.group, args, told, lit=_lit(chosen))
    if len(title) == 1 and title.isalpha():
        hint = _("There is no group {letter} yet. What is it called?  {numbers} Green")
        numbers = numbers.replace(",", "")
        return Intention(hint.format(letter=title.upper(), numbers=numbers), lit=_lit(chosen))
    if not title:
        return Intention(_("What is the group called?"), lit=_lit(chosen))
    letter = next_letter(board)
    if not letter:
        return Intention(_("There are 26 groups. There can't be more."), lit=_lit(chosen))
    told = sentence(sentences.NEW_GROUP, numbers=numbers, letter=letter.upper(), cluster=title)
    new = (board.meeting_id, letter, title, ids)
    return Intention(_enter(told), clusters.new_group, new, told, lit=_lit(chosen))


def _same(chosen: list[IdeaRow]) -> Intention:
    if len(chosen) < 2:
        return Intention(_("The same as which?  For example:  3 7 same"), lit=_lit(chosen))
    kept, *others = chosen
    numbers = listed(tuple(idea.number for idea in others))
    told = sentence(sentences.MERGED, numbers=numbers, number=f"{kept.number}", idea=kept.text)
    args = (kept.idea_id, tuple(idea.idea_id for idea in others))
    return Intention(_enter(told), ideas.merge, args, told, lit=_lit(chosen))


def _separate(typed: str, chosen: list[IdeaRow], board: Board) -> Intention:
    """A double's own number means itself; the number of an idea means all that are the same."""
    doubles: list[Double] = []
    for number in _numbers_of(typed):
        own = board.double_numbers.get(number)
        idea = board.by_number.get(number)
        if own is not None:
            doubles.append(own)
        elif idea is not None:  # what was the same as one of its doubles stays so
            doubles += [each for each in idea.doubles if each.same_as == idea.idea_id]
    if not doubles:
        return Intention(_("No other idea is the same as this one."), lit=_lit(chosen))
    told = sentence(sentences.SEPARATED, numbers=listed(tuple(double.number for double in doubles)))
    args = (tuple(double.idea_id for double in doubles),)
    return Intention(_enter(told), ideas.separate, args, told, lit=_lit(chosen))


def _rename(letter: str, title: str, board: Board) -> Intention:
    group = _group(letter, board)
    if group is None:
        return _no_group(letter)
    title = clean(title, GROUP_LENGTH)
    if not title:
        return Intention(_("What is the group called?"))
    other = groups_of(board).get(called(title))
    if other is not None and other != group.cluster_id:
        return Intention(_("Another group is called so already."))
    if title == group.title:
        return Intention(_("It is so already."))
    told = sentence(sentences.RENAMED, letter=letter.upper(), cluster=title)
    args = (board.meeting_id, group.cluster_id, title)
    return Intention(_enter(told), clusters.rename, args, told)


def _remove(letter: str, rest: list[str], board: Board) -> Intention:
    group = _group(letter, board)
    if group is None:
        return _no_group(letter)
    its = board.ideas_of(group.cluster_id)
    if its and not (rest and rest[0] in YES):
        return Intention(
            _("Group {letter} “{title}” has ideas. They stay. Type:  {letter} remove yes").format(
                letter=letter.upper(), title=group.title
            ),
            lit=_lit(list(its)),
        )
    told = sentence(sentences.GROUP_REMOVED, letter=letter.upper())
    args = (board.meeting_id, group.cluster_id)
    return Intention(_enter(told), clusters.remove_group, args, told, lit=_lit(list(its)))


def next_letter(board: Board) -> str:
    """The letter of the next new group: after the last one, so that columns grow to the right."""
    used = {group.letter for group in board.groups}
    last = max(used, default="")
    after = [letter for letter in clusters.LETTERS if letter > last]
    free = [letter for letter in clusters.LETTERS if letter not in used]
    return (after or free or [""])[0]


def _ideas_of(text: str, board: Board) -> tuple[list[IdeaRow], int | None]:
    """The ideas that are named, each once, in their order; and a number that nobody has."""
    chosen: dict[int, IdeaRow] = {}
    for number in _numbers_of(text, board):
        idea = board.by_number.get(number)
        if idea is None:
            return list(chosen.values()), number
        chosen.setdefault(idea.idea_id, idea)
    return list(chosen.values()), None


def _numbers_of(text: str, board: Board | None = None) -> list[int]:
    """Single numbers, and of spans those that there are."""
    found: list[int] = []
    for first, last in _SPAN.findall(text):
        if not last:
            found.append(int(first))
            continue
        start, end = sorted((int(first), int(last)))
        if end - start > _LONGEST_SPAN:
            end = start
        inside = range(start + 1, end)
        there = [n for n in inside if board is None or n in board.by_number]
        found += [start, *there, end]
    return found


def _group(letter: str, board: Board) -> GroupRow | None:
    return next((group for group in board.groups if group.letter == letter), None)


def _no_group(letter: str) -> Intention:
    return Intention(_("There is no group {letter}.").format(letter=letter.upper()))


def _lit(chosen: list[IdeaRow]) -> frozenset[int]:
    return frozenset(idea.number for idea in chosen)


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)
