"""Who stands in a poll, as a page shows it: everyone on equal terms, in the order of the paper, with what they say for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from floor.book.models import Attachment
from floor.house.reading import Called
from floor.polls.asking.deciding import YES_OR_NO
from floor.polls.models import Candidacy, Poll, Slate
from floor.polls.showing import reading


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who stands or is proposed."""

    candidacy: Candidacy
    unit: Called | None
    statement: str

    @property
    def accepted(self) -> bool:
        return self.candidacy.accepted is not None

    @property
    def number(self) -> int:
        return self.candidacy.number


@dataclass(frozen=True, slots=True)
class OnList:
    """A list with its people, in their order."""

    slate: Slate
    statement: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """All who stand: on lists, and each for themselves."""

    lists: tuple[OnList, ...]
    people: tuple[Person, ...]
    """Those on no list; all of them, where people are elected one by one."""
    everyone: tuple[Candidacy, ...]

    @property
    def accepted(self) -> int:
        return sum(one.accepted is not None for one in self.everyone)


NOBODY = Standing((), (), ())


def standing_in(poll: Poll) -> Standing:
    """Candidates and lists: four queries, whatever their number."""
    if poll.kind != "election":
        return NOBODY
    candidacies, slates = reading.candidates_of(poll), reading.slates_of(poll)
    frozen = poll.state not in ("announced", "called off")
    if frozen:
        # Who had not accepted when the poll opened does not stand.
        candidacies = [one for one in candidacies if one.number]
    units = reading.units_of_members(candidacies)
    said = _texts([*candidacies, *slates])
    people = [Person(one, units.get(one.member.unit_id), said.get(one.statement, "")) for one in candidacies]
    lists = tuple(
        OnList(slate, said.get(slate.statement, ""), tuple(sorted((one for one in people if one.candidacy.slate_id == slate.pk), key=_place)))
        for slate in slates
    )  # fmt: skip
    return Standing(lists, tuple(people), tuple(candidacies))


def _place(person: Person) -> tuple[int, int]:
    return person.candidacy.place, person.candidacy.pk


def _texts(rows: Sequence[Any]) -> dict[str, str]:
    wanted = {one.statement for one in rows if one.statement}
    return dict(Attachment.objects.filter(pk__in=wanted).values_list("sha256", "content")) if wanted else {}


def name_for(viewer: object, candidacy: Candidacy) -> str:
    """A candidate by name to members of the organisation, by number to everyone else, and until they have accepted."""
    member = candidacy.member
    if viewer is not None and member.name and member.left is None and (candidacy.accepted or viewer == member):
        return str(member.name)
    return _("member %(number)s") % {"number": member.pk}


@dataclass(frozen=True, slots=True)
class Option:
    """A line of the paper: what its number stands for."""

    number: int
    name: str
    detail: str = ""
    on_list: int = 0


def options_of(poll: Poll, stands: Standing, viewer: object) -> list[Option]:
    """What the numbers on a paper stand for: candidates, lists, or what is answered and chosen in a question."""
    if poll.kind != "election":
        return [Option(at, part) for at, part in enumerate(answered_in(poll), start=1)]
    if poll.form.get("kind") == "lists":
        return [Option(one.slate.number, one.slate.title) for one in stands.lists if one.slate.number]
    return [_option(one, viewer) for one in stands.people if one.number]


def people_on_lists(stands: Standing, viewer: object) -> list[Option]:
    return [_option(one, viewer, group.slate.number) for group in stands.lists for one in group.people if one.number]


def _option(one: Person, viewer: object, on_list: int = 0) -> Option:
    detail = one.unit.name if one.unit else ""
    if not on_list and one.candidacy.slate is not None:
        detail = f"{detail}, {one.candidacy.slate.title}"
    return Option(one.number, name_for(viewer, one.candidacy), detail, on_list)


def answered_in(poll: Poll) -> list[str]:
    """What is answered one by one: the parts of a divided question, options to choose from, else the question as a whole."""
    if poll.parts and (poll.divided or poll.method != YES_OR_NO):
        return [str(part) for part in poll.parts]
    return [_("Shall the mandate end now?") if poll.kind == "recall" else poll.title]
