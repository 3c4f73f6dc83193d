"""The rating grid: one layout object that shows all statements of a page.

What never changes (a statement's words, its answers with one of them chosen) is rendered once and kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from crispy_forms.utils import TEMPLATE_PACK
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from competence_app.assessments.models import ANSWER_MAX_LENGTH, Given, Rating
from competence_app.assessments.rules.again import YES
from competence_app.assessments.rules.answers import choices
from competence_app.assessments.rules.comparison import language_of
from competence_app.assessments.rules.questions import Question
from competence_app.assessments.wording.scales import off_scale_means
from competence_app.catalogue.compare.words import mark_lines
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.ui.languages import OURS
from competence_app.ui.pieces import render_piece
from competence_app.ui.templatetags.ui import in_language

REASON, NOTE = SafeString("\x02"), SafeString("\x03")  # where boxes have room for what somebody wrote


@dataclass(frozen=True, slots=True)
class Option:
    """One radio button: its value and label, in which language that is, what it means and whether it asks for why.

    A level ``looks_like`` something where the framework says so of this statement, or it ``means`` what it always does.
    """

    value: str
    label: str
    language: str
    means: str
    off_scale: bool = False
    reason: str = "none"  # none, optional or required
    looks_like: str = ""


def options(scale: Scale, statement: Statement, quoted: str = "{}") -> tuple[Option, ...]:
    """Return the radio buttons for a statement: the scale's levels, lowest first, then the off-scale answers.

    What a level means to statements of this kind is put into ``quoted``; of the others our words say it.
    """
    language, described = statement.language, dict(statement.levels)
    levels = (
        Option(str(level.value), level.label, language, means and quoted.format(means), looks_like=looks_like)
        for level in scale.levels
        for looks_like in [described.get(level.value, "")]
        for means in ["" if looks_like else level.means.get(statement.kind, "")]
    )
    others = (
        Option(a.code, a.label, language_of(a.code, language), off_scale_means(a), off_scale=True, reason=a.reason)
        for a in scale.off_scale
    )
    return *levels, *others


def choice_html(choice: str, scale: Scale, language: str) -> SafeString:
    """Return what a choice is called, marked with the language of that; empty where nothing is chosen."""
    return in_language(choices(scale).get(choice, ""), language_of(choice, language))


@lru_cache(maxsize=4096)
def question_html(statement: Statement, was: Statement | None = None) -> SafeString:
    """Return a statement's legend and parts; with what differs from what it ``was`` marked, where that is given."""
    if was is None:
        return render_piece("assessments/rating/statement.html", {"statement": statement})
    [text] = mark_lines([f"{was.stem} {was.text}".strip()], [f"{statement.stem} {statement.text}".strip()])
    shown = {"statement": statement, "text": text, "parts": mark_lines(was.prompts, statement.prompts), "was": was}
    return render_piece("assessments/rating/reworded.html", shown)


@lru_cache(maxsize=16384)
def radios_html(code: str, shown: tuple[Option, ...], choice: str) -> SafeString:
    """Return the radio buttons of the competence ``code`` with one chosen, or none."""
    is_described = any(option.looks_like for option in shown)
    words = {"code": code, "choice": choice, "language": shown[0].language, "ours": OURS}
    context = {**words, "options": shown, "is_described": is_described}
    return render_piece("assessments/rating/radios.html", context)


@lru_cache(maxsize=8192)
def _boxes(code: str, *, opens_note: bool) -> tuple[str, str, str]:
    """Return the boxes of a competence before its reason, between that and its note, and after."""
    row = {"reason": REASON, "note": NOTE, "opens_note": opens_note}
    shown = {"code": code, "limit": ANSWER_MAX_LENGTH, "row": row}
    before, _, rest = render_to_string("assessments/rating/writing.html", shown).partition(REASON)
    between, _, after = rest.partition(NOTE)
    return before, between, after


@dataclass(slots=True)
class RatingRow:
    """One statement as the page shows it."""

    question: Question
    scale: Scale
    options: tuple[Option, ...]
    rating: Rating | Given | None
    conflict: Rating | None
    base: str
    domain: str = ""  # its title, where the page goes across domains
    remark: str = ""  # what ``remark_by`` said of it on returning the assessment
    remark_by: str = ""
    choice: str = ""
    reason: str = ""
    note: str = ""
    former: str = ""  # the choice that may be said to be still true, if there is one
    still_true: str = ""
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The competence's code, which names the row's fields."""
        return self.question.statement.code

    @property
    def language(self) -> str:
        """In which language its framework is."""
        return self.question.statement.language

    @property
    def words(self) -> SafeString:
        """The statement with its parts."""
        return question_html(self.question.statement, self.question.reworded_from)

    @property
    def radios(self) -> SafeString:
        """The answers, with the chosen one marked."""
        known = self.choice if self.choice in choices(self.scale) else ""  # or anybody could fill the memory
        return radios_html(self.code, self.options, known)

    @property
    def boxes(self) -> SafeString:
        """The boxes for a reason and a note, where nothing is said against what is in them."""
        before, between, after = _boxes(self.code, opens_note=self.opens_note)
        return SafeString(f"{before}{escape(self.reason)}{between}{escape(self.note)}{after}")

    @property
    def is_carried(self) -> bool:
        """Whether its stored answer is a former one, not looked at since."""
        return bool(self.rating and self.rating.is_to_look_at)

    @property
    def former_in_words(self) -> SafeString:
        """The label of the former answer that may be said to be still true."""
        return choice_html(self.former, self.scale, self.language)

    @property
    def opens_note(self) -> bool:
        """Whether the box for the note is open: what was written last time stands by the former answer already."""
        is_shown = self.is_carried and self.rating is not None and self.rating.answer.note == self.note
        return bool(self.note and not is_shown) or bool(self.errors.get("note"))

    @property
    def has_errors(self) -> bool:
        """Whether anything in the row must be mended."""
        return any(self.errors.values())

    @property
    def choice_in_words(self) -> SafeString:
        """The label of what was said here."""
        said = self.former if self.still_true == YES else self.choice
        return choice_html(said, self.scale, self.language)

    @property
    def conflict_in_words(self) -> SafeString:
        """The label of what another window stored."""
        return choice_html(self.conflict.answer.choice if self.conflict else "", self.scale, self.language)


class RatingGrid:
    """Shows every row of a ``RatingForm`` by one template."""

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **_: Any) -> SafeString:  # noqa: ARG002 - crispy's
        """Return the rows' HTML; all its fields count as rendered."""
        about: Any = form
        about.rendered_fields = set(form.fields)  # crispy's own bookkeeping
        shown = {
            "rows": about.rows(),
            "named": about.named,
            "levels": len(about.scale.levels),
            "limit": ANSWER_MAX_LENGTH,
        }
        return render_to_string("assessments/rating/grid.html", shown)
