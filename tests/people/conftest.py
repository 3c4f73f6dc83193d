"""What tests of people share."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory


@pytest.fixture
def render(rf: RequestFactory) -> Callable[..., str]:
    """`render("people/x.html", name=value)` gives a template that other pages include."""
    return lambda template, **shown: render_to_string(template, shown, request=rf.get("/"))
