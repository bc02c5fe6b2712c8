"""The room of promises: what a body decided to do, what it was told to do, what was asked of others, and what became of it (R13)."""
