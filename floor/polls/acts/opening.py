"""A poll opens by itself: the roll is frozen, the candidates are set on the paper, the key of the urn and the seed are published."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.count.ties import drawn
from floor.polls import rolls
from floor.polls.acts.calling import poll_called
from floor.polls.asking.deciding import form_of_question
from floor.polls.asking.members_behind import delegates_at
from floor.polls.authority import by_the_clock
from floor.polls.laws import law_of, seat_rule
from floor.polls.models import Candidacy, Poll, Slate
from floor.polls.urn.paper import KINDS, Form, form_for

Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class OpenPoll(Act):
    """Open a poll that was announced, at its time: freeze the roll, number the candidates by lot, publish key and seed.

    Done by the clock. From here on nothing can be changed: not the question, not the candidates, not the roll, not the dates.
    """

    serves = ("R3", "R5", "R25")
    open_to = "nobody"
    poll: int
    key: Hex
    """With this half of the key every paper is sealed; the other half opens them at the count and is destroyed."""
    seed: Hex
    """From this, lots are drawn: the order of candidates on the paper, and ties."""

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        authority = by_the_clock(scene, poll.article, "opens a poll")
        if poll.state != "announced":
            raise Refusal(poll.article, "This poll was opened already.", "R3")
        if scene.at < poll.opens:
            raise Refusal(poll.article, f"This poll opens on {poll.opens:%d %B %Y at %H:%M} UTC.", "R3")
        return authority

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        form = self._form(poll, scene)
        if not form.options:
            nobody_stands(poll, form, scene)
            return
        frozen = rolls.freeze(poll, law_of(poll), scene)
        Poll.objects.filter(pk=poll.pk).update(
            state="open", key=self.key, seed=self.seed, form=form.as_data() | _delegates(poll, scene),
            entitled=frozen.entitled, excluded=frozen.excluded,
            closes=_closing(poll, scene), opens=scene.at,
        )  # fmt: skip

    def _form(self, poll: Poll, scene: Scene) -> Form:
        if poll.kind != "election":
            return form_of_question(poll.method, len(poll.parts), poll.divided)
        # Who has not accepted does not stand, nor does who has left meanwhile; a list on which nobody is left falls.
        standing = list(
            poll.candidacies.filter(withdrawn=None, member__left=None).exclude(accepted=None).order_by("place", "pk")
        )
        lists = _number(
            list(poll.slates.filter(withdrawn=None, pk__in={one.slate_id for one in standing}).order_by("pk")),
            self.seed,
        )
        for pk, number in lists.items():
            Slate.objects.filter(pk=pk).update(number=number)
        if KINDS[poll.method] == "lists":
            people = sorted(
                (one for one in standing if one.slate_id in lists),
                key=lambda one: (lists[one.slate_id], one.place, one.pk),
            )
            for at, one in enumerate(people, start=1):
                Candidacy.objects.filter(pk=one.pk).update(number=at)
            rule = seat_rule(law_of(poll), poll.body, poll.part, poll.office)
            on_lists = [lists[one.slate_id] for one in people] if getattr(rule, "open_lists", False) else []
            return form_for(poll.method, len(lists), poll.seats, on_lists)
        standing.sort(key=lambda one: one.pk)
        for pk, number in _number(standing, self.seed).items():
            Candidacy.objects.filter(pk=pk).update(number=number)
        return form_for(poll.method, len(standing), poll.seats)


def nobody_stands(poll: Poll, form: Form, scene: Scene) -> None:
    """An election in which nobody stands is over before it begins; it is called again, since its seats are still empty."""
    figures = dict.fromkeys(("entitled", "present", "papers", "blank", "valid"), 0)
    outcome = {
        "figures": figures,
        "elected": [],
        "votes": [],
        "conditions": [],
        "failed": True,
        "nobody_stood": True,
        "units": [],
    }
    Poll.objects.filter(pk=poll.pk).update(
        state="failed", again=True, counted=scene.at, seed="", form=form.as_data(), outcome=outcome
    )


def _delegates(poll: Poll, scene: Scene) -> dict[str, Any]:
    """Whose names will be called, and with how many votes each: fixed like the roll (R3)."""
    return {"delegates": delegates_at(poll, scene.at)} if poll.ballot == "roll call" else {}


def _closing(poll: Poll, scene: Scene) -> datetime:
    """The published time. Only a server that slept through a tenth of the poll and more gives that time back."""
    late = scene.at - poll.opens
    return poll.closes + late if late * 10 > poll.closes - poll.opens else poll.closes


def _number(standing: list[Candidacy] | list[Slate], seed: str) -> dict[int, int]:
    """Numbers on the paper by lot: being first on it is worth votes, and belongs to nobody."""
    order = drawn(f"{seed} paper", len(standing))
    return {standing[place - 1].pk: at for at, place in enumerate(order, start=1)}
