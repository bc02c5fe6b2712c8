"""Attacks on polls: on secrecy, on the count, on the roll, and by sheer numbers."""
