"""Nominations: anyone can be proposed, nobody stands who has not accepted, and everyone stands on equal terms."""

from __future__ import annotations

from django.db.models import QuerySet

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.standing import member_on_register
from floor.polls.acts.calling import poll_called
from floor.polls.authority import elector_of
from floor.polls.electing.eligibility import behind_with_dues, why_not, why_not_reserved_for
from floor.polls.laws import law_of
from floor.polls.models import Candidacy, Poll
from floor.polls.urn.paper import KINDS


def poll_for_nominations(number: int, scene: Scene) -> Poll:
    """A poll whose nominations are open."""
    poll = poll_called(number)
    if poll.kind != "election":
        raise Refusal(poll.article, "Nobody stands in this poll: it is about a question.")
    if poll.state != "announced" or poll.nominations_until is None or scene.at >= poll.nominations_until:
        raise Refusal(poll.article, "Nominations for this poll have closed: who stands is fixed before the vote.", "R3")
    return poll


def check_can_stand(poll: Poll, member: int, scene: Scene) -> None:
    for reason in why_not(poll, member, scene):
        raise Refusal(poll.article, reason.says, reason.guarantee)


def check_may_propose(poll: Poll, scene: Scene, who_may: str) -> None:
    """Electors propose, and nobody else; where the statutes say so, those of them who have paid their dues."""
    if not elector_of(scene, poll.unit, poll.electors):
        raise Refusal(poll.article, who_may, "R1")
    if fault := behind_with_dues(member_on_register(scene.by.member or 0), "nominate", law_of(poll), scene):
        raise Refusal(poll.article, fault, "R1")


def check_reserved(poll: Poll, member: int, category: str, scene: Scene) -> None:
    if category and (reason := why_not_reserved_for(poll, member, category, scene)):
        raise Refusal(poll.article, reason.says, reason.guarantee)


def check_not_proposed(poll: Poll, member: int) -> None:
    """Everyone stands once, alone or on one list."""
    if poll.candidacies.filter(member=member, withdrawn=None).exists():
        raise Refusal(
            poll.article,
            f"Member {member} is proposed already; nobody stands twice, or on two lists. They alone can withdraw that.",
        )


class Nominate(Act):
    """Propose somebody, or oneself, for the seats of a poll. Who proposes another needs their acceptance before they stand."""

    serves = ("R1",)
    poll: int
    member: int
    reserved_as: str = ""
    """For oneself: the category whose reserved seats one can take."""

    def guard(self, scene: Scene) -> Authority:
        poll = poll_for_nominations(self.poll, scene)
        if KINDS[poll.method] == "lists":
            raise Refusal(poll.article, "In this election people stand on lists. Propose a list; it may have one name.")
        if scene.by.member != self.member:
            check_may_propose(poll, scene, "Candidates are proposed by the electors, or stand of their own will.")
        check_can_stand(poll, self.member, scene)
        check_not_proposed(poll, self.member)
        if self.reserved_as and scene.by.member != self.member:
            raise Refusal(poll.article, "Which reserved seats somebody stands for, they alone can say.", "R17")
        check_reserved(poll, self.member, self.reserved_as, scene)
        return Authority(poll.article)

    def apply(self, scene: Scene) -> None:
        own = scene.by.member == self.member
        Candidacy.objects.create(
            id=Candidacy.next_id(), poll_id=self.poll, member_id=self.member, proposed_by_id=scene.by.member,
            proposed=scene.at, accepted=scene.at if own else None, reserved_as=self.reserved_as,
        )  # fmt: skip


class AcceptNomination(Act):
    """Accept to stand. Only the person themselves can; who has not accepted when nominations close does not stand.

    Where seats are reserved for a category of members, whoever belongs to it can say so here, in public, to stand for them.
    """

    serves = ("R1", "R18")
    candidacy: int
    reserved_as: str = ""
    """The category whose reserved seats one can take."""

    def guard(self, scene: Scene) -> Authority:
        candidacy = candidacy_of_oneself(self.candidacy, scene)
        if candidacy.accepted is not None:
            raise Refusal(candidacy.poll.article, "You have accepted already.")
        check_can_stand(candidacy.poll, candidacy.member_id, scene)
        check_reserved(candidacy.poll, candidacy.member_id, self.reserved_as, scene)
        return Authority(candidacy.poll.article)

    def apply(self, scene: Scene) -> None:
        Candidacy.objects.filter(pk=self.candidacy).update(accepted=scene.at, reserved_as=self.reserved_as)


class WithdrawCandidacy(Act):
    """Decline a nomination, or withdraw before nominations close. Only the person themselves can (R18)."""

    serves = ("R18",)
    candidacy: int

    def guard(self, scene: Scene) -> Authority:
        return Authority(candidacy_of_oneself(self.candidacy, scene).poll.article)

    def apply(self, scene: Scene) -> None:
        candidacy = Candidacy.objects.get(pk=self.candidacy)
        how = "declined" if candidacy.accepted is None else "withdrawn"
        withdraw(Candidacy.objects.filter(pk=self.candidacy), scene, how)


def withdraw(candidacies: QuerySet[Candidacy], scene: Scene, how: str) -> None:
    """Take candidacies back, with what was said for them and whoever was sent to watch the count for them."""
    candidacies.update(withdrawn=scene.at, how_withdrawn=how, statement="", scrutineer=None)


def candidacy_of_oneself(number: int, scene: Scene) -> Candidacy:
    candidacy = Candidacy.objects.select_related("poll").filter(pk=number, withdrawn=None).first()
    if candidacy is None:
        raise Refusal("the polls", f"There is no candidacy {number}.")
    poll_for_nominations(candidacy.poll_id, scene)
    if scene.by.member != candidacy.member_id:
        raise Refusal(candidacy.poll.article, "Whether somebody stands, they alone decide.", "R18")
    return candidacy
