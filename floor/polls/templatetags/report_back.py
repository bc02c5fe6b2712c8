"""How a delegate voted, beside what those who sent them had said: on the page of the mandate (M18)."""

from __future__ import annotations

from typing import Any

from django import template

from floor.polls.asking.report_back import votes_beside_instructions

register = template.Library()

#: The last ones; the whole of it is on the pages of the polls.
MOST = 60


@register.inclusion_tag("polls/votes_beside.html", takes_context=True)
def votes_beside(context: dict[str, Any], mandate: int) -> dict[str, Any]:
    """The roll calls in which a delegate answered, the last ones first, each beside the instruction of the electors."""
    reported = votes_beside_instructions(mandate)
    return {"rows": reported[: -MOST - 1 : -1], "more": len(reported) > MOST}
