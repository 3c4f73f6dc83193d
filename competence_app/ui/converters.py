"""What addresses hold; importing it registers them."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class CodeConverter(StringConverter):
    """The code of a framework or a domain, as the schema allows it."""

    regex = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._-]{1,64}"


register_converter(CodeConverter, "code")
