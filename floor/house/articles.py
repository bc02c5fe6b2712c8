"""The statutes as numbered articles in words, each with its place in the text and its dated values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from floor.law.language import Law
from floor.law.statutes import Article, Sourced, Statutes

from . import law_in_words as words
from .law_in_words import Rule, sentence


@dataclass(frozen=True, slots=True)
class Told:
    """An article with its rules in words."""

    article: Article
    title: str
    rules: tuple[Rule, ...]
    dated: tuple[Sourced, ...]


def tell(statutes: Statutes, day: date) -> list[Told]:
    """Every article of the statutes as they stand on a day."""
    law = statutes.on(day)
    dated: dict[int, list[Sourced]] = {}
    for value in statutes.sources:
        dated.setdefault(statutes.article_of(*value.path).number, []).append(value)
    return [
        Told(article, _title(article), tuple(_rules(law, statutes, article, day)), tuple(dated.get(article.number, ())))
        for article in statutes.articles
    ]


_TITLES = {
    "title": lambda: _("The organisation"), "membership": lambda: _("Coming and going"), "units": lambda: _("The units"),
    "founding": lambda: _("The founding"), "amendment": lambda: _("How these statutes change"),
    "reconsideration": lambda: _("When a question may come back"), "questions": lambda: _("Questions from the floor"),
    "publication": lambda: _("What is published"), "petitions": lambda: _("Petitions"),
}  # fmt: skip


def _title(article: Article) -> str:
    key = str(article.path[0])
    if key in _TITLES:
        return _TITLES[key]()
    return sentence(article.title, end="")


def _rules(law: Law, statutes: Statutes, article: Article, day: date) -> Iterator[Rule]:
    key, name = str(article.path[0]), str(article.path[-1])
    match key:
        case "title":
            yield from _organisation(law)
        case "body" if name in law.body:
            yield from words.body(law, name)
        case "vote" if name in law.vote:
            yield from words.vote(law.vote[name])
        case "membership":
            yield from _membership(law)
        case "amendment":
            yield from _amendment(law)
        case "founding":
            yield Rule(_("Carried by"), sentence(words.majority(law.founding.majority)), ("majority",))
            yield Rule(_("Counted by"), _("%(n)s tellers.") % {"n": law.founding.tellers}, ("tellers",))
        case "publication" if law.publication:
            told = law.publication
            yield Rule(_("Minutes"), _("within %(time)s.") % {"time": told.minutes_within}, ("minutes-within",))
            yield Rule(_("Results"), _("within %(time)s.") % {"time": told.results_within}, ("results-within",))
            yield Rule(
                _("Small groups"),
                _("A count of fewer than %(n)s people is not shown.") % {"n": told.small_group},
                ("small-group",),
            )
        case "questions" if law.questions:
            yield Rule(
                _("Answered"), _("within %(time)s.") % {"time": law.questions.answered_within}, ("answered-within",)
            )
            yield Rule(
                _("Without a name"), _("allowed.") if law.questions.anonymous else _("not allowed."), ("anonymous",)
            )
        case "petitions" if law.petitions:
            yield Rule(
                _("A meeting must be held"),
                _("when %(share)s have signed.") % {"share": words.share(law.petitions.forces_meeting)},
                ("forces-meeting",),
            )
            yield Rule(
                _("A reply"), _("is due within %(time)s.") % {"time": law.petitions.reply_within}, ("reply-within",)
            )
        case "reconsideration" if law.reconsideration:
            again = law.reconsideration
            yield Rule(_("Not before"), _("%(time)s have passed.") % {"time": again.after}, ("after",))
            yield Rule(_("Carried by"), sentence(words.majority(again.majority)), ("majority",))
            yield Rule(_("Moved by"), sentence(again.moved_by), ("moved-by",))
        case "emergency" if name in law.emergency:
            power = law.emergency[name]
            yield Rule(_("What"), sentence(power.what), ("what",))
            yield Rule(_("Declared by"), sentence(power.declared_by), ("declared-by",))
            if power.ends_after:
                yield Rule(_("Ends by itself"), _("after %(time)s.") % {"time": power.ends_after}, ("ends-after",))
        case "exception":
            yield from _exception(statutes, int(article.path[-1]), day)
        case _:
            yield from _plainly(statutes.raw.get(key))


def _organisation(law: Law) -> Iterator[Rule]:
    yield Rule(_("Name"), sentence(law.title))
    if law.summary:
        yield Rule(_("In short"), sentence(law.summary))
    yield Rule(_("Levels"), sentence(_("from below: %(levels)s") % {"levels": ", ".join(law.levels)}), ("levels",))
    yield Rule(_("Members belong to"), _("a %(level)s.") % {"level": law.members_at})


def _membership(law: Law) -> Iterator[Rule]:
    rule = law.membership
    yield Rule(_("Open to"), sentence(rule.open_to), ("open-to",))
    yield Rule(
        _("Admitted by"), _("the %(who)s, with the person's own consent.") % {"who": rule.admitted_by}, ("admitted-by",)
    )
    yield Rule(
        _("Leaving"),
        _("takes effect at once; nobody can refuse it.")
        if rule.resignation == "at once"
        else sentence(str(rule.resignation)),
        ("resignation",),
    )
    if rule.good_standing:
        said = (
            _("Dues are paid up to within %(time)s. The vote is never lost by it.")
            if not rule.standing_needed
            else _("Dues are paid up to within %(time)s.")
        )
        yield Rule(_("Good standing"), said % {"time": rule.good_standing}, ("good-standing",))
    yield Rule(
        _("Counted as active"), _("who did an act within %(time)s.") % {"time": rule.active_within}, ("active-within",)
    )
    for name, values in rule.categories.items():
        yield Rule(
            _("Counted by %(category)s") % {"category": name},
            sentence(words.listed(list(values))) + " " + _("No right hangs on it."),
            ("categories", name),
        )
    if rule.expelled_by:
        yield Rule(
            _("Expulsion"),
            _("only by the vote “%(vote)s”, after charge, notice, hearing and reply.") % {"vote": rule.expelled_by},
            ("expelled-by",),
        )


def _amendment(law: Law) -> Iterator[Rule]:
    rule = law.amendment
    whom = _("Every member.") if rule.by == "every member" else sentence(_("the %(body)s") % {"body": rule.by})
    yield Rule(_("Decided by"), whom, ("by",))
    yield Rule(_("Carried by"), sentence(words.majority(rule.majority)), ("majority",))
    if rule.turnout:
        yield Rule(_("Turnout"), _("%(share)s must take part.") % {"share": words.share(rule.turnout)}, ("turnout",))
    yield Rule(
        _("Notice"), _("A proposal is public for %(time)s before it is decided.") % {"time": rule.notice}, ("notice",)
    )
    yield Rule(
        _("In force"),
        _("%(time)s after the decision.") % {"time": rule.in_force_after}
        if rule.in_force_after.longest
        else _("at once."),
        ("in-force-after",),
    )


def _exception(statutes: Statutes, at: int, day: date) -> Iterator[Rule]:
    row: dict[str, Any] = statutes.raw["exception"][at]
    yield Rule(_("Not promised here"), sentence(str(row.get("guarantee", ""))), ("guarantee",))
    yield Rule(_("Because"), sentence(str(row.get("reason", ""))), ("reason",))
    if row.get("until"):
        yield Rule(_("Ends by itself"), sentence(str(row["until"])), ("until",))


def _plainly(table: Any) -> Iterator[Rule]:
    """A table that no function above knows: key by key, so that nothing of the statutes is left out."""
    if isinstance(table, dict):
        for key, value in table.items():
            said = words.listed(list(map(str, value))) if isinstance(value, list) else str(value)
            yield Rule(sentence(key.replace("-", " "), end=""), sentence(said), (key,))
