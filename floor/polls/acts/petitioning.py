"""Petitions for recall: opened, answered, complete or lapsed, and the poll they lead to. Who asked and who signed is in none of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field, StringConstraints

from floor.book.act import Act, Authority, Refusal, Scene
from floor.book.locks import Held, hold_still
from floor.house.models import Mandate
from floor.law.language import Recall
from floor.polls.acts.calling import poll_called
from floor.polls.authority import by_the_clock
from floor.polls.electing.dates import SHORTEST
from floor.polls.laws import electors_of
from floor.polls.models import Mark, Petition, Poll, SealedPaper, Signature
from floor.polls.recalling.petitions import (
    SIGNATURES,
    is_open,
    needed,
    open_petitions,
    petition_called,
    rule_for,
    rule_of,
    runs,
    signatures_that_count,
)

TextOrNone = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
Text = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
#: Between the completion of a petition and the poll: time to hear the holder.
HEARING = timedelta(days=1)
TOO_FEW, ENDED = "too few signatures", "the mandate has ended"


class OpenPetition(Act):
    """Open a petition to recall a holder. Done by the clock for an elector whose name is kept from the book (R17).

    Every seat and every office can be recalled by those who elected it, those of the founding too; no cause is needed.
    Signatures are collected for the time that the statutes give.
    """

    serves = ("R2", "R17")
    open_to = "nobody"
    mandate: int
    text: TextOrNone = ""

    def guard(self, scene: Scene) -> Authority:
        mandate = mandate_that_runs(self.mandate, scene)
        article = article_of_recall(mandate, scene)
        authority = by_the_clock(scene, article, "opens a petition, for an elector whose name stays out of the book,")
        rule = rule_for(mandate, scene.law)
        if rule is None:
            raise Refusal(article, "The statutes have no rule of recall for this seat; without one nobody can be recalled from it.", "R2")  # fmt: skip
        if rule.not_before and rule.not_before.after(mandate.starts) > scene.at:
            day = rule.not_before.after(mandate.starts)
            raise Refusal(article, f"The statutes let nobody be recalled within {rule.not_before}: from {day:%d %B %Y} on.", "R2")  # fmt: skip
        if open_petitions().filter(mandate=mandate).exists():
            raise Refusal(article, "There is a petition to recall this holder already; sign that one.")
        if Poll.objects.filter(mandate=mandate, kind="recall", state__in=("announced", "open", "counting")).exists():
            raise Refusal(article, "A poll on the recall of this holder has been called already.")
        return authority

    def apply(self, scene: Scene) -> None:
        mandate = Mandate.objects.select_related("seat", "result").get(pk=self.mandate)
        rule = rule_for(mandate, scene.law)
        assert rule is not None and scene.statutes is not None
        unit, electors = electors_of(mandate)
        Petition.objects.create(
            id=Petition.next_id(), entry=scene.n, mandate=mandate, unit_id=unit, electors=electors, text=self.text,
            statutes=scene.statutes.sha256, article=article_of_recall(mandate, scene), opened=scene.at,
            lapses=rule.signed_within.after(scene.at),
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return (self.text,) if self.text else ()


class ReplyToPetition(Act):
    """Answer a petition for one's own recall. The answer stands beside it, from the first signature to the poll."""

    serves = ("R2", "R8")
    petition: int
    text: Text

    def guard(self, scene: Scene) -> Authority:
        petition = petition_called(self.petition)
        if scene.by.member != petition.mandate.holder_id:
            raise Refusal(petition.article, "The holder whose recall is asked answers a petition, nobody for them.")
        if petition.reply:
            raise Refusal(petition.article, "You have answered already; what was answered stays as it was read.", "R25")
        if petition.lapsed or Poll.objects.filter(petition=petition).exclude(state="announced").exists():
            raise Refusal(petition.article, "A petition is answered before it lapses and before the poll opens.", "R3")
        return Authority(petition.article, petition.mandate_id)

    def apply(self, scene: Scene) -> None:
        Petition.objects.filter(pk=self.petition).update(reply=self.text)

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class CompletePetition(Act):
    """Note that enough electors have signed, and call the poll on the recall. Done by the clock; it needs nobody's leave.

    The poll is secret, of the same electors as gave the mandate, and over within the time the statutes give. The
    signatures are destroyed.
    """

    serves = ("R2", "R5", "R17")
    open_to = "nobody"
    petition: int
    signatures: int = Field(ge=1)

    def guard(self, scene: Scene) -> Authority:
        petition = petition_called(self.petition)
        authority = by_the_clock(scene, petition.article, "completes a petition")
        hold_still(Held.RECALL, petition.pk)
        if not is_open(petition) or scene.at >= petition.lapses:
            raise Refusal(petition.article, "This petition is over.", "R2")
        mandate_that_runs(petition.mandate_id, scene)
        need = needed(petition, scene.at)
        if self.signatures < need:
            raise Refusal(petition.article, f"{self.signatures} have signed; {need} are needed.", "R2")
        # In a replay none lie there: signatures never pass through the book.
        if Signature.objects.filter(petition=petition.pk).exists():
            found = signatures_that_count(petition, scene.at)
            if found != self.signatures:
                raise Refusal(petition.article, f"{found} have signed, not {self.signatures}.", "R2")
        return authority

    def apply(self, scene: Scene) -> None:
        petition = petition_called(self.petition)
        rule, seat = rule_of(petition), petition.mandate.seat
        opens, closes = dates_of_recall(rule, scene.at)
        Poll.objects.create(
            id=Poll.next_id(), entry=scene.n, kind="recall", text=petition.text, unit=petition.unit, electors=petition.electors,
            for_unit=seat.unit, body=seat.body, part=seat.part, office=seat.office, mandate=petition.mandate, petition=petition,
            statutes=petition.statutes, article=petition.article, method="yes or no", ballot="secret", announced=scene.at,
            opens=opens, closes=closes, state="announced",
        )  # fmt: skip
        Petition.objects.filter(pk=petition.pk).update(completed=scene.at, signatures=self.signatures)
        SIGNATURES.destroy(petition.pk)


