"""`biq count`: ballots in a file, counted by the voting board's own rules. It needs no data."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .core.errors import Refused
from .core.language import _

if TYPE_CHECKING:
    from .voting.ballots import Rules
    from .voting.methods import Method

NAMES = (
    "dots", "single", "approval", "score", "consensing", "schulze", "borda", "plurality",
    "equal-shares",
)  # fmt: skip
"""The methods, in the order of the help."""

_STATUS_QUO = frozenset(
    {
        "status quo", "statusquo", "null", "nulllösung", "nullösung", "null-lösung",
        "passivlösung", "passivoption", "alles bleibt", "alles bleibt wie es ist",
        "alles bleibt, wie es ist", "es bleibt, wie es ist", "so lassen", "all stays as it is",
    }
)  # fmt: skip
"""How a column is called that stands for the status quo."""


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Make the command known to the parser."""
    count = commands.add_parser(
        "count",
        parents=[shared],
        help=_("count ballots from a file"),
        description=_(
            "One row is a ballot, one column an option. A cell holds dots, points, resistance, "
            "the rank (1 is best, equal ranks are possible, empty is last), or 1 and 0. "
            "At most 5000 ballots and 100 options."
        ),
    )
    count.add_argument("method", metavar="METHOD", choices=NAMES, help=", ".join(NAMES))
    count.add_argument(
        "ballots", metavar="BALLOTS.csv", nargs="?", help=_("the table, saved as CSV")
    )
    count.add_argument("--json", action="store_true", help=_("for other programs"))
    count.add_argument(
        "--max",
        type=int,
        metavar="N",
        help=_("dots a person, the end of the scale, or how many options one may choose"),
    )
    count.add_argument("--per-option", type=int, metavar="N", help=_("dots on one option at most"))
    count.add_argument(
        "--cost",
        action="extend",
        nargs="+",
        default=[],
        metavar="OPTION=1000|FILE",
        help=_("what an option costs; or a file with two columns: option and cost"),
    )
    count.add_argument("--budget", metavar="5000", help=_("the money for equal-shares"))
    count.add_argument(
        "--utility",
        choices=["count", "cost"],
        help=_("equal-shares: every idea is worth the same, or what it costs"),
    )
    count.add_argument(
        "--status-quo", metavar="OPTION", help=_("consensing: the option that all stays as it is")
    )
    count.add_argument("--lot", metavar="SEED", help=_("break ties by the lot with this seed"))
    count.set_defaults(run=_count, needs_folder=False, needs_key=False)


def _count(given: argparse.Namespace, _folder: Path, _url: str | None) -> Iterator[str]:
    from .voting.count_file import ballots_in, read_sheet
    from .voting.count_output import as_json, as_table
    from .voting.equal_shares import Utility
    from .voting.lot import drawn
    from .voting.methods import Method, counted

    method = Method(given.method)
    sheet = read_sheet(_file(given))
    held = _rules(method, given, sheet.options)
    ballots = ballots_in(sheet, held)
    first = () if given.lot is None else drawn(given.lot, held.options)
    result = counted(method, held, ballots, Utility(given.utility or "count"), first)
    if given.json:
        yield as_json(method, held, result, given.lot)
    else:
        yield from as_table(method, held, result, given.lot)


def _file(given: argparse.Namespace) -> Path:
    """Where the ballots are. `--cost A=1 B=2 ballots.csv` has taken it for the last cost."""
    if given.ballots is None and given.cost and "=" not in given.cost[-1]:
        given.ballots = given.cost.pop()
    if given.ballots is None:
        raise Refused(_("Please name the file with the ballots."))
    return Path(given.ballots)


def _rules(method: Method, given: argparse.Namespace, options: Sequence[str]) -> Rules:
    from .voting.ballots import Kind, rules
    from .voting.count_file import amount_of, costs_of

    kind = method.kind
    fitting = {
        "--max": kind not in (Kind.SINGLE, Kind.RANKING),
        "--per-option": kind is Kind.DOTS,
        "--cost": kind is Kind.BUDGET,
        "--budget": kind is Kind.BUDGET,
        "--utility": kind is Kind.BUDGET,
        "--status-quo": kind is Kind.CONSENSING,
    }
    for option, fits in fitting.items():
        value = getattr(given, option[2:].replace("-", "_"))
        if value not in (None, []) and not fits:
            raise Refused(
                _("{option} does not belong to {method}.").format(option=option, method=method)
            )
    if kind is not Kind.BUDGET:
        quo = _status_quo(given.status_quo, options) if kind is Kind.CONSENSING else None
        return rules(kind, options, most=given.max, per_option=given.per_option, status_quo=quo)
    if not given.cost or given.budget is None:
        raise Refused(
            _("equal-shares needs the money and what each option costs: --budget and --cost.")
        )
    costs = costs_of(given.cost, options)
    return rules(kind, options, most=given.max, costs=costs, budget=amount_of(given.budget))


def _status_quo(named: str | None, options: Sequence[str]) -> int | None:
    """The place of the status quo, as it is named, or called as usual."""
    for place, option in enumerate(options):
        called = option.casefold()
        if called == named.strip().casefold() if named is not None else called in _STATUS_QUO:
            return place
    if named is not None:
        raise Refused(_("There is no option “{option}” in the ballots.").format(option=named))
    return None
