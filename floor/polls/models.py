"""What stands of a poll: the question, who stands, the frozen roll, petitions, contests. And, apart from it, the urn while it is open.

Everything above the line is written by acts and rebuilt from the book. Below the line are the marks on the roll and the sealed
papers of a poll that is open: they never pass through the book one by one, and they are destroyed when the urn is published.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from floor.book.protected import Protected
from floor.house.models import Mandate, Member, Result, Unit


class Poll(Protected):
    """One asking of one question to one electorate by one method. Its rules are those of the statutes on the day it was announced."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(help_text="The entry of the book that announced it.")
    kind = models.CharField(max_length=20, help_text="election, recall, question")
    title = models.CharField(max_length=300, default="", help_text="The question, in a line; empty for an election.")
    text = models.CharField(max_length=64, default="", help_text="The SHA-256 of its full text.")
    parts = models.JSONField(default=list, help_text="The parts or options of a question; empty for a single one.")
    divided = models.BooleanField(default=False, help_text="Its parts are voted on one by one, as an elector demanded.")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="polls", help_text="Where the electors sit.")
    electors = models.CharField(max_length=80, help_text='The electing body, or "every member".')
    for_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=80, default="", help_text="Whose seats are filled.")
    part = models.CharField(max_length=80, default="")
    office = models.CharField(max_length=80, default="")
    vote = models.CharField(
        max_length=80, default="", help_text="For a question: the vote of the statutes it falls under."
    )
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="recalls")
    petition = models.ForeignKey("Petition", on_delete=models.PROTECT, null=True, related_name="polls")
    statutes = models.CharField(max_length=64, help_text="The SHA-256 of the statutes whose rules were copied.")
    article = models.CharField(max_length=200)
    method = models.CharField(max_length=30)
    ballot = models.CharField(max_length=20)
    seats = models.IntegerField(default=0, help_text="To be filled by this poll.")
    seats_in_all = models.IntegerField(default=0, help_text="That the body, part or office has.")
    reserved = models.JSONField(
        default=dict, help_text="How many of them are for people of which category, by its name."
    )
    announced = models.DateTimeField()
    nominations_until = models.DateTimeField(null=True)
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    tellers = models.JSONField(default=list, help_text="Their numbers on the register.")
    state = models.CharField(
        max_length=12,
        db_index=True,
        help_text="announced, open, counting, counted, failed, broken, annulled, called off",
    )
    seed = models.CharField(
        max_length=64, default="", help_text="From which lots are drawn; published with the opening."
    )
    key = models.CharField(max_length=64, default="", help_text="With which papers are sealed.")
    form = models.JSONField(default=dict, help_text="What a paper of this poll can say.")
    entitled = models.IntegerField(default=0)
    excluded = models.JSONField(
        default=dict, help_text="How many on the register may not vote, by the reason; as the roll was frozen."
    )
    voted = models.IntegerField(default=0, help_text="Marks on the roll at closing.")
    urn = models.CharField(max_length=64, default="", help_text="The SHA-256 of the published papers.")
    counted = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict, help_text="The result with its account, as anyone can count it again.")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, null=True, related_name="polls")
    contest_until = models.DateTimeField(null=True)
    again_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="repeats", help_text="The poll it repeats."
    )
    again = models.BooleanField(
        default=False,
        help_text="An election that left seats open: failed, tied, broken or annulled, and not called again yet.",
    )
    reconsiders = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="reconsidered_by",
        help_text="The decision it reopens.",
    )
    beside = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="asked_beside",
        help_text="The same question elsewhere.",
    )
    meeting = models.BigIntegerField(
        null=True, db_index=True, help_text="The meeting it is put in: only those in the room vote."
    )
    procedural = models.BooleanField(
        default=False, help_text="About how a meeting goes on, so that it settles no question (R7)."
    )
    terms = models.JSONField(
        default=dict, help_text="A majority or quorum that holds for it instead of the usual one of its body."
    )

    class Meta:
        indexes = [
            models.Index(fields=["state", "opens"], name="polls_to_open"),
            models.Index(fields=["state", "closes"], name="polls_to_close"),
            models.Index(fields=["for_unit", "body", "office"], name="polls_for_seats"),
            models.Index(fields=["id"], condition=Q(again=True), name="polls_to_call_again"),
        ]


class Slate(Protected):
    """A list of candidates, with those who propose it."""

    id = models.BigIntegerField(primary_key=True)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="slates")
    number = models.IntegerField(default=0, help_text="On the paper; drawn by lot at the opening.")
    title = models.CharField(max_length=120)
    proposers = models.JSONField(help_text="Their numbers on the register.")
    statement = models.CharField(max_length=64, default="")
    scrutineer = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    proposed = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True)


