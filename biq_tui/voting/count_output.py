"""A count as text: a table for people, JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from ..core.language import N_, _, ngettext
from .ballots import Rules
from .certainty import certainty_of
from .equal_shares import EqualShares
from .lot import broken
from .methods import Method
from .ranking import Matrix, Schulze
from .tallies import Consensing, Tally

_TOTALS = {
    Method.DOTS: N_("Dots"),
    Method.SCORE: N_("Points"),
    Method.CONSENSING: N_("Resistance"),
    Method.SCHULZE: N_("Beats"),
    Method.BORDA: N_("Points"),
}
"""What the totals are; elsewhere they are votes."""


def as_json(method: Method, held: Rules, result: Tally | EqualShares, seed: str | None) -> str:
    """Everything that was counted, by the options' names. A given seed breaks ties by the lot."""
    found: dict[str, Any] = {
        "method": method.value,
        "ballots": result.voters,
        "options": list(held.options),
        "winners": _named(held, result.winners),
        "totals": _by_option(held, result.totals),
    }
    if isinstance(result, EqualShares):
        found |= _shares(held, result, seed)
    else:
        found |= _ranking(method, held, result, seed)
    return json.dumps(found, ensure_ascii=False, indent=2)


def _shares(held: Rules, result: EqualShares, seed: str | None) -> dict[str, Any]:
    return {
        "ties": [_named(held, result.tied)] if result.tied else [],
        "budget": _plain(held.budget),
        "completion": "utilitarian",
        "outcomes": [
            {
                "options": _named(held, outcome.options),
                "by_shares": _named(held, outcome.by_shares),
                "spent": _plain(outcome.spent),
            }
            for outcome in result.outcomes
        ],
        "lot": None if seed is None else {"seed": seed},
    }


def _ranking(method: Method, held: Rules, result: Tally, seed: str | None) -> dict[str, Any]:
    sure = certainty_of(held, result, borda=method is Method.BORDA)
    found: dict[str, Any] = {
        "ties": [_named(held, group) for group in result.ties],
        "ranking": [_named(held, group) for group in result.order],
        "absent_to_share": sure and sure.equal.exact,
        "absent_to_change": sure and sure.other.exact,
    }
    if seed is not None:
        by_lot = broken(result.order, seed, held.options)
        found["lot"] = {"seed": seed, "ranking": _named(held, by_lot)}
        found["winners"] = _named(held, by_lot[:1] if result.winners else ())
    if isinstance(result, Consensing):
        quo = held.status_quo
        found |= {
            "scale": result.most,
            "acceptance": _by_option(held, [round(share, 2) for share in result.acceptance]),
            "highest": _by_option(held, result.highest),
            "at_most": _by_option(held, result.at_most),
            "status_quo": None if quo is None else held.options[quo],
            "gaps": _by_option(held, result.gaps) if result.gaps else None,
        }
    if isinstance(result, Schulze):
        found |= {"pairwise": _matrix(held, result.pairwise), "paths": _matrix(held, result.paths)}
    return found


def _named(held: Rules, places: Iterable[int]) -> list[str]:
    return [held.options[place] for place in places]


