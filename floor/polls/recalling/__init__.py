"""Recalling: petitions of the electors and the signatures under them."""
