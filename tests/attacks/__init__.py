"""Attacks: what somebody would try who means ill, and what becomes of it."""
