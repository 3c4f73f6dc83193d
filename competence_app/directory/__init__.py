"""The organisation's directory of staff, a program that says who joins, moves and leaves."""
