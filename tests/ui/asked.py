"""Reads the forms of a page, whoever made it, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "email", "search", "tel", "url", "number", "password", "textarea"}


@dataclass
class Field:
    """One field; the values of those with one name stand in one of them."""

    name: str
    kind: str
    sent: list[str] = field(default_factory=list)  # untouched
    offered: list[str] = field(default_factory=list)  # to choose from


@dataclass
class Form:
    """A form with its fields, and its buttons, each a name and a value."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def untouched(self) -> dict[str, list[str]]:
        """Return what it sends as it is, the first of its choices chosen where none is."""
        chosen = {one.name: one.sent or one.offered[:1] for one in self.fields.values() if one.kind != "file"}
        return chosen | {name: [value] for name, value in self.buttons[:1] if name}

    def add(self, name: str, kind: str, value: str, *, is_sent: bool) -> None:
        """Add a field, or another value of one."""
        known = self.fields.setdefault(name, Field(name, kind))
        (known.sent if is_sent else known.offered).append(value)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.box: tuple[str, str] | None = None  # the textarea or select that is open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form and tag in {"input", "textarea", "select", "option", "button"}:
            getattr(self, f"_{tag}")(self.form, said)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag in {"textarea", "select"}:
            self.box = None

    def handle_data(self, data: str) -> None:
        if self.form and self.box and self.box[0] == "textarea":
            self.form.fields[self.box[1]].sent.append(data.removeprefix("\n"))

    def _input(self, form: Form, said: dict[str, str]) -> None:
        kind, name = said.get("type", "text"), said.get("name", "")
        if kind in {"submit", "image"}:
            form.buttons.append((name, said.get("value", "")))
        elif name:
            is_choice = kind in {"radio", "checkbox"}
            value = said.get("value", "on" if is_choice else "")
            form.add(name, kind, value, is_sent=not is_choice or "checked" in said)

    def _button(self, form: Form, said: dict[str, str]) -> None:
        if said.get("type", "submit") == "submit":
            form.buttons.append((said.get("name", ""), said.get("value", "")))

    def _textarea(self, form: Form, said: dict[str, str]) -> None:
        if name := said.get("name"):
            form.fields[name] = Field(name, "textarea")
            self.box = ("textarea", name)

    def _select(self, form: Form, said: dict[str, str]) -> None:
        if name := said.get("name"):
            form.fields[name] = Field(name, "select")
            self.box = ("select", name)

    def _option(self, form: Form, said: dict[str, str]) -> None:
        if self.box:
            form.add(self.box[1], "select", said.get("value", ""), is_sent="selected" in said)


def forms(html: str) -> list[Form]:
    """Return the forms of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms
