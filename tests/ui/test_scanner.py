"""A burst with a valid code is a scan; a hand, a pause or a wrong letter is not."""

from __future__ import annotations

import pytest

from biq_tui.people.codes import check_letter, is_code
from biq_tui.ui.scanner import Scanner, Seen

CODE = "BCDFG" + check_letter("BCDFG")


def seen(text: str, gap: float, suffix: str = "", scanner: Scanner | None = None) -> list[Seen]:
    scanner = scanner or Scanner(is_code)
    keys = [(letter, letter) for letter in text] + [(key, None) for key in suffix.split()]
    return [scanner.see(key, letter, n * gap) for n, (key, letter) in enumerate(keys)]


@pytest.mark.parametrize("text", [CODE, CODE.lower(), "mu" + CODE])
@pytest.mark.parametrize("gap", [0.0, 0.001, 0.034])
@pytest.mark.parametrize("suffix", ["", "enter", "tab", "enter ctrl+j"])
def test_a_burst_and_its_suffix_are_taken(text: str, gap: float, suffix: str) -> None:
    keys = seen(text, gap, suffix)
    assert keys[: len(text)] == [Seen.ORDINARY] * (len(text) - 1) + [Seen.CODE]
    assert keys[len(text) :] == [Seen.SUFFIX] * len(suffix.split())


def test_a_hand_is_no_scanner() -> None:
    assert set(seen(CODE, 0.040, "enter")) == {Seen.ORDINARY}


def test_a_wrong_letter_stays_text() -> None:
    wrong = CODE[:-1] + ("B" if CODE[-1] != "B" else "C")
    assert set(seen(wrong, 0.001, "enter")) == {Seen.ORDINARY}


def test_a_doubled_scan_is_taken_twice() -> None:
    assert seen(CODE + CODE, 0.001).count(Seen.CODE) == 2
