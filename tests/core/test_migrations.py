"""Old data becomes new data, on both databases, and models and migrations agree."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

import biq_tui.attendance.models  # noqa: F401 - all tables are known
from biq_tui.core import migrations
from biq_tui.core.database import parse_url, writing_engine
from biq_tui.core.opening import BACKUP_FOLDER, DATABASE_FILE, open_database


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = writing_engine(parse_url(database_url))
    yield made
    made.dispose()


def tables(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def test_an_empty_database_gets_every_table(engine: Engine) -> None:
    migrations.upgrade(engine)
    assert tables(engine) == {*SQLModel.metadata.tables, "alembic_version"}
    with engine.connect() as connection:
        assert migrations.stored_revision(connection) == migrations.HEAD


def test_models_and_migrations_agree(engine: Engine) -> None:
    migrations.upgrade(engine)
    with engine.begin() as connection:
        config = migrations.alembic_config(connection)
        config.attributes["metadata"] = SQLModel.metadata
        command.check(config)


def test_a_difference_between_models_and_tables_would_be_found(engine: Engine) -> None:
    migrations.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE gathering DROP COLUMN venue"))
    with engine.begin() as connection:
        config = migrations.alembic_config(connection)
        config.attributes["metadata"] = SQLModel.metadata
        with pytest.raises(Exception, match="New upgrade operations detected"):
            command.check(config)


def test_the_newest_script_is_the_one_the_program_asks_for(engine: Engine) -> None:
    with engine.begin() as connection:
        scripts = ScriptDirectory.from_config(migrations.alembic_config(connection))
    assert scripts.get_heads() == [migrations.HEAD]


def test_data_of_a_newer_program_is_left_alone(engine: Engine) -> None:
    migrations.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrations.NewerDatabase):
        migrations.upgrade(engine)
    with engine.connect() as connection:
        assert migrations.stored_revision(connection) == "9999"


def test_a_migration_can_be_taken_back(engine: Engine) -> None:
    migrations.upgrade(engine)
    with engine.begin() as connection:
        command.downgrade(migrations.alembic_config(connection), "base")
    assert tables(engine) == {"alembic_version"}


def test_ids_are_never_used_twice(engine: Engine) -> None:
    """An undone guest's id in the journal must never mean somebody else later."""
    migrations.upgrade(engine)
    insert = text("INSERT INTO person (name, version) VALUES ('Theo', 1) RETURNING id")
    with engine.begin() as connection:
        first = connection.execute(insert).scalar_one()
        connection.execute(text("DELETE FROM person"))
        assert connection.execute(insert).scalar_one() > first


def test_an_older_database_is_backed_up_before_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(tmp_path).close()
    engine = writing_engine(parse_url(f"sqlite:///{tmp_path / DATABASE_FILE}"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()
    upgraded: list[str] = []
    monkeypatch.setattr(
        "biq_tui.core.opening.upgrade", lambda _engine: upgraded.append("after the backup")
    )
    open_database(tmp_path).close()
    backups = list((tmp_path / BACKUP_FOLDER).glob("*-migration.db"))
    assert len(backups) == 1
    assert upgraded == ["after the backup"]


def test_alembic_stays_out_while_there_is_nothing_to_do(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    script = (
        "import sys; from pathlib import Path; from biq_tui.core.opening import open_database;"
        f"open_database(Path({str(tmp_path)!r})).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
