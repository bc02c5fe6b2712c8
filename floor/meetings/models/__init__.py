"""What stands of meetings. Each file is one of the things a meeting has: itself, the room, motions, questions, minutes."""

from .convening import Hindrance, Item, Meeting, Petition, PetitionSignature
from .minutes import Minutes, Revision
from .motions import MinorityStatement, Motion, Ruling
from .questions import AskingTicket, Question, Slip
from .room import HeadCount, MeetingOffice, Presence, SeatTaken, Speech

__all__ = [
    "AskingTicket", "HeadCount", "Hindrance", "Item", "Meeting", "MeetingOffice", "MinorityStatement", "Minutes", "Motion", "Petition",
    "PetitionSignature", "Presence", "Question", "Revision", "Ruling", "SeatTaken", "Slip", "Speech",
]  # fmt: skip
