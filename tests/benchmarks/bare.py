"""A bare Textual app, the limit that start-up and memory are compared with: a header, a footer,
a table of 30 rows.

    python -m tests.benchmarks.bare
"""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header


class Bare(App[None]):
    """Shows 30 rows."""

    def compose(self) -> ComposeResult:
        """What every Textual app has."""
        yield Header()
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns("#", "Name", "Status", "Time")
        table.add_rows(
            (f"{row}", f"Person {row}", "present" if row % 3 else "absent", f"09:{row:02}")
            for row in range(30)
        )


if __name__ == "__main__":
    Bare().run()
