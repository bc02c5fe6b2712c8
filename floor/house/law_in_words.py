"""The statutes as sentences. One small function for each table of the language; what none of them tells is told key by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.law.language import Body, Election, Law, Office, Part, Recall, Vote
from floor.law.values import Majority, Seats, Share


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in words: what it is about, what it says, and the key it stands at, below its article."""

    about: str
    says: str
    key: tuple[str, ...] = ()


Rules = Iterator[Rule]


def listed(words: list[str], joined: str = "") -> str:
    """ "a, b and c"."""
    joined = joined or _("and")
    return f" {joined} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def share(part: Share) -> str:
    if part.number is not None:
        return str(part)
    return _("%(share)s of %(whom)s") % {"share": part.fraction, "whom": part.of or _("those entitled")}


def majority(rule: Majority) -> str:
    """What carries a question, and what an abstention does."""
    size = _("more than %(share)s") if rule.strict else _("at least %(share)s")
    bases = {
        "cast": _("of the votes for and against"),
        "present": _("of those present, so that an abstention weighs like a vote against"),
        "entitled": _("of everyone entitled, so that staying away weighs like a vote against"),
    }
    return f"{size % {'share': rule.fraction}} {bases[rule.base]}"


def seats(number: Seats) -> str:
    if number.fixed is not None:
        return ngettext("%(n)s seat", "%(n)s seats", number.fixed) % {"n": number.fixed}
    if number.bands:
        rows = [
            _("%(seats)s for %(first)s to %(last)s members") % {"seats": n, "first": first, "last": last}
            for first, last, n in number.bands
        ]
        return _("seats by size: %(rows)s") % {"rows": "; ".join(rows)}
    if number.total is not None:
        said = ngettext("%(n)s seat in all, shared out by members, %(how)s", "%(n)s seats in all, shared out by members, %(how)s", number.total)  # fmt: skip
        said %= {"n": number.total, "how": SHARINGS[number.method]()}
        least = ", " + _("at least %(n)s each") % {"n": number.at_least} if number.at_least else ""
        return (
            said
            + least
            + (", " + _("at most %(n)s each") % {"n": number.at_most} if number.at_most is not None else "")
        )
    said = ngettext("%(n)s seat for every %(per)s members", "%(n)s seats for every %(per)s members", number.each) % {
        "n": number.each,
        "per": number.per,
    }
    if number.at_least > 1:
        said += ", " + _("at least %(n)s") % {"n": number.at_least}
    return said + (", " + _("at most %(n)s") % {"n": number.at_most} if number.at_most is not None else "")


BALLOTS = {
    "secret": lambda: _("by secret ballot"), "paper": lambda: _("on papers without names"), "postal": lambda: _("on papers sent by post"),
    "roll call": lambda: _("by roll call"), "show of hands": lambda: _("by show of hands"),
}  # fmt: skip

SHARINGS = {
    "dhondt": lambda: _("by highest averages (d'Hondt)"), "sainte-lague": lambda: _("by highest averages (Sainte-Laguë)"),
    "hare": lambda: _("by largest remainders (Hare)"), "droop": lambda: _("by largest remainders (Droop)"),
}  # fmt: skip

METHODS = {
    "plurality": lambda: _("whoever has most votes"), "block": lambda: _("as many votes as seats, most votes win"),
    "limited": lambda: _("fewer votes than seats, most votes win"), "cumulative": lambda: _("votes may be heaped on one candidate"),
    "approval": lambda: _("a vote for everyone one approves of"), "two-round": lambda: _("two rounds"),
    "instant run-off": lambda: _("ranking, the weakest drop out until one has a majority"),
    "stv": lambda: _("single transferable vote: seats in proportion to what voters rank"),
    "stv-wig": lambda: _("single transferable vote, weighted inclusive Gregory"), "meek": lambda: _("single transferable vote, Meek's rule"),
    "schulze": lambda: _("every pair compared, Schulze"), "ranked pairs": lambda: _("every pair compared, ranked pairs"),
    "sequential pav": lambda: _("proportional approval"), "phragmen": lambda: _("proportional approval, Phragmén"),
    "equal shares": lambda: _("proportional approval, equal shares"), "dhondt": lambda: _("lists, d'Hondt"),
    "sainte-lague": lambda: _("lists, Sainte-Laguë"), "hare": lambda: _("lists, largest remainder (Hare)"),
    "droop": lambda: _("lists, largest remainder (Droop)"),
}  # fmt: skip

TIES = {
    "lot": lambda: _("drawn by lot, from a seed published before the count"), "again": lambda: _("the vote is held again"),
    "not carried": lambda: _("a tied question is lost"), "refer": lambda: _("it goes to the body named for that"),
    "chair": lambda: _("the chair decides"), "incumbent": lambda: _("whoever held the seat keeps it"),
}  # fmt: skip


