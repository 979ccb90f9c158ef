"""The fee: what is open follows from what was asked and paid; a receipt's number comes once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.attendance import service
from biq_tui.attendance.sheet import sheet
from biq_tui.core import clock, telling
from biq_tui.core.amounts import cents_of, euros
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.qualification import money
from biq_tui.qualification.dues import Dues, Number
from biq_tui.qualification.money import Money, Payer
from biq_tui.qualification.options import set_option
from tests.attendance.rooms import around, everything, opened, url_of

from .courses import Run

ADA, ALI, CEM = "Ada Muster", "Ali Beispiel", "Cem Probe"
SPRING = datetime(2027, 3, 5, 16, 52, tzinfo=UTC)


@pytest.fixture
def run(database: Database) -> Run:
    """A course with Ada, Ali and Cem, numbered 1 to 3; nobody has paid."""
    made = Run(database)
    made.enrol(ADA, ALI, CEM)
    return made


def seen(run: Run) -> Money:
    return run.database.read(money.money, run.run_id)


def payer(run: Run, name: str) -> Payer:
    return next(payer for payer in seen(run).people if payer.name == name)


def ids(run: Run, *names: str) -> tuple[int, ...]:
    return tuple(payer(run, name).enrolment_id for name in names)


def receipts(run: Run, name: str) -> list[str]:
    return [f"{receipt.number}" for receipt in payer(run, name).receipts]


def told(run: Run) -> str:
    last = run.database.read(telling.last_event, f"course:{run.run_id}")
    assert last is not None
    return last.sentence


def refusal(run: Run, use_case: Callable[..., object], *args: object) -> str:
    """The sentence; nothing was changed."""
    before = everything(run.database)
    with pytest.raises(Refused) as refused:
        run.do(use_case, *args)
    assert everything(run.database) == before
    return refused.value.sentence


# Amounts and dues --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("20", 2000), ("20,50", 2050), ("20.50", 2050), ("20,5", 2050), ("20.50 €", 2050),
        ("€ 20", 2000), ("20 Euro", 2000), ("20 euros", 2000), ("0", 0), (" 7 eur ", 700),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(typed: str, cents: int) -> None:
    assert cents_of(typed) == cents


@pytest.mark.parametrize(
    "typed", ["", "€", "1.000", "-5", "20,505", "20,", ",50", "٢٠", "1e3", "20 50", "999999"]
)
def test_what_may_be_another_amount_is_none(typed: str) -> None:
    assert cents_of(typed) is None


@settings(max_examples=50)
@given(st.integers(0, 9_999_999))
def test_an_amount_that_is_shown_can_be_typed_again(cents: int) -> None:
    assert cents_of(euros(cents)) == cents


@pytest.mark.parametrize(
    ("own", "paid", "open_", "over", "waived", "settled"),
    [
        (None, 0, 5000, 0, False, False),
        (None, 2000, 3000, 0, False, False),
        (None, 5000, 0, 0, False, True),
        (2500, 0, 2500, 0, False, False),
        (2500, 2500, 0, 0, False, True),
        (2500, 5000, 0, 2500, False, True),
        (0, 0, 0, 0, True, False),
        (0, 2000, 0, 2000, True, False),
    ],
)
def test_how_things_stand_follows_from_what_is_asked_and_what_was_paid(
    own: int | None, paid: int, open_: int, over: int, waived: bool, settled: bool
) -> None:
    dues = Dues(5000, own, paid)
    assert (dues.open, dues.over, dues.waived, dues.settled) == (open_, over, waived, settled)


# Paying ------------------------------------------------------------------------------------------


def test_who_pays_what_is_open_gets_a_receipt(run: Run) -> None:
    with clock.standing_at(SPRING):
        run.do(money.pay, ids(run, ADA))
        assert told(run) == "Quittung 2027-1: Ada Muster hat 50 Euro bezahlt."
        assert payer(run, ADA).dues == Dues(5000, None, 5000)
        assert (seen(run).paid, seen(run).open) == (5000, 10000)
        assert receipts(run, ADA) == ["2027-1"]


def test_several_people_pay_in_one_step_with_a_receipt_each(run: Run) -> None:
    with clock.standing_at(SPRING):
        run.do(money.pay, ids(run, ADA))
        run.do(money.pay, ids(run, CEM, ALI))
        assert (receipts(run, CEM), receipts(run, ALI)) == (["2027-2"], ["2027-3"])
        assert told(run) == (
            "Quittung 2027-2 bis 2027-3: 2 Menschen haben zusammen 100 Euro bezahlt."
        )
        run.undo()
        assert [p.dues.paid for p in seen(run).people] == [5000, 0, 0]


def test_the_fee_can_be_paid_in_parts(run: Run) -> None:
    run.do(money.pay, ids(run, ADA), 2050)
    assert payer(run, ADA).dues.open == 2950
    run.do(money.pay, ids(run, ADA))
    assert payer(run, ADA).dues.settled
    assert len(receipts(run, ADA)) == 2


def test_nobody_pays_twice_or_too_much(run: Run) -> None:
    run.do(money.pay, ids(run, ADA))
    paid_already = "Bei jemandem ist nichts mehr offen. Es wurde nichts geändert."
    assert refusal(run, money.pay, ids(run, ADA)) == paid_already
    assert refusal(run, money.pay, ids(run, ALI, ADA)) == paid_already
    too_much = "Das ist mehr, als offen ist. Es wurde nichts geändert."
    assert refusal(run, money.pay, ids(run, ALI), 5001) == too_much
    assert refusal(run, money.pay, ids(run, ALI), 0) == too_much
    assert refusal(run, money.pay, ids(run, ALI), -100) == too_much
    gone = "Dieser Mensch ist nicht mehr auf der Liste."
    assert refusal(run, money.pay, (99,)) == gone
    assert refusal(run, money.pay, ()) == gone


def test_the_house_says_what_the_fee_is(run: Run) -> None:
    run.do(set_option, "house.fee", "49,50")
    assert seen(run).open == 3 * 4950
    run.do(money.pay, ids(run, ADA))
    run.do(set_option, "house.fee", "60")
    assert payer(run, ADA).dues.open == 1050


# Numbers of receipts -----------------------------------------------------------------------------


def test_receipts_are_numbered_anew_each_year(run: Run) -> None:
    with clock.standing_at(datetime(2027, 12, 31, 22, tzinfo=UTC)):
        run.do(money.pay, ids(run, ADA, ALI), 1000)
    with clock.standing_at(datetime(2028, 1, 3, 16, tzinfo=UTC)):
        run.do(money.pay, ids(run, ADA))
    assert receipts(run, ADA) == ["2027-1", "2028-1"]


def test_a_number_is_used_once_whatever_becomes_of_its_receipt(run: Run) -> None:
    with clock.standing_at(SPRING):
        run.do(money.pay, ids(run, ADA))
        run.do(money.void, payer(run, ADA).receipts[0].payment_id)
        assert told(run) == "Die Quittung 2027-1 von Ada Muster gilt nicht mehr."
        assert payer(run, ADA).dues.open == 5000
        run.do(money.pay, ids(run, ADA))
        run.undo()
        run.do(money.pay, ids(run, ALI))
    assert receipts(run, ADA) == ["2027-1"], "void, and still on the list"
    assert receipts(run, ALI) == ["2027-3"], "2027-2 was handed out, perhaps"


def test_a_receipt_is_void_once(run: Run) -> None:
    run.do(money.pay, ids(run, ADA))
    (receipt,) = payer(run, ADA).receipts
    run.do(money.void, receipt.payment_id)
    assert refusal(run, money.void, receipt.payment_id) == "Diese Quittung gilt nicht mehr."
    assert refusal(run, money.void, 99) == "Diese Quittung gilt nicht mehr."
    run.undo()
    assert payer(run, ADA).dues.settled


def test_a_promised_number_that_is_taken_is_not_replaced_silently(run: Run) -> None:
    with clock.standing_at(SPRING):
        promised = seen(run).next
        run.do(money.pay, ids(run, ADA), None, promised)
        said = refusal(run, money.pay, ids(run, ALI), None, promised)
    assert promised == Number(2027, 1)
    assert said == "Gerade hat sich etwas geändert. Bitte noch einmal Enter."


def test_two_laptops_never_give_a_number_twice(database: Database, tmp_path: Path) -> None:
    run = Run(database)
    names = [f"Person {number}" for number in range(40)]
    run.fetch(names)
    everybody = ids(run, *names)
    with opened(tmp_path / "second", url_of(database)) as second:
        act = Act(Actor.FACILITATOR, "laptop", f"course:{run.run_id}")
        done = [
            (database, second)[place % 2].write(act, money.pay, (enrolment,))
            for place, enrolment in enumerate(everybody)
        ]
        for future in done:
            future.result()
    numbers = [payer.receipts[0].number.number for payer in seen(run).people]
    assert sorted(numbers) == list(range(1, 41))


def test_two_laptops_take_the_same_person_s_money_once(database: Database, tmp_path: Path) -> None:
    run = Run(database)
    run.enrol(ADA)
    with opened(tmp_path / "second", url_of(database)) as second:
        act = Act(Actor.FACILITATOR, "laptop", f"course:{run.run_id}")
        done = [laptop.write(act, money.pay, ids(run, ADA)) for laptop in (database, second)]
        refused = [future.exception() for future in done]
    assert sorted(map(type, refused), key=str) == sorted([type(None), Refused], key=str)
    assert payer(run, ADA).dues.paid == 5000


# Other fees --------------------------------------------------------------------------------------


def test_a_fee_is_reduced_waived_and_asked_for_again(run: Run) -> None:
    run.do(money.set_fee, ids(run, ADA, ALI), 2500)
    assert told(run) == "2 Menschen zahlen je 25 Euro."
    assert seen(run).open == 2500 + 2500 + 5000
    run.do(money.waive, ids(run, ADA))
    assert told(run) == "Ada Muster zahlt nichts."
    assert payer(run, ADA).dues.waived
    assert refusal(run, money.pay, ids(run, ADA)).startswith("Bei jemandem ist nichts mehr offen")
    run.do(money.charge, ids(run, ADA))
    assert told(run) == "Ada Muster zahlt, was alle zahlen."
    run.do(money.set_fee, ids(run, CEM), 0)
    assert told(run) == "Cem Probe zahlt nichts."
    run.undo()
    assert payer(run, CEM).dues.open == 5000


def test_no_reason_is_stored_anywhere(run: Run) -> None:
    run.do(money.waive, ids(run, ADA))
    with around(run.database) as connection:
        columns = connection.exec_driver_sql("SELECT * FROM enrolment").keys()
        assert {"fee_cents"} == {name for name in columns if "fee" in name or "waive" in name}


def test_a_payment_at_the_door_is_taken_back_after_the_evening(run: Run) -> None:
    run.open(0)

    gathering = run.gatherings[0]
    act = Act(Actor.FACILITATOR, run.station, f"gathering:{gathering}")
    run.database.write(act, money.pay, ids(run, ADA)).result()
    step = run.database.read(telling.last_step, run.station, f"gathering:{gathering}")
    assert step is not None
    assert step.discreet
    run.on_date(0, service.come, run.person(ALI))
    here = run.database.read(telling.last_step, run.station, f"gathering:{gathering}")
    assert here is not None
    run.on_date(0, service.end)
    run.database.write(act, service.take_back, step.number).result()
    assert payer(run, ADA).dues.paid == 0
    with pytest.raises(Refused, match="nicht offen"):
        run.database.write(act, service.take_back, here.number).result()


def test_at_an_evening_money_is_passed_over_in_what_happened(run: Run) -> None:
    gathering = run.gatherings[0]
    place, station = f"gathering:{gathering}", run.station
    act = Act(Actor.FACILITATOR, station, place)
    run.open(0)
    run.on_date(0, service.come, run.person(ALI))
    run.database.write(act, money.pay, ids(run, ADA)).result()

    def seen_at_the_list() -> list[str | None]:
        seen = run.database.read(sheet, gathering, station)
        return [line.sentence if line else None for line in (seen.last_event, seen.my_step)]

    assert seen_at_the_list() == ["Ali Beispiel ist da."] * 2
    paid = run.database.read(telling.last_step, station, place)
    assert paid is not None
    run.database.write(act, service.take_back, paid.number).result()
    assert seen_at_the_list() == ["Ali Beispiel ist da."] * 2
    assert [line.sentence for line in run.database.read(telling.happened, place)] == [
        "Die Liste ist offen.", "Ali Beispiel ist da.",
    ]  # fmt: skip
    whole = run.database.read(telling.last_event, place)
    assert whole is not None
    assert whole.sentence.startswith("Zurückgenommen: Quittung")
