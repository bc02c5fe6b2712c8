"""What a run found, in sentences that a meeting can read: one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from floor.tunnel.comparing import Compared
from floor.tunnel.figures import BodyFigures, Figures, only_the_way_to
from floor.tunnel.findings import Findings
from floor.tunnel.power import Blocs
from floor.tunnel.spread import uphill
from floor.tunnel.translation import Translated
from floor.tunnel.weight import Weighed
from floor.tunnel.worth_changing import percent

#: By how many things are worth changing.
_HEADINGS = (
    "Nothing is much worth changing",
    "The thing most worth changing",
    "The two things most worth changing",
    "The three things most worth changing",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it."""

    heading: str
    sentences: tuple[str, ...]


def in_words(found: Findings) -> list[Part]:
    """Everything, most important first."""
    figures = found.figures
    parts = [
        Part(f"Winning the {figures.top} with few votes", tuple(_of_capture(figures))),
        Part(_HEADINGS[len(found.proposals)], tuple(_of_proposals(found))),
        Part("From a petition below to a changed majority above", tuple(_of_ways(figures))),
        Part("What becomes of factions", tuple(_of_translation(found))),
        Part("How much a voice weighs", tuple(_of_weight(found))),
    ]
    if found.versus is not None:
        parts.insert(0, Part("What the other version changes", tuple(_of_versions(found.versus))))
    return [part for part in parts if part.sentences]


def share_in_words(one: BodyFigures) -> str:
    """The share that wins the largest sitting of a body."""
    captured = one.largest
    if not captured.possible:
        return "out of reach"
    return percent(float(captured.share)) if captured.exact else f"at most {percent(float(captured.share))}"


def _of_capture(figures: Figures) -> Iterator[str]:
    captured = figures.of_the_top.largest
    if not captured.possible:
        yield f"Nobody inside can win a majority of the {figures.top}: those from outside hold too many of its seats."
    elif captured.exact:
        yield (
            f"{captured.at_most:,} of {captured.members:,} members, {percent(float(captured.share))}, can win {captured.majority} of the "
            f"{captured.seats} seats of the {figures.top}, if they sit where their votes tell most. With one vote fewer nobody can."
        )
    else:
        yield (
            f"{captured.at_most:,} of {captured.members:,} members, {percent(float(captured.share))}, can win a majority of the "
            f"{figures.top}; fewer than {captured.at_least:,} cannot."
        )
    yield "Where seats follow votes in proportion at one step, half is needed; every further step, and every seat that a majority takes alone, lowers it."
    for uphill_ in uphill(only_the_way_to(figures.pyramid, figures.top)):
        yield (
            f"The {uphill_.body} is elected by majorities of groups of about {uphill_.group}: where a tie keeps those who are there, votes that "
            f"are spread evenly need {percent(uphill_.needed)} to win through such groups, level after level."
        )
    open_ = [(one.easiest, name) for name, one in figures.bodies.items() if one.easiest.possible]
    least, name = min(open_, key=lambda one: one[0].share)
    if name != figures.top:
        yield (
            f"Most easily won of all is the {name}: somewhere {least.at_most:,} of {least.members:,} members "
            f"({percent(float(least.share))}) are enough."
        )


def _of_proposals(found: Findings) -> Iterator[str]:
    for number, one in enumerate(found.proposals, start=1):
        yield f"{number}. {one.what} Then {one.effect}. ({one.key})"
    if not found.proposals:
        yield "No single change that was tried makes much of a difference."


def _of_ways(figures: Figures) -> Iterator[str]:
    ways = {way.how: way for way in figures.ways}
    if "recall" in ways:
        way = ways["recall"]
        steps = len({leg.body for leg in way.legs})
        yield (
            f"By recall and new elections, {_steps(steps)}, the majority of the {figures.top} can have changed after {way.fewest} days at the "
            f"soonest, and after {way.most} days if every step takes all the time that the statutes leave."
        )
        longest = max(way.legs, key=lambda leg: leg.most)
        yield f"The step that can take longest: {longest.what}, {longest.most} days ({longest.article})."
    else:
        yield f"Those below cannot recall the majority of the {figures.top}."
    if "terms" in ways:
        yield f"Without a recall it can take {ways['terms'].most} days, until the terms on the way have ended."
    yield from figures.deadlocks


def _steps(number: int) -> str:
    return "in one step" if number == 1 else f"in {number} steps"


