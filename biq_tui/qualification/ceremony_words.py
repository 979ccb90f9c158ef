"""How the line of the ceremony names people and papers, and what its intentions do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..core.errors import Refused
from ..core.intention import Intention, UseCase
from ..core.language import N_, _, ngettext
from ..core.telling import sentence
from ..people.directory import told_apart
from . import certificate_sentences as sentences
from .ceremony_calls import Call, Calls
from .certificate_contents import COURSE
from .certificate_models import CertificateKind
from .certificates import Issued, issue, missing
from .papers_line import STICK

PRINT, ISSUED, DRAFT = "print", "issued", "draft"
"""What the screen does: with ids of papers, with what was just issued, with nobody's paper."""


_KINDS = {
    CertificateKind.CERTIFICATE: N_("Certificate"),
    CertificateKind.ATTENDANCE: N_("Confirmation of attendance"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    calls: Calls
    marked: int | None = None
    names_hidden: bool = False


def kind_words(kind: CertificateKind) -> str:
    """ "Certificate", or "Confirmation of attendance"."""
    return _(_KINDS[kind])


def scope_words(scope: str) -> str:
    """ "Block 3", "module 2"."""
    what, _blank, number = scope.partition(" ")
    said = _("Block {number}") if what == "block" else _("module {number}")
    return said.format(number=number)


def scope_of(typed: str) -> str:
    """ "block 3" or "module 2", however it was typed. Raises Refused for anything else."""
    what, _blank, number = typed.partition(" ")
    if what in _PARTS and number.isdecimal():
        return f"{_PARTS[what]} {int(number)}"
    raise Refused(_("Please write for example:  block 3    or  module 2"))


_PARTS = {"block": "block", "modul": "module", "module": "module"}


def shown(call: Call, look: Look) -> str:
    """The name; with names hidden the number and first name, and only while somebody types."""
    if look.names_hidden:
        return f"{call.number} {call.name.split()[0]}"
    if len(look.calls.names.same(call.name)) > 1:
        return told_apart(call.name, call.known_by, call.number)
    return call.name


def first_of_all(look: Look) -> str:
    """What has to be said before papers can be issued."""
    return _("First please write:  {what}").format(what=missing(look.calls.held))


def nobody_waits(look: Look) -> str:
    """Why no paper can be issued."""
    if look.calls.issued:
        return _("Everybody has a paper. To print all:  print")
    return _("Nobody has been there yet. So there is nothing to certify.")


def no_unit(call: Call, look: Look) -> str:
    """She gets no paper."""
    return _("{person} has no unit yet. So there is nothing to certify.").format(
        person=shown(call, look)
    )


def no_paper(call: Call, look: Look) -> str:
    """She has no paper, and what to type."""
    if call.now is None:
        return no_unit(call, look)
    return _("{person} has no paper yet. Type:  {number} issue yes").format(
        person=shown(call, look), number=call.number
    )


def issue_one(call: Call, look: Look, scope: str = COURSE) -> Intention:
    """Enter issues her paper about `scope`."""
    number, _same = look.calls.next_numbers(1)
    args = (look.calls.run_id, (call.person_id,), scope)
    return about(call, look, sentences.ISSUED, issue, args, number=number)


def about(
    call: Call, look: Look, message: str, use_case: UseCase, args: tuple[object, ...], **words: str
) -> Intention:
    """Enter runs `use_case`, the journal says `message` of her, and her paper is made."""
    said = sentence(message, person=shown(call, look), **words)
    meant = act(said, use_case, args, ISSUED)
    return replace(meant, sentence=sentence(message, person=call.name, **words))


def act(said: str, use_case: UseCase, args: tuple[object, ...], command: str = "") -> Intention:
    """Enter runs `use_case`; then the screen does `command`."""
    hint = _("Enter: {sentence}").format(sentence=said)
    return Intention(hint, use_case, args, said, command=command)


def print_these(papers: Sequence[Issued | None], hint: str, rest: str) -> Intention:
    """Enter makes a file of these, in this order; `rest` may send it onto a stick."""
    onto_stick = rest.casefold() in STICK
    if rest and not onto_stick:
        return Intention(_("To print all papers:  print      Only one:  7 print      ? shows all"))
    ids = tuple(one.certificate_id for one in papers if one)
    if onto_stick:
        hint = ngettext(
            "Enter: {n} paper goes onto the stick.",
            "Enter: {n} papers go onto the stick.",
            len(ids),
        )
    return Intention(hint, args=(ids, onto_stick), command=PRINT)
