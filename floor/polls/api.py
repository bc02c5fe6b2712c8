"""The polls for programs: polls, who stands, results with their urns, petitions. Public, so by number only: no name of a person (R17).

Voting is not offered here. A paper is handed in at the booth, where nothing of it is kept on the way; a program that voted for
somebody would have to be trusted with the one thing that nobody else may know.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from floor.book.addresses import LARGEST
from floor.polls.electing.standing_for import standing_in
from floor.polls.laws import law_of, small_group
from floor.polls.models import Petition, Poll
from floor.polls.pages.finding import poll_or_404
from floor.polls.recalling.petitions import is_open, needed
from floor.polls.showing import reading
from floor.polls.showing.headings import OVER, heading_of

router = Router(tags=["polls"])
Number = Annotated[int, Field(ge=0, le=LARGEST)]
MOST = 200


class PollOut(Schema):
    poll: int
    kind: str = Field(description="election, recall, question")
    heading: str
    state: str
    unit: int = Field(description="Where the electors sit.")
    electors: str
    for_unit: int | None
    body: str
    part: str
    office: str
    method: str
    ballot: str
    seats: int
    announced: datetime
    nominations_until: datetime | None
    opens: datetime
    closes: datetime
    entitled: int = Field(description="On the roll and entitled; 0 until it is frozen.")
    voted: int | None = Field(description="How many voted, once it has closed.")

    @classmethod
    def fields_of(cls, one: Poll) -> dict[str, Any]:
        same = {name: getattr(one, name) for name in _SAME}
        voted = one.voted if one.state in OVER else None
        return same | {
            "poll": one.pk, "heading": heading_of(one), "unit": one.unit_id, "for_unit": one.for_unit_id, "voted": voted,
        }  # fmt: skip


_SAME = (
    "kind", "state", "electors", "body", "part", "office", "method", "ballot", "seats", "announced", "nominations_until", "opens",
    "closes", "entitled",
)  # fmt: skip


class CandidateOut(Schema):
    member: int = Field(description="Number on the register.")
    number: int | None = Field(description="On the paper, drawn by lot at the opening.")
    list: int | None = Field(description="The number of their list on the paper.")
    accepted: bool


class ListOut(Schema):
    number: int | None
    title: str
    proposers: list[int]


class OnePollOut(PollOut):
    title: str = Field(description="The question; empty for an election.")
    text: str = Field(description="SHA-256 of its full text, at /book/texts/.")
    parts: list[str]
    divided: bool
    statutes: str = Field(description="SHA-256 of the statutes whose rules were copied.")
    article: str
    tellers: list[int]
    seed: str
    key: str = Field(description="With which papers are sealed.")
    form: dict[str, Any] = Field(description="What a paper can say.")
    mandate: int | None
    petition: int | None
    again_of: int | None
    reconsiders: int | None
    entry: int = Field(description="The entry of the book that announced it.")
    so_far: int | None = Field(
        description="How many have voted while it is open, rounded down; nothing where that could give somebody away."
    )
    candidates: list[CandidateOut]
    lists: list[ListOut]


class UrnOut(Schema):
    sha256: str
    address: str
    papers: int


class ContestOut(Schema):
    contest: int
    ground: str
    entered: datetime
    ruled: datetime | None
    upheld: bool | None


class ResultOut(Schema):
    poll: int
    state: str
    entitled: int
    voted: int
    counted: datetime | None
    elected: list[int] = Field(description="Numbers on the register, in the order of the count.")
    carried: bool | None = Field(description="Of a question or a recall.")
    outcome: dict[str, Any] = Field(
        description="Figures, votes, units and the account of the count, by numbers on the paper."
    )
    urn: UrnOut | None
    entry: int | None = Field(description="The entry of the book that has it.")
    contest_until: datetime | None
    contests: list[ContestOut]


class PetitionOut(Schema):
    petition: int
    mandate: int
    unit: int
    electors: str
    article: str
    text: str = Field(description="SHA-256 of what it says; empty where nothing is said.")
    reply: str
    opened: datetime
    lapses: datetime
    completed: datetime | None
    lapsed: datetime | None
    why_lapsed: str
    entry: int

    @classmethod
    def fields_of(cls, one: Petition) -> dict[str, Any]:
        return {name: getattr(one, name) for name in _SAME_OF_PETITIONS} | {
            "petition": one.pk, "mandate": one.mandate_id, "unit": one.unit_id,
        }  # fmt: skip


_SAME_OF_PETITIONS = (
    "electors", "article", "text", "reply", "opened", "lapses", "completed", "lapsed", "why_lapsed", "entry",
)  # fmt: skip


class OnePetitionOut(PetitionOut):
    needed: int
    signatures: int | None = Field(
        description="While it is open rounded down and seen anew only now and then; nothing where they are few. Never who."
    )
    polls: list[int]


@router.get("/polls", response=list[PollOut])
def polls(
    request: Any, after: Number = 0, limit: int = Query(50, ge=1, le=MOST), state: str = "", unit: Number | None = None
) -> list[PollOut]:
    """Polls by number, after a given one; perhaps of one state, or about one unit alone."""
    found = Poll.objects.defer("outcome", "form").filter(pk__gt=after).order_by("pk")
    found = found.filter(state=state) if state else found
    found = found.filter(Q(unit=unit) | Q(for_unit=unit)) if unit is not None else found
    return [PollOut(**PollOut.fields_of(one)) for one in found[:limit]]


@router.get("/polls/{number}", response=OnePollOut)
def poll(request: Any, number: Number) -> OnePollOut:
    """One poll with its rules and who stands."""
    here = poll_or_404(number)
    stands = standing_in(here)
    own = ("title", "text", "parts", "divided", "statutes", "article", "tellers", "seed", "key", "form", "entry")
    return OnePollOut(
        **PollOut.fields_of(here),
        **{name: getattr(here, name) for name in own},
        mandate=here.mandate_id, petition=here.petition_id, again_of=here.again_of_id, reconsiders=here.reconsiders_id,
        so_far=reading.turnout_so_far(here, small_group(law_of(here))),
        candidates=[
            CandidateOut(member=one.member_id, number=one.number or None, list=one.slate.number or None if one.slate else None, accepted=one.accepted is not None)
            for one in stands.everyone
        ],
        lists=[ListOut(number=one.slate.number or None, title=one.slate.title, proposers=one.slate.proposers) for one in stands.lists],
    )  # fmt: skip


@router.get("/polls/{number}/result", response=ResultOut)
def result(request: Any, number: Number) -> ResultOut:
    """The result of a poll, as anyone can count it again from its urn; there is none before it is over."""
    here = poll_or_404(number)
    if here.state not in OVER:
        raise Http404
    elected = here.outcome.get("elected", []) if here.kind == "election" else []
    member_of = dict(here.candidacies.filter(withdrawn=None, number__gt=0).values_list("number", "member"))
    return ResultOut(
        poll=here.pk, state=here.state, entitled=here.entitled, voted=here.voted, counted=here.counted,
        elected=[member_of[one] for one in elected if one in member_of],
        carried=bool(here.outcome.get("carried")) if here.kind != "election" and here.state in ("counted", "failed") else None,
        outcome=here.outcome, urn=_urn(request, here), entry=here.result.entry if here.result_id else None, contest_until=here.contest_until,
        contests=[
            ContestOut(contest=one.pk, ground=one.ground, entered=one.entered, ruled=one.ruled, upheld=one.upheld)
            for one in here.contests.order_by("pk")[:MOST]
        ],
    )  # fmt: skip


def _urn(request: Any, here: Poll) -> UrnOut | None:
    if not here.urn:
        return None
    address = request.build_absolute_uri(reverse("urn-csv", args=[here.pk]))
    return UrnOut(sha256=here.urn, address=address, papers=here.outcome.get("figures", {}).get("papers", 0))


@router.get("/petitions", response=list[PetitionOut])
def petitions(request: Any, after: Number = 0, limit: int = Query(50, ge=1, le=MOST)) -> list[PetitionOut]:
    """Petitions for recall by number, after a given one. How many have signed is told one by one."""
    return [
        PetitionOut(**PetitionOut.fields_of(one))
        for one in Petition.objects.filter(pk__gt=after).order_by("pk")[:limit]
    ]


@router.get("/petitions/{number}", response=OnePetitionOut)
def petition(request: Any, number: Number) -> OnePetitionOut:
    """One petition, with how many signatures it has and needs."""
    one = Petition.objects.select_related("mandate__seat", "unit").filter(pk=number).first()
    if one is None:
        raise Http404
    at = request.house.at
    return OnePetitionOut(
        **PetitionOut.fields_of(one),
        needed=needed(one, at if is_open(one) else one.completed or one.lapsed or at),
        signatures=reading.signatures_shown(one, at),
        polls=list(Poll.objects.filter(petition=one).order_by("pk").values_list("pk", flat=True)),
    )
