"""Cases of the theme congress: who sits with a vote and who without, what is decided in the open, and those who sign an appeal."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from pydantic import ValidationError

from floor.book.act import Refusal
from floor.book.models import Entry, RecordedRefusal
from floor.house.acts.mandates import Resign
from floor.house.acts.members import CorrectPerson, EnterMembers, Leave, Person
from floor.house.exporting import figures
from floor.house.models import Mandate, Member
from floor.law.checker import check
from floor.law.reading import read
from floor.meetings.acts.agenda_items import ProposeItem
from floor.meetings.acts.refused import DeclareCarried
from floor.meetings.models import Item, PetitionSignature
from floor.meetings.petitioning.petitions import has_signed, signatures_of
from floor.meetings.petitioning.signing import begin_petition, sign
from floor.meetings.showing.credentials import credentials_of, voice_in, whole_of
from floor.polls.acts.calling import CallElection
from floor.polls.acts.listing import ProposeList
from floor.polls.acts.nominating import AcceptNomination
from floor.polls.acts.questions import PutQuestion
from floor.polls.acts.refused import RemoveHolder, SubstituteList
from floor.polls.models import Poll
from floor.polls.tests.other_statutes import CONGRESS, works_under
from floor.polls.urn.casting import cast
from floor.promises.tests.promising import answer as answer_demand
from floor.promises.tests.promising import let_fall_due as promises_fall_due
from floor.promises.tests.promising import put_demands
from floor.site.tests.visiting import text_of
from tests.casebook.cases import case
from tests.casebook.people import of, percent
from tests.congress import WITH_A_VOICE, call_congress, open_congress, send_delegates
from tests.motions import move, put
from tests.polling import close_poll, open_poll
from tests.world import BOLTS, CHAIR, CONTROLLER, DISTRICT, FACTORY, SECRETARY, STATUTES, THIRD

pytestmark = pytest.mark.django_db

AGENDAS = "1921-05-two-agendas"
APPEAL = "1922-02-26-appeal-of-twenty-two"


def page(client, address: str) -> str:
    cache.clear()
    return text_of(client.get(address))


# ---------------------------------------------------------------------------------------------- one congress, two agendas


@pytest.fixture
def congress(db, empty_replay):
    """Three delegates of twelve members; two of them have come to their congress."""
    with works_under(WITH_A_VOICE) as world:
        send_delegates(world)
        world.meeting = open_congress(world, call_congress(world), come=(5, 6))
        yield world


@pytest.mark.casebook(AGENDAS, must=())
def test_297_have_a_vote_and_59_a_voice_and_they_are_counted_apart(db, empty_replay):
    """Line 0 in part: what share of those who sit belongs to a party the credentials do not count."""
    numbers = case(AGENDAS)["numbers"]
    voting, voice = numbers["voting"], numbers["derived_without_vote"]
    assert voting + voice == numbers["delegates"]
    statutes = WITH_A_VOICE.replace(CONGRESS, f'by = "general meeting", seats = {voting}, method = "block"')
    statutes = statutes.replace(
        'elected     = { by = "district congress", seats = 1, method = "plurality"',
        f'elected     = {{ by = "district congress", seats = {voice}, method = "block"',
    )
    with works_under(statutes) as works:
        of(works, 400)
        chosen = list(range(13, 13 + voting))
        everybody = {"entitled": 400, "present": 400, "cast": 400}
        works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes=dict.fromkeys(chosen, 300), **everybody)  # fmt: skip
        works.wait(hours=2)
        others = list(range(330, 330 + voice))
        delegates = {"entitled": voting, "present": voting, "cast": voting}
        works.elect(unit=DISTRICT, body="district committee", votes=dict.fromkeys(others, 200), **delegates)
        works.wait(hours=2)
        meeting = call_congress(works, by=330)
        whole = whole_of(credentials_of(meeting, works.now))
        assert (whole.seats, whole.mandates) == (voting, voting)
        committee = Mandate.objects.filter(seat__body="factory committee", seat__office="", ended=None).count()
        assert voice_in(meeting, works.now).people == voice + committee


@pytest.mark.casebook(AGENDAS, must=(1,))
def test_what_some_delegates_agree_on_behind_a_door_is_no_decision_and_binds_only_from_the_agenda(congress):
    titles = list(Item.objects.filter(meeting=congress.meeting).values_list("title", flat=True))
    with pytest.raises(Refusal) as late:
        congress.say(ProposeItem(meeting=congress.meeting.pk, item={"title": "Who shall lead the union"}), 5)
    assert late.value.guarantee
    motion = move(congress, congress.meeting, "The list of the closed sitting", by=5, declaration=True, seconded=False)
    with pytest.raises(Refusal, match="carried by a count"):
        congress.say(DeclareCarried(motion=motion.pk, said="settled in the closed sitting"), 5)
    with pytest.raises(Refusal):
        congress.say(PutQuestion(unit=DISTRICT, electors="the fraction", title="Who shall lead the union"), 5)
    assert list(Item.objects.filter(meeting=congress.meeting).values_list("title", flat=True)) == titles
    assert not Poll.objects.filter(kind="question").exists() and RecordedRefusal.objects.count() >= 2
    # On the agenda it is decided by all who sit there, and by nobody else.
    poll = put(congress, motion, by=5, ballot="show of hands", tellers=[5, 6])
    assert (poll.electors, poll.entitled) == ("district congress", 3)


LISTS = WITH_A_VOICE.replace(
    'by = "district congress", seats = 1, method = "plurality"',
    'by = "district congress", seats = 3, method = "dhondt"',
)


@pytest.mark.casebook(AGENDAS, must=(2,))
def test_every_list_is_published_to_everybody_before_the_delegates_elect(db, empty_replay, client):
    with works_under(LISTS) as works:
        works.elect(unit=FACTORY, for_unit=DISTRICT, body="district congress", votes=dict.fromkeys((5, 6, 7), 9))
        works.say(CallElection(unit=DISTRICT, body="district committee"), 5)
        poll = Poll.objects.get()
        for title, by, people in (("The platform", 5, [8, 9]), ("The bureau's own", 6, [10])):
            works.say(ProposeList(poll=poll.pk, title=title, people=people), by)
            for member in people:
                works.say(AcceptNomination(candidacy=poll.candidacies.get(member=member).pk), member)
        # Whoever comes in from the street reads both, days before anybody votes: the 59 without a vote as well.
        before = page(client, f"/polls/{poll.pk}/")
        assert works.now < poll.opens and "The platform" in before and "The bureau's own" in before
        poll = open_poll(works, poll)
        with pytest.raises(Refusal) as late:
            works.say(ProposeList(poll=poll.pk, title="From the closed sitting", people=[11]), 5)
        with pytest.raises(Refusal, match="votes of their electors"):
            works.say(SubstituteList(poll=poll.pk, people=[11, 12]), 5)
        assert late.value.guarantee == "R3"
        for voter in (5, 6, 7):
            cast(poll.pk, voter, (1,), at=works.now)
        poll = close_poll(works, poll)
        assert set(Mandate.objects.filter(result=poll.result).values_list("holder", flat=True)) <= {8, 9, 10}


AFFILIATION = STATUTES.replace('shift = ["day", "night"]', 'shift = ["day", "night"], party = ["member", "none"]')


@pytest.mark.casebook(AGENDAS, must=())
def test_affiliation_is_what_people_say_of_themselves_and_is_kept_as_a_sum(db, empty_replay):
    """Line 3 in part: who admits members can enter what somebody said, and correct it, as well as they themselves."""
    numbers = case(AGENDAS)["numbers"]
    with works_under(AFFILIATION) as works:
        said = ["member"] * (numbers["party_members"] - 1) + ["none"] * 80
        people = [Person(name=f"Delegate {at}", categories={"party": word}) for at, word in enumerate(said)]
        act = EnterMembers(under=FACTORY, first=13, units=[(BOLTS, len(people))], people=people, confirmed=True)
        works.say(act, SECRETARY)
        of(works, numbers["delegates"])
        # One who had said nothing says it of themselves; nobody says it of another.
        ours = CorrectPerson(member=5, person=Person(name="Efimova Test", categories={"party": "member"}))
        with pytest.raises(Refusal):
            works.say(ours, 9)
        works.say(ours, 5)
        told = dict(line.split(",")[1:] for line in "".join(figures(works.now)).splitlines()[1:])
        assert int(told["party: member"]) == numbers["party_members"]
        share = percent(int(told["party: member"]), Member.objects.filter(left=None).count(), 1)
        assert share == numbers["derived_party_percent"]
        lines = [bytes(entry.line).decode() for entry in Entry.objects.all()]
        assert not [line for line in lines if '"party"' in line], "the book knows nobody's"


# ----------------------------------------------------------------------------------------------- the appeal of twenty-two


@pytest.mark.casebook(APPEAL, must=(0,))
def test_who_signs_an_appeal_loses_nothing_and_no_procedure_is_opened_against_them(works):
    of(works, 220)
    before = set(Mandate.objects.filter(ended=None).values_list("pk", flat=True))
    petition = begin_petition(FACTORY, "factory committee", THIRD, title="On bureaucracy", text="We state: ...", at=works.now)  # fmt: skip
    mandate = Mandate.objects.get(holder=THIRD, seat__body="factory committee")
    for by in (CHAIR, CONTROLLER):
        with pytest.raises(Refusal, match="whatever was said or done") as refused:
            works.say(RemoveHolder(mandate=mandate.pk, reason="has signed the appeal of the twenty-two"), by)
        assert refused.value.guarantee == "R2"
        with pytest.raises(Refusal, match="Only the person themselves"):
            works.say(Leave(member=THIRD), by)
        with pytest.raises(Refusal, match="About persons") as openly:
            works.say(PutQuestion(unit=FACTORY, electors="general meeting", title="A reprimand", about_member=THIRD, ballot="show of hands"), by if by == CHAIR else SECRETARY)  # fmt: skip
        assert openly.value.guarantee == "R5"
    sign(petition.pk, 30, at=works.now)
    assert set(Mandate.objects.filter(ended=None).values_list("pk", flat=True)) == before
    assert Member.objects.get(pk=THIRD).left is None


@pytest.mark.casebook(APPEAL, must=(1,))
def test_the_body_complained_of_sits_in_no_commission_that_examines_the_complaint(works):
    works.say(Resign(mandate=Mandate.objects.get(holder=CONTROLLER, seat__office="").pk), CONTROLLER)
    with pytest.raises(Refusal, match="not compatible") as refused:
        works.elect(unit=FACTORY, body="control commission", votes={CHAIR: 9})
    assert refused.value.guarantee == "R20"
    for wrong in (
        STATUTES.replace('not-with    = ["control commission"]\n', ""),
        STATUTES.replace(
            'elected     = { by = "general meeting", seats = 2', 'elected     = { by = "factory committee", seats = 2'
        ),
    ):
        assert wrong != STATUTES
        assert "R20" in {finding.guarantee for finding in check(read(wrong)) if finding.severity == "broken"}


@pytest.mark.casebook(APPEAL, must=(2,))
def test_each_point_of_the_statement_has_an_answer_or_a_refusal_with_its_reason(works):
    points = ["Less bureaucracy in the union", "Free criticism", "No transfers of those who object"]
    put = put_demands(works, *points, addressed_to="factory committee")
    first, second, third = put.items.order_by("number")
    with pytest.raises(Refusal):
        answer_demand(works, first, "refused", text="")
    with pytest.raises(ValidationError):
        answer_demand(works, first, "condemned", text="The statement is condemned.")
    answer_demand(works, first, "granted", text="Half of the office staff goes back to the shops.")
    answer_demand(works, second, "refused", text="The congress decides on it in May.")
    works.wait(days=8)
    promises_fall_due(works)
    assert list(put.items.order_by("number").values_list("answer", flat=True)) == ["granted", "refused", "no answer"]
    third.refresh_from_db()
    assert third.answer == "no answer", "a condemnation of the whole answers no point"


@pytest.mark.casebook(APPEAL, must=())
def test_twenty_two_and_one_later_are_counts_and_nothing_can_answer_who_they_were(works):
    """Line 3 in part: that a commission puts no question to single signers is for the room of disputes."""
    numbers = case(APPEAL)["numbers"]
    everybody = numbers["signatories"] + numbers["later_signatories"]
    of(works, 10 * everybody)
    first, *others = range(20, 20 + everybody)
    petition = begin_petition(FACTORY, "factory committee", first, title="On the loss of rights", text="We state: ...", at=works.now)  # fmt: skip
    for signer in others[:-1]:
        sign(petition.pk, signer, at=works.now)
    assert signatures_of(petition, works.now) == numbers["signatories"]
    works.wait(days=10)
    sign(petition.pk, others[-1], at=works.now)
    petition.refresh_from_db()
    assert (petition.signatures, signatures_of(petition, works.now)) == (everybody, everybody)
    # No table and no line of the book can answer who they were, so nobody is summoned from it.
    assert not PetitionSignature.objects.exists() and not any(has_signed(petition.pk, one) for one in (first, *others))
    told = [bytes(entry.line).decode() for entry in Entry.objects.filter(act__startswith="meetings.")]
    assert told and not [line for line in told if f'"member":{first}' in line or '"by":{"member"' in line]
