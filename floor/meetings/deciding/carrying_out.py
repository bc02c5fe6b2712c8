"""What a procedural motion does when it is carried, by itself: nobody has to remember to do it. Called from the apply of acts.

The order in which they are registered is their order of precedence.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F

from floor.book.act import Refusal, Scene
from floor.house.models import Unit
from floor.house.standing import around
from floor.law.values import Who
from floor.meetings.acts.access import set_access
from floor.meetings.acts.closing import close
from floor.meetings.models import Item, Meeting, Motion, Ruling
from floor.polls.asking.when import SECRET

from .asking_shops import ask_them, check_shops
from .motions import NOT_PUT_YET
from .procedures import TWO_THIRDS, Asks, Procedure, moment_in, procedure

LONGEST_EXTENSION = timedelta(hours=12)


# ---- How long it goes on -------------------------------------------------------------------------------------------


def close_it(motion: Motion, scene: Scene) -> None:
    """What was at hand and not decided stays on the agenda: it passes to the next meeting of this body."""
    meeting = motion.meeting
    undecided = Motion.objects.filter(meeting=meeting, state__in=NOT_PUT_YET).exclude(kind="procedural").values("item")
    Item.objects.filter(meeting=meeting, state="taken up", pk__in=undecided).update(state="open")
    until = f", to go on at {moment_in(motion):%d %B %Y, %H:%M} UTC" if "until" in motion.asks else ""
    meeting.refresh_from_db()
    close(meeting, scene, "by vote", f"the meeting voted to {motion.procedure}{until}")


def pause_it(motion: Motion, scene: Scene) -> None:
    Meeting.objects.filter(pk=motion.meeting_id, state="open").update(state="paused")


def extend_it(motion: Motion, scene: Scene) -> None:
    Meeting.objects.filter(pk=motion.meeting_id).update(ends_by=moment_in(motion))


def check_moment(scene: Scene, meeting: Meeting, about: Motion | None, asks: Asks) -> None:
    if asks.until is not None and asks.until <= scene.at:
        raise Refusal(meeting.article, "This time has passed.")


def check_extension(scene: Scene, meeting: Meeting, about: Motion | None, asks: Asks) -> None:
    if meeting.ends_by is None:
        raise Refusal(meeting.article, "The call named no time at which this meeting ends.")
    assert asks.until is not None
    if not meeting.ends_by < asks.until <= meeting.ends_by + LONGEST_EXTENSION:
        raise Refusal(meeting.article, "A meeting is extended to a later time, by twelve hours at most.")


# ---- Who hears it, who speaks ----------------------------------------------------------------------------------------


def close_the_doors(motion: Motion, scene: Scene) -> None:
    set_access(motion.meeting, scene, "closed", motion.asks["to"])


def check_kept_out(scene: Scene, meeting: Meeting, about: Motion | None, asks: Asks) -> None:
    """A meeting is closed to bodies and offices of the statutes; a private person is never named (R11, R17)."""
    for words in asks.to or []:
        if not any(who.body in scene.law.body for who in _who(words)):
            raise Refusal(meeting.article, f"“{words}” is no body or office of the statutes. A meeting is closed to those, never to a person by name.", "R17")  # fmt: skip


def _who(words: str) -> tuple[Who, ...]:
    try:
        return Who.parse(words).readings()
    except ValueError:
        return ()


def limit_speeches(motion: Motion, scene: Scene) -> None:
    Meeting.objects.filter(pk=motion.meeting_id).update(speaking_seconds=motion.asks["seconds"])


def close_the_debate(motion: Motion, scene: Scene) -> None:
    Meeting.objects.filter(pk=motion.meeting_id).update(debate_closed=True)


def check_debate_is_open(scene: Scene, meeting: Meeting, about: Motion | None, asks: Asks) -> None:
    if meeting.debate_closed:
        raise Refusal(meeting.article, "The debate is closed already.")


# ---- What comes next -------------------------------------------------------------------------------------------------


def bring_forward(motion: Motion, scene: Scene) -> None:
    """The item comes next; those it overtakes move down by one place, and none is lost."""
    meeting = Meeting.objects.get(pk=motion.meeting_id)
    item = Item.objects.get(pk=motion.asks["item"])
    ahead = meeting.items.filter(state="open", place__lt=item.place, place__gt=meeting.now_item or 0)
    if item.state != "open" or not ahead.exists():
        return
    first = ahead.order_by("place").values_list("place", flat=True)[0]
    meeting.items.filter(place__gte=first, place__lt=item.place).update(place=F("place") + 1)
    Item.objects.filter(pk=item.pk).update(place=first)


def check_item(scene: Scene, meeting: Meeting, about: Motion | None, asks: Asks) -> None:
    item = meeting.items.filter(pk=asks.item, state="open").first()
    if item is None:
        raise Refusal(meeting.article, f"Item {asks.item} is not on this agenda, or has been dealt with.")
    if not meeting.items.filter(state="open", place__lt=item.place).exists():
        raise Refusal(meeting.article, f"“{item.title}” comes next anyway.")


# ---- What becomes of a motion ----------------------------------------------------------------------------------------


def make_it_secret(motion: Motion, scene: Scene) -> None:
    Motion.objects.filter(pk=motion.amends_id).update(ballot="secret")


def check_can_be_secret(scene: Scene, meeting: Meeting, about: Motion | None, asks: Asks) -> None:
    assert about is not None
    vote = scene.law.vote.get(about.vote)
    if vote is not None and vote.weighed == "members represented":
        raise Refusal(meeting.article, "Delegates vote here for those who sent them, who have a right to know how.", "R3")  # fmt: skip
    if about.ballot in SECRET or about.about_member is not None or (vote is not None and vote.ballot in SECRET):
        raise Refusal(meeting.article, "This motion is voted on in secret already.")


def put_it_off(motion: Motion, scene: Scene) -> None:
    refer_to(motion, motion.meeting.body, motion.meeting.unit_id, scene)


def refer_it(motion: Motion, scene: Scene) -> None:
    refer_to(motion, motion.asks["body"], motion.asks.get("unit", motion.meeting.unit_id), scene)


def refer_to(motion: Motion, body: str, unit: int, scene: Scene) -> None:
    """It is on the next agenda of that body by itself, and on this body's own, so that it can't be lost on the way."""
    Motion.objects.filter(pk=motion.amends_id).update(
        state="referred", referred_to=body, referred_unit=unit, ended=scene.at, why_ended=motion.procedure
    )
    Motion.objects.filter(amends=motion.amends_id, state__in=NOT_PUT_YET).exclude(pk=motion.pk).update(
        state="fallen", ended=scene.at, why_ended="the motion was referred"
    )


def check_referral(scene: Scene, meeting: Meeting, about: Motion | None, asks: Asks) -> None:
    rule = scene.law.body.get(asks.body or "")
    if rule is None:
        raise Refusal(meeting.article, f"The statutes know no body called “{asks.body}”.")
    unit = Unit.objects.filter(pk=asks.unit or meeting.unit_id, closed=None).first()
    near = set(around(meeting.unit)) | (set(around(unit)) if unit else set())
    if unit is None or (unit.pk not in around(meeting.unit) and meeting.unit_id not in near - {unit.pk}):
        raise Refusal(meeting.article, f"Unit {asks.unit} lies neither above nor below this one.")
    if (rule.at, rule.line) != (unit.level, unit.line):
        raise Refusal(meeting.article, f"The {asks.body} sits at a {rule.at}; name the unit it sits for.")
    if (unit.pk, asks.body) == (meeting.unit_id, meeting.body):
        raise Refusal(meeting.article, "A motion is referred to another body; to come back to it here, move to postpone it.")  # fmt: skip


# ---- What the chair ruled --------------------------------------------------------------------------------------------


def overturn(motion: Motion, scene: Scene) -> None:
    """The ruling falls; a motion that was not put for it is open again."""
    ruling = Ruling.objects.get(pk=motion.ruling_id)
    Ruling.objects.filter(pk=ruling.pk).update(upheld=False, votes=votes_on(motion))
    Motion.objects.filter(pk=ruling.motion_id, state="not put").update(state="open", ended=None, why_ended="")


def uphold(motion: Motion, scene: Scene) -> None:
    Ruling.objects.filter(pk=motion.ruling_id).update(upheld=True, votes=votes_on(motion))


def votes_on(appeal: Motion) -> dict[str, int]:
    """The appeal asks whether the ruling falls: who voted against the appeal stood by the ruling."""
    assert appeal.poll is not None
    part = appeal.poll.outcome["parts"][0] if appeal.poll.outcome.get("parts") else {}
    return {"for": part.get("against", 0), "against": part.get("for", 0), "abstaining": part.get("abstaining", 0)}


# ---- The order of precedence -----------------------------------------------------------------------------------------

UNTIL, ITEM, BODY, UNIT = frozenset({"until"}), frozenset({"item"}), frozenset({"body"}), frozenset({"unit"})

procedure(Procedure("appeal", "Shall the ruling of the chair fall?", overturn, seconded=False, debatable=True, moved=False, lost=uphold))  # fmt: skip
procedure(Procedure("close the meeting", "Shall the meeting close?", close_it))
procedure(Procedure("adjourn", "Shall the meeting adjourn until {until}?", close_it, UNTIL, checks=(check_moment,)))
procedure(Procedure("recess", "Shall the meeting break off for {minutes} minutes?", pause_it, frozenset({"minutes"})))
procedure(Procedure("close the doors", "Shall the doors be closed to: {to}?", close_the_doors, frozenset({"to"}), debatable=True, checks=(check_kept_out,)))  # fmt: skip
procedure(Procedure("secret ballot", "Shall the vote be secret?", make_it_secret, seconded=False, about_a_motion=True, at_once=True, checks=(check_can_be_secret,)))  # fmt: skip
procedure(Procedure("extend time", "Shall the meeting go on until {until}?", extend_it, UNTIL, checks=(check_moment, check_extension)))  # fmt: skip
procedure(Procedure("change the order", "Shall item {item} come next?", bring_forward, ITEM, checks=(check_item,)))
procedure(
    Procedure(
        "limit speaking time", "Shall a speech be {seconds} seconds long?", limit_speeches, frozenset({"seconds"})
    )
)
procedure(Procedure("close debate", "Shall the debate be closed?", close_the_debate, majority=TWO_THIRDS, checks=(check_debate_is_open,)))  # fmt: skip
procedure(Procedure("postpone", "Shall the motion wait for the next meeting?", put_it_off, debatable=True, about_a_motion=True))  # fmt: skip
procedure(Procedure("ask the shops", "Shall units {units} decide by {until}?", ask_them, frozenset({"body", "units", "until"}), frozenset({"options"}), debatable=True, about_a_motion=True, checks=(check_moment, check_shops)))  # fmt: skip
procedure(Procedure("refer", "Shall the motion be referred to the {body}?", refer_it, BODY, UNIT, debatable=True, about_a_motion=True, checks=(check_referral,)))  # fmt: skip
