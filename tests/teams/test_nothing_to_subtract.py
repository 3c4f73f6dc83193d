"""Whatever happens, no two numbers that somebody may read differ in a few people whose answers they do not know."""

import os
from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random
from typing import Any

import pytest

from competence_app.people.models import User
from competence_app.people.rules.headcounts import SMALLEST
from tests.teams.world import IN_A_TEAM, TEAMS, World
from tests.test_permissions import undone

LIVES = 10_000 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 60
PEOPLE = (1, 3, 4, 5, 6, 9, 10, 14, 15, IN_A_TEAM)
READERS = range(4)
Event = tuple[Callable[..., None], tuple[Any, ...]]


def life(random: Random) -> Iterator[Event]:
    """Yield what happens: rounds in which some of a team send, and some agree, and anything between."""
    for _ in range(random.randint(2, 5)):
        team = random.choice(TEAMS)
        yield World.send, (team, random.choice(PEOPLE), random.randrange(4))
        yield from _anything(random)
        if random.random() < 2 / 3:
            yield World.agree, (team, random.choice(PEOPLE))
            yield from _anything(random)


def _anything(random: Random) -> Iterator[Event]:
    for _ in range(random.randrange(4)):
        team, reader, which = random.choice(TEAMS), random.choice(READERS), random.randrange(IN_A_TEAM)
        anything: list[Event] = [
            (World.send, (team, random.choice(PEOPLE), random.randrange(4))),
            (World.send_to_reader, (team, reader)),
            (World.send_elsewhere, (which, reader)),
            (World.share, (which, reader)),
            (World.hand_over, (which, reader)),
            (World.take_back, (which,)),
            (World.move, (which, team)),
            (World.leave, (which,)),
            (World.erase, (which,)),
            (World.lead, (reader, team)),
            (World.lead_all, (reader,)),
            (World.promote, (which, team)),
            (World.revise, ()),
            (World.wait, ()),
        ]
        yield random.choice(anything)


@pytest.mark.walk
def test_no_two_views_of_a_reader_differ_in_a_few_people_they_do_not_know(db):
    world, shown = World(), 0

    for seed in range(LIVES):
        happened = list(life(Random(seed)))  # noqa: S311 - no secret
        with undone():
            world.begin()
            for event, arguments in happened:
                event(world, *arguments)
            shown += sum(_views(world, reader, f"life {seed}: {happened}") for reader in world.all_readers())

    assert shown > LIVES  # else nothing was tried


def _views(world: World, reader: User, told: str) -> int:
    """Compare all that somebody may read with each other, and return how many views have anything to show."""
    known, views = world.knows(reader), [view for view in world.views(reader) if view]
    for view in views:
        assert not {pk for pk, _ in view} & known, told
        assert len(view) >= SMALLEST, told
    for one, other in combinations(views, 2):
        assert _is_none_or_many(one - other), told
        assert _is_none_or_many(other - one), told
    return len(views)


def _is_none_or_many(answers: frozenset[tuple[int, str]]) -> bool:
    return not answers or len(answers) >= SMALLEST