def electors(rule: Election) -> str:
    named = [
        _("every member of the unit") if name == "every member" else _("the %(body)s") % {"body": name}
        for name in rule.electors
    ]
    return listed(named)


def election(rule: Election, *key: str) -> Rules:
    """How seats are filled and for how long."""
    said = _("%(seats)s, elected by %(electors)s %(ballot)s (%(method)s).") % {
        "seats": seats(rule.seats), "electors": electors(rule), "ballot": BALLOTS[rule.ballot](), "method": METHODS[rule.method](),
    }  # fmt: skip
    if rule.each_its_own:
        said += " " + _("Each electing unit fills its own seats.")
    yield Rule(_("Seats"), said, key)
    if rule.term:
        term = _("A mandate ends by itself after %(term)s.") % {"term": rule.term}
        if rule.limit:
            term += " " + ngettext(
                "Nobody holds more than %(n)s term in a row", "Nobody holds more than %(n)s terms in a row", rule.limit
            ) % {"n": rule.limit}
            term += ("; " + _("then %(pause)s back at work.") % {"pause": rule.pause}) if rule.pause else "."
        yield Rule(_("Term"), term, (*key, "term"))
    if rule.notice:
        said = _("An election is announced %(notice)s before it.") % {"notice": rule.notice}
        if rule.lists_due:
            said += " " + _("Nominations stay open for %(time)s.") % {"time": rule.lists_due}
        yield Rule(_("Announced"), said, (*key, "notice"))
    if rule.tie:
        yield Rule(_("Equal votes"), sentence(TIES[rule.tie]()), (*key, "tie"))
    fill = (
        _("by the runner-up of the same count")
        if rule.substitutes == "runner-up"
        else _("by a new election by the same electors")
    )
    yield Rule(_("A vacant seat"), _("is filled %(how)s.") % {"how": fill}, (*key, "substitutes"))
    for category, number in rule.reserved.items():
        yield Rule(
            _("Reserved"),
            _("%(seats)s for %(category)s.") % {"seats": seats(number), "category": category},
            (*key, "reserved"),
        )


def recall(rule: Recall, *key: str) -> Rule:
    """How the electors take a mandate back."""
    said = _("Its electors can take a seat back at any time, for no stated cause: %(share)s ask for it with their signatures, and the poll is held within %(within)s.") % {
        "share": share(rule.petition), "within": rule.within,
    }  # fmt: skip
    said += " " + _("It is carried by %(majority)s.") % {"majority": majority(rule.majority)}
    if rule.not_before:
        said += " " + _("Not in the first %(time)s.") % {"time": rule.not_before}
    return Rule(_("Recall"), said, key)


def office(name: str, rule: Office, body: str) -> Rule:
    by = (
        _("the body itself, from among its own seats")
        if rule.elected_by == "itself"
        else _("the %(body)s") % {"body": rule.elected_by}
    )
    said = _("Elected by %(by)s.") % {"by": by}
    if rule.term:
        said += " " + _("Ends after %(term)s.") % {"term": rule.term}
    if rule.released:
        said += " " + _("Released from work and paid by the organisation.")
    if rule.pay:
        said += " " + _("Pay: %(pay)s.") % {"pay": rule.pay}
    if rule.rotation:
        said += " " + _("%(time)s a year back at work.") % {"time": rule.rotation}
    if rule.signs_with:
        said += " " + _("Money needs the signature of the %(office)s too.") % {"office": rule.signs_with}
    said += " " + _("Hands over by inventory within %(time)s.") % {"time": rule.handover}
    return Rule(sentence(name, end=""), said, ("offices", name))


def part(name: str, rule: Part) -> Rules:
    if rule.elected:
        for said in election(rule.elected, "parts", name, "elected"):
            yield Rule(f"{sentence(name, end='')}: {said.about}", said.says, said.key)
    else:
        number = seats(rule.seats) if rule.seats else _("seats")
        yield Rule(
            sentence(name, end=""),
            _("%(seats)s, filled by %(by)s, not by election.") % {"seats": number, "by": rule.filled_by},
            ("parts", name),
        )


def body(law: Law, name: str) -> Rules:
    """Every rule of a body."""
    rule: Body = law.body[name]
    if rule.competence:
        yield Rule(_("Decides on"), sentence(listed(list(rule.competence))), ("competence",))
    if rule.sits:
        yield Rule(_("Who sits"), _("Every member of the %(level)s.") % {"level": rule.at}, ("sits",))
    if rule.elected:
        yield from election(rule.elected, "elected")
    for side, filled in rule.parts.items():
        yield from part(side, filled)
    if rule.recall:
        yield recall(rule.recall, "recall")
    for title, held in rule.offices.items():
        yield office(title, held, name)
    yield from _meetings(rule)
    yield from _checks(rule)


