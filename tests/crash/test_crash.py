"""The short run: each kind of fault a few times, with the figures that the long run prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import FORBIDDEN
from tests.servers import PostgresServer

from .postgres import DIES
from .powercut import cuts
from .runs import SHORT, Runs, kinds_of
from .table import head, row
from .work import Order
from .world import make_world

SEED = 20261126

CALMING = "Nichts ist verloren.", "Nothing is lost.", "Start: "
"""What is said to whom something was refused; who can't start has typed nothing yet."""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Runs:
    def new_database() -> str:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        return server.new_database()

    return Runs(SHORT, SEED, tmp_path_factory.mktemp("crash"), new_database)


@pytest.mark.parametrize("kind", [kind for kind in kinds_of(SHORT) if kind != DIES])
def test_nothing_acknowledged_is_missing(
    kind: str, runs: Runs, record_property: Callable[[str, object], None]
) -> None:
    with possible():
        tally = runs.run(kind)
    record_property("figures", f"{head()}\n{row(tally)}")
    assert not tally.wrong
    assert tally.found == tally.acknowledged
    assert tally.faults
    for said in tally.sentences:
        assert any(words in said for words in CALMING), said


def test_a_disk_that_lies_is_found_out(tmp_path: Path) -> None:
    """Else a power cut of this suite would prove nothing."""
    world = make_world(tmp_path / "world")
    with possible():
        tally = cuts(Order(world, "1", 8, 2, pages=40), 10, SEED, tmp_path, lies=True)
    assert tally.wrong


@contextmanager
def possible() -> Iterator[None]:
    """Skip what can't be done here."""
    try:
        yield
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    except PermissionError as no:
        pytest.skip(f"{FORBIDDEN} it: {no}")
