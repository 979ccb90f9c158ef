"""The parts of a typed task: its number, or what stands between its commas."""

from __future__ import annotations

from datetime import date

import pytest

from biq_tui.core.parts import all_parts, from_the_right, numbered, read_until

TODAY = date(2027, 3, 5)


def day(part: str) -> date | None:
    return read_until(part, TODAY)


def kim(part: str) -> str | None:
    return "Kim" if part == "kim" else None


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("5 olha", (5, "olha")),
        ("5", (5, "")),
        ("5= neu", (5, "= neu")),
        ("5+cem", (5, "+cem")),
        ("5. Kapitel", None),
        ("Kapitel 5", None),
    ],
)
def test_a_number_comes_first(typed: str, means: tuple[int, str] | None) -> None:
    assert numbered(typed) == means


def test_parts_are_told_from_the_right_and_a_text_keeps_its_commas() -> None:
    read = (day, kim)
    assert from_the_right("Brot, Butter, kim, 12.3.", read) == (
        "Brot, Butter",
        (date(2027, 3, 12), "Kim"),
    )
    assert from_the_right("Brot, bis 12.3., Butter", read) == (
        "Brot, bis 12.3., Butter",
        (None,) * 2,
    )
    assert from_the_right("kim", read) == ("kim", (None, None))
    assert from_the_right("kim, kim, kim", read) == ("kim, kim", (None, "Kim"))


def test_all_parts_mean_something_or_nothing_does() -> None:
    assert all_parts("kim, bis zum 12.3.", (day, kim)) == (date(2027, 3, 12), "Kim")
    assert all_parts("kim, Butter", (day, kim)) is None
    assert all_parts(" , ", (day, kim)) is None
