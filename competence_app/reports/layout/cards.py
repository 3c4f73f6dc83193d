"""A profile as it is laid out: every competence on one card, the cards in groups by what is true of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from competence_app.catalogue.queries import competence_ids
from competence_app.catalogue.rules.domains import Statement
from competence_app.reports import wording
from competence_app.reports.layout import pieces
from competence_app.reports.layout.overview import Traits
from competence_app.reports.layout.plans import PlanItem, Plans, plan_items
from competence_app.reports.layout.voices import VoiceLine, Voices
from competence_app.reports.queries.profile import Reading
from competence_app.reports.rules.profile import ProfileLine
from competence_app.reports.rules.traits import NEEDING, Trait, place_of
from competence_app.ui.pieces import render_piece

WORDS = '<p class="app-written">{}: {}</p>'
WRITTEN, PLANNED = SafeString("\x02"), SafeString("\x03")  # where a frame has room for what somebody wrote


class Frame(NamedTuple):
    """A card without what was written on it: plain values, so that it is made once for all who see the same."""

    statement: Statement
    brief: str  # the few words that tell it from the others
    in_short: SafeString  # what counts
    said: tuple[SafeString, ...]  # by each voice, what counts first
    when: tuple[SafeString, ...]
    tags: tuple[str, ...]  # what else is true of it
    ahead: SafeString  # what to reach next, and what helps
    competence: int | None  # to plan for; None where nothing can be planned
    framework: str  # its code
    is_folded: bool

    @property
    def statement_html(self) -> SafeString:
        """The statement on a page."""
        return pieces.statement_html(self.statement)

    @property
    def add_html(self) -> SafeString:
        """The links to plan for it and to rate it again, if that can be done."""
        if self.competence is None:
            return SafeString()
        return pieces.add_html(self.competence, self.framework, self.statement.code)


@lru_cache(maxsize=16384)
def _parts(frame: Frame) -> tuple[str, str, str]:
    """Return the frame's parts before, between and after what was written and what is planned."""
    template = f"reports/profile/{'folded' if frame.is_folded else 'card'}.html"
    before, _, rest = render_piece(template, {"card": frame, "written": WRITTEN, "planned": PLANNED}).partition(WRITTEN)
    between, _, after = rest.partition(PLANNED)
    return before, between, after


@dataclass(frozen=True, slots=True)
class Card:
    """One competence with what was said of it, and what is planned."""

    frame: Frame
    said: tuple[VoiceLine, ...]
    actions: Sequence[PlanItem]

    @property
    def statement(self) -> Statement:
        """What it is about."""
        return self.frame.statement

    @property
    def html(self) -> SafeString:
        """The card on a page."""
        before, between, after = _parts(self.frame)
        written = format_html_join("", WORDS, (each for voice in self.said for each in voice.written))
        return SafeString(before + written + between + self._planned() + after)

    def _planned(self) -> str:
        if not self.actions:
            return ""
        context = {"actions": self.actions, "can_plan": self.frame.competence is not None}
        return render_to_string("reports/profile/actions.html", context)


class CardGroup(NamedTuple):
    """The cards that stand alike; ``key`` names the group in the page's addresses."""

    key: Trait
    heading: str
    about: str
    cards: Sequence[Card]
    html: SafeString  # of all its cards, made ahead of the page: deep in a template it would take longer


class CardMaker(NamedTuple):
    """What the cards of one page have in common."""

    reading: Reading
    voices: Voices
    traits: Traits
    stale: Mapping[str, int]  # how many months a rating held that holds no longer, by code
    plans: Plans
    can_plan: bool

    def group(self, key: Trait, lines: Sequence[ProfileLine], *, is_folded: bool) -> CardGroup:
        """Return the cards of what stands alike, the farthest below their target first."""
        heading, about = wording.GROUPS[key]
        whose = self.voices.whose
        ordered = sorted(lines, key=lambda line: -line.distance)
        cards = [self._card(line, key, is_folded) for line in ordered]
        html = SafeString("".join(card.html for card in cards))
        return CardGroup(key, whose.words(heading), whose.words(about), cards, html)

    def _card(self, line: ProfileLine, key: Trait, is_folded: bool) -> Card:  # noqa: FBT001 - of the group
        content, code = self.reading.assessment.content, line.statement.code
        said = tuple(self.voices.said_of(line, self.reading.rated.get(code)))
        frame = Frame(
            statement=line.statement,
            brief=self.reading.briefs[code],
            in_short=self.voices.in_short(line) if is_folded else SafeString(),
            said=tuple(voice.words for voice in said),
            when=tuple(voice.when for voice in said if voice.when),
            tags=tuple(self._tags(code, key)),
            ahead=pieces.ahead_html(line, content),
            competence=competence_ids(self.reading.assessment.version_id)[code] if self.can_plan else None,
            framework=content.code,
            is_folded=is_folded,
        )
        return Card(frame, said, plan_items(self.plans.get(code, ())))

    def _tags(self, code: str, key: Trait) -> Iterator[str]:
        """Yield what is true of a competence and not said by the heading of its group."""
        yield from (wording.TAGS[trait] for trait in self.traits[code] if trait != key and trait in wording.TAGS)
        if months := self.stale.get(code):
            yield wording.OLDER.format(months=months, s="s" if months > 1 else "")


def card_groups(maker: CardMaker, shown: Collection[str], *, unfolded: bool) -> list[CardGroup]:
    """Return the groups of the cards ``shown`` (codes); what needs nobody is folded, unless all is ``unfolded``."""
    placed = defaultdict(list)
    for line in maker.reading.profile.lines:
        if line.statement.code in shown:
            traits = maker.traits[line.statement.code]
            placed[place_of(traits, is_agreed=maker.reading.is_agreed)].append(line)
    return [
        maker.group(key, placed[key], is_folded=not unfolded and key not in NEEDING) for key in Trait if key in placed
    ]
