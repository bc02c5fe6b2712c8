"""What the congress's API answers with: each shape says what its figures are. By number only, never a name (R17)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from floor.congress.models import Apportionment, Referral
from floor.congress.pyramid import Storey
from floor.congress.returns.carrying import Figures
from floor.meetings.showing.credentials import Delegation


class HeldOut(Schema):
    body: str
    held: int
    seats: int


class StoreyOut(Schema):
    level: str
    line: str
    units: int
    members: int
    bodies: list[HeldOut]

    @classmethod
    def of(cls, one: Storey) -> StoreyOut:
        bodies = [HeldOut(body=each.body, held=each.held, seats=each.seats) for each in one.bodies]
        return cls(level=one.level, line=one.line, units=one.units, members=one.members, bodies=bodies)


class ApportionmentOut(Schema):
    apportionment: int
    unit: int
    body: str
    part: str
    rule: str
    article: str
    cut_off: datetime = Field(description="The register of this moment counts, whatever has happened to it since.")
    set_on: datetime
    replaced: datetime | None
    entry: int

    @classmethod
    def of(cls, one: Apportionment) -> ApportionmentOut:
        own = {"apportionment": one.pk, "unit": one.unit_id}
        return cls(**own | {name: getattr(one, name) for name in cls.model_fields if name not in own})


class ShareOut(Schema):
    unit: int
    members: int
    seats: int


class SharesOut(ApportionmentOut):
    shares: list[ShareOut]


class ReferralOut(Schema):
    referral: int
    unit: int
    body: str
    title: str
    text: str = Field(description="The SHA-256 of its words, at /book/texts/.")
    level: str = Field(description="All units of this level are asked.")
    vote: str
    electors: str
    ballot: str
    carried_by: str = Field(description="What is weighed: votes, units, members.")
    article: str
    sent: datetime
    opens: datetime
    closes: datetime
    state: str = Field(description="going down, asked, returned")
    asked: int
    returned: datetime | None
    carried: bool | None = Field(description="Nothing until the return is declared.")
    entry: int

    @classmethod
    def of(cls, one: Referral) -> ReferralOut:
        carried = one.outcome.get("carried") if one.state == "returned" else None
        own: dict[str, Any] = {"referral": one.pk, "unit": one.unit_id, "carried": carried}
        return cls(**own | {name: getattr(one, name) for name in cls.model_fields if name not in own})


class FiguresOut(Schema):
    asked: int
    asked_members: int
    decided: int
    decided_members: int
    carried: int = Field(description="Units that are for it.")
    carried_members: int
    failed: int
    votes_for: int
    against: int
    abstaining: int

    @classmethod
    def of(cls, one: Figures) -> FiguresOut:
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class LevelOut(Schema):
    level: str
    units: int
    units_for: int
    units_against: int
    figures: FiguresOut


class SidesOut(Schema):
    votes_for: int
    against: int
    abstaining: int


class CalledOut(Schema):
    mandate: int
    sent_by: int
    vote: SidesOut
    stands_for: int = Field(description="Members behind the seat.")
    members: SidesOut = Field(description="The votes of the members who sent this delegate.")
    differs: bool


class BesideOut(Schema):
    poll: int
    delegates: SidesOut
    members: SidesOut = Field(description="The members' own votes.")
    standing_for: SidesOut | None = Field(
        description="Members behind the delegates of each side, where names were called."
    )
    unheard: int
    called: list[CalledOut]


class BelowOut(Schema):
    unit: int
    level: str
    poll: int | None = Field(description="Of a unit that was asked itself, the poll that answers.")
    figures: FiguresOut | None = Field(description="Of a unit above those asked, the sum of what came from below it.")


class ReturnOut(ReferralOut):
    at: int = Field(description="The unit that is looked at; everything below it is added up.")
    total: FiguresOut
    levels: list[LevelOut]
    below: list[BelowOut] = Field(description="The units directly below, after a given one.")
    beside: BesideOut | None


class DelegationOut(Schema):
    sent_by: int | None
    seats: int
    mandates: int
    vacant: int
    substitutes: int
    came: int
    members: int | None = Field(description="By whom its seats were measured.")

    @classmethod
    def of(cls, one: Delegation) -> DelegationOut:
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class CredentialsOut(Schema):
    meeting: int
    delegations: int
    seats: int
    mandates: int
    vacant: int
    substitutes: int
    came: int
    under_strength: int
    why_vacant: dict[str, int] = Field(description='By how the last mandate ended; "" where the seat was never filled.')
    consultative_bodies: list[str]
    consultative_people: int
    consultative_here: int
    apportionments: list[int]
    rows: list[DelegationOut]


class PlaceOut(Schema):
    seat: int
    number: int
    part: str
    mandate: int | None
    holder: int | None = Field(description="Number on the register.")
    substitute: bool
    came: datetime | None
    left: datetime | None
    vacant_since: datetime | None
    why_vacant: str
