"""Writing one node of a draft: its boxes as its schema has them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.dateformat import format as date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from competence_app.catalogue.models import Version
from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.forms.complaining import Unfit, at_boxes, complaints
from competence_app.revisions.queries.editing import BoxSurroundings
from competence_app.revisions.rules.boxes import Box, BoxKind, boxes
from competence_app.revisions.rules.editing import EditedNode, Said
from competence_app.revisions.wording import (
    LISTS,
    MEANWHILE,
    NO_LEVEL,
    NOW,
    NOW_EMPTY,
    SHOWN,
    SOMEBODY,
    box_in_words,
    choice_in_words,
    field_in_words,
)
from competence_app.ui.forms import CheckedHere
from competence_app.ui.layout import Button, ButtonGroup
from competence_app.ui.templatetags.ui import in_language

FEW = 2  # boxes of an entry that is never folded
TELLING = {"label", "title", "text"}  # by which an entry is told from others
MORE = "more"  # the button that asks for another entry of a list


@dataclass(frozen=True, slots=True)
class EntryBoxes:
    """The boxes of one entry of a list, or all of a field that is none."""

    place: str  # such as ``parts/1``
    called: str
    about: str  # what tells it from others; empty where it says nothing yet
    fields: list[BoundField]
    is_folded: bool
    may_go_up: bool
    may_go_down: bool


@dataclass(frozen=True, slots=True)
class BoxGroup:
    """The boxes of one field of a node."""

    name: str
    title: str
    about: str
    entries: list[EntryBoxes]
    """Of a list each, else one with all of them."""
    is_open: bool
    is_list: bool

    @property
    def only(self) -> BoundField | None:
        """Its box where there is but one, which says all that there is to say."""
        fields = self.entries[0].fields
        return fields[0] if not self.is_list and len(fields) == 1 else None


class Groups:
    """Shows the boxes by the fields that they are of; what says nothing yet is folded."""

    def render(self, form: "NodeForm", context: Context, template_pack: str = TEMPLATE_PACK, **_: Any) -> SafeString:  # noqa: ARG002 - crispy's
        """Return the boxes' HTML."""
        return render_to_string("revisions/editing/groups.html", {"groups": form.groups, "language": form.language})


