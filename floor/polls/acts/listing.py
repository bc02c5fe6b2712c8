"""Lists of candidates: proposed by electors, open to counter-lists until nominations close, and never put together from above.

Where the method counts lists, people stand on them. With every other method a list is only a recommendation: its people stand
singly, each can be followed or struck by whoever fills in a paper, and the list is a name beside theirs.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.polls.acts.nominating import (
    check_can_stand,
    check_may_propose,
    check_not_proposed,
    poll_for_nominations,
    withdraw,
)
from floor.polls.models import Candidacy, Poll, Slate
from floor.polls.urn.paper import KINDS


def slate_called(number: int) -> Slate:
    slate = Slate.objects.select_related("poll__unit").filter(pk=number, withdrawn=None).first()
    if slate is None:
        raise Refusal("the polls", f"There is no list {number}, or it was withdrawn.")
    return slate


def stands_on_lists(poll: Poll) -> bool:
    """Whether votes are for lists; otherwise a list is a recommendation."""
    return KINDS[poll.method] == "lists"


class ProposeList(Act):
    """Propose a list of candidates, in their order. It is published at once, with who proposes it.

    Any elector can; others join with SupportList. Each person on it must accept, whoever proposed them; who has not accepted
    when nominations close falls off it.
    """

    serves = ("R1", "R3", "R8")
    poll: int
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    people: list[int] = Field(min_length=1, max_length=200)
    """Their numbers on the register, in the order of the list."""

    def guard(self, scene: Scene) -> Authority:
        poll = poll_for_nominations(self.poll, scene)
        check_proposer(poll, scene)
        if len(set(self.people)) != len(self.people):
            raise Refusal(poll.article, "Somebody is named twice on this list.")
        if poll.slates.filter(withdrawn=None, title__iexact=self.title).exists():
            raise Refusal(poll.article, f"There is a list called “{self.title}” already; voters must tell them apart.")
        for member in self.people:
            check_not_proposed(poll, member)
            check_can_stand(poll, member, scene)
        return Authority(poll.article)

    def apply(self, scene: Scene) -> None:
        slate = Slate.objects.create(
            id=Slate.next_id(), poll_id=self.poll, title=self.title, proposers=[scene.by.member], proposed=scene.at
        )
        first = Candidacy.next_id()
        for at, member in enumerate(self.people):
            Candidacy.objects.create(
                id=first + at, poll_id=self.poll, member_id=member, slate=slate, place=at + 1,
                proposed_by_id=scene.by.member, proposed=scene.at,
            )  # fmt: skip


class SupportList(Act):
    """Join those who propose a list. Their numbers stand beside it, so that every voter sees whose list it is."""

    serves = ("R3",)
    slate: int

    def guard(self, scene: Scene) -> Authority:
        slate = slate_called(self.slate)
        poll = poll_for_nominations(slate.poll_id, scene)
        check_proposer(poll, scene)
        if scene.by.member in slate.proposers:
            raise Refusal(poll.article, "You propose this list already.")
        return Authority(poll.article)

    def apply(self, scene: Scene) -> None:
        slate = slate_called(self.slate)
        Slate.objects.filter(pk=slate.pk).update(proposers=[*slate.proposers, scene.by.member])


class WithdrawList(Act):
    """Step back from proposing a list, before nominations close. With the last of its proposers the list is withdrawn.

    On a list that was only a recommendation, people who have accepted go on standing singly.
    """

    serves = ("R3", "R18")
    slate: int

    def guard(self, scene: Scene) -> Authority:
        slate = slate_called(self.slate)
        poll = poll_for_nominations(slate.poll_id, scene)
        if scene.by.member not in slate.proposers:
            raise Refusal(poll.article, "A list is withdrawn by those who propose it, by nobody else.", "R1")
        return Authority(poll.article)

    def apply(self, scene: Scene) -> None:
        slate = slate_called(self.slate)
        left = [number for number in slate.proposers if number != scene.by.member]
        if left:
            Slate.objects.filter(pk=slate.pk).update(proposers=left)
            return
        Slate.objects.filter(pk=slate.pk).update(withdrawn=scene.at, statement="", scrutineer=None)
        people = slate.people.filter(withdrawn=None)
        if not stands_on_lists(slate.poll):
            people.exclude(accepted=None).update(slate=None, place=0)
            people = slate.people.filter(withdrawn=None, accepted=None)
        withdraw(people, scene, "list withdrawn")


def check_proposer(poll: Poll, scene: Scene) -> None:
    check_may_propose(poll, scene, "Lists are proposed by the electors, by no other body and nobody from outside.")
