"""People brought in from a file: what its rows say, and what is to become of each."""