class NodeForm(CheckedHere, forms.Form):
    """One node of a draft, to be written box by box; checked as the framework that it becomes part of."""

    base = forms.CharField(required=False, widget=forms.HiddenInput)
    """The fingerprint of what stood there when the page was made."""

    def __init__(
        self, spot: EditedNode, said: Said, around: BoxSurroundings, *, base: str = "", is_typed: bool = False
    ) -> None:
        """Show what is said at a spot; ``is_typed``: by somebody, and it is not stored yet."""
        self.spot, self.seen, self._beside = spot, base, around.beside
        self.boxes = boxes(spot.kind, said, around.beside, held=spot.held)
        values = {box.name: box.value for box in self.boxes} | {"base": base}
        super().__init__(values if is_typed else None, initial=values)
        levels = {value: in_language(label, around.language) for value, label in around.levels.items()}
        self.fields |= {box.name: _field(box, around, {**around.roles, **levels}) for box in self.boxes}
        self.language = around.language

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        helper.layout = Layout("base", Groups(), ButtonGroup(Button("Save")))
        return helper

    @property
    def groups(self) -> list[BoxGroup]:
        """The boxes by the field that they are of."""
        return [self._group(name, list(boxes)) for name, boxes in groupby(self.boxes, key=lambda box: str(box.path[0]))]

    def _group(self, name: str, boxes: list[Box]) -> BoxGroup:
        is_open = name in SHOWN or any(self[box.name].errors or _says_something(box) for box in boxes)
        is_list = any(isinstance(step, int) for box in boxes for step in box.path[1:2])
        title = LISTS.get(name) if is_list else None
        found = [list(some) for _, some in groupby(boxes, key=lambda box: box.path[:2] if is_list else ())]
        entries = [self._entry(place, some, len(found)) for place, some in enumerate(found)]
        return BoxGroup(name, title or field_in_words(name), boxes[0].about, entries, is_open, is_list)

    def _entry(self, place: int, boxes: list[Box], of: int) -> EntryBoxes:
        """Return one of so many, the last of which is empty; of many boxes it is folded while nobody changes it."""
        fields = [self[box.name] for box in boxes]
        about = next((box.value for box in boxes if box.path[-1] in TELLING and box.value), "")
        is_folded = bool(about) and len(boxes) > FEW and not (self.is_bound or any(one.errors for one in fields))
        has_order = boxes[0].path[0] != "levels" and place < of - 1  # which numbers have
        called = box_in_words(boxes[0].path[:2], {})[0]
        steps = (has_order and place > 0, has_order and place < of - 2)
        return EntryBoxes("/".join(map(str, boxes[0].path[:2])), called, about, fields, is_folded, *steps)

    def refuse(self, error: Unfit, content: Content) -> None:
        """Show what is wrong with the framework that this would become part of; ``content`` is it so far."""
        names = {(*self.spot.path, *box.path): box.name for box in self.boxes}
        show_complaints(self, at_boxes(complaints(error), names, content))

    def ask_about(self, draft: Version, said: Said, base: str) -> None:
        """Show who wrote the draft last, and beside what was typed what it says by now; sent again, that goes."""
        name = str(draft.created_by or SOMEBODY)
        self.data = {**self.data, "base": base}
        self.add_error(None, MEANWHILE.format(name=name, when=date_format(localtime(draft.created_at), "j F Y, H:i")))
        for box in boxes(self.spot.kind, said, self._beside, held=self.spot.held):
            if box.name in self.fields and box.value.strip() != self[box.name].value().strip():
                now = format_html(NOW, value=in_language(box.value, self.language)) if box.value else NOW_EMPTY
                self.add_error(box.name, now)


def show_complaints(form: BaseForm, found: Iterable[tuple[str | None, str]]) -> None:
    """Show each complaint at its field, once."""
    for name, message in dict.fromkeys(found):
        form.add_error(name if name in form.fields else None, message[:1].upper() + message[1:])


_RADIOS = 5  # choices; more of them are a list, or three relations would fill the page


def _says_something(box: Box) -> bool:
    return bool(box.value) and not (box.kind is BoxKind.CHOICE and box.value == box.choices[0])


def _field(box: Box, around: BoxSurroundings, called: Mapping[str, str]) -> forms.Field:
    hint = box.about if len(box.path) == 1 else ""
    label = format_html_join(", ", "{}", ((word,) for word in box_in_words(box.path, called)))
    return forms.CharField(label=label, help_text=hint, required=False, strip=False, widget=_widget(box, around))


def _widget(box: Box, around: BoxSurroundings) -> forms.Widget:
    attrs = {"lang": around.language, **({"data-limit": box.most} if box.most else {})}
    match box.kind:
        case BoxKind.CHOICE:
            radios_or_list = forms.RadioSelect if len(box.choices) <= _RADIOS else forms.Select
            return radios_or_list(choices=[(choice, choice_in_words(choice)) for choice in box.choices])
        case BoxKind.LEVEL:
            levels = [(level, around.levels[level]) for level in box.choices]
            return forms.Select(choices=[("", NO_LEVEL), *levels], attrs={"lang": around.language})
        case BoxKind.TEXT:
            return forms.Textarea(attrs={"rows": 2 if len(box.path) > 1 else 4, **attrs})
        case BoxKind.TITLE:
            return forms.Textarea(attrs={"rows": 2, **attrs})
        case BoxKind.NUMBER:
            return forms.TextInput(attrs={"inputmode": "numeric", "class": "nhsuk-input--width-4"})
    return forms.TextInput(attrs={"class": "nhsuk-input--width-20", **attrs})