def _of_translation(found: Findings) -> Iterator[str]:
    for one in found.translated:
        yield f"{setting(one)}: {_outcome(one)}"
    if found.translated:
        yield f"{found.trials} elections were drawn for each, from the seed {found.seed}."


def setting(one: Translated) -> str:
    """Which factions, and how they are spread."""
    sizes = [f"{part:g}" for part in one.opinion.strengths]
    said = f"Factions of {', '.join(sizes[:-1])} and {sizes[-1]} in a hundred"
    said += ", alike within each unit" if one.opinion.likeness else ", spread evenly"
    return said + (f", {100 * one.opinion.turnout:g} % voting" if one.opinion.turnout < 1 else "")


def _outcome(one: Translated) -> str:
    body = one.bodies[-1]
    shares = [percent(one.middle(body, at)) for at in range(len(one.opinion.strengths))]
    most = max(range(len(one.chances)), key=lambda at: one.chances[at])
    said = f"at the top they usually have {', '.join(shares[:-1])} and {shares[-1]} of the seats. "
    if one.chances[most] == 0:
        return said + "None of them ever had a majority there."
    return (
        said
        + f"The faction of {one.opinion.strengths[most]:g} had the majority in {percent(one.chances[most])} of the trials."
    )


def _of_weight(found: Findings) -> Iterator[str]:
    figures = found.figures
    if (weighed := figures.of_the_top.weighed) is not None:
        yield from weight_in_words(figures.top, weighed)
    if found.power is not None:
        yield from _of_power(figures.top, found.power)
    told: set[str] = set()
    for body, paradox in found.paradoxes:
        if paradox.name not in told:
            told.add(paradox.name)
            yield f"A paradox ({paradox.name}), in the {body}: {paradox.sentence}"


def weight_in_words(body: str, one: Weighed) -> Iterator[str]:
    """Who weighs most, and why the ratio may be so large."""
    yield (
        f"In the {body}, a seat stands for {_people(float(one.heaviest.per_seat))} where it stands for the fewest (a unit of "
        f"{one.heaviest.members:,} with {_seats(one.heaviest.seats)}), and for {_people(float(one.lightest.per_seat))} where it stands "
        f"for the most: {float(one.ratio):.1f} times as many."
    )
    if one.below_one_seat and one.ratio_of_large < one.ratio:
        yield (
            f"{one.below_one_seat:,} of {one.units:,} electing units have a seat with fewer members than stand behind one on average; "
            f"among the others the most are {float(one.ratio_of_large):.1f} times the fewest."
        )
    if one.lost:
        yield f"Rounding gives {one.lost:,} of {one.seats:,} seats to other units than an exact division would."
    if one.without:
        yield f"{one.without:,} members are in units that elect nobody."


def _people(number: float) -> str:
    return f"{number:,.0f} members" if number != 1 else "1 member"


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"


def _of_power(body: str, one: Blocs) -> Iterator[str]:
    if one.rules_alone:
        yield f"If delegations to the {body} vote as one, the largest decides everything alone."
        return
    most = one.most_over
    yield (
        f"If delegations to the {body} vote as one, a delegation of {_seats(most.seats)} has {percent(most.share_of_power)} of the power "
        f"with {percent(most.share_of_seats)} of the seats."
    )
    if one.without_power:
        yield f"{one.without_power} delegations never decide anything."


def _of_versions(one: Compared) -> Iterator[str]:
    if one.top.before is not None and one.top.after is not None:
        verb = "rises" if one.top.after > one.top.before else "falls"
        if one.top.changed:
            yield (
                f"The share of members that wins a majority of the {one.top.body} {verb} from {percent(float(one.top.before))} "
                f"to {percent(float(one.top.after))}."
            )
    if one.days_before and one.days_after and one.days_before != one.days_after:
        yield (
            f"From a petition below to a changed majority: {one.days_before[0]} to {one.days_before[1]} days before, "
            f"{one.days_after[0]} to {one.days_after[1]} days after."
        )
    changed = [each for each in one.changes if each.changed and each.body != one.top.body]
    if changed:
        yield f"{len(changed)} further bodies change: {', '.join(each.body for each in changed[:6])}{' and others' if len(changed) > 6 else ''}."
    yield from (f"New: {sentence}" for sentence in one.new_deadlocks)
    yield from (f"Gone: {sentence}" for sentence in one.gone_deadlocks)
    if not (one.top.changed or changed or one.days_before != one.days_after or one.new_deadlocks or one.gone_deadlocks):
        yield "Nothing that the tunnel measures."
