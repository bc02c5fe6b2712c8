"""How questions are written on a page."""

from __future__ import annotations

from django import template

from floor.meetings.models import Question
from floor.meetings.showing import words_of_questions as words
from floor.meetings.showing.questions import words_of
from floor.promises.showing.words import said

register = template.Library()


@register.filter
def way_asked(way: str) -> str:
    return said(words.WAYS, way)


@register.filter
def question_state(state: str) -> str:
    return said(words.STATES, state)


@register.filter
def reason_said(reason: str) -> str:
    return said(words.REASONS, reason)


@register.filter
def in_words(question: Question) -> str:
    """What was asked; nothing where it names a private person and was refused for it (R17)."""
    return words_of(question)
