"""Who may do it: units, members, bodies, seats, mandates, instructions."""
