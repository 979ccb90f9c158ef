"""The shape of the database, and how an older one becomes today's.

The check at every start asks only for the stored revision; Alembic is imported when there is
something to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config


class NewerDatabase(Exception):  # noqa: N818 - a finding, turned into a sentence at the start
    """The data was written by a newer program."""


def stored_revision(connection: Connection) -> str | None:
    """The revision of this database; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def is_known(revision: str) -> bool:
    """Whether this program's migrations lead on from `revision`."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(alembic_config())
    return revision in {script.revision for script in scripts.walk_revisions()}


def upgrade(engine: Engine, target: str = "head") -> None:
    """Bring the database to `target`, all or nothing. Raises NewerDatabase if it is ahead of us."""
    from alembic import command

    with _references_at_rest(engine) as connection:
        config = alembic_config(connection)
        revision = stored_revision(connection)
        if revision is not None and not is_known(revision):
            raise NewerDatabase
        command.upgrade(config, target)


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration for our scripts, at work on `connection`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _references_at_rest(engine: Engine) -> Iterator[Connection]:
    """One transaction. SQLite rebuilds tables, so references are checked at its end, not within."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError("the migration left references without a row")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")
