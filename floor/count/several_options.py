"""A question with several options: one of them is chosen by any method that fills a seat, options standing as candidates."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .account import Account
from .majorities import at_least, more_than
from .method import Method
from .methods import method_called
from .papers import Marks, NotPapers, Orders, Papers, Rankings
from .ties import Ties

#: The methods usual for options, in the order in which they are listed to people; any other can be taken as well.
USUAL = ("plurality", "two-round", "approval", "instant run-off", "schulze", "ranked pairs")


@dataclass(frozen=True, slots=True)
class Choice:
    """The option chosen, if one was."""

    option: int | None
    """None if a tie stayed open, nobody voted, or the first option has too few papers behind it."""
    account: Account
    need: int | None = None
    """The papers that the option needed behind it, where the rule asks for a share."""
    behind: int | None = None
    """The papers that name or mark the first option, on whatever place."""


def choose(
    papers: Papers,
    method: str,
    ties: Ties,
    *,
    share: Fraction | None = None,
    strict: bool = True,
    status_quo: int | None = None,
) -> Choice:
    """Choose one option.

    With a `share`, more than (or at least) that share of all papers, blank ones too, must name the option; if too few do, the
    `status_quo` stands where there is such an option, and otherwise nothing is chosen.
    """
    counted = method_called(method)
    account = counted.count(as_read_by(counted, papers), 1, ties)
    if not account.elected or papers.total == account.blank:
        return Choice(None, account)
    option = account.elected[0]
    if share is None:
        return Choice(option, account)
    need = more_than(share, papers.total) if strict else max(1, at_least(share, papers.total))
    behind = naming(papers, option)
    if behind >= need:
        return Choice(option, account, need, behind)
    return Choice(status_quo, account, need, behind)


def naming(papers: Papers, option: int) -> int:
    """How many papers name or mark an option. On orders, whoever stands level with the last counts as not named."""
    if isinstance(papers, Rankings):
        return int(papers.weights[(papers.ranks == option).any(axis=1)].sum())
    if isinstance(papers, Marks):
        return int(papers.weights[papers.marks[:, option - 1] > 0].sum())
    last = papers.places.max(axis=1, initial=0)
    named = papers.places[:, option - 1] < last
    return int(papers.weights[named].sum())


def as_read_by(method: Method, papers: Papers) -> Papers:
    """The papers as the method reads them: a ranking can be read as an order, or its first names as crosses; nothing else can."""
    kinds = {"rankings": Rankings, "orders": Orders, "marks": Marks}
    if isinstance(papers, kinds[method.reads]):
        return papers
    if isinstance(papers, Rankings):
        if method.reads == "orders":
            return Orders.from_rankings(papers)
        return Marks.from_rankings(papers, method.most_marks(1))
    given = {Orders: "orders in which options stand level", Marks: "marks"}[type(papers)]
    raise NotPapers(f"“{method.name}” reads {method.reads}; these papers are {given}.")
