"""Count it yourself: the papers as files, the command, how another program does it, and where the book has it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from floor.book.models import Attachment
from floor.house.pages.finding import founded
from floor.polls.effects import members_by_number
from floor.polls.electing.standing_for import options_of, people_on_lists, standing_in
from floor.polls.models import Poll
from floor.polls.showing.recount_files import as_blt, as_papers_csv, as_urn, command, is_countable

from .finding import head_of, poll_or_404


@founded
def count(request: Any, number: int) -> HttpResponse:
    """How anyone counts the papers of a poll again."""
    here = _published(number)
    stands = standing_in(here)
    kind = here.form.get("kind", "")
    context = head_of(here, _("Count it yourself")) | {
        "countable": is_countable(here), "ranked": kind == "rankings", "command": command(here),
        "options": options_of(here, stands, request.member), "people": people_on_lists(stands, request.member),
        "entry": here.result.entry if here.result_id else None, "kind_of_paper": kind,
    }  # fmt: skip
    return render(request, "polls/count.html", context)


def _published(number: int) -> Poll:
    here = poll_or_404(number)
    if not here.urn:
        raise Http404
    return here


def _content(here: Poll) -> str:
    found = Attachment.objects.filter(pk=here.urn).values_list("content", flat=True).first()
    if found is None:
        raise Http404
    return str(found)


def _file(content: str, name: str, kind: str = "text/csv") -> HttpResponse:
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@founded
def urn_csv(request: Any, number: int) -> HttpResponse:
    """The papers as they were published, to the letter."""
    return _file(_content(_published(number)), f"poll-{number}-urn.csv")


def _papers(number: int) -> Any:
    here = _published(number)
    if not is_countable(here):
        raise Http404
    members = members_by_number(here) if here.kind == "election" else {}
    return as_urn(here, _content(here), [members[at] for at in sorted(members)])


@founded
def papers_csv(request: Any, number: int) -> HttpResponse:
    """The papers for `floor count` and for spreadsheets."""
    return _file(as_papers_csv(_papers(number)), "papers.csv")


@founded
def papers_blt(request: Any, number: int) -> HttpResponse:
    """Ranked papers for other programs."""
    if poll_or_404(number).form.get("kind") != "rankings":
        raise Http404
    return _file(as_blt(_papers(number)), "papers.blt", "text/plain")
