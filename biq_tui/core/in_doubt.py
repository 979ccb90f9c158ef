"""A COMMIT without an answer: was it saved, or not?

SQLite answers always: a COMMIT that fails has changed nothing. The connection to PostgreSQL can
break while COMMIT or its answer is on the way. The server still knows, by the transaction's number.
"""

from __future__ import annotations

import time

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

PATIENCE_SECONDS = 10.0
"""How long the server is asked: it may be starting again."""

PAUSE_SECONDS = 0.2

TRANSACTION = "transaction"
"""In a connection's `info`, the number of its transaction, where the database can say it."""


class InDoubt(Exception):  # noqa: N818 - a state, told by `errors.told`
    """Nobody can say whether it was saved, so it may not be done again."""


def was_committed(engine: Engine, transaction: str | None) -> bool:
    """Whether this transaction, whose connection broke at COMMIT, is durable. Blocks.

    Raises InDoubt if the server does not say so in time.
    """
    if transaction is None:
        return False
    until = time.monotonic() + PATIENCE_SECONDS
    while (state := _state(engine, transaction)) not in ("committed", "aborted"):
        if time.monotonic() > until:
            raise InDoubt
        time.sleep(PAUSE_SECONDS)
    return state == "committed"


def _state(engine: Engine, transaction: str) -> str | None:
    """What the server says of it; None: nothing. A new writer waits until the old one has ended."""
    try:
        with engine.connect() as connection:
            asked = "SELECT pg_xact_status(%s::text::xid8)"
            state: str | None = connection.exec_driver_sql(asked, (transaction,)).scalar()
            return state
    except DBAPIError:
        return None
