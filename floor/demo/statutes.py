"""The statutes of the demonstration: the plan of 1921 at the size of two thousand people, and one body that is elected on lists."""

from __future__ import annotations

import re

from floor.law import templates

#: "1 per 10000 members" would leave so small an organisation with one delegate at the top.
_RATIOS = {
    "100": "40",
    "300": "60",
    "500": "60",
    "1000": "80",
    "2000": "80",
    "3000": "100",
    "5000": "100",
    "10000": "120",
    "15000": "120",
}

#: The plan elects everybody singly. A demonstration should show lists as well.
_CLUB_COUNCIL = """
# Added for the demonstration: not in the plan, and the one body that is elected on lists.
[body."club council"]
at               = "factory"
competence       = ["the club, its library, the wall newspaper and the courses"]
quorum           = "1/2"
meets            = "monthly"
notice           = "3 days"
convened-by      = ["1/3 of seats", "1/10 of members"]
accounts-to      = "general meeting"
reports          = "yearly"
elections-run-by = "factory control commission"
recall           = { petition = "1/5 of electors", within = "14 days" }
[body."club council".elected]
by         = "general meeting"
seats      = 7
method     = "sainte-lague"
open-lists = true                 # who votes for a list also says whom of it they want
ballot     = "secret"
term       = "1 year"
notice     = "14 days"
tie        = "lot"

"""
_BEFORE = "\n# ---- District"


def at_this_size(text: str) -> str:
    """The statutes of the plan with delegations that suit some two thousand members; nothing else is changed."""
    return re.sub(r"1 per (\d+) members", lambda found: f"1 per {_RATIOS.get(found[1], found[1])} members", text)


def statutes_of_the_demonstration() -> str:
    above, heading, rest = at_this_size(templates.text_of("tasks-of-the-unions")).partition(_BEFORE)
    return above + _CLUB_COUNCIL + heading + rest
