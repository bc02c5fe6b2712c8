"""The checks, one file for each theme. Importing this package enters them all in the register of `floor.law.findings`."""

from . import (
    amendment,
    control,
    courts,
    exceptions,
    labour,
    levels,
    meetings,
    membership,
    power,
    publicity,
    recall,
    references,
    seats,
    secrecy,
    terms,
    votes,
)

__all__ = [
    "amendment",
    "control",
    "courts",
    "exceptions",
    "labour",
    "levels",
    "meetings",
    "membership",
    "power",
    "publicity",
    "recall",
    "references",
    "seats",
    "secrecy",
    "terms",
    "votes",
]
