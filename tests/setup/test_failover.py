"""What stands before two servers of pages in `make failover`, where there is no nginx."""

import socket
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple
from urllib.request import urlopen

import pytest

from scripts.dist.trial import free_port
from scripts.failover.balancing import Proxy, balancing


class Site(NamedTuple):
    """An address, and what answers there."""

    address: str
    proxy: Proxy


class Page(BaseHTTPRequestHandler):
    """A page that says at which port it is."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(HTTPStatus.OK)
        self.end_headers()
        self.wfile.write(str(self.connection.getsockname()[1]).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def servers() -> Iterator[list[ThreadingHTTPServer]]:
    """Two servers of pages."""
    made = [ThreadingHTTPServer(("127.0.0.1", 0), Page) for _ in range(2)]
    for server in made:
        Thread(target=server.serve_forever, daemon=True).start()
    yield made
    for server in made:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(servers, monkeypatch) -> Iterator[Site]:
    """What is before them."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    port = free_port()
    with balancing(port, [server.server_port for server in servers]) as proxy:
        assert proxy.name == "a balancer of our own"
        yield Site(f"http://127.0.0.1:{port}", proxy)


def asked(site: Site) -> int:
    with urlopen(site.address, timeout=5) as response:  # noqa: S310 - our own
        return int(response.read())


def test_servers_take_turns(site, servers):
    assert {asked(site) for _ in range(4)} == {server.server_port for server in servers}


def test_one_that_does_not_listen_is_passed_over(site, servers):
    servers[0].shutdown()
    servers[0].server_close()

    assert [asked(site) for _ in range(3)] == [servers[1].server_port] * 3


def test_one_that_is_left_out_is_asked_no_more(site, servers):
    site.proxy.use([servers[1].server_port])

    assert [asked(site) for _ in range(3)] == [servers[1].server_port] * 3


def test_where_none_listens_nobody_is_kept_waiting(site, servers):
    for server in servers:
        server.shutdown()
        server.server_close()

    with socket.create_connection(("127.0.0.1", int(site.address.rpartition(":")[2])), timeout=5) as asking:
        assert asking.recv(1) == b""
