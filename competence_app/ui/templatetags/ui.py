"""Filters that the template pack and the components use; load them with `{% load ui %}`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypedDict

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from competence_app.ui.devices import is_own_device, person_attributes
from competence_app.ui.forms import PARTS, DateParts
from competence_app.ui.idle import may_idle_out
from competence_app.ui.paragraphs import paragraphs_html
from competence_app.ui.pieces import render_piece

register = template.Library()
ROLES = ("is_supervisor", "is_team_lead", "is_administrator", "is_auditor")  # by which menus differ, in this order


class DateBox(TypedDict):
    """One box of a date: its place in the form, what stands in it and whether that is wrong."""

    id: str
    name: str
    label: str
    value: str | int | None
    width: int
    wrong: bool


@register.simple_tag
def menu(here: str | None, *roles: bool) -> SafeString:
    """Render the menu of the page whose address has the name ``here``, as whoever has these of the ``ROLES`` has it."""
    return _menu(get_script_prefix(), here or "", roles)


@register.simple_tag
def fixed(template: str, scheme: str = "") -> SafeString:
    """Render what is the same on every page of everybody who chose the same colour ``scheme``."""
    return _fixed(get_script_prefix(), template, scheme)


@lru_cache(maxsize=16)
def _fixed(prefix: str, template: str, scheme: str) -> SafeString:  # noqa: ARG001 - the addresses in it begin with that
    return render_piece(template, {"scheme": scheme})


@register.simple_tag
def idle_warning(request: HttpRequest) -> SafeString:
    """Render the warning before somebody is signed out who has left, where that may happen."""
    return fixed("components/idle.html") if may_idle_out(request) else SafeString()


@register.simple_tag
def device_attributes(request: HttpRequest) -> SafeString:
    """Render what scripts are told of whose page it is, and on whose device: see ``ui/devices.py``."""
    return person_attributes(request)


@register.filter
def on_own_device(request: HttpRequest) -> bool:
    """Tell whether the person who is signed in has marked this device as their own."""
    return is_own_device(request)


@lru_cache(maxsize=1024)
def _menu(prefix: str, here: str, roles: tuple[bool, ...]) -> SafeString:  # noqa: ARG001 - its addresses begin with that
    """Return the menu; all its addresses begin with the ``prefix``."""
    return render_piece("components/menu.html", {"here": here, **dict(zip(ROLES, roles, strict=True))})


@register.filter
def all_success(messages: Iterable[Message]) -> bool:
    """Tell whether every message is good news."""
    return all(message.level_tag == "success" for message in messages)


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """Give the numbers of the pages to choose from; of many, those around this one and at both ends."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def date_in_words(written: str) -> str:
    """Put a year, a month or a day, written as 2022, 2022-04 or 2022-04-30, into words."""
    shape = {len("2022"): "Y", len("2022-04"): "F Y", len("2022-04-30"): "j F Y"}[len(written)]
    return date_format(date.fromisoformat(written + "-01-01"[len(written) - len("2022") :]), shape)


@register.filter
@lru_cache(maxsize=4096, typed=True)  # what is safe HTML equals a text that is not
def in_language(words: str, language: str) -> SafeString:
    """Mark words as being in a language, where ours stand around them; an element of their own says it by ``lang``."""
    return format_html('<span lang="{}">{}</span>', language, words) if words else SafeString()


@register.filter
def in_paragraphs(text: str) -> SafeString:
    """Show a text of a framework with its paragraphs, lists, emphasis and links."""
    return paragraphs_html(text)


@register.filter
def under(found: Mapping[str, Sequence[Any]], code: str) -> Sequence[Any]:
    """Return what stands under a code; nothing where nothing does, or nothing was read."""
    return found.get(code, ()) if found else ()


@register.filter
def kind(field: BoundField) -> str:
    """Name the template in ``nhsuk/layout/`` that shows a field."""
    match field.field.widget:
        case forms.CheckboxSelectMultiple():
            return "checkboxes"
        case forms.RadioSelect():
            return "radios"
        case forms.CheckboxInput():
            return "checkbox"
        case DateParts():
            return "date"
    return "input"


@register.filter
def control(field: BoundField) -> SafeString:
    """Render a box, list or file chooser with its NHS.UK classes, and those that its widget brings."""
    widget = field.field.widget
    name = getattr(widget, "looks_like", "") or _control_class(widget)
    classes = [name, widget.attrs.get("class", "")]
    if field.errors and not isinstance(widget, forms.FileInput):
        classes.append(f"{name}--error")
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


def _control_class(widget: forms.Widget) -> str:
    match widget:
        case forms.Textarea():
            return "nhsuk-textarea"
        case forms.Select():
            return "nhsuk-select"
        case forms.FileInput():
            return "nhsuk-file-upload__input"
    return "nhsuk-input"


@register.filter
def date_parts(field: BoundField) -> Iterator[DateBox]:
    """Give the three boxes of a date; of a wrong date those are wrong that are empty, else all."""
    values = field.value()
    if not isinstance(values, list):
        values = field.field.widget.decompress(values)
    for index, (name, value) in enumerate(zip(PARTS, values, strict=True)):
        yield DateBox(
            id=f"{field.auto_id}_{index}",
            name=f"{field.html_name}_{name}",
            label=name.capitalize(),
            value=value,
            width=4 if name == "year" else 2,
            wrong=bool(field.errors) and (not value or all(values)),
        )


@register.filter
def error_links(form: BaseForm) -> Iterator[tuple[str, str]]:
    """Give each error of a form with the id of the control to mend it in, or "" when that is none in particular.

    Where a control stands beside the form, the form says so by ``mended_at``.

    They come in the order of the page, whenever each was found.
    """
    order = {name: place for place, name in enumerate(form.fields)}
    for name, errors in sorted(form.errors.items(), key=lambda found: order.get(found[0], len(order))):
        target = getattr(form, "mended_at", "") if name == NON_FIELD_ERRORS else _first_control_id(form[name])
        for message in errors:
            yield target, str(message)


def _first_control_id(field: BoundField) -> str:
    if field.is_hidden:
        return ""
    many = isinstance(field.field.widget, forms.RadioSelect | DateParts)
    return f"{field.auto_id}_0" if many else field.auto_id
