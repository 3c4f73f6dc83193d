"""What stands before several servers of pages: nginx where the machine has it, else a little of our own."""

import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Protocol

CHUNK = 65_536
NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    upstream pages {{ {servers} }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://pages; proxy_set_header Host $http_host; proxy_connect_timeout 1s;
            proxy_next_upstream error timeout;
        }}
    }}
}}
"""


class Proxy(Protocol):
    """What takes servers in turn."""

    name: str

    def use(self, servers: Sequence[int]) -> None:
        """Send nobody to others than these from now on; who is at another gets an answer there."""


@contextmanager
def balancing(port: int, servers: Sequence[int]) -> Iterator[Proxy]:
    """Answer at a port by servers at others, taken in turn while they listen."""
    with (_nginx if shutil.which("nginx") else _own)(port, servers) as proxy:
        yield proxy


class Nginx:
    """Nginx, with all its files in a folder."""

    name = "nginx"

    def __init__(self, folder: Path, port: int, servers: Sequence[int]) -> None:
        self._folder, self._port = folder, port
        self._file = folder / "nginx.conf"
        self._write(servers)
        command = ["nginx", "-e", str(folder / "error.log"), "-c", str(self._file)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def use(self, servers: Sequence[int]) -> None:
        """Write the file anew, and let it be read."""
        self._write(servers)
        self.process.send_signal(signal.SIGHUP)

    def _write(self, servers: Sequence[int]) -> None:
        lines = " ".join(f"server 127.0.0.1:{server} max_fails=1 fail_timeout=2s;" for server in servers)
        self._file.write_text(NGINX.format(folder=self._folder, port=self._port, servers=lines))


@contextmanager
def _nginx(port: int, servers: Sequence[int]) -> Iterator[Nginx]:
    with TemporaryDirectory(prefix="competence-nginx-") as folder:
        Path(folder).chmod(0o777)  # its worker is another user
        nginx = Nginx(Path(folder), port, servers)
        try:
            yield nginx
        finally:
            nginx.process.terminate()
            nginx.process.wait()


@contextmanager
def _own(port: int, servers: Sequence[int]) -> Iterator["Balancer"]:
    with Balancer(port, servers) as balancer:
        thread = Thread(target=balancer.serve_forever, daemon=True)
        thread.start()
        yield balancer
        balancer.shutdown()
        thread.join()


class Balancer(ThreadingTCPServer):
    """It passes connections on as they are, to one server after the other; where one does not listen, to the next."""

    name = "a balancer of our own"
    daemon_threads, block_on_close, request_queue_size = True, False, 512

    def __init__(self, port: int, servers: Sequence[int]) -> None:
        super().__init__(("127.0.0.1", port), _Passing)
        self._turns = count()
        self._servers = servers

    def use(self, servers: Sequence[int]) -> None:
        """Take these in turn."""
        self._servers = servers

    def connected(self) -> socket.socket:
        """Return a connection to a server; ConnectionError where none listens."""
        servers = self._servers
        for _ in servers:
            server = servers[next(self._turns) % len(servers)]
            with suppress(ConnectionError):
                return socket.create_connection(("127.0.0.1", server))
        raise ConnectionError


class _Passing(BaseRequestHandler):
    """One connection."""

    server: Balancer

    def handle(self) -> None:
        """Pass on what either side says, until both have ended."""
        with suppress(ConnectionError), self.server.connected() as there:
            back = Thread(target=_pass_on, args=[there, self.request], daemon=True)
            back.start()
            _pass_on(self.request, there)
            back.join()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(CHUNK):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_WR)
