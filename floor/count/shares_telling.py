"""Seats shared out, told in sentences: a message in English with named places, and the values for them, ready to be translated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .reserved import Swap
from .shares import Claim, Shares
from .ties import Tie


def _(message: str) -> str:
    """Marks a sentence for translation; the translating is done by whoever tells it."""
    return message


#: Key -> the sentence.
SENTENCES: dict[str, str] = {
    "no votes": _("No list has a vote, so no seat is given."),
    "all below": _("Every list is below the threshold of %(need)s votes, so no seat is given."),
    "below": _("%(names)s: below the threshold of %(need)s votes, so without a seat."),
    "quota": _("A seat for every %(quota)s votes, and the seats left to the largest remainders."),
    "last quotient": _("The last seat went to %(names)s with %(amount)s."),
    "last quotient, next": _("The last seat went to %(names)s with %(amount)s; next was %(others)s with %(next)s."),
    "last remainder": _("The last seat went to %(names)s with a remainder of %(amount)s votes."),
    "last remainder, next": _(
        "The last seat went to %(names)s with a remainder of %(amount)s votes; next was %(others)s with %(next)s."
    ),
    "majority": _("List %(name)s with %(share)s %% of the votes takes a majority of the seats: %(won)s of %(seats)s."),
    "empty": _("Without anyone to take them: %(number)s seats."),
    "tie, lot": _(
        "Level for the last seats (%(places)s): %(names)s. By the lot, drawn from the published seed, they went to %(favoured)s."
    ),
    "tie, other": _("Level for the last seats (%(places)s): %(names)s. As the statutes say (%(how)s), they went to %(favoured)s."),
    "tie, open": _("Level for the last seats (%(places)s): %(names)s. Nothing settles it, so seats not given yet: %(number)s."),
    "gave way": _("%(out)s, elected with %(amount)s, gives way to %(in)s of the same list, so that the minority has its seats."),
    "gave way to another list": _(
        "%(out)s, elected with %(amount)s, gives way to %(in)s of list %(list)s, which is next with %(next)s: "
        "nobody of the minority is left on the list of %(out)s."
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message to translate, and what to put in its places."""

    key: str
    values: dict[str, str | int]

    @property
    def message(self) -> str:
        return SENTENCES[self.key]

    def __str__(self) -> str:
        return self.message % self.values


def told(
    shares: Shares, names: Sequence[str], cast: Sequence[int] | None = None, total: int | None = None, need: int = 0
) -> list[Sentence]:
    """The result as a story. `names` are the lists'; `cast` their votes before a threshold of `need` votes took some out, and
    `total` all votes that the threshold is a share of."""
    given = shares.votes if cast is None else tuple(cast)
    whole = sum(given) if total is None else total
    below = [number for number, votes in enumerate(given, start=1) if votes and not shares.votes[number - 1]]
    if not any(given):
        return [Sentence("no votes", {})]
    if not any(shares.votes):
        return [Sentence("all below", {"need": need})]
    sentences: list[Sentence] = []
    if below:
        sentences.append(Sentence("below", {"names": _named(below, names), "need": need}))
    if "quota" in shares.facts:
        quota = Claim(0, shares.facts["quota"], shares.facts["quota over"])
        sentences.append(Sentence("quota", {"quota": quota.decimal()}))
    sentences += [_tie(tie, shares, names) for tie in shares.ties]
    if not shares.open_tie:
        sentences += _last_seat(shares, names)
        if shares.unfilled:
            sentences.append(Sentence("empty", {"number": shares.unfilled}))
    for number, (votes, won) in enumerate(zip(given, shares.won, strict=True), start=1):
        if 2 * won > shares.seats and 2 * votes < whole:
            values: dict[str, str | int] = {
                "name": names[number - 1],
                "share": percent(votes, whole),
                "won": won,
                "seats": shares.seats,
            }
            sentences.append(Sentence("majority", values))
    return sentences


def told_swaps(swaps: Sequence[Swap], people: Sequence[str], names: Sequence[str]) -> list[Sentence]:
    """Who gave way to whom, in order. `people` are the candidates' names, `names` the lists'."""
    sentences: list[Sentence] = []
    for swap in swaps:
        values: dict[str, str | int] = {
            "out": people[swap.out.candidate - 1], "in": people[swap.in_.candidate - 1], "amount": swap.out.claim.decimal(),
            "list": names[swap.in_.list_ - 1], "next": swap.in_.claim.decimal(),
        }  # fmt: skip
        same = swap.in_.list_ == swap.out.list_
        sentences.append(Sentence("gave way" if same else "gave way to another list", values))
    return sentences


def percent(part: int, whole: int) -> str:
    """A share in percent to one decimal, rounded half up: 557 of 1142 is "48.8"."""
    tenths = (2000 * part + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10}"


def _last_seat(shares: Shares, names: Sequence[str]) -> list[Sentence]:
    if not shares.last:
        return []
    values: dict[str, str | int] = {"names": _named([claim.number for claim in shares.last], names)}
    if not shares.missed or not shares.missed[0].votes:
        return [Sentence(f"last {shares.kind}", values | {"amount": shares.last[0].decimal()})]
    amount, next_ = told_apart(shares.last[0], shares.missed[0])
    others = _named([claim.number for claim in shares.missed], names)
    return [Sentence(f"last {shares.kind}, next", values | {"amount": amount, "others": others, "next": next_})]


def told_apart(one: Claim, other: Claim) -> tuple[str, str]:
    """Two claims as decimals, with as many digits as it takes to see which is higher."""
    digits = 2
    while one.decimal(digits) == other.decimal(digits) and not one.as_high_as(other):
        digits += 1
    return one.decimal(digits), other.decimal(digits)


def _tie(tie: Tie, shares: Shares, names: Sequence[str]) -> Sentence:
    values: dict[str, str | int] = {"names": _named(tie.among, names), "places": tie.places}
    if tie.how == "open":
        return Sentence("tie, open", values | {"number": shares.unfilled})
    values["favoured"] = _named(tie.favoured, names)
    if tie.how == "lot":
        return Sentence("tie, lot", values)
    return Sentence("tie, other", values | {"how": tie.how})


def _named(numbers: Sequence[int], names: Sequence[str]) -> str:
    return ", ".join(names[number - 1] for number in numbers)
