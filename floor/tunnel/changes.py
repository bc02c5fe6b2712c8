"""Changes to statutes that are worth a try: each a function that writes statutes with one thing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from floor.law.bodies import Election, Recall
from floor.law.language import Law
from floor.law.values import Duration, Seats

from .figures import Figures, only_the_way_to
from .pyramid import EVERY_MEMBER, are_members
from .thresholds import takes_all

#: A recall put off for longer than that is proposed to come sooner.
SOON = Duration(days=14)
SIGNED = Duration(days=30)

#: The body, the key to change, what it means in a sentence, and the statutes with the change.
Draft = tuple[str, str, str, Law]
Write = Callable[[Figures, str, str, Election], Iterator[Draft]]


def drafts_for(figures: Figures) -> Iterator[tuple[str, Draft]]:
    """Every change that can be tried on the way to the body at the top, with its kind."""
    for name in only_the_way_to(figures.pyramid, figures.top):
        for part, rule in figures.law.elections_of(name).items():
            for kind, write in CHANGES.items():
                yield from ((kind, draft) for draft in write(figures, name, part, rule))


def _in_proportion(figures: Figures, name: str, part: str, rule: Election) -> Iterator[Draft]:
    """Every step on the way at once: one where the larger side takes all undoes what the others keep."""
    if name != figures.top:
        return
    law, changed = figures.law, []
    for body in only_the_way_to(figures.pyramid, figures.top):
        for side, elected in figures.law.elections_of(body).items():
            if takes_all(elected.method) and not (elected.seats.fixed == 1 and not elected.each_its_own):
                law = with_election(law, body, side, method="stv")
                changed.append((body, side, elected.method))
    if changed:
        body, side, method = changed[-1]
        what = f"Elect the {body} in proportion, by stv instead of {method}"
        what += f", and {len(changed) - 1} more on the way to it." if len(changed) > 1 else "."
        yield body, _key(body, side, 'method = "stv"'), what, law


def _more_seats(figures: Figures, name: str, part: str, rule: Election) -> Iterator[Draft]:
    if rule.seats.bands and rule.one_per_unit:
        bands = tuple((first, last, 3 * seats) for first, last, seats in rule.seats.bands)
        law = with_election(figures.law, name, part, seats=Seats(bands=bands))
        yield (
            name,
            _key(name, part, "seats"),
            f"Send three times as many delegates to the {name}: so that a unit's minority has one, too.",
            law,
        )
    per = rule.seats.per
    groups = [one for one in figures.pyramid[name].groups if one.rule is rule and len(one.seats)]
    if per is None or per < 2 or not rule.one_per_unit or not groups:
        return
    single = sum(float((one.seats == 1).mean()) for one in groups) / len(groups) > 0.5
    seats = Seats(per=_round(per // 3), each=rule.seats.each, at_least=rule.seats.at_least, at_most=rule.seats.at_most)
    law = with_election(figures.law, name, part, seats=seats)
    yield (
        name,
        _key(name, part, f'seats = "{seats}"'),
        f"Send a delegate to the {name} for every {seats.per} members instead of {per}"
        + (": a unit with a single delegate gives everything to its majority." if single else "."),
        law,
    )


def _round(number: int) -> int:
    """A number that people can remember, no larger: 16 is 15, 3,333 is 3,300."""
    step = 5 if number < 100 else 10 ** (len(str(number)) - 2)
    return max(1, number - number % step if number >= 10 else number)


def _elected_directly(figures: Figures, name: str, part: str, rule: Election) -> Iterator[Draft]:
    """A step less: all members of the body's unit elect it together."""
    if all(are_members(figures.law, by) for by in rule.electors):
        return
    level = figures.law.body[name].at
    law = with_election(figures.law, name, part, by=EVERY_MEMBER, one_per_unit=False, method="stv")
    yield (
        name,
        _key(name, part, f'by = "{EVERY_MEMBER}"'),
        f"Let all members of a {level} elect the {name}, without delegates between.",
        law,
    )


def _recall_sooner(figures: Figures, name: str, part: str, rule: Election) -> Iterator[Draft]:
    """Every recall on the way at once: one level that takes long delays all above."""
    if name != figures.top:
        return
    law, changed = figures.law, []
    for body in only_the_way_to(figures.pyramid, figures.top):
        for side, elected in figures.law.elections_of(body).items():
            recall = figures.law.recall_of(body, side)
            if recall is not None and _is_slow(recall) and not _excepted(figures.law, body):
                law = with_recall(law, body, side, elected, _sooner(recall))
                changed.append(body)
    if changed:
        said = f'body."{changed[-1]}".recall = {{ signed-within = "{SIGNED}", within = "{SOON}" }}'
        what = f"Put every recall on the way to the {name} to the vote within {SOON}, and let signatures be collected within {SIGNED}."
        if len(changed) > 1:
            what += f" That changes {len(changed)} rules."
        yield name, said, what, law


def _is_slow(recall: Recall) -> bool:
    return bool(
        recall.within.longest > SOON.longest or recall.signed_within.longest > SIGNED.longest or recall.not_before
    )


def _sooner(recall: Recall) -> Recall:
    within = min(recall.within, SOON, key=lambda span: span.longest)
    signed = min(recall.signed_within, SIGNED, key=lambda span: span.longest)
    return recall.model_copy(update={"within": within, "signed_within": signed, "not_before": None})


def _excepted(law: Law, name: str) -> bool:
    """Whether the statutes declare that recall is not theirs to give: by a law of the land, for example."""
    return any(one.guarantee == "R2" for one in law.exceptions_of(name))


def _recall_at_all(figures: Figures, name: str, part: str, rule: Election) -> Iterator[Draft]:
    if figures.law.recall_of(name, part) is None and not _excepted(figures.law, name):
        recall = Recall.model_validate({"petition": "1/5 of electors", "within": "14 days"}, strict=False)
        law = with_recall(figures.law, name, part, rule, recall)
        said = f'body."{name}".recall = {{ petition = "1/5 of electors", within = "14 days" }}'
        yield name, said, f"Let those who elect the {name} recall it.", law


#: Every kind of change that is tried; a new one is a function, and a line here.
CHANGES: dict[str, Write] = {
    "in proportion": _in_proportion,
    "more seats": _more_seats,
    "directly": _elected_directly,
    "recall sooner": _recall_sooner,
    "recall": _recall_at_all,
}


def _key(name: str, part: str, said: str) -> str:
    return f'body."{name}".parts."{part}".elected.{said}' if part else f'body."{name}".elected.{said}'


def with_election(law: Law, name: str, part: str, **changed: object) -> Law:
    """The same statutes with another rule for one election."""
    body = law.body[name]
    if part:
        was = body.parts[part]
        assert was.elected is not None
        parts = {**body.parts, part: was.model_copy(update={"elected": was.elected.model_copy(update=changed)})}
        changed_body = body.model_copy(update={"parts": parts})
    else:
        assert body.elected is not None
        changed_body = body.model_copy(update={"elected": body.elected.model_copy(update=changed)})
    return law.model_copy(update={"body": {**law.body, name: changed_body}})


def with_recall(law: Law, name: str, part: str, rule: Election, recall: Recall) -> Law:
    """The same statutes with another recall for one election: where it stands now, or for the body."""
    if rule.recall is not None:
        return with_election(law, name, part, recall=recall)
    changed = law.body[name].model_copy(update={"recall": recall})
    return law.model_copy(update={"body": {**law.body, name: changed}})
