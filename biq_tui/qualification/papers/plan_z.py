"""Plan Z: one PDF for the day before, with all that an evening needs if nothing works."""

from __future__ import annotations

from sqlmodel import Session

from ...attendance import notice
from ...core.language import _, speaking
from ...papers.typeset import Part
from .signature_sheet import list_part, signature_sheet, slip_parts, spare_part
from .wanted import Wanted, template


def parts(session: Session, wanted: Wanted) -> list[Part]:
    """What to do, the list, empty rows, the single sheets, and the privacy notice."""
    sheet = signature_sheet(session, wanted.date)
    return [
        Part(
            template("what_if"),
            {
                "title": "Was tun, wenn …",
                "dated": sheet.head.dated,
                "day": f"{sheet.head.block}, {sheet.head.day}, {sheet.head.times}",
            },
        ),
        list_part(sheet),
        spare_part(sheet),
        *slip_parts(sheet),
        notice_part(session),
    ]


def notice_part(session: Session) -> Part:
    """The privacy notice as the phones' page words it, for the wall and for who has no phone."""
    with speaking("de"):
        data = {"title": _("Your data"), "sections": _sections(notice.facts(session))}
    return Part(template("privacy"), data)


def _sections(facts: notice.Facts) -> list[tuple[str, list[str]]]:
    ask = _("Ask the person at the laptop.")
    law = [_("The law for this: {basis}").replace("{basis}", facts.basis)] if facts.basis else []
    who = _("The people who lead this course. Who else? Ask the person at the laptop.")
    if facts.recipients:
        who = _("The people who lead this course. Also: {recipients}").replace(
            "{recipients}", facts.recipients
        )
    sections = [
        (_("Who is responsible?"), [facts.controller, facts.contact]),
        (_("Who watches over data protection?"), [facts.officer]),
        (
            _("What do we keep?"),
            [
                _("Your name, as you write it. And the time."),
                # Papers are German on every laptop.
                "Auf der Liste: auch Ihre Unterschrift.",
            ],
        ),
        (
            _("What for?"),
            [
                _("We need to know who was here: for the list and for your certificate."),
                *law,
            ],
        ),
        (_("Who sees it?"), [who]),
        (_("How long do we keep it?"), [facts.period or ask]),
        (
            _("Your rights"),
            [
                _("You may see what we keep about you."),
                _("You may ask us to correct it."),
                _(
                    "You may ask us to delete it, or not to use it. "
                    "Sometimes a law says that we must keep it."
                ),
                _("You may say: I do not want this."),
                _("You may complain to the data-protection authority."),
                ask,
            ],
        ),
        (_("More"), [facts.more]),
    ]
    if not facts.controller and not facts.contact:
        sections[0][1].append(ask)
    said = [(title, [line for line in lines if line]) for title, lines in sections]
    return [(title, lines) for title, lines in said if lines]
