"""A question that is tied is put again, where the statutes say so.

Nobody breaks a tie: statutes that give the chair a second vote do not pass the checker, so no act is there for it.
"""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.polls.acts.calling import poll_called
from floor.polls.authority import by_the_clock
from floor.polls.models import Poll


class AskAgain(Act):
    """Put a question again that was tied, where the statutes say so: the same question, for the same time. Done by the clock, once."""

    serves = ("R3", "R7")
    open_to = "nobody"
    poll: int

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        authority = by_the_clock(scene, poll.article, "puts a tied question again")
        if poll.kind != "question" or not poll.again:
            raise Refusal(poll.article, "This question is not to be put again.", "R7")
        return authority

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        opens = scene.at + (poll.opens - poll.announced)
        Poll.objects.filter(pk=poll.pk).update(again=False)
        Poll.objects.create(
            id=Poll.next_id(), entry=scene.n, kind="question", title=poll.title, text=poll.text, parts=poll.parts,
            divided=poll.divided, unit=poll.unit, electors=poll.electors, vote=poll.vote, statutes=poll.statutes,
            article=poll.article, method=poll.method, ballot=poll.ballot, announced=scene.at, opens=opens,
            closes=opens + (poll.closes - poll.opens), tellers=poll.tellers, state="announced", again_of=poll,
            reconsiders_id=poll.reconsiders_id, beside_id=poll.beside_id, meeting=poll.meeting, procedural=poll.procedural,
            terms=poll.terms,
        )  # fmt: skip
