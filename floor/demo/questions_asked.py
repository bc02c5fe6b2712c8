"""Questions of the past: one with several options, one divided and voted on by hands, a roll call, one on paper."""

from __future__ import annotations

from datetime import timedelta

from floor.house.models import Member, Unit
from floor.house.standing import mandates_in
from floor.polls.acts.demanding import DemandDivision
from floor.polls.acts.hands import Answer, CallRoll, CountHands, Hands
from floor.polls.acts.questions import PutQuestion
from floor.polls.acts.sheets import EnterSheets
from floor.polls.models import Poll

from .days import Days
from .founding import FOUNDERS_A_WORKS, SECRETARY, officer
from .places import DYNAMO, HAMMER_AND_SICKLE, METALWORKERS, ROGOZHSKY, Places

_SHIFTS = ["Six to two", "Seven to three", "Eight to four", "As each shop decides", "As it is now"]
_NURSERY = ["In the old boiler house", "Above the canteen", "In the garden, as a new building"]
_ORDER = [
    "The gate is shut five minutes after the whistle",
    "Searches at the gate end",
    "Who is late twice in a week goes to the foreman",
]
#: On each part: hands for, against and abstaining, in parts of a hundred who are present.
_HANDS = [(55, 40, 5), (88, 4, 8), (21, 66, 13)]


def several_options(days: Days, places: Places) -> Poll:
    """One of five, by rankings: the one that would beat each of the others alone."""
    asked = PutQuestion(
        unit=places.called(HAMMER_AND_SICKLE), electors="general meeting", title="When shall the day shift work?",
        parts=_SHIFTS, method="schulze", ballot="secret",
    )  # fmt: skip
    poll = days.called(asked, SECRETARY, turnout=0.55)
    days.until(poll.closes)
    return poll


def divided_by_hands(days: Days, places: Places) -> Poll:
    """Three things in one motion: an elector demands that they be voted on one by one, and one of them is lost."""
    shop = Unit.objects.get(pk=places.called("Bolt shop"))
    asked = PutQuestion(
        unit=shop.pk, electors="shop meeting", title="A new order at the gate", parts=_ORDER, opens=days.now + timedelta(hours=3)
    )  # fmt: skip
    poll = days.called(asked, SECRETARY)
    here = list(Member.objects.filter(unit=shop, left=None).order_by("pk").values_list("pk", flat=True)[:8])
    days.pass_by(hours=1)
    days.say(DemandDivision(poll=poll.pk), here[3])
    days.until(poll.opens)
    present = round(shop.members_below * 0.6)
    hands = [
        Hands(votes_for=present * yes // 100, against=present * no // 100, abstaining=present * rest // 100)
        for yes, no, rest in _HANDS
    ]
    days.pass_by(minutes=40)
    days.say(CountHands(poll=poll.pk, present=present, hands=hands, tellers=here[1:3]), here[1])
    return poll


def by_roll_call(days: Days, places: Places) -> Poll:
    """Delegates answer by name: those who sent them can read how."""
    district = Unit.objects.get(pk=places.called(f"{METALWORKERS}, {ROGOZHSKY}"))
    seated = mandates_in(district, "district congress", days.now).order_by("seat__sent_by", "seat__number")
    delegates = list(seated.values_list("pk", "holder"))
    asked = PutQuestion(
        unit=district.pk, electors="district congress", ballot="roll call",
        title="Shall the district ask for the eight-hour night shift to count as nine?",
    )  # fmt: skip
    poll = days.called(asked, delegates[0][1])
    days.strike()
    answers = []
    for at, (mandate, _) in enumerate(delegates):
        if at % 9 == 7:
            # Every ninth is not there.
            continue
        yes = at % 3 != 1
        answers.append(Answer(mandate=mandate, votes_for=int(yes), against=int(not yes), abstaining=0))
    tellers = [20, 21]
    days.pass_by(minutes=20)
    days.say(CallRoll(poll=poll.pk, answers=answers, tellers=tellers), tellers[0])
    return poll


def on_paper(days: Days, places: Places) -> Poll:
    """An urn of wood. Two tellers enter every sheet, each alone; on one they differ, and one of them looks again."""
    position = places.position(DYNAMO)
    first, second = position * FOUNDERS_A_WORKS + 20, position * FOUNDERS_A_WORKS + 21
    opens = (days.now + timedelta(days=7)).replace(hour=18, minute=0)
    asked = PutQuestion(
        unit=places.called(DYNAMO), electors="general meeting", title="Where shall the nursery be?", parts=_NURSERY,
        method="instant run-off", ballot="paper", opens=opens, tellers=[first, second],
    )  # fmt: skip
    poll = days.called(asked, officer(position, 2))
    days.until(poll.closes)
    poll.refresh_from_db()
    sheets = _sheets(days, round(poll.entitled * 0.62))
    misread = [*sheets]
    misread[40] = "41,invalid"
    days.pass_by(hours=3)
    for teller, entered in ((first, sheets), (second, misread), (second, sheets)):
        told = EnterSheets(poll=poll.pk, marked=len(sheets), sheets="\n".join(entered))
        days.say(told, teller)
        days.pass_by(hours=1)
    return poll


def _sheets(days: Days, many: int) -> list[str]:
    """Sheets as a teller types them: a number, then the choices; some are blank and one can't be counted."""
    sheets = []
    for sheet in range(1, many + 1):
        choices = days.random.sample([1, 2, 3], days.random.choices([0, 1, 2, 3], [2, 30, 20, 48])[0])
        if 1 in choices and days.random.random() < 0.4:
            choices.sort()
        sheets.append(",".join(map(str, [sheet, *choices])))
    sheets[50] = "51,invalid"
    return sheets
