"""apportion: share out seats among lists or units. No database, and quick to start."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from typing import Any

from floor.count.apportionment import APPORTIONMENTS, apportionment_called
from floor.count.divisors import DIVISORS, quotients
from floor.count.shares import Claim, NotVotes, Shares
from floor.count.shares_telling import percent, told
from floor.count.thresholds import exact_share, kept, votes_needed
from floor.count.ties import Ties, by_lot, left_open

from . import complain

BAR = 30
#: With more seats than that nobody reads the table of quotients; the last and the first that missed are told anyway.
LONGEST = 100_000


def add_apportion(parser: ArgumentParser) -> None:
    parser.add_argument("lists", nargs="+", metavar="NAME=VOTES", help='lists and their votes: A=210 "List B"=120')
    parser.add_argument(
        "--method", required=True, help="one of: " + ", ".join(APPORTIONMENTS) + ", or another name of it"
    )
    parser.add_argument("--seats", required=True, help="how many seats there are")
    parser.add_argument("--threshold", help="the share below which a list takes no seat: 5%% or 1/20")
    parser.add_argument("--cast", help="all votes the threshold is a share of, if more than those for the lists")
    parser.add_argument(
        "--ties", choices=("lot", "open"), help="by lot from the seed, or left open; lot if a seed is given"
    )
    parser.add_argument("--seed", help="the published text from which the lot is drawn")
    parser.add_argument("--json", action="store_true", help="print the account as JSON")


def run_apportion(arguments: Namespace) -> int:
    """Exit 0 when all seats are shared out, 1 when a tie stays open, 2 when something cannot be understood."""
    try:
        names, cast = _lists(arguments.lists)
        seats = _whole(arguments.seats, "The number of seats")
        rule = apportionment_called(arguments.method)
        threshold = exact_share(arguments.threshold) if arguments.threshold is not None else None
        total = sum(cast) if arguments.cast is None else _whole(arguments.cast, "The number of votes cast")
        shares = rule.share(kept(cast, threshold, total), seats, _ties(arguments, len(names)))
    except (NotVotes, LookupError) as fault:
        return complain(str(fault.args[0]))
    need = votes_needed(threshold, total) if threshold is not None else 0
    sentences = [str(sentence) for sentence in told(shares, names, cast, total, need)]
    if arguments.json:
        data = as_data(shares, names, cast) | {"sentences": sentences}
        if threshold is not None:
            data["threshold"] = {"share": str(threshold), "of": total, "votes": need}
        print(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        print("\n".join([*_table(shares, names, cast), "", *sentences]))
    return 1 if shares.open_tie else 0


def as_data(shares: Shares, names: list[str], cast: list[int]) -> dict[str, Any]:
    """The account as JSON, with lists by name; quotients and remainders as whole numbers, and as decimals to read."""
    by_name = dict(zip(names, shares.won, strict=True))

    def claims(given: tuple[Claim, ...] | list[Claim]) -> list[dict[str, Any]]:
        return [
            {"list": names[each.number - 1], "votes": each.votes, "divisor": each.divisor, shares.kind: each.decimal()}
            for each in given
        ]

    data: dict[str, Any] = {
        "method": shares.method,
        "total": shares.seats,
        "seats": by_name,
        "result": by_name,
        "votes": dict(zip(names, cast, strict=True)),
        "below": [
            name for name, given, counted in zip(names, cast, shares.votes, strict=True) if given and not counted
        ],
        "unfilled": shares.unfilled,
        "ties": [
            {
                "among": [names[number - 1] for number in tie.among],
                "places": tie.places,
                "favoured": [names[number - 1] for number in tie.favoured],
                "for": tie.for_,
                "how": tie.how,
                "round": tie.round,
            }
            for tie in shares.ties
        ],
        "last": claims(shares.last),
        "missed": claims(shares.missed),
    }
    if shares.method in DIVISORS and shares.seats <= LONGEST:
        data["quotients"] = claims(quotients(shares, beyond=1))
    elif shares.facts:
        data["quota"] = Claim(0, shares.facts["quota"], shares.facts["quota over"]).decimal()
        data["whole"] = dict(zip(names, shares.facts["whole"], strict=True))
        over = shares.facts["quota over"]
        data["remainders"] = {
            name: Claim(0, rest, over).decimal() for name, rest in zip(names, shares.facts["remainders"], strict=True)
        }
    return data


def _lists(written: list[str]) -> tuple[list[str], list[int]]:
    names: list[str] = []
    votes: list[int] = []
    for each in written:
        name, found, number = each.rpartition("=")
        name = name.strip()
        if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
            name = name[1:-1]
        if not found or not name:
            raise NotVotes(f"“{each}” should be a list's name, =, and its votes, for example A=210.")
        if name in names:
            raise NotVotes(f"There are two lists called “{name}”; each needs a name of its own.")
        names.append(name)
        votes.append(_whole(number, f"The votes of {name}"))
    return names, votes


def _whole(written: str, what: str) -> int:
    text = written.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise NotVotes(f"{what} should be a whole number, 0 or more, not “{written}”.")
    return int(text)


def _ties(arguments: Namespace, lists: int) -> Ties:
    if arguments.ties == "lot" and arguments.seed is None:
        raise NotVotes("A lot needs the seed that was published before the count: add --seed TEXT.")
    if arguments.ties == "open" or arguments.seed is None:
        return left_open()
    return by_lot(arguments.seed, lists)


def _table(shares: Shares, names: list[str], cast: list[int]) -> list[str]:
    """A line for each list: seats, a bar for them, and the share of the votes beside the share of the seats."""
    width = max(4, *(len(name) for name in names))
    digits = max(5, *(len(str(given)) for given in cast))
    given_out, total = sum(shares.won), sum(cast)
    lines = [f"{'':{width}} {'votes':>{digits}} {'':>7} {'seats':>6} {'':>7}"]
    for name, given, won in zip(names, cast, shares.won, strict=True):
        bar = "█" * ((2 * BAR * won + given_out) // (2 * given_out) if given_out else 0)
        lines.append(
            f"{name:{width}} {given:{digits}} {percent(given, total):>5} % {won:6} {percent(won, given_out):>5} %  {bar}"
        )
    return [line.rstrip() for line in lines]
