"""The words of the language: how names look, and the words a key may have where only certain words can stand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Name = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\s\"\\/<>|][^\"\\/<>|\r\n\t]*$")]

#: How a vote is cast. "postal" papers are entered by tellers like "paper".
Ballot = Literal["secret", "paper", "postal", "roll call", "show of hands"]

#: Every method of counting an election; the counting room implements them under the same names.
Method = Literal[
    "plurality", "block", "limited", "cumulative", "approval", "two-round", "instant run-off", "stv", "stv-wig", "meek",
    "schulze", "ranked pairs", "sequential pav", "phragmen", "equal shares", "dhondt", "sainte-lague", "hare", "droop",
]  # fmt: skip

#: What happens when two are equal. "lot": drawn from a seed published before the count. "again": the poll is held again.
#: "not carried": a motion that is tied is lost. "refer": goes to the body named in `tie-goes-to`.
#: "chair" and "incumbent" can be written, so that the checker can say what is wrong with them.
Tie = Literal["lot", "again", "not carried", "refer", "chair", "incumbent"]

#: The kinds of vote that a guarantee speaks of.
Kind = Literal["strike", "ratification", "expulsion", "other"]

#: What happens to a delegate's instruction when a new question comes up.
Instruction = Literal["bound", "guided", "free"]


class Table(BaseModel):
    """A table of the file: unknown keys are refused, keys are written with hyphens."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        populate_by_name=True,
    )
