"""PostgreSQL is backed up by pg_dump, as the README says: what comes back is what was there."""

from __future__ import annotations

import subprocess
from pathlib import Path

from sqlalchemy import make_url

from tests import servers
from tests.attendance.rooms import everything, make_gathering, opened
from tests.room import sentences
from tests.servers import PostgresServer


def run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs."""
    command = [str(servers._programs() / program), *arguments]
    subprocess.run(command, check=True, capture_output=True)


def libpq(url: str) -> str:
    """The address as PostgreSQL's programs take it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def test_a_dump_comes_back_whole_and_opens(tmp_path: Path, postgres_server: PostgresServer) -> None:
    original, copy = postgres_server.new_database(), postgres_server.new_database()
    with opened(tmp_path / "laptop", original) as database:
        make_gathering(database, ["Ada Muster", "Олена Зразок"])
        before, told = everything(database), sentences(database)
    dump = tmp_path / "biq.dump"
    run("pg_dump", "--format=custom", f"--file={dump}", libpq(original))
    run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={libpq(copy)}", str(dump))
    with opened(tmp_path / "other", copy) as database:
        assert everything(database) == before
        assert sentences(database) == told
        make_gathering(database, ["Cem Probe"])  # it goes on: numbers are not given twice
    with opened(tmp_path / "other", copy) as database:
        assert len(everything(database)["person"]) == len(before["person"]) + 1
    for url in (original, copy):
        postgres_server.drop_database(url)