def _meetings(rule: Body) -> Rules:
    if rule.meets or rule.notice or rule.convened_by:
        said = _("Meets %(rhythm)s.") % {"rhythm": rule.meets} if rule.meets else ""
        said += " " + _("Called %(notice)s before.") % {"notice": rule.notice} if rule.notice else ""
        if rule.convened_by:
            said += " " + _("It can be called by %(who)s.") % {
                "who": listed([str(who) for who in rule.convened_by], _("or"))
            }
        yield Rule(_("Meetings"), said.strip(), ("meets",))
    if rule.quorum:
        said = _("%(share)s must be present.") % {"share": sentence(share(rule.quorum), end="")}
        if rule.quorum_second:
            said += " " + _("At a second call %(share)s are enough.") % {"share": share(rule.quorum_second)}
        yield Rule(_("Quorum"), said, ("quorum",))
    said = _("A question is carried by %(majority)s.") % {"majority": majority(rule.majority)}
    yield Rule(_("Majority"), f"{said} {sentence(TIES[rule.tie]())}", ("majority",))
    if rule.tie_goes_to:
        yield Rule(_("A tie"), _("goes to the %(body)s.") % {"body": rule.tie_goes_to}, ("tie-goes-to",))
    if not rule.open:
        yield Rule(_("Listeners"), _("Its meetings are closed."), ("open",))


def _checks(rule: Body) -> Rules:
    if rule.accounts_to or rule.reports:
        said = _("Reports %(rhythm)s") % {"rhythm": rule.reports} if rule.reports else _("Reports")
        yield Rule(
            _("Accounts"),
            f"{said} {_('to the %(body)s.') % {'body': rule.accounts_to}}" if rule.accounts_to else f"{said}.",
            ("accounts-to",),
        )
    if rule.controls:
        yield Rule(_("Controls"), _("Audits the %(bodies)s.") % {"bodies": listed(list(rule.controls))}, ("controls",))
    if rule.hears:
        said = _("Hears %(what)s.") % {"what": listed(list(rule.hears))}
        said += (
            " " + _("Silence beyond %(time)s takes a case to the next step.") % {"time": rule.decides_within}
            if rule.decides_within
            else ""
        )
        yield Rule(_("Hears"), said, ("hears",))
    if rule.appeal_to:
        yield Rule(_("Appeal"), _("to the %(body)s.") % {"body": rule.appeal_to}, ("appeal-to",))
    if rule.elections_run_by:
        yield Rule(
            _("Its elections"), _("are run by the %(body)s.") % {"body": rule.elections_run_by}, ("elections-run-by",)
        )
    if rule.not_with:
        yield Rule(
            _("Kept apart"),
            _("Nobody sits here and in the %(bodies)s at the same time.")
            % {"bodies": listed(list(rule.not_with), _("or"))},
            ("not-with",),
        )
    if rule.consultative:
        said = _("Who sits in the %(bodies)s may come and speak, without a vote.")
        yield Rule(_("A voice"), said % {"bodies": listed(list(rule.consultative), _("or"))}, ("consultative",))
    if rule.outside:
        yield Rule(_("Sent to"), sentence(rule.outside), ("outside",))


def vote(rule: Vote) -> Rules:
    whom = _("every member") if rule.of == "every member" else _("the %(body)s") % {"body": rule.of}
    yield Rule(_("Who votes"), sentence(f"{whom}, {BALLOTS[rule.ballot]()}"), ("of",))
    if rule.turnout:
        yield Rule(
            _("Turnout"),
            _("%(share)s must take part.") % {"share": sentence(share(rule.turnout), end="")},
            ("turnout",),
        )
    yield Rule(_("Carried by"), sentence(majority(rule.majority)), ("majority",))
    if rule.support:
        yield Rule(
            _("Support"),
            _("%(share)s must vote for it, whatever the turnout.") % {"share": sentence(share(rule.support), end="")},
            ("support",),
        )
    if rule.notice:
        yield Rule(_("Notice"), _("%(time)s to the other side.") % {"time": rule.notice}, ("notice",))
    if rule.valid_for:
        yield Rule(_("Holds for"), sentence(str(rule.valid_for)), ("valid-for",))
    if rule.ends_by:
        ends = _("every member") if rule.ends_by == "every member" else _("the %(body)s") % {"body": rule.ends_by}
        yield Rule(_("Ended by"), sentence(ends), ("ends-by",))


def sentence(text: str, end: str = ".") -> str:
    """With a capital at its head and a stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if not end or text.endswith((".", "!", "?")) else text + end
