"""The statutes language: what a statutes file may say, table by table. The reference and the JSON Schema are made from here.

A file is read for a day: dated values are already resolved when these models see it (see `statutes.py`).
Cross-references (does this body exist?) are the checker's business, so that one reading shows every fault at once.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .bodies import Body, Election, Office, Part, Recall
from .values import Duration, Majority, Share, Who
from .words import Ballot, Instruction, Kind, Method, Name, Table, Tie

__all__ = [
    "Amendment", "Ballot", "Body", "Election", "Emergency", "Exception_", "Founding", "Instruction", "Kind", "Law", "Membership", "Method",
    "Name", "Office", "Part", "Petitions", "Publication", "Questions", "Recall", "Reconsideration", "Table", "Tie", "Units", "Vote",
]  # fmt: skip


class Vote(Table):
    """The rule of one kind of vote on a question: a strike, a ratification, an expulsion, money."""

    of: Name = Field(description='"every member" or the name of a body.')
    kind: Kind | None = Field(
        default=None, description="What the vote is about, where its name does not say it in English."
    )
    ballot: Ballot = Field(default="show of hands", description="How votes are cast.")
    turnout: Share | None = Field(default=None, description="The share of those entitled that must take part.")
    majority: Majority = Field(default=Majority(), description="What carries the question.")
    support: Share | None = Field(
        default=None, description="The share of all entitled that must vote for it, whatever the turnout."
    )
    open_for: Duration = Field(
        default=Duration(days=3), description="How long the poll is open, if nothing else is said."
    )
    weighed: Literal["one each", "members represented"] = Field(
        default="one each",
        description="In a roll call of delegates: whether each has one vote or as many as members stand behind the seat, to be split.",
    )
    notice: Duration | None = Field(default=None, description="Notice to the other side before the result is acted on.")
    valid_for: Duration | None = Field(default=None, description="How long the result can be acted on.")
    tie: Tie = Field(default="not carried", description="What happens when for and against are equal.")
    ends_by: Name | None = Field(default=None, description="For a strike: who decides to end it.")


class Membership(Table):
    """Coming and going (R18, R21)."""

    admitted_by: Who = Field(
        description='Who enters a person on the register, for example "secretary of factory committee".'
    )
    open_to: str = Field(
        default="everyone who works here, office staff included", description="Who can be a member, in words."
    )
    resignation: Literal["at once"] | Duration = Field(
        default="at once", description="Anything but at once breaks R21."
    )
    good_standing: Duration | None = Field(
        default=None,
        description="Dues must be paid up to within this time; voting is never lost by it unless `standing-needed` says so.",
    )
    standing_needed: list[Literal["vote", "stand", "nominate"]] = Field(
        default=[], description="The rights that a member behind with dues does not have."
    )
    active_within: Duration = Field(
        default=Duration(months=24), description="Members with no act for so long are not counted as active."
    )
    candidate_term: Duration | None = Field(
        default=None, description="How long a person is a candidate before the decision on joining."
    )
    consent: bool = Field(default=True, description="A person confirms joining; writing false breaks R18.")
    categories: dict[Name, list[Name]] = Field(default={}, description="For reporting only: shift, trade, sex.")
    rights_by_category: list[str] = Field(
        default=[], description="Categories that change a right; each needs a declared exception."
    )
    expelled_by: Name | None = Field(
        default=None, description="The vote that expels, after charge, notice, hearing and reply."
    )


class Units(Table):
    """The tree: where members belong and how units open and close."""

    members_at: Name | None = Field(
        default=None, description="The level of the units members belong to; the lowest by default."
    )
    union: list[Name] = Field(
        default=[], max_length=20, description="The levels of the union line, lowest first; all levels by default."
    )
    territory: list[Name] = Field(
        default=[], max_length=20, description="The levels of the territory line, lowest first, if there is one."
    )
    opened_by: Who | None = Field(
        default=None, description="Who opens, renames and closes units; without it nobody does."
    )


class Amendment(Table):
    """How the statutes change (R24)."""

    by: Name = Field(description='"every member" or a body whose seats trace to the members.')
    majority: Majority = Field(default=Majority.parse("at least 2/3 of cast"), description="What carries a change.")
    turnout: Share | None = Field(default=None, description="The share of those entitled that must take part.")
    notice: Duration = Field(default=Duration(days=30), description="Between the proposal and the vote on it.")
    in_force_after: Duration = Field(
        default=Duration(days=0), description="Between the vote and the day the change holds."
    )
    entrenched: bool = Field(default=True, description="This rule can itself be changed only by this rule.")
    suspended_by: Name | None = Field(default=None, description="Writing anything here breaks R24.")


class Founding(Table):
    """The founding meeting: adopts these statutes and elects the first officers by tellers' counts."""

    majority: Majority = Field(default=Majority(), description="What adopts the statutes.")
    ballot: Ballot = Field(default="paper", description="How the founding meeting votes.")
    tellers: int = Field(default=2, ge=1, le=100, description="How many founders count the votes.")