class LapsePetition(Act):
    """Note that a petition has come to nothing: too few signed in time, or the mandate has ended by itself. Done by the clock."""

    serves = ("R2", "R17")
    open_to = "nobody"
    petition: int

    def guard(self, scene: Scene) -> Authority:
        petition = petition_called(self.petition)
        authority = by_the_clock(scene, petition.article, "ends a petition")
        if not is_open(petition):
            raise Refusal(petition.article, "This petition is over.")
        if scene.at < petition.lapses and runs(petition.mandate, scene.at):
            raise Refusal(petition.article, f"Signatures are collected until {petition.lapses:%d %B %Y}.", "R2")
        return authority

    def apply(self, scene: Scene) -> None:
        petition = petition_called(self.petition)
        why = TOO_FEW if runs(petition.mandate, scene.at) else ENDED
        Petition.objects.filter(pk=petition.pk).update(lapsed=scene.at, why_lapsed=why)
        SIGNATURES.destroy(petition.pk)


class CallOffRecall(Act):
    """Call off a poll on a recall because the mandate has ended meanwhile. Done by the clock; papers are destroyed unread."""

    serves = ("R2",)
    open_to = "nobody"
    poll: int

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        authority = by_the_clock(scene, poll.article, "calls off a poll on a mandate that has ended")
        if poll.kind != "recall" or poll.state not in ("announced", "open"):
            raise Refusal(poll.article, "This is no poll on a recall that is still to come or open.", "R3")
        if poll.mandate is not None and runs(poll.mandate, scene.at):
            raise Refusal(poll.article, "The mandate runs: nobody can call off the poll on its recall.", "R2")
        return authority

    def apply(self, scene: Scene) -> None:
        Poll.objects.filter(pk=self.poll).update(state="called off", counted=scene.at)
        SealedPaper.objects.filter(poll=self.poll).delete()
        Mark.objects.filter(poll=self.poll).delete()


def mandate_that_runs(number: int, scene: Scene) -> Mandate:
    mandate = Mandate.objects.select_related("seat__unit", "result").filter(pk=number).first()
    if mandate is None:
        raise Refusal(
            "the register",
            f"There is no mandate {number}. Recall takes back what electors gave; somebody who was appointed by an employer is no "
            "holder. What they did is taken to the conflict commission, as a grievance of all who are affected.",
            "R2",
        )
    if not runs(mandate, scene.at):
        raise Refusal("the register", f"Mandate {number} has ended; there is nothing to recall.")
    return mandate


def article_of_recall(mandate: Mandate, scene: Scene) -> str:
    seat = mandate.seat
    own = scene.law.body.get(seat.body)
    office = own.offices.get(seat.office) if own and seat.office else None
    at = ("offices", seat.office, "recall") if office and office.recall else ("recall",)
    return scene.cite("body", seat.body, *at)


def dates_of_recall(rule: Recall, announced: datetime) -> tuple[datetime, datetime]:
    """When the poll opens and closes: a day for the hearing, then as long as the statutes say, and over within their time."""
    latest = max(rule.within.after(announced), announced + SHORTEST)
    opens = announced + HEARING
    if latest - opens < SHORTEST:
        opens = announced + (latest - announced - SHORTEST) / 2
    return opens, min(rule.open_for.after(opens), latest)
