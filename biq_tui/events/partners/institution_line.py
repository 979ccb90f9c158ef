"""What is said of an institution itself: co-organiser, contact, offers, logo, name, away. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...core.date_words import folded
from ...core.intention import YES, Intention, UseCase
from ...core.language import _, ngettext
from ...core.telling import sentence
from ...people import organisation_sentences, organisations
from ...people.contact_words import Reach, read_reach
from ...people.names import one_spelling
from ...people.organisations import ContactRow, Institution
from ...people.who import Unclear
from ..look import Look
from ..plan import MoneyRow, TaskRow
from . import joining, sentences
from .givers import Somebody
from .roles import (
    AWAY_WORDS,
    CALLED_WORDS,
    CO_ORGANISER_WORDS,
    CONTACT_WORDS,
    DEPUTY_WORDS,
    LOGO_WORDS,
    OFFERS_WORDS,
    YES_NO,
)

_IS_CALLED = tuple(word for word in CALLED_WORDS if " " in word)
_FIRST_WORDS = (
    CO_ORGANISER_WORDS | CONTACT_WORDS | DEPUTY_WORDS | LOGO_WORDS | OFFERS_WORDS | AWAY_WORDS
)


def entered(
    message: str,
    use_case: UseCase,
    args: tuple[Any, ...],
    chosen: int | None = None,
    *,
    lit: frozenset[int] = frozenset(),
    seen: str = "",
    after: str = "",
    **words: str,
) -> Intention:
    """Enter does it: the hint is what the journal will say, then what else is stored (`after`).

    `seen`: the giver's name as it may be seen now, if not as the journal says it.
    """
    told = sentence(message, **words)
    shown = {**words, "person": seen} if seen and "person" in words else words
    hint = _("Enter: {sentence}").format(sentence=sentence(message, **shown)) + after
    return Intention(hint, use_case, args, told, chosen=chosen, lit=lit)


def is_of_institution(rest: str) -> bool:
    """Whether something is said of the institution itself."""
    return _first(rest)[0] in _FIRST_WORDS | CALLED_WORDS


def read_institution(somebody: Somebody, rest: str, look: Look) -> Intention | None:
    """What Enter will do; None if it is about what the institution gives."""
    institution = somebody.institution
    if institution is None:
        return None
    word, what = _first(rest)
    if word in CO_ORGANISER_WORDS:
        return _co_organiser(institution, folded(what), look)
    if word in CONTACT_WORDS or word in DEPUTY_WORDS:
        return _contact(institution, what, word in DEPUTY_WORDS, look)
    if word in LOGO_WORDS:
        return _logo(institution, folded(what))
    if word in OFFERS_WORDS:
        return _offers(institution, what)
    if word in CALLED_WORDS:
        return _called(institution, what)
    if word in AWAY_WORDS:
        return _away(somebody, institution, folded(what) in YES, look)
    return None


def _first(rest: str) -> tuple[str, str]:
    """The first word, folded, and what follows as typed."""
    for words in _IS_CALLED:
        if folded(rest).startswith(f"{words} "):
            return words, rest[len(words) :].strip()
    word, _blank, what = rest.partition(" ")
    return folded(word).rstrip(":"), what.strip()


def _co_organiser(institution: Institution, said: str, look: Look) -> Intention:
    if said not in YES_NO:
        return Intention(
            _("A co-organiser carries the event with us and is liable with us:  … co-organiser yes")
        )
    args = (look.plan.event.event_id, institution.named, YES_NO[said])
    message = sentences.CO_ORGANISER[YES_NO[said]]
    return entered(message, joining.set_co_organiser, args, organisation=institution.name)


def _contact(institution: Institution, what: str, is_deputy: bool, look: Look) -> Intention:
    if not what:
        return Intention(_("Whom to ask there? Like this:  heim contact Mrs Meier 0421 36100"))
    words = folded(what).split()
    if len(words) > 1 and (words[-1] in AWAY_WORDS or words[-2] in AWAY_WORDS):
        return _contact_away(institution, what, words)
    typed = read_reach(what)
    known = _known(institution, typed.name)
    reach = typed if known is None else Reach(known.name, typed.phone, typed.email)
    if not reach.name:
        return Intention(_("Please write the name of the contact, too."))
    message = organisation_sentences.DEPUTY if is_deputy else organisation_sentences.CONTACT
    args = (look.plan.event.event_id, institution.named, reach, is_deputy)
    # Only what was typed: others may read along, and what is noted is not theirs.
    said = " · ".join(filter(None, (typed.name, typed.phone, typed.email)))
    said = said if known is None else _("known already: {contact}").format(contact=said or "–")
    after = "" if look.names_hidden else f"   ({said})"
    return entered(message, joining.set_contact, args, after=after, organisation=institution.name)


def _contact_away(institution: Institution, what: str, words: list[str]) -> Intention:
    is_sure = words[-1] in YES
    name = " ".join(what.split()[: -2 if is_sure else -1])
    known = _known(institution, name)
    if known is None:
        return Intention(_("This contact is not noted there."))
    if not is_sure:
        return Intention(_("Take the contact out? Type:  heim contact Meier away yes"))
    message = organisation_sentences.CONTACT_REMOVED
    return entered(
        message, joining.forget_contact, (known.contact_id,), organisation=institution.name
    )


def _known(institution: Institution, name: str) -> ContactRow | None:
    """The contact that is meant; None for a new one. Raises Unclear for more than one."""
    if not name:
        return institution.contacts[0] if len(institution.contacts) == 1 else None
    typed = _words(name)
    equal = [each for each in institution.contacts if _words(each.name) == typed]
    hits = equal or [each for each in institution.contacts if typed <= _words(each.name)]
    if len(hits) > 1:
        raise Unclear(_("Which contact is it? Please type more of the name."))
    return hits[0] if hits else None


def _words(name: str) -> frozenset[str]:
    """Whole words: Mei is not Meier, and Mr Meier not Mrs Meier."""
    return frozenset(one_spelling(word) for word in name.split())


def _logo(institution: Institution, said: str) -> Intention:
    if said not in YES_NO:
        return Intention(_("May the logo stand on posters?  … logo yes · … logo no"))
    args = (institution.named, YES_NO[said])
    message = organisation_sentences.LOGO[YES_NO[said]]
    return entered(message, organisations.allow_logo, args, organisation=institution.name)


def _offers(institution: Institution, what: str) -> Intention:
    if not what:
        known = institution.offers or _("nobody has noted it yet")
        return Intention(
            _("It offers: {offers}.   Otherwise:  … offers room, power").format(offers=known)
        )
    offers = organisations.offered(what)
    return entered(
        organisation_sentences.OFFERS,
        organisations.set_offers,
        (institution.named, offers),
        organisation=institution.name,
        offers=offers,
    )


def _called(institution: Institution, name: str) -> Intention:
    name = organisations.worded(name)
    if name == institution.name:
        return Intention(_("It is so already."))
    return entered(
        organisation_sentences.RENAMED,
        organisations.rename,
        (institution.named, name),
        organisation=name,
    )


def _away(somebody: Somebody, institution: Institution, is_sure: bool, look: Look) -> Intention:
    """Out of this event; who is no partner here, out of the list of institutions."""
    partner, name = somebody.at(look), institution.name
    if partner is None and institution.organisation_id is None:
        return Intention(_("It is no partner here, and nothing is noted of it."))
    if not is_sure:
        lost = 0 if partner is None else sum(
            row.partner_id == partner.partner_id for row in look.plan.pledges
        )  # fmt: skip
        also = "" if not lost else " " + ngettext(
            "{n} pledge goes with it.", "{n} pledges go with it.", lost
        )  # fmt: skip
        if partner is None:
            return Intention(
                _("Take {institution} out of the list of institutions? Then:  … away yes").format(
                    institution=name
                )
            )
        return Intention(
            _("{institution} is no partner any more? Then:  … away yes").format(institution=name)
            + also
        )
    if partner is not None:
        # The use case would refuse it: the hint says so before.
        rows: Sequence[TaskRow | MoneyRow] = (*look.plan.tasks, *look.plan.money)
        its = [row.number for row in rows if row.partner_id == partner.partner_id]
        if its:
            return Intention(joining.still_has(name, its), keeps_text=True)
        args = (look.plan.event.event_id, partner.organisation_id)
        return entered(sentences.PARTNER_LEAVES, joining.leave, args, organisation=name)
    gone = (institution.organisation_id,)
    message = organisation_sentences.REMOVED
    return entered(message, joining.remove_institution, gone, institution=name)
