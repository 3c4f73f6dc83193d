"""What the Makefile runs: set-up, servers and tests of the project."""
