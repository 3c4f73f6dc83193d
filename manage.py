#!/usr/bin/env python
"""Django's command-line entry."""

import sys

from competence_app.command import run

if __name__ == "__main__":
    run(sys.argv)
