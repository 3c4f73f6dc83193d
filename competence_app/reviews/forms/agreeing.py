"""The levels that two people agree where they differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.forms import BaseForm
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from competence_app.assessments.forms.grid import Option, RatingRow
from competence_app.assessments.forms.lines import LinesField
from competence_app.assessments.forms.rating import LATER
from competence_app.assessments.models import ANSWER_MAX_LENGTH, Rating, answer_in
from competence_app.assessments.queries.plans import Plan
from competence_app.assessments.rules.answers import BLANK, Answer, SentAnswer
from competence_app.assessments.rules.comparison import AnswerPair
from competence_app.catalogue.rules.scale import Scale
from competence_app.reviews.forms.rating import ReviewForm
from competence_app.reviews.queries.beside import BothLabels
from competence_app.reviews.queries.comparing import PairGroup, Sides
from competence_app.reviews.wording import MINE, THEIRS, WHOSE, YOU
from competence_app.ui.layout import Button, ButtonGroup, Field

AGREE = "agree"
PLAN = "plan "  # and the code of the competence to plan something about
COMMENT = LinesField("comment")


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button of a row: what somebody said, with ``whose`` it is, or any other answer."""

    place: int  # among those of its row, from 0
    option: Option
    whose: str = ""
    said: Answer = BLANK
    how: str = ""  # it was said: see ``rules.again``

    @property
    def asks_reason(self) -> str:
        """Whether choosing it asks for a reason, as the option says: not where the one who said it gave one."""
        return "" if self.said.reason or self.option.reason == "none" else self.option.reason


@dataclass(frozen=True, slots=True)
class AgreeRow:
    """One statement that is to be agreed, as the page shows it."""

    row: RatingRow
    pair: AnswerPair
    beside: BothLabels | None
    voices: tuple[Choice, ...]
    others: tuple[Choice, ...]

    @property
    def opens_comment(self) -> bool:
        """Whether the box for the comment stands open."""
        return bool(self.pair.needs_comment or self.row.note or self.row.errors.get("note"))


class AgreeGrid:
    """Shows every row of an ``AgreeForm``: what both said is what can be chosen first."""

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **_: Any) -> SafeString:  # noqa: ARG002 - crispy's
        """Return the rows' HTML; their fields count as rendered."""
        form.rendered_fields = set(form.fields) - {"declared"}  # type: ignore[attr-defined]  # crispy's own bookkeeping
        shown = {"form": form, "sides": form.sides, "limit": ANSWER_MAX_LENGTH, "levels": len(form.scale.levels)}  # type: ignore[attr-defined]
        shown |= {"plans": form.plans, "plans_by": "" if form.is_closed else "button"}  # type: ignore[attr-defined]
        return render_to_string("reviews/agree/rows.html", shown)


