"""A poll as the press takes it: every document filled in from what the pages show, so that paper and screen say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from floor.house.models import UnitName
from floor.polls.electing.standing_for import Option, Standing, options_of, people_on_lists, standing_in
from floor.polls.laws import law_of, small_group
from floor.polls.models import Poll, RollLine
from floor.polls.printing.what import (
    BallotPaper,
    Candidate,
    CandidateList,
    Condition,
    CountItYourself,
    CountRound,
    Elected,
    Figures,
    Notice,
    ResultSheet,
    RollEntry,
    RollSheet,
    Tally,
    TellersSheet,
    UnitLine,
)
from floor.polls.printing.what import Poll as Head
from floor.polls.urn.paper import KINDS, Form

from .filling_in import WAYS
from .headings import heading_of, seats_of
from .outcome import outcome_shown
from .recount_files import command, is_countable
from .rules_in_words import rules_in_words, who_votes


def head_for_print(poll: Poll, organisation: str) -> Head:
    """What stands at the head of every document."""
    unit = (
        UnitName.objects.filter(unit=poll.for_unit_id or poll.unit_id, until=None)
        .values_list("name", flat=True)
        .first()
    )
    title = ", ".join(part for part in (heading_of(poll), str(unit or ""), seats_of(poll)) if part)
    return Head(poll.pk, organisation, title, poll.article, get_language() or "en")


def _kind(poll: Poll) -> Any:
    return poll.form.get("kind") or ("question" if poll.kind != "election" else KINDS[poll.method])


def _candidates(options: Sequence[Option]) -> tuple[Candidate, ...]:
    return tuple(Candidate(one.number, one.name, one.detail) for one in options)


def _lists(poll: Poll, stands: Standing, viewer: object) -> tuple[CandidateList, ...]:
    people = people_on_lists(stands, viewer)
    return tuple(
        CandidateList(
            group.slate.number, group.slate.title, _candidates([one for one in people if one.on_list == group.slate.number]),
            ", ".join(_("member %(number)s") % {"number": number} for number in group.slate.proposers),
        )
        for group in stands.lists
        if group.slate.number
    )  # fmt: skip


def ballot_paper(poll: Poll, organisation: str, viewer: object) -> BallotPaper:
    """The paper; only once the poll has opened, when its numbers are drawn."""
    stands, form = standing_in(poll), Form.from_data(poll.form)
    lists = form.kind == "lists"
    options = () if lists else _candidates(options_of(poll, stands, viewer))
    most = form.most - 1 if lists else form.most
    return BallotPaper(
        head_for_print(poll, organisation), form.kind, options if poll.kind == "election" or len(options) > 1 else (),
        _lists(poll, stands, viewer) if lists else (), poll.title if poll.kind != "election" else "", most if form.kind != "question" else None,
        bool(form.people), hand_in=_("Until %(at)s.") % {"at": _moment(poll.closes)},
    )  # fmt: skip


def _moment(at: Any) -> str:
    from floor.polls.printing.wording import moment

    return moment(timezone.localtime(at))


def notice(poll: Poll, organisation: str, viewer: object) -> Notice:
    """The notice for the noticeboard."""
    stands, law = standing_in(poll), law_of(poll)
    numbered = poll.state != "announced"
    options = (
        options_of(poll, stands, viewer) if numbered and poll.kind == "election" and _kind(poll) != "lists" else []
    )
    form = Form.from_data(poll.form) if poll.form else None
    return Notice(
        head_for_print(poll, organisation), timezone.localtime(poll.opens), timezone.localtime(poll.closes),
        question=poll.title if poll.kind == "question" else "", who=who_votes(poll, law),
        how=(WAYS[form.kind].how(form),) if form else (), candidates=_candidates(options), lists=_lists(poll, stands, viewer) if numbered else (),
        rules=tuple(f"{one.about}: {one.says}" for one in rules_in_words(poll)[2:]),
        tellers=tuple(_("member %(number)s") % {"number": number} for number in poll.tellers), seed=poll.seed,
    )  # fmt: skip


def tellers_sheet(poll: Poll, organisation: str, viewer: object) -> TellersSheet:
    """What two tellers fill in."""
    form = Form.from_data(poll.form)
    return TellersSheet(
        head_for_print(poll, organisation), form.kind, _candidates(options_of(poll, standing_in(poll), viewer)), min(poll.entitled, 400), min(5, form.most)
    )  # fmt: skip


def roll_sheet(poll: Poll, organisation: str) -> RollSheet:
    """The roll for the polling table, line by line from the database."""
    lines = (
        RollLine.objects.filter(poll=poll, reason="").order_by("pk").values_list("member_id", "member__name", "unit")
    )
    names = dict(
        UnitName.objects.filter(until=None, unit__in=lines.values("unit").distinct()).values_list("unit", "name")
    )
    entries = (
        RollEntry(number, name or "–", names.get(unit, "")) for number, name, unit in lines.iterator(chunk_size=2000)
    )
    return RollSheet(head_for_print(poll, organisation), entries, poll.entitled)


def result_sheet(poll: Poll, organisation: str, viewer: object, address: str) -> ResultSheet:
    """The result, to be pinned up."""
    stands = standing_in(poll)
    options, people = options_of(poll, stands, viewer), people_on_lists(stands, viewer)
    shown = outcome_shown(poll, options, people)
    figures = shown.figures
    parts = [
        Tally(f"{part.option.name}: {word}", votes, chosen)
        for part in shown.parts
        for word, votes, chosen in _answers(part)
    ]
    conditions = [*shown.conditions, *(one for part in shown.parts for one in part.conditions)]
    rules = {one.about: one.says for one in rules_in_words(poll)}
    by_number = sorted(shown.bars, key=lambda bar: bar.option.number)
    return ResultSheet(
        head_for_print(poll, organisation), timezone.localtime(poll.closes), rules.get(_("Counted"), poll.method),
        Figures(poll.entitled, poll.voted, figures["valid"], figures["blank"], figures.get("invalid")),
        outcome="" if poll.kind == "election" else (_("Carried.") if shown.carried else _("Not carried.")),
        tallies=tuple(parts) or tuple(Tally(bar.option.name, bar.votes, bool(bar.elected)) for bar in by_number),
        tallies_are=shown.bars_are, elected=tuple(Elected(one.option.name, one.why) for one in shown.elected),
        rounds=tuple(CountRound(one.votes, "", one.sentences) for one in shown.rounds) if len(shown.rounds) > 1 else (),
        units=tuple(UnitLine(one.name, one.papers, one.papers, one.votes) for one in shown.units) if not shown.parts else (),
        conditions=tuple(Condition(one.what, f"{one.rule}: {one.need}", str(one.reached), one.met) for one in conditions if one.binds),
        ties=shown.ties, seed=poll.seed if shown.by_lot else "", small_group=small_group(law_of(poll)),
        contest_until=timezone.localtime(poll.contest_until) if poll.contest_until else None,
        recount=CountItYourself(command(poll), address) if is_countable(poll) and poll.urn else None,
    )  # fmt: skip


def _answers(part: Any) -> list[tuple[str, int, bool]]:
    return [
        (_("for"), part.votes_for, part.carried),
        (_("against"), part.against, False),
        (_("abstaining"), part.abstaining, False),
    ]
