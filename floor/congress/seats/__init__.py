"""How many delegates each unit sends: by the register at a moment, shared out once, unchanged while they sit."""
