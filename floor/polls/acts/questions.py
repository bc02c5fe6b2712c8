"""Polls on questions: motions, options, divided questions, reconsideration."""
