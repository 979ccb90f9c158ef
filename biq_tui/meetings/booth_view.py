"""What stands in the voting booth: calm and blank between two people, then one ballot. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.cells import cell_len

from ..core.language import _, ngettext
from ..ui.item_list import Item, Tone
from ..voting.ballots import HANDS_SCALE, Kind
from ..voting.reading import OptionRow, PollRow
from .booth_ballot import BY_STEPS, Marks
from .booth_line import BoothLook, Phase

NOTE = 14
"""Cells at the right of an option: what it gets."""

_BESIDE = NOTE + 8
"""Cells of a row that are not the option's words: sign, letter, note, and the edge."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """All rows of the booth."""

    head: tuple[Item, ...]
    """The question and what to do; between two people, all there is."""
    options: tuple[Item, ...] = ()
    at: int | None = None
    """Place among the rows of `options` that has to be in sight; None: whichever she turned to."""

    @property
    def is_calm(self) -> bool:
        """Whether there is no ballot on it."""
        return not self.options


def drawn(look: BoothLook, marks: Marks, notice: str, width: int, height: int) -> Drawn:
    """What fits into so many columns and rows; options may go on below.

    `marks`: what is understood of the line; `notice`: what was said to the one before.
    """
    match look.phase:
        case Phase.COUNTED:
            parts = [_framed(_("Your vote is counted.")), [_("Thank you.")]]
        case Phase.BALLOT if look.poll is not None:
            return _ballot(look, look.poll, dict(marks), width, height)
        case Phase.TICKET if look.poll is not None:
            parts = [[_("Do you have a ticket?"), _("Please type its 8 letters.")]]
        case _ if look.poll is None:
            parts = [[_("No vote is open here now.")], [_("Please give the laptop back.")]]
        case _:
            parts = [[_("One person after the other.")], [_("Enter: I want to vote.")]]
    if notice and look.phase is Phase.BLANK:
        parts.insert(0, wrap(notice, width))
    return Drawn(tuple(_calm(parts, width, height)))


def full() -> str:
    """What is said when there are as many votes as people."""
    return (
        _("There are as many votes as people.")
        + " "
        + _("Please call the person who leads the meeting. Your vote is not counted yet.")
    )


def how(poll: PollRow) -> str:
    """What whoever votes has to do, with an example."""
    match poll.kind:
        case Kind.SINGLE:
            return _("You have 1 vote. Type one letter. For example:  b")
        case Kind.DOTS:
            dots = ngettext("You have {n} dot,", "You have {n} dots,", poll.most)
            on_one = _("at most {n} on one idea. For example:  a2 b1").format(n=poll.per_option)
            return f"{dots} {on_one}"
        case Kind.SCORE:
            return _("Every idea gets 0 to {n} points. More is better.").format(n=poll.most)
        case Kind.CONSENSING if poll.most == HANDS_SCALE:
            return _("0: I can live with it.  1: I doubt it.  2: I am against it.")
        case Kind.CONSENSING:
            return _("How much are you against it?  0: not at all.  {n}: very much.").format(
                n=poll.most
            )
        case Kind.RANKING:
            return _("What is best for you? Type the letters, the best first. For example:  b a")
        case Kind.BUDGET:
            return _(
                "There are {n} euros. Type all letters that you want. For example:  a c"
            ).format(n=poll.budget)
    if poll.most < len(poll.options):
        return ngettext(
            "You can choose {n}. Type its letter.",
            "You can choose up to {n}. Type their letters. For example:  a c",
            poll.most,
        )
    return _("Type all letters that you agree with. For example:  a c")


def _ballot(
    look: BoothLook, poll: PollRow, marks: Mapping[str, int], width: int, height: int
) -> Drawn:
    """The question, what to do, and the options, as far apart as there is room for.

    An idea's own words stand beneath its shorter line: of all if they fit, else of what is marked.
    """
    head = [Item(line, tone=Tone.STRONG) for line in wrap(poll.question, width)]
    head += [Item(line) for line in wrap(how(poll), width)]
    now = look.at if poll.kind in BY_STEPS else None

    def blocks_with(own: Mapping[str, str]) -> list[list[Item]]:
        return [
            list(_option(poll, option, marks, width, own.get(option.letter, ""), is_now=at == now))
            for at, option in enumerate(poll.options)
        ]

    blocks = blocks_with(look.originals)
    sought = now
    if look.originals and len(head) + sum(map(len, blocks)) > height:
        letters = [option.letter for option in poll.options]
        marked = [letters[now]] if now is not None and now < len(letters) else list(marks)
        blocks = blocks_with({each: look.originals.get(each, "") for each in marked})
        if now is None:
            head += [Item(line) for line in wrap(_("A letter shows an idea's own words."), width)]
            sought = letters.index(marked[0]) if len(marked) == 1 else None
    spare = height - len(head) - sum(map(len, blocks))
    if spare > 0:
        head.append(Item(""))
    page = max(height - len(head), 1)
    rows: list[Item] = []
    starts: list[int] = []
    for block in blocks:
        rows += [Item("")] if rows and spare >= len(blocks) else []
        left = page - len(rows) % page
        rows += [Item("")] * left if left < len(block) <= page else []  # none stands on two pages
        starts.append(len(rows))
        rows += block
    at = None if sought is None else starts[min(sought, len(starts) - 1)]
    return Drawn(tuple(head), tuple(rows), at)


def _option(
    poll: PollRow,
    option: OptionRow,
    marks: Mapping[str, int],
    width: int,
    own: str,
    *,
    is_now: bool,
) -> Iterator[Item]:
    number = marks.get(option.letter)
    words = option.wording
    if poll.budget is not None:
        words += "   " + _("{n} euros").format(n=option.cost)
    if option.picture:  # in words: not every terminal can draw it
        words += "   (" + _("Picture: {word}").format(word=option.picture_word) + ")"
    lines = wrap(words, max(width - _BESIDE, 10)) or [""]
    is_marked = is_now or (poll.kind not in BY_STEPS and number is not None)
    tone = Tone.MARKED if is_marked else Tone.STRONG
    note = "" if number is None else _note(poll.kind, number)
    yield Item(lines[0], option.letter.upper(), note, "▸" if is_marked else " ", tone)
    for line in lines[1:]:
        yield Item(line, "", "", " ", tone)
    for line in wrap(own, max(width - _BESIDE, 10)):
        yield Item(line)


def _note(kind: Kind, number: int) -> str:
    match kind:
        case Kind.DOTS:
            return ngettext("{n} dot", "{n} dots", number)
        case Kind.RANKING:
            return _("place {n}").format(n=number)
        case Kind.SCORE | Kind.CONSENSING:
            return f"{number}"
    return "✓"


def _framed(text: str) -> list[str]:
    bar = "━" * (cell_len(text) + 6)
    return [f"┏{bar}┓", f"┃   {text}   ┃", f"┗{bar}┛"]


def _calm(parts: Sequence[Sequence[str]], width: int, height: int) -> Iterator[Item]:
    """A few lines in the middle of the screen, and nothing beside."""
    lines = [line for part in parts for line in (*part, "")][:-1]
    for _row in range(max((height - len(lines)) // 2, 0)):
        yield Item("")
    for line in lines:
        yield Item(" " * max((width - cell_len(line)) // 2, 0) + line, tone=Tone.STRONG)
