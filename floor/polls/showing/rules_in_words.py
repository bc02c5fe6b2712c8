"""The rules of one poll in plain words, as they were fixed when it was announced (R3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.count.methods import METHODS
from floor.house import law_in_words
from floor.house.law_in_words import sentence
from floor.law.language import Law
from floor.law.statutes import Statutes
from floor.law.values import Share
from floor.polls.counting import Rules
from floor.polls.laws import law_of, recall_rule, rules_of, seat_rule, statutes_of
from floor.polls.models import Poll


@dataclass(frozen=True, slots=True)
class Said:
    """One rule: what it is about, what it says, and the article it comes from."""

    about: str
    says: str
    article: str = ""


def rules_in_words(poll: Poll) -> list[Said]:
    """Every rule a member needs to know beforehand. No queries but the statutes, which are kept at hand."""
    law, statutes, rules = law_of(poll), statutes_of(poll), rules_of(poll)
    return list(_all(poll, law, statutes, rules))


def _all(poll: Poll, law: Law, statutes: Statutes, rules: Rules) -> Iterator[Said]:
    yield Said(_("Who votes"), who_votes(poll, law), _article(statutes, law, poll.electors))
    if poll.meeting is not None:
        yield Said(
            _("Where"), _("In a meeting. Whoever is entitled and in the room votes; the others count as entitled.")
        )
    yield Said(_("How"), sentence(_ballot(poll)), poll.article)
    yield Said(_("Counted"), _counted(poll), poll.article)
    if rules.quorum is not None:
        yield Said(
            _("Quorum"),
            _needed(rules.quorum, poll, _("must take part, or nothing is decided")),
            _article(statutes, law, poll.electors, "quorum"),
        )
    if poll.kind != "election":
        yield Said(_("Carried by"), sentence(law_in_words.majority(rules.majority)), poll.article)
        if rules.turnout is not None:
            yield Said(_("Turnout"), _needed(rules.turnout, poll, _("must take part")), poll.article)
        if rules.support is not None:
            yield Said(
                _("Support"), _needed(rules.support, poll, _("must vote for it, whatever the turnout")), poll.article
            )
    if rules.tie in law_in_words.TIES and poll.kind != "recall":
        yield Said(_("Equal votes"), sentence(law_in_words.TIES[rules.tie]()), poll.article)
    if poll.kind == "election":
        yield from _of_an_election(poll, law)
    if poll.kind == "recall" and recall_rule(law, poll.body, poll.part, poll.office):
        yield Said(_("Cause"), _("None is needed. If it is carried the mandate ends at once."), poll.article)


def who_votes(poll: Poll, law: Law) -> str:
    body = law.body.get(poll.electors)
    if poll.electors == "every member" or (body and body.sits == "every member"):
        return _("Everyone on the register of the unit at the moment the poll opens. The roll is frozen then.")
    return _("Whoever holds a seat in the %(body)s at the moment the poll opens.") % {"body": poll.electors}


def _ballot(poll: Poll) -> str:
    return law_in_words.BALLOTS[poll.ballot]() if poll.ballot in law_in_words.BALLOTS else poll.ballot


def _counted(poll: Poll) -> str:
    """How the papers become a result, in a sentence; the method's own where it has one."""
    if poll.method in METHODS:
        return f"{sentence(law_in_words.METHODS[poll.method]())} {_(METHODS[poll.method].sentence)}"
    if poll.method in law_in_words.METHODS:
        return sentence(law_in_words.METHODS[poll.method]())
    return _("For, against and abstentions are added up.")


def _needed(part: Share, poll: Poll, what: str) -> str:
    said = f"{sentence(law_in_words.share(part), end='')} {what}"
    if poll.entitled and part.number is None:
        need = part.needed(poll.entitled)
        said += ngettext(": here %(n)s person", ": here %(n)s people", need) % {"n": f"{need:,}"}
    return sentence(said)


def _of_an_election(poll: Poll, law: Law) -> Iterator[Said]:
    rule = seat_rule(law, poll.body, poll.part, poll.office)
    if rule is None:
        return
    if rule.term:
        yield Said(_("Term"), _("A mandate ends by itself after %(term)s.") % {"term": rule.term}, poll.article)
    if rule.limit:
        yield Said(
            _("Who can stand"),
            ngettext("Nobody more than %(n)s term in a row.", "Nobody more than %(n)s terms in a row.", rule.limit) % {"n": rule.limit},
            poll.article,
        )  # fmt: skip
    back = recall_rule(law, poll.body, poll.part, poll.office)
    if back:
        yield Said(_("Recall"), law_in_words.recall(back).says, poll.article)


def _article(statutes: Statutes, law: Law, body: str, *key: str) -> str:
    return statutes.cite("body", body, *key) if body in law.body else ""
