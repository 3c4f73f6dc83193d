"""The answers on one rating page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict
from django.utils.html import format_html

from competence_app.assessments.actions.answering import SaveOutcome
from competence_app.assessments.forms.again import Repeating, SectionOffer, former_choice, typed_row
from competence_app.assessments.forms.grid import RatingGrid, RatingRow, choice_html, options
from competence_app.assessments.forms.leaving_out import LEFT_OUT, LeavingOut
from competence_app.assessments.forms.lines import LinesField
from competence_app.assessments.models import ANSWER_MAX_LENGTH, Given, Rating
from competence_app.assessments.rules.again import TypedRow, sent_answer
from competence_app.assessments.rules.answers import BLANK, Answer, SentAnswer, choices
from competence_app.assessments.rules.lifecycle import MoveRefusedError
from competence_app.assessments.rules.questions import Question
from competence_app.assessments.wording import CHANGED, NO_ROOM, held_back, reasons_moved, why_refused
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup

CONTINUE, LATER, REOPEN, SECTION = "continue", "later", "reopen", "section"
Verb = Callable[[dict[str, SentAnswer]], SaveOutcome]  # stores answers by code


# One field object serves every statement: fields keep nothing, and sixty copies would cost more than the page.
SHARED = {
    "reason": LinesField("reason", label=""),
    "note": LinesField("note", label=""),
    "base": forms.CharField(required=False, max_length=12, label="", widget=forms.HiddenInput),
}
# Only a row that offers a former answer sends these.
OFFERED = {"former": forms.CharField(required=False), "still-true": forms.CharField(required=False)}


class RatingForm(Repeating, LeavingOut, CheckedHere, forms.Form):
    """Answers to some statements: for each, by its code, a choice, a reason, a note and what the page was made from."""

    not_saved = "Your answers on this page are not saved yet."
    is_of_another = False  # it says something of somebody else: a device keeps that until it has arrived, and no longer
    quoted = "{}"  # how it says what a level means: the levels speak as the practitioner

    def __init__(self, data: QueryDict | None = None, *, questions: Sequence[Question], scale: Scale) -> None:
        """Ask the ``questions``, on this scale."""
        super().__init__(data)
        self.questions, self.scale = questions, scale
        alike = {(question.statement.kind, question.statement.levels): question.statement for question in questions}
        self.options = {key: options(scale, one, self.quoted) for key, one in alike.items()}
        self.told = data.getlist(LEFT_OUT) if data else []
        self.stored: Mapping[str, Rating | Given] = {}
        self.conflicts: Mapping[str, Rating] = {}
        self.domains: Mapping[str, str] = {}  # titles by code, where the page goes across domains
        self.remarks: Mapping[str, str] = {}  # by a statement's code, what was said of it on returning
        self.remarks_by = "Your supervisor"
        self.autosaves_at = self.following = ""  # addresses: where pages send rows by themselves, and of the next page
        self.can_reopen: Callable[[], bool] = lambda: False  # whether that would help where nothing can be saved
        self.moved: list[str] = []  # codes whose reason was stored in the note
        self.held: set[str] = set()  # codes of what was sent and is not stored
        self.is_stored = self.is_closed = self.offers_reopening = False
        self.is_section = False  # all of it, and nothing else
        self.fields = self._asked()

    def _asked(self) -> dict[str, forms.Field]:
        """Return the fields of every row, and those of former answers where they are sent."""
        answer = forms.ChoiceField(
            choices=list(choices(self.scale).items()),
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "Choose one of the answers shown"},
        )
        codes = [question.statement.code for question in self.questions]
        parts: dict[str, forms.Field] = {"answer": answer, **SHARED}
        offered = {f"{code}-{part}": field for code in codes for part, field in OFFERED.items()}
        asked = {f"{code}-{part}": field for code in codes for part, field in parts.items()}
        return asked | {name: field for name, field in offered.items() if name in self.data}

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning() | self.keeping()
        offers = [SectionOffer()] if self.is_section and not self.is_closed else []
        helper.layout = Layout(RatingGrid(), ButtonGroup(*self._buttons()), *offers)
        return helper

    def keeping(self) -> dict[str, str]:
        """Return the attributes by which scripts send what is typed; nothing where it can no longer be stored."""
        if not self.autosaves_at or self.is_closed:
            return {}
        passing = {"data-passing": ""} if self.is_of_another else {}
        return {"data-autosave": self.autosaves_at, "data-following": self.following, **passing}

    def _buttons(self) -> Iterator[Button]:
        if self.offers_reopening:
            yield Button("Reopen the assessment and save these answers", name="then", value=REOPEN)
        elif not self.is_closed:
            yield Button("Save and continue", name="then", value=CONTINUE)
            yield Button("Save for later", name="then", value=LATER, variant="secondary")

    def clean(self) -> dict[str, Any]:
        """Ask for missing reasons, unless the page is only put aside."""
        self.keep_reasons()
        is_later = self.data.get("then") == LATER
        for question, sent in zip(self.questions, self.sent.values(), strict=True):
            if sent.answer.lacks_reason(self.scale) and not is_later:
                self.ask_why(question.statement, sent.answer)
            if self._typed(question.statement.code).lacks_choice and not (is_later and sent.is_untouched):
                self.add_error(f"{question.statement.code}-answer", CHANGED.format(code=question.statement.code))
        return self.cleaned_data

    def ask_why(self, statement: Statement, answer: Answer, words: str = "{}: say why you answered “{}”") -> None:
        """Ask for the reason of an answer, which ``words`` name after the statement."""
        label = choice_html(answer.choice, self.scale, statement.language)
        self.add_error(f"{statement.code}-reason", format_html(words, statement.code, label))

    def keep_reasons(self) -> None:
        """Refuse a reason that goes into the note, since what was chosen takes none, where there is no room for it."""
        for code, sent in self.sent.items():
            if self._is_moved(code, sent.answer) and len(sent.answer.note) > ANSWER_MAX_LENGTH:
                told = NO_ROOM.format(code=code, most=ANSWER_MAX_LENGTH, count=len(sent.answer.note))
                self.add_error(f"{code}-reason", told)

    def _is_moved(self, code: str, answer: Answer) -> bool:
        return bool(self.cleaned_data.get(f"{code}-reason")) and not answer.reason

    def news(self) -> str:
        """Say what was stored otherwise than it was typed, if anything was."""
        return reasons_moved(self.moved)

    @property
    def holds_back(self) -> str:
        """Which competences that were sent are not stored; empty where all are."""
        codes = [question.statement.code for question in self.questions]
        return held_back([code for code in codes if code in self.held], of=len(codes))

    @cached_property
    def sent(self) -> Mapping[str, SentAnswer]:
        """The answers by code, as they are once each field is cleaned."""
        section = self.data.get("then") == SECTION
        return {
            q.statement.code: sent_answer(
                self._typed(q.statement.code), reworded=q.reworded(self.scale), section=section
            )
            for q in self.questions
        }

    def _typed(self, code: str) -> TypedRow:
        return typed_row(self.cleaned_data, code, self.scale)

    def is_saved_by(self, verb: Verb) -> bool:
        """Store what was sent by the ``verb``, each row that can be; what cannot stays in the form, which says why."""
        if not self.is_bound:
            return False
        self.full_clean()
        self.held = {question.statement.code for question in self.questions if any(self._mistakes(question).values())}
        try:
            self.outcome = verb({code: sent for code, sent in self.sent.items() if code not in self.held})
        except MoveRefusedError as refusal:
            self.add_error(None, f"{self.not_saved} {why_refused(refusal)}")
            self.is_closed, self.offers_reopening = True, self.can_reopen()
            self.held = set()  # of what may be stored: nothing may
            return False
        self._show_conflicts(self.outcome.conflicts)
        return not self.held

    def _show_conflicts(self, conflicts: Mapping[str, Rating]) -> None:
        """Put what was stored elsewhere beside what was typed here; the next save decides between them.

        All that is not held back is stored now: its rows show what is in ``stored``.
        """
        self.conflicts, self.is_stored = conflicts, True
        self.held |= conflicts.keys()
        self.moved = [
            code for code, sent in self.sent.items() if code not in self.held and self._is_moved(code, sent.answer)
        ]
        for code in conflicts:
            self.add_error(f"{code}-answer", f"{code}: also answered in another window. Choose the answer to keep")

    def fingerprints(self) -> dict[str, str]:
        """Return by code what the next answer is to be sent with, of all that is not held back."""
        return {code: sent.answer.fingerprint for code, sent in self.sent.items() if code not in self.held}

    def refusals(self) -> dict[str, list[str]]:
        """Return by code what is said against what is held back."""
        held = (question for question in self.questions if question.statement.code in self.held)
        return {q.statement.code: list(chain(*self._mistakes(q).values())) for q in held}

    @cached_property
    def answered(self) -> set[str]:
        """The codes of all with a full answer of this round in ``stored``, whether the page asks for it or not."""
        return {
            code
            for code, rating in self.stored.items()
            if rating.answer.is_full(self.scale) and not rating.is_to_look_at
        }

    @property
    def answered_elsewhere(self) -> int:
        """How many of them the page does not ask for."""
        return len(self.answered - {question.statement.code for question in self.questions})

    @property
    def is_typed(self) -> bool:
        """Whether the page shows anything that was typed and is not stored."""
        return self.is_bound and bool(self.held or not self.is_stored)

    def rows(self) -> Iterator[RatingRow]:
        """Yield what the page shows for each statement: what was typed, else what is in ``stored``."""
        for question in self.questions:
            yield self._row(question)

    def _row(self, question: Question) -> RatingRow:
        code = question.statement.code
        rating = self.stored.get(code)
        stored = rating.answer if rating else BLANK
        domain = self.domains.get(question.statement.domain, "")
        shown = self.options[question.statement.kind, question.statement.levels]
        conflict = self.conflicts.get(code)
        row = RatingRow(question, self.scale, shown, rating, conflict, stored.fingerprint, domain=domain)
        row.reason, row.note, row.former = stored.reason, stored.note, former_choice(question, rating, self.scale)
        row.choice = "" if row.former else stored.choice
        row.remark, row.remark_by = self.remarks.get(code, ""), self.remarks_by
        row.errors = self._mistakes(question)
        if self.is_bound and (code in self.held or not self.is_stored):
            row.choice, row.reason, row.note = (self.data.get(f"{code}-{n}", "") for n in ("answer", "reason", "note"))
            row.base = row.conflict.answer.fingerprint if row.conflict else self.data.get(f"{code}-base", "")
            row.former, row.still_true = (self.data.get(f"{code}-{n}", "") for n in ("former", "still-true"))
        return row

    def _mistakes(self, question: Question) -> dict[str, list[str]]:
        fields = {name: f"{question.statement.code}-{name}" for name in ("answer", "reason", "note")}
        return {name: [str(error) for error in self.errors.get(field, [])] for name, field in fields.items()}
