"""Mail servers that do what real ones do on a bad day."""

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction


class Down(BaseEmailBackend):
    """It cannot be reached, and says so over two lines."""

    def send_messages(self, _messages: Any) -> int:
        """Refuse."""
        msg = "no route\nto host"
        raise ConnectionRefusedError(msg)


class Stopped(BaseEmailBackend):
    """Whoever asks it is stopped meanwhile: Ctrl+C, or the end of the machine's patience."""

    def send_messages(self, _messages: Any) -> int:
        """Stop."""
        raise KeyboardInterrupt


class Outside(BaseEmailBackend):
    """Nobody's transaction may wait for it."""

    def send_messages(self, messages: Any) -> int:
        """Return how many went out; raise ``RuntimeError`` within a transaction."""
        with transaction.atomic(durable=True):
            return len(messages)
