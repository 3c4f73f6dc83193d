"""Reading a page as a person does."""

from html import unescape

from django.http import HttpResponse
from django.utils.html import strip_tags


def words(response: HttpResponse) -> str:
    """Return a page's words, one space between them, however its template is laid out."""
    return " ".join(unescape(strip_tags(response.content.decode())).split())
