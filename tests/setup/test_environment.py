import subprocess
import sys

import pytest

from scripts import environment


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
def test_python_fault_is_none_for_a_python_that_can(version):
    assert environment.python_fault(version, has_ensurepip=True) is None


def test_python_fault_of_an_old_python_says_what_to_install():
    fault = environment.python_fault((3, 9), has_ensurepip=True)

    assert fault is not None
    assert fault.startswith("Python 3.11 or newer is needed, and this is Python 3.9.\n")
    assert "make run PYTHON=" in fault


def test_python_fault_without_ensurepip_names_the_debian_package():
    fault = environment.python_fault((3, 11), has_ensurepip=False)

    assert fault == ("Python 3.11 cannot make virtual environments.\nDebian, Ubuntu: sudo apt install python3-venv")


def test_environment_runs_on_the_standard_library_alone():
    done = subprocess.run([sys.executable, "-I", "-S", "scripts/environment.py"], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
