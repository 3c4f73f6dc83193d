"""Which of a supervisor's people a page shows, and what of them."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.domains import Statement
from competence_app.teams.rules.matrix import BY_COMPETENCE, BY_NEED, MatrixPerson, PersonLine, in_order
from competence_app.teams.rules.training import TrainingNeed, by_need
from competence_app.teams.wording import MATRIX_ORDERS, ORDERS, PAPER, asked_order
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup, Field

FEWEST_IN_PARTS = min(int(size) for size in PAPER if size)  # columns for which there is room on any paper


class StandingForm(CheckedHere, forms.Form):
    """Which framework a page is about, and which of a supervisor's people."""

    framework = forms.ChoiceField(required=False, label="Framework")
    team = forms.ChoiceField(required=False, label="Team")
    role = forms.ChoiceField(required=False, label="Job role")

    def __init__(
        self, *args: Any, versions: Sequence[Version], version: Version, people: Sequence[MatrixPerson], **kwargs: Any
    ) -> None:
        """Offer the frameworks of these current versions, and what these people tell apart; ``version`` is shown."""
        super().__init__(*args, **kwargs)
        self.version = version
        offer(self, "framework", [(one.framework.code, one.title) for one in versions])
        for name in ("team", "role"):
            found = sorted({getattr(person, name) for person in people} - {""})
            offer(self, name, [("", "All"), *((one, one) for one in found)] if len(found) > 1 else [])

    @classmethod
    def asked(cls, data: Any, **offered: Any) -> Self:
        """Return the form with what was asked for; what makes no sense falls away."""
        sent = cls(data, **offered)
        sent.is_valid()
        return cls(initial=sent.cleaned_data, **offered)

    def keep(self, lines: Iterable[PersonLine]) -> list[PersonLine]:
        """Return the people's lines that were asked for."""
        wanted = [(name, self.initial[name]) for name in ("team", "role") if self.initial.get(name)]
        return [line for line in lines if all(getattr(line.person, name) == value for name, value in wanted)]

    @property
    def whom(self) -> str:
        """Who is kept, in words; empty where it is everybody."""
        return ", ".join(self.initial[name] for name in ("role", "team") if self.initial.get(name))

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.form_method, helper.attrs = "get", {"class": "app-filter app-filter--all app-no-print"}
        helper.layout = Layout(*(Field(name) for name in self.fields), ButtonGroup(Button("Show")))
        return helper


class MatrixForm(StandingForm):
    """The same, with which competences there are columns of, and in which order the people stand."""

    domain = forms.ChoiceField(required=False, label="Domain")
    order = forms.ChoiceField(required=False, label="Order")
    paper = forms.ChoiceField(required=False, label="Show as")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer also the domains, each competence to sort by, and parts where a sheet has no room for all."""
        super().__init__(*args, **kwargs)
        content = content_of(self.version.pk)
        domains = [(domain.code, domain.title) for domain in content.domains]
        offer(self, "domain", [("", "All"), *domains] if len(domains) > 1 else [])
        by_competence = [(f"{BY_COMPETENCE}{asked.code}", asked.code) for asked in content.statements]
        offer(self, "order", [*MATRIX_ORDERS.items(), ("By a competence", by_competence)])
        offer(self, "paper", list(PAPER.items()) if len(content.statements) > FEWEST_IN_PARTS else [])

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that there are columns of."""
        content, domain = content_of(self.version.pk), self.initial.get("domain")
        return content.statements_in(domain) if domain else content.statements

    @property
    def parts(self) -> list[tuple[Statement, ...]]:
        """The same, table by table."""
        asked = self.statements
        size = int(self.initial.get("paper") or len(asked))
        return [asked[start : start + size] for start in range(0, len(asked), size)]

    def arranged(self, lines: Iterable[PersonLine]) -> list[PersonLine]:
        """Return the lines of whom was asked for, of these statements alone, in the order asked for."""
        codes = [asked.code for asked in self.statements]
        return in_order((line.among(codes) for line in self.keep(lines)), self.initial.get("order") or BY_NEED)


class TrainingForm(StandingForm):
    """The same, with the order in which the competences stand."""

    order = forms.ChoiceField(required=False, choices=list(ORDERS.items()), label="Order")

    def arranged(self, needs: Iterable[TrainingNeed]) -> list[TrainingNeed]:
        """Return the needs, given as in the text, in the order asked for."""
        return by_need(needs) if asked_order(self.initial.get("order")) == BY_NEED else list(needs)


def offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    """Offer these in a form's field; where that is no choice, the field falls away."""
    if len(choices) > 1:
        form.fields[name].choices = choices  # type: ignore[attr-defined]  # of a field of choices
    else:
        del form.fields[name]
