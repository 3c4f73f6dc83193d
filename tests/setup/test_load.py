"""What `make load` asks for, and how it counts."""

from itertools import pairwise

from scripts.load.morning import MIX, Answered, Turns, outcome


def test_a_morning_is_of_a_hundred_parts():
    rating = MIX["rate"] + MIX["save"]
    own = MIX["home"] + MIX["profile"] + MIX["read"]
    supervising = MIX["supervise"] + MIX["staff"]
    taking = MIX["sheet"] + MIX["paper"]

    assert (rating, own, supervising, taking) == (60, 20, 15, 5)


def test_there_are_as_many_turns_as_were_given():
    turns = Turns(3)

    assert [turns.left() for _ in range(5)] == [True, True, True, False, False]


def test_requests_are_told_by_how_long_most_took():
    answered = [Answered("home", is_well=number != 7, took=float(number)) for number in range(101)]

    found = outcome(8, answered, seconds=10.1)

    assert found == (8, 10, 50, 95, 99, 1)
    assert found.text("SQLite") == "| SQLite | 8 | 10 | 50 | 95 | 99 | 1 |"
    assert all(one <= other for one, other in pairwise(found[2:5]))
