"""R17: nobody finds a name, a contact or a category where it is not theirs to see. Every page is crawled, not a list."""

import re
from collections import deque

import pytest
from django.test import Client

from floor.house.models import Mandate, Member
from floor.site.templatetags.floor import few

from .visiting import CODE, CONTACTS, FOR_MEMBERS, FOR_THE_SECRETARY, NAMES, ORDINARY, PUBLIC, signed_in, text_of

_LINK = re.compile(r'(?:href|action|src)="([^"#]+)')


def crawl(client: Client, starts: list[str]) -> dict[str, str]:
    """Everything that can be reached by following links: the text and headers of each answer, by address."""
    seen: dict[str, str] = {}
    waiting = deque(starts)
    while waiting and len(seen) < 600:
        path = waiting.popleft().replace("&amp;", "&")
        if path in seen or not path.startswith("/") or path.startswith("/static/"):
            continue
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[path] = f"{answer.headers} {body.decode(errors='replace')}"
        assert answer.status_code < 500, path
        page = path.split("?")[0]
        waiting.extend(
            link if link.startswith("/") else page + link for link in _LINK.findall(body.decode(errors="replace"))
        )
    return seen


def names_found(seen: dict[str, str], names: list[str]) -> list[tuple[str, str]]:
    return [
        (path, name) for path, text in seen.items() for name in names if name.casefold() in (text + path).casefold()
    ]


def holders() -> set[int]:
    return set(Mandate.objects.filter(ended=None).values_list("holder", flat=True))


def test_a_stranger_finds_no_name_anywhere(anonymous):
    seen = crawl(anonymous, PUBLIC + FOR_MEMBERS + FOR_THE_SECRETARY)
    assert len(seen) > 80
    assert names_found(seen, NAMES + CONTACTS) == []


def test_a_member_finds_holders_of_seats_and_themselves_and_nobody_else(ordinary):
    seen = crawl(ordinary, PUBLIC + FOR_MEMBERS + FOR_THE_SECRETARY)
    allowed = holders() | {ORDINARY}
    others = [name for number, name in enumerate(NAMES, start=1) if number not in allowed]
    assert len(others) >= 3
    assert names_found(seen, others) == []
    foreign = [contact for number, contact in enumerate(CONTACTS, start=1) if number != ORDINARY]
    assert names_found(seen, foreign) == []
    # What is theirs to see is there, so the test above looks at the right pages.
    assert names_found({"/me/": seen["/me/"]}, [NAMES[ORDINARY - 1]])
    assert names_found({"/": seen["/seats/1/power/"]}, [NAMES[0]])


def test_whoever_keeps_the_register_sees_the_names_of_it_but_contacts_only_where_they_are_corrected(secretary):
    page = secretary.get("/units/3/members/").content.decode()
    assert all(NAMES[number - 1] in page for number in Member.objects.filter(unit=3).values_list("pk", flat=True))
    assert not any(contact in page for contact in CONTACTS)


def test_who_left_is_shown_by_number(today):
    from floor.house.acts.members import Leave

    today.say(Leave(member=3), 3)
    client = signed_in(ORDINARY)
    page = client.get("/units/2/bodies/factory-committee/").content.decode()
    assert NAMES[2] not in page and "member 3" in page.casefold()


@pytest.mark.parametrize(
    "path",
    [
        "/api/units",
        "/api/units/2",
        "/api/units/2/bodies/factory-committee/seats",
        "/api/seats/1/power",
        "/api/entries?limit=200",
        "/api/refusals",
    ],
)
def test_the_api_names_nobody_to_anybody(today, path):
    for client in (Client(), signed_in(1)):
        text = client.get(path).content.decode()
        assert names_found({path: text}, NAMES + CONTACTS) == []


def test_no_code_and_no_lock_is_ever_shown(secretary):
    seen = crawl(secretary, FOR_MEMBERS + FOR_THE_SECRETARY)
    for text in seen.values():
        assert CODE not in text and "s1$" not in text


def test_the_log_names_nobody(today, caplog):
    caplog.set_level("DEBUG")
    client = signed_in(ORDINARY)
    client.post("/me/correct/", {"name": "Very Secret", "contact": "secret@example.org", "once": "k" * 32})
    client.get("/nowhere/Very-Secret/")
    Client().post("/sign-in/", {"number": "3", "code": "AAAA-BBBB-CCCC"})
    written = " ".join(
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith(("django.db", "django.template", "asyncio"))
    )
    assert "secret@example.org" not in written and "AAAA" not in written and "Very Secret" not in written


def test_a_group_small_enough_to_give_a_person_away_is_not_counted(ordinary):
    """Four belong to the bolt shop; the works have twelve."""
    assert "fewer than 5 on the register" not in text_of(ordinary.get("/units/2/members/"))
    page = text_of(ordinary.get("/units/3/members/"))
    assert page.count("fewer than 5") >= 3 and "R17" not in page


@pytest.mark.parametrize(
    ("number", "total", "said"),
    [(0, 12, "0"), (1, 12, "fewer than 5"), (4, 12, "fewer than 5"), (5, 12, "5"), (7, 12, "7"), (8, 12, "more than 7"), (11, 12, "more than 7"), (12, 12, "12"), (3, 3, "fewer than 5"), (12345, None, "12,345")],
)  # fmt: skip
def test_neither_the_few_nor_the_few_left_over_are_counted(number, total, said):
    assert few(number, 5, total) == said
