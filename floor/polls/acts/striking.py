"""The meeting of the electors strikes names from lists and adds names to them, where the statutes let it (M15)."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.polls.acts.listing import slate_called, stands_on_lists
from floor.polls.acts.nominating import check_can_stand, check_not_proposed, poll_for_nominations, withdraw
from floor.polls.electing.meeting_count import MeetingCount
from floor.polls.laws import law_of, seat_rule
from floor.polls.models import Candidacy, Poll


def check_meeting_may(poll: Poll) -> None:
    rule = seat_rule(law_of(poll), poll.body, poll.part, poll.office)
    if not getattr(rule, "strike_and_add", False):
        raise Refusal(
            poll.article,
            "The statutes do not let a meeting strike or add names. Propose a counter-list, until nominations close.",
            "R8",
        )


class StrikeName(Act):
    """Strike a name from a list, by a vote of the meeting of the electors, on papers, that was counted (R5).

    It takes the person off that list, not out of the election: where people stand singly they go on standing, and where they
    stand on lists they can be on another one, until nominations close.
    """

    serves = ("R4", "R5", "R8", "R22")
    candidacy: int
    count: MeetingCount

    def guard(self, scene: Scene) -> Authority:
        candidacy = Candidacy.objects.select_related("poll").filter(pk=self.candidacy, withdrawn=None).first()
        if candidacy is None or candidacy.slate_id is None:
            raise Refusal("the polls", f"Candidacy {self.candidacy} is on no list.")
        poll = poll_for_nominations(candidacy.poll_id, scene)
        check_meeting_may(poll)
        return self.count.checked(poll, candidacy.member_id, scene)

    def apply(self, scene: Scene) -> None:
        candidacy = Candidacy.objects.select_related("poll__unit", "poll__for_unit").get(pk=self.candidacy)
        self.count.as_result(candidacy.poll, scene)
        on_its_own = Candidacy.objects.filter(pk=self.candidacy)
        if stands_on_lists(candidacy.poll):
            withdraw(on_its_own, scene, "struck")
        else:
            on_its_own.update(slate=None, place=0)


class AddName(Act):
    """Add a name at the end of a list, by a vote of the meeting of the electors, on papers, that was counted. The person must accept."""

    serves = ("R4", "R5", "R8", "R22")
    slate: int
    member: int
    count: MeetingCount

    def guard(self, scene: Scene) -> Authority:
        slate = slate_called(self.slate)
        poll = poll_for_nominations(slate.poll_id, scene)
        check_meeting_may(poll)
        check_not_proposed(poll, self.member)
        check_can_stand(poll, self.member, scene)
        return self.count.checked(poll, self.member, scene)

    def apply(self, scene: Scene) -> None:
        slate = slate_called(self.slate)
        self.count.as_result(slate.poll, scene)
        last = slate.people.order_by("-place").values_list("place", flat=True).first() or 0
        Candidacy.objects.create(
            id=Candidacy.next_id(),
            poll=slate.poll,
            member_id=self.member,
            slate=slate,
            place=last + 1,
            proposed=scene.at,
        )
