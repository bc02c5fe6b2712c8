"""What the congress has for the noticeboard: who will sit in it and who is missing, seats shared out, questions sent down and returns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.congress.models import Referral
from floor.house.board import Line, on_the_board, way_to
from floor.house.models import Unit
from floor.meetings.models import Meeting
from floor.meetings.showing.board import BESIDE_MEETINGS
from floor.meetings.showing.headings import heading_of

from .credentials import strength_of, units_send_to


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
        name: _figure(told[key])
        for name, key in (
            ("asked", "asked"),
            ("decided", "decided"),
            ("carried", "carried_units"),
            ("members", "carried_members"),
        )
    }
    tag, mood = (_("carried"), "good") if told["carried"] else (_("not carried"), "alarm")
    figures = ((_("for"), told["votes_for"]), (_("against"), told["against"]), (_("abstaining"), told["abstaining"]))
    return Line("result", one.returned or one.closes, one.title, address, (said,), tag=tag, mood=mood, figures=figures)


def credentials_of_the_next(meetings: Sequence[Meeting], moment: datetime) -> list[Line]:
    """The credentials of the next congress, so that a delegation that is short is seen in time. Five queries; none without one."""
    meeting = next((one for one in meetings if one.state in ("called", "open", "paused") and units_send_to(one)), None)
    if meeting is None:
        return []
    whole, shared_out = strength_of(meeting, moment)
    held = ngettext(
        "%(mandates)s of %(seats)s seats are held, in %(n)s delegation", "%(mandates)s of %(seats)s seats are held, in %(n)s delegations", whole.delegations,
    )  # fmt: skip
    said = [
        held % {"mandates": _figure(whole.mandates), "seats": _figure(whole.seats), "n": _figure(whole.delegations)}
    ]
    if whole.under_strength:
        short = ngettext("%(n)s delegation is under strength", "%(n)s delegations are under strength", whole.under_strength)  # fmt: skip
        said.append(short % {"n": _figure(whole.under_strength)})
    said += [
        _("Seats shared out by the register of %(day)s: %(rule)s") % {"day": date_format(one.cut_off, "j F Y"), "rule": one.rule}
        for one in shared_out
    ]  # fmt: skip
    title, address = _("Credentials: %(meeting)s") % {"meeting": heading_of(meeting)}, way_to("credentials", meeting.pk)
    tag, mood = (_("vacant seats"), "alarm") if whole.vacant else (_("full"), "good")
    return [Line("coming", meeting.starts, title, address, tuple(said), tag=tag, mood=mood)]


BESIDE_MEETINGS.append(credentials_of_the_next)


def _figure(number: int) -> str:
    return number_format(number, force_grouping=True)
