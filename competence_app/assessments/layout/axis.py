"""A scale as pictures and tables need it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from competence_app.assessments.rules.answers import choices
from competence_app.assessments.rules.comparison import language_of
from competence_app.assessments.wording.scales import review_scale
from competence_app.catalogue.rules.schema import Content
from competence_app.ui.languages import OURS
from competence_app.ui.templatetags.ui import in_language

CARRIED = ""  # the choice under which a bar counts what was only carried: no new evidence


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale as pictures need it: the levels' values, every choice's label, their language; hashable, unlike it."""

    values: tuple[int, ...]
    labels: tuple[tuple[str, str], ...]
    needs: frozenset[str]
    language: str

    def words(self, choice: str | None) -> str:
        """Return the label of a choice; empty where there is none."""
        return dict(self.labels).get(choice or "", "")

    def html(self, choice: str | None) -> SafeString:
        """Return the same, marked with its language."""
        return in_language(self.words(choice), self.language_in(choice))

    def language_in(self, choice: str | None) -> str:
        """Return in which language that is; in ours where nothing was chosen."""
        return language_of(choice, self.language) if choice else OURS

    def position(self, choice: str | None) -> int | None:
        """Return the place of a level's choice among the levels, from 0; None of anything else."""
        return next((place for place, value in enumerate(self.values) if str(value) == choice), None)

    def shade(self, choice: str) -> str:
        """Return the class that fills a choice: level-1 (palest) to level-6 over the scale, or one of its own."""
        place = self.position(choice)
        if place is not None:
            return f"level-{1 + place * 5 // (len(self.values) - 1)}"
        if choice == CARRIED:
            return "level-none"
        return "level-need" if choice in self.needs else "level-excluded"


def axis_of(content: Content) -> Axis:
    """Return the axis of a framework's scale, with what supervisors answer on it."""
    scale = content.scale
    needs = frozenset(answer.code for answer in scale.off_scale if answer.counts == "development-need")
    values = tuple(level.value for level in scale.levels)
    return Axis(values, tuple(choices(review_scale(scale)).items()), needs, content.language)
