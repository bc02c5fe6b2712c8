"""Papers as a method reads them: rankings serve as orders and as crosses; what would have to be guessed is refused."""

from __future__ import annotations

from .method import Method
from .papers import Marks, NotPapers, Orders, Papers, Rankings

_WHAT = {
    "rankings": "papers on which candidates are put in order",
    "orders": "papers on which candidates are put in order, some of them level perhaps",
    "marks": "papers with crosses, approvals or points",
}
_KIND: dict[type, str] = {Rankings: "rankings", Orders: "orders", Marks: "marks"}


def as_read_by(method: Method, papers: Papers, seats: int) -> Papers:
    """The papers for this method; raises NotPapers when they do not say what it needs to know."""
    if _KIND[type(papers)] == method.reads:
        return papers
    if isinstance(papers, Rankings):
        if method.reads == "orders":
            return Orders.from_rankings(papers)
        return Marks.from_rankings(papers, method.most_marks(seats))
    if isinstance(papers, Orders) and method.reads == "rankings":
        raise NotPapers(f"“{method.name}” needs candidates in strict order; some of these papers put candidates level.")
    raise NotPapers(f"“{method.name}” counts {_WHAT[method.reads]}; these are {_WHAT[_KIND[type(papers)]]}.")
