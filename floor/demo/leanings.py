"""What people write on their papers, drawn by lot: some are known to many, and each shop likes its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from floor.polls.models import Poll
from floor.polls.urn.paper import ABSTAIN, AGAINST, FOR, Form, Kind, Paper

#: How much more a candidate of one's own shop is liked than any other.
_ONE_OF_US = 4.0
#: One in so many papers is handed in blank.
_BLANK_IN = 60


@dataclass
class Leanings:
    """How the electors of one poll lean: a weight for each name, and where the people behind the names work."""

    form: Form
    random: Random
    weights: list[float] = field(default_factory=list)
    shops: list[int] = field(default_factory=list)
    #: Of a hundred who answer a question, how many say yes and how many abstain.
    yes: float = 0.62
    abstain: float = 0.06

    def paper(self, shop: int) -> Paper:
        """What one person of this shop hands in."""
        return () if self.random.randrange(_BLANK_IN) == 0 else _FILLED_IN[self.form.kind](self, shop)

    def liked(self, among: Sequence[int], shop: int, many: int) -> list[int]:
        """So many different numbers out of these, those that are liked sooner than others."""
        left = list(among)
        chosen: list[int] = []
        for _ in range(min(many, len(left))):
            weights = [self._weight(number, shop) for number in left]
            chosen.append(left.pop(self.random.choices(range(len(left)), weights)[0]))
        return chosen

    def _weight(self, number: int, shop: int) -> float:
        ours = number <= len(self.shops) and self.shops[number - 1] == shop
        return self.weights[number - 1] * (_ONE_OF_US if ours else 1.0)


def leanings_in(poll: Poll, random: Random, yes: float = 0.62) -> Leanings:
    """The leanings in a poll that is open: by lot, and of nobody who exists."""
    form = Form.from_data(poll.form)
    people = list(
        poll.candidacies.filter(withdrawn=None, number__gt=0).order_by("number").values_list("number", "member__unit")
    )
    names = max(form.options, len(people), 1)
    weights = [random.uniform(0.4, 4) for _ in range(names)]
    shops = [unit for _, unit in people] if form.kind != "lists" else []
    return Leanings(form, random, weights, shops, yes)


def _ranked(leanings: Leanings, shop: int) -> Paper:
    many = leanings.random.randint(1, min(6, leanings.form.most))
    return tuple(leanings.liked(range(1, leanings.form.options + 1), shop, many))


def _crossed(leanings: Leanings, shop: int) -> Paper:
    many = leanings.random.randint(1, leanings.form.most)
    return tuple(leanings.liked(range(1, leanings.form.options + 1), shop, many))


def _pointed(leanings: Leanings, shop: int) -> Paper:
    return tuple(
        number
        for _ in range(leanings.form.most)
        for number in leanings.liked(range(1, leanings.form.options + 1), shop, 1)
    )


def _on_lists(leanings: Leanings, shop: int) -> Paper:
    (chosen,) = leanings.liked(range(1, leanings.form.options + 1), shop, 1)
    of_it = [number for number, one in enumerate(leanings.form.people, start=1) if one == chosen]
    many = leanings.random.randint(0, min(3, leanings.form.most - 1, len(of_it)))
    return (chosen, *leanings.liked(of_it, shop, many))


def _answered(leanings: Leanings, shop: int) -> Paper:
    no = 1 - leanings.yes - leanings.abstain
    weights = [leanings.yes, no, leanings.abstain]
    return tuple(leanings.random.choices([FOR, AGAINST, ABSTAIN], weights, k=leanings.form.options))


_FILLED_IN: dict[Kind, Callable[[Leanings, int], Paper]] = {
    "rankings": _ranked, "marks": _crossed, "points": _pointed, "lists": _on_lists, "question": _answered,
}  # fmt: skip
