"""Papers of an event, said on Mehr. Pure.

`drucken plakat` · `drucken ablauf liste` · `drucken heim` · `drucken alles stick`
`plakat ar tr` · `plakat türkisch frei` · `drucken rollen aufbau`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..core.date_words import folded
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..papers.languages import all_, languages_of, name_of
from ..people.names import fold
from .papers.roles import called, roles
from .papers.wanted import KEYS, KINDS, PARTNER, POSTER, ROLES, Kind, Order, kind_of
from .plan import PartnerRow, Plan

GRAMMAR = (
    (N_("print"), N_("Which papers there are: poster, running order, list of helpers, and more.")),
    (N_("print poster"), N_("Makes the poster and shows it. You print it from there.")),
    (
        N_("poster arabic turkish"),
        N_("A poster in each language.  all languages   free: nobody pays to come in."),
    ),
    (
        N_("print roles"),
        N_("A sheet in large print for each role, partner, neighbour.  Only one:  print roles kim"),
    ),
    (N_("print day"), N_("Everything for the day on one page.")),
    (N_("print report"), N_("One page for the funder: numbers, money, what people say.")),
    (N_("print heim"), N_("The plan for one partner: only what it gives and does.")),
    (N_("print all stick"), N_("All papers, in one file, onto the stick.")),
)

MAKE = "make_papers"
"""The command; its order is the intention's first argument."""

_PRINT = frozenset({"drucken", "druck", "druckt", "papier", "papiere", "print", "papers"})
_STICK = frozenset({"stick", "usb"})
_ALL = frozenset({"alles", "alle", "all", "everything"})
_AND = frozenset({"und", "and", "auf", "in"})
_FREE = frozenset({"frei", "eintritt", "kostenlos", "free", "admission"})
_ROOM = 60
"""Letters of names in a hint at 80 columns."""
_TELLING = 3
"""So many letters of a paper's or a partner's name are enough."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made, and whether it goes onto a stick."""

    order: Order
    onto_stick: bool


def read_papers(text: str, plan: Plan) -> Intention | None:
    """What Enter will do if `text` is about papers, else None."""
    first, *words = folded(text).replace(",", " ").split() or [""]
    if first in kind_of(POSTER).words:
        return read_papers(f"print {text}", plan) if _is_about_languages(words) else None
    if first not in _PRINT:
        return None
    onto_stick = bool(words) and words[-1] in _STICK
    words = [word for word in words if word not in _STICK | _AND]
    if not words:
        return Intention(_("Which?  {papers} all").format(papers=_listed()))
    if set(words) <= _ALL:
        return _order(Order(KEYS), plan, onto_stick)
    if any(key_of(word) == POSTER for word in words):
        return _poster(words, plan, onto_stick)
    keys = [key_of(word) for word in words]
    if None not in keys:
        chosen = tuple(key for key in KEYS if key in keys)
        return _order(Order(chosen), plan, onto_stick)
    if keys[0] == ROLES and not any(keys[1:]):
        return _roles(words[1:], plan, onto_stick)
    partners = list(_called(words, plan))
    if len(partners) == 1:
        return _order(Order((PARTNER,), partners[0].partner_id), plan, onto_stick)
    if partners:
        names = ", ".join(partner.name for partner in partners)
        return Intention(_("Which one?  {names}").format(names=names))
    unknown = " ".join(word for word, key in zip(words, keys, strict=True) if key is None)
    return _unknown(unknown)


def _is_about_languages(words: list[str]) -> bool:
    """Whether a line that begins with the poster is no task: "Plakat drucken, Ayşe"."""
    rest = [word for word in words if word not in _STICK | _AND | _FREE]
    return not languages_of(rest)[1]


def _listed() -> str:
    """What can be typed, as far as the hint has room; the list on Mehr has them all."""
    names = [_(kind.name) for kind in KINDS]
    while len(" ".join(names)) > _ROOM:
        names[-2:] = ["…"]
    return " ".join(names)


def _poster(words: list[str], plan: Plan, onto_stick: bool) -> Intention:
    """The poster, in the languages that are named; other papers may be named with it."""
    papers = [word for word in words if key_of(word) is not None]
    rest = [word for word in words if key_of(word) is None and word not in _FREE]
    languages, unknown = languages_of(rest)
    if unknown:
        said = _("There is no language “{word}”. There are: {languages}")
        return Intention(said.format(word=" ".join(unknown), languages=all_()))
    keys = {key_of(word) for word in papers}
    order = Order(tuple(key for key in KEYS if key in keys))
    is_free = any(word in _FREE for word in words)
    return _order(replace(order, languages=languages, is_free=is_free), plan, onto_stick)


def _roles(words: list[str], plan: Plan, onto_stick: bool) -> Intention:
    """The sheets of some roles only."""
    whose = " ".join(words)
    if not called(words, plan):
        return Intention(_("There is no sheet for “{role}”.").format(role=whose))
    return _order(Order((ROLES,), whose=whose), plan, onto_stick)


def _unknown(words: str) -> Intention:
    said = _("There is no paper “{paper}”.  print  alone shows which there are.")
    return Intention(said.format(paper=words))


def key_of(word: str) -> str | None:
    """The one paper that is called so, or whose name begins so; None for none or several."""
    word = folded(word)
    hits = [kind for kind in KINDS if word in _names(kind)]
    if not hits and len(word) >= _TELLING:
        hits = [kind for kind in KINDS if any(name.startswith(word) for name in _names(kind))]
    return hits[0].key if len(hits) == 1 else None


def _names(kind: Kind) -> tuple[str, ...]:
    return (*kind.words, kind.key, folded(_(kind.name)))


def _called(words: list[str], plan: Plan) -> Iterator[PartnerRow]:
    """The partners whose names have words that begin with each of these."""
    for partner in plan.partners:
        its = fold(partner.name)
        parts = [part for word in words for part in fold(word)]
        if parts and all(
            len(part) >= _TELLING and any(each.startswith(part) for each in its) for part in parts
        ):
            yield partner


def _order(order: Order, plan: Plan, onto_stick: bool) -> Intention:
    partner = next((row for row in plan.partners if row.partner_id == order.partner_id), None)
    if partner is not None:
        what = _("plan for {partner}").format(partner=partner.name)
    elif order.keys == KEYS:
        what = ngettext("{n} paper", "{n} papers", len(KEYS)).format(n=len(KEYS))
    else:
        what = ", ".join(kind_of(key).title for key in order.keys)
    if order.keys == (ROLES,):
        number = len(called(order.whose.split(), plan) if order.whose else roles(plan))
        what = ngettext("{n} sheet", "{n} sheets", number)
    if facts := [*map(name_of, order.languages), *([_("Free admission")] if order.is_free else [])]:
        what += f" ({', '.join(facts)})"
    said = (
        _("Enter: onto the stick: {what}.") if onto_stick else _("Enter: makes and shows: {what}.")
    )
    return Intention(said.format(what=what), args=(Wanted(order, onto_stick),), command=MAKE)
