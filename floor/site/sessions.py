"""Django's own sessions in the database, looked up without putting the question together anew for every page."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from floor.book.asked import Asked

_session = Asked(lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at))


class SessionStore(db.SessionStore):
    """A session of Django's. What is signed by it and where it lies stay the same."""

    def _get_session_from_db(self) -> Session | None:
        found = _session.first(key=self.session_key, at=timezone.now())
        if found is None:
            self._session_key = None
        return found
