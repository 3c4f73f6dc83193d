"""A competence over the assessments on record, as a picture: from moments to geometry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT, EDGE = 240, 64, 8  # px
APART = 80  # px between two assessments at most


@dataclass(frozen=True, slots=True)
class Spot:
    """What one assessment says: how high on its scale (0 to 1; None: no level), and how that came."""

    height: float | None
    version: str
    is_carried: bool
    is_as_asked: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One answer, in px; hollow where it was carried."""

    x: int
    y: int
    is_carried: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The geometry of the picture, in px: the dots, the line through those that can be compared, the new versions."""

    dots: tuple[Dot, ...]
    path: str
    versions: tuple[int, ...]
    levels: str  # the path of a line at each
    width: int = WIDTH
    height: int = HEIGHT


def timeline(spots: Sequence[Spot], levels: int) -> Timeline:
    """Place the answers from left to right, the higher the level the higher; ``levels`` is how many there are today."""
    apart = min(APART, (WIDTH - 2 * EDGE) / max(1, len(spots) - 1))
    xs = [round(EDGE + apart * place) for place in range(len(spots))]
    there = ((x, spot) for x, spot in zip(xs, spots, strict=True) if spot.height is not None)
    pairs = zip(xs[1:], pairwise(spots), strict=True)
    return Timeline(
        dots=tuple(Dot(x, _y(spot.height or 0), spot.is_carried) for x, spot in there),
        path="".join(_path(xs, spots)),
        versions=tuple(round(x - apart / 2) for x, (one, other) in pairs if one.version != other.version),
        levels="".join(f"M0 {_y(level / (levels - 1))}h{WIDTH}" for level in range(levels)),
    )


def _y(height: float) -> int:
    return round(HEIGHT - EDGE - height * (HEIGHT - 2 * EDGE))


def _path(xs: Sequence[int], spots: Sequence[Spot]) -> Iterator[str]:
    """Yield a line between any two neighbours that can be compared."""
    for (x, one), (end, other) in pairwise(zip(xs, spots, strict=True)):
        is_alike = one.version == other.version or (one.is_as_asked and other.is_as_asked)
        if is_alike and one.height is not None and other.height is not None:
            yield f"M{x} {_y(one.height)}L{end} {_y(other.height)}"
