"""What the congress has for the noticeboard: questions that went down from here, and returns that came back."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from floor.congress.models import Referral
from floor.house.board import Line, on_the_board, way_to
from floor.house.models import Unit


@on_the_board
def questions_sent_down(unit: Unit, moment: datetime, limit: int) -> list[Line]:
    """One query: the last questions that a body of this unit sent down."""
    return [_line(one) for one in Referral.objects.filter(unit=unit).order_by("-sent", "-pk")[:limit]]


def _line(one: Referral) -> Line:
    address = way_to("return", one.pk)
    if one.state != "returned":
        to = _("Asked of every %(level)s, until the return comes back") % {"level": one.level}
        return Line("open", one.closes, one.title, address, (to,), tag=_("below"), mood="wait")
    told = one.outcome
    said = _("%(asked)s asked, %(decided)s decided, %(carried)s for it with %(members)s members behind them") % {
        name: number_format(told[key], force_grouping=True)
        for name, key in (
            ("asked", "asked"),
            ("decided", "decided"),
            ("carried", "carried"),
            ("members", "carried_members"),
        )
    }
    tag, mood = (_("carried"), "good") if told["carried"] else (_("not carried"), "alarm")
    figures = ((_("for"), told["votes_for"]), (_("against"), told["against"]), (_("abstaining"), told["abstaining"]))
    return Line("result", one.returned or one.closes, one.title, address, (said,), tag=tag, mood=mood, figures=figures)
