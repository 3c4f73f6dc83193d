"""How long whoever enters wrong passwords has to wait before the next is looked at.

Waits grow and end by themselves: nothing is ever locked, so that no stranger can lock somebody out.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Limit(NamedTuple):
    """How many wrong passwords in ``within`` cost no wait; each ``step`` more doubles it, up to ``most`` seconds."""

    free: int
    step: int
    most: int
    within: timedelta

    def grows_after(self, wrong: int) -> bool:
        """Tell whether one more wrong password makes the wait begin, or longer."""
        return self.seconds(wrong + 1) > self.seconds(wrong)

    def seconds(self, wrong: int) -> int:
        """Return the wait after so many."""
        if wrong < self.free:
            return 0
        return min(1 << min((wrong - self.free) // self.step, self.most.bit_length()), self.most)


# Of one address from one network: somebody who mistypes, or who guesses one person's.
PAIR = Limit(free=5, step=1, most=15 * 60, within=DAY)
# Of one address from everywhere, and from one network for everybody. Neither holds up who has signed in from that
# network before: a whole trust may share one, and people must not wait for what others do there, or elsewhere.
ADDRESS = Limit(free=30, step=5, most=60, within=DAY)
NETWORK = Limit(free=100, step=10, most=60, within=HOUR)

# What the record calls the waits that these begin.
PAIR_WAITS, ADDRESS_WAITS, NETWORK_WAITS = "hold up guesses", "hold up guesses from everywhere", "hold up a network"
# Of codes after the right password, from everywhere: who knows the password has a million to try, and nobody else waits
# for them. It holds up nobody either who has signed in from that network before.
CODES = Limit(free=10, step=1, most=60 * 60, within=DAY)
TOLD_AT = 5  # wrong codes, after which their owner hears that somebody knows the password


class Wrong(NamedTuple):
    """How many wrong passwords were entered of late, and when the last was; None where there is none."""

    times: int = 0
    last_at: datetime | None = None

    def until(self, limit: Limit) -> datetime | None:
        """Return until when that is to be waited for; None where it is not."""
        seconds = limit.seconds(self.times)
        return self.last_at + timedelta(seconds=seconds) if self.last_at and seconds else None


class Guesses(NamedTuple):
    """What was entered of late by one address and from one network, and whether the two go together."""

    pair: Wrong
    address: Wrong
    network: Wrong
    is_known: bool  # the address was signed in with from the network before
    codes: Wrong = Wrong()  # those of the address that were codes

    @property
    def waits_grown(self) -> list[str]:
        """Which waits begin or grow with one more wrong password, as the record calls them.

        Not only those that begin: of guesses at the same moment none may see that it is the one.
        """
        asked = [(PAIR_WAITS, self.pair, PAIR), (ADDRESS_WAITS, self.address, ADDRESS)]
        every = [*asked, (NETWORK_WAITS, self.network, NETWORK)]
        return [verb for verb, wrong, limit in every if limit.grows_after(wrong.times)]

    def wait(self, now: datetime, *, for_code: bool = False) -> int:
        """Return how many seconds there are to wait before a password, or a code after it; 0 where there are none."""
        asked = [(self.pair, PAIR)]
        if not self.is_known:
            asked += [(self.address, ADDRESS), (self.network, NETWORK), *([(self.codes, CODES)] if for_code else [])]
        ends = (wrong.until(limit) for wrong, limit in asked)
        return max((-((now - end) // timedelta(seconds=1)) for end in ends if end and end > now), default=0)
