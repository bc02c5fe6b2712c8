"""Petitions for a meeting, or to a body: what stands, and the door through which they are begun and signed."""
