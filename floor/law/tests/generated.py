"""Statutes of any size, made by rule: for timing the checker and for trying it on what nobody would write by hand."""

from __future__ import annotations

LEVELS = ("shop", "factory", "district", "province", "nation")

_HEAD = """\
title = "A federation of {bodies} bodies"
language = "floor 1"
levels = ["shop", "factory", "district", "province", "nation"]

[membership]
admitted-by = "chair of committee 1"

[body.meeting]
at = "shop"
sits = "every member"
quorum = "1/3"
meets = "monthly"
notice = "3 days"
convened-by = ["1/10 of members"]

[body.court]
at = "factory"
hears = ["grievances"]
decides-within = "14 days"
appeal-to = "meeting"
quorum = "1/2"
meets = "weekly"
notice = "2 days"
convened-by = ["1/10 of members"]
accounts-to = "meeting"
reports = "quarterly"
recall = {{ petition = "1/5 of electors" }}
elected = {{ by = "meeting", seats = 5, method = "stv", term = "1 year", notice = "14 days", tie = "lot" }}

[amendment]
by = "every member"
turnout = "1/3"

[reconsideration]
after = "30 days"
[questions]
answered-within = "14 days"
[publication]
minutes-within = "7 days"
[petitions]
forces-meeting = "1/10 of members"
reply-within = "14 days"
"""

_BODY = """
[body."committee {number}"]
at = "{level}"
competence = ["matter {number} and what belongs to it"]
quorum = "1/2"
meets = "monthly"
notice = "5 days"
convened-by = ["chair of committee {number}", "1/10 of members"]
accounts-to = "{below}"
reports = "half-yearly"
recall = {{ petition = "1/5 of electors", within = "14 days" }}
[body."committee {number}".elected]
by = "{below}"
seats = "1 per 30 members"
method = "stv"
ballot = "secret"
term = {term}
notice = "14 days"
tie = "lot"
[body."committee {number}".offices]
chair = {{ tie = "lot" }}
"""

_TERM = '"1 year"'
_DATED = '[{ value = "1 year", until = 2030-01-01, source = "rule book" }, { value = "1 year", from = 2030-01-01, source = "new rule book" }]'


def generated(bodies: int, *, chained: bool = False, dated: int = 0, last_elects_first: bool = False) -> str:
    """Statutes with so many bodies that keep every guarantee.

    `chained`: each committee is elected by the one before. `dated`: so many terms change on a day.
    `last_elects_first`: the chain bites its tail, and no seat in it comes from the members.
    """
    parts = [_HEAD.format(bodies=bodies)]
    committees = bodies - 2
    for number in range(1, committees + 1):
        level = LEVELS[1 + 4 * (number - 1) // committees]
        below = f"committee {number - 1}" if chained and number > 1 else "meeting"
        if last_elects_first and number == 1:
            level, below = "factory", f"committee {committees}"
        term = _DATED if number <= dated else _TERM
        parts.append(
            _BODY.format(number=number, level=level if not last_elects_first else "factory", below=below, term=term)
        )
    return "".join(parts)