class Reconsideration(Table):
    """When a decided question may come back (R7)."""

    after: Duration = Field(description="The time before which the question stays decided.")
    majority: Majority = Field(default=Majority(), description="What brings the question back.")
    moved_by: Literal["anyone", "the winning side", "either side"] = Field(
        default="anyone", description="Who may ask for it."
    )


class Questions(Table):
    """Questions from the floor (R9)."""

    answered_within: Duration = Field(description="How soon a question is answered or refused with a reason.")
    anonymous: bool = Field(default=True, description="Questions can be asked without a name.")


class Publication(Table):
    """What is published, and when (R12)."""

    minutes_within: Duration = Field(description="How soon minutes appear.")
    results_within: Duration = Field(
        default=Duration(days=1), description="How soon a count is declared; a later one is refused."
    )
    small_group: int = Field(
        default=5, ge=3, le=100, description="Counts of groups smaller than this are not shown (R17)."
    )


class Petitions(Table):
    """Petitions (M10)."""

    forces_meeting: Share = Field(description="The share whose signatures oblige a body to meet.")
    reply_within: Duration = Field(description="How soon a petition is answered.")


class Emergency(Table):
    """An exceptional power or ban: temporary by its nature (R23)."""

    what: str = Field(description="The power or the ban, in words.")
    declared_by: Name = Field(description="The body that declares it.")
    ends_after: Duration | None = Field(
        default=None, description="When it ends by itself; leaving this out breaks R23."
    )
    prolonged_by: Name | None = Field(
        default=None, description="Who can prolong it, by a new decision: never who declared it."
    )


class Exception_(Table):
    """A guarantee that this organisation cannot promise for one body, and why; shown on every page of that body."""

    guarantee: Annotated[str, StringConstraints(pattern=r"^R([1-9]|1\d|2[0-5])$")] = Field(
        description="The guarantee that is not promised, R1 to R25."
    )
    body: Name = Field(description='The body concerned, or "organisation" for all of it.')
    reason: Annotated[str, StringConstraints(min_length=10)] = Field(description="Why, in a sentence for the members.")
    until: date | None = Field(default=None, description="The day on which it ends by itself (R23).")


_KINDS_BY_WORD: dict[str, Kind] = {
    "strike": "strike", "industrial action": "strike", "stoppage": "strike", "ratif": "ratification", "expulsion": "expulsion",
}  # fmt: skip


class Law(Table):
    """The statutes of an organisation, as they stand on one day."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(
        description="What these statutes are called."
    )
    language: Literal["floor 1"] = Field(description="The version of this language.")
    summary: str = Field(default="", description="What they are about, in a line.")
    levels: list[Name] = Field(
        min_length=1, max_length=20, description="The storeys of the organisation, lowest first."
    )
    units: Units = Units()
    membership: Membership
    founding: Founding = Founding()
    body: dict[Name, Body] = Field(min_length=1)
    vote: dict[Name, Vote] = {}
    amendment: Amendment
    reconsideration: Reconsideration | None = None
    questions: Questions | None = None
    publication: Publication | None = None
    petitions: Petitions | None = None
    emergency: dict[Name, Emergency] = {}
    exception: list[Exception_] = []

    @model_validator(mode="after")
    def _tell_names_with_of_apart(self) -> Law:
        """ "council of deputies" may be a body, or the office "council" of a body "deputies": the bodies decide."""
        for body in self.body.values():
            body.convened_by[:] = [self._meant(who) for who in body.convened_by]
        for table, key in ((self.membership, "admitted_by"), (self.units, "opened_by")):
            if who := getattr(table, key):
                object.__setattr__(table, key, self._meant(who))
        return self

    def _meant(self, who: Who) -> Who:
        return next((reading for reading in who.readings() if reading.body in self.body), who)

    @property
    def members_at(self) -> str:
        """The level of the units that members belong to."""
        return self.units.members_at or self.levels[0]

    def line_of(self, line: str) -> list[str]:
        """The levels of the union or the territory line, lowest first."""
        return (self.units.union or list(self.levels)) if line == "union" else list(self.units.territory)

    def elections_of(self, name: str) -> dict[str, Election]:
        """The elections that fill a body's seats, by part; a body with one electorate has the part ""."""
        body = self.body[name]
        parts = {part: rule.elected for part, rule in body.parts.items() if rule.elected}
        return ({"": body.elected} if body.elected else {}) | parts

    def recall_of(self, name: str, part: str = "") -> Recall | None:
        """The rule by which the electors of a seat take it back."""
        election = self.elections_of(name).get(part)
        return (election.recall if election else None) or self.body[name].recall

    def kind_of(self, vote: str) -> Kind:
        """What a vote is about: as it says itself, or by its name."""
        rule = self.vote[vote]
        if rule.kind:
            return rule.kind
        if vote == self.membership.expelled_by:
            return "expulsion"
        name = vote.casefold()
        return next(
            (kind for word, kind in _KINDS_BY_WORD.items() if word in name), "strike" if rule.ends_by else "other"
        )

    def exceptions_of(self, name: str) -> list[Exception_]:
        return [declared for declared in self.exception if declared.body == name]
