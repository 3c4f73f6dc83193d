"""Layout objects for crispy forms, with the look of NHS.UK frontend."""

from collections.abc import Mapping
from typing import Any

from crispy_forms import layout
from crispy_forms.utils import TEMPLATE_PACK, render_field
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Field(layout.Field):  # type: ignore[misc]  # crispy has no types
    """One field with its label, hint and errors.

    ``label_size`` is s, m, l or xl; ``heading`` makes the label the page's h1; ``width`` is a box's width in
    characters (2, 3, 4, 5, 10, 20 or 30). Other keywords become attributes of the control.
    """

    def __init__(
        self,
        name: str,
        *,
        label_size: str = "s",
        heading: bool = False,
        width: int | None = None,
        **attrs: Any,
    ) -> None:
        """Remember how to show the form's field ``name``."""
        super().__init__(name, css_class=f"nhsuk-input--width-{width}" if width else None, **attrs)
        self.look = {"label_size": label_size, "heading": heading}

    def render(
        self,
        form: BaseForm,
        context: Context,
        template_pack: str = TEMPLATE_PACK,
        extra_context: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> SafeString:
        """Render the field by the pack's ``field.html``."""
        look = self.look | (extra_context or {})
        return super().render(form, context, template_pack, extra_context=look, **kwargs)  # type: ignore[no-any-return]


class Radios(Field):
    """Radio buttons or checkboxes; ``hints`` and ``conditional`` are keyed by an option's value.

    A hint is a text; what is conditional is a field's name or a layout object, shown while its option is chosen
    (and always in a browser too old for that). ``small`` and ``inline`` are looks.
    """

    def __init__(
        self,
        name: str,
        *,
        hints: Mapping[Any, str] | None = None,
        conditional: Mapping[Any, Any] | None = None,
        small: bool = False,
        inline: bool = False,
        **look: Any,
    ) -> None:
        """Remember how to show the form's field ``name``."""
        super().__init__(name, **look)
        self.look |= {"small": small, "inline": inline}
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.conditional = {str(value): shown for value, shown in (conditional or {}).items()}

    def render(
        self,
        form: BaseForm,
        context: Context,
        template_pack: str = TEMPLATE_PACK,
        extra_context: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> SafeString:
        """Lay each option's hint and conditional part beside it, then render the field."""
        for option in form[self.fields[0]].subwidgets:
            value = str(option.data["value"])
            option.data["hint"] = self.hints.get(value)
            if shown := self.conditional.get(value):
                option.data["conditional"] = render_field(shown, form, context, template_pack=template_pack)
        return super().render(form, context, template_pack, extra_context, **kwargs)


class Button:
    """A button that sends the form or, with ``href``, a link that looks like one; ``variant``: secondary, warning."""

    def __init__(self, text: str, *, name: str = "", value: str = "", variant: str = "", href: str = "") -> None:
        """Remember the button; ``name`` and ``value`` tell the view which one was pressed."""
        self.text, self.name, self.value, self.variant, self.href = text, name, value, variant, href

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> SafeString:  # noqa: ARG002 - crispy's
        """Render the button by the pack's ``layout/button.html``."""
        return render_to_string(f"{template_pack}/layout/button.html", {"button": self})


class ButtonGroup:
    """Buttons beside each other, on a phone below each other."""

    def __init__(self, *buttons: Button) -> None:
        """Remember the buttons, the main one first."""
        self.buttons = buttons

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> SafeString:  # noqa: ARG002 - crispy's
        """Render the buttons by the pack's ``inputs.html``."""
        return render_to_string(f"{template_pack}/inputs.html", {"inputs": self.buttons})
