"""What the addresses of a directory cost those who ask for none of them."""

import subprocess
import sys

ADDRESSES = "import django, sys; django.setup(); import competence_app.urls; print('scim2_models' in sys.modules)"


def test_no_command_waits_for_the_directorys_library():
    printed = subprocess.run([sys.executable, "-c", ADDRESSES], check=True, capture_output=True, text=True).stdout

    assert printed == "False\n"
