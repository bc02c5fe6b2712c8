"""What any elector can demand of a question before it opens: that it be divided, that it be secret."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.polls.acts.calling import poll_called
from floor.polls.asking.deciding import YES_OR_NO
from floor.polls.authority import elector_of
from floor.polls.electing.dates import SHORTEST
from floor.polls.laws import weighed
from floor.polls.models import Poll


class DemandDivision(Act):
    """Demand that a question of several parts be voted on part by part. One elector is enough, and nobody can refuse it (R22)."""

    serves = ("R22",)
    poll: int

    def guard(self, scene: Scene) -> Authority:
        poll = question_before_it_opens(self.poll, scene)
        if len(poll.parts) < 2 or poll.method != YES_OR_NO:
            raise Refusal(poll.article, "This question has no parts that could be voted on apart.", "R22")
        if poll.divided:
            raise Refusal(poll.article, "This question is divided already.")
        return Authority(poll.article)

    def apply(self, scene: Scene) -> None:
        Poll.objects.filter(pk=self.poll).update(divided=True)


class DemandSecretBallot(Act):
    """Demand that a question which was to be voted on by show of hands be secret. One elector is enough (R5).

    A show of hands on a person, under whatever title, is thereby nobody's to impose. Delegates who vote for the members
    they represent answer for it by name, so there a roll call stays.
    """

    serves = ("R5",)
    poll: int

    def guard(self, scene: Scene) -> Authority:
        poll = question_before_it_opens(self.poll, scene)
        if poll.ballot == "roll call" and weighed(poll):
            raise Refusal(
                poll.article, "Delegates vote here for those who sent them, who have a right to know how.", "R3"
            )
        if poll.ballot not in ("show of hands", "roll call"):
            raise Refusal(poll.article, "This question is voted on in secret already.")
        return Authority(poll.article)

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        Poll.objects.filter(pk=self.poll).update(ballot="secret", closes=max(poll.closes, poll.opens + SHORTEST))


def question_before_it_opens(number: int, scene: Scene) -> Poll:
    """A question that whoever acts may vote on, before it opens."""
    poll = poll_called(number)
    if poll.kind != "question":
        raise Refusal(poll.article, "This poll is not about a question.")
    if poll.state != "announced" or scene.at >= poll.opens:
        raise Refusal(poll.article, "This is demanded before the poll opens; then everything about it is fixed.", "R3")
    if not elector_of(scene, poll.unit, poll.electors):
        raise Refusal(poll.article, "This is demanded by somebody who may vote on the question.", "R3")
    return poll
