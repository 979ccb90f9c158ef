"""Pledges: needed, asked, pledged, pledged if, declined, no answer; once, and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from biq_tui.core.errors import Refused
from biq_tui.core.write import Write
from biq_tui.events.models import BudgetLine, EventTask, Payer, PledgeRole, PledgeState, Via
from biq_tui.events.partners import joining, pledges
from biq_tui.events.partners.carrying import carried_by
from biq_tui.events.partners.gifts import Answer, Gift, Giver
from biq_tui.people import organisations
from biq_tui.people.contact_words import Reach
from tests.events.event_at import Fest
from tests.room import newest

ROOM = Gift(PledgeRole.ROOM)
TABLES = Gift(PledgeRole.MATERIAL, "20 Tische")
YES = Answer(PledgeState.PLEDGED)
HEIM = Giver("Bremer Heimstiftung")
VHS = Giver("Volkshochschule Bremen")


def rows(fest: Fest) -> list[str]:
    """What is stored: "1 Bremer Heimstiftung · Raum · pledged"."""
    return [
        f"{row.number} {row.partner or row.person or '–'} · {row.what or row.role} · {row.state}"
        for row in fest.plan.pledges
    ]


def test_somebody_is_asked_and_answers_in_the_same_row(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    asked = fest.do(
        pledges.ask, fest.event_id, "Bremer Heimstiftung", PledgeRole.ROOM, due=date(2027, 4, 2)
    )
    assert asked == pledges.Recorded(1, True)
    assert newest(fest.database) == "Bremer Heimstiftung: Raum – gefragt (bis Fr 2.4.2027)"
    by_phone = Answer(PledgeState.PLEDGED, via=Via.PHONE)
    again = fest.do(pledges.record, fest.event_id, HEIM, ROOM, by_phone)
    assert again == pledges.Recorded(1, True)
    assert newest(fest.database) == "Bremer Heimstiftung: Raum – zugesagt (am Telefon)"
    (row,) = fest.plan.pledges
    assert (row.via, row.said_on, row.due) == (Via.PHONE, date(2027, 3, 5), date(2027, 4, 2))
    assert fest.do(pledges.record, fest.event_id, HEIM, ROOM, YES).changed is False
    fest.undo()
    assert [row.state for row in fest.plan.pledges] == [PledgeState.ASKED]
    fest.undo()
    assert fest.plan.pledges == ()
    assert fest.plan.partners == ()


def test_what_was_needed_becomes_the_pledge_of_who_gives_it(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    fest.do(pledges.need, fest.event_id, TABLES)
    assert newest(fest.database) == "Es fehlt noch: 20 Tische"
    tables = Gift(PledgeRole.MATERIAL, "Tische")
    condition = Answer(PledgeState.PLEDGED_IF, "der Hausmeister kann")
    fest.do(pledges.record, fest.event_id, HEIM, tables, condition)
    assert rows(fest) == ["1 Bremer Heimstiftung · 20 Tische · pledged_if"]
    with pytest.raises(Refused, match="1 20 Tische"):  # somebody is asked for it
        fest.do(pledges.need, fest.event_id, TABLES)
    fest.do(pledges.record, fest.event_id, HEIM, tables, YES)
    (row,) = fest.plan.pledges
    assert (row.state, row.condition) == (PledgeState.PLEDGED, "")


def test_more_words_go_on_with_the_same_thing_and_other_things_are_new(fest: Fest) -> None:
    fest.do(pledges.record, fest.event_id, HEIM, ROOM, Answer())
    more = Gift(PledgeRole.ROOM, "Raum, Strom, WC")
    fest.do(pledges.record, fest.event_id, HEIM, more, Answer())
    fest.do(pledges.record, fest.event_id, HEIM, ROOM, YES)  # fewer words say no less
    fest.do(pledges.record, fest.event_id, VHS, ROOM, YES)
    fest.do(pledges.record, fest.event_id, VHS, Gift(PledgeRole.ROOM, "Schlüssel"), YES)
    for cake in ("Kuchen", "Salat", "kuchen"):
        fest.do(pledges.record, fest.event_id, HEIM, Gift(PledgeRole.OWN, cake), YES)
    assert rows(fest) == [
        "1 Bremer Heimstiftung · Raum, Strom, WC · pledged",
        "2 Volkshochschule Bremen · room · pledged",
        "3 Volkshochschule Bremen · Schlüssel · pledged",
        "4 Bremer Heimstiftung · Kuchen · pledged",
        "5 Bremer Heimstiftung · Salat · pledged",
    ]


def test_a_part_of_the_money_leaves_what_is_needed(fest: Fest) -> None:
    fest.do(pledges.need, fest.event_id, Gift(PledgeRole.MONEY, "", 4000))
    fest.do(pledges.record, fest.event_id, HEIM, Gift(PledgeRole.MONEY, "", 1550), YES)
    assert newest(fest.database) == "Bremer Heimstiftung: 15,50 Euro – zugesagt"
    assert [row.cents for row in fest.plan.pledges] == [4000, 1550]
    with pytest.raises(Refused):
        fest.do(pledges.record, fest.event_id, HEIM, Gift(PledgeRole.MONEY, "", 10**9), YES)


def test_no_answer_keeps_who_was_asked_how_and_when(fest: Fest) -> None:
    by_mail = Answer(PledgeState.ASKED, via=Via.MAIL, said_on=date(2027, 2, 1))
    fest.do(pledges.record, fest.event_id, HEIM, ROOM, by_mail)
    assert newest(fest.database).endswith("Raum – gefragt (per Mail, am Mo 1.2.2027)")
    fest.do(pledges.answer_all, fest.event_id, (1,), Answer(PledgeState.NO_ANSWER))
    (row,) = fest.plan.pledges
    assert (row.state, row.via, row.said_on) == (
        PledgeState.NO_ANSWER,
        Via.MAIL,
        date(2027, 2, 1),
    )


def test_a_neighbour_gives_too_and_both_are_counted(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    ayse = fest.person("Ayşe Beispiel")
    fest.do(
        pledges.record, fest.event_id, Giver(person_id=ayse), Gift(PledgeRole.OWN, "Kuchen"), YES
    )
    assert newest(fest.database) == "Ayşe Beispiel: Kuchen – zugesagt"
    fest.do(pledges.record, fest.event_id, HEIM, ROOM, YES)
    fest.do(pledges.record, fest.event_id, VHS, ROOM, Answer())  # only asked: it carries nothing
    fest.do(_task, fest.event_id, fest.plan.next_number, fest.plan.partners[1].partner_id)
    assert carried_by(fest.plan) == (1, 2)


def test_an_answer_to_all_is_one_step(fest: Fest) -> None:
    for gift in (ROOM, TABLES):
        fest.do(pledges.record, fest.event_id, HEIM, gift, Answer())
    fest.do(pledges.answer_all, fest.event_id, (1, 2), Answer(PledgeState.DECLINED, via=Via.LETTER))
    assert newest(fest.database) == "Bremer Heimstiftung: Raum, 20 Tische – nein (per Brief)"
    fest.do(pledges.answer_all, fest.event_id, (1, 2), Answer(due=date(2027, 4, 2)))
    assert newest(fest.database) == "1, 2 Raum, 20 Tische: Antwort bis Fr 2.4.2027"
    fest.undo()
    fest.undo()
    assert {row.state for row in fest.plan.pledges} == {PledgeState.ASKED}
    with pytest.raises(Refused):
        fest.do(pledges.answer_all, fest.event_id, (1, 99), YES)


def test_other_words_and_taking_out(fest: Fest) -> None:
    fest.do(pledges.record, fest.event_id, HEIM, TABLES, Answer())
    fest.do(pledges.record, fest.event_id, HEIM, Gift(PledgeRole.OWN, "Kuchen"), Answer())
    fest.do(pledges.reword, fest.event_id, 1, Gift(PledgeRole.MATERIAL, "30 {Tische} [b]"))
    assert newest(fest.database) == "1 heißt jetzt: 30 {Tische} [b]"
    with pytest.raises(Refused, match="2 Kuchen"):
        fest.do(pledges.reword, fest.event_id, 1, Gift(PledgeRole.OWN, "Kuchen"))
    fest.do(pledges.remove, fest.event_id, 1)
    assert newest(fest.database) == "Gelöscht: 1 30 {Tische} [b]"
    fest.undo()
    assert len(fest.plan.pledges) == 2
    for number in (7, 0):
        with pytest.raises(Refused):
            fest.do(pledges.remove, fest.event_id, number)


def test_nothing_is_stored_of_what_is_too_long_or_has_no_condition(fest: Fest) -> None:
    for gift, answer in (
        (Gift(PledgeRole.OWN, "x" * 201), YES),
        (ROOM, Answer(PledgeState.PLEDGED_IF)),
        (ROOM, Answer(PledgeState.PLEDGED_IF, "x" * 201)),
        (ROOM, Answer(PledgeState.PLEDGED, contact_id=99)),
    ):
        with pytest.raises(Refused):
            fest.do(pledges.record, fest.event_id, HEIM, gift, answer)
    assert fest.plan.pledges == ()
    with pytest.raises(Refused):
        fest.do(pledges.record, 99, HEIM, ROOM, YES)


def test_a_co_organiser_is_liable_and_a_contact_is_asked_at_the_event(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    heim = "Bremer Heimstiftung"
    fest.do(joining.set_co_organiser, fest.event_id, heim, True)
    assert newest(fest.database).endswith("ist Mitveranstalter und haftet mit uns zusammen")
    meier = Reach("Frau Meier", "0421 36100")
    fest.do(joining.set_contact, fest.event_id, heim, meier, False)
    fest.do(joining.set_contact, fest.event_id, heim, Reach("Herr Öz"), True)
    (partner,) = fest.plan.partners
    assert (partner.is_co_organiser, partner.contact, partner.deputy) == (
        True,
        "Frau Meier",
        "Herr Öz",
    )
    said = Answer(PledgeState.PLEDGED, contact_id=partner.contact_id)
    fest.do(pledges.record, fest.event_id, HEIM, ROOM, said)
    with pytest.raises(Refused):  # she speaks for her own institution only
        fest.do(pledges.record, fest.event_id, VHS, ROOM, said)
    fest.do(joining.set_contact, fest.event_id, heim, meier, True)  # nobody stands in for herself
    (partner,) = fest.plan.partners
    assert (partner.contact, partner.deputy) == ("", "Frau Meier")
    fest.do(joining.forget_contact, partner.deputy_id)
    (partner,) = fest.plan.partners
    assert partner.deputy == ""
    assert [row.contact_id for row in fest.plan.pledges] == [None]
    fest.undo()
    assert [row.contact_id for row in fest.plan.pledges] == [said.contact_id]


def test_an_institution_that_is_a_partner_anywhere_is_not_taken_out(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    fest.do(pledges.record, fest.event_id, HEIM, ROOM, YES)
    (partner,) = fest.plan.partners
    with pytest.raises(Refused, match="noch Partner von: Straßenfest"):
        fest.do(joining.remove_institution, partner.organisation_id)
    number = fest.plan.next_number
    fest.do(_task, fest.event_id, number, partner.partner_id)
    fest.do(_line, fest.event_id, number + 1, partner.partner_id)
    for left, model in ((number, EventTask), (number + 1, BudgetLine)):
        with pytest.raises(Refused, match=f"hat hier noch Nummer {left}"):
            fest.do(joining.leave, fest.event_id, partner.organisation_id)
        fest.do(_given_to_nobody, model, left)
    assert rows(fest) == ["1 Bremer Heimstiftung · room · pledged"]
    fest.do(joining.leave, fest.event_id, partner.organisation_id)
    assert (fest.plan.partners, fest.plan.pledges) == ((), ())
    fest.do(joining.remove_institution, partner.organisation_id)
    fest.undo()
    fest.undo()
    assert rows(fest) == ["1 Bremer Heimstiftung · room · pledged"]
    fest.do(organisations.rename, partner.organisation_id, "Heim {x}")
    assert rows(fest) == ["1 Heim {x} · room · pledged"]


def _task(write: Write, event_id: int, number: int, partner_id: int) -> None:
    write.insert(
        EventTask(event_id=event_id, number=number, what="Tische holen", partner_id=partner_id)
    )
    write.tell("test.task")


def _given_to_nobody(write: Write, model: Any, number: int) -> None:
    write.delete(model, model.number == number)
    write.tell("test.gone")


def _line(write: Write, event_id: int, number: int, partner_id: int) -> None:
    write.insert(
        BudgetLine(
            event_id=event_id,
            number=number,
            what="Saal",
            planned=100,
            payer=Payer.PARTNER,
            partner_id=partner_id,
        )
    )
    write.tell("test.line")
