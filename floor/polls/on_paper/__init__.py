"""Polls on paper: what tellers entered, compared sheet by sheet."""
