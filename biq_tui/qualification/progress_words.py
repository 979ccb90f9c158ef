"""How somebody stands with the blocks of a course, in signs and in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.dates import short_date
from ..core.language import N_, _
from .passport import BlockPass, BlockState, Passport, Standing

SIGNS = {
    BlockState.DONE: "✓",
    BlockState.OPEN: "·",
    BlockState.MAKE_UP: "N",
    BlockState.MISSED: "–",
    BlockState.NOT_ENROLLED: " ",
}
WORDS = {
    BlockState.DONE: N_("done"),
    BlockState.OPEN: N_("to come"),
    BlockState.MAKE_UP: N_("can be made up"),
    BlockState.MISSED: N_("missed"),
    BlockState.NOT_ENROLLED: N_("not enrolled then"),
}


def legend() -> str:
    """What the signs mean, in words."""
    blank = _("(blank)")
    return "  ".join(
        " ".join((SIGNS[state].strip() or blank, _(word))) for state, word in WORDS.items()
    )


def remark(one: Passport) -> str:
    """What is to be minded of somebody, in a few words."""
    if one.decided_because:
        return _("your decision")
    if one.standing is Standing.REACHED:
        return _("reached")
    if one.standing is Standing.OUT_OF_REACH:
        return _("no longer possible")
    if one.next_make_up and (one.needs_make_up or one.standing is Standing.ON_THE_WAY):
        return _("make up {day}").format(day=short_date(one.next_make_up.starts_at))
    if one.standing is Standing.AT_RISK:
        return _("must not miss any")
    return ""


def standing_in_words(one: Passport) -> str:
    """How far somebody is from the certificate; of who is neither far nor near, that too."""
    return remark(one) or _("on the way")


def blocks_in_words(one: Passport) -> Iterator[str]:
    """ "missed: 3." and so on, what needs something done first; by state, so that all fit a row."""
    for state in _BY_URGENCY:
        blocks = [block for block in one.blocks if block.state is state]
        if blocks:
            word, numbers = _(WORDS[state]), ", ".join(map(_number_in_words, blocks))
            yield f"{word}: {numbers}."


_BY_URGENCY = (
    BlockState.MAKE_UP,
    BlockState.MISSED,
    BlockState.NOT_ENROLLED,
    BlockState.OPEN,
    BlockState.DONE,
)


def block_in_words(block: BlockPass) -> str:
    """The state of one block; with the date at which it can be made up, and what was made up."""
    words = _(WORDS[block.state])
    if block.make_up:
        when = f"{short_date(block.make_up.starts_at)}, {block.make_up.run}"
        if block.state is not BlockState.MAKE_UP:
            return f"{words}. " + _("Can be made up: {when}").format(when=when)
        return f"{words} {when}"
    if block.made_up:
        words += ". " + _("{n} UE made up in another course").format(n=block.made_up)
    return words


def _number_in_words(block: BlockPass) -> str:
    if block.state is BlockState.MISSED and block.counted:
        return _("{block} ({counted} of {all} UE)").format(
            block=block.number, counted=block.counted, all=block.units
        )
    if block.make_up:
        return f"{block.number} ({short_date(block.make_up.starts_at)}, {block.make_up.run})"
    return f"{block.number}"
