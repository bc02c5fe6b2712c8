"""What stands of meetings. Each file is one of the things a meeting has: itself, the room, motions, questions, minutes."""

from .convening import Hindrance, Item, Meeting, Petition, PetitionSignature
from .minutes import Minutes, Revision
from .motions import Condition, MinoritySignature, MinorityStatement, Motion, Ruling
from .questions import AskingTicket, Question, Slip
from .room import Admission, HeadCount, MeetingOffice, Presence, SeatTaken, Speech

__all__ = [
    "Admission", "AskingTicket", "Condition", "HeadCount", "Hindrance", "Item", "Meeting", "MeetingOffice", "MinoritySignature", "MinorityStatement", "Minutes", "Motion", "Petition",
    "PetitionSignature", "Presence", "Question", "Revision", "Ruling", "SeatTaken", "Slip", "Speech",
]  # fmt: skip
