"""Thresholds: the share of the votes below which a list takes no seat. Shares are exact fractions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from fractions import Fraction

from .shares import NotVotes


def exact_share(written: str) -> Fraction:
    """A share as people write it: "5%", "3.25 %", "1/20" or "0.05"; never read through a decimal that is only near."""
    text = written.strip().replace(",", ".")
    if match := re.fullmatch(r"(\d{1,12}) ?/ ?(\d{1,12})", text):
        if int(match[2]) == 0:
            raise NotVotes(f"“{written}” divides by nothing; write a share such as 1/20.")
        share = Fraction(int(match[1]), int(match[2]))
    elif match := re.fullmatch(r"(\d{1,3}(?:\.\d{1,12})?) ?(?:%|percent|per cent)", text):
        share = Fraction(match[1]) / 100
    elif re.fullmatch(r"[01](?:\.\d{1,12})?|\.\d{1,12}", text):
        share = Fraction(text)
    else:
        raise NotVotes(f"“{written}” is not a share; write it as 5%, 1/20 or 0.05.")
    if share > 1:
        raise NotVotes(f"A share of “{written}” is more than everything; write it as 5%, 1/20 or 0.05.")
    return share


def reaches(votes: int, threshold: Fraction, total: int) -> bool:
    """Whether a list with so many votes takes part: exactly at the threshold it does; without any vote it never does."""
    return votes > 0 and votes * threshold.denominator >= total * threshold.numerator


def votes_needed(threshold: Fraction, total: int) -> int:
    """The fewest votes that reach the threshold."""
    return max(1, -(-total * threshold.numerator // threshold.denominator))


def kept(
    votes: Sequence[int], threshold: Fraction | None, total: int | None = None, exempt: Collection[int] = ()
) -> tuple[int, ...]:
    """The votes with 0 for every list below the threshold.

    `total` is what the threshold is a share of, where that is more than the votes for lists: in Spain blank papers count too.
    Lists that are `exempt`, by number, take part whatever they have: in Germany those of national minorities.
    """
    whole = sum(votes) if total is None else total
    if whole < sum(votes):
        raise NotVotes(f"The lists have {sum(votes)} votes together, but only {whole} were cast.")
    if threshold is None:
        return tuple(votes)
    return tuple(
        given if number in exempt or reaches(given, threshold, whole) else 0
        for number, given in enumerate(votes, start=1)
    )
