"""Petitions for recall: the clock on them, and the poll they lead to."""