class Candidacy(Protected):
    """Somebody proposed for the seats of a poll, alone or on a list; a candidate once they have accepted."""

    id = models.BigIntegerField(primary_key=True)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="candidacies")
    number = models.IntegerField(default=0, help_text="On the paper; drawn by lot at the opening.")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="candidacies")
    slate = models.ForeignKey(Slate, on_delete=models.PROTECT, null=True, related_name="people")
    place = models.IntegerField(default=0, help_text="On the list, from 1.")
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    proposed = models.DateTimeField()
    accepted = models.DateTimeField(null=True)
    reserved_as = models.CharField(
        max_length=80, default="", help_text="The category whose reserved seats they can take, as they said themselves."
    )
    withdrawn = models.DateTimeField(null=True)
    how_withdrawn = models.CharField(max_length=20, default="", help_text="declined, withdrawn, struck, list withdrawn")
    statement = models.CharField(max_length=64, default="", help_text="The SHA-256 of what they say for themselves.")
    scrutineer = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    votes = models.IntegerField(null=True, help_text="In the count, where the method gives each a number.")
    elected = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("poll", "member", condition=Q(withdrawn=None), name="one_candidacy_at_a_time")
        ]


class RollLine(Protected):
    """A line of the frozen roll: who may vote, or who may not and why. Frozen when the poll opens; nobody is added later (R3)."""

    private_columns = ("voted",)

    id = models.BigIntegerField(primary_key=True)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="roll", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.BigIntegerField(help_text="The unit of the member at the opening.")
    reason = models.CharField(max_length=30, default="", help_text="Why not entitled; empty for those who are.")
    voted = models.BooleanField(
        null=True, help_text="Whether a paper was taken, known after closing to the member alone."
    )

    class Meta:
        constraints = [models.UniqueConstraint("poll", "member", name="once_on_a_roll")]


class VotingCode(Protected):
    """A printed code that lets one person on the roll into the booth of one poll."""

    private_columns = ("lock",)

    id = models.BigIntegerField(primary_key=True)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="codes")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    lock = models.CharField(max_length=200, default="", help_text="What only the code opens; never the code.")
    issued = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True)


class Sheets(Protected):
    """All paper sheets of a poll as one teller entered them, not knowing what the other enters."""

    private_columns = ("sheets",)

    id = models.BigIntegerField(primary_key=True)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="sheets")
    teller = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recount = models.IntegerField(default=0, help_text="0 for the first count, 1 for the first recount ...")
    entered = models.DateTimeField()
    count = models.IntegerField()
    sheets = models.TextField(default="", help_text="Sheet by sheet; the urn that is published has no sheet numbers.")
    superseded = models.DateTimeField(null=True)


class Petition(Protected):
    """A petition to recall a holder. Who signed is nowhere here: only how many."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField()
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="petitions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", help_text="Where the electors sit.")
    electors = models.CharField(max_length=80)
    statutes = models.CharField(max_length=64)
    article = models.CharField(max_length=200)
    text = models.CharField(max_length=64, default="", help_text="What it says, if anything: no cause is needed.")
    reply = models.CharField(max_length=64, default="", help_text="What the holder answers.")
    opened = models.DateTimeField()
    lapses = models.DateTimeField()
    completed = models.DateTimeField(null=True)
    signatures = models.IntegerField(default=0, help_text="When it was completed.")
    lapsed = models.DateTimeField(null=True)
    why_lapsed = models.CharField(max_length=40, default="", help_text="too few signatures, the mandate has ended")

    class Meta:
        constraints = [
            models.UniqueConstraint("mandate", condition=Q(completed=None, lapsed=None), name="one_petition_at_a_time")
        ]


class RollCallVote(Protected):
    """How a delegate voted when the roll was called: by name, because those behind the seat have a right to know (M18)."""

    id = models.BigIntegerField(primary_key=True)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="roll_call")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="roll_call_votes")
    part = models.IntegerField(default=1, help_text="The part of the question, from 1.")
    votes_for = models.IntegerField(default=0, help_text="One, or members behind the seat.")
    against = models.IntegerField(default=0)
    abstaining = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("poll", "mandate", "part", name="called_once_on_each_part")]


class Contest(Protected):
    """A challenge to a result, on one of the listed grounds, and what became of it."""

    id = models.BigIntegerField(primary_key=True)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="contests")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=30)
    text = models.CharField(max_length=64)
    entered = models.DateTimeField()
    ruled = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    reasons = models.CharField(max_length=64, default="")
    votes = models.JSONField(default=dict, help_text="How the body that ruled voted.")


# ----------------------------------------------------------------------------------------------------------------------
# The urn while a poll is open: no institution's tables, never in the book, gone when the urn is published.


class Mark(models.Model):
    """A mark on the roll: this person has handed in a paper. It has no time and no number of its own."""

    pk = models.CompositePrimaryKey("poll", "member")
    poll = models.BigIntegerField()
    member = models.BigIntegerField()


class SealedPaper(models.Model):
    """A paper in the urn, sealed to a key that only the count has. Its number is random, its length always the same."""

    id = models.UUIDField(primary_key=True)
    poll = models.BigIntegerField(db_index=True)
    sealed = models.BinaryField()


class Signature(models.Model):
    """A signature under a petition that is still open. It has no time; once the petition is complete or lapses it is gone."""

    pk = models.CompositePrimaryKey("petition", "member")
    petition = models.BigIntegerField()
    member = models.BigIntegerField()
