"""Foreign bytes may do what they like: it ends their own process, and a fault is told."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from biq_tui.core.apart import Fault, Unreadable, apart

from . import foreign


def test_what_is_read_comes_back() -> None:
    assert apart(foreign.reads, "Şükrü {x}".encode(), 2, patience=20) == ["Şükrü {x}"] * 2


@pytest.mark.parametrize(
    ("read", "fault"),
    [
        (foreign.takes_all_memory, Fault.LARGE),
        (foreign.calls_itself, Fault.LARGE),
        (foreign.aborts, Fault.LARGE),
        (foreign.ends_the_process, Fault.DAMAGED),
        (foreign.breaks, Fault.DAMAGED),
        (foreign.says_why, Fault.PASSWORD),
    ],
)
def test_whatever_goes_wrong_there_is_a_fault_here(read: Callable[..., Any], fault: Fault) -> None:
    with pytest.raises(Unreadable) as unreadable:
        apart(read, b"", patience=20)
    assert unreadable.value.fault is fault


def test_who_takes_for_ever_is_given_up() -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable) as unreadable:
        apart(foreign.takes_for_ever, b"", patience=0.3)
    assert unreadable.value.fault is Fault.LARGE
    assert time.monotonic() - began < 10


def test_a_laptop_without_room_for_a_process_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(Unreadable) as unreadable:
        apart(foreign.reads, b"", 1, patience=20)
    assert unreadable.value.fault is Fault.BUSY
