"""Fixtures for tests of pages, in whichever room they are."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from .visiting import ORDINARY, SECRETARY, found_works_of_today, signed_in


@pytest.fixture
def today(db, settings):
    """A works of today, with cards and a congress."""
    cache.clear()
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    return found_works_of_today()


@pytest.fixture
def anonymous(today) -> Client:
    return Client()


@pytest.fixture
def ordinary(today) -> Client:
    """A member without a mandate."""
    return signed_in(ORDINARY)


@pytest.fixture
def secretary(today) -> Client:
    """Who keeps the register."""
    return signed_in(SECRETARY)
