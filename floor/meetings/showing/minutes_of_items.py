"""What the minutes say of the agenda: each item with its debate, its motions and what became of them, lost ones and those not put too.

Part of the form of the minutes: see `minutes.py` before changing a word.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from floor.meetings.deciding.motions import text_called, wording_of
from floor.meetings.models import Item, Meeting, Motion, Ruling
from floor.polls.models import Poll

from .minutes_wording import day, lasted, many, moment, of_hundred, one_line, quoted, time
from .redline import as_plain_text, redline
from .speaking import debate_of

Lines = list[str]


def items_told(meeting: Meeting) -> Lines:
    motions: dict[int, list[Motion]] = {}
    for motion in meeting.motions.select_related("amends", "item", "poll", "unit").order_by("pk"):
        motions.setdefault(motion.item_id, []).append(motion)
    lines: Lines = []
    for item in meeting.items.order_by("place", "pk"):
        lines += [f"### {item.place}. {one_line(item.title)}", *_item(item, meeting)]
        for motion in motions.get(item.pk, []):
            lines += _motion(motion)
        lines += _rulings(meeting.rulings.filter(item=item, motion=None).order_by("pk"))
    lines += _rulings(meeting.rulings.filter(item=None, motion=None).order_by("pk"))
    return lines + _other_votes(meeting) if lines else ["No items."]


def _item(item: Item, meeting: Meeting) -> Lines:
    origin = {"call": "from the call", "member": "proposed by a member", "law": "by the statutes"}.get(
        item.origin, f"from: {item.origin}"
    )
    state = {"done": "dealt with", "taken up": "taken up, not ended", "open": "not reached", "passed on": "not reached"}.get(item.state, item.state)  # fmt: skip
    when = f", {time(item.taken_up)}" + (f" to {time(item.done)}" if item.done else "") if item.taken_up else ""
    lines = [f"{origin.capitalize()}; {state}{when}."]
    if item.objection:
        lines.append(f"Said to be out of order ({item.objection}){_hands(item.votes)}.")
    debate = debate_of(meeting, item)
    if debate.speeches:
        sides = [f"{one.side}: {many(one.speeches, 'speech', 'speeches')}, {lasted(one.seconds)}" for one in debate.sides]  # fmt: skip
        lines.append(f"Debate, in minutes and seconds: {'; '.join(sides)}. Points of order: {debate.points_of_order}.")
    if debate.not_reached:
        lines.append(f"Asked to speak and were not reached: {debate.not_reached}.")
    return lines


def _motion(motion: Motion) -> Lines:
    what = {"main": "Motion", "procedural": "Procedural motion"}.get(motion.kind, motion.kind.capitalize())
    about = f" to motion {motion.amends_id}" if motion.amends_id else ""
    why = f" ({motion.why_ended})" if motion.why_ended else ""
    lines = [f"{what} {motion.pk}{about}: “{one_line(motion.title)}”. Moved {moment(motion.moved)}. {motion.state.capitalize()}{why}."]  # fmt: skip
    if motion.state == "referred":
        lines.append(f"Referred to: {motion.referred_to or motion.body}.")
    if motion.kind == "amendment":
        lines += quoted(as_plain_text(redline(motion.asks["old"], motion.asks["new"])))
    elif motion.text:
        lines += quoted(wording_of(motion))
        if motion.first_text and motion.first_text != motion.text:
            lines.append("What amendments changed since it was moved:")
            lines += quoted(as_plain_text(redline(text_called(motion.first_text), wording_of(motion))))
    if motion.who and motion.by_when:
        lines.append(f"Who must act: {motion.who}, by {day(motion.by_when)}.")
    if motion.claim:
        proof = f"poll {motion.cites_poll_id}" if motion.cites_poll_id else "unproven: it names no count"
        lines.append(f"It says of another meeting: {one_line(motion.claim)} ({proof}).")
    if motion.poll is not None:
        first = motion.poll.pk
        polls = Poll.objects.filter(Q(pk=first) | Q(beside=first) | Q(again_of=first)).order_by("pk")
        lines += [line for poll in polls for line in _count(poll, motion)]
    lines += _rulings(motion.rulings.order_by("pk"))
    for statement in motion.minority_statements.order_by("pk"):
        behind = (
            many(statement.signatures, "signature")
            if statement.counted
            else f"signed until {day(statement.sign_until)}"
        )
        lines += [f"Statement of a minority ({behind}):", *quoted(text_called(statement.text))]
    return lines


def _count(poll: Poll, motion: Motion) -> Lines:
    """Every figure of a count; of a unit besides the meeting's own, with its number."""
    where = "" if poll.unit_id == motion.unit_id else f" in unit {poll.unit_id}"
    figures = poll.outcome.get("figures")
    if not figures:
        return [f"Poll {poll.pk}{where}: {poll.state}; not counted when these minutes were written."]
    cast, roll = figures["papers"], figures["entitled"]
    share = f", {of_hundred(cast, roll)} of those entitled" if roll else ""
    lines = [f"Poll {poll.pk}{where} ({poll.ballot}): entitled {roll}, present {figures['present']}, voted {cast}{share}; blank {figures['blank']}, invalid {figures.get('invalid', 0)}."]  # fmt: skip
    parts = poll.outcome.get("parts") or []
    for at, part in enumerate(parts, start=1):
        which = f"Part {at}: " if len(parts) > 1 else ""
        lines.append(f"{which}{part['for']} for, {part['against']} against, {part['abstaining']} abstaining: {'carried' if part['carried'] else 'not carried'}.")  # fmt: skip
    if "votes" in poll.outcome:
        lines.append(f"Votes, in the order of the paper: {', '.join(str(one) for one in poll.outcome['votes'])}.")
    short = [one for one in poll.outcome.get("conditions", []) if not one["met"]]
    lines += [f"Not reached: {one['what']} ({one['rule']}): {one['reached']}, needed {one['need']}." for one in short]
    return lines


def _rulings(rulings: Iterable[Ruling]) -> Lines:
    lines = []
    for ruling in rulings:
        stands = {None: "nobody appealed", True: "upheld by the meeting", False: "overturned by the meeting"}[ruling.upheld]  # fmt: skip
        stands = "an appeal was not decided" if ruling.appealed and ruling.upheld is None else stands
        said = f" “{one_line(ruling.said)}”" if ruling.said else ""
        lines.append(f"Ruling of the chair: {ruling.what}, {ruling.reason}.{said} {stands.capitalize()}{_hands(ruling.votes)}.")  # fmt: skip
    return lines


def _other_votes(meeting: Meeting) -> Lines:
    """Elections and other polls that the meeting took."""
    polls = Poll.objects.filter(meeting=meeting.pk).exclude(kind="question").order_by("pk")
    return [
        f"Poll {poll.pk} ({poll.kind}, {one_line(poll.office or poll.body)}): {poll.state}; the count stands with the poll."
        for poll in polls
    ]


def _hands(votes: dict[str, int]) -> str:
    if not votes:
        return ""
    return f"; {votes.get('for', 0)} for, {votes.get('against', 0)} against, {votes.get('abstaining', 0)} abstaining"