def _by_option(held: Rules, values: Sequence[Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in zip(held.options, values, strict=True)}


def _matrix(held: Rules, rows: Matrix) -> dict[str, Any]:
    return {name: _by_option(held, row) for name, row in zip(held.options, rows, strict=True)}


def _plain(value: int | Fraction) -> int | float:
    """As JSON holds it, for reading: nothing is decided by it."""
    if isinstance(value, Fraction) and value.denominator != 1:
        return float(round(value, 6))
    return int(value)


def as_table(
    method: Method, held: Rules, result: Tally | EqualShares, seed: str | None
) -> Iterator[str]:
    """A table with the best on top, and what follows from it. Names come last, so all fit."""
    yield ngettext("{n} ballot", "{n} ballots", result.voters)
    yield ""
    if isinstance(result, EqualShares):
        yield from _paid_table(held, result)
        return
    head = [_("Rank"), _(_TOTALS.get(method, N_("Votes")))]
    if isinstance(result, Consensing):
        head += [_("Acceptance"), _("Highest")]
        head += [_("Gap")] if result.gaps else []
    rows = []
    place = 1
    for group in result.order:
        for option in group:
            cells = [f"{place}.", _number(result.totals[option])]
            if isinstance(result, Consensing):
                cells += [f"{round(result.acceptance[option])} %", str(result.highest[option])]
                cells += [f"{result.gaps[option]:+}"] if result.gaps else []
            tied = "  " + _("(equal)") if len(group) > 1 else ""
            rows.append((cells, held.options[option] + tied))
        place += len(group)
    yield from _aligned(head, rows)
    yield ""
    yield from _said_of_winners(held, result, seed)


def _said_of_winners(held: Rules, result: Tally, seed: str | None) -> Iterator[str]:
    names = ", ".join(_named(held, result.winners))
    if not result.winners:
        yield _("Nobody has voted for anything.")
    elif len(result.winners) == 1:
        yield _("First: {name}").format(name=names)
    else:
        yield _("Equal in the first place: {names}").format(names=names)
    if isinstance(result, Consensing) and not result.gaps:
        yield _("No option is known as the status quo. Please name it: --status-quo")
    if isinstance(result, Consensing) and result.worse_than_status_quo:
        out = ", ".join(_named(held, result.worse_than_status_quo))
        yield _("More resistance than the status quo: {names}").format(names=out)
    if seed is not None and result.ties:
        by_lot = _named(held, broken(result.order, seed, held.options))
        yield _("By the lot with {seed}: {names}").format(seed=seed, names=", ".join(by_lot))


def _paid_table(held: Rules, result: EqualShares) -> Iterator[str]:
    by_shares = set(result.winners).intersection(
        *(outcome.by_shares for outcome in result.outcomes)
    )
    rows = []
    for option in sorted(range(len(held.options)), key=lambda place: -result.totals[place]):
        if option in result.tied:
            paid = _("equal")
        elif option not in result.winners:
            paid = _("no")
        elif option in by_shares or not result.outcomes:
            paid = _("from shares")
        else:
            paid = _("from the rest")
        cells = [str(result.totals[option]), _number(held.costs[option]), paid]
        rows.append((cells, held.options[option]))
    yield from _aligned([_("Votes"), _("Cost"), _("Paid")], rows)
    yield ""
    if result.winners:
        yield _("Paid: {names}").format(names=", ".join(_named(held, result.winners)))
    if result.tied:
        names = ", ".join(_named(held, result.tied))
        yield _("Equal, and not enough for all: {names}").format(names=names)
    elif result.outcomes:
        left = held.budget - result.outcomes[0].spent
        yield _("Of {budget} is left: {left}").format(
            budget=_number(held.budget), left=_number(left)
        )


def _number(value: int | Fraction) -> str:
    """Whole, or with a comma; what has no end is cut after the second place."""
    if isinstance(value, int) or value.denominator == 1:
        return str(value)
    return f"{float(value):.2f}".replace(".", ",")


def _aligned(head: Sequence[str], rows: Sequence[tuple[Sequence[str], str]]) -> Iterator[str]:
    """Numbers to the right, words to the left, under their heads; the name behind them."""
    lines = [head, *(cells for cells, _name in rows)]
    columns = []
    for column in zip(*lines, strict=True):
        width = max(map(len, column))
        has_words = not any(map(str.isdigit, column[-1]))
        columns.append([cell.ljust(width) if has_words else cell.rjust(width) for cell in column])
    names = ["", *(name for _cells, name in rows)]
    for cells, name in zip(zip(*columns, strict=True), names, strict=True):
        yield "  ".join((*cells, name)).rstrip()
