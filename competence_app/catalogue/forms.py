"""What editors say of a framework as a whole, and of the columns of a table that one is made of."""

from itertools import islice
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.core import signing
from django.urls import reverse

from competence_app.catalogue.formats.table.columns import ColumnMeaning, UnknownColumnsError, fits
from competence_app.catalogue.formats.table.tables import Table, TableRow
from competence_app.catalogue.formats.table.wording import COLUMNS, MEANINGS
from competence_app.catalogue.models import LONGEST_INTERVAL
from competence_app.catalogue.rules.words import first_words
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, Field

_MONTHS = f"Enter a whole number of months from 1 to {LONGEST_INTERVAL}"


class IntervalForm(CheckedHere, forms.Form):
    """How many months there are between assessments."""

    months = forms.IntegerField(
        label="Months between assessments (optional)",
        required=False,
        min_value=1,
        max_value=LONGEST_INTERVAL,
        widget=forms.TextInput,  # a number input sends nothing where it holds no number, and empty has a meaning here
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _MONTHS),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what an empty answer means here."""
        super().__init__(*args, **kwargs)
        self.fields["months"].help_text = f"Leave it empty for the usual {settings.INTERVAL_MONTHS} months."

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.layout = Layout(Field("months", width=3, inputmode="numeric"), Button("Save"))
        return helper


_SALT = "table-columns"
_A_DAY = 24 * 60 * 60  # seconds, after which a page is too old
_SHOWN = 3  # cells of a column, as examples


class ColumnsForm(CheckedHere, forms.Form):
    """What each column of a table means; the table goes along, signed, so that nothing of it is kept meanwhile."""

    table = forms.CharField(strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask of each column of the table that the page was made of."""
        super().__init__(*args, **kwargs)
        self.asked, self.name, self.base = self._unpacked()
        for number, header in enumerate(self.asked.headers):
            cells = filter(None, (row.texts[number] for row in self.asked.rows))
            examples = "; ".join(f"“{first_words(cell)}”" for cell in islice(cells, _SHOWN))
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=header, choices=list(MEANINGS.items()), help_text=examples or COLUMNS["empty"]
            )

    def _unpacked(self) -> tuple[Table, str, int | None]:
        packed = (self.data if self.is_bound else self.initial).get("table", "")
        headers, rows, name, base = signing.loads(packed, salt=_SALT, max_age=_A_DAY)
        return Table(tuple(headers), tuple(TableRow(*row) for row in rows)), name, base

    @classmethod
    def of(cls, unknown: UnknownColumnsError, name: str, base: int | None) -> "ColumnsForm":
        """Return the form as the page first shows it; ``base`` is the key of the version that the table revises."""
        packed = signing.dumps([*unknown.table, name, base], salt=_SALT, compress=True)
        columns = {f"column-{number}": meaning for number, meaning in enumerate(unknown.proposed)}
        return cls(initial={"table": packed, **columns})

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        columns = (Field(name) for name in self.fields if name != "table")
        helper.form_action = reverse("columns")
        helper.layout = Layout("table", *columns, Button("Make a draft"))
        return helper

    def clean(self) -> dict[str, Any]:
        """Take the answers as the ``meanings``; refuse those that rate nothing, or say one thing twice."""
        if not self.errors:
            answers = (self.cleaned_data[f"column-{number}"] for number in range(len(self.asked.headers)))
            self.cleaned_data["meanings"] = tuple(map(ColumnMeaning, answers))
            if not fits(self.cleaned_data["meanings"]):
                self.add_error("column-0", COLUMNS["no-fit"])
        return self.cleaned_data
