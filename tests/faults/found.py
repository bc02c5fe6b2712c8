"""Found the works of the tests in the house at hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import django

django.setup()

from tests.world import found_works  # noqa: E402

found_works(datetime.now(UTC) - timedelta(hours=1))
