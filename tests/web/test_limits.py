"""What a room takes: plenty at once, more as time goes by."""

from __future__ import annotations

import asyncio

from biq_tui.web.limits import Budget, Newcomers, WrongGuesses


def test_a_budget_is_spent_and_grows_again_but_never_beyond_its_size() -> None:
    now = [0.0]
    budget = Budget(3, 2.0, lambda: now[0])
    assert [budget.spend() for _ in range(4)] == [True, True, True, False]
    now[0] += 0.5
    assert [budget.spend() for _ in range(2)] == [True, False]
    now[0] += 3600
    assert [budget.spend() for _ in range(4)] == [True, True, True, False]


def test_who_was_let_in_stays_in_when_a_flood_comes() -> None:
    newcomers = Newcomers(size=2, per_second=0)
    assert [newcomers.let_in(key) for key in ("a", "b", "c", "a", "b")] == [
        True, True, False, True, True,
    ]  # fmt: skip


async def test_wrong_guesses_wait_and_no_more_than_some_at_a_time() -> None:
    guesses = WrongGuesses(size=1, per_second=0, most=2)
    assert await guesses.wait(), "the first is free"
    slowed = [asyncio.create_task(guesses.wait()) for _ in range(2)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in slowed)
    assert not await guesses.wait()
    assert all(await asyncio.gather(*slowed))
