"""Asking without a name: tickets at the door, and slips in a box that is emptied all at once (M9, R17)."""
