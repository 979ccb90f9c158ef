"""The use cases of ideas: they are collected, said again, reworded, merged, parked, chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, func, select

from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from . import sentences
from .agenda import gone
from .models import IDEA_LENGTH, SHORT_LENGTH, Idea, IdeaAtMeeting, IdeaState
from .sentences import listed


def collect(
    write: Write,
    meeting_id: int,
    number: int,
    text: str,
    said: int = 1,
    cluster_id: int | None = None,
) -> int:
    """A new idea under `number`; its id. Raises Refused if somebody has just taken the number."""
    idea = write.insert(Idea(number=number, text=worded(text)))
    if idea is None:
        raise Refused(_("Somebody has just written an idea {number}.").format(number=number))
    _put(write, meeting_id, idea.id or 0, said, cluster_id)
    message = sentences.COLLECTED if said == 1 else sentences.COLLECTED_OFTEN
    write.tell(message, number=f"{number}", idea=idea.id, n=said)
    return idea.id or 0


def collect_next(write: Write, meeting_id: int, text: str) -> int:
    """A new idea under the next number, as part of a step that tells of itself; its id."""
    return collect(write, meeting_id, next_number(write), text)


def collect_many(write: Write, meeting_id: int, new: Sequence[tuple[str, int, int | None]]) -> None:
    """Many ideas in one step: text, how often said, group. They get the next numbers."""
    first = next_number(write)
    texts = [worded(text) for text, _said, _cluster in new]
    ids = write.insert_values(
        Idea, [{"number": first + at, "text": text} for at, text in enumerate(texts)]
    )
    place = _next_place(write, meeting_id)
    write.insert_values(
        IdeaAtMeeting,
        [
            {
                "idea_id": idea_id,
                "meeting_id": meeting_id,
                "said": said,
                "cluster_id": cluster_id,
                "place": place + at,
            }
            for at, (idea_id, (_text, said, cluster_id)) in enumerate(zip(ids, new, strict=True))
        ],
    )
    write.tell(sentences.COLLECTED_MANY, n=len(new))


def say_again(
    write: Write, meeting_id: int, idea_id: int, more: int = 1, cluster_id: int | None = None
) -> None:
    """An idea is said again, here or for the first time since an earlier meeting."""
    idea = write.session.get(Idea, idea_id)
    if idea is None:
        raise gone()
    write.change(Idea, Idea.id == idea_id, Idea.state == IdeaState.PARKED, state=IdeaState.OPEN)
    here = _here(write, meeting_id, idea_id)
    if here is None:
        _put(write, meeting_id, idea_id, more, cluster_id)
        write.tell(sentences.BROUGHT_BACK, number=f"{idea.number}", idea=idea_id)
        return
    placed = {} if cluster_id is None else _placed(write, meeting_id, here, cluster_id)
    write.change(IdeaAtMeeting, IdeaAtMeeting.id == here.id, said=here.said + more, **placed)
    write.tell(sentences.SAID_AGAIN, number=f"{idea.number}", idea=idea_id, n=here.said + more)


def bring_back(write: Write, meeting_id: int, ideas: Sequence[int]) -> None:
    """Ideas (their ids) of earlier meetings are on the table again."""
    its: Any = (IdeaAtMeeting.meeting_id == meeting_id, col(IdeaAtMeeting.idea_id).in_(ideas))
    known = set(write.session.exec(select(IdeaAtMeeting.idea_id).where(*its)).all())
    place = _next_place(write, meeting_id)
    new = [idea_id for idea_id in ideas if idea_id not in known]
    write.insert_values(
        IdeaAtMeeting,
        [
            {"idea_id": idea_id, "meeting_id": meeting_id, "place": place + at}
            for at, idea_id in enumerate(new)
        ],
    )
    write.change(
        Idea, col(Idea.id).in_(ideas), Idea.state == IdeaState.PARKED, state=IdeaState.OPEN
    )
    write.tell(sentences.BROUGHT_MANY, n=len(ideas))


def changed_meanwhile(text: str) -> str:
    """What is said of an idea that somebody else has changed to `text`, while she changed it."""
    return _("Enter: your words after all. Somebody else has written: “{text}”").format(text=text)


def reword(
    write: Write,
    meeting_id: int,
    idea_id: int,
    before: str,
    text: str,
    said: int,
    cluster_id: int | None,
) -> None:
    """Change the words of an idea, how often it was said here, and its group.

    `before`: its words as they were seen. Raises Refused with what it says now if somebody else
    has changed them meanwhile.
    """
    idea = write.session.get(Idea, idea_id)
    here = None if idea is None else _here(write, meeting_id, idea_id)
    if idea is None or here is None:
        raise gone()
    its: Any = (Idea.id == idea_id, Idea.text == before)
    if not write.change(Idea, *its, text=worded(text)):
        raise Refused(changed_meanwhile(idea.text))
    placed = _placed(write, meeting_id, here, cluster_id)
    write.change(IdeaAtMeeting, IdeaAtMeeting.id == here.id, said=said, **placed)
    write.tell(sentences.REWORDED, number=f"{idea.number}", idea=idea_id)


def shorten(write: Write, idea_id: int, short: str) -> None:
    """Give an idea a short German line beside its own words; "" takes it away."""
    short = clean(short, SHORT_LENGTH)
    changed = write.change(Idea, Idea.id == idea_id, short=short)
    if not changed:
        raise gone()
    write.tell(sentences.SHORTENED, number=f"{changed[0].number}", short=short or "–")


def stand(write: Write, ideas: Sequence[int], state: IdeaState) -> None:
    """These ideas (their ids) are open, parked for the next meeting, or chosen."""
    its: Any = col(Idea.id).in_(ideas)
    changed = write.change(Idea, its, state=state)
    if not changed:
        raise gone()
    write.tell(sentences.STANDS[state], numbers=listed(_numbers(changed, ideas)))


def merge(write: Write, kept_id: int, others: Sequence[int]) -> None:
    """The `others` are the same as the kept one: they stay on record and stand for nothing."""
    kept = write.session.get(Idea, kept_id)
    if kept is None or kept.same_as is not None:
        raise gone()
    its: Any = (col(Idea.id).in_(others), col(Idea.same_as).is_(None), Idea.id != kept_id)
    merged = write.change(Idea, *its, same_as=kept_id)
    if not merged:
        raise gone()
    numbers = listed(_numbers(merged, others))
    write.tell(sentences.MERGED, numbers=numbers, number=f"{kept.number}", idea=kept_id)


def separate(write: Write, doubles: Sequence[int]) -> None:
    """These ideas (their ids) are not the same as another one: all is as it was before."""
    its: Any = (col(Idea.id).in_(doubles), col(Idea.same_as).is_not(None))
    changed = write.change(Idea, *its, same_as=None)
    if not changed:
        raise gone()
    write.tell(sentences.SEPARATED, numbers=listed(_numbers(changed, doubles)))


def worded(text: str) -> str:
    """The words as they are kept. Raises Refused for none, and for more than a page."""
    cleaned = clean(text, IDEA_LENGTH + 1)
    if not cleaned:
        raise Refused(_("Please write the idea."))
    if len(cleaned) > IDEA_LENGTH:
        raise Refused(too_long(len(text)))
    return cleaned


def too_long(length: int) -> str:
    """What is said of a text that is longer than an idea can be."""
    return _("This is too long: {length} letters. {most} are possible. Nothing is lost.").format(
        length=length, most=IDEA_LENGTH
    )


def next_number(write: Write) -> int:
    """The number of the next idea."""
    highest = write.session.exec(select(func.max(col(Idea.number)))).one()
    return (highest or 0) + 1


def move(write: Write, meeting_id: int, ideas: Sequence[int], cluster_id: int | None) -> None:
    """Put ideas at the end of a group, in this order; None: of those in no group."""
    its: Any = (IdeaAtMeeting.meeting_id == meeting_id, col(IdeaAtMeeting.idea_id).in_(ideas))
    rows = {row.idea_id: row for row in write.session.exec(select(IdeaAtMeeting).where(*its))}
    if len(rows) != len(set(ideas)):
        raise gone()
    for idea_id in ideas:
        placed = _placed(write, meeting_id, rows[idea_id], cluster_id)
        if placed:
            write.change(IdeaAtMeeting, IdeaAtMeeting.id == rows[idea_id].id, **placed)


def _put(write: Write, meeting_id: int, idea_id: int, said: int, cluster_id: int | None) -> None:
    write.insert(
        IdeaAtMeeting(
            idea_id=idea_id,
            meeting_id=meeting_id,
            said=said,
            cluster_id=cluster_id,
            place=_next_place(write, meeting_id),
        )
    )


def _placed(
    write: Write, meeting_id: int, here: IdeaAtMeeting, cluster_id: int | None
) -> dict[str, Any]:
    """What changes when the idea goes to a group: nothing, if it stands there already."""
    if here.cluster_id == cluster_id:
        return {}
    return {"cluster_id": cluster_id, "place": _next_place(write, meeting_id)}


def _here(write: Write, meeting_id: int, idea_id: int) -> IdeaAtMeeting | None:
    its: Any = (IdeaAtMeeting.meeting_id == meeting_id, IdeaAtMeeting.idea_id == idea_id)
    return write.session.exec(select(IdeaAtMeeting).where(*its)).first()


def _next_place(write: Write, meeting_id: int) -> int:
    highest = write.session.exec(
        select(func.max(col(IdeaAtMeeting.place))).where(IdeaAtMeeting.meeting_id == meeting_id)
    ).one()
    return (highest or 0) + 1


def _numbers(ideas: Sequence[Idea], ordered: Sequence[int]) -> tuple[int, ...]:
    """Their numbers, in the order in which they were named."""
    known = {idea.id: idea.number for idea in ideas}
    return tuple(known[idea_id] for idea_id in ordered if idea_id in known)
