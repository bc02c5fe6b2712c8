"""What the minutes of a meeting of delegates tell of its credentials: figures, and delegations that were short. By number of seats, never by name."""

from __future__ import annotations

from floor.house.models import UnitName
from floor.house.seats_fixed import fixed_seats
from floor.meetings.authority import units_of
from floor.meetings.laws import law_of, rule_of
from floor.meetings.models import Meeting

from .credentials import credentials_of, voice_in, whole_of, why_vacant, with_shares
from .minutes_wording import many

#: So many delegations that were short are told one by one.
MOST = 100


def credentials_told(meeting: Meeting) -> list[str]:
    """Nothing of a meeting in which everyone sits, or that was never opened."""
    rule = rule_of(meeting)
    if rule is None or rule.sits or meeting.closed is None or meeting.opened is None:
        return []
    delegations = with_shares(credentials_of(meeting, meeting.closed), _given(meeting))
    whole = whole_of(delegations)
    lines = [
        f"{many(whole.delegations, 'delegation')}: {many(whole.seats, 'seat')}, {many(whole.mandates, 'mandate')}, {whole.came} came, "
        f"{many(whole.substitutes, 'substitute')}.",
    ]  # fmt: skip
    if whole.vacant:
        found = why_vacant(meeting, meeting.closed)
        # Seats that were given and never elected have no row that could say why.
        found[""] = max(0, whole.vacant - sum(seats for how, seats in found.items() if how))
        why = ", ".join(f"{how or 'never filled'} {seats}" for how, seats in sorted(found.items()) if seats)  # fmt: skip
        lines.append(f"Vacant: {whole.vacant} ({why}).")
    short = [one for one in delegations if one.under_strength or one.absent]
    names = dict(UnitName.objects.filter(unit__in=[one.sent_by for one in short], until=None).values_list("unit", "name"))  # fmt: skip
    for one in short[:MOST]:
        who = names.get(one.sent_by or 0, "All electors together")
        lines.append(f"- {who}: {one.came} of {one.mandates} came, {many(one.seats, 'seat')}")
    if len(short) > MOST:
        lines.append(f"And {len(short) - MOST} more that were short or of which not all came.")
    voice = voice_in(meeting, meeting.closed)
    if voice.bodies:
        lines.append(f"With a voice and no vote by the statutes: {', '.join(voice.bodies)}.")
    return lines


def _given(meeting: Meeting) -> dict[int, tuple[int, int]]:
    """The seats that units were given beforehand, by a cut-off; by whom they were measured stands with that."""
    here = {unit.pk for unit in units_of(meeting)}
    given: dict[int, tuple[int, int]] = {}
    for part in law_of(meeting).elections_of(meeting.body):
        for (where, electing), seats in fixed_seats(meeting.body, part).items():
            if where in here:
                given[electing] = (0, given.get(electing, (0, 0))[1] + seats)
    return given
