"""Doors of the press: through them something is written or signed, and who did it is kept nowhere (R17)."""
