"""From items that name what they stand below to the tree that they make, whatever is wrong with it."""

from collections.abc import Mapping

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.foreign.items import MAX_DEPTH, ForeignItem
from competence_app.catalogue.formats.foreign.wording import foreign_words
from competence_app.catalogue.formats.problems import UnreadableError


def hang(items: Mapping[str, ForeignItem], above: dict[str, str], notes: list[Note]) -> list[ForeignItem]:
    """Hang each item below the one that ``above`` names for it, in its order; return those at the top.

    First come those that stand below what is no item. Raise ``UnreadableError`` where headings stand below headings
    without an end in sight.
    """
    _cut_circles(items, above, notes)
    tops: list[ForeignItem] = []
    for key, parent in above.items():
        (items[parent].below if parent in items else tops).append(items[key])
    return [*tops, *(item for key, item in items.items() if key not in above)]


def _cut_circles(items: Mapping[str, ForeignItem], above: dict[str, str], notes: list[Note]) -> None:
    """Take what is below itself out from there; refuse what is far too deep."""
    depths: dict[str, int] = {}
    for start in items:
        way: dict[str, None] = {}
        key = start
        while key in above and key not in depths and key not in way:
            way[key] = None
            key = above[key]
        if key in way:
            notes.append(Note("left-out", items[key].place, "circle", items[key].text))
            del above[key]
            way = dict.fromkeys(list(way)[: list(way).index(key)])
        _note_depths(way, depths, depths.get(key, 0))


def _note_depths(way: Mapping[str, None], depths: dict[str, int], upmost: int) -> None:
    for depth, passed in enumerate(reversed([*way]), start=upmost + 1):
        depths[passed] = depth
        if depth > MAX_DEPTH:
            raise UnreadableError.whole(foreign_words("too-deep", MAX_DEPTH))
