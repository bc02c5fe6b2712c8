"""What a replayed book must show of the rule by which delegates were elected: that of their day, or one that was kept for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import F

from floor.book.claims import Claim, broken, holds
from floor.book.doing import statutes_by_hash
from floor.book.models import StatutesVersion
from floor.book.verifying import checks_the_tables
from floor.law.language import Election
from floor.polls.models import Poll

Version = tuple[datetime, str]


@checks_the_tables("R3", "R8")
def delegates_were_elected_under_one_rule() -> Iterator[Claim]:
    """Each election of delegates was held by the statutes in force when it was announced; or by the last ones before, for at most
    half a term after others came into force (see `one_rule`). Its method and its seats' article are theirs."""
    name, stray, looked = "delegates were elected under one rule", 0, 0
    versions = list(StatutesVersion.objects.order_by("in_force_from", "id").values_list("in_force_from", "sha256"))
    polls = Poll.objects.filter(kind="election", office="").exclude(unit=F("for_unit")).order_by("pk")
    rows = polls.values_list("pk", "entry", "announced", "statutes", "method", "body", "part")
    for number, entry, announced, statutes, method, body, part in rows.iterator(2000):
        looked += 1
        law = statutes_by_hash(statutes).on(announced.date())
        rule = law.elections_of(body).get(part) if body in law.body else None
        if rule is None or rule.method != method:
            why = f"poll {number} was counted by {method}, which is not the method of its statutes"
        elif not _could_hold(versions, statutes, announced, rule):
            why = f"poll {number} was held by statutes that were not in force, nor kept for all delegates"
        else:
            continue
        stray += 1
        yield broken(name, why, entry)
    if not stray:
        yield holds(name, f"{looked} elections of delegates were compared with the statutes")


def _could_hold(versions: Sequence[Version], statutes: str, announced: datetime, rule: Election) -> bool:
    """Whether these statutes were in force at that moment, or replaced less than half a term before."""
    half = timedelta(days=rule.term.longest if rule.term else 365) / 2
    began = [(since, sha256) for since, sha256 in versions if since <= announced]
    if began and began[-1][1] == statutes:
        return True
    return any(sha256 == statutes and replaced + half > announced for (_, sha256), (replaced, _) in pairwise(began))
