"""The one writer of this process: a thread that takes what waits and commits it once.

Many phones at once cost one flush to the disk. "Done" is answered only after the COMMIT. A group
that can't be committed as a whole is repeated one by one, so that one bad use case never takes
its neighbours with it.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from .erasing import settle
from .errors import Refused, is_lost, told
from .in_doubt import TRANSACTION, InDoubt, was_committed
from .journal import JournalEntry, JournalRow, last_number
from .kept import Kept
from .log import log_fault
from .others import tell_others
from .write import Act, Write, together

GROUP = 256
"""How many use cases share one commit at most."""

UseCase = Callable[..., Any]


@dataclass(eq=False, slots=True)
class _Job:
    act: Act
    use_case: UseCase
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    result: Future[Any] | asyncio.Future[Any]
    context: Context = field(default_factory=copy_context)
    """The caller's, so that a refusal speaks her language."""

    def run(self, scope: Write) -> Any:
        return self.context.run(self.use_case, scope, *self.args, **self.kwargs)

    def begins(self) -> bool:
        """Whether the caller still wants it; a thread can't give up any more from here on."""
        if isinstance(self.result, Future):
            return self.result.set_running_or_notify_cancel()
        return not self.result.cancelled()

    @property
    def loop(self) -> asyncio.AbstractEventLoop | None:
        """In which the result is waited for; None: in a thread."""
        return None if isinstance(self.result, Future) else self.result.get_loop()


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
        self._kept = Kept()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="biq-writer", daemon=True)
        self._thread.start()

    def submit(
        self, act: Act, use_case: UseCase, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Future[Any]:
        """Have `use_case(write, *args, **kwargs)` done; the future has its result once durable."""
        result: Future[Any] = Future()
        self._jobs.put(_Job(act, use_case, args, kwargs, result))
        return result

    def submit_here(
        self, act: Act, use_case: UseCase, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> asyncio.Future[Any]:
        """`submit` from the running loop, which is woken once for all results of a commit."""
        result: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Job(act, use_case, args, kwargs, result))
        return result

    def close(self) -> None:
        """Finish what waits, then end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        for group, last in self._groups():
            try:
                self._carry_out(group)
            except BaseException as fault:  # whoever comes next must not wait for ever
                log_fault(fault)
                _answer([(job, _Failed(fault)) for job in group])
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
        group = [job for job in group if job.begins()]  # who gave up before gets nothing done
        if group:
            self._settle(group)

    def _settle(self, group: list[_Job], again: bool = True) -> None:
        """Commit and answer. `again`: if the connection is lost, there is a second try."""
        try:
            outcomes, entries = self._commit(group)
        except BaseException as error:  # whatever it was, its waiting caller must be told
            if isinstance(error, InDoubt) or (len(group) == 1 and not (again and is_lost(error))):
                _answer([(job, _Failed(job.context.run(told, error))) for job in group])
            else:
                for job in group:
                    self._settle([job], again=len(group) > 1)
            return
        _answer(list(zip(group, outcomes, strict=True)))
        if entries:
            try:
                self._committed(entries)
            except (
                Exception
            ) as error:  # the data is safe; a listener's fault must not end the writer
                log_fault(error)

    def _commit(self, group: list[_Job]) -> tuple[list[Any], list[int]]:
        """Run the group in one transaction; each outcome, and the numbers of the new entries."""
        is_done, transaction = False, None
        try:
            with self._engine.begin() as connection, self._session_on(connection) as session:
                number = last_number(session)
                self._kept.begin(session, number)
                scopes = [
                    Write(session, job.act, self._revision, self._kept, newest=number)
                    for job in group
                ]
                outcomes = [
                    outcome
                    for _use_case, run in groupby(zip(group, scopes, strict=True), _alike)
                    for outcome in self._outcomes(session, list(run))
                ]
                heads, rows = _entries(scopes, number)
                if heads:
                    connection.execute(insert(JournalEntry), heads)
                    connection.execute(insert(JournalRow), rows)
                    tell_others(connection)
                settle(connection, [blanking for scope in scopes for blanking in scope.blankings])
                is_done, transaction = True, connection.info.get(TRANSACTION)
        except DBAPIError as error:
            at_commit = is_done and is_lost(error)
            if not (at_commit and was_committed(self._engine, transaction)):
                raise
        self._kept.committed(number + len(heads))
        return outcomes, [entry["number"] for entry in heads]

    def _outcomes(self, session: Session, run: list[tuple[_Job, Write]]) -> Iterator[Any]:
        """What became of neighbouring calls of one use case."""
        session.expunge_all()  # what an earlier one read may have been changed since
        if len(run) > 1 and (all_at_once := together(run[0][0].use_case)):
            try:
                yield from all_at_once([(scope, job.args) for job, scope in run])
            except Refused:
                if any(scope.touched or scope.blankings for _job, scope in run):
                    raise
            else:
                for _job, scope in run:
                    self._note(scope)
                return
        for job, scope in run:
            session.expunge_all()
            try:
                yield job.run(scope)
            except Refused as refusal:
                if scope.touched or scope.blankings:
                    raise  # half-done: the whole transaction goes back
                yield _Failed(refusal)
            self._note(scope)

    def _note(self, scope: Write) -> None:
        self._kept.touched({touched.table for touched in scope.touched})


@dataclass(frozen=True, slots=True)
class _Failed:
    error: BaseException


def _alike(call: tuple[_Job, Write]) -> object:
    """Neighbours for which this is equal may be done at once."""
    job, _scope = call
    return job.use_case if not job.kwargs and together(job.use_case) else job


def _entries(scopes: list[Write], number: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The heads and rows of the journal entries after `number`."""
    heads: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for scope in scopes:
        head = scope.entry(number + 1)
        if head is None:
            continue
        number += 1
        heads.append(head)
        rows += [
            {
                "entry": number,
                "position": position,
                "table": touched.table,
                "row_id": touched.row_id,
                "before": touched.before,
                "after": touched.after,
            }
            for position, touched in enumerate(scope.touched)
        ]
    return heads, rows


def _answer(outcomes: list[tuple[_Job, Any]]) -> None:
    """Tell every caller, each in her own thread; one wake-up for all of a loop."""
    in_loops: dict[asyncio.AbstractEventLoop | None, list[tuple[_Job, Any]]] = {}
    for job, outcome in outcomes:
        in_loops.setdefault(job.loop, []).append((job, outcome))
    for loop, its in in_loops.items():
        if loop is None:
            _hand_out(its)
        else:
            with suppress(RuntimeError):  # the loop has ended, and with it whoever waited
                loop.call_soon_threadsafe(_hand_out, its)


def _hand_out(outcomes: list[tuple[_Job, Any]]) -> None:
    for job, outcome in outcomes:
        if job.result.done():  # she has given up meanwhile; it is done all the same
            continue
        if isinstance(outcome, _Failed):
            job.result.set_exception(outcome.error)
        else:
            job.result.set_result(outcome)
