"""Beside a decision of a body: what came back from below on the same question, wherever the result is shown (M18, M52)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from floor.congress.models import Referral
from floor.polls.asking.reconsidering import plain
from floor.polls.models import Poll
from floor.polls.showing.said_beside import SAID_BESIDE, SaidBeside

#: So many questions that were sent down from one body are looked through, the last ones first.
LOOKED_THROUGH = 200
FIGURES = ("asked", "decided", "carried_units", "carried_members", "votes_for", "against", "abstaining")


def returns_on(poll: Poll) -> Sequence[SaidBeside]:
    """The return on the same question, once it was declared. One query."""
    asked = Referral.objects.filter(unit=poll.unit_id, body=poll.electors, state="returned").order_by("-pk")
    same = (one for one in asked[:LOOKED_THROUGH] if plain(one.title) == plain(poll.title) or (one.text and one.text == poll.text))  # fmt: skip
    found = next(same, None)
    if found is None or found.returned is None:
        return []
    note = _("Return %(number)s, declared on %(day)s: every %(level)s was asked.") % {
        "number": found.pk, "day": date_format(found.returned, "j F Y"), "level": found.level,
    }  # fmt: skip
    told = {name: number_format(found.outcome[name], force_grouping=True) for name in FIGURES}
    said = _(
        "%(asked)s asked, %(decided)s decided, %(carried_units)s for it with %(carried_members)s members behind them. "
        "The members' own votes: %(votes_for)s for, %(against)s against, %(abstaining)s abstaining."
    ) % told  # fmt: skip
    return [SaidBeside(_("What the members below said"), note, said)]


SAID_BESIDE.append(returns_on)
