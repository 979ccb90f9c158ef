"""A laptop with encrypted data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from biq_tui.core import sqlite, vault
from tests.safekeeping.conftest import hers, mine, plug, stick, templates
from tests.safekeeping.laptops import Laptop

from .words import CODE, PASSPHRASE, shut

__all__ = ["hers", "mine", "plug", "stick", "templates"]


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins as a program does. A guess is meant to be dear: not here."""
    monkeypatch.setitem(vault._COST, "n", 2**4)
    yield
    sqlite.forget_keys()


@pytest.fixture
def encrypted(mine: Laptop) -> Laptop:
    """My laptop, encrypted; nobody has given the passphrase yet."""
    from biq_tui.safekeeping.encrypting import encrypt

    encrypt(mine.here, vault.new_key(), PASSPHRASE, CODE)
    shut()
    return mine
