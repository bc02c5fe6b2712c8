"""One fingerprint per table: the same rows give the same digest on every database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import batched
from typing import Any

from django.db import connections, models

from .entries import written_at
from .protected import Protected, protected_models
from .routing import current

_ROWS = 1000
