"""Asking a question: what a count decides, when it may be asked again, and the same question in several electorates."""
