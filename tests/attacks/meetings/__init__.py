"""Whoever has everything a server ever wrote, after a meeting in which people asked without a name."""
