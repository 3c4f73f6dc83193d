"""Mail servers on a bad day, and on a good one, when all e-mails are to arrive."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from scripts.faults.meeting import manage

COUNT = 10  # e-mails
DRIP = 1.0  # seconds between two characters
Handler = type[StreamRequestHandler]
WRITE = f"""
from competence_app.outbox.actions import write_mail
from competence_app.outbox.models import Mail
from competence_app.people.models import User
for number in range({COUNT}):
    write_mail(Mail.Kind.NOTICE, User.objects.earliest("pk").email, f"Notice {{number}}", "Something is to be read.")
"""
IMPORT = "from competence_app.outbox.models import Mail; from django.utils import timezone; "
DUE_NOW = f"{IMPORT}Mail.objects.open().update(due_at=timezone.now())"
LEFT = f"{IMPORT}print(Mail.objects.filter(sent_at=None).count())"


class Refusing(StreamRequestHandler):
    """It is busy."""

    def handle(self) -> None:
        """Say so."""
        self.wfile.write(b"421 Come again later\r\n")


class Silent(StreamRequestHandler):
    """It never says a word."""

    def handle(self) -> None:
        """Wait until the other has had enough."""
        with suppress(OSError):
            self.rfile.read()


class Dripping(StreamRequestHandler):
    """Its first word has no end."""

    def handle(self) -> None:
        """Say a character a second."""
        with suppress(OSError):
            while True:
                self.wfile.write(b"2")
                time.sleep(DRIP)


class Taking(StreamRequestHandler):
    """It takes what comes."""

    def handle(self) -> None:
        """Answer each line as if it understood."""
        self.wfile.write(b"220 Ready\r\n")
        in_text = False
        for line in self.rfile:
            if in_text and line != b".\r\n":
                continue
            in_text = line.upper().startswith(b"DATA")
            self.wfile.write(b"354 Go on\r\n" if in_text else b"250 Taken\r\n")
            if line.upper().startswith(b"QUIT"):
                return


@contextmanager
def server_of(handler: Handler) -> Iterator[str]:
    """Give the address of a mail server that behaves so."""
    with ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads, server.block_on_close = True, False
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def bad_days() -> dict[str, Callable[[dict[str, str], float], None]]:
    """Return what mail servers do, by name: to be called with an environment, and for how many seconds."""
    found: dict[str, Handler] = {
        "the mail server refuses": Refusing,
        "the mail server is silent": Silent,
        "the mail server drips": Dripping,
    }
    return {name: _day_of(handler) for name, handler in found.items()}


def _day_of(handler: Handler) -> Callable[[dict[str, str], float], None]:
    def day(env: dict[str, str], seconds: float) -> None:
        _python(env, WRITE)
        with server_of(handler) as address:
            _work_for(seconds, {**env, "EMAIL_URL": address})
        with server_of(Taking) as address:
            _python(env, DUE_NOW)
            manage({**env, "EMAIL_URL": address}, "send_mail", "--once")
        if left := int(_python(env, LEFT)):
            raise SystemExit(f"{left} of {COUNT} e-mails do not arrive, though the mail server is well again.")

    return day


def _work_for(seconds: float, env: dict[str, str]) -> None:
    """Let the worker try for so long, then end it at once, as a power cut does."""
    command = [sys.executable, "-m", "manage", "send_mail"]
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as worker:
        time.sleep(seconds)
        worker.kill()


def _python(env: dict[str, str], program: str) -> str:
    return manage(env, "shell", "--no-imports", "--command", program)
