"""The line of money and slips: first who, then what.

`mül paid` · `mül paid 20` · `mül 25 euros` · `3 5 9 photo yes` · `1-4 7 name right`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..attendance.runs import NoSuchNumber, is_run, no_such_number, numbers_of_run
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..core.text import clean
from ..people.names import begins
from .money_look import NAMED, Look, called, covered, money_words, no, numbers_of
from .money_sheet import Payer
from .money_verbs import VERBS

GRAMMAR = (
    (N_("mül paid"), N_("She pays what is open. The line says how much, and the receipt.")),
    (N_("mül paid 20"), N_("She pays a part of it.")),
    (N_("3 reduced 25"), N_("She pays less in all. Nobody writes down why.")),
    (N_("3 waived"), N_("She pays nothing.")),
    (N_("3 pays"), N_("She pays the usual fee after all.")),
    (N_("3 receipt"), N_("Makes the receipt as a page to print.")),
    (N_("3 void 2027-7"), N_("This receipt does not count. Its number is never used again.")),
    (N_("3 5 9 photo yes"), N_("These people allow photos, on paper. Also:  no   open")),
    (N_("3 contacts yes"), N_("She wants to be on the contact list of the group.")),
    (N_("3 invitations yes"), N_("She wants invitations.")),
    (N_("3 partners no"), N_("Partners do not get her contact.")),
    (N_("1-4 7 name right"), N_("They have read their names on the slip: all right.")),
)

TYPED_LENGTH = 200
"""As much of a line is read, in characters."""

UNFINISHED = "…"
"""Stands for a word that is still being typed."""

_EUROS = re.compile(r"(.*\S)\s+([0-9.,]+)\s*(?:€|euros?|eur)", re.IGNORECASE)
"""'mül 25 euro' is 'mül zahlt 25'."""


def read_money(text: str, look: Look) -> Intention:
    """What Enter will do with `text` on the tab of money and slips. Pure."""
    text = clean(text, TYPED_LENGTH)
    if not text:
        return _read_empty(look)
    if len(text) >= TYPED_LENGTH - 1:
        return no(_("This is too long. Please do it in two steps."))
    try:
        who, verb, rest = _split(text, look)
        payers, is_typo = _meant(who, look)
    except NoSuchNumber as missing:
        return _nobody_has(missing, look)
    if not payers:
        return _unknown(who, look)
    if is_run(who) and who[-1] in "–-":
        return no(_("Up to which number? For example: 1-4"))
    if is_run(who):
        return VERBS[verb](payers, rest, look) if verb in VERBS else _what_then(payers, look)
    marked = [payer for payer in payers if payer.number == look.marked]
    if not marked and (is_typo or len(payers) > 1):
        return _asking(payers, is_typo, look)
    its = marked or payers
    if verb == UNFINISHED:
        meant = _what_then(its, look)
    else:
        meant = VERBS[verb](its, rest, look) if verb else _bare(its[0], look)
    return replace(meant, lit=numbers_of(payers), chosen=its[0].number)


def _read_empty(look: Look) -> Intention:
    marked = look.money.by_number.get(look.marked or 0)
    if marked is not None:
        return replace(_bare(marked, look), chosen=marked.number)
    return Intention(_("First who, then what:  mül paid    3 5 photo yes    ? shows everything"))


def _split(text: str, look: Look) -> tuple[str, str, str]:
    """Who, the verb and the rest; a verb counts only after a known person or number."""
    if look.money.names.same(text):
        return text, "", ""
    words = text.split()
    places = [place for place in range(1, len(words)) if words[place].casefold() in VERBS]
    whos = [" ".join(words[:place]) for place in places]
    # The longest name, as somebody may be called like a word; then one that only resembles.
    sure = [place for place, who in zip(places, whos, strict=True) if _is_known(who, look, False)]
    unsure = [place for place, who in zip(places, whos, strict=True) if _is_known(who, look)]
    for place in (*sure[-1:], *unsure[:1]):
        return " ".join(words[:place]), words[place].casefold(), " ".join(words[place + 1 :])
    amount = _EUROS.fullmatch(text)
    if amount is not None and _is_known(amount[1], look):
        return amount[1], "pays", amount[2]
    who, _blank, begun = text.rpartition(" ")
    if _begins_word(begun) and not _is_known(text, look) and _is_known(who, look):
        return who, UNFINISHED, ""
    return text, "", ""


def _begins_word(text: str) -> bool:
    return any(word.startswith(text.casefold()) for word in VERBS)


def _is_known(who: str, look: Look, or_typo: bool = True) -> bool:
    """Whether these are numbers, or somebody; a name that only resembles one, too, `or_typo`."""
    if who.isdecimal() or is_run(who) or _guests(who, look):
        return True
    payers, is_typo = _meant(who, look)
    return bool(payers) and (or_typo or not is_typo)


def _meant(who: str, look: Look) -> tuple[list[Payer], bool]:
    """The people, and whether their names only resemble what was typed. Raises NoSuchNumber."""
    seen = look.money
    if who.isdecimal() or is_run(who):
        return [seen.by_number[number] for number in numbers_of_run(who, [*seen.by_number])], False
    named = seen.names.named(who)
    if named or _guests(who, look):
        return [seen.by_number[number] for number in named], False
    return [seen.by_number[number] for number in seen.names.similar(who)], True


def _guests(who: str, look: Look) -> list[tuple[int, str]]:
    return [(number, name) for number, name in look.guests if begins(who, name)]


def _nobody_has(missing: NoSuchNumber, look: Look) -> Intention:
    for number, name in look.guests:
        if number == missing.args[0]:
            return _guest(number, name, look)
    return no_such_number(missing)


def _unknown(who: str, look: Look) -> Intention:
    for number, name in _guests(who, look)[:1]:
        return _guest(number, name, look)
    return no(_("Nobody in the course has this name: {name}").format(name=who))


def _guest(number: int, name: str, look: Look) -> Intention:
    guest = covered(number, name) if look.names_hidden else name
    return no(_("{person} is not in the course, and pays nothing.").format(person=guest))


def _asking(payers: Sequence[Payer], is_typo: bool, look: Look) -> Intention:
    """Enter marks the first, of whom something is open if there is one; a second Enter acts."""
    question = _("Who is it? {names}.   Enter or ↑↓ chooses.")
    if is_typo:
        question = _("Nobody is called exactly this. Perhaps {names}?   Enter or ↑↓ chooses.")
    first = next((payer for payer in payers if payer.dues.open), payers[0])
    return Intention(
        question.format(names=called(payers, look)),
        args=(first.number,),
        command="mark",
        lit=numbers_of(payers),
        keeps_text=True,
    )


def _bare(payer: Payer, look: Look) -> Intention:
    """Somebody without a word: how things stand, and the number goes into the line."""
    asked = _what_then((payer,), look)
    return replace(asked, args=(f"{payer.number} ",), command="edit", keeps_text=False)


def _what_then(payers: Sequence[Payer], look: Look) -> Intention:
    """These people, and what can be said of them."""
    who = called(payers, look, NAMED)
    if len(payers) > 1:
        who = ngettext("{n} person", "{n} people", len(payers)) + f" ({who})"
    elif not look.names_hidden:
        numbers = ", ".join(f"{receipt.number}" for receipt in payers[0].counting[-2:])
        who += f", {money_words(payers[0].dues)}" + (f" ({numbers})" if numbers else "")
    hint = _("{person}:  What then?  paid   photo yes   name right").format(person=who)
    return no(hint, payers)
