"""One page of every kind of the polls, with who looks at it: in the middle of things, and when everything has closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from floor.house.models import Mandate
from floor.polls.models import Candidacy, Contest
from floor.site.tests.visiting import ORDINARY
from tests.world import CHAIR, FACTORY, SECRETARY, TELLERS

from .conftest import sign_in
from .house_of_polls import HouseOfPolls, everything_closes

#: Who sits in the court that hears contests.
COURT = 4


def open_to_all(house: HouseOfPolls) -> list[str]:
    number = {name: poll.pk for name, poll in house.polls.items()}
    return [
        "/polls/", f"/polls/?unit={FACTORY}", "/polls/?state=over", f"/polls/{number['congress']}/", f"/polls/{number['congress']}/result/",
        f"/polls/{number['congress']}/count/", f"/polls/{number['canteen']}/result/", f"/polls/{number['money']}/", f"/polls/{number['money']}/code/",
        f"/petitions/{house.petitions['third'].pk}/", f"/petitions/{house.petitions['chair'].pk}/",
    ]  # fmt: skip


def for_a_member(house: HouseOfPolls) -> list[str]:
    number = {name: poll.pk for name, poll in house.polls.items()}
    mine = Candidacy.objects.get(poll=house.polls["control"], member=ORDINARY).pk
    mandate = Mandate.objects.get(holder=SECRETARY, seat__office="", ended=None).pk
    return [
        "/", "/me/", f"/units/{FACTORY}/", "/units/1/bodies/district-congress/", "/polls/", f"/polls/{number['control']}/", f"/polls/{number['culture']}/",
        f"/polls/{number['recall']}/", f"/polls/{number['hands']}/", f"/polls/{number['culture']}/vote/", f"/polls/{number['recall']}/vote/",
        f"/polls/{number['money']}/vote/", f"/polls/{number['congress']}/vote/", f"/polls/{number['congress']}/result/", "/polls/call/?for_unit=2",
        f"/polls/call/?for_unit={FACTORY}&body=culture+committee", f"/polls/{number['control']}/nominate/", f"/candidacies/{mine}/accept/",
        f"/candidacies/{mine}/withdraw/", f"/polls/{number['control']}/list/", f"/polls/{number['congress']}/contest/", f"/polls/{number['congress']}/recount/",
        f"/petitions/{house.petitions['third'].pk}/", f"/mandates/{mandate}/recall/",
    ]  # fmt: skip


def for_officers(house: HouseOfPolls) -> dict[int, list[str]]:
    number = {name: poll.pk for name, poll in house.polls.items()}
    contest = Contest.objects.get().pk
    return {
        SECRETARY: [
            f"/polls/call/?for_unit={FACTORY}&body=control+commission", f"/polls/put/?unit={FACTORY}", f"/polls/{number['money']}/codes/",
            f"/polls/{number['control']}/move/", f"/polls/{number['hands']}/hands/",
        ],
        CHAIR: [f"/petitions/{house.petitions['chair'].pk}/"],
        COURT: [f"/contests/{contest}/rule/"],
        TELLERS[0]: [f"/polls/{number['control']}/stand/"],
    }  # fmt: skip


def every_page(page: Any, house: HouseOfPolls) -> Iterator[str]:
    """Go to each page in turn: as a stranger, as a member through all three steps of the booth, as officers, and afterwards."""
    for path in open_to_all(house):
        page.goto(path)
        yield path
    sign_in(page, ORDINARY)
    for path in for_a_member(house):
        page.goto(path)
        yield path
    yield from the_three_steps(page, f"/polls/{house.polls['money'].pk}/vote/")
    for member, paths in for_officers(house).items():
        page.context.clear_cookies()
        sign_in(page, member)
        for path in paths:
            page.goto(path)
            yield path
    everything_closes(house)
    for name in ("culture", "recall", "money", "hands"):
        for path in (f"/polls/{house.polls[name].pk}/", f"/polls/{house.polls[name].pk}/result/"):
            page.goto(path)
            yield path


def the_three_steps(page: Any, booth: str) -> Iterator[str]:
    """Fill in a paper, see what it says, hand it in; and find the booth shut behind one."""
    page.goto(booth)
    page.get_by_label("For", exact=True).check()
    for button in ("See what my paper says", "Hand it in"):
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()
        yield f"{booth} after “{button}”"
    page.goto(booth)
    yield f"{booth} shut"
