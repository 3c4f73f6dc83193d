import socket
import subprocess
import sys

import pytest

from scripts import serve


@pytest.fixture
def listener():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


def test_port_fault_of_a_taken_port_says_what_to_do(listener):
    port = str(listener.getsockname()[1])

    assert serve.port_fault(port) == (
        f"Port {port} is taken. Stop the program that uses it, or choose another: make run PORT=8010"
    )


def test_port_fault_names_an_earlier_demo_and_how_to_end_it(tmp_path):
    (tmp_path / "competence_app.wsgi.py").write_text(
        "import socket\nlistener = socket.create_server(('127.0.0.1', 0))\n"
        "print(listener.getsockname()[1], flush=True)\nlistener.accept()"
    )
    command = [sys.executable, str(tmp_path / "competence_app.wsgi.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout
        port = demo.stdout.readline().strip()

        fault = serve.port_fault(port)

        demo.kill()
    assert fault == (
        f"An earlier demo still holds port {port}. End it: kill {demo.pid}\nOr choose another port: make run PORT=8010"
    )


def test_port_fault_is_none_once_the_port_is_free(listener):
    port = str(listener.getsockname()[1])
    listener.close()

    assert serve.port_fault(port) is None


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "http"])
def test_port_fault_of_what_is_no_port(text):
    assert serve.port_fault(text) == f"PORT must be a number from 1 to 65535, not {text!r}."


def test_nobody_of_the_cast_needs_a_second_step():
    assert serve.served_as("secret", "http://localhost:8000")["SECOND_STEP_ROLES"] == ""
