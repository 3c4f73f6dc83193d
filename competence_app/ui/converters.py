"""What addresses hold; importing it registers them."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class CodeConverter(StringConverter):
    """The code of a framework or a domain; one or two dots, which the schema once allowed, have a tilde before them.

    Browsers go a folder up where an address says so, also in hexadecimal.
    """

    regex = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._-]{1,64}|~\.{1,2}"

    def to_python(self, value: str) -> str:
        """Return the code that stands in an address."""
        return value.removeprefix("~")

    def to_url(self, value: str) -> str:
        """Return the code as an address can hold it."""
        return f"~{value}" if value in {".", ".."} else value


class TokenConverter(StringConverter):
    """256 bits that nobody guesses, in URL-safe base64."""

    regex = "[A-Za-z0-9_-]{43}"


register_converter(CodeConverter, "code")
register_converter(TokenConverter, "token")
