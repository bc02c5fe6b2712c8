"""What stands in the house: units and their names, members, seats, mandates and the results they come from.

A body has no row of its own: it is a name in the statutes at a unit ("factory committee" at unit 12). Its seats have rows.
Numbers (ids) are given by the acts, so that a rebuilt house has the same ones.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from floor.book.protected import Protected


class Organisation(Protected):
    """The whole: one book, one set of statutes in force, one founding."""

    id = models.BigIntegerField(primary_key=True)
    title = models.CharField(max_length=200)
    founded = models.DateTimeField()
    root = models.ForeignKey("Unit", on_delete=models.PROTECT, null=True, related_name="+")


class Unit(Protected):
    """A node of the tree at a level. It has a parent on the union line, and may have one on the territory line (place)."""

    id = models.BigIntegerField(primary_key=True)
    level = models.CharField(max_length=80, db_index=True)
    line = models.CharField(max_length=10, default="union", help_text="The line whose bodies sit here.")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    place = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="placed_here")
    path = models.CharField(max_length=200, unique=True, help_text="Ids from the top of its own line down: /1/4/9/")
    place_path = models.CharField(max_length=200, db_index=True, help_text="The same on the territory line, or empty.")
    opened = models.DateTimeField()
    closed = models.DateTimeField(null=True)
    members_here = models.IntegerField(default=0, help_text="On the register of this unit itself.")
    members_below = models.IntegerField(
        default=0, help_text="On the register of this unit and all below it, on either line."
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(members_here__gte=0), name="no_fewer_than_no_members")]


class UnitName(Protected):
    """A name a unit has had, from when to when. The old ones stay: a paper of 1923 still finds its unit."""

    id = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=120, db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("unit", condition=Q(until=None), name="one_name_at_a_time")]


class Merger(Protected):
    """A unit that has merged into another, by the vote of the members of both: what went over, and until when the old bodies sit."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(help_text="The entry of the book that carried it out; the counts stand beside it.")
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="merger", help_text="The one that ended.")
    into = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="mergers", help_text="The one that goes on.")
    merged = models.DateTimeField()
    elected_anew_by = models.DateTimeField(
        help_text="Until then at the latest those sit whom the unit that goes on had elected alone."
    )
    members = models.IntegerField(help_text="How many went over, on the register of the unit and of all below it.")
    members_there = models.IntegerField(help_text="How many belonged to the other before.")
    results = models.JSONField(help_text="The numbers of the results by which it was decided.")
    units = models.JSONField(help_text="The numbers of the units that stood directly below it, or lay in it.")


class Member(Protected):
    """A person on the register of exactly one unit. The number is public in the book; who it is, is not."""

    private_columns = ("name", "contact", "categories")

    number = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="members")
    joined = models.DateTimeField()
    left = models.DateTimeField(null=True)
    how_left = models.CharField(max_length=20, default="", help_text="resigned, expelled, died, lapsed")
    paid_until = models.DateField(null=True)
    last_act = models.DateTimeField(
        null=True, help_text="For counting the active; nothing else is kept of what a person does."
    )
    name = models.CharField(max_length=120, default="")
    contact = models.CharField(max_length=200, default="")
    categories = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["unit", "left"], name="register_of_a_unit")]


class Spell(Protected):
    """A time a member spent on the register of a unit they have since left: where from, until when."""

    id = models.BigIntegerField(primary_key=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="spells")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()


class Card(Protected):
    """A printed card with a code. Issued and withdrawn by acts, so that nobody can quietly make themselves a member's key."""

    private_columns = ("lock",)

    id = models.BigIntegerField(primary_key=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="cards")
    lock = models.CharField(max_length=200, default="", help_text="What only the code opens; never the code.")
    issued = models.DateTimeField()
    expires = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True)


class Result(Protected):
    """What the tellers declared: who was asked, what they answered, with every figure (R4)."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(help_text="The entry of the book that declared it.")
    kind = models.CharField(max_length=20, help_text="election, adoption, amendment, merger")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="results", help_text="Where the electors sit."
    )
    electors = models.CharField(max_length=80, help_text='The electing body, or "every member".')
    for_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    for_body = models.CharField(max_length=80, default="")
    part = models.CharField(max_length=80, default="")
    office = models.CharField(max_length=80, default="")
    article = models.CharField(max_length=200)
    method = models.CharField(max_length=30)
    ballot = models.CharField(max_length=20)
    entitled = models.IntegerField()
    present = models.IntegerField()
    cast = models.IntegerField()
    invalid = models.IntegerField(default=0)
    figures = models.JSONField(help_text="Votes per candidate, or for, against and abstaining.")
    tellers = models.JSONField(help_text="Their numbers on the register.")
    closed = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cast__lte=F("present"), present__lte=F("entitled"), invalid__gte=0, cast__gte=0),
                name="no_more_cast_than_present_than_entitled",
            )
        ]


class Seat(Protected):
    """A place in a body at a unit; an office of the body is a seat with an office's name."""

    id = models.BigIntegerField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="seats")
    body = models.CharField(max_length=80)
    part = models.CharField(max_length=80, default="")
    office = models.CharField(max_length=80, default="")
    sent_by = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="sends", help_text="The unit whose own seat it is."
    )
    number = models.IntegerField(help_text="1, 2, 3 ... within the body, part, office and sending unit.")
    abolished = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "body"], name="seats_of_a_body")]


class Mandate(Protected):
    """A holder's authority in a seat: from which result, until when; how it ended."""

    id = models.BigIntegerField(primary_key=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="mandates")
    holder = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="mandates")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="mandates")
    starts = models.DateTimeField()
    ends = models.DateTimeField(
        null=True, help_text="When it runs out by itself (R21), whether or not anybody notes it."
    )
    ended = models.DateTimeField(null=True)
    how_ended = models.CharField(
        max_length=20, default="", help_text="expired, resigned, recalled, left, unit closed, unit merged, succeeded"
    )
    terms = models.IntegerField(default=1, help_text="How many terms in a row this is.")

    class Meta:
        constraints = [
            models.UniqueConstraint("seat", condition=Q(ended=None), name="one_holder_to_a_seat"),
            models.CheckConstraint(condition=Q(ended=None) | Q(ended__gte=F("starts")), name="no_end_before_the_start"),
        ]


class Instruction(Protected):
    """What the electors told a holder on a question: bound, guided or free."""

    id = models.BigIntegerField(primary_key=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="instructions")
    question = models.CharField(max_length=300)
    kind = models.CharField(max_length=10)
    text = models.TextField(default="")
    given = models.DateTimeField()
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")


class Handover(Protected):
    """What an outgoing holder hands to the next: due, done or overdue, with the inventory."""

    id = models.BigIntegerField(primary_key=True)
    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, related_name="handover")
    due = models.DateTimeField()
    inventory = models.CharField(
        max_length=64, default="", help_text="SHA-256 of the inventory, a public text of the book."
    )
    handed_over = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    received = models.DateTimeField(null=True)
    remark = models.CharField(max_length=500, default="", help_text="What the successor found missing.")
    overdue_since = models.DateTimeField(null=True)


class Amendment(Protected):
    """A proposal to change the statutes: checked, published, decided after its notice (R24)."""

    id = models.BigIntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64)
    proposed = models.DateTimeField()
    decided_from = models.DateTimeField(help_text="Not before its notice has run.")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, null=True, related_name="+")
    carried = models.BooleanField(null=True)
    in_force_from = models.DateTimeField(null=True)
