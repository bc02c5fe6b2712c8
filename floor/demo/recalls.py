"""Mandates taken back: one in the past, by petition and secret poll, with the runner-up in the seat; and one for which people sign now."""

from __future__ import annotations

from floor.house.models import Mandate, Member, Unit
from floor.house.standing import live
from floor.polls.acts.petitioning import ReplyToPetition
from floor.polls.models import Petition, Poll
from floor.polls.recalling.petitions import needed
from floor.polls.recalling.signing import begin_petition, sign

from .days import Days, Expected
from .elections_held import sha_of
from .founding import ORDINARY
from .places import HAMMER_AND_SICKLE, Places

_WHY = (
    "The committee voted for a second loom without pay, and our member voted with it. We had said no, at two meetings."
)
_REPLY = "I voted as I thought right for the whole works. I said so at the meeting before, and I would do it again."
_ABSENT = (
    "Four sittings of the district congress, and our delegate was at one. We do not know what was voted on in our name."
)


def somebody_is_recalled(days: Days, elected_in: Poll) -> Poll:
    """One whom the works elected is recalled by the works. Who follows comes out of the same papers, without another poll."""
    poll = Poll.objects.get(pk=elected_in.pk)
    seated = Mandate.objects.filter(live(days.now), result=poll.result_id, seat__office="")
    mandate = seated.order_by("-seat__number")[0]
    signers = _who_would_sign(days, poll.unit, mandate)
    petition = begin_petition(mandate.pk, signers.pop(), _WHY, at=days.now)
    days.pass_by(days=2)
    days.say(ReplyToPetition(petition=petition.pk, text=sha_of(_REPLY)), mandate.holder_id, _REPLY)
    days.pass_by(days=3)
    while Petition.objects.get(pk=petition.pk).completed is None:
        sign(petition.pk, signers.pop(), at=days.now)
    recall = Poll.objects.get(petition=petition)
    days.expect(recall, Expected(turnout=0.6, yes=0.71))
    days.until(recall.closes)
    return recall


def some_have_signed(days: Days, places: Places) -> Petition:
    """A delegate of the works to the district congress: a good half of the signatures that are needed are there."""
    works = Unit.objects.get(pk=places.called(HAMMER_AND_SICKLE))
    sent = Mandate.objects.filter(live(days.now), seat__body="district congress", seat__sent_by=works, seat__office="")
    mandate = sent.order_by("pk")[1]
    signers = _who_would_sign(days, works, mandate)
    petition = begin_petition(mandate.pk, signers.pop(), _ABSENT, at=days.now)
    for _ in range(round(needed(petition, days.now) * 0.6)):
        sign(petition.pk, signers.pop(), at=days.now)
    return petition


def _who_would_sign(days: Days, works: Unit, mandate: Mandate) -> list[int]:
    here = Member.objects.filter(unit__path__startswith=works.path, left=None).exclude(pk=mandate.holder_id)
    numbers = list(here.exclude(pk__lte=ORDINARY).order_by("pk").values_list("pk", flat=True))
    return days.random.sample(numbers, len(numbers))
