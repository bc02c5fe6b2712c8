"""How a paper is filled in on a screen: from the fields of a form to a paper, and back to the fields. One way for each kind.

Pure: what was sent in, a paper out, or a sentence on what to put right. Nothing here keeps anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.polls.urn.paper import ANSWERS, Form, Paper, fault_in, in_order

#: What the browser sent: several values where boxes share a name.
Sent = Mapping[str, list[str]]


class NotAPaper(ValueError):
    """What was filled in cannot be a paper; says why, in a sentence for whoever filled it in."""


def _numbers(sent: Sent, name: str) -> list[int]:
    return [int(one) for one in sent.get(name, []) if one.isascii() and one.isdigit() and len(one) < 6]


def _number(sent: Sent, name: str) -> int | None:
    written = (sent.get(name) or [""])[-1].strip()
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 6):
        raise NotAPaper(_("“%(written)s” is not a whole number.") % {"written": written[:20]})
    return int(written) or None


def _ranked(form: Form, sent: Sent) -> Paper:
    places: dict[int, int] = {}
    for candidate in range(1, form.options + 1):
        place = _number(sent, f"place_{candidate}")
        if place is None:
            continue
        if place in places:
            raise NotAPaper(_("Two candidates have the number %(place)s. Give each number once.") % {"place": place})
        places[place] = candidate
    return tuple(candidate for _place, candidate in sorted(places.items()))


def _marked(form: Form, sent: Sent) -> Paper:
    return tuple(sorted({one for one in _numbers(sent, "mark") if one}))


def _pointed(form: Form, sent: Sent) -> Paper:
    points: list[int] = []
    for candidate in range(1, form.options + 1):
        given = _number(sent, f"points_{candidate}") or 0
        points += [candidate] * min(given, form.most + 1)
    return tuple(points)


def _listed(form: Form, sent: Sent) -> Paper:
    chosen = [one for one in _numbers(sent, "list") if one][-1:]
    people = sorted(set(_numbers(sent, "person")))
    if people and not chosen:
        raise NotAPaper(_("Choose the list of the people you marked, too."))
    return (*chosen, *people)


def _answered(form: Form, sent: Sent) -> Paper:
    answers = [(_numbers(sent, f"answer_{part}") or [0])[-1] for part in range(1, form.options + 1)]
    if not any(answers):
        return ()
    if missing := [part for part, answer in enumerate(answers, start=1) if answer not in ANSWERS]:
        raise NotAPaper(
            _("Part %(part)s has no answer. Choose “abstain” if you don't want to say.") % {"part": missing[0]}
        )
    return tuple(answers)


def _fill_ranks(form: Form, paper: Paper) -> dict[str, str]:
    return {f"place_{candidate}": str(place) for place, candidate in enumerate(paper, start=1)}


def _fill_marks(form: Form, paper: Paper) -> dict[str, str]:
    return {f"mark_{one}": "1" for one in paper}


def _fill_points(form: Form, paper: Paper) -> dict[str, str]:
    return {f"points_{one}": str(paper.count(one)) for one in set(paper)}


def _fill_list(form: Form, paper: Paper) -> dict[str, str]:
    return {f"list_{one}": "1" for one in paper[:1]} | {f"person_{one}": "1" for one in paper[1:]}


def _fill_answers(form: Form, paper: Paper) -> dict[str, str]:
    return {f"answer_{part}": str(answer) for part, answer in enumerate(paper, start=1)}


@dataclass(frozen=True, slots=True)
class Way:
    """One way of filling in a paper."""

    template: str
    read: Callable[[Form, Sent], Paper]
    fill: Callable[[Form, Paper], dict[str, str]]
    """A paper as filled fields: a number input by its name, a ticked box by its name and value."""
    how: Callable[[Form], str]


def _how_to_rank(form: Form) -> str:
    return _("Give 1 to whom you want most, 2 to your second choice, and so on. Rank as many or as few as you like.")


def _how_to_mark(form: Form) -> str:
    if form.most >= form.options:
        return _("Mark everyone you want: as many or as few as you like.")
    return ngettext("Mark one, or nobody.", "Mark %(n)s at most.", form.most) % {"n": form.most}


def _how_to_point(form: Form) -> str:
    return ngettext(
        "You have %(n)s point to give.", "You have %(n)s points: all for one, or shared among several.", form.most
    ) % {"n": form.most}


def _how_to_list(form: Form) -> str:
    if not form.people:
        return _("Choose one list.")
    most = form.most - 1
    return (
        _("Choose one list.")
        + " "
        + ngettext(
            "If you like, mark %(n)s person on it too.", "If you like, mark people on it too, %(n)s at most.", most
        )
        % {"n": most}
    )


def _how_to_answer(form: Form) -> str:
    return _("Answer each part.") if form.options > 1 else _("For, against, or abstain.")


WAYS: dict[str, Way] = {
    "rankings": Way("polls/booth/rankings.html", _ranked, _fill_ranks, _how_to_rank),
    "marks": Way("polls/booth/marks.html", _marked, _fill_marks, _how_to_mark),
    "points": Way("polls/booth/points.html", _pointed, _fill_points, _how_to_point),
    "lists": Way("polls/booth/lists.html", _listed, _fill_list, _how_to_list),
    "question": Way("polls/booth/question.html", _answered, _fill_answers, _how_to_answer),
}  # fmt: skip


def paper_filled_in(form: Form, sent: Sent) -> Paper:
    """The paper that somebody filled in, or NotAPaper with what to put right."""
    paper = WAYS[form.kind].read(form, sent)
    if fault := fault_in(form, paper):
        raise NotAPaper(_(fault))
    return in_order(form, paper)


def fields_as_sent(sent: Sent) -> dict[str, str]:
    """What was sent, as filled fields, to show a faulty paper again as it was filled in."""
    filled: dict[str, str] = {}
    for name in sent:
        if name in ("mark", "list", "person"):
            filled |= {f"{name}_{value}": "1" for value in sent.get(name, []) if value.isdigit() and len(value) < 6}
        elif name.startswith(("place_", "points_", "answer_")):
            filled[name] = (sent.get(name) or [""])[-1][:20]
    return filled


def as_text(paper: Paper) -> str:
    """A paper as a hidden field carries it from the check page to the urn."""
    return " ".join(map(str, paper))


def from_text(written: str) -> Paper:
    words = written.split()
    if len(words) > 2000 or not all(word.isascii() and word.isdigit() and len(word) < 6 for word in words):
        raise NotAPaper(_("This paper can't be read. Fill it in again."))
    return tuple(int(word) for word in words)
