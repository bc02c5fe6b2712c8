"""Bodies in the language: who sits in them, how they are elected and recalled, what they do."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from .values import Duration, Majority, Seats, Share, Who
from .words import Ballot, Instruction, Method, Name, Table, Tie


class Recall(Table):
    """How those who elected take a mandate back (R2). No cause is ever needed."""

    petition: Share = Field(description="The share of the same electors whose signatures force the poll.")
    majority: Majority = Field(default=Majority(), description="What carries the recall.")
    turnout: Share | None = Field(default=None, description="The share of the electors that must take part, if any.")
    within: Duration = Field(
        default=Duration(days=14), description="The poll is held this soon after the petition is complete."
    )
    not_before: Duration | None = Field(
        default=None, description="A time after the election in which no recall may be asked."
    )
    signed_within: Duration = Field(
        default=Duration(days=60), description="How long signatures are collected; then the petition lapses."
    )
    open_for: Duration = Field(default=Duration(days=3), description="How long the poll on a recall is open.")
    by: Literal["the electors"] | Name = Field(
        default="the electors", description="Who decides; anything but the electors breaks R2."
    )
    cause: str | None = Field(default=None, description="A cause that would have to be shown; writing one breaks R2.")


class Election(Table):
    """How seats are filled: by whom, how many, how counted, for how long."""

    by: Name | list[Name] = Field(
        description='The electing body, or several; "every member" for all members of the unit.'
    )
    seats: Seats = Field(description="A number, a ratio, bands, or a total shared out among all who elect.")
    method: Method = Field(default="plurality", description="How papers become a result.")
    ballot: Ballot = Field(default="secret", description="How votes are cast; on persons it is secret (R5).")
    term: Duration | None = Field(default=None, description="When a mandate ends by itself (R21).")
    limit: int | None = Field(default=None, ge=1, le=50, description="How many terms in a row one person may hold.")
    pause: Duration | None = Field(
        default=None, description="How long a person at the limit stays out (rotation back to work)."
    )
    notice: Duration | None = Field(default=None, description="Between the announcement of the election and the poll.")
    lists_due: Duration | None = Field(
        default=None, description="How long after the announcement nominations stay open."
    )
    open_for: Duration = Field(
        default=Duration(days=3), description="How long the poll is open, where whoever calls it says nothing else."
    )
    tie: Tie | None = Field(default=None, description="What happens when two have the same votes for the last seat.")
    threshold: Share | None = Field(default=None, description="The share of votes below which a list takes no seat.")
    reserved: dict[Name, Seats] = Field(
        default={}, description="Seats reserved for a category of members, by name of the category."
    )
    one_per_unit: bool = Field(
        default=False, description="Each electing unit fills its own seats, instead of all together."
    )
    substitutes: Literal["runner-up", "by-election"] = Field(
        default="by-election", description="How a vacant seat is filled (R1)."
    )
    eligible: Literal[
        "every member of the unit", "every member of the organisation", "members of the electing body"
    ] = Field(default="every member of the unit", description="Who may stand.")
    deposit: Duration | None = Field(default=None, description="Length of membership needed to stand.")
    instructions: Instruction = Field(
        default="guided", description="What a new question finds: bound, guided or free delegates."
    )
    open_lists: bool = Field(default=False, description="On lists, voters also choose among the people of their list.")
    strike_and_add: bool = Field(
        default=False, description="The meeting of the electors can strike names from lists and add names to them."
    )
    contest_within: Duration = Field(
        default=Duration(days=14), description="How long after the result it can be contested."
    )
    recall: Recall | None = Field(default=None, description="Where it differs from the body's own rule of recall.")

    @field_validator("reserved")
    @classmethod
    def _is_a_number_for_each(cls, reserved: dict[str, Seats]) -> dict[str, Seats]:
        if any(number.total is not None for number in reserved.values()):
            raise ValueError(
                "should be a number, a ratio or bands: a total is shared out among units, not among people"
            )
        return reserved

    @property
    def each_its_own(self) -> bool:
        """Whether each electing unit fills seats of its own; a total is shared out among them, so that it goes without saying."""
        return self.one_per_unit or self.seats.total is not None

    @property
    def electors(self) -> tuple[str, ...]:
        """The electing bodies by name, be it one or several."""
        return tuple(dict.fromkeys([self.by] if isinstance(self.by, str) else self.by))


class Part(Table):
    """One side of a body made of parts: elected by its own electorate, or filled from outside under a declared exception."""

    elected: Election | None = Field(default=None, description="How its seats are filled.")
    filled_by: Name | None = Field(
        default=None, description="An outside party, such as management; needs a declared exception to R1."
    )
    seats: Seats | None = Field(default=None, description="For a part filled from outside.")

    @field_validator("seats")
    @classmethod
    def _is_a_number(cls, seats: Seats | None) -> Seats | None:
        if seats is not None and seats.total is not None:
            raise ValueError(
                "should be a number: nobody elects a part that is filled from outside, so there is nothing to share out"
            )
        return seats


class Office(Table):
    """An office in a body: who fills it, for how long, on what terms."""

    elected_by: Name = Field(
        default="itself", description='"itself": the body chooses among its own seats; or the name of a body.'
    )
    method: Method = Field(default="plurality", description="How papers become a result.")
    ballot: Ballot = Field(default="secret", description="How votes are cast; on persons it is secret (R5).")
    tie: Tie | None = Field(default="lot", description="What happens when two have the same votes.")
    term: Duration | None = Field(default=None, description="If shorter than the seat's.")
    limit: int | None = Field(default=None, ge=1, le=50, description="How many terms in a row one person may hold it.")
    released: bool = Field(default=False, description="Released from work and paid by the organisation (R21, M53).")
    pay: str | None = Field(default=None, description="The grade of the wage scale the pay is tied to; published.")
    rotation: Duration | None = Field(default=None, description="Time a year spent back at work.")
    handover: Duration = Field(
        default=Duration(days=14), description="The inventory is handed over this soon after the end."
    )
    signs_with: Name | None = Field(default=None, description="The office whose second signature money needs.")
    recall: Recall | None = Field(default=None, description="Where it differs from the body's own rule of recall.")


class Body(Table):
    """An assembly or committee at every unit of a level."""

    at: Name = Field(description="The level where there is one such body for each unit.")
    line: Literal["union", "territory"] = Field(
        default="union", description="Whether it sits for the units of a trade or of a place."
    )
    sits: Literal["every member"] | None = Field(
        default=None, description="A general meeting: everyone on the register of the unit."
    )
    elected: Election | None = Field(
        default=None, description="How its seats are filled, if everyone does not sit in it."
    )
    parts: dict[Name, Part] = Field(
        default={}, description="For a body of several parts: a parity commission, a mixed board."
    )
    parity: bool = Field(default=False, description="All parts have the same number of seats.")
    offices: dict[Name, Office] = Field(default={}, description="Its offices by name: chair, secretary, treasurer.")
    recall: Recall | None = Field(default=None, description="How a mandate in it is taken back (R2).")
    quorum: Share | None = Field(default=None, description="The share of those entitled who must be present.")
    quorum_second: Share | None = Field(
        default=None, description="The quorum of a second meeting called because the first had none."
    )
    majority: Majority = Field(default=Majority(), description="What carries a motion in it.")
    tie: Tie = Field(default="not carried", description="What happens to a motion that is tied.")
    tie_goes_to: Name | None = Field(default=None, description='The body that decides a tie, where `tie` is "refer".')
    meets: (
        Literal[
            "weekly",
            "fortnightly",
            "monthly",
            "quarterly",
            "half-yearly",
            "yearly",
            "every 2 years",
            "every 3 years",
            "every 4 years",
            "every 5 years",
        ]
        | None
    ) = Field(default=None, description="The longest time between two meetings.")
    notice: Duration | None = Field(default=None, description="Between the call and the meeting.")
    convened_by: list[Who] = Field(
        default=[],
        description="Who calls it: bodies, offices, and the share of members that needs nobody's leave (R10).",
    )
    can_be_called_off_by: Literal["the caller"] | Name = Field(
        default="the caller", description="Anything but the caller breaks R10."
    )
    elections_run_by: Name | None = Field(default=None, description="The body that runs the elections of this one.")
    accounts_to: Name | None = Field(default=None, description="The body that hears its report.")
    reports: Literal["monthly", "quarterly", "half-yearly", "yearly"] | None = Field(
        default=None, description="How often it reports to the body it accounts to."
    )
    competence: list[str] = Field(
        default=[], description="What it decides, in words; parts of a competence belong to one body."
    )
    controls: list[Name] = Field(default=[], description="Bodies whose funds and records it audits.")
    hears: list[Literal["grievances", "charges", "appeals", "election contests", "conflicts of competence"]] = Field(
        default=[], description="The cases it decides."
    )
    decides_within: Duration | None = Field(
        default=None,
        description="For a body that hears cases: silence beyond this takes the case to the next step (R14).",
    )
    appeal_to: Name | None = Field(default=None, description="The body to which its decisions can be taken.")
    not_with: list[Name] = Field(default=[], description="Bodies whose members may not sit here at the same time.")
    consultative: list[Name] = Field(
        default=[], description="Bodies whose members may come to its meetings and speak there, without a vote."
    )
    may_be_dissolved_by: Name | None = Field(default=None, description="Writing anything but its electors breaks R2.")
    outside: Name | None = Field(
        default=None, description="For representatives: the body outside the organisation to which they are sent."
    )
    sends_outside: int | None = Field(
        default=None, ge=1, description="For representatives sent to a body outside: how many are sent."
    )
    open: bool = Field(default=True, description="Members of the unit may listen.")
