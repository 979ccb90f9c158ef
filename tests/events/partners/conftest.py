"""The clock stands still on a Friday in March; the event is on a Saturday in June."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.room import bremen


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with bremen():
        yield
