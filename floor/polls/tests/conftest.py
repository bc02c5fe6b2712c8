"""For tests of pages."""

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture
def open_site(db, settings):
    """The pages answer, and nothing is remembered from another test."""
    cache.clear()
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]


@pytest.fixture
def stranger(open_site) -> Client:
    return Client()
