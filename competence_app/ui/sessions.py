"""Django's sessions in the database, which signing in writes once instead of three times."""

from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils.crypto import get_random_string

KEY_LENGTH = 32  # characters: 165 bits


class SessionStore(DatabaseSessions):
    """A session that gets its row, under a new key, when the response is sent."""

    def cycle_key(self) -> None:
        """Leave the key that others may know: the row that has it goes, and what it held goes on."""
        kept, former = self._session, self.session_key  # type: ignore[attr-defined]  # Django's own, without types
        if former:
            self.delete(former)
        self._session_key = None
        self._session_cache = kept
        self.modified = True

    def _get_new_session_key(self) -> str:
        """Return a key without asking whether somebody has it: that two are the same, the table would refuse."""
        return get_random_string(KEY_LENGTH, VALID_KEY_CHARS)
