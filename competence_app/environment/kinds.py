"""Kinds of variables: each reads a text, and says what to write where it is none of its kind."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
_HOST = re.compile(r"\.?[\w-]+(?:\.[\w-]+)*|\[[0-9a-fA-F:]+\]|\*")


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: its name, its default (none: it is required), what it means, how it is read.

    ``read`` raises ValueError for what cannot be; then ``write`` says what can. What is secret is never said back.
    """

    name: str
    default: Any
    meaning: str
    read: Callable[[str], Any] = str
    write: str = ""
    is_secret: bool = field(default=False, kw_only=True)
    shown: str = field(default="", kw_only=True)  # for the default, in the table


def given_by(variable: Variable, **instead: Any) -> Any:
    """Return what a variable says, or its default."""
    text = os.environ.get(variable.name)
    if text is None:
        return instead.get("default", variable.default)
    try:
        return variable.read(text.strip())
    except ValueError as error:
        said = "what it says is not understood" if variable.is_secret else f"“{text}” is not understood"
        raise ImproperlyConfigured(f"{variable.name}: {said}. Write {variable.write}.") from error


def flag(name: str, meaning: str, *, default: bool = False, shown: str = "") -> Variable:
    """Return a variable that is on or off."""
    return Variable(name, default, meaning, _flag, "1 or 0", shown=shown or ("on" if default else "off"))


def number(name: str, default: int, between: tuple[int, int], meaning: str) -> Variable:
    """Return a variable that is a whole number, from the one of ``between`` to the other."""

    def read(text: str) -> int:
        if not between[0] <= int(text) <= between[1]:
            raise ValueError(text)
        return int(text)

    return Variable(name, default, meaning, read, f"a whole number from {between[0]} to {between[1]}")


def choice(name: str, choices: tuple[str, ...], meaning: str) -> Variable:
    """Return a variable that is one of some words, by default the first."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return Variable(name, choices[0], meaning, read, " or ".join(choices))


def several(name: str, choices: tuple[str, ...], meaning: str, *, shown: str) -> Variable:
    """Return a variable that is any of some words, with commas between; by default all."""

    def read(text: str) -> list[str]:
        words = [word.strip() for word in text.split(",") if word.strip()]
        if not set(words) <= set(choices):
            raise ValueError(text)
        return words

    write = f"any of {', '.join(choices)}, with commas between"
    return Variable(name, list(choices), meaning, read, write, shown=shown)


def networks(text: str) -> list[IPv4Network | IPv6Network]:
    """Read networks, with commas between."""
    return [ip_network(network.strip()) for network in text.split(",") if network.strip()]


def pairs(text: str) -> dict[str, str]:
    """Read pairs of texts with an equals sign between, and commas between pairs."""
    found = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    if not all(name.strip() and value.strip() for name, _, value in found):
        raise ValueError(text)
    return {name.strip(): value.strip() for name, _, value in found}


def roles(text: str) -> dict[str, str]:
    """Read which values of a claim give which role."""
    found = pairs(text)
    if not set(found.values()) <= {"editor", "administrator", "organisation lead"}:
        raise ValueError(text)
    return found


def texts(text: str) -> list[str]:
    """Read texts, with commas between; the first is there."""
    found = [one.strip() for one in text.split(",")]
    if not all(found):
        raise ValueError(text)
    return found


def hosts(text: str) -> list[str]:
    """Read names of hosts, with commas between."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not all(map(_HOST.fullmatch, names)):
        raise ValueError(text)
    return names


def origins(text: str) -> list[str]:
    """Read origins, with commas between."""
    return [site(name.strip()) for name in text.split(",") if name.strip()]


def site(text: str) -> str:
    """Read the address of a site, without what follows its host; a slash in the end is left out."""
    parts = urlsplit(text.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ValueError(text)
    return text.rstrip("/")


def zone(text: str) -> str:
    """Read the name of a time zone."""
    if text not in available_timezones():
        raise ValueError(text)
    return text


def hour(text: str) -> time:
    """Read a time of day."""
    return time.fromisoformat(text)


def database(text: str) -> dict[str, Any]:
    """Read the address of a database, as DATABASES has it."""
    if not text.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise ValueError(text)
    found: dict[str, Any] = environ.Env.db_url_config(text)
    return found


def mail_server(text: str) -> dict[str, Any]:
    """Read the address of a mail server, as settings that Django knows."""
    if urlsplit(text).scheme not in environ.Env.EMAIL_SCHEMES:
        raise ValueError(text)
    found: dict[str, Any] = environ.Env.email_url_config(text)
    return found


def _flag(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError(text)
    return text.lower() in _YES
