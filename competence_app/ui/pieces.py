"""Pieces of pages that are rendered once, kept and sent many times."""

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

_INDENTED = re.compile(r"[ \t]*\n[ \t\n]*")
_BEFORE_END = re.compile(r" +(?=/?>)")  # of a tag: in a text this is written otherwise


def render_piece(template: str, context: Mapping[str, Any]) -> SafeString:
    """Render a piece in one line: what indents its template is no weight for those who read many of them."""
    line = _INDENTED.sub(" ", render_to_string(template, context))
    return SafeString(_BEFORE_END.sub("", line).strip())
