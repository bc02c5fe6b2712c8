"""A poll on paper: voting ends by the clock, two tellers enter every sheet alone, and what both found is published and counted."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from pydantic import Field, StringConstraints

from floor.book.act import PRIVATE, Act, Authority, Refusal, Scene
from floor.book.models import Attachment
from floor.polls.acts.calling import check_tellers, poll_called
from floor.polls.acts.closing import urn_called
from floor.polls.asking.in_the_room import present_at
from floor.polls.authority import by_the_clock, officer_near
from floor.polls.counting import Electors
from floor.polls.effects import carry_out, count_poll, tell_it_is_decided
from floor.polls.models import Poll, Sheets
from floor.polls.on_paper.entered import ON_PAPER, TIME_TO_COUNT, as_kept, finding, who_may_count
from floor.polls.on_paper.tallying import NotSheets, Said, sheets_in
from floor.polls.urn.paper import Form

#: Where a poll can still be given tellers.
_BEFORE_THE_COUNT = ("announced", "open", "counting")


class EndVoting(Act):
    """End the voting of a poll on paper at its time. From here on its tellers can enter the sheets.

    Done by the clock. Letters that come later, and papers that are handed in later, are not in the urn.
    """

    serves = ("R3", "R4")
    open_to = "nobody"
    poll: int

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        authority = by_the_clock(scene, poll.article, "ends the voting")
        if poll.ballot not in ON_PAPER:
            raise Refusal(poll.article, "This poll is not held on paper.", "R3")
        if poll.state != "open":
            raise Refusal(poll.article, "This poll is not open.", "R3")
        if scene.at < poll.closes:
            raise Refusal(poll.article, f"This poll closes on {poll.closes:%d %B %Y at %H:%M} UTC.", "R3")
        return authority

    def apply(self, scene: Scene) -> None:
        Poll.objects.filter(pk=self.poll).update(state="counting")


class NameTellers(Act):
    """Name tellers for a poll that has fewer than two who can count, as one has that was called by an elector or by the clock.

    Nobody counts papers on which their own name stands, and nobody counts the same papers a second time.
    """

    serves = ("R4", "R20")
    poll: int
    tellers: Annotated[list[int], Field(min_length=1, max_length=20)]

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        recount = recount_under_way(poll)
        if poll.state not in _BEFORE_THE_COUNT and not recount:
            raise Refusal(poll.article, "The papers of this poll have been counted.", "R3")
        if len(who_may_count(poll, recount)) >= 2:
            raise Refusal(poll.article, "This poll has its tellers; nobody can put others in their place.", "R3")
        check_tellers([*self.tellers], poll.article)
        if poll.candidacies.filter(member__in=self.tellers, withdrawn=None).exists():
            raise Refusal(poll.article, "Nobody counts papers on which their own name stands.", "R20")
        if known := set(self.tellers) & set(poll.tellers):
            raise Refusal(poll.article, f"Member {min(known)} is a teller of this poll already.")
        mandate = officer_near(scene, [poll.unit])
        if mandate is None:
            raise Refusal(poll.article, "Tellers are named by an officer of the unit.", "R1")
        return Authority(poll.article, mandate)

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        Poll.objects.filter(pk=poll.pk).update(tellers=[*poll.tellers, *self.tellers])


class EnterSheets(Act):
    """Enter every sheet of a poll on paper, as one of its tellers, without knowing what the other one enters.

    Take the papers out of the urn and mix them; then both tellers number them in pencil. A line for each sheet: its number,
    then its choices; nothing for a blank sheet, "invalid" for one that can't be counted. Who enters again corrects what they
    entered before, and the count shows how often that was.
    """

    serves = ("R4", "R5")
    poll: int
    recount: int = Field(default=0, ge=0, le=9)
    """0 for the first count, 1 for the first recount, and so on."""
    marked: Annotated[int | None, PRIVATE]
    """How many names on the paper roll are ticked."""
    sheets: Annotated[str | None, PRIVATE]
    remark: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] = ""
    """Why fewer sheets lie in the urn than names are ticked, if so. Everyone can read it."""

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        check_is_counted_now(poll, self.recount)
        member = scene.by.member if scene.by.kind == "member" else None
        if member not in who_may_count(poll, self.recount):
            raise Refusal(poll.article, self._who_counts(), "R4")
        if self.sheets is not None and self.marked is not None:
            kept = scene.found["kept"] = self._check(poll, self.marked, self._read(poll, self.sheets))
            self._check_is_new(poll, kept, scene)
        return Authority(poll.article)

    def _check_is_new(self, poll: Poll, kept: str, scene: Scene) -> None:
        """The same sent twice is no correction, and would be shown as one."""
        stands = own_sheets(poll.pk, self.recount, scene).first()
        said = {remark["teller"]: remark["text"] for remark in poll.outcome.get("remarks", []) if remark["recount"] == self.recount}  # fmt: skip
        if stands and stands.sheets == kept and said.get(scene.by.member, "") == self.remark:
            raise Refusal(poll.article, "You have entered these sheets already.")

    def _who_counts(self) -> str:
        if self.recount:
            return "The papers are counted again by two other tellers than those who counted them before."
        return "Only the tellers of this poll count its papers."

    def _read(self, poll: Poll, text: str) -> dict[int, Said]:
        try:
            return sheets_in(Form.from_data(poll.form), text)
        except NotSheets as fault:
            raise Refusal(poll.article, str(fault)) from None

    def _check(self, poll: Poll, marked: int, sheets: dict[int, Said]) -> str:
        if not 0 <= marked <= poll.entitled:
            raise Refusal(poll.article, f"{marked} names can't be ticked on a roll of {poll.entitled}.", "R4")
        if len(sheets) < marked and not self.remark:
            raise Refusal(
                poll.article,
                f"{marked} names are ticked and {len(sheets)} sheets entered. Look again; if it is so, say why in the remark.",
                "R4",
            )
        return as_kept(Form.from_data(poll.form), marked, sheets)

    def apply(self, scene: Scene) -> None:
        own_sheets(self.poll, self.recount, scene).update(superseded=scene.at)
        # How many sheets there are is not said before both have entered theirs: each counts alone.
        Sheets.objects.create(
            id=Sheets.next_id(), poll_id=self.poll, teller_id=scene.by.member, recount=self.recount, entered=scene.at, count=0,
            sheets=scene.found.get("kept", ""),
        )  # fmt: skip
        self._keep_remark(poll_called(self.poll), scene)

    def _keep_remark(self, poll: Poll, scene: Scene) -> None:
        """What a teller says last about a count stands with the outcome."""
        whose = {"recount": self.recount, "teller": scene.by.member}
        remarks = poll.outcome.get("remarks", [])
        others = [remark for remark in remarks if {name: remark[name] for name in whose} != whose]
        told = others + ([whose | {"text": self.remark}] if self.remark else [])
        if told != remarks:
            poll.outcome["remarks"] = told
            poll.save(update_fields=["outcome"])


def own_sheets(poll: int, recount: int, scene: Scene) -> QuerySet[Sheets]:
    """What whoever acts has entered so far, as a teller."""
    return Sheets.objects.filter(poll=poll, recount=recount, teller=scene.by.member, superseded=None)


class CountSheets(Act):
    """Publish and count the papers of a poll on paper, once two tellers have entered the same, sheet by sheet.

    Done by the clock. Where more papers lay in the urn than names are ticked, or no two tellers agree within two weeks, nothing
    is counted: the poll is shown as broken, and its seats can be voted on anew.
    """

    serves = ("R3", "R4", "R5")
    open_to = "nobody"
    poll: int
    urn: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
    """The file of papers, by its SHA-256; empty if they can't be counted."""
    papers: int = Field(ge=0)
    """In that file: those that say something and those that are blank."""
    invalid: int = Field(ge=0)
    marked: int = Field(ge=0)
    sheets: list[int]
    """The two entries that agree."""
    fault: Annotated[str, StringConstraints(max_length=300)] = ""

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        authority = by_the_clock(scene, poll.article, "has the papers counted")
        if poll.state != "counting":
            raise Refusal(poll.article, "The papers of this poll are not being counted.", "R3")
        check_found(self, poll, scene)
        return authority

    def apply(self, scene: Scene) -> None:
        poll = poll_called(self.poll)
        urn, remarks = scene.found.get("urn"), poll.outcome.get("remarks", [])
        poll.voted, poll.urn, poll.counted = self.marked, self.urn, scene.at
        if urn is None:
            poll.state, poll.outcome = "broken", {"fault": self.fault, "papers": self.papers, "remarks": remarks}
            poll.again = poll.kind == "election"
        else:
            count_poll(poll, urn, electors_of_paper(poll, self), scene)
            poll.outcome |= {"recounts": [], "remarks": remarks}
            poll.outcome["figures"]["invalid"] = self.invalid
        poll.save()
        Sheets.objects.filter(pk__in=self.sheets).update(count=self.papers + self.invalid)
        if poll.state == "counted":
            carry_out(poll, scene)
        tell_it_is_decided(poll, scene)

    def attachments(self) -> tuple[str, ...]:
        return (self.urn,) if self.urn else ()


