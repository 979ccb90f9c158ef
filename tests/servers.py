"""A real PostgreSQL for the tests: made from nothing, thrown away at the end.

Uses the server programs installed on this machine. The server listens on a socket in its own
temporary directory, so it meets no other server and nobody else's data.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

USER = "biq"
_LONGEST_SOCKET_PATH = 100  # of 104 bytes on macOS, 108 on Linux
_PLACES = (
    ("/usr/lib/postgresql", "*/bin"),  # Debian
    ("/opt/homebrew/opt", "postgresql*/bin"),
    ("/usr/local/opt", "postgresql*/bin"),  # Homebrew on Intel
    ("/usr", "pgsql-*/bin"),  # PostgreSQL's own packages for Fedora and Red Hat
    ("C:/Program Files/PostgreSQL", "*/bin"),
)


class PostgresServer:
    """A running server with as many fresh databases as asked for; a context manager.

    Raises FileNotFoundError if no PostgreSQL is installed, RuntimeError with the server's own
    words if it does not start.
    """

    def __init__(self) -> None:
        self._programs = _programs()
        self._account = _account()
        # root's own temporary directory may be closed to the account the server runs as
        parent = "/tmp" if self._account else None
        self._folder = Path(tempfile.mkdtemp(prefix="biq-pg-", dir=parent))
        if self._account:
            shutil.chown(self._folder, self._account["user"])
        self._numbers = count(1)
        self._host, self._port = self._listens()

    def __enter__(self) -> Self:
        try:
            self._run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
            self._configure()
            self._run("pg_ctl", "-w", "-t", "30", "-l", str(self._folder / "log"), "start")
            self._admin = psycopg.connect(
                host=self._host, port=self._port, user=USER, dbname="postgres", autocommit=True
            )
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._admin.close()
        self._close()

    def new_database(self) -> str:
        """The URL of a database made just now, empty."""
        name = f"biq_{next(self._numbers)}"
        self._admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        )
        url = URL.create("postgresql+psycopg", USER, database=name)
        if self._host.startswith("/"):
            url = url.set(query={"host": self._host})
        else:
            url = url.set(host=self._host, port=self._port)
        return url.render_as_string(hide_password=False)

    def drop_database(self, url: str) -> None:
        """Remove a database, whoever still is connected: hundreds of them would fill the disk."""
        name = sql.Identifier(make_url(url).database or "")
        self._admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def _listens(self) -> tuple[str, int]:
        """The socket's directory, or an address and a free port where sockets can't be had."""
        path = self._folder / ".s.PGSQL.5432"
        if sys.platform != "win32" and len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
            return str(self._folder), 5432
        with socket.create_server(("127.0.0.1", 0)) as free:
            return "127.0.0.1", free.getsockname()[1]

    def _configure(self) -> None:
        by_socket = self._host.startswith("/")
        settings = {
            "listen_addresses": "" if by_socket else self._host,
            "unix_socket_directories": self._host if by_socket else "",
            "port": self._port,
            # Nothing here has to survive a power cut.
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
        }
        with (self._folder / "data" / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def _run(self, program: str, *arguments: str) -> None:
        log = self._folder / f"{program}.out"
        # Into a file, not a pipe: the server inherits it and would hold a pipe open.
        with log.open("w") as out:
            ended = subprocess.run(
                [self._programs / program, "-D", self._folder / "data", *arguments],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                check=False,
                **self._account,
            )
        if ended.returncode:
            said = [f.read_text() for f in (log, self._folder / "log") if f.exists()]
            raise RuntimeError(f"{program} failed:\n" + "\n".join(said))

    def _close(self) -> None:
        """End this server, if it runs, and remove what it left."""
        try:
            if (self._folder / "data" / "postmaster.pid").exists():
                self._run("pg_ctl", "-m", "fast", "-w", "stop")
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)


def _programs() -> Path:
    """The folder with initdb, pg_ctl and postgres: PATH's, else the newest that is installed."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    for place, pattern in _PLACES:
        found += sorted(Path(place).glob(pattern), key=_version, reverse=True)
    for folder in found:
        if all(shutil.which(name, path=str(folder)) for name in ("initdb", "pg_ctl", "postgres")):
            return folder
    raise FileNotFoundError("no PostgreSQL server (initdb, pg_ctl, postgres) is installed")


def _version(programs: Path) -> int:
    return int("".join(filter(str.isdigit, programs.parent.name)) or 0)


def _account() -> dict[str, Any]:
    """Whom to run the server as: PostgreSQL refuses root. Empty for anybody else."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": name, "group": account.pw_gid, "extra_groups": []}
    raise RuntimeError("root can't run PostgreSQL, and there is no account postgres or nobody")
