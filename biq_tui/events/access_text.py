"""Access in plain sentences, for the invitation: honest about what is in the way."""

from __future__ import annotations

from ..core.directions import apart, comma
from ..core.language import N_, _
from ..core.phone_texts import Unchecked
from .models import Answer, Feature
from .plan import AccessRow, Plan

SENTENCES = {
    (Feature.TRAM_STOP, Answer.YES): N_("A bus or tram stop is near."),
    (Feature.TRAM_STOP, Answer.NO): N_("No bus or tram stop is near."),
    (Feature.STEP_FREE, Answer.YES): N_("You can get in without steps."),
    (Feature.STEP_FREE, Answer.NO): N_("There are steps, and no ramp."),
    (Feature.DOOR, Answer.YES): N_("The door is wide enough for a wheelchair."),
    (Feature.DOOR, Answer.NO): N_("The door is too narrow for some wheelchairs."),
    (Feature.TOILET, Answer.YES): N_("There is a toilet for wheelchairs."),
    (Feature.TOILET, Answer.NO): N_("There is no toilet for wheelchairs."),
    (Feature.HEARING_LOOP, Answer.YES): N_("There is a hearing loop."),
    (Feature.HEARING_LOOP, Answer.NO): N_("There is no hearing loop."),
    (Feature.QUIET_ROOM, Answer.YES): N_("There is a quiet room for a break."),
    (Feature.QUIET_ROOM, Answer.NO): N_("There is no quiet room."),
    (Feature.LIGHT, Answer.YES): N_("The light is good."),
    (Feature.LIGHT, Answer.NO): N_("The light is not good everywhere."),
}
"""In the order in which somebody comes."""

UNKNOWN = {
    Feature.TRAM_STOP: N_("the stop"),
    Feature.STEP_FREE: N_("steps"),
    Feature.DOOR: N_("the door"),
    Feature.TOILET: N_("the toilet"),
    Feature.HEARING_LOOP: N_("the hearing loop"),
    Feature.QUIET_ROOM: N_("a quiet room"),
    Feature.LIGHT: N_("the light"),
}


def access_text(plan: Plan) -> str:
    """How people get in and around, in plain language; "" while it has no venue."""
    return " ".join(access_sentences(plan))


def access_sentences(plan: Plan) -> list[str]:
    """The same in sentences; in a language of phones each knows its German (`Unchecked`).

    What nobody has looked at is said to be unknown, never left out.
    """
    if not plan.access:
        return []
    rows = {row.feature: row for row in plan.access}
    sentences = [
        _with_note(_(text), rows[feature])
        for (feature, answer), text in SENTENCES.items()
        if rows[feature].answer is answer
    ]
    unknown = [_(word) for feature, word in UNKNOWN.items() if _is_open(rows[feature])]
    if unknown:
        sentences.append(_unknown(unknown))
    sentences.append(_("Do you need something? Please tell us."))
    return sentences


def _unknown(things: list[str]) -> str:
    """What nobody has looked at: each language has its own words for it, and its own comma."""
    sentence = _("We do not know everything yet: {things}.")
    said = f"{sentence}".format(things=comma().join(things))
    if not isinstance(sentence, Unchecked):
        return said
    german = ", ".join(f"{getattr(thing, 'german', thing)}" for thing in things)
    return Unchecked(said, sentence.german.format(things=german))


def _is_open(row: AccessRow) -> bool:
    return row.answer is Answer.UNCLEAR


def _with_note(sentence: str, row: AccessRow) -> str:
    """The sentence with what was noted: "The door is wide enough for a wheelchair (90 cm)." """
    if not row.note:
        return sentence
    said = _noted(f"{sentence}", apart(row.note))
    if not isinstance(sentence, Unchecked):
        return said
    return Unchecked(said, _noted(sentence.german, row.note))


def _noted(sentence: str, note: str) -> str:
    return f"{sentence.removesuffix('.')} ({note})."