def electors_of_paper(poll: Poll, found: Any) -> Electors:
    """Invalid papers are no votes, and those who handed them in took part."""
    return Electors(
        poll.entitled, present_at(poll, found.marked), found.papers + found.invalid, {str(poll.unit_id): poll.entitled}
    )


def recount_under_way(poll: Poll) -> int:
    """The number of the recount that was asked for and has no result yet; 0 if there is none."""
    recounts = poll.outcome.get("recounts", [])
    return len(recounts) if recounts and "papers" not in recounts[-1] else 0


def check_is_counted_now(poll: Poll, recount: int) -> None:
    if poll.ballot not in ON_PAPER:
        raise Refusal(poll.article, "This poll is not held on paper.", "R3")
    if recount:
        if recount != recount_under_way(poll):
            raise Refusal(poll.article, "No recount of this poll is under way.", "R3")
    elif poll.state in ("announced", "open"):
        raise Refusal(
            poll.article, f"The urn stays shut until the poll closes, on {poll.closes:%d %B %Y at %H:%M} UTC.", "R3"
        )
    elif poll.state != "counting":
        raise Refusal(poll.article, "The papers of this poll have been counted; a recount can be asked for.", "R3")


def check_found(act: Any, poll: Poll, scene: Scene, recount: int = 0, since: Any = None) -> None:
    """That what is published is what two tellers found. Without the private store, that it can be."""
    entries = list(Sheets.objects.filter(pk__in=act.sheets, poll=poll, recount=recount, superseded=None))
    tellers = {entry.teller_id for entry in entries}
    if len(act.sheets) != len(tellers) or len(tellers) != (2 if act.sheets else 0):
        raise Refusal(poll.article, "Two tellers count, each alone.", "R4")
    if act.urn:
        scene.found["urn"] = urn_called(poll, act.urn)
        if sum(scene.found["urn"].values()) != act.papers or not act.sheets:
            raise Refusal(poll.article, "The papers that are published are not as many as is said.", "R4")
        if not act.papers + act.invalid <= act.marked <= poll.entitled:
            raise Refusal(poll.article, "There are more papers than people who handed one in.", "R4")
    elif not act.fault or (not act.sheets and scene.at < (since or poll.closes) + TIME_TO_COUNT):
        raise Refusal(poll.article, "The tellers are still counting.", "R4")
    if scene.knows_private and all(entry.sheets for entry in entries):
        _check_is_what_they_found(act, poll, scene, recount, since)


def _check_is_what_they_found(act: Any, poll: Poll, scene: Scene, recount: int, since: Any) -> None:
    found = finding(poll, scene.at, recount, since)
    if found is None:
        raise Refusal(poll.article, "The tellers are still counting.", "R4")
    said = (act.papers, act.invalid, act.marked, tuple(act.sheets), act.fault)
    if said != (found.papers, found.invalid, found.marked, found.sheets, found.fault):
        raise Refusal(poll.article, "This is not what the two tellers found.", "R4")
    if act.urn and Attachment.objects.get(sha256=act.urn).content != found.urn:
        raise Refusal(poll.article, "These are not the papers that the two tellers found.", "R4")
