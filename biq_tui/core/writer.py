"""The one writer of this process: a thread that takes what waits and commits it once.

Many phones at once cost one flush to the disk. "Done" is answered only after the COMMIT. A group
that can't be committed as a whole is repeated one by one, so that one bad use case never takes
its neighbours with it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, insert
from sqlmodel import Session

from .errors import Refused, told
from .journal import JournalEntry, JournalRow, last_number
from .log import log_fault
from .write import Act, Write

GROUP = 256
"""How many use cases share one commit at most."""

UseCase = Callable[[Write], Any]


@dataclass(eq=False)
class _Job:
    act: Act
    use_case: UseCase
    context: Context = field(default_factory=copy_context)
    """The caller's, so that a refusal speaks her language."""
    result: Future[Any] = field(default_factory=Future)


class Writer:
    """Runs use cases in the order they were handed in, on one connection of `engine`.

    `session_on` opens the reading session of a scope; `committed` is called in the writer's
    thread after each commit that changed something, with the numbers of the new entries.
    """

    def __init__(
        self,
        engine: Engine,
        revision: str,
        session_on: Callable[[Connection], Session],
        committed: Callable[[list[int]], None],
    ) -> None:
        self._engine = engine
        self._revision = revision
        self._session_on = session_on
        self._committed = committed
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="biq-writer", daemon=True)
        self._thread.start()

    def submit(self, act: Act, use_case: UseCase) -> Future[Any]:
        """Hand a use case in; the future has its result once it is durable."""
        job = _Job(act, use_case)
        self._jobs.put(job)
        return job.result

    def close(self) -> None:
        """Finish what waits, then end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        for group, last in self._groups():
            self._carry_out(group)
            if last:
                return

    def _groups(self) -> Iterator[tuple[list[_Job], bool]]:
        while True:
            job = self._jobs.get()
            group: list[_Job] = []
            while job is not None:
                group.append(job)
                if len(group) == GROUP or self._jobs.empty():
                    break
                job = self._jobs.get_nowait()
            yield group, job is None

    def _carry_out(self, group: list[_Job]) -> None:
        # A caller who gave up before her turn gets nothing done; from here on nobody can give up.
        group = [job for job in group if job.result.set_running_or_notify_cancel()]
        if group:
            self._settle(group)

    def _settle(self, group: list[_Job]) -> None:
        try:
            outcomes, entries = self._commit(group)
        except BaseException as error:  # whatever it was, its waiting caller must be told
            if len(group) == 1:
                group[0].result.set_exception(group[0].context.run(told, error))
            else:
                for job in group:
                    self._settle([job])
            return
        for job, outcome in zip(group, outcomes, strict=True):
            if isinstance(outcome, Refused):
                job.result.set_exception(outcome)
            else:
                job.result.set_result(outcome)
        if entries:
            try:
                self._committed(entries)
            except (
                Exception
            ) as error:  # the data is safe; a listener's fault must not end the writer
                log_fault(error)

    def _commit(self, group: list[_Job]) -> tuple[list[Any], list[int]]:
        """Run the group in one transaction; each outcome, and the numbers of the new entries."""
        outcomes: list[Any] = []
        heads: list[dict[str, Any]] = []
        rows: list[dict[str, Any]] = []
        with self._engine.begin() as connection, self._session_on(connection) as session:
            number = last_number(session)
            for job in group:
                session.expunge_all()  # what an earlier one read may have been changed since
                scope = Write(session, job.act, self._revision)
                try:
                    outcomes.append(job.context.run(job.use_case, scope))
                except Refused as refusal:
                    if scope.touched:
                        raise  # half-done: the whole transaction goes back
                    outcomes.append(refusal)
                    continue
                entry = scope.entry(number + 1)
                if entry is None:
                    continue
                number += 1
                heads.append(entry.model_dump())
                rows.extend(
                    {
                        "entry": number,
                        "position": position,
                        "table": touched.table,
                        "row_id": touched.row_id,
                        "before": touched.before,
                        "after": touched.after,
                    }
                    for position, touched in enumerate(scope.touched)
                )
            if heads:
                connection.execute(insert(JournalEntry), heads)
                connection.execute(insert(JournalRow), rows)
        return outcomes, [entry["number"] for entry in heads]
