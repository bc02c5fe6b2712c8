"""What states, kinds and reasons are called on a page of meetings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from floor.promises.showing.words import Words

MEETING_STATES: Words = {
    "called": lambda: _("called"), "open": lambda: _("running"), "paused": lambda: _("paused"), "closed": lambda: _("held"),
    "called off": lambda: _("called off"), "not held": lambda: _("not held"),
}  # fmt: skip
HOW_CLOSED: Words = {
    "agenda done": lambda: _("The agenda was done."), "by vote": lambda: _("The meeting voted to close."),
    "time over": lambda: _("The time in the call was over."), "tumult": lambda: _("It broke up in a disturbance."),
    "no quorum": lambda: _("There was no quorum."), "by the clock": lambda: _("Nobody closed it, so the clock did."),
}  # fmt: skip
ITEM_STATES: Words = {
    "open": lambda: _("to come"), "taken up": lambda: _("now"), "done": lambda: _("dealt with"), "passed on": lambda: _("passed on to a later meeting"),
    "withdrawn": lambda: _("taken back"), "struck": lambda: _("struck as out of order"), "not reached": lambda: _("not reached"),
}  # fmt: skip
ITEM_KINDS: Words = {
    "debate": lambda: "", "election": lambda: _("Election"), "report": lambda: _("Report"), "questions": lambda: _("Questions"),
    "overdue": lambda: _("Not carried out"), "minutes": lambda: _("Minutes"),
}  # fmt: skip
ORIGINS: Words = {
    "call": lambda: _("from the call"), "member": lambda: _("proposed by a member"), "petition": lambda: _("from the petition"),
    "earlier meeting": lambda: _("from an earlier meeting"), "law": lambda: _("comes by itself"),
}  # fmt: skip
OBJECTIONS: Words = {
    "what was said in a meeting": lambda: _("it is about what was said in a meeting"),
    "several persons at once": lambda: _("it is about several persons at once"),
}  # fmt: skip
MOTION_STATES: Words = {
    "moved": lambda: _("waits for a second"), "open": lambda: _("being debated"), "put": lambda: _("being voted on"), "carried": lambda: _("carried"),
    "waiting": lambda: _("carried, waits for a condition"), "lapsed": lambda: _("lapsed: its condition was not met"), "lost": lambda: _("lost"),
    "tied": lambda: _("tied"), "failed": lambda: _("decided nothing"), "withdrawn": lambda: _("withdrawn"), "referred": lambda: _("referred"),
    "not put": lambda: _("not put"), "fallen": lambda: _("fallen"),
}  # fmt: skip
MOTION_KINDS: Words = {
    "main": lambda: _("Motion"), "amendment": lambda: _("Amendment"), "alternative": lambda: _("Alternative"), "procedural": lambda: _("Procedure"),
}  # fmt: skip
HINDRANCES: Words = {
    "room refused": lambda: _("A room was refused"), "moved": lambda: _("Moved"), "other place": lambda: _("Given another place"),
    "called off": lambda: _("Called off"), "closed early": lambda: _("Closed early"), "tumult": lambda: _("Disturbed"),
    "order from outside": lambda: _("An order from outside"),
}  # fmt: skip
ACCESS: Words = {
    "open": lambda: _("Open to everyone. Guests listen; those who sit in it vote."),
    "members": lambda: _("For those who sit in it. Others come in when the meeting lets them in."),
    "closed": lambda: _("The meeting has closed itself to some."),
}  # fmt: skip
OFFICES: Words = {"chair": lambda: _("Chair"), "secretary": lambda: _("Secretary"), "teller": lambda: _("Teller")}
WHY_LAPSED: Words = {
    "too few signatures": lambda: _("Too few signed in time."),
    "all signatures withdrawn": lambda: _("All who signed took their signatures back."),
}  # fmt: skip
