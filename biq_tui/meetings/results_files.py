"""What meetings leave behind as tables: ideas, decisions, tasks, open questions.

CSV and XLSX have German headings for an office. The JSON is for other programs (`format`
"biq-meeting-results", `version` 1; what is added later does not raise it):

    ideas      [number, text, short, state, same_as, said, group, meeting, topic]
               state: open, parked, chosen; same_as: null, or the number it was found to be
    decisions  [number, wording, how, dissent, meeting, topic]
    tasks      [number, what, who, helpers, due, state, is_new, meeting, topic]
               state: open, done, dropped; is_new: it was agreed at this meeting
    questions  [number, wording, meeting, topic]
    votes      those that are closed:
               [number, round, earlier, question, kind, channel, electorate, abstained, by_phone,
               with_tickets, most, per_option, budget, tie_rule, seed, by_lot, objection, options,
               meeting, topic]
               earlier: null, or the number of the round before; kind: single, approval, dots,
               score, consensing, ranking, budget; channel: hands, paper, phones, mixed; tie_rule:
               talk, run_off, lot; seed: from which a lot is drawn; options:
               [letter, wording, idea, cost, total, place, won]
               idea: null, or its number; total: votes, dots, points, resistance, or how many
               others it beats; place: 1 is best, the same for a tie, null with a budget

`meeting` is its day. `who` and `helpers` are empty where the group wants no names, and never have
one with a privacy lock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from ..core import clock
from ..core.spreadsheets import Cell, Sheet, csv_bytes, xlsx_bytes
from ..people.public import public_names
from .board import Board, TaskRow
from .idea_files import IdeaOut, ideas_out, ideas_sheet
from .lookup import meetings
from .models import TaskState
from .reading import board as read_board
from .vote_files import VOTE_COLUMNS, VoteOut, cells_of, votes_out

FORMAT, VERSION = "biq-meeting-results", 1

TASK_STATES = {
    TaskState.OPEN: "offen",
    TaskState.DONE: "erledigt",
    TaskState.DROPPED: "nicht mehr nötig",
}

_TASKS = (
    "Nr.", "Aufgabe", "Wer", "Hilft mit", "Bis", "Stand", "Von früher", "Treffen", "Thema",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DecisionOut:
    """What was decided at a meeting."""

    number: int
    wording: str
    how: str
    dissent: str
    meeting: str
    topic: str


@dataclass(frozen=True, slots=True)
class TaskOut:
    """One task, as it stands at a meeting."""

    number: int
    what: str
    who: str
    helpers: tuple[str, ...]
    due: str | None
    """A day, as 2027-03-31."""
    state: TaskState
    is_new: bool
    """It was agreed at this meeting; else before."""
    meeting: str
    topic: str


@dataclass(frozen=True, slots=True)
class QuestionOut:
    """What nobody could answer at a meeting."""

    number: int
    wording: str
    meeting: str
    topic: str


@dataclass(frozen=True, slots=True)
class Results:
    """What one meeting, or all of them, leave behind; without a name that nobody may read."""

    ideas: tuple[IdeaOut, ...]
    decisions: tuple[DecisionOut, ...]
    tasks: tuple[TaskOut, ...]
    questions: tuple[QuestionOut, ...]
    votes: tuple[VoteOut, ...]


def results_of(session: Session, meeting_id: int | None = None) -> Results:
    """The results of one meeting, with the tasks of earlier ones that it saw; or of all meetings.

    Raises Refused if there is no such meeting.
    """
    of_all = meeting_id is None
    ids = [id for id, _topic, _starts in meetings(session)] if meeting_id is None else [meeting_id]
    boards = [read_board(session, id, "") for id in ids]
    # In a list of all meetings every task stands once: where it was agreed.
    tasks = [(seen, task) for seen in boards for task in seen.tasks if task.is_new or not of_all]
    with_names = [task for seen, task in tasks if seen.with_names]
    people = {id for task in with_names for id, _name in task.helpers}
    people |= {task.person_id for task in with_names if task.person_id is not None}
    names = public_names(session, people)
    return Results(
        ideas=ideas_out(session, meeting_id),
        decisions=tuple(
            DecisionOut(row.number, row.wording, row.how, row.dissent, *_occasion(seen))
            for seen in boards
            for row in seen.decisions
        ),
        tasks=tuple(_task(seen, row, names if seen.with_names else {}) for seen, row in tasks),
        questions=tuple(
            QuestionOut(row.number, row.wording, *_occasion(seen))
            for seen in boards
            for row in seen.questions
        ),
        votes=tuple(
            vote
            for seen in boards
            for vote in votes_out(session, seen.meeting_id, *_occasion(seen))
        ),
    )


def sheets(results: Results) -> tuple[Sheet, ...]:
    """A table for each kind of result, also for what there is none of."""
    return (
        ideas_sheet(results.ideas),
        _sheet(
            "Beschlüsse",
            ("Nr.", "Beschluss", "Wie", "Dagegen", "Treffen", "Thema"),
            [
                (row.number, row.wording, row.how, row.dissent, _day(row.meeting), row.topic)
                for row in results.decisions
            ],
        ),
        _sheet(
            "Aufgaben",
            _TASKS,
            [_task_cells(row) for row in results.tasks],
        ),
        _sheet(
            "Fragen",
            ("Nr.", "Frage", "Treffen", "Thema"),
            [(row.number, row.wording, _day(row.meeting), row.topic) for row in results.questions],
        ),
        _sheet(
            "Abstimmungen",
            VOTE_COLUMNS,
            [
                (*cells, _day(vote.meeting), vote.topic)
                for vote in results.votes
                for cells in cells_of(vote)
            ],
        ),
    )


def as_xlsx(results: Results) -> bytes:
    """One workbook with all tables."""
    return xlsx_bytes(sheets(results))


def as_csvs(results: Results) -> dict[str, bytes]:
    """A CSV for each table, by its German name: "Ideen"."""
    return {sheet.title: csv_bytes(sheet) for sheet in sheets(results)}


def as_json(results: Results) -> str:
    """The shape that the module's text describes."""
    shape = {"format": FORMAT, "version": VERSION} | asdict(results)
    return json.dumps(shape, ensure_ascii=False, indent=1) + "\n"


def _task(seen: Board, task: TaskRow, names: Mapping[int, str]) -> TaskOut:
    return TaskOut(
        task.number,
        task.what,
        names.get(task.person_id, "") if task.person_id is not None else "",
        tuple(names[id] for id, _name in task.helpers if id in names),
        None if task.due is None else task.due.isoformat(),
        task.state,
        task.is_new,
        *_occasion(seen),
    )


def _task_cells(row: TaskOut) -> tuple[Cell, ...]:
    return (
        row.number,
        row.what,
        row.who,
        ", ".join(row.helpers),
        None if row.due is None else _day(row.due),
        TASK_STATES[row.state],
        "" if row.is_new else "ja",
        _day(row.meeting),
        row.topic,
    )


def _occasion(seen: Board) -> tuple[str, str]:
    """Day and topic of a meeting."""
    return f"{clock.local(seen.starts_at):%Y-%m-%d}", seen.topic


def _day(day: str) -> date:
    return date.fromisoformat(day)


def _sheet(title: str, header: Sequence[str], rows: Sequence[Any]) -> Sheet:
    return Sheet(title, header, rows, verbatim=True)
