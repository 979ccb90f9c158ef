"""An open database, once on each engine."""

from tests.core.conftest import database, folder, postgresql_for_rows, sqlite_for_rows

__all__ = ["database", "folder", "postgresql_for_rows", "sqlite_for_rows"]
