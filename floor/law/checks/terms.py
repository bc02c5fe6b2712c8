"""Terms that end by themselves, and elections that can be held in time (R21)."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Seen, check
from ..graph import RHYTHMS, Graph, longer
from ..values import Duration


def _together(*spans: Duration | None) -> Duration:
    given = [span for span in spans if span]
    return Duration(sum(span.months for span in given), sum(span.days for span in given))


@check("R21", exceptable=True)
def no_term(graph: Graph) -> Iterator[Seen]:
    """A mandate has no end: it lasts until its holder dies or is recalled."""
    for seats in graph.seats:
        if seats.rule.term is None or seats.rule.term.longest == 0:
            yield Seen(
                (*seats.place, "term"),
                f'A mandate in the {seats} would never end by itself. Write term = "1 year", for example.',
            )


@check("R21")
def office_outlasts_the_seat(graph: Graph) -> Iterator[Seen]:
    """An office is held longer than the seat it belongs to."""
    for name, body in graph.bodies.items():
        terms = [seats.rule.term for seats in graph.seats_of[name] if seats.rule.term]
        for office, rule in body.offices.items():
            if rule.term and terms and all(longer(rule.term, term) for term in terms):
                yield Seen(
                    ("body", name, "offices", office, "term"),
                    f"The {office} would hold office for {rule.term}, but the seats of the {name} end before. Write a term no longer than theirs.",
                )


@check("R21")
def term_ends_before_an_election(graph: Graph) -> Iterator[Seen]:
    """A term runs out before the next election can lawfully be held."""
    for seats in graph.seats:
        for by in seats.rule.electors:
            elector = graph.bodies.get(by)
            call = elector.notice if elector else None
            needed = _together(seats.rule.notice, call)
            if seats.rule.term and seats.rule.notice and longer(needed, seats.rule.term):
                spelled = f"{seats.rule.notice} of notice for the election" + (
                    f" and {call} for the {by}" if call else ""
                )
                yield Seen(
                    (*seats.place, "notice"),
                    f"The {seats} has a term of {seats.rule.term}, but an election takes {spelled}: the term is over before. Shorten the notice or lengthen the term.",
                    f"{seats.body} <- {by}",
                )


@check("R21")
def electors_meet_too_rarely(graph: Graph) -> Iterator[Seen]:
    """The electing body meets less often than the term ends, so that the mandate outlives it or the seat stays empty."""
    for seats in graph.seats:
        for by in seats.rule.electors:
            elector = graph.bodies.get(by)
            if elector and elector.meets and seats.rule.term and longer(RHYTHMS[elector.meets], seats.rule.term):
                yield Seen(
                    (*seats.place, "term"),
                    f"The term of the {seats} is {seats.rule.term}, but the {by}, which elects it, meets {elector.meets}. Let it meet as often as the term ends.",
                    f"{seats.body} <- {by}",
                )


@check("R21", "doubtful")
def mandate_outlasts_its_electors(graph: Graph) -> Iterator[Seen]:
    """A mandate is longer than the mandates of those who gave it: after them, nobody who knows the holder can recall."""
    for seats in graph.seats:
        for by in seats.rule.electors:
            terms = [below.rule.term for below in graph.seats_of.get(by, ()) if below.rule.term]
            if seats.rule.term and terms and all(longer(seats.rule.term, term) for term in terms):
                yield Seen(
                    (*seats.place, "term"),
                    f"The {seats} is elected for {seats.rule.term} by the {by}, whose own members sit for {max(terms, key=lambda term: term.longest)}. Write a term no longer than theirs.",
                    f"{seats.body} ({seats.rule.term}) <- {by}",
                )


@check("R3")
def lists_due_after_the_poll(graph: Graph) -> Iterator[Seen]:
    """Nominations stay open longer than the poll is away."""
    for seats in graph.seats:
        due, notice = seats.rule.lists_due, seats.rule.notice
        if due and notice is None:
            yield Seen(
                (*seats.place, "lists-due"),
                f"Nominations for the {seats} stay open for {due}, but nothing says when the poll is. Write notice.",
            )
        elif due and notice and longer(due, notice):
            yield Seen(
                (*seats.place, "lists-due"),
                f"Nominations for the {seats} would stay open for {due}, but the poll is after {notice}. Close them before the poll.",
            )


@check("R3", "doubtful")
def election_without_notice(graph: Graph) -> Iterator[Seen]:
    """Nothing says how long before the poll an election is announced: a surprise election finds one list."""
    for seats in graph.seats:
        if seats.rule.notice is None or seats.rule.notice.longest == 0:
            yield Seen(
                (*seats.place, "notice"),
                f'The election of the {seats} could be announced at the door. Write notice = "14 days", for example.',
            )


@check("R21", "doubtful")
def limit_without_a_pause(graph: Graph) -> Iterator[Seen]:
    """Whoever reaches the limit of terms may come back the day after."""
    for seats in graph.seats:
        if seats.rule.limit and seats.rule.pause is None:
            yield Seen(
                (*seats.place, "limit"),
                f'After {seats.rule.limit} terms in the {seats} a day\'s absence would be enough. Write pause = "1 year", for example.',
            )


@check("R21", "doubtful")
def pause_without_a_limit(graph: Graph) -> Iterator[Seen]:
    """A pause is asked of people who reach a limit that is not there."""
    for seats in graph.seats:
        if seats.rule.pause and not (
            seats.rule.limit or any(rule.limit for rule in graph.bodies[seats.body].offices.values())
        ):
            yield Seen(
                (*seats.place, "pause"),
                f"The {seats} has a pause of {seats.rule.pause}, but no limit after which it is due. Write limit = 2, for example.",
            )


@check("R21", "doubtful")
def paid_office_without_limit(graph: Graph) -> Iterator[Seen]:
    """A released, paid office can be held for ever by the same person."""
    for name, body in graph.bodies.items():
        limited = any(seats.rule.limit for seats in graph.seats_of[name])
        for office, rule in body.offices.items():
            if rule.released and not (rule.limit or limited):
                yield Seen(
                    ("body", name, "offices", office),
                    f"The {office} of the {name} is paid and can be re-elected without end: so an office becomes a trade. Write limit = 2, for example.",
                )


@check("R21", "doubtful")
def paid_office_without_a_grade(graph: Graph) -> Iterator[Seen]:
    """The pay of a released office is not tied to anything the members can see."""
    for name, body in graph.bodies.items():
        for office, rule in body.offices.items():
            if rule.released and not (rule.pay and rule.pay.strip()):
                yield Seen(
                    ("body", name, "offices", office),
                    f'Nothing says what the {office} of the {name} is paid. Tie it to a grade: pay = "grade 9 of the wage scale".',
                )


@check("R21")
def handover_after_the_term(graph: Graph) -> Iterator[Seen]:
    """The handover of an office is due later than the successor's term ends."""
    for name, body in graph.bodies.items():
        terms = [seats.rule.term for seats in graph.seats_of[name] if seats.rule.term]
        for office, rule in body.offices.items():
            term = rule.term or (min(terms, key=lambda span: span.shortest) if terms else None)
            if term and longer(rule.handover, term):
                yield Seen(
                    ("body", name, "offices", office, "handover"),
                    f"The {office} would hand over {rule.handover} after leaving; by then the successor's {term} are over. Write 14 days, for example.",
                )


@check("R21", "doubtful")
def no_handover(graph: Graph) -> Iterator[Seen]:
    """An office is left without any time to hand over books, keys and money."""
    for name, body in graph.bodies.items():
        for office, rule in body.offices.items():
            if rule.handover.longest == 0:
                yield Seen(
                    ("body", name, "offices", office, "handover"),
                    f"The {office} of the {name} has no time to hand over, so the inventory would be overdue at once. Write 14 days, for example.",
                )
