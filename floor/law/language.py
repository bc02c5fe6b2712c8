"""The statutes language: what a statutes file may say, table by table. The reference and the JSON Schema are made from here.

A file is read for a day: dated values are already resolved when these models see it (see `statutes.py`).
Cross-references (does this body exist?) are the checker's business, so that one reading shows every fault at once.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from .values import Duration, Majority, Seats, Share, Who

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


class Recall(Table):
    """How those who elected take a mandate back (R2). No cause is ever needed."""

    petition: Share = Field(description="The share of the same electors whose signatures force the poll.")
    majority: Majority = Field(default=Majority(), description="What carries the recall.")
    turnout: Share | None = Field(default=None, description="The share of the electors that must take part, if any.")
    within: Duration = Field(default=Duration(days=14), description="The poll is held this soon after the petition is complete.")
    not_before: Duration | None = Field(default=None, description="A time after the election in which no recall may be asked.")
    by: Literal["the electors"] | Name = Field(default="the electors", description="Who decides; anything but the electors breaks R2.")
    cause: str | None = Field(default=None, description="A cause that would have to be shown; writing one breaks R2.")


class Election(Table):
    """How seats are filled: by whom, how many, how counted, for how long."""

    by: Name | list[Name] = Field(description='The electing body, or several; "every member" for all members of the unit.')
    seats: Seats = Field(description="A number, a ratio, or bands.")
    method: Method = "plurality"
    ballot: Ballot = "secret"
    term: Duration | None = Field(default=None, description="When a mandate ends by itself (R21).")
    limit: int | None = Field(default=None, ge=1, le=50, description="How many terms in a row one person may hold.")
    pause: Duration | None = Field(default=None, description="How long a person at the limit stays out (rotation back to work).")
    notice: Duration | None = Field(default=None, description="Between the announcement of the election and the poll.")
    lists_due: Duration | None = Field(default=None, description="How long after the announcement nominations stay open.")
    tie: Tie | None = None
    threshold: Share | None = Field(default=None, description="The share of votes below which a list takes no seat.")
    reserved: dict[Name, Seats] = Field(default={}, description="Seats reserved for a category of members, by name of the category.")
    one_per_unit: bool = Field(default=False, description="Each electing unit fills its own seats, instead of all together.")
    substitutes: Literal["runner-up", "by-election"] = Field(default="by-election", description="How a vacant seat is filled (R1).")
    eligible: Literal["every member of the unit", "every member of the organisation", "members of the electing body"] = (
        "every member of the unit"
    )
    deposit: Duration | None = Field(default=None, description="Length of membership needed to stand.")
    instructions: Instruction = Field(default="guided", description="What a new question finds: bound, guided or free delegates.")
    recall: Recall | None = Field(default=None, description="Where it differs from the body's own rule of recall.")

    @property
    def electors(self) -> tuple[str, ...]:
        """The electing bodies by name, be it one or several."""
        return tuple(dict.fromkeys([self.by] if isinstance(self.by, str) else self.by))


class Part(Table):
    """One side of a body made of parts: elected by its own electorate, or filled from outside under a declared exception."""

    elected: Election | None = None
    filled_by: Name | None = Field(default=None, description="An outside party, such as management; needs a declared exception to R1.")
    seats: Seats | None = Field(default=None, description="For a part filled from outside.")


class Office(Table):
    """An office in a body: who fills it, for how long, on what terms."""

    elected_by: Name = Field(default="itself", description='"itself": the body chooses among its own seats; or the name of a body.')
    method: Method = "plurality"
    ballot: Ballot = "secret"
    tie: Tie | None = "lot"
    term: Duration | None = Field(default=None, description="If shorter than the seat's.")
    limit: int | None = Field(default=None, ge=1, le=50)
    released: bool = Field(default=False, description="Released from work and paid by the organisation (R21, M53).")
    pay: str | None = Field(default=None, description="The grade of the wage scale the pay is tied to; published.")
    rotation: Duration | None = Field(default=None, description="Time a year spent back at work.")
    handover: Duration = Field(default=Duration(days=14), description="The inventory is handed over this soon after the end.")
    signs_with: Name | None = Field(default=None, description="The office whose second signature money needs.")
    recall: Recall | None = None


class Body(Table):
    """An assembly or committee at every unit of a level."""

    at: Name = Field(description="The level where there is one such body for each unit.")
    line: Literal["union", "territory"] = Field(default="union", description="Whether it sits for the units of a trade or of a place.")
    sits: Literal["every member"] | None = Field(default=None, description="A general meeting: everyone on the register of the unit.")
    elected: Election | None = None
    parts: dict[Name, Part] = Field(default={}, description="For a body of several parts: a parity commission, a mixed board.")
    parity: bool = Field(default=False, description="All parts have the same number of seats.")
    offices: dict[Name, Office] = {}
    recall: Recall | None = None
    quorum: Share | None = Field(default=None, description="The share of those entitled who must be present.")
    quorum_second: Share | None = Field(default=None, description="The quorum of a second meeting called because the first had none.")
    majority: Majority = Majority()
    tie: Tie = "not carried"
    tie_goes_to: Name | None = None
    meets: Literal["weekly", "fortnightly", "monthly", "quarterly", "half-yearly", "yearly", "every 2 years", "every 3 years", "every 4 years", "every 5 years"] | None = None  # fmt: skip
    notice: Duration | None = Field(default=None, description="Between the call and the meeting.")
    convened_by: list[Who] = []
    can_be_called_off_by: Literal["the caller"] | Name = "the caller"
    elections_run_by: Name | None = Field(default=None, description="The body that runs the elections of this one.")
    accounts_to: Name | None = Field(default=None, description="The body that hears its report.")
    reports: Literal["monthly", "quarterly", "half-yearly", "yearly"] | None = None
    competence: list[str] = Field(default=[], description="What it decides, in words; parts of a competence belong to one body.")
    controls: list[Name] = Field(default=[], description="Bodies whose funds and records it audits.")
    hears: list[Literal["grievances", "charges", "appeals", "election contests", "conflicts of competence"]] = []
    decides_within: Duration | None = Field(default=None, description="For a body that hears cases: silence beyond this takes the case to the next step (R14).")
    appeal_to: Name | None = None
    not_with: list[Name] = Field(default=[], description="Bodies whose members may not sit here at the same time.")
    may_be_dissolved_by: Name | None = Field(default=None, description="Writing anything but its electors breaks R2.")
    outside: Name | None = Field(default=None, description="For representatives: the body outside the organisation to which they are sent.")
    sends_outside: int | None = Field(default=None, ge=1, description="For representatives sent to a body outside: how many are sent.")
    open: bool = Field(default=True, description="Members of the unit may listen.")


class Vote(Table):
    """The rule of one kind of vote on a question: a strike, a ratification, an expulsion, money."""

    of: Name = Field(description='"every member" or the name of a body.')
    kind: Kind | None = Field(default=None, description="What the vote is about, where its name does not say it in English.")
    ballot: Ballot = "show of hands"
    turnout: Share | None = None
    majority: Majority = Majority()
    support: Share | None = Field(default=None, description="The share of all entitled that must vote for it, whatever the turnout.")
    notice: Duration | None = Field(default=None, description="Notice to the other side before the result is acted on.")
    valid_for: Duration | None = Field(default=None, description="How long the result can be acted on.")
    tie: Tie = "not carried"
    ends_by: Name | None = Field(default=None, description="For a strike: who decides to end it.")


class Membership(Table):
    """Coming and going (R18, R21)."""

    admitted_by: Who = Field(description='Who enters a person on the register, for example "secretary of factory committee".')
    open_to: str = "everyone who works here, office staff included"
    resignation: Literal["at once"] | Duration = Field(default="at once", description="Anything but at once breaks R21.")
    good_standing: Duration | None = Field(default=None, description="Dues must be paid up to within this time; voting is never lost by it unless `standing-needed` says so.")
    standing_needed: list[Literal["vote", "stand", "nominate"]] = []
    active_within: Duration = Field(default=Duration(months=24), description="Members with no act for so long are not counted as active.")
    candidate_term: Duration | None = None
    consent: bool = Field(default=True, description="A person confirms joining; writing false breaks R18.")
    categories: dict[Name, list[Name]] = Field(default={}, description="For reporting only: shift, trade, sex.")
    rights_by_category: list[str] = Field(default=[], description="Categories that change a right; each needs a declared exception.")
    expelled_by: Name | None = Field(default=None, description="The vote that expels, after charge, notice, hearing and reply.")


class Units(Table):
    """The tree: where members belong and how units open and close."""

    members_at: Name | None = Field(default=None, description="The level of the units members belong to; the lowest by default.")
    union: list[Name] = Field(default=[], description="The levels of the union line, lowest first; all levels by default.")
    territory: list[Name] = Field(default=[], description="The levels of the territory line, lowest first, if there is one.")
    opened_by: Who | None = None


class Amendment(Table):
    """How the statutes change (R24)."""

    by: Name = Field(description='"every member" or a body whose seats trace to the members.')
    majority: Majority = Majority.parse("at least 2/3 of cast")
    turnout: Share | None = None
    notice: Duration = Duration(days=30)
    in_force_after: Duration = Duration(days=0)
    entrenched: bool = Field(default=True, description="This rule can itself be changed only by this rule.")
    suspended_by: Name | None = Field(default=None, description="Writing anything here breaks R24.")


class Founding(Table):
    """The founding meeting: adopts these statutes and elects the first officers by tellers' counts."""

    majority: Majority = Majority()
    ballot: Ballot = "paper"
    tellers: int = Field(default=2, ge=1, le=100)


