"""The use cases of groups of ideas: made, joined, renamed, taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from . import sentences
from .agenda import gone
from .ideas import move
from .models import GROUP_LENGTH, Cluster, Idea, IdeaAtMeeting
from .sentences import listed

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def new_group(write: Write, meeting_id: int, letter: str, title: str, ideas: Sequence[int]) -> int:
    """A new group under `letter`, with these ideas (their ids); its id.

    Raises Refused if somebody has just taken the letter.
    """
    cluster = write.insert(
        Cluster(meeting_id=meeting_id, letter=letter, title=clean(title, GROUP_LENGTH))
    )
    if cluster is None:
        raise Refused(_("Somebody has just made a group {letter}.").format(letter=letter.upper()))
    move(write, meeting_id, ideas, cluster.id)
    write.tell(
        sentences.NEW_GROUP,
        numbers=_listed(write, ideas),
        letter=letter.upper(),
        cluster=cluster.id,
    )
    return cluster.id or 0


def group(write: Write, meeting_id: int, cluster_id: int, ideas: Sequence[int]) -> None:
    """These ideas (their ids) belong to a group; they go to its end."""
    cluster = write.session.get(Cluster, cluster_id)
    if cluster is None or cluster.meeting_id != meeting_id:
        raise gone()
    move(write, meeting_id, ideas, cluster_id)
    letter = cluster.letter.upper()
    write.tell(sentences.GROUPED, numbers=_listed(write, ideas), letter=letter, cluster=cluster_id)


def ungroup(write: Write, meeting_id: int, ideas: Sequence[int]) -> None:
    """These ideas (their ids) belong to no group."""
    move(write, meeting_id, ideas, None)
    write.tell(sentences.UNGROUPED, numbers=_listed(write, ideas))


def rename(write: Write, meeting_id: int, cluster_id: int, title: str) -> None:
    """A group has another title, in the group's own words."""
    renamed = write.change(
        Cluster,
        Cluster.id == cluster_id,
        Cluster.meeting_id == meeting_id,
        title=clean(title, GROUP_LENGTH),
    )
    if not renamed:
        raise gone()
    letter = renamed[0].letter.upper()
    write.tell(sentences.RENAMED, letter=letter, cluster=cluster_id)


def remove_group(write: Write, meeting_id: int, cluster_id: int) -> None:
    """A group is gone; its ideas stay, in no group, in their order."""
    its: Any = (IdeaAtMeeting.meeting_id == meeting_id, IdeaAtMeeting.cluster_id == cluster_id)
    query = select(IdeaAtMeeting.idea_id).where(*its).order_by(col(IdeaAtMeeting.place))
    move(write, meeting_id, write.session.exec(query).all(), None)
    cluster = write.session.get(Cluster, cluster_id)
    if cluster is None or not write.delete(Cluster, Cluster.id == cluster_id):
        raise gone()
    write.tell(sentences.GROUP_REMOVED, letter=cluster.letter.upper())


def _listed(write: Write, ideas: Sequence[int]) -> str:
    rows = write.session.exec(select(Idea.id, Idea.number).where(col(Idea.id).in_(ideas)))
    numbers = dict(rows.all())
    return listed(tuple(numbers[idea_id] for idea_id in ideas))
