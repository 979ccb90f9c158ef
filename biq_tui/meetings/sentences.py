"""What happens at a meeting, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ..core.language import N_, ngettext
from ..core.telling import Template, add_sentences
from .models import (
    AgendaItem,
    Cluster,
    Decision,
    Idea,
    IdeaState,
    OpenQuestion,
    PhoneIdeas,
    Task,
    TaskState,
    Wish,
)

MADE = "meetings.made"
MOVED = "meetings.moved"
TOPIC = "meetings.topic"
VENUE = "meetings.venue"
HEADS = "meetings.heads"
ENDED = "meetings.ended"
ITEM_ADDED = "meetings.item_added"
AGENDA_PROPOSED = "meetings.agenda_proposed"
ITEM_CHANGED = "meetings.item_changed"
ITEM_BEGUN = "meetings.item_begun"
ITEM_REMOVED = "meetings.item_removed"
COLLECTED = "meetings.collected"
COLLECTED_OFTEN = "meetings.collected_often"
COLLECTED_MANY = "meetings.collected_many"
SAID_AGAIN = "meetings.said_again"
BROUGHT_BACK = "meetings.brought_back"
BROUGHT_MANY = "meetings.brought_many"
REWORDED = "meetings.reworded"
SHORTENED = "meetings.shortened"
MERGED = "meetings.merged"
SEPARATED = "meetings.separated"
GROUPED = "meetings.grouped"
NEW_GROUP = "meetings.new_group"
UNGROUPED = "meetings.ungrouped"
RENAMED = "meetings.renamed"
GROUP_REMOVED = "meetings.group_removed"
STANDS = {
    IdeaState.OPEN: "meetings.open_again",
    IdeaState.PARKED: "meetings.parked",
    IdeaState.CHOSEN: "meetings.chosen",
}
TASK = "meetings.task"
TASK_DUE = "meetings.task_due"
TASK_WHO = "meetings.task_who"
TASK_WHO_DUE = "meetings.task_who_due"
TASK_STANDS = {
    TaskState.OPEN: "meetings.task_open",
    TaskState.DONE: "meetings.task_done",
    TaskState.DROPPED: "meetings.task_dropped",
}
GIVEN = "meetings.given"
GIVEN_TO_NOBODY = "meetings.given_to_nobody"
HELPS = "meetings.helps"
DUE = "meetings.due"
TASK_REWORDED = "meetings.task_reworded"
DECIDED = "meetings.decided"
TALKED = "meetings.talked"
DECISION_REMOVED = "meetings.decision_removed"
ASKED = "meetings.asked"
QUESTION_REMOVED = "meetings.question_removed"
WITH_NAMES = "meetings.with_names"
WITHOUT_NAMES = "meetings.without_names"
PHONES = {
    PhoneIdeas.OFF: "meetings.phones_off",
    PhoneIdeas.HELD: "meetings.phones_held",
    PhoneIdeas.FREE: "meetings.phones_free",
}
WISHED = "meetings.wished"
SENT = "meetings.sent"
SENT_FREE = "meetings.sent_free"
LET_IN = "meetings.let_in"
LAID_ASIDE = "meetings.laid_aside"

TEMPLATES: dict[str, Template] = {
    MADE: N_("Planned: “{date}”, {day}."),
    MOVED: N_("The meeting is on {day}."),
    TOPIC: N_("The topic is now: {topic}"),
    VENUE: N_("The meeting is here: {venue}"),
    HEADS: lambda n: ngettext("{n} person is in the room.", "{n} people are in the room.", n),
    ENDED: N_("The meeting has ended."),
    ITEM_ADDED: N_("New on the agenda: {item}."),
    AGENDA_PROPOSED: lambda n: ngettext(
        "The agenda has {n} point now.", "The agenda has {n} points now.", n
    ),
    ITEM_CHANGED: N_("On the agenda: {item}."),
    ITEM_BEGUN: N_("Now: {item}."),
    ITEM_REMOVED: N_("Not on the agenda any more: {title}."),
    COLLECTED: N_("Idea {number} “{idea}”."),
    COLLECTED_OFTEN: N_("Idea {number} “{idea}”, said {n} times."),
    COLLECTED_MANY: lambda n: ngettext("{n} new idea.", "{n} new ideas.", n),
    SAID_AGAIN: N_("Idea {number} said {n} times now: “{idea}”."),
    BROUGHT_BACK: N_("Idea {number} “{idea}” is back."),
    BROUGHT_MANY: lambda n: ngettext("{n} idea is back.", "{n} ideas are back.", n),
    REWORDED: N_("Idea {number} is now: “{idea}”."),
    SHORTENED: N_("Idea {number} in short: {short}"),
    MERGED: N_("{numbers}: the same as idea {number} “{idea}”."),
    SEPARATED: N_("{numbers}: an idea of its own again."),
    GROUPED: N_("{numbers}: group {letter} “{cluster}”."),
    NEW_GROUP: N_("{numbers}: new group {letter} “{cluster}”."),
    UNGROUPED: N_("{numbers}: in no group."),
    RENAMED: N_("Group {letter} is now called “{cluster}”."),
    GROUP_REMOVED: N_("Group {letter} is gone. Its ideas stay."),
    STANDS[IdeaState.OPEN]: N_("{numbers}: open again."),
    STANDS[IdeaState.PARKED]: N_("{numbers}: later. This goes to the next meeting."),
    STANDS[IdeaState.CHOSEN]: N_("{numbers}: we will do this."),
    TASK: N_("Task {number} “{task}”."),
    TASK_DUE: N_("Task {number} “{task}” · until {day}."),
    TASK_WHO: N_("Task {number} “{task}” · by {person}."),
    TASK_WHO_DUE: N_("Task {number} “{task}” · by {person} · until {day}."),
    TASK_STANDS[TaskState.OPEN]: N_("Task {number} is open again: “{task}”."),
    TASK_STANDS[TaskState.DONE]: N_("Task {number} is done: “{task}”."),
    TASK_STANDS[TaskState.DROPPED]: N_("Task {number} is not needed any more: “{task}”."),
    GIVEN: N_("{person} does task {number} “{task}”."),
    GIVEN_TO_NOBODY: N_("Nobody does task {number} “{task}” yet."),
    HELPS: N_("{person} helps with task {number} “{task}”."),
    DUE: N_("Task {number} “{task}”: until {day}."),
    TASK_REWORDED: N_("Task {number} is now: “{task}”."),
    DECIDED: N_("Decided: {decision}"),
    TALKED: N_("Talked about, no decision is needed: {decision}"),
    DECISION_REMOVED: N_("Decision {number} is taken out."),
    ASKED: N_("Open question: {question}"),
    QUESTION_REMOVED: N_("Question {number} is taken out."),
    WITH_NAMES: N_("The minutes are with names."),
    WITHOUT_NAMES: N_("The minutes are without names."),
    WISHED: N_("{numbers}: this becomes an event: {wish}"),
    PHONES[PhoneIdeas.OFF]: N_("Phones can not send ideas any more."),
    PHONES[PhoneIdeas.HELD]: N_("Phones can send ideas. You see them first."),
    PHONES[PhoneIdeas.FREE]: N_("Phones can send ideas. They are on the wall at once."),
    SENT: N_("An idea from a phone waits."),
    SENT_FREE: N_("Idea {number} “{idea}” came from a phone."),
    LET_IN: N_("From a phone: idea {number} “{idea}”."),
    LAID_ASIDE: N_("An idea from a phone is put aside."),
}

add_sentences(
    TEMPLATES,
    item=(AgendaItem, "title"),
    idea=(Idea, "text"),
    cluster=(Cluster, "title"),
    task=(Task, "what"),
    decision=(Decision, "wording"),
    question=(OpenQuestion, "wording"),
    wish=(Wish, "wording"),
)


def listed(numbers: tuple[int, ...]) -> str:
    """Numbers as a sentence names them: "3, 7, 12"."""
    return ", ".join(map(str, numbers))
