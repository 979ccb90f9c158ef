"""A code that changes by the laptop's clock, and tickets that only this laptop can make."""

from __future__ import annotations

from biq_tui.web.tickets import STEP_SECONDS, Tickets


class Watch:
    """The laptop's clock."""

    now = 1_000_000.0 * STEP_SECONDS


def sitting(watch: Watch, secret: str = "of this sitting") -> Tickets:
    return Tickets(secret, lambda: watch.now)


def test_a_code_and_its_neighbours_count_and_no_other() -> None:
    watch = Watch()
    tickets = sitting(watch)
    code = tickets.code
    assert len(code) == 9
    assert code.isalpha()
    assert tickets.accepts(code.upper()), "whoever types it in capitals"
    for late, accepted in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        watch.now = Watch.now + late * STEP_SECONDS
        assert tickets.accepts(code) is accepted, f"{late} minutes"


def test_a_ticket_is_good_all_evening_and_after_a_restart_but_not_at_another_sitting() -> None:
    watch = Watch()
    key = sitting(watch).new_key()
    watch.now += 4 * 3600
    assert sitting(watch).is_good(key)
    assert not sitting(watch, "of another sitting").is_good(key)


def test_nobody_else_makes_a_ticket() -> None:
    tickets = sitting(Watch())
    key = tickets.new_key()
    changed = ("b" if key[0] == "a" else "a") + key[1:]
    for forged in ("", "k" * 16, "k" * 32, changed, key[:-1], key + "0", "ü" * 32):
        assert not tickets.is_good(forged), forged


def test_without_a_secret_there_is_no_code_and_every_key_will_do() -> None:
    tickets = Tickets()
    assert tickets.code == ""
    assert not tickets.accepts("")
    assert tickets.is_good("k" * 16)
    assert len(tickets.new_key()) == 16
