"""Measure every page of every role, alone and among many people: `python -m scripts.scale [--people N] [--rounds N]`.

On a PostgreSQL made for it, or on that of $TEST_DATABASE_URL, where it makes two databases and drops them again.
"""

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack

from scripts.postgresql import first_running
from scripts.scale import databases, report


def main() -> int:
    """Print the table; return how many pages cost too much more among many people."""
    parser = argparse.ArgumentParser(prog="python -m scripts.scale", description="Measure pages among many people.")
    parser.add_argument("--people", type=int, default=210_000, help="how many there are beside the cast (210000)")
    parser.add_argument("--rounds", type=int, default=15, help="how many of each page at each database (15)")
    wanted = parser.parse_args()
    with ExitStack() as stack:
        url = os.environ.get("TEST_DATABASE_URL") or first_running(stack)
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="competence-scale-"))
        empty, filled = databases.pair(stack, url, folder, people=wanted.people)
        costs = databases.compare(empty, filled, rounds=wanted.rounds, is_over=report.is_over)
    return report.table(costs, people=wanted.people, rounds=wanted.rounds)


if __name__ == "__main__":
    sys.exit(main() and 1)