class AgreeForm(ReviewForm):
    """The levels that both agree where they differ, some with a comment, and the declaration that closes a review."""

    def __init__(self, data: QueryDict | None = None, *, sides: Sides, scale: Scale) -> None:
        """Ask for a level wherever the ``sides`` differ."""
        self.sides = sides
        self.beside: Mapping[str, BothLabels] = {}
        self.plans: Mapping[str, Sequence[Plan]] = {}
        self.pairs = {pair.statement.code: pair for group in sides.differing for pair in group.pairs}  # as on the page
        super().__init__(data, statements=[pair.statement for pair in self.pairs.values()], scale=scale)
        self.fields |= {f"{code}-note": COMMENT for code in self.pairs}
        self.fields["declared"] = forms.BooleanField(
            required=False, label="We have discussed this assessment and agree these levels"
        )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning() | self.keeping()
        closing = [] if self.is_closed else [Field("declared"), ButtonGroup(*self._buttons())]
        helper.layout = Layout(AgreeGrid(), *closing)
        return helper

    def _buttons(self) -> Iterator[Button]:
        yield Button("Agree", name="then", value=AGREE)
        if self.questions:
            yield Button("Save for later", name="then", value=LATER, variant="secondary")

    @property
    def to_plan(self) -> str:
        """The code of the competence that somebody goes on to plan something about; empty where they do not."""
        then = str(self.data.get("then", ""))
        return then.removeprefix(PLAN) if then.startswith(PLAN) else ""

    def clean(self) -> dict[str, Any]:
        """Ask for nothing yet: what there is is saved first, see ``ask_for``."""
        self.keep_reasons()
        return self.cleaned_data

    @cached_property
    def sent(self) -> Mapping[str, SentAnswer]:
        """The answers by code; who takes over an answer takes over its reason."""
        return {
            code: replace(sent, answer=self.pairs[code].taken_over(sent.answer)) for code, sent in super().sent.items()
        }

    def agreement(self) -> dict[str, Any]:
        """Return what both agree, once it is stored: the declaration, what is stored now and what the page says."""
        pairs = [pair.agreed_as(self.outcome.answers) for pair in self.sides.pairs]
        return {"declared": self.cleaned_data["declared"], "pairs": pairs, "read": self.answers()}

    def answers(self) -> dict[str, Answer]:
        """Return what the page says is agreed, by code."""
        return {code: sent.answer for code, sent in self.sent.items()}

    def stands(self, stored: Mapping[str, Rating]) -> bool:
        """Tell whether all that the page says is stored already."""
        return all(answer_in(stored, code) == answer for code, answer in self.answers().items())

    def ask_for(self, pairs: Iterable[AnswerPair]) -> None:
        """Name what is missing before both have agreed, of the ``pairs`` as they are stored now, and the declaration.

        What another window stored, and this page did not show, is not agreed unread.
        """
        read, stored = self.answers(), {pair.statement.code: pair for pair in pairs}
        for pair in map(stored.__getitem__, self.pairs):  # the summary of errors follows the page
            if not pair.is_settled:
                self._ask_for(pair)
            elif pair.is_unread(read):
                self._ask_to_read(pair)
        if not self.cleaned_data["declared"]:
            self.add_error("declared", "Confirm that you have discussed this assessment and agree these levels")

    def _ask_to_read(self, pair: AnswerPair) -> None:
        code = pair.statement.code
        self.add_error(f"{code}-answer", f"{code}: changed in another window. Read what it says now, then agree")

    def _ask_for(self, pair: AnswerPair) -> None:
        code, agreed = pair.statement.code, pair.agreed
        if not agreed.choice:
            why = ", and write a comment" if pair.lacks_comment(agreed) else ""
            self.add_error(f"{code}-answer", f"{code}: choose the level that you both agree{why}")
        elif agreed.lacks_reason(pair.scale):
            self.ask_why(pair.statement, agreed, "{}: say why you chose “{}”")
        else:
            self.add_error(f"{code}-note", f"{code}: write a comment on what you agree")

    def grouped(self) -> Iterator[tuple[PairGroup, list[AgreeRow]]]:
        """Yield each group of differing statements with its rows."""
        rows = self.rows()
        for group in self.sides.differing:
            yield group, [self._agree_row(next(rows), pair) for pair in group.pairs]

    def _agree_row(self, row: RatingRow, pair: AnswerPair) -> AgreeRow:
        said = Answer.of(row.choice, reason=row.reason)
        if pair.taken_over(replace(said, reason="")) == said:
            row.reason = ""  # it stands above, where it was said
        choices = self._choices(row.options, pair)
        return AgreeRow(row, pair, self.beside.get(row.code), tuple(choices[:2]), tuple(choices[2:]))

    def _choices(self, options: Sequence[Option], pair: AnswerPair) -> list[Choice]:
        """Return what the practitioner said, what was said beside them, and whatever else there is to choose."""
        by_value = {option.value: option for option in options}
        own, other = by_value.pop(pair.own.choice), by_value.pop(pair.supervisor.choice)
        mine = MINE if self.sides.other == YOU else WHOSE.format(name=self.sides.other)
        first = [Choice(0, own, THEIRS, pair.own, pair.how), Choice(1, other, mine, pair.supervisor)]
        return first + [Choice(place, option) for place, option in enumerate(by_value.values(), start=2)]