class Reconsideration(Table):
    """When a decided question may come back (R7)."""

    after: Duration
    majority: Majority = Majority()
    moved_by: Literal["anyone", "the winning side", "either side"] = "anyone"


class Questions(Table):
    """Questions from the floor (R9)."""

    answered_within: Duration
    anonymous: bool = True


class Publication(Table):
    """What is published, and when (R12)."""

    minutes_within: Duration
    results_within: Duration = Duration(days=1)
    small_group: int = Field(default=5, ge=3, le=100, description="Counts of groups smaller than this are not shown (R17).")


class Petitions(Table):
    """Petitions (M10)."""

    forces_meeting: Share
    reply_within: Duration


class Emergency(Table):
    """An exceptional power or ban: temporary by its nature (R23)."""

    what: str
    declared_by: Name
    ends_after: Duration | None = None
    prolonged_by: Name | None = None


class Exception_(Table):
    """A guarantee that this organisation cannot promise for one body, and why; shown on every page of that body."""

    guarantee: Annotated[str, StringConstraints(pattern=r"^R([1-9]|1\d|2[0-5])$")]
    body: Name
    reason: Annotated[str, StringConstraints(min_length=10)]
    until: date | None = Field(default=None, description="The day on which it ends by itself (R23).")


_KINDS_BY_WORD: dict[str, Kind] = {
    "strike": "strike", "industrial action": "strike", "stoppage": "strike", "ratif": "ratification", "expulsion": "expulsion",
}  # fmt: skip


class Law(Table):
    """The statutes of an organisation, as they stand on one day."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    language: Literal["floor 1"] = Field(description="The version of this language.")
    summary: str = ""
    levels: list[Name] = Field(min_length=1, max_length=20, description="The storeys of the organisation, lowest first.")
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
        """"council of deputies" may be a body, or the office "council" of a body "deputies": the bodies decide."""
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
        return next((kind for word, kind in _KINDS_BY_WORD.items() if word in name), "strike" if rule.ends_by else "other")

    def exceptions_of(self, name: str) -> list[Exception_]:
        return [declared for declared in self.exception if declared.body == name]
